//! Caches, and who reads and writes through them.

use diagram::{ComponentId, Routing};

use super::super::spread::copies_of;
use super::plan::Plan;
use crate::model::{Edge, READS, WRITES};

pub(super) fn add_cache(plan: &mut Plan) -> Option<String> {
    let store = plan.subject()?;
    put_cache_before(plan, store)
}

pub(super) fn spare_third_party(plan: &mut Plan) -> Option<String> {
    let provider = plan.subject()?;
    let reads = plan.situation.traffic.reads_per_second(provider);
    (reads > 0.0).then(|| put_cache_before(plan, provider)).flatten()
}

/// Everybody who reads asks a new cache first, and the store for what that does not hold and for writes.
pub(super) fn put_cache_before(plan: &mut Plan, store: usize) -> Option<String> {
    let readers: Vec<&Edge> = plan
        .edges_to(store)
        .into_iter()
        .filter(|edge| edge.carries(READS) && !plan.node(edge.from).is_client)
        .collect();
    let last = *readers.last()?;
    let cache = plan.add("cache", last.to, plan.replicas_for("cache", plan.load_along(&readers), 1))?;
    plan.turn_on(cache.clone(), "stampede_protection");
    for edge in readers {
        let caller = plan.id(edge.from);
        let is_beside =
            edge.waits && edge.routing == Routing::EveryCall && plan.node(edge.from).hit_ratio.is_none();
        if is_beside {
            let share = edge.connection.share;
            plan.connect(&caller, &cache, |connection| {
                connection.routing = Some(Routing::ReadsOnly);
                connection.share = share;
            });
            plan.route(edge, Routing::OnCacheMiss);
        } else {
            plan.put_between(edge, &cache);
        }
    }
    Some(format!("Cache added in front of {}", plan.name(store)))
}

/// Writes go straight to where the data is kept.
pub(super) fn write_past(plan: &mut Plan) -> Option<String> {
    let cache = plan.subject()?;
    let behind = plan.edges_from(cache);
    for edge in plan.edges_to(cache).into_iter().filter(|edge| edge.carries(WRITES)) {
        let caller = plan.id(edge.from);
        plan.route(edge, Routing::ReadsOnly);
        for next in behind.iter().filter(|next| next.carries(WRITES)) {
            let store = plan.id(next.to);
            let (protocol, encrypted) = (next.connection.protocol, next.connection.encrypted);
            let share = edge.connection.share;
            plan.connect(&caller, &store, |connection| {
                connection.protocol = protocol;
                connection.encrypted = encrypted;
                connection.share = share;
                connection.routing = Some(Routing::WritesOnly);
            });
        }
    }
    Some(format!("Writes go past {}", plan.name(cache)))
}

/// Whoever read the store itself reads the copies too.
pub(super) fn read_copies(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    let cache = copies_of(plan.situation, edge.to)?;
    let (caller, cache_id): (_, ComponentId) = (plan.id(edge.from), plan.id(cache));
    let stands_before = plan.edges_from(cache).iter().any(|next| next.to == edge.to);
    let share = edge.connection.share;
    plan.connect(&caller, &cache_id, |connection| {
        connection.routing = Some(Routing::ReadsOnly);
        connection.share = share;
    });
    plan.route(edge, if stands_before { Routing::WritesOnly } else { Routing::OnCacheMiss });
    Some(format!("{} reads from {} as well", plan.name(edge.from), plan.name(cache)))
}
