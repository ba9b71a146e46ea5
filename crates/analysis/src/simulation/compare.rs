//! Where simulated and instant figures part, and why.

mod reason;

use diagram::{ComponentId, Diagram};
use serde::{Deserialize, Serialize};

use self::reason::{About, Reasons};
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
    /// The part of it that says why, so that a list can say it once of several.
    pub reason: String,
}

/// A percentile is read from a histogram that is this coarse.
const COARSENESS: f64 = 0.008;
/// Whole nanoseconds and sums of many numbers are off by less.
const ROUNDING: f64 = 1e-6;
/// Nobody sees a tenth of a microsecond.
const LEAST_MILLIS: f64 = 1e-4;

struct Pair {
    figure: &'static str,
    spoken: &'static str,
    unit: Unit,
    about: About,
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

/// Every figure on which the two engines differ beyond the simulation's interval. `report` and `result` must be of
/// `diagram`; what only one of them has is left out. Where a run was too short for an interval nothing is said.
pub fn compare(diagram: &Diagram, report: &Report, result: &SimulationResult) -> Vec<Difference> {
    let reasons = Reasons::new(diagram, report, result);
    let mut differences = Vec::new();
    for (instant, simulated) in report.components.iter().zip(&result.components) {
        if instant.id == simulated.id {
            let found = component_pairs(instant, simulated).into_iter().filter(differs);
            differences.extend(found.map(|pair| pair.explained(&simulated.id, &simulated.name, &reasons)));
        }
    }
    for (instant, simulated) in report.latency.iter().zip(&result.latency) {
        if instant.client == simulated.client {
            let found = latency_pairs(instant, simulated).into_iter().filter(differs);
            differences
                .extend(found.map(|pair| pair.explained(&simulated.client, &simulated.name, &reasons)));
        }
    }
    differences
}

fn component_pairs(instant: &ComponentReport, simulated: &SimulatedComponent) -> [Pair; 5] {
    let pair = |figure, spoken, unit, instant, simulated| {
        let about = match figure {
            "arrivals_per_second" => About::Load,
            "utilisation" => About::BusyShare,
            _ => About::Wait,
        };
        Pair { figure, spoken, unit, about, instant, simulated }
    };
    let (load, busy) = (Some(instant.arrivals_per_second), Some(instant.utilisation));
    [
        pair("arrivals_per_second", "load", Unit::PerSecond, load, simulated.arrivals_per_second),
        pair("utilisation", "utilisation", Unit::Share, busy, simulated.utilisation),
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

fn latency_pairs(instant: &LatencyReport, simulated: &SimulatedLatency) -> [Pair; 4] {
    let pair = |figure, spoken, unit, instant, simulated| Pair {
        figure,
        spoken,
        unit,
        about: About::Latency,
        instant,
        simulated,
    };
    [
        pair("mean_millis", "mean latency", Unit::Millis, instant.mean_millis, simulated.mean_millis),
        pair("p50_millis", "p50 latency", Unit::Percentile, instant.p50_millis, simulated.p50_millis),
        pair("p95_millis", "p95 latency", Unit::Percentile, instant.p95_millis, simulated.p95_millis),
        pair("p99_millis", "p99 latency", Unit::Percentile, instant.p99_millis, simulated.p99_millis),
    ]
}

fn differs(pair: &Pair) -> bool {
    let Some(simulated) = pair.simulated else { return false };
    let Some(instant) = pair.instant else { return true };
    if pair.unit.written(instant) == pair.unit.written(simulated.value) {
        return false;
    }
    let slack = match pair.unit {
        Unit::Percentile => (instant.abs() * COARSENESS).max(LEAST_MILLIS),
        Unit::Millis => (instant.abs() * ROUNDING).max(LEAST_MILLIS),
        _ => instant.abs() * ROUNDING,
    };
    simulated.low.is_some_and(|low| instant + slack < low)
        || simulated.high.is_some_and(|high| instant - slack > high)
}

impl Pair {
    fn explained(self, component: &ComponentId, name: &str, reasons: &Reasons) -> Difference {
        let simulated = self.simulated.unwrap_or(Estimate::ZERO);
        let instant = self.instant.map_or("no figure".to_owned(), |value| self.unit.written(value));
        let found = self.unit.written(simulated.value);
        let reason = match (self.about, self.instant) {
            (_, None) => reason::OVER_CAPACITY.to_owned(),
            (About::BusyShare, Some(instant)) if instant > 1.0 && simulated.value > reason::FULL => {
                reason::WORK_AND_BUSY_SHARE.to_owned()
            }
            (about, _) => reasons.of(component, about),
        };
        let spoken = self.spoken;
        Difference {
            component: component.clone(),
            figure: self.figure.to_owned(),
            instant: self.instant,
            simulated,
            sentence: format!(
                "{name}: the {spoken} is {found} simulated and {instant} by the formulas. {reason}"
            ),
            reason,
        }
    }
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
