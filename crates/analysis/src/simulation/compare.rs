//! Where simulated and instant figures part, and why.

use diagram::ComponentId;
use serde::{Deserialize, Serialize};

use super::circumstance::Circumstance;
use super::estimate::Estimate;
use super::result::{SimulatedComponent, SimulatedLatency, SimulationResult};
use crate::report::{ComponentReport, LatencyReport, Report};
use crate::words;

/// A figure of which the instant value lies outside the interval of the simulated one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    pub component: ComponentId,
    /// Name of the field in both: `wait_millis`.
    pub figure: String,
    /// `None` where the instant engine has no value, at or over capacity.
    pub instant: Option<f64>,
    pub simulated: Estimate,
    /// Which differs from which, and why.
    pub sentence: String,
}

/// Reasons given for one difference.
const MOST_REASONS: usize = 2;
/// A percentile is read from a histogram that is this coarse.
const COARSENESS: f64 = 0.008;
/// Whole nanoseconds and sums of many numbers are off by less.
const ROUNDING: f64 = 1e-6;

const OVER_CAPACITY: &str = "A component that it needs has more to do than it can. The formulas have no figure for \
                             that, and the simulated one grows with the length of the run.";
const BY_CHANCE: &str = "Nothing that the simulation does beyond the formulas explains it. One interval in a hundred \
                         misses by chance: another seed tells.";

struct Pair {
    figure: &'static str,
    spoken: &'static str,
    unit: Unit,
    instant: Option<f64>,
    simulated: Option<Estimate>,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    PerSecond,
    Share,
    Millis,
    Number,
    /// Milliseconds, read from a histogram.
    Percentile,
}

/// Every figure on which the two engines differ beyond the simulation's interval. `report` and `result` must be of the
/// same design; what only one of them has is left out. Where a run was too short for an interval nothing is said.
pub fn compare(report: &Report, result: &SimulationResult) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (instant, simulated) in report.components.iter().zip(&result.components) {
        if instant.id == simulated.id {
            let found = component_pairs(instant, simulated).into_iter().filter(differs);
            differences.extend(found.map(|pair| pair.explained(&simulated.id, &simulated.name, result)));
        }
    }
    for (instant, simulated) in report.latency.iter().zip(&result.latency) {
        if instant.client == simulated.client {
            let found = latency_pairs(instant, simulated).into_iter().filter(differs);
            differences.extend(found.map(|pair| pair.explained(&simulated.client, &simulated.name, result)));
        }
    }
    differences
}

fn component_pairs(instant: &ComponentReport, simulated: &SimulatedComponent) -> Vec<Pair> {
    let pair = |figure, spoken, unit, instant, simulated| Pair { figure, spoken, unit, instant, simulated };
    vec![
        pair(
            "arrivals_per_second",
            "load",
            Unit::PerSecond,
            Some(instant.arrivals_per_second),
            simulated.arrivals_per_second,
        ),
        pair("utilisation", "utilisation", Unit::Share, Some(instant.utilisation), simulated.utilisation),
        pair("wait_millis", "mean wait", Unit::Millis, instant.wait_millis, simulated.wait_millis),
        pair(
            "response_millis",
            "mean response time",
            Unit::Millis,
            instant.response_millis,
            simulated.response_millis,
        ),
        pair(
            "queue_length",
            "mean number waiting",
            Unit::Number,
            instant.queue_length,
            simulated.queue_length,
        ),
    ]
}

fn latency_pairs(instant: &LatencyReport, simulated: &SimulatedLatency) -> Vec<Pair> {
    let pair = |figure, spoken, unit, instant, simulated| Pair { figure, spoken, unit, instant, simulated };
    vec![
        pair("mean_millis", "mean latency", Unit::Millis, instant.mean_millis, simulated.mean_millis),
        pair("p50_millis", "p50 latency", Unit::Percentile, instant.p50_millis, simulated.p50_millis),
        pair("p95_millis", "p95 latency", Unit::Percentile, instant.p95_millis, simulated.p95_millis),
        pair("p99_millis", "p99 latency", Unit::Percentile, instant.p99_millis, simulated.p99_millis),
    ]
}

fn differs(pair: &Pair) -> bool {
    let Some(simulated) = pair.simulated else { return false };
    let Some(instant) = pair.instant else { return true };
    let slack = instant.abs() * if pair.unit == Unit::Percentile { COARSENESS } else { ROUNDING };
    simulated.low.is_some_and(|low| instant + slack < low)
        || simulated.high.is_some_and(|high| instant - slack > high)
}

impl Pair {
    fn explained(self, component: &ComponentId, name: &str, result: &SimulationResult) -> Difference {
        let simulated = self.simulated.unwrap_or(Estimate::ZERO);
        let instant = self.instant.map_or("no figure".to_owned(), |value| self.unit.written(value));
        let found = self.unit.written(simulated.value);
        let reasons = if self.instant.is_none() {
            OVER_CAPACITY.to_owned()
        } else {
            reasons(component, &result.circumstances)
        };
        let spoken = self.spoken;
        Difference {
            component: component.clone(),
            figure: self.figure.to_owned(),
            instant: self.instant,
            simulated,
            sentence: format!(
                "{name}: the {spoken} is {found} simulated and {instant} by the formulas. {reasons}"
            ),
        }
    }
}

/// What is about the component itself first, then what is about others.
fn reasons(component: &ComponentId, circumstances: &[Circumstance]) -> String {
    let is_near = |it: &&Circumstance| it.components.is_empty() || it.components.contains(component);
    let near: Vec<&str> = circumstances.iter().filter(is_near).map(|it| it.sentence.as_str()).collect();
    let others = circumstances.iter().filter(|it| !is_near(it)).map(|it| it.sentence.as_str());
    let reasons: Vec<&str> = near.into_iter().chain(others).take(MOST_REASONS).collect();
    if reasons.is_empty() { BY_CHANCE.to_owned() } else { reasons.join(" ") }
}

impl Unit {
    fn written(self, value: f64) -> String {
        match self {
            Self::PerSecond => format!("{} a second", words::number(value)),
            Self::Share => words::percent(value),
            Self::Millis | Self::Percentile => words::millis(value),
            Self::Number => words::number(value),
        }
    }
}
