//! Components that hang on each other more than they need to.

use std::collections::BTreeSet;

use diagram::Routing;
use diagram::catalogue::Category;

use super::spread::is_chatty_across_regions;
use super::{Found, Rule, Situation, crosses_regions, is_data_store};
use crate::model::{Edge, Node};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 4] = [
    Rule {
        id: "shared_database",
        list: AdviceList::AntiPattern,
        severity: Severity::Medium,
        look: shared_database,
    },
    Rule { id: "long_chain", list: AdviceList::AntiPattern, severity: Severity::Medium, look: long_chain },
    Rule {
        id: "chatty_calls",
        list: AdviceList::AntiPattern,
        severity: Severity::Medium,
        look: chatty_calls,
    },
    Rule {
        id: "call_across_regions",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: call_across_regions,
    },
];

/// Steps that wait for each other beyond which a chain is too long.
pub(super) const LONGEST_CHAIN: usize = 4;
/// Calls for one request from which it is chatty.
const CHATTY_CALLS: f64 = 5.0;

/// Code that answers requests. What works behind a queue for the same store is a part of the service that owns it.
pub(super) const SERVING: &[&str] = &["service", "web_server", "serverless_function"];

fn shared_database(situation: &Situation) -> Vec<Found> {
    let mut found = Vec::new();
    for (store, node) in situation.nodes().filter(|(_, node)| is_data_store(node) && !node.is("object_store"))
    {
        let callers: BTreeSet<usize> = situation
            .model
            .edges_to(store)
            .map(|edge| edge.from)
            .filter(|caller| situation.model.nodes[*caller].is_any(SERVING))
            .collect();
        let different: BTreeSet<usize> =
            callers.iter().map(|caller| first_copy(situation, *caller)).collect();
        if different.len() >= 2 {
            let names = words::names(callers.iter().map(|caller| situation.name(*caller)));
            let reason = format!(
                "{names} all use {}. None of them can change its tables without the others, and each can slow the \
                 others down.",
                node.name(),
            );
            let fix = "Give each service a store of its own, and let the others ask that service or follow its events.";
            let title = format!("{} is shared between services", node.name());
            found.push(Found::new(title, reason, fix).at(situation, std::iter::once(store).chain(callers)));
        }
    }
    found
}

/// Copies of one service are drawn behind one balancer: the first of them stands for all.
pub(super) fn first_copy(situation: &Situation, node: usize) -> usize {
    let chosen_by = situation.model.edges_to(node).filter(|edge| edge.routing == Routing::ByWeight);
    let siblings = chosen_by.flat_map(|edge| situation.model.edges_from(edge.from));
    let same_kind = siblings.filter(|edge| {
        edge.routing == Routing::ByWeight
            && situation.model.nodes[edge.to].component.kind == situation.model.nodes[node].component.kind
    });
    same_kind.map(|edge| edge.to).min().unwrap_or(node)
}

/// Whether a component counts as a step: what only passes requests on at the edge does not.
pub(super) fn is_step(node: &Node) -> bool {
    !node.is_client && !matches!(node.category(), None | Some(Category::Edge))
}

fn long_chain(situation: &Situation) -> Vec<Found> {
    let model = situation.model;
    let counts = |edge: &Edge| edge.waits && edge.carries_any() && !model.nodes[edge.to].is_client;
    let mut steps = vec![0usize; model.nodes.len()];
    let mut next: Vec<Option<usize>> = vec![None; model.nodes.len()];
    for group in model.callees_first(counts) {
        for node in &group {
            let outside =
                model.edges_from(*node).filter(|edge| counts(edge) && group.binary_search(&edge.to).is_err());
            next[*node] =
                outside.map(|edge| edge.to).max_by_key(|callee| (steps[*callee], std::cmp::Reverse(*callee)));
            steps[*node] =
                next[*node].map_or(0, |callee| steps[callee]) + usize::from(is_step(&model.nodes[*node]));
        }
    }
    let Some(longest) = model.clients().max_by_key(|client| (steps[*client], std::cmp::Reverse(*client)))
    else {
        return Vec::new();
    };
    if steps[longest] <= LONGEST_CHAIN {
        return Vec::new();
    }
    let chain: Vec<usize> = std::iter::successors(Some(longest), |node| next[*node])
        .filter(|node| is_step(&model.nodes[*node]))
        .collect();
    let reason = format!(
        "{} wait for each other, {} deep. Their times add up, and when one of them fails the request fails.",
        words::names(chain.iter().map(|node| situation.name(*node))),
        words::count(chain.len(), "step"),
    );
    let fix = "Let steps that the answer does not need happen afterwards, behind a queue; join services that always \
               work together; or keep a copy of what is asked for most.";
    vec![
        Found::new("A request goes through a long chain of calls".to_owned(), reason, fix)
            .at(situation, chain),
    ]
}

