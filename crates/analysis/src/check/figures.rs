//! Checks of figures.

use diagram::Diagram;
use serde::{Deserialize, Serialize};

use super::{Outcome, SLACK, outcome};
use crate::report::{LatencyReport, Report};
use crate::{Figure, words};

/// Figures that a check can ask for. Latencies are the worst over the clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    MeanMillis,
    P50Millis,
    P95Millis,
    P99Millis,
    MaxRequestsPerSecond,
    Availability,
    ScalabilityScore,
    MonthlyUsd,
    HighestUtilisation,
    SinglePointsOfFailure,
}

pub(super) fn measures(
    diagram: &Diagram,
    report: &Report,
    metric: Metric,
    at_least: Option<f64>,
    at_most: Option<f64>,
) -> Outcome {
    let expected = match (at_least, at_most) {
        (Some(least), Some(most)) => {
            format!("{} between {} and {}", metric.name(), metric.written(least), metric.written(most))
        }
        (Some(least), None) => format!("{} of at least {}", metric.name(), metric.written(least)),
        (None, Some(most)) => format!("{} of at most {}", metric.name(), metric.written(most)),
        (None, None) => format!("{} that can be measured", metric.name()),
    };
    match metric.of(diagram, report) {
        Ok(value) => {
            let slack = SLACK * value.abs();
            let passed = at_least.is_none_or(|least| value + slack >= least)
                && at_most.is_none_or(|most| value - slack <= most);
            outcome(passed, expected, metric.written(value))
        }
        Err(why) => outcome(false, expected, why.to_owned()),
    }
}

const NO_CLIENT_WAITS: &str = "Nothing to measure yet: no client is connected to anything that it waits for";
const OVERLOADED: &str = "No end: a component on the way has more to do than it can";
const NO_LOAD: &str = "Nothing to measure yet: no load reaches a component that does work";

impl Metric {
    /// What explains it: of the client that waits longest, or of the component that is used most.
    pub(crate) fn figure(self, report: &Report) -> Option<Figure> {
        let slowest = |of: fn(&LatencyReport) -> Option<f64>| {
            let waiting = report.latency.iter().filter(|client| client.critical_path.len() > 1);
            let millis = |client: &&LatencyReport| of(client).unwrap_or(f64::INFINITY);
            waiting.max_by(|one, other| millis(one).total_cmp(&millis(other))).map(|one| one.client.clone())
        };
        Some(match self {
            Self::MeanMillis => Figure::MeanLatency(slowest(|client| client.mean_millis)?),
            Self::P50Millis => Figure::P50Latency(slowest(|client| client.p50_millis)?),
            Self::P95Millis => Figure::P95Latency(slowest(|client| client.p95_millis)?),
            Self::P99Millis => Figure::P99Latency(slowest(|client| client.p99_millis)?),
            Self::MaxRequestsPerSecond => Figure::MaxThroughput,
            Self::Availability | Self::SinglePointsOfFailure => Figure::Availability,
            Self::ScalabilityScore => Figure::ScalabilityScore,
            Self::MonthlyUsd => Figure::MonthlyCost,
            Self::HighestUtilisation => {
                let busiest = report.components.iter();
                let busiest = busiest.max_by(|one, other| one.utilisation.total_cmp(&other.utilisation));
                Figure::Utilisation(busiest?.id.clone())
            }
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::MeanMillis => "A mean response time",
            Self::P50Millis => "A p50 response time",
            Self::P95Millis => "A p95 response time",
            Self::P99Millis => "A p99 response time",
            Self::MaxRequestsPerSecond => "A largest load",
            Self::Availability => "An availability",
            Self::ScalabilityScore => "A scalability score",
            Self::MonthlyUsd => "A monthly cost",
            Self::HighestUtilisation => "A highest utilisation",
            Self::SinglePointsOfFailure => "A number of single points of failure",
        }
    }

    fn written(self, value: f64) -> String {
        match self {
            Self::MeanMillis | Self::P50Millis | Self::P95Millis | Self::P99Millis => words::millis(value),
            Self::MaxRequestsPerSecond => format!("{} requests a second", words::number(value)),
            Self::Availability | Self::HighestUtilisation => words::percent(value),
            Self::MonthlyUsd => words::usd(value),
            Self::ScalabilityScore | Self::SinglePointsOfFailure => words::number(value),
        }
    }

    /// The figure, or why there is none.
    fn of(self, diagram: &Diagram, report: &Report) -> Result<f64, &'static str> {
        let waits = report.latency.iter().any(|client| client.critical_path.len() > 1);
        let when_waiting = |value: f64| if waits { Ok(value) } else { Err(NO_CLIENT_WAITS) };
        match self {
            Self::MeanMillis => worst(report, |client| client.mean_millis),
            Self::P50Millis => worst(report, |client| client.p50_millis),
            Self::P95Millis => worst(report, |client| client.p95_millis),
            Self::P99Millis => worst(report, |client| client.p99_millis),
            Self::MaxRequestsPerSecond => report.throughput.max_per_second.ok_or(NO_LOAD),
            Self::Availability => when_waiting(report.availability.value),
            Self::SinglePointsOfFailure => {
                when_waiting(report.availability.single_points_of_failure.len() as f64)
            }
            Self::ScalabilityScore => Ok(report.scalability.score),
            Self::MonthlyUsd if diagram.components.is_empty() => {
                Err("Nothing to measure yet: there is no component")
            }
            Self::MonthlyUsd => Ok(report.cost.monthly_usd),
            Self::HighestUtilisation => {
                Ok(report.components.iter().map(|component| component.utilisation).fold(0.0, f64::max))
            }
        }
    }
}

/// The largest over the clients that wait for something.
fn worst(report: &Report, figure: impl Fn(&LatencyReport) -> Option<f64>) -> Result<f64, &'static str> {
    let mut figures =
        report.latency.iter().filter(|client| client.critical_path.len() > 1).map(figure).peekable();
    figures.peek().ok_or(NO_CLIENT_WAITS)?;
    figures.try_fold(0.0, |worst: f64, figure| figure.map(|figure| worst.max(figure))).ok_or(OVERLOADED)
}
