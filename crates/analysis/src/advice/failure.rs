//! What happens when something breaks.

use std::borrow::Cow;
use std::collections::HashSet;

use diagram::catalogue::Category;
use diagram::{ComponentId, GroupKind, Routing};

use super::{Found, Rule, Situation};
use crate::availability::{MINUTES_PER_YEAR, component_up, unchecking};
use crate::model::{Edge, READS};
use crate::report::{AdviceList, Severity};
use crate::words;

pub(super) const RULES: [Rule; 6] = [
    Rule {
        id: "single_point_of_failure",
        list: AdviceList::Weakness,
        severity: Severity::High,
        look: single_point_of_failure,
    },
    Rule {
        id: "too_few_replicas",
        list: AdviceList::Weakness,
        severity: Severity::High,
        look: too_few_replicas,
    },
    Rule {
        id: "health_checks_off",
        list: AdviceList::Weakness,
        severity: Severity::Medium,
        look: health_checks_off,
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
        .filter(|(_, node)| single.contains(&node.component.id) && !node.is_short_of_replicas())
        .map(|(index, node)| {
            let needs_all = node.replicas > 1 && node.replicas_stand_in();
            let why = if needs_all {
                format!("{} has {}: when one of them", node.name(), node.replicas_in_words())
            } else {
                format!("Nothing takes over from {}: when it", node.name())
            };
            let up = component_up(node);
            let reason = format!(
                "{why} is down, a client gets no answer. Up {} of the time, it alone accounts for {} without service a \
                 year.",
                words::percent(up),
                words::minutes((1.0 - up) * MINUTES_PER_YEAR),
            );
            let enough = node.replicas_with_one_to_spare();
            let fix: Cow<'static, str> = if node.category() == Some(Category::ThirdParty) {
                "Keep a copy of its answers for when it is down, do without them, or have a second provider ready.".into()
            } else if enough > 2 && node.replicas_stand_in() {
                let replicas = words::count(enough as usize, "replica");
                Cow::Owned(format!(
                    "Run at least {replicas}, so that enough are left when one is lost, or give requests another way when \
                     it is down."
                ))
            } else if !node.replicas_stand_in() {
                "Run at least two replicas that follow one another, with \"Primary and replicas\" as replication, or give \
                 requests another way when it is down."
                    .into()
            } else {
                "Run at least two replicas, or give requests another way when it is down.".into()
            };
            Found::new(format!("{} is a single point of failure", node.name()), reason, fix).at(situation, [index])
        })
        .collect()
}

fn too_few_replicas(situation: &Situation) -> Vec<Found> {
    let short = situation.nodes().filter(|(_, node)| !node.is_client && node.is_short_of_replicas());
    short
        .map(|(index, node)| {
            let (name, needed) = (node.name(), words::number(f64::from(node.replicas_needed)));
            let there = words::count(node.replicas as usize, "replica");
            let reason = format!(
                "{name} works while {needed} of its replicas are up, and runs {there}. It never answers, even when nothing \
                 fails."
            );
            let enough = words::number(f64::from(node.replicas_with_one_to_spare()));
            let fix = format!(
                "Run at least {needed} replicas, or {enough} so that one can be lost, or say that fewer are needed."
            );
            Found::new(format!("{name} has fewer replicas than it needs"), reason, fix).at(situation, [index])
        })
        .collect()
}

fn no_single_point_of_failure(situation: &Situation) -> Vec<Found> {
    let availability = &situation.report.availability;
    let is_known =
        situation.nodes().all(|(_, node)| node.kind.is_some() || node.component.availability.is_some());
    // Of what the catalogue does not know nothing good can be said either.
    let is_served_in_part = unchecking(situation.model).next().is_some();
    if availability.method == "none"
        || !availability.single_points_of_failure.is_empty()
        || !is_known
        || is_served_in_part
    {
        return Vec::new();
    }
    let reason = format!(
        "Any one component can fail and every client is still answered: up {} of the time, {} a year without.",
        availability.in_words(),
        words::minutes(availability.downtime_minutes_per_year),
    );
    vec![Found::praise("Nothing is a single point of failure", reason)]
}

fn health_checks_off(situation: &Situation) -> Vec<Found> {
    unchecking(situation.model)
        .map(|balancer| {
            let name = situation.name(balancer);
            let edges = situation.model.edges_from(balancer);
            let targets = edges.filter(|edge| edge.routing == Routing::ByWeight && edge.carries_any());
            let shares: Vec<String> = targets.map(|edge| share_of(situation, edge)).collect();
            let reason = format!(
                "{name} does not look whether what it sends requests to answers: {}. When one is down, its share of the \
                 requests fails for as long as that lasts, though the others could answer them.",
                shares.join(", "),
            );
            let fix = format!("Turn the health checks of {name} on, so that it goes past what is down.");
            Found::new(format!("{name} sends requests to what is down"), reason, fix).at(situation, [balancer])
        })
        .collect()
}

/// "API gets 50 % of them, 25 % on each of 2 replicas"
fn share_of(situation: &Situation, edge: &Edge) -> String {
    let target = &situation.model.nodes[edge.to];
    let share = edge.chance[READS];
    let whole = format!("{} gets {} of them", target.name(), words::percent(share));
    if !target.has_copies() {
        return whole;
    }
    let each = words::percent(share / f64::from(target.replicas));
    format!("{whole}, {each} on each of {} replicas", target.replicas)
}

