//! How much of the time every client can be served, and what must not fail for that.
//!
//! A component works while as many of its replicas do as it needs, usually one; one whose replicas do not follow one
//! another, while the one does that has what a request asks for. Replicas fail independently; all that stands in one zone
//! or region fails with it. A balancer without health checks sends requests to what is down as to what is up, so that what
//! comes through it is up for the mean of its targets, each weighted by its share.

mod decision_diagram;
mod sampling;
mod structure;

use diagram::Routing;

use crate::model::{Edge, Model, Node};
use crate::report::AvailabilityReport;

use decision_diagram::exact;
use structure::{Cases, Structure, Turns, waits_for};
pub(crate) use structure::{Unit, is_passed_by_when_down};

/// Share of time that an availability zone is up. Estimate: about 53 minutes a year lost.
pub const ZONE_AVAILABILITY: f64 = 0.9999;
/// Share of time that a region is up. Estimate: about 5 minutes a year lost.
pub const REGION_AVAILABILITY: f64 = 0.99999;
/// Minutes of a year of 365.25 days.
pub const MINUTES_PER_YEAR: f64 = 525_960.0;

/// A share of time with the bounds of its 99 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Share {
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

pub(crate) fn availability(model: &Model) -> AvailabilityReport {
    let structure = Structure::new(model);
    if !structure.has_clients() {
        return report(Share { value: 1.0, low: 1.0, high: 1.0 }, "none", Vec::new());
    }
    let needed = structure.needed_alone();
    let needed_up: f64 = structure
        .units()
        .filter(|unit| needed[*unit])
        .map(|unit| up_share(model, &structure, unit))
        .product();
    let up = |unit: usize| if needed[unit] { 1.0 } else { up_share(model, &structure, unit) };
    // What everything hangs on is multiplied exactly; only the rest, which has alternatives, is uncertain in kind.
    let (rest, method) = match exact(&structure, &needed, up) {
        Some(value) => (Share { value, low: value, high: value }, "exact"),
        None => (sampling::sampled(&structure, up), "monte_carlo"),
    };
    let mut whole =
        Share { value: needed_up * rest.value, low: needed_up * rest.low, high: needed_up * rest.high };
    // A chance too small for the number, or that no drawn case met, is still one.
    if whole.value >= 1.0 && can_fail(model, &structure) {
        whole.value = 1.0_f64.next_down();
        whole.low = whole.low.min(whole.value);
        whole.high = if method == "exact" { whole.value } else { 1.0 };
    }
    let single = (0..model.nodes.len())
        // What is taken never to fail cuts nobody off: a kind that is not known, or one that was said to be always up.
        .filter(|node| {
            let component = &model.nodes[*node];
            needed[*node] && component.is_alone() && component_up(component) < 1.0
        })
        .map(|node| model.nodes[node].component.id.clone())
        .collect();
    report(whole, method, single)
}

/// Whether a client is cut off when all that can be down is.
fn can_fail(model: &Model, structure: &Structure) -> bool {
    let is_sure = |unit: usize| match structure.unit(unit) {
        Unit::Component(node) | Unit::Copy(node) => {
            model.nodes[node].availability >= 1.0 && !model.nodes[node].is_short_of_replicas()
        }
        Unit::Zone(_) | Unit::Region(_) | Unit::Turn(_) => false,
    };
    let up = |unit: usize| if is_sure(unit) { u64::MAX } else { 0 };
    structure.served(&mut Cases { up, turns: Turns::Worst }) == 0
}

/// Something that every client needs, and the share of time that it is up.
#[derive(Debug)]
pub(crate) struct Needed {
    pub(crate) unit: Unit,
    pub(crate) up: f64,
}

/// What every client needs; the availability is their product, times that of everything with alternatives.
pub(crate) fn needed(model: &Model) -> Vec<Needed> {
    let structure = Structure::new(model);
    let needed = structure.needed_alone();
    let units = structure.units().filter(|unit| needed[*unit]);
    units.map(|unit| Needed { unit: structure.unit(unit), up: up_share(model, &structure, unit) }).collect()
}

