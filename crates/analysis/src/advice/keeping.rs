//! How data is kept.

use super::{Found, Rule, Situation, is_data_store};
use crate::model::Node;
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 3] = [
    Rule {
        id: "stateful_without_replica",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: stateful_without_replica,
    },
    Rule { id: "no_backups", list: AdviceList::BestPractice, severity: Severity::Medium, look: no_backups },
    Rule {
        id: "no_encryption_at_rest",
        list: AdviceList::BestPractice,
        severity: Severity::Low,
        look: no_encryption_at_rest,
    },
];

/// An object store keeps several copies of everything by itself.
fn stateful_without_replica(situation: &Situation) -> Vec<Found> {
    let alone = situation
        .nodes()
        .filter(|(_, node)| is_data_store(node) && !node.is("object_store") && !node.has_copies());
    alone
        .map(|(index, node)| {
            let name = node.name();
            let place = if node.replicas == 1 {
                "keeps data in one place".to_owned()
            } else {
                let replicas = words::count(node.replicas as usize, "replica");
                format!("runs {replicas} that do not follow one another, so that everything is in one place")
            };
            let reason = format!(
                "{name} {place}. When that place is lost, so is everything written since the last \
                 backup, and nobody can read in the meantime.",
            );
            let fix = if node.replicas_stand_in() {
                "Run a second replica that follows the first, and switch to it when the first fails."
            } else {
                "Run at least two replicas, with \"Primary and replicas\" as replication, so that one follows the other, \
                 and switch to it when the first fails."
            };
            Found::new(format!("{name} has no replica"), reason, fix).at(situation, [index])
        })
        .collect()
}

/// Whatever keeps data, if only for a while: stores, queues, logs.
fn has_flag_off(node: &Node, flag: &str) -> bool {
    node.kind.is_some_and(|kind| kind.flag(node.component, flag) == Some(false))
}

fn no_backups(situation: &Situation) -> Vec<Found> {
    let without = situation.nodes().filter(|(_, node)| has_flag_off(node, "backups"));
    without
        .map(|(index, node)| {
            let name = node.name();
            let reason = format!(
                "Replicas copy mistakes as faithfully as everything else: what is deleted from {name} by accident is \
                 gone from all of them.",
            );
            Found::new(format!("{name} has no backups"), reason, "Turn backups on, and try once whether they can be read back.")
                .at(situation, [index])
        })
        .collect()
}

fn no_encryption_at_rest(situation: &Situation) -> Vec<Found> {
    let without = situation.nodes().filter(|(_, node)| has_flag_off(node, "encryption_at_rest"));
    without
        .map(|(index, node)| {
            let name = node.name();
            let reason = format!(
                "Whoever gets hold of a disk of {name}, or of a copy of one, can read everything on it."
            );
            Found::new(format!("{name} keeps data in the clear"), reason, "Turn encryption at rest on.")
                .at(situation, [index])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn data_in_one_place_is_a_weakness() {
        fires_at(
            "stateful_without_replica",
            &Sketch::of(&["client -> service -> sql_database"]),
            &["sql_database"],
        );
        is_quiet(
            "stateful_without_replica",
            &Sketch::of(&["client -> service -> sql_database*2"]).following("sql_database"),
        );
        is_quiet("stateful_without_replica", &Sketch::of(&["client -> service -> object_store"]));
        is_quiet("stateful_without_replica", &Sketch::of(&["client -> service -> time_series_database*2"]));
    }

    #[test]
    fn replicas_that_do_not_follow_one_another_are_no_copies() {
        let apart = Sketch::of(&["client -> service -> sql_database*3"]);
        fires_at("stateful_without_replica", &apart, &["sql_database"]);
        let reason = &apart.findings("stateful_without_replica")[0].reason;
        assert!(
            reason.starts_with("sql_database runs 3 replicas that do not follow one another"),
            "{reason}"
        );
    }

    #[test]
    fn databases_want_backups() {
        let database = Sketch::of(&["client -> service -> sql_database"]);
        fires_at("no_backups", &database, &["sql_database"]);
        is_quiet("no_backups", &database.flag("sql_database", "backups", true));
    }

    #[test]
    fn databases_want_encryption() {
        let database = Sketch::of(&["client -> service -> sql_database"]);
        fires_at("no_encryption_at_rest", &database, &["sql_database"]);
        is_quiet("no_encryption_at_rest", &database.flag("sql_database", "encryption_at_rest", true));
    }
}
