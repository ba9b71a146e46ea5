//! What each component has to do, and whether it can.

use crate::limits::LimitUse;
use crate::model::{CLASSES, LIMIT, Model, Node, READS, STATIC, WRITES};
use crate::queueing::{Wait, offered_erlangs};
use crate::report::{ComponentReport, Visits};
use crate::traffic::Traffic;

/// Utilisation above this is more than anybody can mean.
const MOST_UTILISATION: f64 = 1e9;

/// The wait at each component; `None` at or over capacity.
pub(crate) fn waits(model: &Model, traffic: &Traffic) -> Vec<Option<Wait>> {
    let wait = |(index, node): (usize, &Node)| {
        if node.service_millis == 0.0 {
            return Some(Wait::NONE);
        }
        if traffic.unbounded[index] {
            return None;
        }
        node.wait(traffic.total_per_second(index))
    };
    model.nodes.iter().enumerate().map(wait).collect()
}

/// Share of its capacity that a component needs; at least 1 under a load without end.
pub(crate) fn utilisation(model: &Model, traffic: &Traffic, index: usize) -> f64 {
    let node = &model.nodes[index];
    let offered = offered_erlangs(traffic.total_per_second(index), node.service_millis);
    let least = if traffic.unbounded[index] && node.service_millis > 0.0 { 1.0 } else { 0.0 };
    (offered / node.servers as f64).clamp(least, MOST_UTILISATION)
}

/// Requests a second at which a component is full; `None` where it does no work of its own.
pub(crate) fn capacity_per_second(node: &Node) -> Option<f64> {
    (node.service_millis > 0.0).then(|| (node.servers as f64 * 1000.0 / node.service_millis).min(LIMIT))
}

/// Visit ratios of all components: what arrives of a class over what clients send of it.
fn visits(model: &Model, traffic: &Traffic) -> Vec<Visits> {
    let mut sent = [0.0; CLASSES];
    for client in model.clients() {
        let node = &model.nodes[client];
        sent.iter_mut()
            .zip(node.class_shares())
            .for_each(|(sum, share)| *sum += node.requests_per_second * share);
    }
    let all: f64 = sent.iter().sum();
    let is_all_waited_for = model.edges.iter().all(|edge| edge.waits || !edge.carries_any());
    let waited_for = (!is_all_waited_for).then(|| Traffic::waited_for(model));
    let of = |(index, node): (usize, &Node)| {
        let own = || node.class_shares().map(|share| node.requests_per_second * share);
        let total = if node.is_client { own() } else { traffic.arrivals_per_second[index] };
        let waited = match &waited_for {
            Some(waited_for) if !node.is_client => waited_for.arrivals_per_second[index],
            _ => total,
        };
        let ratio = |class: usize| (sent[class] > 0.0).then(|| (waited[class] / sent[class]).min(LIMIT));
        let events = (total.iter().sum::<f64>() - waited.iter().sum::<f64>()).max(0.0);
        Visits {
            read: ratio(READS),
            write: ratio(WRITES),
            static_file: ratio(STATIC),
            event: (all > 0.0).then(|| (events / all).min(LIMIT)),
        }
    };
    model.nodes.iter().enumerate().map(of).collect()
}

pub(crate) fn components(
    model: &Model,
    traffic: &Traffic,
    waits: &[Option<Wait>],
    limits: &[Option<LimitUse>],
) -> Vec<ComponentReport> {
    let visits = visits(model, traffic);
    let of = |(index, node): (usize, &Node)| {
        let wait = waits[index];
        let arrivals_per_second =
            if node.is_client { node.requests_per_second } else { traffic.total_per_second(index) };
        ComponentReport {
            id: node.component.id.clone(),
            arrivals_per_second,
            writes_per_second: if node.is_client {
                node.requests_per_second * node.class_shares()[WRITES]
            } else {
                traffic.arrivals_per_second[index][WRITES].min(LIMIT)
            },
            visits: visits[index],
            utilisation: utilisation(model, traffic, index),
            wait_millis: wait.map(|wait| wait.mean_millis().min(LIMIT)),
            response_millis: wait.map(|wait| (wait.mean_millis() + node.service_millis).min(LIMIT)),
            // Little: those waiting are arrivals times wait.
            queue_length: wait.map(|wait| (arrivals_per_second * wait.mean_millis() / 1000.0).min(LIMIT)),
            capacity_per_second: capacity_per_second(node),
            turned_away_per_second: limits[index].map_or(0.0, |limit| limit.turned_away_per_second),
            is_unbounded: traffic.unbounded[index],
        }
    };
    model.nodes.iter().enumerate().map(of).collect()
}
