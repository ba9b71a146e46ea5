use std::collections::BTreeMap;

use analysis::challenge::{BriefClient, Given, Requirement, Sort, TradeOff};
use diagram::PropertyValue;
use serde::Deserialize;

use super::item_source::SourceSource;
use super::tutorial_source::check_from;
use crate::Difficulty;

/// `challenges/<id>/challenge.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChallengeSource {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) difficulty: Difficulty,
    pub(crate) minutes: u32,
    pub(crate) topics: Vec<String>,
    pub(crate) hints: Vec<String>,
    pub(crate) sources: Vec<SourceSource>,
    #[serde(default)]
    pub(crate) client: Vec<ClientSource>,
    #[serde(default)]
    pub(crate) given: Vec<GivenSource>,
    #[serde(default)]
    pub(crate) requirement: Vec<RequirementSource>,
    #[serde(default)]
    pub(crate) trade_off: Vec<TradeOffSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientSource {
    id: String,
    name: String,
    requests_per_second: f64,
    read_share_percent: f64,
    #[serde(default)]
    static_share_percent: f64,
    response_kilobytes: f64,
    peak_factor: f64,
    region: Option<String>,
}

impl ClientSource {
    pub(crate) fn into_client(self) -> BriefClient {
        BriefClient {
            id: self.id,
            name: self.name,
            requests_per_second: self.requests_per_second,
            read_share_percent: self.read_share_percent,
            static_share_percent: self.static_share_percent,
            response_kilobytes: self.response_kilobytes,
            peak_factor: self.peak_factor,
            region: self.region,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenSource {
    kind: String,
    because: String,
    service_millis: Option<f64>,
    concurrency: Option<u32>,
    availability: Option<f64>,
    #[serde(default)]
    set: BTreeMap<String, PropertyValue>,
    #[serde(default)]
    at_most: BTreeMap<String, f64>,
}

impl GivenSource {
    pub(crate) fn into_given(self) -> Given {
        Given {
            kind: self.kind,
            because: self.because,
            service_millis: self.service_millis,
            concurrency: self.concurrency,
            availability: self.availability,
            set: self.set,
            at_most: self.at_most,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequirementSource {
    text: String,
    sort: Sort,
    check: serde_json::Value,
}

impl RequirementSource {
    /// # Errors
    /// What is wrong with the check.
    pub(crate) fn into_requirement(self) -> Result<Requirement, String> {
        Ok(Requirement { text: self.text, sort: self.sort, check: check_from(&self.check)? })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TradeOffSource {
    topic: String,
    words: Vec<String>,
}

impl TradeOffSource {
    pub(crate) fn into_trade_off(self) -> TradeOff {
        TradeOff { topic: self.topic, words: self.words }
    }
}
