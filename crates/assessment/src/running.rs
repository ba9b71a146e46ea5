//! Advice while an attempt runs, from accuracy and speed so far.

use crate::times_expected;

/// What the running rules look at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Share that was right, in `0..=1`.
    pub correctness: f64,
    pub elapsed_millis: u64,
    pub expected_millis: u64,
}

/// Accuracy over which things go well, and under which they do not.
pub const HIGH_ACCURACY: f64 = 0.8;
pub const LOW_ACCURACY: f64 = 0.5;
/// Times the expected time over which somebody who is often wrong lacks the material.
pub const STRUGGLING_TIME: f64 = 1.5;
/// Times the expected time over which somebody who is mostly right can train speed.
pub const SLOW_TIME: f64 = 1.2;
/// Drop of accuracy over the last answers that asks for a break.
pub const TIRED_DROP: f64 = 0.1;
/// How many answers "the last" are.
pub const LAST_ANSWERS: usize = 5;
/// Answers before any rule speaks, and before the last ones for the rule that compares.
pub const LEAST_ANSWERS: usize = 5;

/// Accuracies are shares; `time` is elapsed over expected time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Advice {
    Harder { accuracy: f64, time: f64 },
    Material { accuracy: f64, time: f64 },
    SpeedDrills { accuracy: f64, time: f64 },
    Break { before: f64, last: f64 },
}

impl Advice {
    /// For the learner, with the figures.
    pub fn sentence(self) -> String {
        let percent = |share: f64| (share * 100.0).round();
        match self {
            Advice::Harder { accuracy, time } => format!(
                "Your answers are {} % right on average, in {}: harder questions would suit you.",
                percent(accuracy),
                times_expected(time)
            ),
            Advice::Material { accuracy, time } => format!(
                "Your answers are {} % right on average and take {time:.1} times the expected time: going through the material first would help.",
                percent(accuracy)
            ),
            Advice::SpeedDrills { accuracy, time } => format!(
                "Your answers are {} % right on average and take {time:.1} times the expected time: you know this, and speed drills would make it quicker.",
                percent(accuracy)
            ),
            Advice::Break { before, last } => format!(
                "Your answers were {} % right on average, and {} % over the last {LAST_ANSWERS} questions: a short break may help.",
                percent(before),
                percent(last)
            ),
        }
    }
}

/// What the figures so far suggest, answers in order. Nothing before [`LEAST_ANSWERS`] answers, and nothing that
/// depends on time where no time was expected.
pub fn advice(answers: &[Pace]) -> Vec<Advice> {
    if answers.len() < LEAST_ANSWERS {
        return Vec::new();
    }
    let accuracy = mean_correctness(answers);
    let by_time = time_ratio(answers).and_then(|time| by_accuracy_and_time(accuracy, time));
    by_time.into_iter().chain(by_drop(answers)).collect()
}

/// Elapsed over expected time, of the answers that have an expected time.
pub fn time_ratio(answers: &[Pace]) -> Option<f64> {
    let timed = || answers.iter().filter(|answer| answer.expected_millis > 0);
    let elapsed: f64 = timed().map(|answer| answer.elapsed_millis as f64).sum();
    let expected: f64 = timed().map(|answer| answer.expected_millis as f64).sum();
    (expected > 0.0).then(|| elapsed / expected)
}

fn by_accuracy_and_time(accuracy: f64, time: f64) -> Option<Advice> {
    if accuracy > HIGH_ACCURACY && time < 1.0 {
        Some(Advice::Harder { accuracy, time })
    } else if accuracy > HIGH_ACCURACY && time > SLOW_TIME {
        Some(Advice::SpeedDrills { accuracy, time })
    } else if accuracy < LOW_ACCURACY && time > STRUGGLING_TIME {
        Some(Advice::Material { accuracy, time })
    } else {
        None
    }
}

fn by_drop(answers: &[Pace]) -> Option<Advice> {
    let (before, last) = answers.split_at_checked(answers.len().checked_sub(LAST_ANSWERS)?)?;
    if before.len() < LEAST_ANSWERS {
        return None;
    }
    let (before, last) = (mean_correctness(before), mean_correctness(last));
    // A drop of exactly 10 points, such as 0.9 to 0.8, must not pass for more by rounding.
    (before - last > TIRED_DROP + 1e-9).then_some(Advice::Break { before, last })
}

fn mean_correctness(answers: &[Pace]) -> f64 {
    answers.iter().map(|answer| answer.correctness).sum::<f64>() / answers.len().max(1) as f64
}
