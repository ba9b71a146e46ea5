//! Items, answers and priors as `estimate` and `select` read them.

use assessment::{Estimate, ItemParameters, Observation, Prior, eap, map, mle, wle};
use serde::Deserialize;

use crate::failure::Failure;

/// Parameters of the logistic model; only the difficulty has to be given.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct ItemIn {
    #[serde(default = "one")]
    a: f64,
    b: f64,
    #[serde(default)]
    c: f64,
    #[serde(default = "one")]
    d: f64,
}

fn one() -> f64 {
    1.0
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    #[default]
    Eap,
    Map,
    Wle,
    Mle,
}

/// Standard normal where nothing is said.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct PriorIn {
    #[serde(default)]
    mean: f64,
    #[serde(default = "one")]
    sd: f64,
}

impl Default for PriorIn {
    fn default() -> PriorIn {
        PriorIn { mean: 0.0, sd: 1.0 }
    }
}

impl PriorIn {
    pub fn checked(self) -> Result<Prior, Failure> {
        Prior::normal(self.mean, self.sd).map_err(Failure::refused)
    }
}

impl Method {
    pub fn estimate(self, observations: &[Observation], prior: &Prior) -> Estimate {
        match self {
            Method::Eap => eap(observations, prior),
            Method::Map => map(observations, prior),
            Method::Wle => wle(observations),
            Method::Mle => mle(observations),
        }
    }
}

/// The parameters of all items; the first that makes no curve is named by its number, from 0.
pub fn parameters(items: &[ItemIn]) -> Result<Vec<ItemParameters>, Failure> {
    if items.is_empty() {
        return Err(Failure::Refused("there are no items; give at least one".to_owned()));
    }
    let checked = |(number, item): (usize, &ItemIn)| {
        let ItemIn { a, b, c, d } = *item;
        ItemParameters { a, b, c, d }
            .measurable()
            .map_err(|error| Failure::Refused(format!("item {number}: {error}")))
    };
    items.iter().enumerate().map(checked).collect()
}

/// One answer for each of the items, in order.
pub fn observations(items: &[ItemParameters], responses: &[f64]) -> Result<Vec<Observation>, Failure> {
    if items.len() != responses.len() {
        return Err(Failure::Refused(format!(
            "there are {} items to {} responses; give one response for each item that was answered",
            items.len(),
            responses.len()
        )));
    }
    let observed = |(number, (parameters, share)): (usize, (&ItemParameters, &f64))| {
        if !(0.0..=1.0).contains(share) {
            return Err(Failure::Refused(format!(
                "response {number} is {share}; it is the share that was right, from 0 to 1"
            )));
        }
        Observation::new(*parameters, *share)
            .map_err(|error| Failure::Refused(format!("item {number}: {error}")))
    };
    items.iter().zip(responses).enumerate().map(observed).collect()
}
