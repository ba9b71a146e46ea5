//! Checks of a design, as tutorials and challenges state them.

mod ways;

use diagram::{Catalogue, Component, ComponentId, Diagram, PropertyValue};
use serde::{Deserialize, Serialize};

use crate::report::Report;
use crate::{advice, words};

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
    /// Whether a design passes. `report` must be of the same diagram.
    pub fn judge(&self, diagram: &Diagram, report: &Report) -> Outcome {
        match self {
            Self::Contains { kind, count } => contains(diagram, kind, *count),
            Self::Connects { from, to } => {
                let found = connections(diagram, from, to);
                outcome(
                    found > 0,
                    format!("A connection from {} to {}", spoken(from), spoken(to)),
                    counted(found),
                )
            }
            Self::DoesNotConnect { from, to } => {
                let found = connections(diagram, from, to);
                outcome(
                    found == 0,
                    format!("No connection from {} to {}", spoken(from), spoken(to)),
                    counted(found),
                )
            }
            Self::Replicas { kind, replicas } => has_replicas(diagram, kind, *replicas),
            Self::Measures { metric, at_least, at_most } => {
                measures(diagram, report, *metric, *at_least, *at_most)
            }
            Self::NoFinding { rule } => no_finding(report, rule),
            Self::ContainsAny { kinds, count } => contains_any(diagram, kinds, *count),
            Self::Reaches { from, to } => ways::reaches(diagram, from, to),
            Self::WaitsFor { client, kinds } => ways::waits_for(diagram, client, kinds),
            Self::DoesNotWaitFor { kinds } => ways::does_not_wait_for(diagram, kinds),
            Self::Receives { kinds, requests, at_least, at_most } => {
                receives(diagram, report, kinds, *requests, (*at_least, *at_most))
            }
            Self::Sets { kinds, property, one_of } => sets(diagram, kinds, property, one_of),
            Self::Holds { kinds, gigabytes } => holds(diagram, kinds, *gigabytes),
            Self::InRegions { kinds, at_least } => ways::in_regions(diagram, kinds, *at_least),
            Self::StaysIn { client, region } => ways::stays_in(diagram, client, region),
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
        other => other.replace('_', " "),
    }
}

fn of_kind<'d>(diagram: &'d Diagram, kind: &str) -> impl Iterator<Item = &'d Component> {
    diagram.components.iter().filter(move |component| component.kind == kind)
}

fn contains(diagram: &Diagram, kind: &str, count: u32) -> Outcome {
    let found = of_kind(diagram, kind).count();
    let found_words = if found == 0 { "None".to_owned() } else { words::number(found as f64) };
    let expected = match count {
        1 => format!("At least one component of the kind {}", spoken(kind)),
        _ => format!("At least {count} components of the kind {}", spoken(kind)),
    };
    outcome(found >= count as usize, expected, found_words)
}

fn of_kinds<'d>(diagram: &'d Diagram, kinds: &'d [String]) -> impl Iterator<Item = &'d Component> {
    diagram.components.iter().filter(move |component| kinds.contains(&component.kind))
}

fn contains_any(diagram: &Diagram, kinds: &[String], count: u32) -> Outcome {
    let found: Vec<&str> = of_kinds(diagram, kinds).map(|component| component.name.as_str()).collect();
    let expected = match count {
        1 => format!("At least one component of the kind {}", spoken_any(kinds)),
        _ => format!("At least {count} components of the kind {}", spoken_any(kinds)),
    };
    let names = words::names(found.iter().copied());
    outcome(found.len() >= count as usize, expected, if found.is_empty() { "None".to_owned() } else { names })
}

fn receives(
    diagram: &Diagram,
    report: &Report,
    kinds: &[String],
    requests: Requests,
    (at_least, at_most): (Option<f64>, Option<f64>),
) -> Outcome {
    let (noun, of): (_, fn(&crate::ComponentReport) -> f64) = match requests {
        Requests::All => ("requests", |component| component.arrivals_per_second),
        Requests::Reads => ("reads", |component| component.arrivals_per_second - component.writes_per_second),
        Requests::Writes => ("writes", |component| component.writes_per_second),
    };
    let counted = diagram.components.iter().zip(&report.components);
    let arriving = counted.filter(|(one, _)| kinds.contains(&one.kind)).map(|(_, component)| of(component));
    let found = arriving.fold(0.0, |sum, one| sum + one);
    let most = if at_least.is_some() { "at most" } else { "At most" };
    let bounds = [("At least", at_least), (most, at_most)];
    let bounds =
        bounds.iter().filter_map(|(word, bound)| Some(format!("{word} {}", words::number((*bound)?))));
    let bounds = bounds.collect::<Vec<_>>().join(" and ");
    let expected = format!("{bounds} {noun} a second at {}", spoken_any(kinds));
    let slack = SLACK * found.abs().max(1e-3);
    let passed = at_least.is_none_or(|least| found + slack >= least)
        && at_most.is_none_or(|most| found - slack <= most);
    outcome(passed, expected, format!("{} {noun} a second", words::number(found)))
}

