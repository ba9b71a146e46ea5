mod why;

pub use why::{Rival, Why};

use crate::posterior::Posterior;
use crate::rule::Criterion;
use crate::select::{Request, Shortlist, held_back, open_items, shortlist};
use crate::{
    Answer, Bank, Decision, Estimate, ItemParameters, Observation, Order, ParameterError, Settings, SoFar,
    SplitMix64, StopReason,
};

/// Why a step does not fit an attempt. The attempt is as it was before.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AttemptError {
    #[error("question {item} was not shown in this attempt; show it first")]
    NotShown { item: String },
    #[error("question {item} was answered already; the first answer counts")]
    AlreadyAnswered { item: String },
    #[error("the answer to question {item} has a share of {share}; it has to lie between 0 and 1")]
    Share { item: String, share: f64 },
    #[error("question {item}: {error}")]
    Parameters { item: String, error: ParameterError },
}

/// An answer as the attempt keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct AnsweredQuestion {
    pub item: String,
    pub topic: String,
    pub skill: String,
    pub answer: Answer,
    /// Share that was right, in `0..=1`, before hints are counted.
    pub correctness: f64,
    /// `correctness` less what the opened hints cost, in `0..=1`. The score and the ability go by it.
    pub credit: f64,
    pub elapsed_millis: u64,
    pub expected_millis: u64,
    /// 1 guess, 2 unsure, 3 sure; `None` where it was not asked.
    pub confidence: Option<u8>,
}

/// A question of an attempt, answered or not.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedQuestion {
    pub item: String,
    /// As they were when it was first shown.
    pub parameters: ItemParameters,
    /// Hints opened before the answer.
    pub hints: u8,
    pub answered: Option<AnsweredQuestion>,
}

/// The ability after so many answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrajectoryPoint {
    pub answered: u32,
    pub theta: f64,
    pub standard_error: f64,
    /// The 95 % interval.
    pub band: [f64; 2],
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Next {
    /// Index into the bank.
    Question(usize),
    Finished(StopReason),
}

/// One attempt, rebuilt from its recorded steps. It has no clock and no chance of its own: the same steps make the same
/// attempt, and the next question is the same after a reload.
///
/// Ability is measured from credit: an answer that is right by a share `u` enters the likelihood as `P^u (1 - P)^(1 -
/// u)`, the quasi-likelihood for fractional responses of Papke and Wooldridge (1996). It is the ordinary likelihood for
/// `u` of 0 and 1, and a share of a half says neither more nor less than the model's `P = 1/2` does. The standard error
/// is then on the cautious side, since a share varies less than a coin does. A skipped question counts as not known. What
/// learners rate themselves counts towards the score and not towards the ability.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    settings: Settings,
    asked: Vec<AskedQuestion>,
    /// Index into `asked` of the question on the screen.
    open: Option<usize>,
    posterior: Posterior,
    trajectory: Vec<TrajectoryPoint>,
}

impl Attempt {
    pub fn started(settings: Settings) -> Attempt {
        let posterior = Posterior::new(&settings.prior);
        Attempt { settings, asked: Vec::new(), open: None, posterior, trajectory: Vec::new() }
    }

    /// A question came on the screen with these parameters, which are the ones its answer is measured by. Shown again
    /// before it is answered, it keeps its first ones.
    pub fn shown(&mut self, item: &str, parameters: ItemParameters) -> Result<(), AttemptError> {
        if let Some(position) = self.position(item) {
            self.unanswered(item)?;
            self.open = Some(position);
            return Ok(());
        }
        let parameters = parameters
            .checked()
            .map_err(|error| AttemptError::Parameters { item: item.to_owned(), error })?;
        self.asked.push(AskedQuestion { item: item.to_owned(), parameters, hints: 0, answered: None });
        self.open = Some(self.asked.len() - 1);
        Ok(())
    }

