//! What to do after an attempt, and why.

use crate::{HIGH_ACCURACY, LOW_ACCURACY, Report, SLOW_TIME, Standing, signed, times_expected};

/// One thing to do next. Each carries the figures that speak for it.
#[derive(Debug, Clone, PartialEq)]
pub enum NextStep {
    /// Study a topic that is below what the ability lets expect.
    Study(Standing),
    /// Read slower: so many answers were wrong after less than a third of their time.
    TakeTime { rushed: usize },
    /// Look for reasons against one's own answer: sure answers are often wrong.
    DoubtSure { answered: u32, right: u32 },
    /// Trust oneself: guesses are often right.
    TrustGuesses { answered: u32, right: u32 },
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
/// Share of right answers under which sure ones are too sure.
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
        let (answered, right) = (group.answered, group.right);
        let share = f64::from(right) / f64::from(answered);
        match group.key {
            3 if share < SURE_ACCURACY => steps.push(NextStep::DoubtSure { answered, right }),
            1 if share > LOW_ACCURACY => steps.push(NextStep::TrustGuesses { answered, right }),
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
        let were = |right: u32| match right {
            0 => "none was".to_owned(),
            1 => "1 was".to_owned(),
            right => format!("{right} were"),
        };
        match self {
            NextStep::Study(gap) => {
                format!("Study this topic next. {}", gap.sentence(&topic_name(&gap.topic)))
            }
            NextStep::TakeTime { rushed } => format!(
                "Take more time to read: {rushed} answers were wrong after less than a third of the expected time."
            ),
            NextStep::DoubtSure { answered, right } => format!(
                "Before you say that you are sure, look for a reason against your answer: of {answered} answers that you were sure of, {} right in full.",
                were(*right)
            ),
            NextStep::TrustGuesses { answered, right } => format!(
                "You know more than you think: of {answered} answers that you called guesses, {} right in full.",
                were(*right)
            ),
            NextStep::SpeedDrills { accuracy, time } => format!(
                "Train speed: your answers were {} % right on average and took {}.",
                percent(*accuracy),
                times_expected(*time)
            ),
            NextStep::Practise { difficulty } => format!(
                "Practise around difficulty {}: you would get about three of four questions right there.",
                signed(*difficulty)
            ),
        }
    }
}