/// Balancers that send requests to what is down, where they could go elsewhere: those with their health checks off, and
/// more than one replica to choose from, of which not all are sure to be up.
pub(crate) fn unchecking<'m>(model: &'m Model<'m>) -> impl Iterator<Item = usize> + 'm {
    let chooses_badly = move |node: &usize| {
        let by_weight =
            || model.edges_from(*node).filter(|edge| edge.routing == Routing::ByWeight && edge.carries_any());
        let copies = |edge: &Edge| {
            let target = &model.nodes[edge.to];
            if target.has_copies() { target.replicas } else { 1 }
        };
        let can_fail = |edge: &Edge| waits_for(model, edge) && model.nodes[edge.to].availability < 1.0;
        by_weight().map(copies).fold(0, u32::saturating_add) > 1 && by_weight().any(can_fail)
    };
    let is_blind = move |node: &usize| !model.nodes[*node].checks_health();
    (0..model.nodes.len()).filter(is_blind).filter(chooses_badly)
}

fn report(
    share: Share,
    method: &str,
    single_points_of_failure: Vec<diagram::ComponentId>,
) -> AvailabilityReport {
    AvailabilityReport {
        value: share.value,
        low: share.low,
        high: share.high,
        method: method.to_owned(),
        downtime_minutes_per_year: (1.0 - share.value) * MINUTES_PER_YEAR,
        single_points_of_failure,
    }
}

/// Share of time that a unit is up; of turns and copies, the probability.
fn up_share(model: &Model, structure: &Structure, unit: usize) -> f64 {
    match structure.unit(unit) {
        Unit::Component(node) => component_up(&model.nodes[node]),
        Unit::Zone(_) => ZONE_AVAILABILITY,
        Unit::Region(_) => REGION_AVAILABILITY,
        Unit::Copy(node) => {
            let node = &model.nodes[node];
            let up = component_up(node);
            if up > 0.0 { with_a_certain_one(node) / up } else { 0.0 }
        }
        Unit::Turn(edge) => structure::turn_share(model, edge),
    }
}

/// Share of time that a component has as many replicas as it needs, and the certain one that each request needs where
/// they do not follow one another.
pub(crate) fn component_up(node: &Node) -> f64 {
    if node.replicas_stand_in() {
        k_of_n(node.replicas_needed, node.replicas, node.availability)
    } else {
        with_a_certain_one(node)
    }
}

/// Share of time that a replica named beforehand is up, and enough others with it.
fn with_a_certain_one(node: &Node) -> f64 {
    node.availability * k_of_n(node.replicas_needed - 1, node.replicas - 1, node.availability)
}

/// Probability that of `replicas`, each up for a share `availability` of the time and independently, at least `needed` are
/// up: the upper tail of the binomial distribution.
///
/// The shorter tail is added up from its largest term on, so that `1 - p` keeps its digits.
///
/// ```
/// // Two of three: 3 a^2 (1 - a) + a^3.
/// assert!((analysis::k_of_n(2, 3, 0.9) - 0.972).abs() < 1e-15);
/// ```
pub fn k_of_n(needed: u32, replicas: u32, availability: f64) -> f64 {
    match (needed, availability) {
        (0, _) => return 1.0,
        _ if needed > replicas => return 0.0,
        (_, up) if up >= 1.0 => return 1.0,
        (_, up) if up <= 0.0 => return 0.0,
        (1, up) => return 1.0 - (1.0 - up).powf(f64::from(replicas)),
        _ => {}
    }
    let expected = f64::from(replicas) * availability;
    let share = if f64::from(needed) > expected {
        tail(needed, replicas, availability)
    } else {
        // Fewer than needed up is more down than there are to spare.
        1.0 - tail(replicas - needed + 1, replicas, 1.0 - availability)
    };
    share.clamp(0.0, 1.0)
}

/// Probability of `least` successes or more in `trials`, where `least` is more than are expected: terms only get smaller.
fn tail(least: u32, trials: u32, likely: f64) -> f64 {
    let (least, trials) = (f64::from(least), f64::from(trials));
    let logarithm =
        libm::lgamma(trials + 1.0) - libm::lgamma(least + 1.0) - libm::lgamma(trials - least + 1.0)
            + least * likely.ln()
            + (trials - least) * (-likely).ln_1p();
    let (mut term, mut sum, mut successes) = (logarithm.exp(), 0.0, least);
    while successes <= trials && term > sum * f64::EPSILON * 0.1 {
        sum += term;
        term *= (trials - successes) / (successes + 1.0) * likely / (1.0 - likely);
        successes += 1.0;
    }
    sum
}

#[cfg(test)]
mod oracle_tests;
#[cfg(test)]
mod tests;
