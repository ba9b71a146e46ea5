use assessment::{Criterion, ItemParameters, Posterior, Rule, SplitMix64, rank};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::input::Source;
use crate::measured::{ItemIn, Method, PriorIn, observations, parameters};

/// Which item to ask next: all that were not, ranked
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
}

#[derive(Deserialize)]
struct Question {
    items: Vec<ItemIn>,
    #[serde(default)]
    administered: Vec<usize>,
    #[serde(default)]
    responses: Vec<f64>,
    #[serde(default)]
    rule: RuleIn,
    theta: Option<f64>,
    #[serde(default)]
    method: Method,
    #[serde(default)]
    prior: PriorIn,
    /// For `random`.
    #[serde(default)]
    seed: u64,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RuleIn {
    #[default]
    Mfi,
    Kl,
    Klp,
    Mlwi,
    Mpwi,
    Urry,
    Random,
}

#[derive(Serialize)]
struct Selected {
    theta: f64,
    ranking: Vec<RankedItem>,
}

#[derive(Serialize)]
struct RankedItem {
    item: usize,
    value: f64,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let question: Question = arguments.source.json()?;
    let items = parameters(&question.items)?;
    let is_open = open_items(&items, &question.administered)?;
    let asked: Vec<ItemParameters> =
        question.administered.iter().filter_map(|number| items.get(*number).copied()).collect();
    let observations = observations(&asked, &question.responses)?;
    let prior = question.prior.checked()?;
    let theta = match question.theta {
        Some(theta) if (-10.0..=10.0).contains(&theta) => theta,
        Some(theta) => {
            return Err(Failure::Refused(format!("theta is {theta}; choose an ability from -10 to 10")));
        }
        None => question.method.estimate(&observations, &prior).theta,
    };
    let mut posterior = Posterior::new(&prior);
    observations.into_iter().for_each(|observation| posterior.observe(observation));
    let rule = question.rule.rule();
    let criterion = Criterion { rule, ability: theta, posterior: &posterior, progress: 0.0 };
    let open = items.into_iter().enumerate().zip(is_open).filter(|(_, is_open)| *is_open);
    let (numbers, open): (Vec<usize>, Vec<ItemParameters>) = open.map(|(numbered, _)| numbered).unzip();
    let ranking = rank(&open, &criterion, &mut SplitMix64::new(question.seed));
    let value = |value: f64| if rule == Rule::Urry { -value } else { value };
    let ranking = ranking.into_iter().filter_map(|ranked| {
        Some(RankedItem { item: *numbers.get(ranked.index)?, value: value(ranked.value) })
    });
    Answer::json(&Selected { theta, ranking: ranking.collect() })
}

/// For each item whether it was not administered yet.
fn open_items(items: &[ItemParameters], administered: &[usize]) -> Result<Vec<bool>, Failure> {
    let mut open = vec![true; items.len()];
    for number in administered {
        let Some(is_open) = open.get_mut(*number) else {
            return Err(Failure::Refused(format!(
                "item {number} was administered, but there are {} items, numbered from 0",
                items.len()
            )));
        };
        if !std::mem::replace(is_open, false) {
            return Err(Failure::Refused(format!("item {number} was administered twice; name it once")));
        }
    }
    Ok(open)
}

impl RuleIn {
    fn rule(self) -> Rule {
        match self {
            RuleIn::Mfi => Rule::MaximumInformation,
            RuleIn::Kl => Rule::KullbackLeibler,
            RuleIn::Klp => Rule::KullbackLeiblerPosterior,
            RuleIn::Mlwi => Rule::LikelihoodWeighted,
            RuleIn::Mpwi => Rule::PosteriorWeighted,
            RuleIn::Urry => Rule::Urry,
            RuleIn::Random => Rule::Random,
        }
    }
}
