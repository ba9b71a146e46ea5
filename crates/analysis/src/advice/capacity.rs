//! Components that are full, or nearly.

use super::{Found, Rule, Situation};
use crate::day::{self, Day};
use crate::model::Node;
use crate::report::{AdviceList, ComponentReport, Severity};
use crate::throughput::growth;
use crate::words;

pub(super) const RULES: [Rule; 5] = [
    Rule {
        id: "amplifying_cycle",
        list: AdviceList::AntiPattern,
        severity: Severity::High,
        look: amplifying_cycle,
    },
    Rule { id: "over_capacity", list: AdviceList::Weakness, severity: Severity::High, look: over_capacity },
    Rule { id: "hot_component", list: AdviceList::Weakness, severity: Severity::Medium, look: hot_component },
    Rule { id: "busiest_hour", list: AdviceList::Weakness, severity: Severity::Medium, look: busiest_hour },
    Rule { id: "headroom", list: AdviceList::Strength, severity: Severity::Praise, look: headroom },
];

/// Utilisation from which waiting lines grow quickly with every bit of load.
pub(super) const HOT: f64 = 0.7;
/// More than any design can have.
const MOST_REPLICAS: f64 = 100_000.0;
/// How often the load of the busiest hour has to fit for praise.
const AMPLE: f64 = 2.0;

fn amplifying_cycle(situation: &Situation) -> Vec<Found> {
    let cycles = situation.traffic.amplifying_cycles.iter();
    cycles
        .map(|cycle| {
            let names = words::names(cycle.iter().map(|node| situation.name(*node)));
            let within = cycle.iter().flat_map(|node| situation.model.edges_from(*node));
            let within = within.filter(|edge| cycle.binary_search(&edge.to).is_ok());
            let reason = format!(
                "Each request that goes round {names} causes at least one more, so that the load amplifies itself \
                 without end: no number of replicas can carry it.",
            );
            let fix = "Break the cycle, or let only a part of the requests go round: a share under 1, or one of several \
                       by weight.";
            let title = if cycle.len() == 1 { format!("{names} calls itself") } else { format!("{names} call each other") };
            Found::new(title, reason, fix).at(situation, cycle.iter().copied()).along(within)
        })
        .collect()
}

fn over_capacity(situation: &Situation) -> Vec<Found> {
    let full = situation.nodes().map(|(index, node)| (index, node, situation.report_of(index)));
    full.filter(|(_, _, report)| report.utilisation >= 1.0 && !report.is_unbounded)
        .map(|(index, node, report)| {
            let reason = format!(
                "{} requests a second arrive, and it is full at {}. The line in front of it grows without end, and so \
                 does the wait.",
                words::number(report.arrivals_per_second),
                words::number(report.capacity_per_second.unwrap_or(0.0)),
            );
            Found::new(format!("{} cannot keep up", node.name()), reason, relief(node, report)).at(situation, [index])
        })
        .collect()
}

fn hot_component(situation: &Situation) -> Vec<Found> {
    let hot = situation.nodes().map(|(index, node)| (index, node, situation.report_of(index)));
    hot.filter(|(_, _, report)| (HOT..1.0).contains(&report.utilisation))
        .map(|(index, node, report)| {
            let reason = format!(
                "It is {} busy: {} of the {} requests a second that it can take. Requests already wait {} on average, \
                 and a little more load makes that much longer.",
                words::percent(report.utilisation),
                words::number(report.arrivals_per_second),
                words::number(report.capacity_per_second.unwrap_or(0.0)),
                words::millis(report.wait_millis.unwrap_or(0.0)),
            );
            Found::new(format!("{} is nearly full", node.name()), reason, relief(node, report)).at(situation, [index])
        })
        .collect()
}

/// The fewest replicas that bring a component back under [`HOT`].
pub(super) fn replicas_to_relax(node: &Node, report: &ComponentReport) -> u32 {
    let busy = f64::from(node.replicas) * report.utilisation;
    let replicas = (busy / HOT).floor().min(MOST_REPLICAS);
    // What is exactly at the threshold still is nearly full.
    let is_enough = |replicas: &f64| busy / replicas < HOT;
    [replicas, replicas + 1.0].into_iter().find(is_enough).unwrap_or(replicas + 2.0) as u32
}

