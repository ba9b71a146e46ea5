//! Work that a client should not wait for.

use diagram::catalogue::Category;

use super::{Found, Rule, Situation};
use crate::model::{Edge, Node};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 5] = [
    Rule {
        id: "slow_work_without_queue",
        list: AdviceList::Suggestion,
        severity: Severity::Medium,
        look: slow_work_without_queue,
    },
    Rule {
        id: "slow_third_party",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: slow_third_party,
    },
    Rule {
        id: "third_party_limit",
        list: AdviceList::Weakness,
        severity: Severity::High,
        look: third_party_limit,
    },
    Rule {
        id: "queue_without_consumer",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: queue_without_consumer,
    },
    Rule { id: "queue_present", list: AdviceList::Strength, severity: Severity::Praise, look: queue_present },
];

const SLOW: &[&str] = &["ml_model_server", "worker", "data_warehouse"];
/// Mean time of a third party's answer from which a client should not wait for it.
const SLOW_MILLIS: f64 = 50.0;

/// A component that a client waits for, the calls by which it does, and how long an answer takes, in words.
struct WaitedFor<'a> {
    node: usize,
    calls: Vec<&'a Edge<'a>>,
    takes: String,
}

/// Those of these kinds that some client waits for, by way of whichever components.
fn waited_for<'a>(situation: &Situation<'a>, kinds: &'static [&'static str]) -> Vec<WaitedFor<'a>> {
    let model = situation.model;
    let waits = |edge: &Edge| edge.waits && edge.carries_any();
    let mut is_waited_for = vec![false; model.nodes.len()];
    for client in model.clients() {
        let reached = situation.reached(client, waits);
        is_waited_for.iter_mut().zip(reached).for_each(|(sum, reached)| *sum |= reached);
    }
    let waited_for = situation.of_kinds(kinds).filter(|node| is_waited_for[*node]);
    waited_for
        .map(|node| WaitedFor {
            node,
            calls: model.edges_to(node).filter(|edge| waits(edge) && is_waited_for[edge.from]).collect(),
            takes: situation.report_of(node).response_millis.map_or_else(
                || "longer and longer".to_owned(),
                |millis| format!("{} on average", words::millis(millis)),
            ),
        })
        .collect()
}

fn slow_work_without_queue(situation: &Situation) -> Vec<Found> {
    let slow = waited_for(situation, SLOW).into_iter();
    slow.map(|WaitedFor { node, calls, takes }| {
        let name = situation.name(node);
        let reason = format!(
            "Clients wait while {} waits for {name}, which takes {takes}. When {name} is slow, so is everything in \
             front of it.",
            words::names(calls.iter().map(|edge| situation.name(edge.from))),
        );
        let fix = format!(
            "Put a message queue in front of {name} and answer the client at once; where the answer is needed, keep a \
             copy of it in a cache and give up after a short time.",
        );
        Found::new(format!("Clients wait for {name}"), reason, fix).at(situation, [node]).along(calls)
    })
    .collect()
}

fn slow_third_party(situation: &Situation) -> Vec<Found> {
    let is_slow = |waited: &WaitedFor| {
        situation.report_of(waited.node).response_millis.is_none_or(|millis| millis >= SLOW_MILLIS)
    };
    let slow = waited_for(situation, &["third_party_api"]).into_iter().filter(is_slow);
    slow.map(|WaitedFor { node, calls, takes }| {
        let name = situation.name(node);
        let reason = format!(
            "Clients wait while {} waits for {name}, somebody else's system, which takes {takes}. Its slow days and \
             its outages become yours, and nothing that you build makes it faster.",
            words::names(calls.iter().map(|edge| situation.name(edge.from))),
        );
        let fix = format!(
            "Answer the client first and call {name} from behind a queue; where the answer is needed, keep copies of \
             it, give up after a short time and stop calling while it fails.",
        );
        Found::new(format!("Clients wait for {name}, which is not yours"), reason, fix).at(situation, [node]).along(calls)
    })
    .collect()
}

