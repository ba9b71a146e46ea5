//! Mean and variance of the time until an answer, by linear equations.

use diagram::Routing;

use super::Ways;
use super::calls::Calls;
use crate::model::{CLASSES, Model, Node};
use crate::queueing::Wait;

/// Time from the arrival of a request at a component until its answer leaves.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Journey {
    pub(crate) mean_millis: f64,
    pub(crate) variance: f64,
    /// No request takes less: the constant parts of the shortest way.
    pub(crate) least_millis: f64,
}

/// The journeys of all components, by class and index.
#[derive(Debug)]
pub(crate) struct Journeys {
    /// `None` when a component on the way is at or over capacity.
    by_class: [Vec<Option<Journey>>; CLASSES],
}

impl Journeys {
    pub(crate) fn new(ways: &Ways) -> Self {
        Self { by_class: std::array::from_fn(|class| of_class(ways, class)) }
    }

    pub(crate) fn of(&self, node: usize, class: usize) -> Option<Journey> {
        self.by_class[class][node]
    }

    /// Of a client's request, whichever class it is of.
    pub(crate) fn mixed(&self, model: &Model, client: usize) -> Option<Journey> {
        let mut mixed = Journey { least_millis: f64::INFINITY, ..Journey::default() };
        let mut second_moment = 0.0;
        for (class, share) in super::classes_of(model, client) {
            let journey = self.of(client, class)?;
            mixed.mean_millis += share * journey.mean_millis;
            second_moment += share * (journey.variance + journey.mean_millis * journey.mean_millis);
            mixed.least_millis = mixed.least_millis.min(journey.least_millis);
        }
        mixed.variance = (second_moment - mixed.mean_millis * mixed.mean_millis).max(0.0);
        Some(mixed)
    }
}

/// Wait and service at one component, in milliseconds and square milliseconds.
pub(crate) fn own_moments(node: &Node, wait: Wait) -> (f64, f64) {
    let service_deviation = node.service_millis * node.service_variation;
    (wait.mean_millis() + node.service_millis, wait.variance() + service_deviation * service_deviation)
}

fn of_class(ways: &Ways, class: usize) -> Vec<Option<Journey>> {
    let (model, waits, calls, least) = (ways.model, ways.waits, &ways.calls[class], &ways.least[class]);
    let own: Vec<(f64, f64)> = model
        .nodes
        .iter()
        .zip(waits)
        .map(|(node, wait)| own_moments(node, wait.unwrap_or(Wait::NONE)))
        .collect();
    let blocked = calls.behind_any(|node| waits[node].is_none());
    let means = calls.add_up(|node| own[node].0 + calls.network_millis(node));
    let variances = calls.add_up(|node| own[node].1 + variance_of_choice(calls, node, &means));
    (0..model.nodes.len())
        .map(|node| {
            (!blocked[node]).then(|| Journey {
                mean_millis: means[node],
                variance: variances[node],
                least_millis: least.of(node),
            })
        })
        .collect()
}

/// What is added to the variance because requests differ in which calls they make.
///
/// A call that is made with probability `p` and takes `S` on average adds `p (1 - p) S²`; a choice between calls adds
/// the variance of their means. Together with the variances of the calls made, that is the whole (the law of total
/// variance).
fn variance_of_choice(calls: &Calls, node: usize, means: &[f64]) -> f64 {
    let (mut added, mut chosen_mean, mut chosen_square) = (0.0, 0.0, 0.0);
    for edge in calls.waited_for(node) {
        let (chance, millis) = (edge.chance[calls.class], edge.round_trip_millis() + means[edge.to]);
        if edge.routing == Routing::ByWeight {
            chosen_mean += chance * millis;
            chosen_square += chance * millis * millis;
        } else {
            let part = edge.calls.fract();
            let all_calls = edge.calls * millis;
            added += chance * part * (1.0 - part) * millis * millis
                + chance * (1.0 - chance) * all_calls * all_calls;
        }
    }
    added + (chosen_square - chosen_mean * chosen_mean).max(0.0)
}
