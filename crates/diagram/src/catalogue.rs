//! The kinds of components: data, not code, so that a pack can add some.

mod price_book;
mod sending;
mod settings;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::{Component, Diagram, PropertyValue, Routing};

pub use price_book::{OwnPrice, PriceBook};
pub use sending::{SendingPrice, Tier};

const BUILTIN: &str = include_str!("catalogue.json");

/// Every kind that this build knows, in the order in which the library shows them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// What answers that leave for the internet cost, where the kind that gives them has no price of its own for it.
    #[serde(default)]
    pub transfer: TransferPrice,
    pub kinds: Vec<Kind>,
}

/// What it costs to send, an estimate with a date.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TransferPrice {
    pub sending: SendingPrice,
    /// As in [`Price`].
    pub as_of: String,
    #[serde(default)]
    pub is_own: bool,
}

impl Catalogue {
    /// The kinds that every design may use; packs can bring more.
    pub fn builtin() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        // The text is part of this build and a test reads it, so the empty catalogue never shows.
        CATALOGUE.get_or_init(|| {
            serde_json::from_str(BUILTIN)
                .unwrap_or_else(|_| Self { transfer: TransferPrice::default(), kinds: Vec::new() })
        })
    }

    /// The built-in kinds, then these, which packs bring; one whose id is taken is passed over.
    pub fn builtin_and<'k>(kinds: impl IntoIterator<Item = &'k Kind>) -> Self {
        let mut catalogue = Self::builtin().clone();
        for kind in kinds {
            if catalogue.kind(&kind.id).is_none() {
                catalogue.kinds.push(kind.clone());
            }
        }
        catalogue
    }

    /// The kinds of this design that are not built in: what has to travel with it to where no pack is.
    pub fn brought_to(&self, diagram: &Diagram) -> Vec<Kind> {
        let is_used = |kind: &&Kind| diagram.components.iter().any(|component| component.kind == kind.id);
        self.kinds.iter().filter(|kind| pack_of_kind(&kind.id).is_some()).filter(is_used).cloned().collect()
    }

    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// Kinds that fit what was typed, the closest first; all of them when nothing was typed.
    pub fn search(&self, query: &str) -> Vec<&Kind> {
        let query = query.trim().to_lowercase();
        let mut found: Vec<(u8, &Kind)> =
            self.kinds.iter().filter_map(|kind| Some((distance(kind, &query)?, kind))).collect();
        found.sort_by_key(|(distance, _)| *distance);
        found.into_iter().map(|(_, kind)| kind).collect()
    }
}

/// The id of the pack that brings a kind: `anomaly-detection` for `anomaly-detection~feature_store`. `None` where it is
/// built in. A `~` stands in no id of a pack and of no built-in kind, so that none is mistaken for another.
pub fn pack_of_kind(id: &str) -> Option<&str> {
    id.split_once('~').map(|(pack, _)| pack)
}

/// How far a kind is from what was typed, `None` when it does not fit at all.
fn distance(kind: &Kind, query: &str) -> Option<u8> {
    let name = kind.name.to_lowercase();
    let contains = |text: &String| text.to_lowercase().contains(query);
    let offers = |spec: &PropertySpec| match &spec.value {
        PropertyKind::Choice { options, .. } => options.iter().any(contains),
        _ => false,
    };
    if name.starts_with(query) {
        Some(0)
    } else if name.split([' ', '-', '/']).any(|word| word.starts_with(query)) {
        Some(1)
    } else if name.contains(query) || kind.id.contains(query) {
        Some(2)
    } else if kind.properties.iter().any(offers) {
        // "Redis" finds the cache.
        Some(3)
    } else if kind.inputs.iter().chain(&kind.outputs).any(contains) || contains(&kind.explanation) {
        Some(4)
    } else {
        None
    }
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

impl Kind {
    pub fn property(&self, id: &str) -> Option<&PropertySpec> {
        self.properties.iter().find(|spec| spec.id == id)
    }

    /// What is set on the component, where it is in the range, or else the default.
    ///
    /// `None` where this kind has no such number.
    pub fn number(&self, component: &Component, property: &str) -> Option<f64> {
        let PropertyKind::Number { default, .. } = &self.property(property)?.value else {
            return None;
        };
        match self.set(component, property) {
            Some(PropertyValue::Number(number)) => Some(*number),
            _ => Some(*default),
        }
    }

    /// Whether its properties tell how much a component keeps, without which a price of a gigabyte prices nothing.
    pub fn tells_what_it_keeps(&self) -> bool {
        ["data_gigabytes", "memory_gigabytes", "retention_days"].iter().any(|id| self.property(id).is_some())
    }

    /// How many replicas have to be up for the component to work: what it states, or else 1, or else, where copies vote
    /// (`consistency` is "Strong"), more than half of them. Shards (`replication` is "None") do not vote.
    pub fn replicas_needed(&self, component: &Component) -> u32 {
        component.replicas_needed.unwrap_or(if self.replicas_vote(component) {
            component.replicas.max(1) / 2 + 1
        } else {
            1
        })
    }

    /// The fewest replicas with which the component works on when it loses one.
    pub fn replicas_with_one_to_spare(&self, component: &Component) -> u32 {
        match component.replicas_needed {
            Some(needed) => needed.saturating_add(1),
            // Two that vote need both.
            None if self.replicas_vote(component) => 3,
            None => 2,
        }
    }

    fn replicas_vote(&self, component: &Component) -> bool {
        self.text(component, "consistency") == Some("Strong")
            && self.text(component, "replication") != Some("None")
    }

    /// What is set on the component, or else the default; `None` where this kind has no such flag.
    pub fn flag(&self, component: &Component, property: &str) -> Option<bool> {
        let PropertyKind::Flag { default } = &self.property(property)?.value else {
            return None;
        };
        match self.set(component, property) {
            Some(PropertyValue::Flag(flag)) => Some(*flag),
            _ => Some(*default),
        }
    }

    /// The choice or text that is set on the component, or else the default.
    ///
    /// A choice that is not offered counts as not set. `None` where this kind has no such choice or text.
    pub fn text<'a>(&'a self, component: &'a Component, property: &str) -> Option<&'a str> {
        let (PropertyKind::Choice { default, .. } | PropertyKind::Text { default }) =
            &self.property(property)?.value
        else {
            return None;
        };
        match self.set(component, property) {
            Some(PropertyValue::Text(text)) => Some(text),
            _ => Some(default),
        }
    }
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
    /// Of what it keeps, beyond `included_gigabytes`. `None` where keeping has no price of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usd_per_gigabyte_month: Option<f64>,
    /// What the price of one replica covers.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub included_gigabytes: f64,
    /// The price of a gigabyte is for all copies together; otherwise each is paid for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub covers_copies: bool,
    /// Of what it sends to clients. `None` where that costs what it costs everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sending: Option<SendingPrice>,
    /// Month in which the estimate was made: "2026-10".
    pub as_of: String,
    /// What the figure stands for: "2 vCPU, 4 GiB, on demand".
    pub basis: String,
    /// Whether the learner set it.
    #[serde(default)]
    pub is_own: bool,
}

fn is_zero(amount: &f64) -> bool {
    *amount == 0.0
}

/// One property that the learner can set on components of a kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PropertySpec {
    /// `hit_ratio_percent`
    pub id: String,
    /// "Hit ratio"
    pub name: String,
    pub help: String,
    /// It describes the design for those who read it: no figure, rule or simulation asks for it.
    #[serde(default)]
    pub note: bool,
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

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
