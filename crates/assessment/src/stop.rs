/// No attempt is longer, whatever its settings say.
pub const LONGEST_ATTEMPT: u32 = 200;

/// When an attempt ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StopRule {
    /// Questions at most; cut to [`LONGEST_ATTEMPT`].
    pub length: u32,
    /// Ends early once the standard error of the ability is at most this.
    pub standard_error: Option<f64>,
    /// Answers before an early end is thought of.
    pub least: u32,
}

/// Why an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StopReason {
    /// As many questions as asked for.
    Length,
    /// The cap that holds for every attempt.
    Cap,
    Precise {
        standard_error: f64,
    },
    /// Every question that may be asked was asked.
    NothingLeft,
}

impl StopRule {
    /// Ends after so many questions.
    pub fn after(length: u32) -> StopRule {
        StopRule { length, standard_error: None, least: 5 }
    }

    /// Whether to end after `answered` answers with this standard error of the ability.
    pub fn reached(&self, answered: u32, standard_error: f64) -> Option<StopReason> {
        if answered >= self.length {
            return Some(StopReason::Length);
        }
        if answered >= LONGEST_ATTEMPT {
            return Some(StopReason::Cap);
        }
        let is_precise = self.standard_error.is_some_and(|threshold| standard_error <= threshold);
        (is_precise && answered >= self.least).then_some(StopReason::Precise { standard_error })
    }
}

impl StopReason {
    /// For the learner.
    pub fn sentence(self) -> String {
        match self {
            StopReason::Length => "You answered as many questions as you asked for.".to_owned(),
            StopReason::Cap => format!("An attempt ends after {LONGEST_ATTEMPT} questions."),
            StopReason::Precise { standard_error } => {
                let interval = 1.96 * standard_error;
                format!("Your level is known closely enough: to within {interval:.2} either way.")
            }
            StopReason::NothingLeft => "There is no further question on these topics.".to_owned(),
        }
    }
}
