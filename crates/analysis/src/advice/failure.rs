//! What happens when something breaks.

use std::collections::HashSet;

use diagram::ComponentId;
use diagram::catalogue::Category;

use super::{Found, Rule, Situation};
use crate::availability::MINUTES_PER_YEAR;
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 4] = [
    Rule {
        id: "single_point_of_failure",
        list: AdviceList::Weakness,
        severity: Severity::High,
        look: single_point_of_failure,
    },
    Rule {
        id: "all_in_one_zone",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: all_in_one_zone,
    },
    Rule {
        id: "retries_without_backoff",
        list: AdviceList::AntiPattern,
        severity: Severity::Medium,
        look: retries_without_backoff,
    },
    Rule {
        id: "no_single_point_of_failure",
        list: AdviceList::Strength,
        severity: Severity::Praise,
        look: no_single_point_of_failure,
    },
];

fn single_point_of_failure(situation: &Situation) -> Vec<Found> {
    let single: HashSet<&ComponentId> =
        situation.report.availability.single_points_of_failure.iter().collect();
    situation
        .nodes()
        .filter(|(_, node)| single.contains(&node.component.id))
        .map(|(index, node)| {
            let reason = format!(
                "Nothing takes over from {}: when it is down, a client gets no answer. Up {} of the time, it alone \
                 accounts for {} without service a year.",
                node.name(),
                words::percent(node.availability),
                words::minutes((1.0 - node.availability) * MINUTES_PER_YEAR),
            );
            let fix = if node.category() == Some(Category::ThirdParty) {
                "Keep a copy of its answers for when it is down, do without them, or have a second provider ready."
            } else if !node.replicas_stand_in() {
                "Run at least two replicas that follow one another, with \"Primary and replicas\" as replication, or give \
                 requests another way when it is down."
            } else {
                "Run at least two replicas, or give requests another way when it is down."
            };
            Found::new(format!("{} is a single point of failure", node.name()), reason, fix).at(situation, [index])
        })
        .collect()
}

fn no_single_point_of_failure(situation: &Situation) -> Vec<Found> {
    let availability = &situation.report.availability;
    let is_known =
        situation.nodes().all(|(_, node)| node.kind.is_some() || node.component.availability.is_some());
    // Of what the catalogue does not know nothing good can be said either.
    if availability.method == "none" || !availability.single_points_of_failure.is_empty() || !is_known {
        return Vec::new();
    }
    let reason = format!(
        "Any one component can fail and every client is still answered: up {} of the time, {} a year without.",
        availability.in_words(),
        words::minutes(availability.downtime_minutes_per_year),
    );
    vec![Found::praise("Nothing is a single point of failure", reason)]
}

fn all_in_one_zone(situation: &Situation) -> Vec<Found> {
    let placed: Vec<(usize, usize)> = situation
        .nodes()
        .filter(|(_, node)| !node.is_client)
        .filter_map(|(index, node)| Some((index, node.place.zone?)))
        .collect();
    let Some((_, zone)) = placed.first().copied() else { return Vec::new() };
    let has_copies =
        placed.len() >= 2 || placed.iter().any(|(index, _)| situation.model.nodes[*index].replicas >= 2);
    if !has_copies || placed.iter().any(|(_, other)| *other != zone) {
        return Vec::new();
    }
    let name = situation.diagram.groups.get(zone).map_or("one zone", |group| group.name.as_str());
    let reason = format!(
        "Everything that is placed stands in {name}. A zone fails as a whole, and then all replicas in it are gone at \
         once: more of them there do not help.",
    );
    let fix = "Draw a second zone, and put at least one replica of each component into it.";
    vec![
        Found::new("All replicas stand in one zone".to_owned(), reason, fix)
            .at(situation, placed.into_iter().map(|(index, _)| index)),
    ]
}

