//! Checks of a design, as tutorials and challenges state them.

mod figures;
mod parts;
mod ways;

use diagram::{Catalogue, Diagram, PropertyValue};
use serde::{Deserialize, Serialize};

use crate::advice;
use crate::report::Report;

pub use figures::Metric;

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
    /// At least `count` components, each of one of these kinds.
    ContainsAny { kinds: Vec<String>, count: u32 },
    /// Requests that come to a component of kind `from` get on to one of these kinds, over however many others.
    Reaches { from: String, to: Vec<String> },
    /// The client with this id or name waits, before it has the answer to a read, for a component of these kinds.
    WaitsFor { client: String, kinds: Vec<String> },
    /// No client waits for a component of these kinds.
    DoesNotWaitFor { kinds: Vec<String> },
    /// So many requests a second arrive at the components of these kinds together; either bound may be left out.
    Receives {
        kinds: Vec<String>,
        requests: Requests,
        #[serde(default)]
        at_least: Option<f64>,
        #[serde(default)]
        at_most: Option<f64>,
    },
    /// There are components of these kinds, and each has the property set to one of these, or has it so by default.
    Sets { kinds: Vec<String>, property: String, one_of: Vec<PropertyValue> },
    /// The components of these kinds are set to keep so many gigabytes together.
    Holds { kinds: Vec<String>, gigabytes: f64 },
    /// Components of these kinds stand in at least so many different regions, and none stands outside of one.
    InRegions { kinds: Vec<String>, at_least: u32 },
    /// Components of these kinds stand in at least so many different zones, and none stands outside of one.
    InZones { kinds: Vec<String>, at_least: u32 },
    /// All data that the client with this id or name writes is kept in the region of this name.
    StaysIn { client: String, region: String },
}

/// Which of the requests count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requests {
    All,
    Reads,
    Writes,
}

/// What came of a check, in words for the learner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    pub passed: bool,
    /// "At least 2 replicas of one service"
    pub expected: String,
    /// "1 replica"
    pub found: String,
}

/// Relative slack at a bound, so that rounding in the last digits fails nobody.
const SLACK: f64 = 1e-9;

/// Ids of the rules of advice, which [`Check::NoFinding`] may name.
pub fn available_rules() -> Vec<&'static str> {
    advice::rule_ids().collect()
}

impl Check {
    /// Whether a design passes. `report` must be of the same diagram and catalogue.
    pub fn judge(&self, diagram: &Diagram, catalogue: &Catalogue, report: &Report) -> Outcome {
        match self {
            Self::Contains { kind, count } => parts::contains(diagram, kind, *count),
            Self::Connects { from, to } => {
                let found = parts::connections(diagram, from, to);
                outcome(
                    found > 0,
                    format!("A connection from {} to {}", spoken(from), spoken(to)),
                    parts::counted(found),
                )
            }
            Self::DoesNotConnect { from, to } => {
                let found = parts::connections(diagram, from, to);
                outcome(
                    found == 0,
                    format!("No connection from {} to {}", spoken(from), spoken(to)),
                    parts::counted(found),
                )
            }
            Self::Replicas { kind, replicas } => parts::has_replicas(diagram, kind, *replicas),
            Self::Measures { metric, at_least, at_most } => {
                figures::measures(diagram, report, *metric, *at_least, *at_most)
            }
            Self::NoFinding { rule } => parts::no_finding(report, rule),
            Self::ContainsAny { kinds, count } => parts::contains_any(diagram, kinds, *count),
            Self::Reaches { from, to } => ways::reaches(diagram, catalogue, from, to),
            Self::WaitsFor { client, kinds } => ways::waits_for(diagram, catalogue, client, kinds),
            Self::DoesNotWaitFor { kinds } => ways::does_not_wait_for(diagram, catalogue, kinds),
            Self::Receives { kinds, requests, at_least, at_most } => {
                parts::receives(diagram, report, kinds, *requests, (*at_least, *at_most))
            }
            Self::Sets { kinds, property, one_of } => {
                parts::sets(diagram, catalogue, kinds, property, one_of)
            }
            Self::Holds { kinds, gigabytes } => parts::holds(diagram, catalogue, kinds, *gigabytes),
            Self::InRegions { kinds, at_least } => {
                ways::spread(diagram, catalogue, kinds, *at_least, "region", |place| place.region)
            }
            Self::InZones { kinds, at_least } => {
                ways::spread(diagram, catalogue, kinds, *at_least, "zone", |place| place.zone)
            }
            Self::StaysIn { client, region } => ways::stays_in(diagram, catalogue, client, region),
        }
    }
}

fn outcome(passed: bool, expected: String, found: String) -> Outcome {
    Outcome { passed, expected, found }
}

/// "SQL database or NoSQL database"
fn spoken_any(kinds: &[String]) -> String {
    kinds.iter().map(|kind| spoken(kind)).collect::<Vec<_>>().join(" or ")
}

/// `load_balancer` as people say it.
fn spoken(kind: &str) -> String {
    match kind {
        "dns" => "DNS".to_owned(),
        "cdn" => "CDN".to_owned(),
        "api_gateway" => "API gateway".to_owned(),
        "sql_database" => "SQL database".to_owned(),
        "nosql_database" => "NoSQL database".to_owned(),
        "third_party_api" => "third-party API".to_owned(),
        "ml_model_server" => "ML model server".to_owned(),
        "time_series_database" => "time-series database".to_owned(),
        "pubsub_topic" => "pub/sub topic".to_owned(),
        other => other.split_once('~').map_or(other, |(_, own)| own).replace('_', " "),
    }
}

#[cfg(test)]
mod tests;