fn all_in_one_zone(situation: &Situation) -> Vec<Found> {
    let placed: Vec<usize> = situation
        .nodes()
        .filter(|(_, node)| !node.is_client && node.place.zone.is_some())
        .map(|(index, _)| index)
        .collect();
    let Some(zone) = common_zone(situation, &placed) else { return Vec::new() };
    let has_copies =
        placed.len() >= 2 || placed.iter().any(|index| situation.model.nodes[*index].replicas >= 2);
    if !has_copies {
        return Vec::new();
    }
    let name = situation.diagram.groups.get(zone).map_or("one zone", |group| group.name.as_str());
    let reason = format!(
        "Everything that is placed stands in {name}. A zone fails as a whole, and then all replicas in it are gone at \
         once: more of them there do not help.",
    );
    let fix = "Draw a second zone, and put at least one replica of each component into it.";
    vec![Found::new("All replicas stand in one zone".to_owned(), reason, fix).at(situation, placed)]
}

/// The innermost zone around all of these components, by index into the groups of the diagram.
pub(super) fn common_zone(situation: &Situation, components: &[usize]) -> Option<usize> {
    let around = |component: usize| &situation.model.nodes[component].stands_in;
    let first = around(*components.first()?);
    let is_common = |zone: &&(usize, GroupKind)| {
        zone.1 == GroupKind::Zone && components.iter().all(|component| around(*component).contains(zone))
    };
    first.iter().find(is_common).map(|(group, _)| *group)
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
    use diagram::{GroupKind, PropertyValue, Routing};

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
    fn where_all_replicas_are_needed_none_is_to_spare() {
        let needing = |replicas: u32, needed: u32| {
            Sketch::of(&["client -> service"]).available("service", 0.9).change("service", |service| {
                service.replicas = replicas;
                service.replicas_needed = Some(needed);
            })
        };
        fires_at("single_point_of_failure", &needing(3, 3), &["service"]);
        let finding = &needing(3, 3).findings("single_point_of_failure")[0];
        // 0.9^3 = 0.729.
        let told = "service has 3 replicas, all needed: when one of them is down, a client gets no answer. Up 72.9 %";
        assert!(finding.reason.starts_with(told), "{}", finding.reason);
        assert!(finding.fix.starts_with("Run at least 4 replicas"), "{}", finding.fix);
        is_quiet("single_point_of_failure", &needing(4, 3));
        is_quiet("too_few_replicas", &needing(3, 3));
        fires_at("too_few_replicas", &needing(2, 3), &["service"]);
        is_quiet("single_point_of_failure", &needing(2, 3));
        is_quiet("no_single_point_of_failure", &needing(2, 3));
        // Two copies that vote need each other; of three, one can be lost.
        fires_at(
            "single_point_of_failure",
            &Sketch::of(&["client -> service_registry*2"]),
            &["service_registry"],
        );
        is_quiet("single_point_of_failure", &Sketch::of(&["client -> service_registry*3"]));
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
    fn a_balancer_that_checks_nobodys_health_is_told_what_it_loses() {
        let two = Sketch::of(&["client -> load_balancer*2 -> a:service", "load_balancer -> b:service*3"])
            .routing("load_balancer", "a", Routing::ByWeight, 1.0)
            .routing("load_balancer", "b", Routing::ByWeight, 3.0);
        is_quiet("health_checks_off", &two);
        fires_at("no_single_point_of_failure", &two, &[]);
        let blind = two.flag("load_balancer", "health_checks", false);
        fires_at("health_checks_off", &blind, &["load_balancer"]);
        let reason = &blind.findings("health_checks_off")[0].reason;
        let shares = "a gets 25 % of them, b gets 75 % of them, 25 % on each of 3 replicas.";
        assert!(reason.contains(shares), "{reason}");
        is_quiet("no_single_point_of_failure", &blind);
        is_quiet("load_balancer_present", &blind);
        is_quiet("health_checks_off", &blind.available("a", 1.0).available("b", 1.0));
        // With one target that is alone there is nothing to choose.
        let one = Sketch::of(&["client -> load_balancer -> service"]);
        is_quiet("health_checks_off", &one.flag("load_balancer", "health_checks", false));
        // Names are answered by every call unless it is said otherwise.
        let names = Sketch::of(&["client -> dns -> a:service", "dns -> b:service"]);
        is_quiet("health_checks_off", &names);
        let by_weight = |sketch: Sketch, to| sketch.routing("dns", to, Routing::ByWeight, 1.0);
        fires_at("health_checks_off", &by_weight(by_weight(names, "a"), "b"), &["dns"]);
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
        // Two zones drawn within a third fail with it.
        let within = |mut sketch: Sketch| {
            let outer = diagram::GroupId("outer".to_owned());
            sketch.diagram.groups.iter_mut().for_each(|group| group.parent = Some(outer.clone()));
            sketch.group("outer", GroupKind::Zone, None, &[])
        };
        fires_at("all_in_one_zone", &within(apart), &["a", "b"]);
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
