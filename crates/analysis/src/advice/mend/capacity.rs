//! More of the same: replicas, shards, a balancer.

use diagram::GroupKind;
use diagram::catalogue::{Category, PropertyKind};

use super::super::is_compute;
use super::asynchrony;
use super::caching;
use super::plan::Plan;
use crate::model::{Node, READS};
use crate::words;

/// Utilisation under which nothing is nearly full.
const RELAXED: f64 = 0.65;

/// Replicas, shards, or copies of what is read: whatever the kind takes.
pub(super) fn add_capacity(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    let (node, name) = (plan.node(index), plan.name(index));
    let utilisation = plan.situation.report_of(index).utilisation;
    let replicas = (f64::from(node.replicas) * utilisation / RELAXED).ceil();
    let can_be_split = node.kind.is_some_and(|kind| kind.property("sharding").is_some());
    if node.scales_out() || can_be_split {
        if can_be_split && !node.has_flag("sharding") {
            plan.turn_on(plan.id(index), "sharding");
        }
        plan.set_replicas(index, replicas.min(1e6) as u32);
        let what = if node.scales_out() { "run" } else { "split over" };
        return Some(
            format!("{name} is {what} {} now", words::count(replicas as usize, "replica"))
                .replace("is run", "runs"),
        );
    }
    let reads = plan.situation.traffic.arrivals_per_second[index][READS];
    (reads > 0.0).then(|| caching::put_cache_before(plan, index)).flatten()
}

/// A second replica; somebody else's system is called from behind a queue instead.
pub(super) fn second_replica(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    if plan.node(index).category() == Some(Category::ThirdParty) {
        return asynchrony::queue_before(plan);
    }
    follower(plan)
}

pub(super) fn follower(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    double(plan, index);
    Some(format!("Second replica of {} added", plan.name(index)))
}

/// Two replicas, of which one follows the other where data is kept.
fn double(plan: &mut Plan, index: usize) {
    const FOLLOWING: &str = "Primary and replicas";
    let node = plan.node(index);
    plan.set_replicas(index, node.replicas.max(2));
    let options = node.kind.and_then(|kind| kind.property("replication")).map(|spec| &spec.value);
    let can_follow = matches!(options, Some(PropertyKind::Choice { options, .. }) if options.iter().any(|one| one == FOLLOWING));
    if can_follow && node.choice("replication") == Some("None") {
        plan.choose(plan.id(index), "replication", FOLLOWING);
    }
}

/// A balancer before the first server that clients or the edge call.
pub(super) fn balance(plan: &mut Plan) -> Option<String> {
    let is_outer = |node: &Node| node.is_client || node.category() == Some(Category::Edge);
    let servers = plan.subjects();
    let called_by = |plan: &Plan, server: usize, outer: bool| {
        plan.edges_to(server).into_iter().any(|edge| !outer || is_outer(plan.node(edge.from)))
    };
    let server = servers.iter().find(|server| called_by(plan, **server, true));
    let server = *server.or_else(|| servers.iter().find(|server| called_by(plan, **server, false)))?;
    let callers = plan.edges_to(server);
    let load = plan.load_along(&callers);
    let balancer = plan.add("load_balancer", server, plan.replicas_for("load_balancer", load, 2))?;
    for edge in callers {
        plan.put_between(edge, &balancer);
    }
    plan.set_replicas(server, plan.node(server).replicas.max(2));
    Some(format!("Load balancer added before {}", plan.name(server)))
}

/// The frame stands for two zones from now on, with a replica of everything in each.
pub(super) fn second_zone(plan: &mut Plan) -> Option<String> {
    let subjects = plan.subjects();
    let zone = plan.node(*subjects.first()?).place.zone?;
    for index in subjects {
        let node = plan.node(index);
        if node.replicas < 2
            && (is_compute(node) || node.category().is_some_and(|category| category != Category::ThirdParty))
        {
            double(plan, index);
        }
    }
    let has_region = plan.situation.diagram.groups.get(zone).is_some_and(|group| group.parent.is_some());
    let name = plan.situation.diagram.groups.get(zone)?.name.clone();
    let shown = if name.trim().is_empty() { "Zone".to_owned() } else { name };
    plan.change_group(zone, |group| {
        group.kind = if has_region { GroupKind::Frame } else { GroupKind::Region };
        group.name = format!("{shown} and a second zone");
    });
    Some(format!("Replicas spread over {shown} and a second zone"))
}