/// What a component is set to, as its kind takes it.
fn is_set_to(component: &Component, property: &str, value: &PropertyValue) -> bool {
    let Some(kind) = Catalogue::builtin().kind(&component.kind) else { return false };
    match value {
        PropertyValue::Flag(flag) => kind.flag(component, property) == Some(*flag),
        PropertyValue::Number(number) => kind.number(component, property) == Some(*number),
        PropertyValue::Text(text) => kind.text(component, property) == Some(text),
    }
}

fn sets(diagram: &Diagram, kinds: &[String], property: &str, one_of: &[PropertyValue]) -> Outcome {
    let written = |value: &PropertyValue| match value {
        PropertyValue::Flag(true) => "on".to_owned(),
        PropertyValue::Flag(false) => "off".to_owned(),
        PropertyValue::Number(number) => words::number(*number),
        PropertyValue::Text(text) => format!("\"{text}\""),
    };
    let options = one_of.iter().map(written).collect::<Vec<_>>().join(" or ");
    let named = kinds.iter().filter_map(|kind| Catalogue::builtin().kind(kind)?.property(property)).next();
    let shown = named.map_or_else(|| property.replace('_', " "), |spec| spec.name.clone());
    let expected = format!("{shown} {options} at each {}", spoken_any(kinds));
    let all: Vec<&Component> = of_kinds(diagram, kinds).collect();
    let is_other =
        |component: &&&Component| !one_of.iter().any(|value| is_set_to(component, property, value));
    let others: Vec<&str> = all.iter().filter(is_other).map(|component| component.name.as_str()).collect();
    let found = match (all.is_empty(), others.is_empty()) {
        (true, _) => format!("No component of the kind {}", spoken_any(kinds)),
        (false, true) => "All of them".to_owned(),
        (false, false) => format!("Not at {}", words::names(others.iter().copied())),
    };
    outcome(!all.is_empty() && others.is_empty(), expected, found)
}

fn holds(diagram: &Diagram, kinds: &[String], gigabytes: f64) -> Outcome {
    let kept = |component: &Component| {
        Catalogue::builtin().kind(&component.kind)?.number(component, "data_gigabytes")
    };
    let found = of_kinds(diagram, kinds).filter_map(kept).fold(0.0, |sum, one| sum + one);
    let expected = format!("{} GB kept in {}", words::number(gigabytes), spoken_any(kinds));
    outcome(found * (1.0 + SLACK) >= gigabytes, expected, format!("{} GB", words::number(found)))
}

fn connections(diagram: &Diagram, from: &str, to: &str) -> usize {
    let is =
        |id: &ComponentId, kind: &str| diagram.component(id).is_some_and(|component| component.kind == kind);
    diagram
        .connections
        .iter()
        .filter(|connection| is(&connection.from, from) && is(&connection.to, to))
        .count()
}

fn counted(connections: usize) -> String {
    if connections == 0 {
        "No such connection".to_owned()
    } else {
        words::count(connections, "such connection")
    }
}

fn has_replicas(diagram: &Diagram, kind: &str, replicas: u32) -> Outcome {
    let most = of_kind(diagram, kind).map(|component| component.replicas).max();
    let found = most.map_or_else(
        || format!("No component of the kind {}", spoken(kind)),
        |most| words::count(most as usize, "replica"),
    );
    let expected = format!("At least {} of one {}", words::count(replicas as usize, "replica"), spoken(kind));
    outcome(most.is_some_and(|most| most >= replicas), expected, found)
}

fn no_finding(report: &Report, rule: &str) -> Outcome {
    let expected = format!("Nothing that the rule \"{}\" would point out", rule.replace('_', " "));
    if !advice::rule_ids().any(|known| known == rule) {
        return outcome(false, expected, "There is no such rule, so this cannot be checked".to_owned());
    }
    let titles: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding.id == rule)
        .map(|finding| finding.title.as_str())
        .collect();
    let found = if titles.is_empty() { "Nothing".to_owned() } else { titles.join("; ") };
    outcome(titles.is_empty(), expected, found)
}

fn measures(
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
fn worst(
    report: &Report,
    figure: impl Fn(&crate::LatencyReport) -> Option<f64>,
) -> Result<f64, &'static str> {
    let mut figures =
        report.latency.iter().filter(|client| client.critical_path.len() > 1).map(figure).peekable();
    figures.peek().ok_or(NO_CLIENT_WAITS)?;
    figures.try_fold(0.0, |worst: f64, figure| figure.map(|figure| worst.max(figure))).ok_or(OVERLOADED)
}

#[cfg(test)]
mod tests;
