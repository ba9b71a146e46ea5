//! The kinds of components: data, not code, so that a pack can add some.

use serde::{Deserialize, Serialize};

use crate::Routing;

/// Every kind that this build knows, in the order in which the library shows them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    pub kinds: Vec<Kind>,
}

/// What components of one kind have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    /// `load_balancer`
    pub id: String,
    /// "Load balancer"
    pub name: String,
    pub category: Category,
    /// SVG path data in a square of 24 x 24, to be stroked.
    pub icon: String,
    /// One paragraph for somebody who meets it for the first time.
    pub explanation: String,
    /// What it takes in, as words: "HTTP requests".
    pub inputs: Vec<String>,
    pub outputs: Vec<String>,
    pub properties: Vec<PropertySpec>,
    pub performance: Performance,
    /// Share of time that one replica is up, in `0..=1`.
    pub availability: f64,
    pub price: Price,
    /// More replicas carry more load without a redesign.
    pub scales_out: bool,
    /// Keeps data that would be missed.
    pub stateful: bool,
    /// What it does with a request by default; see [`Routing`].
    pub default_routing: Routing,
    /// Limits worth knowing, as words: "About 100,000 requests a second".
    pub limits: Vec<String>,
}

/// Colours and the library group by these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Where load comes from.
    Client,
    /// DNS, CDN, balancing, gateways.
    Edge,
    Compute,
    Storage,
    Messaging,
    Operations,
    ThirdParty,
}

/// How one replica behaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Performance {
    /// `0` where it adds no work of its own, as a client does.
    pub service_time_millis: f64,
    /// Standard deviation divided by mean of the service time.
    pub coefficient_of_variation: f64,
    /// Requests that one replica works on at once.
    pub concurrency: u32,
    /// Ends the caller's wait: what is behind it happens later.
    pub asynchronous: bool,
}

/// Monthly price in US dollars, an estimate with a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Price {
    pub usd_per_replica_month: f64,
    pub usd_per_million_requests: f64,
    /// Month in which the estimate was made: "2026-10".
    pub as_of: String,
    /// What the figure stands for: "2 vCPU, 4 GiB, on demand".
    pub basis: String,
}

/// One property that the learner can set on components of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PropertySpec {
    /// `hit_ratio_percent`
    pub id: String,
    /// "Hit ratio"
    pub name: String,
    pub help: String,
    pub value: PropertyKind,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum PropertyKind {
    Choice { options: Vec<String>, default: String },
    Flag { default: bool },
    Number { default: f64, minimum: f64, maximum: f64, unit: String },
    Text { default: String },
}
