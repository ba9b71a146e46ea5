//! What to do after an attempt, and why.

use crate::{HIGH_ACCURACY, LOW_ACCURACY, Report, SLOW_TIME, Standing};

/// One thing to do next. Each carries the figures that speak for it.
#[derive(Debug, Clone, PartialEq)]
pub enum NextStep {
    /// Study a topic that is below what the ability lets expect.
    Study(Standing),
    /// Read slower: so many answers were wrong after less than a third of their time.
    TakeTime { rushed: usize },
    /// Look for reasons against one's own answer: sure answers are often wrong.
    DoubtSure { answered: u32, accuracy: f64 },
    /// Trust oneself: guesses are often right.
    TrustGuesses { answered: u32, accuracy: f64 },
    /// Train speed: right, and slow.
    SpeedDrills { accuracy: f64, time: f64 },
    /// Practise around this difficulty.
    Practise { difficulty: f64 },
}

/// Gaps that are named; more at once would not be a next step.
const MOST_GAPS: usize = 2;
/// Rushed answers before they are spoken of: one may have been a slip.
const LEAST_RUSHED: usize = 2;
/// Answers of one confidence before it is held against the accuracy.
const LEAST_OF_A_CONFIDENCE: u32 = 3;
/// Accuracy under which sure answers are too sure.
const SURE_ACCURACY: f64 = 0.6;

/// What the report suggests, the most pressing first. There is always at least one.
pub fn next_steps(report: &Report) -> Vec<NextStep> {
    let mut steps: Vec<NextStep> =
        report.gaps.iter().take(MOST_GAPS).map(|gap| NextStep::Study(gap.clone())).collect();
    let rushed = report.time.rushed.len();
    if rushed >= LEAST_RUSHED {
        steps.push(NextStep::TakeTime { rushed });
    }
    for group in report.by_confidence.iter().filter(|group| group.answered >= LEAST_OF_A_CONFIDENCE) {
        let (answered, accuracy) = (group.answered, group.accuracy);
        match group.key {
            3 if accuracy < SURE_ACCURACY => steps.push(NextStep::DoubtSure { answered, accuracy }),
            1 if accuracy > LOW_ACCURACY => steps.push(NextStep::TrustGuesses { answered, accuracy }),
            _ => {}
        }
    }
    if let (Some(accuracy), Some(time)) = (report.accuracy, report.time.ratio)
        && accuracy > HIGH_ACCURACY
        && time > SLOW_TIME
    {
        steps.push(NextStep::SpeedDrills { accuracy, time });
    }
    steps.push(NextStep::Practise { difficulty: report.suggested_difficulty });
    steps
}

impl NextStep {
    /// For the learner; `topic_name` gives a topic as the pack calls it.
    pub fn sentence(&self, topic_name: impl Fn(&str) -> String) -> String {
        let percent = |share: f64| (share * 100.0).round();
        match self {
            NextStep::Study(gap) => {
                format!("Study this topic next. {}", gap.sentence(&topic_name(&gap.topic)))
            }
            NextStep::TakeTime { rushed } => format!(
                "Take more time to read: {rushed} answers were wrong after less than a third of the expected time."
            ),
            NextStep::DoubtSure { answered, accuracy } => format!(
                "Before you say that you are sure, look for a reason against your answer: of {answered} answers that you were sure of, {} % were right.",
                percent(*accuracy)
            ),
            NextStep::TrustGuesses { answered, accuracy } => format!(
                "You know more than you think: of {answered} answers that you called guesses, {} % were right.",
                percent(*accuracy)
            ),
            NextStep::SpeedDrills { accuracy, time } => format!(
                "Train speed: you were right {} % of the time and took {time:.1} times the expected time.",
                percent(*accuracy)
            ),
            NextStep::Practise { difficulty } => format!(
                "Practise around difficulty {difficulty:+.1}: you would get about three of four questions right there."
            ),
        }
    }
}
