//! Work that a client should not wait for.

use diagram::catalogue::Category;

use super::{Found, Rule, Situation};
use crate::model::{Edge, Node};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 4] = [
    Rule {
        id: "slow_work_without_queue",
        list: AdviceList::Suggestion,
        severity: Severity::Medium,
        look: slow_work_without_queue,
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

const SLOW: &[&str] = &["third_party_api", "ml_model_server", "worker", "data_warehouse"];

fn slow_work_without_queue(situation: &Situation) -> Vec<Found> {
    let model = situation.model;
    let waits = |edge: &Edge| edge.waits && edge.carries_any();
    let mut waited_for = vec![false; model.nodes.len()];
    for client in model.clients() {
        let reached = situation.reached(client, waits);
        waited_for.iter_mut().zip(reached).for_each(|(sum, reached)| *sum |= reached);
    }
    let slow = situation.of_kinds(SLOW).filter(|node| waited_for[*node]);
    slow.map(|slow| {
        let name = situation.name(slow);
        let callers: Vec<&Edge> = model.edges_to(slow).filter(|edge| waits(edge) && waited_for[edge.from]).collect();
        let took = situation.report_of(slow).response_millis;
        let reason = format!(
            "Clients wait while {} waits for {name}, which takes {}. When {name} is slow, so is everything in front of \
             it.",
            words::names(callers.iter().map(|edge| situation.name(edge.from))),
            took.map_or_else(|| "longer and longer".to_owned(), |millis| format!("{} on average", words::millis(millis))),
        );
        let fix = format!(
            "Put a message queue in front of {name} and answer the client at once; where the answer is needed, keep a \
             copy of it in a cache and give up after a short time.",
        );
        Found::new(format!("Clients wait for {name}"), reason, &fix).at(situation, [slow]).along(callers)
    })
    .collect()
}

/// More calls than a provider has agreed to.
fn third_party_limit(situation: &Situation) -> Vec<Found> {
    let over = situation.of_kinds(&["third_party_api"]).filter_map(|node| {
        let component = situation.model.nodes[node].component;
        let limit = situation.model.nodes[node].kind?.number(component, "limit_requests_per_second")?;
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
    fn clients_should_not_wait_for_a_third_party() {
        let direct = Sketch::of(&["client -> service -> third_party_api"]);
        fires_at("slow_work_without_queue", &direct, &["third_party_api"]);
        let afterwards = direct.change_connection("service", "third_party_api", |connection| {
            connection.mode = Mode::Asynchronous;
        });
        is_quiet("slow_work_without_queue", &afterwards);
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