fn chatty_calls(situation: &Situation) -> Vec<Found> {
    let is_chatty =
        |edge: &&Edge| edge.waits && edge.calls >= CHATTY_CALLS && !is_chatty_across_regions(situation, edge);
    let chatty = situation.model.edges.iter().filter(is_chatty);
    chatty
        .map(|edge| {
            let (caller, callee) = (situation.name(edge.from), situation.name(edge.to));
            let reason = format!(
                "{caller} calls {callee} {} times for each request, one call after another. The network alone takes {}.",
                words::number(edge.calls),
                words::millis(edge.calls * edge.round_trip_millis()),
            );
            let fix = "Ask for everything in one call, or make the calls side by side.";
            Found::new(format!("{caller} asks {callee} again and again"), reason, fix)
                .at(situation, [edge.from, edge.to])
                .along([edge])
        })
        .collect()
}

fn call_across_regions(situation: &Situation) -> Vec<Found> {
    let crosses = |edge: &&Edge| {
        edge.waits && crosses_regions(situation, edge) && !is_chatty_across_regions(situation, edge)
    };
    let crossing = situation.model.edges.iter().filter(crosses);
    crossing
        .map(|edge| {
            let (caller, callee) = (situation.name(edge.from), situation.name(edge.to));
            let reason = format!(
                "{caller} waits for {callee} in another region: {} on the network for every call and its answer.",
                words::millis(edge.round_trip_millis()),
            );
            let fix = "Keep what is needed for an answer in the same region, and bring copies up to date in the background.";
            Found::new(format!("{caller} waits for another region"), reason, fix)
                .at(situation, [edge.from, edge.to])
                .along([edge])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use diagram::{GroupKind, Routing};

    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn two_services_on_one_database_share_it() {
        let shared =
            Sketch::of(&["client -> a:service -> sql_database", "client -> b:service -> sql_database"]);
        fires_at("shared_database", &shared, &["sql_database", "a", "b"]);
        is_quiet("shared_database", &Sketch::of(&["client -> service*3 -> sql_database"]));
        let worked_on = Sketch::of(&[
            "client -> service -> sql_database",
            "service -> message_queue -> worker -> sql_database",
        ]);
        is_quiet("shared_database", &worked_on);
    }

    #[test]
    fn copies_behind_one_balancer_are_one_service() {
        let copies = Sketch::of(&[
            "client -> load_balancer -> a:service -> sql_database",
            "load_balancer -> b:service -> sql_database",
        ]);
        is_quiet("shared_database", &copies);
    }

    #[test]
    fn five_steps_that_wait_for_each_other_are_a_long_chain() {
        let long = Sketch::of(&[
            "client -> load_balancer -> a:service -> b:service -> c:service -> d:service -> sql_database",
        ]);
        fires_at("long_chain", &long, &["a", "b", "c", "d", "sql_database"]);
        is_quiet(
            "long_chain",
            &Sketch::of(&["client -> load_balancer -> a:service -> b:service -> cache -> sql_database"]),
        );
    }

    #[test]
    fn a_queue_ends_a_chain() {
        is_quiet(
            "long_chain",
            &Sketch::of(&[
                "client -> a:service -> b:service -> message_queue -> worker -> c:service -> sql_database",
            ]),
        );
    }

    #[test]
    fn ten_calls_for_one_request_are_chatty() {
        let chatty = Sketch::of(&["client -> service -> sql_database"]);
        is_quiet("chatty_calls", &chatty);
        fires_at(
            "chatty_calls",
            &chatty.routing("service", "sql_database", Routing::EveryCall, 10.0),
            &["service", "sql_database"],
        );
    }

    #[test]
    fn waiting_for_another_region_is_a_weakness() {
        let across = Sketch::of(&["client -> service -> sql_database"])
            .group("west", GroupKind::Region, None, &["service"])
            .group("east", GroupKind::Region, None, &["sql_database"]);
        fires_at("call_across_regions", &across, &["service", "sql_database"]);
        let together = Sketch::of(&["client -> service -> sql_database"]).group(
            "west",
            GroupKind::Region,
            None,
            &["service", "sql_database"],
        );
        is_quiet("call_across_regions", &together);
    }
}
