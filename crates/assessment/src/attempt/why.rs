use super::{AskedQuestion, Attempt};
use crate::posterior::Posterior;
use crate::select::open_items;
use crate::{Bank, Estimate, ItemParameters, Observation, Order, Rule, signed};

/// A question that was asked, or could have been.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    pub item: String,
    pub parameters: ItemParameters,
    /// What an answer tells at the ability as it was thought to be, in Fisher information.
    pub information: f64,
}

/// Why a question was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The ability as it was thought to be just before.
    pub ability: f64,
    pub standard_error: f64,
    /// How many answers that was known from.
    pub answers: u32,
    pub asked: Rival,
    /// Chance of a right answer at that ability.
    pub probability: f64,
    /// What else it could have been drawn as, the best first.
    pub runners_up: Vec<Rival>,
    pub rule: Rule,
    /// From how many of the best it was drawn.
    pub drawn_from: usize,
    /// How many questions of the topics whose turn it was could have come.
    pub candidates: usize,
    /// How many of all that could have come instead, whatever their topic, tell more.
    pub told_more: usize,
    /// How many questions of any topic could have come instead.
    pub alternatives: usize,
}

impl Attempt {
    /// Why a question was asked, told from what was known just before it; `None` where it was not asked, and where the
    /// order was fixed. Questions that could have come instead are looked at as the bank has them now.
    pub fn why(&self, bank: &Bank, item: &str) -> Option<Why> {
        if self.settings().order == Order::AsListed {
            return None;
        }
        let place = self.asked().iter().position(|asked| asked.item == item)?;
        let (before, from) = self.asked().split_at_checked(place)?;
        let asked = from.first()?;
        let posterior = self.posterior_after(before);
        let Estimate { theta: ability, standard_error, .. } = posterior.estimate();
        let (list, _) = self.shortlist(bank, before, &posterior, ability);
        let rival = |item: &str, parameters: ItemParameters| Rival {
            item: item.to_owned(),
            parameters,
            information: parameters.information(ability),
        };
        let others =
            list.ranked.iter().filter_map(|(index, _)| Some((bank.id(*index)?, bank.parameters(*index)?)));
        let runners_up = others.filter(|(id, _)| *id != item).map(|(id, parameters)| rival(id, parameters));
        let this = rival(item, asked.parameters);
        let told = self.told_instead(bank, before, item, ability);
        Some(Why {
            ability,
            standard_error,
            answers: before.iter().filter(|asked| asked.answered.is_some()).count() as u32,
            probability: asked.parameters.probability(ability),
            runners_up: runners_up.collect(),
            rule: self.settings().rule,
            drawn_from: list.ranked.len(),
            candidates: list.candidates,
            told_more: told.iter().filter(|told| **told > this.information).count(),
            alternatives: told.len(),
            asked: this,
        })
    }

    /// What is known of the ability from these questions.
    fn posterior_after(&self, questions: &[AskedQuestion]) -> Posterior {
        let mut posterior = Posterior::new(&self.settings().prior);
        for asked in questions {
            let answered = asked.answered.as_ref().filter(|answered| answered.answer.measures());
            let observation =
                answered.and_then(|answered| Observation::new(asked.parameters, answered.credit).ok());
            observation.into_iter().for_each(|observation| posterior.observe(observation));
        }
        posterior
    }

    /// The information of every other question that was open after those `before`.
    fn told_instead(&self, bank: &Bank, before: &[AskedQuestion], item: &str, ability: f64) -> Vec<f64> {
        let shown: Vec<usize> = before.iter().filter_map(|asked| bank.index_of(&asked.item)).collect();
        let open = open_items(bank, &self.settings().allowed(bank), &shown);
        let this = bank.index_of(item);
        let instead = open.iter().enumerate().filter(|(index, open)| **open && Some(*index) != this);
        let parameters = instead.filter_map(|(index, _)| bank.parameters(index));
        parameters.map(|parameters| parameters.information(ability)).collect()
    }
}

impl Why {
    /// For the learner, a sentence each: what was known, what the rule looks for, and how it fell on this question.
    pub fn sentences(&self) -> Vec<String> {
        let known = match self.answers {
            0 => format!(
                "Before the first answer your ability was taken to be {}, give or take {:.1}.",
                signed(self.ability),
                1.96 * self.standard_error
            ),
            answers => format!(
                "After {answers} {} your ability was estimated at {}, give or take {:.1}.",
                if answers == 1 { "answer" } else { "answers" },
                signed(self.ability),
                1.96 * self.standard_error
            ),
        };
        let this = format!(
            "This question has the difficulty {}: the chance of a right answer was {:.0} %, and an answer to it would \
             tell {:.2} (Fisher information).",
            signed(self.asked.parameters.b),
            100.0 * self.probability,
            self.asked.information
        );
        vec![known, self.rule.in_words().to_owned(), this, self.drawn_in_words()]
    }

    fn drawn_in_words(&self) -> String {
        let turn = match self.candidates {
            1 => "One question was open of the topics whose turn it was".to_owned(),
            open => format!("{open} questions were open of the topics whose turn it was"),
        };
        let drawn = match self.drawn_from {
            0 | 1 => "and the best one came.".to_owned(),
            drawn => format!(
                "and one of the best {drawn} was drawn by chance, so that not everybody gets the same ones."
            ),
        };
        let better = match self.told_more {
            0 => "No other question of any topic would have told more.".to_owned(),
            more => {
                format!("Of {} open questions of all topics, {more} would have told more.", self.alternatives)
            }
        };
        format!("{turn}, {drawn} {better}")
    }
}

impl Rule {
    /// What the rule looks for, for the learner.
    pub fn in_words(self) -> &'static str {
        match self {
            Rule::MaximumInformation => {
                "The rule asks what tells most at the ability as estimated (maximum Fisher information)."
            }
            Rule::KullbackLeibler | Rule::KullbackLeiblerPosterior => {
                "The rule asks what best tells the estimated ability from those that are also likely (Kullback-Leibler)."
            }
            Rule::LikelihoodWeighted | Rule::PosteriorWeighted => {
                "The rule asks what tells most on average over the abilities that are likely (weighted information)."
            }
            Rule::Urry => "The rule asks the difficulty that is closest to the ability as estimated (Urry).",
            Rule::AStratified { .. } => {
                "The rule keeps questions that tell much for later, when the ability is better known (a-stratified)."
            }
            Rule::Random => "The question was drawn by chance from all that were open.",
        }
    }
}
