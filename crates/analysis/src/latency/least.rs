use diagram::Routing;

use super::calls::Calls;
use crate::model::{Edge, LIMIT, Model, Node, ServiceShape};

/// The constant part of each time until an answer: no request takes less.
///
/// It is kept apart from the transforms, which then have to describe the random part only.
#[derive(Debug)]
pub(crate) struct Least {
    millis: Vec<f64>,
    /// What [`Least::millis`] holds of the calls by weight.
    chosen_millis: Vec<f64>,
    is_in_cycle: Vec<bool>,
}

impl Least {
    pub(crate) fn new(model: &Model, calls: &Calls) -> Self {
        let zeros = vec![0.0; model.nodes.len()];
        let mut least =
            Self { millis: zeros.clone(), chosen_millis: zeros, is_in_cycle: vec![false; model.nodes.len()] };
        for (index, group) in calls.callees_first.iter().enumerate() {
            match group.as_slice() {
                [node] if !calls.is_cycle(index) => least.set(model, calls, *node),
                // A cycle has no shortest way worth looking for: 0 is a bound.
                members => members.iter().for_each(|node| least.is_in_cycle[*node] = true),
            }
        }
        least
    }

    /// From the arrival of a request at `node` until its answer leaves.
    pub(crate) fn of(&self, node: usize) -> f64 {
        self.millis[node]
    }

    /// The part of the service time that [`Least::of`] does not hold already.
    pub(crate) fn constant_service_left(&self, index: usize, node: &Node) -> f64 {
        if self.is_in_cycle[index] { constant_service_millis(node) } else { 0.0 }
    }

    /// A whole call: the network both ways and the callee's constant part.
    pub(crate) fn call(&self, edge: &Edge) -> f64 {
        edge.round_trip_millis() + self.millis[edge.to]
    }

    /// The part of a call that [`Least::of`] the caller does not hold already.
    pub(crate) fn call_left(&self, calls: &Calls, edge: &Edge) -> f64 {
        let call = self.call(edge);
        if self.is_in_cycle[edge.from] {
            call
        } else if edge.routing == Routing::ByWeight {
            (call - self.chosen_millis[edge.from]).max(0.0)
        } else if is_always_made(calls, edge) {
            0.0
        } else {
            call
        }
    }

    fn set(&mut self, model: &Model, calls: &Calls, node: usize) {
        let always: f64 = calls
            .waited_for(node)
            .filter(|edge| edge.routing != Routing::ByWeight && is_always_made(calls, edge))
            .map(|edge| edge.calls.floor() * self.call(edge))
            .sum();
        let chosen = calls
            .chosen(node)
            .map(|edge| if calls.is_waited_for(edge) { self.call(edge) } else { 0.0 })
            .fold(f64::INFINITY, f64::min);
        self.chosen_millis[node] = if chosen.is_finite() { chosen } else { 0.0 };
        let own = constant_service_millis(&model.nodes[node]);
        self.millis[node] = (own + always + self.chosen_millis[node]).min(LIMIT);
    }
}

fn constant_service_millis(node: &Node) -> f64 {
    match node.service_shape {
        ServiceShape::Constant => node.warm_millis,
        ServiceShape::Exponential | ServiceShape::Gamma | ServiceShape::LogNormal => 0.0,
    }
}

fn is_always_made(calls: &Calls, edge: &Edge) -> bool {
    edge.chance[calls.class] == 1.0
}
