use serde::{Deserialize, Serialize};

/// One thing that a design must have or reach; tutorials and challenges are graded with these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "check")]
pub enum Check {
    /// At least `count` components of `kind`.
    Contains { kind: String, count: u32 },
    /// A connection from a component of kind `from` to one of kind `to`.
    Connects { from: String, to: String },
    /// No connection from a component of kind `from` to one of kind `to`.
    DoesNotConnect { from: String, to: String },
    /// A component of `kind` has at least `replicas` replicas.
    Replicas { kind: String, replicas: u32 },
    /// A figure of the report lies in `[at_least, at_most]`; either bound may be left out.
    Measures {
        metric: Metric,
        #[serde(default)]
        at_least: Option<f64>,
        #[serde(default)]
        at_most: Option<f64>,
    },
    /// The advice has no finding of this rule.
    NoFinding { rule: String },
}

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
