use crate::{Level, Observation};

/// No attempt is longer, whatever its settings say.
pub const LONGEST_ATTEMPT: u32 = 200;
/// Questions at most where something else than their number is to end an attempt: for some learners and topics it never comes.
pub const MOST_QUESTIONS_UNTIL_KNOWN: u32 = 40;

/// When an attempt ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StopRule {
    /// Questions at most; cut to [`LONGEST_ATTEMPT`].
    pub length: u32,
    /// Ends early once the standard error of the ability is at most this.
    pub standard_error: Option<f64>,
    /// Ends early once no question that could come tells more than this at the ability as estimated, in Fisher information.
    pub information: Option<f64>,
    /// Ends early once it is decided on which side of a cut the ability lies.
    pub classification: Option<Classification>,
    /// Ends with the answer that brings the time of all answers to this.
    pub time_millis: Option<u64>,
    /// Answers before an early end is thought of; time counts from the beginning.
    pub least: u32,
}

/// On which side of a cut an ability lies, by the sequential probability ratio test (Wald 1947; for adaptive tests Reckase
/// 1983): the likelihood at `cut + indifference` over that at `cut - indifference` is compared with `(1 - error) / error` and
/// with its inverse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Classification {
    /// In logits.
    pub cut: f64,
    /// Half the width of the region about the cut in which either answer will do, in logits, over 0.
    pub indifference: f64,
    /// Chance of a wrong decision outside of that region, over 0 and under 1/2.
    pub error: f64,
}

/// What an attempt has come to.
#[derive(Debug, Clone, Copy)]
pub struct SoFar<'a> {
    pub answered: u32,
    /// Of the ability.
    pub standard_error: f64,
    /// Of all answers together.
    pub elapsed_millis: u64,
    pub observations: &'a [Observation],
}

/// Why an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StopReason {
    /// As many questions as asked for.
    Length,
    /// The cap that holds for every attempt.
    Cap,
    Time,
    Precise {
        standard_error: f64,
    },
    /// `is_above` says on which side of the cut.
    Classified {
        cut: f64,
        is_above: bool,
    },
    /// No question that could come would tell enough.
    LittleToLearn,
    /// Every question that may be asked was asked.
    NothingLeft,
}

impl Classification {
    /// Whether a level is reached, as learners may ask. Levels are one logit wide, and up to half of one to either side of where
    /// this one begins either answer will do. Somebody further away is put on the wrong side with a chance of at most
    /// `error / (1 - error)`, about 5 % (Wald 1947), whatever chooses the questions.
    pub fn of_level(level: Level) -> Classification {
        Classification { cut: level.begins_at(), indifference: 0.5, error: 0.05 }
    }

    /// Whether these numbers, wherever they come from, make a test.
    pub fn is_sound(&self) -> bool {
        self.cut.is_finite() && self.indifference > 0.0 && self.error > 0.0 && self.error < 0.5
    }

    /// Whether the ability lies above the cut, as far as these answers decide it.
    pub fn decided(&self, observations: &[Observation]) -> Option<bool> {
        let at = |ability: f64| observations.iter().map(|seen| seen.log_likelihood(ability)).sum::<f64>();
        let ratio = at(self.cut + self.indifference) - at(self.cut - self.indifference);
        let needed = ((1.0 - self.error) / self.error).ln();
        if ratio >= needed {
            Some(true)
        } else if ratio <= -needed {
            Some(false)
        } else {
            None
        }
    }
}

impl StopRule {
    /// Ends after so many questions.
    pub fn after(length: u32) -> StopRule {
        StopRule {
            length,
            standard_error: None,
            information: None,
            classification: None,
            time_millis: None,
            least: 5,
        }
    }

    /// Questions at most.
    pub fn longest(&self) -> u32 {
        self.length.min(LONGEST_ATTEMPT)
    }

    /// Whether nothing but the number of questions ends it, unless they run out.
    pub fn has_length(&self) -> bool {
        self.standard_error.is_none()
            && self.information.is_none()
            && self.classification.is_none()
            && self.time_millis.is_none()
    }

    /// On which side of its cut the ability lies, once there are answers enough to think of an end and they decide it.
    pub(crate) fn decided(&self, so_far: &SoFar) -> Option<bool> {
        let classification = self.classification.filter(|_| so_far.answered >= self.least)?;
        classification.decided(so_far.observations)
    }

    /// Whether to end before the next question is chosen.
    pub fn reached(&self, so_far: &SoFar) -> Option<StopReason> {
        if so_far.answered >= self.length {
            return Some(StopReason::Length);
        }
        if so_far.answered >= LONGEST_ATTEMPT {
            return Some(StopReason::Cap);
        }
        if self.time_millis.is_some_and(|most| so_far.elapsed_millis >= most) {
            return Some(StopReason::Time);
        }
        if so_far.answered < self.least {
            return None;
        }
        let standard_error = so_far.standard_error;
        if self.standard_error.is_some_and(|threshold| standard_error <= threshold) {
            return Some(StopReason::Precise { standard_error });
        }
        let is_above = self.decided(so_far)?;
        Some(StopReason::Classified { cut: self.classification?.cut, is_above })
    }

    /// Whether [`StopRule::too_little_told`] has to be asked.
    pub(crate) fn needs_information(&self, answered: u32) -> bool {
        self.information.is_some() && answered >= self.least
    }

    /// Whether to end where the question that tells most has this information.
    pub(crate) fn too_little_told(&self, most_information: f64) -> Option<StopReason> {
        let is_little = self.information.is_some_and(|least| most_information < least);
        is_little.then_some(StopReason::LittleToLearn)
    }
}

impl StopReason {
    /// For the learner.
    pub fn sentence(self) -> String {
        match self {
            StopReason::Length => "You answered as many questions as you asked for.".to_owned(),
            StopReason::Cap => format!("An attempt ends after {LONGEST_ATTEMPT} questions."),
            StopReason::Time => "The time for this attempt is over.".to_owned(),
            StopReason::Precise { standard_error } => {
                let interval = 1.96 * standard_error;
                format!("Your level is known closely enough: to within {interval:.2} either way.")
            }
            StopReason::Classified { cut, is_above } => {
                let side = if is_above { "above" } else { "below" };
                format!("Your answers show that your level lies {side} {cut:.2}.")
            }
            StopReason::LittleToLearn => {
                "No question that is left would tell much more about your level.".to_owned()
            }
            StopReason::NothingLeft => "There is no further question on these topics.".to_owned(),
        }
    }
}
