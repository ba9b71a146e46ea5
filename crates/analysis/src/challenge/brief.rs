use std::collections::BTreeMap;

use diagram::PropertyValue;
use serde::{Deserialize, Serialize};

use crate::Check;

/// What a challenge asks for, as far as it can be judged without a person.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Brief {
    /// Where the load comes from. It is imposed on the design.
    pub clients: Vec<BriefClient>,
    /// Figures of components that the brief states and the design cannot change.
    #[serde(default)]
    pub given: Vec<Given>,
    pub requirements: Vec<Requirement>,
    /// What the rationale should weigh.
    #[serde(default)]
    pub trade_offs: Vec<TradeOff>,
}

/// A client of the brief, and what it asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BriefClient {
    /// Of the component in the starting design.
    pub id: String,
    pub name: String,
    /// In the busy hour that is designed for.
    pub requests_per_second: f64,
    pub read_share_percent: f64,
    /// Share of the reads that fetch files which are the same for everybody.
    #[serde(default)]
    pub static_share_percent: f64,
    /// Size of an answer.
    pub response_kilobytes: f64,
    /// How many times this load a rush brings; a design with such headroom gets all points for it.
    pub peak_factor: f64,
    /// Name of the region that it stands in.
    #[serde(default)]
    pub region: Option<String>,
}

/// What holds for every component of a kind. What is left out is as the catalogue has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    pub kind: String,
    /// Why: "Encoding one minute of video takes a worker 30 s".
    pub because: String,
    #[serde(default)]
    pub service_millis: Option<f64>,
    /// Requests that one replica works on at once.
    #[serde(default)]
    pub concurrency: Option<u32>,
    /// Share of time that one replica is up.
    #[serde(default)]
    pub availability: Option<f64>,
    /// Properties with a fixed value.
    #[serde(default)]
    pub set: BTreeMap<String, PropertyValue>,
    /// Numbers that a property may not exceed: a hit ratio that the work allows.
    #[serde(default)]
    pub at_most: BTreeMap<String, f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// As the learner reads it: "A link that was made is never lost".
    pub text: String,
    pub sort: Sort,
    pub check: Check,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What the system does.
    Functional,
    /// Load, latency, availability, budget, data size.
    Number,
    /// What must or must not be, such as where data may stand.
    Constraint,
    /// A part that suits the work. A design without it can pass, with fewer points.
    Choice,
}

impl Sort {
    /// As packs name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Functional => "functional",
            Self::Number => "number",
            Self::Constraint => "constraint",
            Self::Choice => "choice",
        }
    }

    /// Whether a design that does not meet it fails.
    pub fn is_required(self) -> bool {
        self != Self::Choice
    }
}

/// Something to weigh, and words by which a rationale that weighs it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TradeOff {
    /// "Freshness of a link against the load on the database"
    pub topic: String,
    /// Beginnings of words, lower case: `["stale", "fresh", "expir"]`.
    pub words: Vec<String>,
}
