//! Seeing what goes on.

use super::{Found, Rule, Situation};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 2] = [
    Rule {
        id: "monitoring_missing",
        list: AdviceList::BestPractice,
        severity: Severity::Low,
        look: monitoring_missing,
    },
    Rule {
        id: "monitoring_present",
        list: AdviceList::Strength,
        severity: Severity::Praise,
        look: monitoring_present,
    },
];

/// Components from which a design is expected to be watched.
const LEAST_TO_WATCH: usize = 3;

fn monitoring_missing(situation: &Situation) -> Vec<Found> {
    if situation.built() < LEAST_TO_WATCH || situation.of_kinds(&["monitoring"]).next().is_some() {
        return Vec::new();
    }
    let reason = format!(
        "The design has {}, and nothing watches them. You would hear of a fault from your users.",
        words::count(situation.built(), "component"),
    );
    let fix = "Add monitoring, let every component send its figures there, and have it call somebody when they are bad.";
    vec![Found::new("There is no monitoring".to_owned(), reason, fix)]
}

fn monitoring_present(situation: &Situation) -> Vec<Found> {
    let watching = situation.of_kinds(&["monitoring"]).filter(|node| situation.has_edges(*node));
    watching
        .map(|node| {
            let watched = situation.model.edges_to(node).map(|edge| edge.from);
            let watched = watched.chain(situation.model.edges_from(node).map(|edge| edge.to));
            let reason = format!("It watches {}.", words::names(watched.map(|node| situation.name(node))));
            Found::praise("The design is monitored", reason).at(situation, [node])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn three_components_want_monitoring() {
        fires_at(
            "monitoring_missing",
            &Sketch::of(&["client -> web_server -> service -> sql_database"]),
            &[],
        );
        is_quiet("monitoring_missing", &Sketch::of(&["client -> service -> sql_database"]));
        is_quiet(
            "monitoring_missing",
            &Sketch::of(&["client -> service -> sql_database", "service -> monitoring"]),
        );
    }

    #[test]
    fn monitoring_counts_once_it_is_connected() {
        fires_at("monitoring_present", &Sketch::of(&["client -> service -> monitoring"]), &["monitoring"]);
        is_quiet(
            "monitoring_present",
            &Sketch::of(&["client -> service"]).add("monitoring", "monitoring", 1),
        );
    }
}
