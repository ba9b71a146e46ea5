//! One guard where the traffic of all clients meets, rather than one for each of them.

use std::collections::BTreeSet;

use diagram::ComponentId;
use diagram::catalogue::Category;

use super::super::crossing::{Boundaries, Way};
use super::plan::Plan;
use crate::model::Edge;
use crate::report::Threat;

/// Kinds that pass on to one place all that they let through.
const GUARDS: [&str; 3] = ["rate_limiter", "web_application_firewall", "api_gateway"];

/// Where a guard belongs.
pub(super) struct Entrance<'a> {
    /// What it stands before.
    pub(super) inner: usize,
    /// What leads there unguarded.
    pub(super) edges: Vec<&'a Edge<'a>>,
}

/// A connection from outside that is open to a threat, and what the threat reaches.
struct Open<'a> {
    edge: &'a Edge<'a>,
    exposed: Vec<usize>,
}

/// The place nearest to the clients that most of what is open to the threat goes through, that of the finding included.
pub(super) fn entrance<'a>(plan: &Plan<'_, 'a>, threat: Threat) -> Option<Entrance<'a>> {
    let asked = *plan.edges().first()?;
    let boundaries = Boundaries::new(plan.situation);
    let flows = boundaries.flows().filter(|flow| flow.way == Way::In);
    let open: Vec<Open> = flows
        .map(|flow| Open { edge: flow.edge, exposed: flow.exposed(threat) })
        .filter(|open| !open.exposed.is_empty())
        .collect();
    let alone = Entrance { inner: asked.to, edges: vec![asked] };
    let Some(own) = open.iter().find(|open| open.edge.connection.id == asked.connection.id) else {
        return Some(alone);
    };
    let meeting = |inner: &usize| open.iter().filter(|open| open.goes_through(plan, *inner)).count();
    let candidates = way_in(plan, asked.to).into_iter().filter(|inner| own.goes_through(plan, *inner));
    // Of equally good places the first, which is the nearest.
    let best = candidates.rev().max_by_key(meeting);
    Some(best.map_or(alone, |inner| Entrance { inner, edges: unguarded(plan, &open, inner) }))
}

impl Open<'_> {
    /// Whether the threat reaches nothing any more once this place is guarded.
    fn goes_through(&self, plan: &Plan, inner: usize) -> bool {
        let around =
            plan.situation.reached(self.edge.to, |edge| is_passed_on(plan, edge) && edge.to != inner);
        let meets = self.edge.to == inner || plan.on_the_way_in(self.edge).contains(&inner);
        meets && (self.edge.to == inner || !self.exposed.iter().any(|node| around[*node]))
    }
}

/// Components of the edge only pass requests on.
fn is_passed_on(plan: &Plan, edge: &Edge) -> bool {
    plan.node(edge.from).category() == Some(Category::Edge)
}

/// Components that a request from outside comes to until it reaches one that works, the nearest first. Names are looked
/// up before any request is sent, so that nothing can stand before that.
fn way_in(plan: &Plan, start: usize) -> Vec<usize> {
    let mut way = vec![start];
    let mut at = 0;
    while let Some(node) = way.get(at).copied() {
        for edge in plan.edges_from(node) {
            if is_passed_on(plan, edge) && !way.contains(&edge.to) {
                way.push(edge.to);
            }
        }
        at += 1;
    }
    way.retain(|node| !plan.node(*node).is("dns"));
    way
}

/// Connections to a place along which what is open to the threat comes there.
fn unguarded<'a>(plan: &Plan<'_, 'a>, open: &[Open<'a>], inner: usize) -> Vec<&'a Edge<'a>> {
    let mut senders: BTreeSet<usize> = BTreeSet::new();
    for open in open.iter().filter(|open| open.goes_through(plan, inner)) {
        if open.edge.to == inner {
            senders.insert(open.edge.from);
        } else {
            let before =
                plan.situation.reached(open.edge.to, |edge| is_passed_on(plan, edge) && edge.to != inner);
            senders.extend((0..before.len()).filter(|node| before[*node]));
        }
    }
    plan.edges_to(inner).into_iter().filter(|edge| senders.contains(&edge.from)).collect()
}

impl<'a> Entrance<'a> {
    /// A guard of this kind that already passes everything on to the same place, if callers can be sent to it.
    pub(super) fn guard_there(&self, plan: &Plan, kind: &'static str) -> Option<usize> {
        let mut guards = plan.situation.of_kinds(&GUARDS).filter(|guard| plan.node(*guard).is(kind));
        guards.find(|guard| self.is_behind(plan, *guard) && !self.knows(plan, *guard))
    }

    fn is_behind(&self, plan: &Plan, guard: usize) -> bool {
        let mut at = guard;
        for _ in 0..GUARDS.len() {
            let mut onwards = plan.edges_from(at).into_iter().filter(|edge| edge.waits);
            let (Some(only), None) = (onwards.next(), onwards.next()) else { return false };
            if only.to == self.inner {
                return true;
            }
            at = only.to;
            if !plan.node(at).is_any(&GUARDS) {
                return false;
            }
        }
        false
    }

    /// A caller that is connected to the guard as well says itself what goes which way.
    fn knows(&self, plan: &Plan, guard: usize) -> bool {
        let guard = plan.id(guard);
        self.edges.iter().any(|edge| {
            let caller = plan.id(edge.from);
            caller == guard || plan.is_connected(&caller, &guard) || plan.is_connected(&guard, &caller)
        })
    }

    /// Sends the callers to a guard that is there, with replicas for what it gets; requests a second that then come to it.
    pub(super) fn send_to(&self, plan: &mut Plan, guard: usize) -> f64 {
        let id = plan.id(guard);
        for edge in &self.edges {
            let caller = plan.id(edge.from);
            plan.disconnect(edge);
            plan.connect_like(edge, &caller, &id);
        }
        let load = plan.situation.traffic.total_per_second(guard) + plan.load_along(&self.edges);
        let node = plan.node(guard);
        let replicas = plan.replicas_for(&node.component.kind, load, node.replicas);
        if replicas > node.replicas {
            plan.set_replicas(guard, replicas);
        }
        load
    }

    /// A new component before the place, through which everything comes from now on.
    pub(super) fn put_before(&self, plan: &mut Plan, kind: &str) -> Option<ComponentId> {
        let replicas = plan.replicas_for(kind, plan.load_along(&self.edges), 2);
        let added = plan.add(kind, self.inner, replicas)?;
        for edge in &self.edges {
            plan.put_between(edge, &added);
        }
        Some(added)
    }

    /// "Authors", "Authors and Readers": who comes this way.
    pub(super) fn callers(&self, plan: &Plan) -> String {
        crate::words::names(self.edges.iter().map(|edge| plan.name(edge.from)))
    }
}

#[cfg(test)]
#[path = "entrance_tests.rs"]
mod tests;