/// More calls than a provider has agreed to.
fn third_party_limit(situation: &Situation) -> Vec<Found> {
    let over = situation.of_kinds(&["third_party_api"]).filter_map(|node| {
        let limit = situation.model.nodes[node].rate_limit()?.per_second;
        let arriving = situation.traffic.total_per_second(node);
        (arriving > limit).then_some((node, arriving, limit))
    });
    over.map(|(node, arriving, limit)| {
        let name = situation.name(node);
        let reason = format!(
            "{} calls a second go to {name}, which accepts {}. The rest is turned away.",
            words::number(arriving),
            words::number(limit),
        );
        let fix =
            "Keep answers in a cache, ask for several things in one call, or let a queue even out the load.";
        Found::new(format!("{name} is called more often than it allows"), reason, fix).at(situation, [node])
    })
    .collect()
}

fn is_queue(node: &Node) -> bool {
    node.category() == Some(Category::Messaging)
}

fn queue_without_consumer(situation: &Situation) -> Vec<Found> {
    let stuck = situation.nodes().filter(|(index, node)| {
        is_queue(node)
            && situation.traffic.total_per_second(*index) > 0.0
            && situation.model.outgoing[*index].is_empty()
    });
    stuck
        .map(|(index, node)| {
            let name = node.name();
            let reason = format!(
                "{} messages a second go into {name}, and nothing takes them out.",
                words::number(situation.traffic.total_per_second(index)),
            );
            Found::new(
                format!("Nobody reads from {name}"),
                reason,
                "Connect it to a worker or a service that takes the messages.",
            )
            .at(situation, [index])
        })
        .collect()
}

fn queue_present(situation: &Situation) -> Vec<Found> {
    let model = situation.model;
    let between = situation.nodes().filter(|(index, node)| {
        is_queue(node) && !model.outgoing[*index].is_empty() && !model.incoming[*index].is_empty()
    });
    between
        .map(|(index, node)| {
            let reason = format!(
                "{} takes work from {} and hands it to {} in its own time, so that nobody waits for it and a rush is \
                 evened out.",
                node.name(),
                words::names(model.edges_to(index).map(|edge| situation.name(edge.from))),
                words::names(model.edges_from(index).map(|edge| situation.name(edge.to))),
            );
            Found::praise("A queue keeps slow work away from clients", reason).at(situation, [index])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use diagram::Mode;

    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn clients_should_not_wait_for_a_slow_third_party() {
        let direct = Sketch::of(&["client -> service -> third_party_api"]);
        fires_at("slow_third_party", &direct, &["third_party_api"]);
        is_quiet(
            "slow_third_party",
            &direct.clone().load("client", 1.0, 100.0).serves("third_party_api", 20.0),
        );
        let afterwards = direct.change_connection("service", "third_party_api", |connection| {
            connection.mode = Mode::Asynchronous;
        });
        is_quiet("slow_third_party", &afterwards);
    }

    #[test]
    fn clients_should_not_wait_for_slow_work() {
        is_quiet("slow_work_without_queue", &Sketch::of(&["client -> service -> message_queue -> worker"]));
        fires_at(
            "slow_work_without_queue",
            &Sketch::of(&["client -> service -> ml_model_server"]),
            &["ml_model_server"],
        );
    }

    #[test]
    fn a_third_party_has_a_limit() {
        let busy = Sketch::of(&["client -> service -> third_party_api"])
            .load("client", 200.0, 100.0)
            .property("third_party_api", "limit_requests_per_second", 100.0);
        fires_at("third_party_limit", &busy, &["third_party_api"]);
        is_quiet("third_party_limit", &busy.load("client", 100.0, 100.0));
    }

    #[test]
    fn a_queue_needs_somebody_who_reads_from_it() {
        fires_at(
            "queue_without_consumer",
            &Sketch::of(&["client -> service -> message_queue"]),
            &["message_queue"],
        );
        is_quiet("queue_without_consumer", &Sketch::of(&["client -> service -> message_queue -> worker"]));
    }

    #[test]
    fn a_queue_between_two_is_praised() {
        fires_at(
            "queue_present",
            &Sketch::of(&["client -> service -> message_queue -> worker"]),
            &["message_queue"],
        );
        is_quiet("queue_present", &Sketch::of(&["client -> service -> message_queue"]));
    }
}
