//! Drawings that are not finished, or go in circles.

use diagram::catalogue::Category;
use kurbo::Point;

use super::super::{is_compute, is_private_store};
use super::plan::Plan;

/// A client before what nobody calls yet.
pub(super) fn add_client(plan: &mut Plan) -> Option<String> {
    let entry = entry(plan)?;
    let at = plan.node(entry).component.position;
    let client = plan.add_at("client", Point::new(at.x - 240.0, at.y), None, 1)?;
    let to = plan.id(entry);
    plan.connect(&client, &to, |connection| connection.encrypted = true);
    Some(format!("Client added that calls {}", plan.name(entry)))
}

/// Where requests from outside should come in: at the edge, or else where nobody else calls.
fn entry(plan: &Plan) -> Option<usize> {
    let nodes = || plan.situation.nodes().filter(|(_, node)| !node.is_client && !is_private_store(node));
    let is_uncalled = |index: usize| plan.edges_to(index).is_empty();
    let at_the_edge =
        nodes().find(|(index, node)| node.category() == Some(Category::Edge) && is_uncalled(*index));
    let computing = || nodes().find(|(index, node)| is_compute(node) && is_uncalled(*index));
    at_the_edge
        .or_else(computing)
        .or_else(|| nodes().find(|(_, node)| is_compute(node)))
        .map(|(index, _)| index)
}

/// Watchers are told by what there is to watch, clients call, everything else goes.
pub(super) fn connect_or_take_out(plan: &mut Plan) -> Option<String> {
    let orphan = plan.subject()?;
    let (node, id, name) = (plan.node(orphan), plan.id(orphan), plan.name(orphan));
    if node.is_client
        && let Some(entry) = entry(plan)
    {
        let to = plan.id(entry);
        plan.connect(&id, &to, |connection| connection.encrypted = true);
        return Some(format!("{name} connected to {}", plan.name(entry)));
    }
    let watched: Vec<usize> =
        plan.situation.nodes().filter(|(_, node)| is_compute(node)).map(|(index, _)| index).collect();
    if node.is_told_in_passing() && !watched.is_empty() {
        for index in watched {
            let from = plan.id(index);
            plan.connect(&from, &id, |connection| connection.share = super::edge::SAMPLED);
        }
        return Some(format!("{name} told by what there is to watch"));
    }
    plan.take_out(orphan);
    Some(format!("{name} taken out"))
}

/// Takes out the connections that lead back, so that nothing goes round any more.
pub(super) fn cut_cycle(plan: &mut Plan) -> Option<String> {
    let cycle = plan.subjects();
    let (mut entered, mut left) = (Vec::new(), Vec::new());
    let mut cut = Vec::new();
    // Depth first; a connection to what was entered and not left yet leads back.
    let mut next: Vec<(usize, bool)> = cycle.iter().rev().map(|node| (*node, false)).collect();
    while let Some((node, is_done)) = next.pop() {
        if is_done {
            left.push(node);
            continue;
        }
        if entered.contains(&node) {
            continue;
        }
        entered.push(node);
        next.push((node, true));
        for edge in
            plan.edges_from(node).into_iter().filter(|edge| cycle.contains(&edge.to) && edge.carries_any())
        {
            if !entered.contains(&edge.to) {
                next.push((edge.to, false));
            }
        }
    }
    for node in &cycle {
        // Whatever is left before its callee leads back to one that waits for it.
        let position = |wanted: usize| left.iter().position(|node| *node == wanted);
        for edge in plan.edges_from(*node).into_iter().filter(|edge| cycle.contains(&edge.to)) {
            if position(edge.to) >= position(edge.from) {
                cut.push(edge);
            }
        }
    }
    let (from, to) = cut.first().map(|edge| (plan.name(edge.from), plan.name(edge.to)))?;
    for edge in &cut {
        plan.disconnect(edge);
    }
    Some(match cut.len() {
        1 => format!("Connection from {from} back to {to} taken out"),
        count => format!("{count} connections that lead back taken out"),
    })
}
