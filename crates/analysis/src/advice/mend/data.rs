//! Whose data it is, and where copies of it stand.

use std::collections::BTreeSet;

use diagram::{ComponentId, Mode, Protocol, Routing};
use kurbo::Point;

use super::super::coupling::{SERVING, first_copy};
use super::super::is_data_store;
use super::plan::Plan;

/// The first service keeps the store, every other gets one like it. What is kept is divided among them, evenly for want of
/// anything better.
pub(super) fn own_store(plan: &mut Plan) -> Option<String> {
    let store = plan.subject()?;
    let calls: Vec<_> =
        plan.edges_to(store).into_iter().filter(|edge| plan.node(edge.from).is_any(SERVING)).collect();
    let owners: BTreeSet<usize> = calls.iter().map(|edge| first_copy(plan.situation, edge.from)).collect();
    let mut others = owners.into_iter();
    others.next()?;
    let others: Vec<usize> = others.collect();
    let part = plan.node(store).number("data_gigabytes").map(|all| (all / (others.len() + 1) as f64).ceil());
    let keep_part = |plan: &mut Plan, store: ComponentId| {
        if let Some(gigabytes) = part {
            plan.set_number(store, "data_gigabytes", gigabytes);
        }
    };
    keep_part(plan, plan.id(store));
    let at = plan.node(store).component.position;
    for owner in &others {
        let name = format!("{} of {}", plan.name(store), plan.name(*owner));
        let group = plan.node(store).component.group.clone();
        let copy = plan.add_copy(store, name, Point::new(at.x, at.y + 120.0), group);
        keep_part(plan, copy.clone());
        for edge in calls.iter().filter(|edge| first_copy(plan.situation, edge.from) == *owner) {
            let caller = plan.id(edge.from);
            plan.disconnect(edge);
            plan.connect_like(edge, &caller, &copy);
        }
    }
    Some(format!("Each service has its own {}", plan.name(store)))
}

/// A copy of a store in the caller's region, which passes writes on in the background.
pub(super) fn copy_nearby(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    let far = plan.node(edge.to);
    if !is_data_store(far) && !far.is_cache() {
        return None;
    }
    let caller = plan.node(edge.from).component;
    let name = format!("{} near {}", far.name(), plan.name(edge.from));
    let near = Point::new(caller.position.x + 160.0, caller.position.y);
    let copy = plan.add_copy(edge.to, name, near, caller.group.clone());
    plan.disconnect(edge);
    plan.connect_like(edge, &caller.id, &copy);
    let original = plan.id(edge.to);
    plan.connect(&copy, &original, |connection| {
        connection.mode = Mode::Asynchronous;
        connection.routing = Some(Routing::WritesOnly);
        connection.protocol = Protocol::Tcp;
        connection.encrypted = true;
    });
    Some(format!("Copy of {} added in the region of {}", far.name(), plan.name(edge.from)))
}