    /// A hint was opened, counted from 1, and with it those before it.
    pub fn hint(&mut self, item: &str, hint: u8) -> Result<(), AttemptError> {
        let asked = self.unanswered(item)?;
        asked.hints = asked.hints.max(hint);
        Ok(())
    }

    /// An answer was given. Returns the ability with it.
    pub fn answered(&mut self, answered: AnsweredQuestion) -> Result<Estimate, AttemptError> {
        for share in [answered.correctness, answered.credit] {
            if !(0.0..=1.0).contains(&share) {
                return Err(AttemptError::Share { item: answered.item, share });
            }
        }
        let asked = self.unanswered(&answered.item)?;
        let observation = Observation::new(asked.parameters, answered.credit)
            .map_err(|error| AttemptError::Parameters { item: answered.item.clone(), error })?;
        let measures = answered.answer.measures();
        asked.answered = Some(answered);
        if measures {
            self.posterior.observe(observation);
        }
        let estimate = self.posterior.estimate();
        self.trajectory.push(TrajectoryPoint {
            answered: self.answered_count(),
            theta: estimate.theta,
            standard_error: estimate.standard_error,
            band: estimate.interval(),
        });
        if self.open_question().is_none() {
            self.open = None;
        }
        Ok(estimate)
    }

    /// The question on the screen, else the next one, else why there is none. The shown question must be told to
    /// [`Attempt::shown`]; until then this gives the same one again.
    pub fn next(&self, bank: &Bank) -> Next {
        if let Some(index) = self.open_question().and_then(|asked| bank.index_of(&asked.item)) {
            return Next::Question(index);
        }
        let estimate = self.posterior.estimate();
        if let Some(reason) = self.settings.stop.reached(&self.so_far(&estimate)) {
            return Next::Finished(reason);
        }
        let Some(index) = self.choose(bank, estimate.theta) else {
            return Next::Finished(StopReason::NothingLeft);
        };
        if self.settings.stop.needs_information(self.answered_count()) {
            let most = self.most_information(bank, estimate.theta);
            if let Some(reason) = self.settings.stop.too_little_told(most) {
                return Next::Finished(reason);
            }
        }
        Next::Question(index)
    }

    fn so_far<'a>(&'a self, estimate: &'a Estimate) -> SoFar<'a> {
        let elapsed = self.answers().map(|answered| answered.elapsed_millis);
        SoFar {
            answered: self.answered_count(),
            standard_error: estimate.standard_error,
            elapsed_millis: elapsed.fold(0, u64::saturating_add),
            observations: self.posterior.observations(),
        }
    }

    /// Of all items that could still come, at this ability.
    fn most_information(&self, bank: &Bank, ability: f64) -> f64 {
        let (shown, allowed) = (self.shown_indices(bank, |_| true), self.settings.allowed(bank));
        let open = open_items(bank, &allowed, &shown);
        let told = bank.parameters_of_each().iter().zip(open).filter(|(_, open)| *open);
        told.map(|(parameters, _)| parameters.information(ability)).fold(0.0, f64::max)
    }

    /// The ability as far as it is known: the prior's before the first answer.
    pub fn estimate(&self) -> Estimate {
        self.posterior.estimate()
    }

    /// On which side of a cut the ability lies; `None` where that was not asked.
    pub fn decision(&self) -> Option<Decision> {
        let asked = self.settings.stop.classification?;
        let estimate = self.posterior.estimate();
        Some(Decision {
            asked,
            is_reached: self.settings.stop.decided(&self.so_far(&estimate)),
            chance_reached: self.posterior.chance_at_least(asked.cut),
        })
    }