fn retries_without_backoff(situation: &Situation) -> Vec<Found> {
    let retrying = situation.nodes().filter_map(|(index, node)| {
        let kind = node.kind?;
        let retries = kind.number(node.component, "retries")?;
        let backs_off = kind.text(node.component, "retry_backoff").is_none_or(|choice| choice != "None");
        (retries >= 1.0 && !backs_off).then_some((index, retries))
    });
    retrying
        .map(|(index, retries)| {
            let name = situation.name(index);
            let reason = format!(
                "{name} tries a failed call up to {} more at once. When what it calls is overloaded, that makes the \
                 load up to {} times as large just when it can least be borne.",
                words::count(retries as usize, "time"),
                words::number(retries + 1.0),
            );
            let fix = "Wait longer before each further try, by a random amount: exponential backoff with jitter.";
            Found::new(format!("{name} retries without a pause"), reason, fix).at(situation, [index])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use diagram::{GroupKind, PropertyValue};

    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    #[test]
    fn one_replica_on_the_only_way_is_a_single_point_of_failure() {
        let single = Sketch::of(&["client -> service -> sql_database*2"]).following("sql_database");
        fires_at("single_point_of_failure", &single, &["service"]);
        let double = Sketch::of(&["client -> service*2 -> sql_database*2"]);
        fires_at("single_point_of_failure", &double, &["sql_database"]);
        let fix = &double.findings("single_point_of_failure")[0].fix;
        assert!(fix.contains("\"Primary and replicas\""), "{fix}");
        is_quiet("single_point_of_failure", &double.following("sql_database"));
    }

    #[test]
    fn the_reason_says_what_a_single_point_costs() {
        let finding = &Sketch::of(&["client -> service"])
            .available("service", 0.999)
            .findings("single_point_of_failure")[0];
        // (1 - 0.999) x 525,960 minutes = 525.96, 8.766 hours.
        assert!(
            finding.reason.contains("Up 99.9 % of the time, it alone accounts for 8.77 hours"),
            "{}",
            finding.reason
        );
    }

    #[test]
    fn a_design_without_single_points_is_praised() {
        fires_at("no_single_point_of_failure", &Sketch::of(&["client -> service*2"]), &[]);
        is_quiet("no_single_point_of_failure", &Sketch::of(&["client -> service"]));
        is_quiet("no_single_point_of_failure", &Sketch::default().add("client", "client", 1));
    }

    #[test]
    fn of_an_unknown_kind_neither_good_nor_bad_is_said() {
        let unknown = Sketch::of(&["client -> flux_capacitor"]);
        is_quiet("single_point_of_failure", &unknown);
        is_quiet("no_single_point_of_failure", &unknown);
        is_quiet("headroom", &unknown);
        fires_at("unknown_kind", &unknown, &["flux_capacitor"]);
        let stated = unknown.available("flux_capacitor", 0.99);
        fires_at("single_point_of_failure", &stated, &["flux_capacitor"]);
    }

    #[test]
    fn replicas_in_one_zone_fail_together() {
        let drawing = Sketch::of(&["client -> a:service*2", "client -> b:service"]);
        is_quiet("all_in_one_zone", &drawing);
        let together = drawing.clone().group("zone a", GroupKind::Zone, None, &["a", "b"]);
        fires_at("all_in_one_zone", &together, &["a", "b"]);
        let apart = drawing.group("zone a", GroupKind::Zone, None, &["a"]).group(
            "zone b",
            GroupKind::Zone,
            None,
            &["b"],
        );
        is_quiet("all_in_one_zone", &apart);
    }

    #[test]
    fn retries_need_a_pause() {
        let retrying = Sketch::of(&["client -> service"]).property("service", "retries", 3.0);
        is_quiet("retries_without_backoff", &retrying);
        let at_once = retrying.change("service", |component| {
            component.properties.insert("retry_backoff".to_owned(), PropertyValue::Text("None".to_owned()));
        });
        fires_at("retries_without_backoff", &at_once, &["service"]);
    }
}
