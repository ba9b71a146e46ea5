//! How long a client waits for its answers.
//!
//! A request that arrives at a component waits for a place and is served; meanwhile or after, the component calls
//! others *one after another* and waits for their answers. So the time of a request is a sum along each way it takes,
//! and a mixture over the ways it can take: hits and misses of a cache, targets of a balancer, reads and writes. Its
//! distribution is computed as such, and percentiles are read from it. Times at different components are taken to be
//! independent (for exponential service they are, in the long run: Jackson 1963).

mod calls;
mod critical_path;
mod inversion;
mod least;
mod log_normal;
mod moments;
mod percentile;
mod transform;

use crate::model::{CLASSES, LIMIT, Model};
use crate::queueing::Wait;
use crate::report::LatencyReport;

use calls::Calls;
use least::Least;
use moments::Journeys;
use percentile::Percentiles;

/// Everything that says which ways a request can take, and what it meets there.
#[derive(Debug)]
struct Ways<'m> {
    model: &'m Model<'m>,
    /// At each component; `None` at or over capacity.
    waits: &'m [Option<Wait>],
    calls: [Calls<'m>; CLASSES],
    least: [Least; CLASSES],
}

/// What a client's average request spends where.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct TimeSpent {
    /// Visits to each component that it comes to, by index.
    pub(crate) visits: Vec<(usize, f64)>,
    pub(crate) network_millis: f64,
}

/// Where the mean latency of a client comes from: visits times response times, and the network.
pub(crate) fn time_spent(model: &Model, client: usize) -> TimeSpent {
    let mut visits = vec![0.0; model.nodes.len()];
    let mut network_millis = 0.0;
    for (class, share) in classes_of(model, client) {
        let calls = Calls::new(model, class);
        for (node, often) in calls.visits(client).into_iter().enumerate() {
            visits[node] += share * often;
            network_millis += share * often * calls.network_millis(node);
        }
    }
    let is_visited = |(node, often): &(usize, f64)| *often > 0.0 && *node != client;
    TimeSpent { visits: visits.into_iter().enumerate().filter(is_visited).collect(), network_millis }
}

/// Latency of every client. `waits` has the wait at each component, `None` at or over capacity.
pub(crate) fn latency(model: &Model, waits: &[Option<Wait>]) -> Vec<LatencyReport> {
    let calls: [Calls; CLASSES] = std::array::from_fn(|class| Calls::new(model, class));
    let least = std::array::from_fn(|class| Least::new(model, &calls[class]));
    let ways = Ways { model, waits, calls, least };
    let journeys = Journeys::new(&ways);
    let mut percentiles = Percentiles::new(&ways);
    model.clients().map(|client| of_client(&ways, &journeys, &mut percentiles, client)).collect()
}

fn of_client(
    ways: &Ways,
    journeys: &Journeys,
    percentiles: &mut Percentiles,
    client: usize,
) -> LatencyReport {
    let model = ways.model;
    let path = critical_path::critical_path(ways, journeys, client);
    let id = |node: &usize| model.nodes[*node].component.id.clone();
    let mut report = LatencyReport {
        client: id(&client),
        mean_millis: None,
        p50_millis: None,
        p95_millis: None,
        p99_millis: None,
        critical_path: path.nodes.iter().map(id).collect(),
        critical_connections: path
            .edges
            .iter()
            .map(|edge| model.edges[*edge].connection.id.clone())
            .collect(),
    };
    if let Some(mixed) = journeys.mixed(model, client).filter(|mixed| mixed.mean_millis < LIMIT)
        && !path.edges.is_empty()
    {
        report.mean_millis = Some(mixed.mean_millis);
        let [p50, p95, p99] = percentiles.of(client, &mixed, [0.50, 0.95, 0.99]);
        (report.p50_millis, report.p95_millis, report.p99_millis) = (Some(p50), Some(p95), Some(p99));
    }
    report
}

/// Shares of the classes among a client's requests, those only that it makes.
fn classes_of(model: &Model, client: usize) -> impl Iterator<Item = (usize, f64)> {
    let shares = model.shares_that_differ(client);
    (0..CLASSES).map(move |class| (class, shares[class])).filter(|(_, share)| *share > 0.0)
}

#[cfg(test)]
mod tests;
