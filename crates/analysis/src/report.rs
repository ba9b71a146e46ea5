use std::borrow::Cow;

use diagram::{ComponentId, ConnectionId};
use serde::Serialize;

use crate::words;

/// Everything the instant engine says of a design; findings instead of errors where the design is half drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub components: Vec<ComponentReport>,
    /// One a client, in the order of the diagram.
    pub latency: Vec<LatencyReport>,
    pub throughput: ThroughputReport,
    pub availability: AvailabilityReport,
    pub scalability: ScalabilityReport,
    pub cost: CostReport,
    /// Most severe first.
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComponentReport {
    pub id: ComponentId,
    /// Of a client, the requests that it makes.
    pub arrivals_per_second: f64,
    /// Those of the arrivals that write.
    pub writes_per_second: f64,
    pub visits: Visits,
    /// Offered load over capacity; over 1 it cannot keep up. `0` where it does no work of its own.
    pub utilisation: f64,
    /// Mean wait before service; `None` at or over capacity, where it grows without end.
    pub wait_millis: Option<f64>,
    /// Wait and service; `None` at or over capacity.
    pub response_millis: Option<f64>,
    /// Mean number waiting; `None` at or over capacity.
    pub queue_length: Option<f64>,
    /// Requests a second at which it is full; `None` where nothing bounds it.
    pub capacity_per_second: Option<f64>,
    /// Of the arrivals, those beyond its rate limit: it refuses them.
    pub turned_away_per_second: f64,
    /// On, or behind, a cycle that amplifies itself: the load has no end, and the figures are those of one turn.
    pub is_unbounded: bool,
}

/// How often requests come to a component, by class: calls for each request of the class that clients make.
///
/// What a client waits for is a read, a write or a read of a static file. What goes along an asynchronous connection, and
/// all that it leads to, is an event: those are counted for each request of any class. `None` where clients make no such
/// requests. The arrivals are the sum over the classes of these ratios times what clients make.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Visits {
    pub read: Option<f64>,
    pub write: Option<f64>,
    #[serde(rename = "static")]
    pub static_file: Option<f64>,
    pub event: Option<f64>,
}

/// What one client waits for an answer.
///
/// All `None` when a component on the way is at or over capacity, and when it waits for nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LatencyReport {
    pub client: ComponentId,
    pub mean_millis: Option<f64>,
    pub p50_millis: Option<f64>,
    pub p95_millis: Option<f64>,
    pub p99_millis: Option<f64>,
    /// The synchronous way with the largest expected time, client first.
    pub critical_path: Vec<ComponentId>,
    pub critical_connections: Vec<ConnectionId>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThroughputReport {
    pub offered_per_second: f64,
    /// Largest total load of the clients, in their present mix, that every component can carry and no rate limit refuses.
    pub max_per_second: Option<f64>,
    pub binding_component: Option<ComponentId>,
    /// `max / offered`; under 1 the design is overloaded.
    pub headroom: Option<f64>,
    /// The same as `max_per_second`, with as many replicas as autoscaling may run.
    pub autoscaled_max_per_second: Option<f64>,
    /// Load of all clients in the hour of the day that brings most.
    pub busiest_hour_per_second: f64,
    /// That hour, by its start, 0 to 23; `None` where every hour brings the same.
    pub busiest_hour: Option<u8>,
    /// Hours of the day, by their start, that bring at least `autoscaled_max_per_second`.
    pub hours_over_capacity: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AvailabilityReport {
    /// Share of time that every client can be served, in `0..=1`.
    pub value: f64,
    /// Bounds of the 99 % interval; equal to `value` when exact.
    pub low: f64,
    pub high: f64,
    /// How it was had: "exact" or "monte_carlo"; "none" where no client waits for anything, so that nothing can fail.
    pub method: String,
    pub downtime_minutes_per_year: f64,
    pub single_points_of_failure: Vec<ComponentId>,
}

impl AvailabilityReport {
    /// "99.95 %"; of an estimate that found no failure, what it is over with 99 % certainty.
    pub fn in_words(&self) -> String {
        if self.method == "monte_carlo" && self.high >= 1.0 && self.low < self.value {
            return format!("over {}", words::percent(self.low));
        }
        words::percent(self.value)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScalabilityReport {
    /// 0 to 100.
    pub score: f64,
    pub deductions: Vec<Deduction>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deduction {
    /// Points taken off, over 0.
    pub points: f64,
    pub reason: String,
    pub components: Vec<ComponentId>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostReport {
    pub monthly_usd: f64,
    /// `None` without load.
    pub usd_per_million_requests: Option<f64>,
    pub lines: Vec<CostLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CostLine {
    pub component: ComponentId,
    pub monthly_usd: f64,
    /// The arithmetic in words: "2 replicas x 70 USD".
    pub basis: String,
}

/// Something worth saying of a design.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Rule that found it: `single_point_of_failure`.
    pub id: &'static str,
    pub list: AdviceList,
    pub severity: Severity,
    /// One line: "The database is a single point of failure".
    pub title: String,
    /// What it points at.
    pub components: Vec<ComponentId>,
    pub connections: Vec<ConnectionId>,
    /// What an attacker could do because of it; empty where it is not about security.
    pub threats: &'static [Threat],
    /// Why it matters here, with figures.
    pub reason: String,
    /// What would mend it, in words; empty for a strength.
    pub fix: Cow<'static, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    High,
    Medium,
    Low,
    Praise,
}

/// The five lists of feedback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AdviceList {
    Strength,
    Weakness,
    Suggestion,
    BestPractice,
    AntiPattern,
}

/// What can go wrong where data crosses a boundary of trust: STRIDE (Kohnfelder and Garg, "The threats to our products",
/// 1999).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Threat {
    /// Somebody is taken for somebody else.
    Spoofing,
    /// Data is changed on the way or where it is kept.
    Tampering,
    /// Somebody did something and can deny it.
    Repudiation,
    /// Somebody reads what is not theirs.
    Disclosure,
    /// Somebody keeps others from being served.
    DenialOfService,
    /// Somebody does what they may not.
    Elevation,
}
