//! Work that nobody waits for any more.

use diagram::Protocol;

use super::super::coupling::{LONGEST_CHAIN, is_step};
use super::super::is_compute;
use super::super::spread::{FAN, fan};
use super::plan::Plan;
use crate::model::Edge;

/// One queue before a component, for all who wait for it.
pub(super) fn queue_before(plan: &mut Plan) -> Option<String> {
    let slow = plan.subject()?;
    let callers: Vec<&Edge> = plan
        .edges_to(slow)
        .into_iter()
        .filter(|edge| edge.waits && !plan.node(edge.from).is_client)
        .collect();
    queue(plan, slow, &callers)
}

fn queue(plan: &mut Plan, slow: usize, callers: &[&Edge]) -> Option<String> {
    let last = callers.last()?;
    let queue =
        plan.add("message_queue", last.to, plan.replicas_for("message_queue", plan.load_along(callers), 2))?;
    plan.turn_on(queue.clone(), "dead_letter_queue");
    plan.turn_on(queue.clone(), "encryption_at_rest");
    for edge in callers {
        plan.put_between(edge, &queue);
    }
    Some(format!("Message queue added in front of {}", plan.name(slow)))
}

pub(super) fn consume(plan: &mut Plan) -> Option<String> {
    let queue = plan.subject()?;
    let load = plan.situation.traffic.total_per_second(queue);
    let at = plan.node(queue).component.position;
    let near = kurbo::Point::new(at.x + 160.0, at.y);
    let group = plan.node(queue).component.group.clone();
    let worker = plan.add_at("worker", near, group, plan.replicas_for("worker", load, 2))?;
    plan.turn_on(worker.clone(), "idempotent");
    let from = plan.id(queue);
    plan.connect(&from, &worker, |connection| connection.protocol = Protocol::PubSub);
    Some(format!("Worker added that reads from {}", plan.name(queue)))
}

/// A queue before the last step that runs code and comes early enough.
pub(super) fn cut_chain(plan: &mut Plan) -> Option<String> {
    let chain = plan.subjects();
    let place = (1..chain.len().min(LONGEST_CHAIN + 1))
        .rev()
        .find(|place| chain.get(*place).is_some_and(|step| is_compute(plan.node(*step))))?;
    let later = *chain.get(place)?;
    let before: Vec<usize> = chain.iter().take(place).copied().collect();
    let callers: Vec<&Edge> = plan
        .edges_to(later)
        .into_iter()
        .filter(|edge| edge.waits && (before.contains(&edge.from) || !is_step(plan.node(edge.from))))
        .filter(|edge| !plan.node(edge.from).is_client)
        .collect();
    queue(plan, later, &callers)
}

/// At the edge each request goes to one of them; elsewhere those that run code follow a topic.
pub(super) fn gather(plan: &mut Plan) -> Option<String> {
    let caller = plan.subject()?;
    let edges = fan(plan.situation, caller);
    if plan.node(caller).category() == Some(diagram::catalogue::Category::Edge) {
        for edge in &edges {
            plan.route(edge, diagram::Routing::ByWeight);
        }
        return Some(format!("{} sends each request to one of them", plan.name(caller)));
    }
    let followers: Vec<&Edge> = edges.iter().copied().filter(|edge| is_compute(plan.node(edge.to))).collect();
    // The first drawn are the likeliest to be needed for the answer.
    let needed = followers.len().min(FAN - 2);
    let followers = followers.get(needed..)?;
    let first = *followers.first()?;
    let load = plan.load_along(&[first]);
    let topic = plan.add("pubsub_topic", first.to, plan.replicas_for("pubsub_topic", load, 2))?;
    plan.turn_on(topic.clone(), "encryption_at_rest");
    let from = plan.id(caller);
    plan.connect_like(first, &from, &topic);
    for edge in followers {
        let to = plan.id(edge.to);
        plan.disconnect(edge);
        let share = edge.connection.share;
        plan.connect(&topic, &to, |connection| {
            connection.protocol = Protocol::PubSub;
            connection.share = share;
        });
    }
    Some(format!("Topic added that {} publishes to", plan.name(caller)))
}
