//! The largest load that a design can carry.

use crate::load;
use crate::model::{LIMIT, Model};
use crate::report::ThroughputReport;
use crate::traffic::Traffic;

/// Every utilisation grows in proportion to the load, so the one nearest to 1 binds: the load can grow by one over it.
///
/// A cycle that amplifies itself carries nothing at all. The first drawn binds when several are equally near.
pub(crate) fn throughput(model: &Model, traffic: &Traffic) -> ThroughputReport {
    let offered_per_second = model.offered_per_second();
    let mut binding: Option<(usize, f64)> = None;
    for index in 0..model.nodes.len() {
        let endless = traffic.unbounded[index];
        let utilisation = if endless { f64::INFINITY } else { load::utilisation(model, traffic, index) };
        if utilisation > binding.map_or(0.0, |(_, highest)| highest) {
            binding = Some((index, utilisation));
        }
    }
    let binding = binding.filter(|_| offered_per_second > 0.0);
    let headroom = binding.map(|(_, utilisation)| (1.0 / utilisation).min(LIMIT));
    ThroughputReport {
        offered_per_second,
        max_per_second: headroom.map(|headroom| (offered_per_second * headroom).min(LIMIT)),
        binding_component: binding.map(|(index, _)| model.nodes[index].component.id.clone()),
        headroom,
    }
}
