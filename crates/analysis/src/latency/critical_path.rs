use super::Ways;
use super::moments::Journeys;
use crate::model::{CLASSES, Edge};

/// Indices of the nodes and edges of a way through the design, client first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Path {
    pub(crate) nodes: Vec<usize>,
    pub(crate) edges: Vec<usize>,
}

/// Follows, from the client on, the call on which its average request spends most time.
///
/// A call counts as often as it is made: a slow database behind a cache that answers nine reads in ten counts a tenth.
/// Calls that are blocked by a component at capacity count above all. The first drawn wins a tie; the path ends where
/// nothing is waited for or where it would come round to itself.
pub(crate) fn critical_path(ways: &Ways, journeys: &Journeys, client: usize) -> Path {
    let model = ways.model;
    let mut shares = model.shares_that_differ(client);
    let mut path = Path { nodes: vec![client], edges: Vec::new() };
    let mut is_on_path = vec![false; model.nodes.len()];
    is_on_path[client] = true;
    let mut node = client;
    loop {
        let mut longest: Option<(f64, usize)> = None;
        for index in &model.outgoing[node] {
            let millis = expected_millis(ways, journeys, shares, &model.edges[*index]);
            if millis > longest.map_or(0.0, |longest| longest.0) {
                longest = Some((millis, *index));
            }
        }
        let Some((_, index)) = longest else { return path };
        let edge = &model.edges[index];
        if std::mem::replace(&mut is_on_path[edge.to], true) {
            return path;
        }
        for (class, share) in shares.iter_mut().enumerate() {
            *share *= edge.calls_per_request(class);
        }
        path.nodes.push(edge.to);
        path.edges.push(index);
        node = edge.to;
    }
}

/// Time spent on a call and all that it leads to, for each request that the client makes.
fn expected_millis(ways: &Ways, journeys: &Journeys, shares: [f64; CLASSES], edge: &Edge) -> f64 {
    (0..CLASSES)
        .filter(|class| ways.calls[*class].is_waited_for(edge) && shares[*class] > 0.0)
        .map(|class| {
            let callee = journeys.of(edge.to, class).map_or(f64::INFINITY, |journey| journey.mean_millis);
            shares[class] * edge.calls_per_request(class) * (edge.round_trip_millis() + callee)
        })
        .sum()
}
