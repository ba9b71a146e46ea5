//! Checks of where requests go and where data stands.

use std::collections::BTreeSet;

use diagram::{Catalogue, Diagram};

use super::{Outcome, outcome, spoken, spoken_any};
use crate::model::{Edge, Model, Node, Place, READS, WRITES};
use crate::words;

fn is_of(node: &Node, kinds: &[String]) -> bool {
    kinds.contains(&node.component.kind)
}

/// What can be reached from the components that `starts` accepts, along edges that `goes_along` accepts, those included.
fn reached(model: &Model, starts: impl Fn(&Node) -> bool, goes_along: impl Fn(&Edge) -> bool) -> Vec<bool> {
    let mut reached = vec![false; model.nodes.len()];
    let mut next: Vec<usize> = (0..model.nodes.len()).filter(|node| starts(&model.nodes[*node])).collect();
    while let Some(node) = next.pop() {
        if !std::mem::replace(&mut reached[node], true) {
            next.extend(model.edges_from(node).filter(|edge| goes_along(edge)).map(|edge| edge.to));
        }
    }
    reached
}

pub(super) fn reaches(diagram: &Diagram, catalogue: &Catalogue, from: &str, to: &[String]) -> Outcome {
    let model = Model::new(diagram, catalogue);
    let way = reached(&model, |node| node.is(from), |edge| edge.carries_any());
    let found: Vec<&str> = model
        .nodes
        .iter()
        .zip(way)
        .filter(|(node, is_reached)| *is_reached && is_of(node, to))
        .map(|(node, _)| node.name())
        .collect();
    let expected = format!("A way from {} to {}", spoken(from), spoken_any(to));
    let named = words::names(found.iter().copied());
    outcome(!found.is_empty(), expected, if found.is_empty() { "No such way".to_owned() } else { named })
}

pub(super) fn waits_for(diagram: &Diagram, catalogue: &Catalogue, client: &str, kinds: &[String]) -> Outcome {
    let model = Model::new(diagram, catalogue);
    let waited_for =
        reached(&model, |node| is_client(node, client), |edge| edge.waits && edge.carries(READS));
    let found = model
        .nodes
        .iter()
        .zip(waited_for)
        .filter(|(node, is_waited_for)| *is_waited_for && is_of(node, kinds));
    let found: Vec<&str> = found.map(|(node, _)| node.name()).collect();
    let expected =
        format!("Reads by {} are answered with what {} has", named(&model, client), spoken_any(kinds));
    let named = if found.is_empty() {
        "None of that is waited for".to_owned()
    } else {
        format!("Waited for: {}", words::names(found.iter().copied()))
    };
    outcome(!found.is_empty(), expected, named)
}

/// As the learner called the client with this id or name.
fn named<'a>(model: &'a Model, client: &'a str) -> &'a str {
    model.nodes.iter().find(|node| is_client(node, client)).map_or(client, Node::name)
}

fn is_client(node: &Node, name: &str) -> bool {
    node.is_client && (node.component.id.0 == name || node.name() == name)
}

pub(super) fn does_not_wait_for(diagram: &Diagram, catalogue: &Catalogue, kinds: &[String]) -> Outcome {
    let model = Model::new(diagram, catalogue);
    let waited_for = reached(&model, |node| node.is_client, |edge| edge.waits && edge.carries_any());
    let found = model
        .nodes
        .iter()
        .zip(waited_for)
        .filter(|(node, is_waited_for)| *is_waited_for && is_of(node, kinds));
    let found: Vec<&str> = found.map(|(node, _)| node.name()).collect();
    let expected = format!("No client waits for {}", spoken_any(kinds));
    let named = if found.is_empty() {
        "None does".to_owned()
    } else {
        format!("One waits for {}", words::names(found.iter().copied()))
    };
    outcome(found.is_empty(), expected, named)
}

/// In how many places of one sort components stand; `of` picks the place.
pub(super) fn spread(
    diagram: &Diagram,
    catalogue: &Catalogue,
    kinds: &[String],
    at_least: u32,
    sort: &str,
    of: fn(&Place) -> Option<usize>,
) -> Outcome {
    let model = Model::new(diagram, catalogue);
    let standing: Vec<&Node> = model.nodes.iter().filter(|node| is_of(node, kinds)).collect();
    let outside: Vec<&str> =
        standing.iter().filter(|node| of(&node.place).is_none()).map(|node| node.name()).collect();
    let count = standing.iter().filter_map(|node| of(&node.place)).collect::<BTreeSet<_>>().len();
    let expected = format!("{} in at least {}", spoken_any(kinds), words::count(at_least as usize, sort));
    let found = if outside.is_empty() {
        words::count(count, sort)
    } else {
        format!("{} in no {sort}", words::names(outside.iter().copied()))
    };
    outcome(outside.is_empty() && count >= at_least as usize, expected, found)
}

pub(super) fn stays_in(diagram: &Diagram, catalogue: &Catalogue, client: &str, region: &str) -> Outcome {
    let model = Model::new(diagram, catalogue);
    let expected = format!("What {} writes is kept in {region} only", named(&model, client));
    let written = reached(&model, |node| is_client(node, client), |edge| edge.carries(WRITES));
    let is_home = |node: &Node| {
        let group = node.place.region.and_then(|at| diagram.groups.get(at));
        group.is_some_and(|group| group.name.trim().eq_ignore_ascii_case(region))
    };
    let keeps =
        |node: &Node| node.is_stateful() && node.category() != Some(diagram::catalogue::Category::Operations);
    let stores: Vec<&Node> = model
        .nodes
        .iter()
        .zip(written)
        .filter(|(node, reached)| *reached && keeps(node))
        .map(|(node, _)| node)
        .collect();
    let abroad: Vec<&str> = stores.iter().filter(|node| !is_home(node)).map(|node| node.name()).collect();
    let found = match (stores.is_empty(), abroad.is_empty()) {
        (true, _) => "It is kept nowhere".to_owned(),
        (false, true) => "It is".to_owned(),
        (false, false) => format!("{} not in {region}", words::names(abroad.iter().copied())),
    };
    outcome(!stores.is_empty() && abroad.is_empty(), expected, found)
}