    /// The ability and its band after each answer.
    pub fn trajectory(&self) -> &[TrajectoryPoint] {
        &self.trajectory
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// All questions that were shown, in the order in which they first were.
    pub fn asked(&self) -> &[AskedQuestion] {
        &self.asked
    }

    /// The answers, in the order in which their questions were first shown.
    pub fn answers(&self) -> impl Iterator<Item = &AnsweredQuestion> {
        self.asked.iter().filter_map(|asked| asked.answered.as_ref())
    }

    pub fn answered_count(&self) -> u32 {
        self.answers().count() as u32
    }

    /// The question on the screen that waits for its answer.
    pub fn open_question(&self) -> Option<&AskedQuestion> {
        self.asked.get(self.open?).filter(|asked| asked.answered.is_none())
    }

    fn choose(&self, bank: &Bank, ability: f64) -> Option<usize> {
        match self.settings.order {
            Order::Adaptive => {
                let (list, mut random) = self.shortlist(bank, &self.asked, &self.posterior, ability);
                let (index, _) = list.ranked.get(random.below(list.ranked.len()))?;
                Some(*index)
            }
            Order::AsListed => {
                let shown = self.shown_indices(bank, |_| true);
                let open = open_items(bank, &self.settings.allowed(bank), &shown);
                let is_open = |index: &usize| open.get(*index).copied().unwrap_or(false);
                if self.settings.pool.is_empty() {
                    return (0..bank.len()).find(is_open);
                }
                self.settings.pool.iter().filter_map(|id| bank.index_of(id)).find(is_open)
            }
        }
    }

    /// What could come after the questions `before`, with the chance that draws from it.
    fn shortlist(
        &self,
        bank: &Bank,
        before: &[AskedQuestion],
        posterior: &Posterior,
        ability: f64,
    ) -> (Shortlist, SplitMix64) {
        let indices = |ids: &mut dyn Iterator<Item = &String>| -> Vec<usize> {
            ids.filter_map(|id| bank.index_of(id)).collect()
        };
        let allowed = self.settings.allowed(bank);
        let answered = before.iter().filter(|asked| asked.answered.is_some()).count();
        let length = f64::from(self.settings.stop.longest());
        let progress = if length > 0.0 { answered as f64 / length } else { 1.0 };
        let request = Request {
            criterion: Criterion { rule: self.settings.rule, ability, posterior, progress },
            allowed: &allowed,
            shown: &indices(&mut before.iter().map(|asked| &asked.item)),
            recently_seen: &indices(&mut self.settings.recently_seen.iter()),
            held_back: &held_back(bank, self.settings.seed),
            topic_shares: &self.settings.topic_shares(bank, &allowed),
            among: self.settings.randomesque,
        };
        // One generator a question: what was drawn for the others does not matter.
        let name = format!("question {}", before.len());
        let mut random = SplitMix64::for_name(self.settings.seed, &name);
        let mut list = shortlist(bank, &request, &mut random);
        // Where an attempt ends for want of questions that tell enough, the others wait until none of these is left.
        if let Some(least) = self.settings.stop.information {
            let tells = |(index, _): &(usize, f64)| {
                bank.parameters(*index).is_some_and(|parameters| parameters.information(ability) >= least)
            };
            if list.ranked.iter().any(tells) {
                list.ranked.retain(tells);
            }
        }
        (list, random)
    }

    fn shown_indices(&self, bank: &Bank, which: impl Fn(&str) -> bool) -> Vec<usize> {
        self.asked
            .iter()
            .filter(|asked| which(&asked.item))
            .filter_map(|asked| bank.index_of(&asked.item))
            .collect()
    }

    fn position(&self, item: &str) -> Option<usize> {
        self.asked.iter().position(|asked| asked.item == item)
    }

    fn unanswered(&mut self, item: &str) -> Result<&mut AskedQuestion, AttemptError> {
        match self.asked.iter_mut().find(|asked| asked.item == item) {
            None => Err(AttemptError::NotShown { item: item.to_owned() }),
            Some(asked) if asked.answered.is_some() => {
                Err(AttemptError::AlreadyAnswered { item: item.to_owned() })
            }
            Some(asked) => Ok(asked),
        }
    }
}
