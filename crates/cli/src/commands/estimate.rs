use assessment::Bound;
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::input::Source;
use crate::measured::{ItemIn, Method, PriorIn, observations, parameters};

/// The ability that answers show, with its standard error
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
}

#[derive(Deserialize)]
struct Question {
    items: Vec<ItemIn>,
    responses: Vec<f64>,
    #[serde(default)]
    method: Method,
    #[serde(default)]
    prior: PriorIn,
}

#[derive(Serialize)]
struct Estimated {
    theta: f64,
    standard_error: f64,
    log_likelihood: f64,
    maxima: usize,
    bound: Option<&'static str>,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let question: Question = arguments.source.json()?;
    let observations = observations(&parameters(&question.items)?, &question.responses)?;
    let estimate = question.method.estimate(&observations, &question.prior.checked()?);
    Answer::json(&Estimated {
        theta: estimate.theta,
        standard_error: estimate.standard_error,
        log_likelihood: estimate.log_likelihood,
        maxima: estimate.maxima,
        bound: estimate.bound.map(|bound| match bound {
            Bound::Lowest => "lowest",
            Bound::Highest => "highest",
        }),
    })
}
