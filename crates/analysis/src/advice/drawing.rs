//! Drawings that are not finished.

use std::collections::HashSet;

use diagram::ComponentId;

use super::{Found, Rule, Situation};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 4] = [
    Rule { id: "no_client", list: AdviceList::Suggestion, severity: Severity::Medium, look: no_client },
    Rule {
        id: "orphan_component",
        list: AdviceList::Suggestion,
        severity: Severity::Low,
        look: orphan_component,
    },
    Rule { id: "unknown_kind", list: AdviceList::Weakness, severity: Severity::Medium, look: unknown_kind },
    Rule {
        id: "dangling_connection",
        list: AdviceList::Weakness,
        severity: Severity::Low,
        look: dangling_connection,
    },
];

fn no_client(situation: &Situation) -> Vec<Found> {
    if situation.built() == 0 || situation.model.clients().next().is_some() {
        return Vec::new();
    }
    let reason = "Load comes from clients. Without one nothing is asked of the design, so that there is no latency or \
                  throughput to work out.";
    let fix =
        "Add a client, connect it to the first component that its requests reach, and say how many it sends.";
    vec![Found::new("There is no client".to_owned(), reason.to_owned(), fix)]
}

fn orphan_component(situation: &Situation) -> Vec<Found> {
    if situation.model.nodes.len() < 2 {
        return Vec::new();
    }
    let alone: Vec<usize> =
        situation.nodes().map(|(index, _)| index).filter(|index| !situation.has_edges(*index)).collect();
    alone
        .into_iter()
        .map(|index| {
            let name = situation.name(index);
            let reason = format!(
                "Nothing calls {name} and it calls nothing, so that it has no part in the design yet."
            );
            Found::new(format!("{name} is not connected"), reason, "Connect it, or take it out.")
                .at(situation, [index])
        })
        .collect()
}

fn unknown_kind(situation: &Situation) -> Vec<Found> {
    let unknown = situation.nodes().filter(|(_, node)| node.kind.is_none());
    unknown
        .map(|(index, node)| {
            let reason = format!(
                "The catalogue has no kind \"{}\". It is left out of the figures: it is taken to pass requests on in no \
                 time, to cost nothing and never to fail. Latency, availability, throughput and cost are those of the \
                 rest, and can only be worse.",
                node.component.kind,
            );
            let fix = "Choose a kind from the library, or load the pack that this one comes from.";
            Found::new(format!("{} is of an unknown kind", node.name()), reason, fix).at(situation, [index])
        })
        .collect()
}

fn dangling_connection(situation: &Situation) -> Vec<Found> {
    let there: HashSet<&ComponentId> =
        situation.diagram.components.iter().map(|component| &component.id).collect();
    let connections = situation.diagram.connections.iter();
    let dangling: Vec<_> = connections
        .filter(|connection| !there.contains(&connection.from) || !there.contains(&connection.to))
        .map(|connection| connection.id.clone())
        .collect();
    if dangling.is_empty() {
        return Vec::new();
    }
    let reason = format!(
        "{} no component at one end, and {} left out of all figures.",
        if dangling.len() == 1 {
            "1 connection has".to_owned()
        } else {
            words::count(dangling.len(), "connection") + " have"
        },
        if dangling.len() == 1 { "is" } else { "are" },
    );
    let mut found = Found::new(
        "A connection leads nowhere".to_owned(),
        reason,
        "Connect it to a component, or take it out.",
    );
    found.connections = dangling;
    vec![found]
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn a_design_without_a_client_is_asked_for_one() {
        fires_at("no_client", &Sketch::of(&["service -> sql_database"]), &[]);
        is_quiet("no_client", &Sketch::of(&["client -> service"]));
        is_quiet("no_client", &Sketch::default());
    }

    #[test]
    fn a_component_that_is_not_connected_is_an_orphan() {
        let drawing = Sketch::of(&["client -> service"]);
        fires_at("orphan_component", &drawing.clone().add("cache", "cache", 1), &["cache"]);
        is_quiet("orphan_component", &drawing);
        // The first component of a drawing has nothing to be connected to.
        is_quiet("orphan_component", &Sketch::default().add("cache", "cache", 1));
        fires_at(
            "orphan_component",
            &Sketch::of(&["service -> service"]).add("client", "client", 1),
            &["service", "client"],
        );
    }

    #[test]
    fn a_kind_that_the_catalogue_lacks_is_said() {
        fires_at("unknown_kind", &Sketch::of(&["client -> flux_capacitor"]), &["flux_capacitor"]);
        is_quiet("unknown_kind", &Sketch::of(&["client -> service"]));
    }

    #[test]
    fn a_connection_without_an_end_is_said() {
        fires_at("dangling_connection", &Sketch::of(&["client -> service"]).connect("service", "gone"), &[]);
        is_quiet("dangling_connection", &Sketch::of(&["client -> service"]));
    }
}
