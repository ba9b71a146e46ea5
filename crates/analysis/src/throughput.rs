//! The largest load that a design can carry, and whether the busiest hour is within it.

use crate::day::Day;
use crate::limits::LimitUse;
use crate::load;
use crate::model::{LIMIT, Model, Node};
use crate::report::ThroughputReport;
use crate::traffic::Traffic;

/// Every utilisation, and the share that is asked for of every rate limit, grows in proportion to the load, so the one
/// nearest to 1 binds: the load can grow by one over it.
///
/// More replicas do not raise a limit. A cycle that amplifies itself carries nothing at all. The first drawn binds when
/// several are equally near.
pub(crate) fn throughput(model: &Model, traffic: &Traffic, limits: &[Option<LimitUse>]) -> ThroughputReport {
    let offered_per_second = model.offered_per_second();
    let mut binding: Option<(usize, f64)> = None;
    let mut autoscaled_highest = 0.0;
    for (index, node) in model.nodes.iter().enumerate() {
        let endless = traffic.unbounded[index];
        let utilisation = if endless { f64::INFINITY } else { load::utilisation(model, traffic, index) };
        let limit_used = limits[index].map_or(0.0, |limit| limit.used);
        let nearest = utilisation.max(limit_used);
        if nearest > binding.map_or(0.0, |(_, highest)| highest) {
            binding = Some((index, nearest));
        }
        autoscaled_highest = f64::max(autoscaled_highest, (utilisation / growth(node)).max(limit_used));
    }
    let binding = binding.filter(|_| offered_per_second > 0.0);
    let headroom = binding.map(|(_, nearest)| (1.0 / nearest).min(LIMIT));
    let most = |headroom: f64| (offered_per_second * headroom).min(LIMIT);
    let autoscaled_max_per_second = binding.map(|_| most((1.0 / autoscaled_highest).min(LIMIT)));
    let day = Day::of(model);
    let (busiest_hour, busiest_hour_per_second) = day.busiest();
    ThroughputReport {
        offered_per_second,
        max_per_second: headroom.map(most),
        binding_component: binding.map(|(index, _)| model.nodes[index].component.id.clone()),
        headroom,
        autoscaled_max_per_second,
        busiest_hour_per_second,
        busiest_hour: (!day.is_even()).then_some(busiest_hour as u8),
        hours_over_capacity: autoscaled_max_per_second.map_or_else(Vec::new, |most| day.hours_over(most)),
    }
}

/// How many times the replicas that are drawn autoscaling may run; 1 without it.
pub(crate) fn growth(node: &Node) -> f64 {
    let most = node.number("maximum_replicas").filter(|_| node.has_flag("autoscaling")).unwrap_or(1.0);
    (most.clamp(1.0, 1e6) / f64::from(node.replicas)).max(1.0)
}