/// "which brings it under 70 % busy"
fn relaxed() -> String {
    format!("which brings it under {} busy", words::percent(HOT))
}

/// Components that carry the load of an average hour, but not that of the busiest.
fn busiest_hour(situation: &Situation) -> Vec<Found> {
    let throughput = &situation.report.throughput;
    let day = Day::of(situation.model);
    let (busiest, offered) = (throughput.busiest_hour_per_second, throughput.offered_per_second);
    let full = situation.nodes().map(|(index, node)| (index, node, situation.report_of(index)));
    full.filter(|(_, _, report)| report.utilisation > 0.0 && report.utilisation < 1.0)
        .filter_map(|(index, node, report)| {
            // In requests of clients, like the load of the hour.
            let most = offered / report.utilisation * growth(node);
            let hours = day.hours_over(most);
            if hours.is_empty() {
                return None;
            }
            let scaled =
                if growth(node) > 1.0 { ", with all the replicas that autoscaling may run" } else { "" };
            let reason = format!(
                "The busiest hour brings {} requests a second, {}; {} carries {}{scaled}. For {} of \
                 the day ({}) more comes than it can take, and the wait grows as long as that lasts.",
                words::number(busiest),
                words::times(busiest / offered, "the average"),
                node.name(),
                words::number(most),
                words::count(hours.len(), "hour"),
                day::hours(&hours),
            );
            let title = format!("{} cannot carry the busiest hour", node.name());
            let fix = relief_for_the_busiest_hour(situation, index, node);
            Some(Found::new(title, reason, fix).at(situation, [index]))
        })
        .collect()
}

/// The fewest replicas of which each is less than [`HOT`] busy in the busiest hour.
pub(super) fn replicas_for_the_busiest_hour(situation: &Situation, index: usize) -> u32 {
    replicas_to_relax(&situation.model.nodes[index], &at_the_busiest(situation, index))
}

/// What a component comes to in the busiest hour.
fn at_the_busiest(situation: &Situation, index: usize) -> ComponentReport {
    let throughput = &situation.report.throughput;
    let times = throughput.busiest_hour_per_second / throughput.offered_per_second;
    let report = situation.report_of(index);
    ComponentReport { utilisation: report.utilisation * times, ..report.clone() }
}

fn relief_for_the_busiest_hour(situation: &Situation, index: usize, node: &Node) -> String {
    if !node.has_flag("autoscaling") {
        return relief(node, &at_the_busiest(situation, index));
    }
    let replicas = words::count(replicas_for_the_busiest_hour(situation, index) as usize, "replica");
    format!(
        "Let autoscaling go up to {replicas}, make each request cheaper, or keep load away with a cache or a queue."
    )
}

/// What would bring a component back under [`HOT`].
fn relief(node: &Node, report: &ComponentReport) -> String {
    let replicas = words::count(replicas_to_relax(node, report) as usize, "replica");
    if node.scales_out() {
        format!(
            "Run {replicas}, {}, make each request cheaper, or keep load away with a cache or a queue.",
            relaxed()
        )
    } else if can_be_split(node) {
        format!(
            "Split the data over {replicas}, {}, make each request cheaper, or keep load away with a cache or a \
             queue: more replicas alone help with reads at most.",
            relaxed()
        )
    } else if node.is_stateful() {
        "Keep load away with a cache or a queue, make each request cheaper, or split the data: more replicas \
         alone help with reads at most."
            .to_owned()
    } else {
        "Ask for less: keep answers in a cache, join several requests into one, or even out the load with a queue."
            .to_owned()
    }
}

/// Its data can be spread over replicas by a key.
pub(super) fn can_be_split(node: &Node) -> bool {
    node.kind.is_some_and(|kind| kind.property("sharding").is_some())
}

fn headroom(situation: &Situation) -> Vec<Found> {
    let throughput = &situation.report.throughput;
    let Some(most) = throughput.autoscaled_max_per_second else { return Vec::new() };
    let busiest = throughput.busiest_hour_per_second;
    let is_known =
        situation.nodes().all(|(_, node)| node.kind.is_some() || node.component.service_time.is_some());
    if most < AMPLE * busiest || !is_known {
        return Vec::new();
    }
    let asked = words::number(throughput.offered_per_second);
    let asked = match throughput.busiest_hour {
        Some(_) => {
            format!("{asked} requests a second on average and {} in the busiest hour", words::number(busiest))
        }
        None => format!("{asked} requests a second"),
    };
    let reason = format!(
        "Clients ask for {asked}, and the design can carry {}: {} times as much.",
        words::number(most),
        words::number(most / busiest),
    );
    vec![Found::praise("There is room for more load", reason)]
}

