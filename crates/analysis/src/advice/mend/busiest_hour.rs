//! More of the same for the busiest hour of the day.

use super::super::capacity::replicas_for_the_busiest_hour;
use super::caching;
use super::plan::Plan;
use crate::words;

/// Replicas, shards, or as many as autoscaling may add; copies of what is read where none of them is possible.
pub(super) fn carry(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    let (node, name) = (plan.node(index), plan.name(index));
    let replicas = replicas_for_the_busiest_hour(plan.situation, index);
    let counted = words::count(replicas as usize, "replica");
    if node.has_flag("autoscaling") {
        plan.set_number(plan.id(index), "maximum_replicas", f64::from(replicas));
        return Some(format!("Autoscaling of {name} may go up to {counted}"));
    }
    let can_be_split = node.kind.is_some_and(|kind| kind.property("sharding").is_some());
    if node.scales_out() || can_be_split {
        if can_be_split && !node.has_flag("sharding") {
            plan.turn_on(plan.id(index), "sharding");
        }
        plan.set_replicas(index, replicas);
        let what = if node.scales_out() { "runs" } else { "is split over" };
        return Some(format!("{name} {what} {counted} now, enough for the busiest hour"));
    }
    let reads = plan.situation.traffic.reads_per_second(index);
    (reads > 0.0).then(|| caching::put_cache_before(plan, index)).flatten()
}