#[cfg(test)]
mod tests {
    use diagram::Routing;

    use super::super::tests::{fires_at, is_quiet};
    use crate::sketch::Sketch;

    fn loaded(per_second: f64) -> Sketch {
        // One place of 10 ms: full at 100 a second, the same all day.
        Sketch::of(&["client -> service"]).serves("service", 10.0).load("client", per_second, 100.0).property(
            "client",
            "peak_factor",
            1.0,
        )
    }

    #[test]
    fn a_component_at_capacity_cannot_keep_up() {
        fires_at("over_capacity", &loaded(100.0), &["service"]);
        is_quiet("over_capacity", &loaded(99.0));
        let finding = &loaded(130.0).findings("over_capacity")[0];
        assert!(
            finding.reason.starts_with("130 requests a second arrive, and it is full at 100."),
            "{}",
            finding.reason
        );
        // 1.3 of one replica is needed, 0.7 of each may be used: 1.86, so 2.
        assert!(finding.fix.starts_with("Run 2 replicas"), "{}", finding.fix);
    }

    #[test]
    fn a_component_over_seventy_percent_is_hot() {
        fires_at("hot_component", &loaded(70.0), &["service"]);
        is_quiet("hot_component", &loaded(69.0));
        is_quiet("hot_component", &loaded(100.0));
    }

    #[test]
    fn twice_the_load_is_ample() {
        fires_at("headroom", &loaded(50.0), &[]);
        is_quiet("headroom", &loaded(51.0));
    }

    #[test]
    fn a35_room_is_measured_against_the_busiest_hour() {
        // 20 on average, 40 in the busiest hour: 100 is 2.5 times that, but only 1.67 times 60.
        let rising = |factor: f64| loaded(20.0).property("client", "peak_factor", factor);
        fires_at("headroom", &rising(2.0), &[]);
        let reason = rising(2.0).findings("headroom")[0].reason.clone();
        assert_eq!(
            reason,
            "Clients ask for 20 requests a second on average and 40 in the busiest hour, and the design can carry 100: \
             2.5 times as much."
        );
        is_quiet("headroom", &rising(3.0));
    }

    #[test]
    fn a35_a_busiest_hour_that_is_not_carried_is_found_once_the_average_is() {
        let rising = |per_second: f64| loaded(per_second).property("client", "peak_factor", 4.0);
        fires_at("busiest_hour", &rising(30.0), &["service"]);
        is_quiet("busiest_hour", &rising(24.0));
        // On average already it cannot keep up: that is said instead.
        is_quiet("busiest_hour", &rising(100.0));
        let finding = &rising(30.0).findings("busiest_hour")[0];
        assert_eq!(
            finding.reason,
            "The busiest hour brings 120 requests a second, 4 times the average; service carries 100. For 2 hours of \
             the day (20:00 to 22:00) more comes than it can take, and the wait grows as long as that lasts."
        );
        // 1.2 of one replica is needed, 0.7 of each may be used: 1.71, so 2.
        assert!(finding.fix.starts_with("Run 2 replicas"), "{}", finding.fix);
        let scaling = rising(30.0).flag("service", "autoscaling", true);
        is_quiet("busiest_hour", &scaling);
        let short = scaling.property("service", "maximum_replicas", 1.0);
        fires_at("busiest_hour", &short, &["service"]);
    }

    #[test]
    fn a_cycle_that_feeds_itself_is_found_and_one_that_dies_out_is_not() {
        let cycle = Sketch::of(&["client -> a:service -> b:service -> a"]);
        fires_at("amplifying_cycle", &cycle, &["a", "b"]);
        is_quiet("amplifying_cycle", &cycle.routing("b", "a", Routing::EveryCall, 0.5));
        fires_at("amplifying_cycle", &Sketch::of(&["client -> service -> service"]), &["service"]);
    }
}
