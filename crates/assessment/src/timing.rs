use crate::running::{Pace, STRUGGLING_TIME};
use crate::{AnsweredQuestion, time_ratio};

/// How the time of an attempt was spent.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeAnalysis {
    pub elapsed_millis: u64,
    pub expected_millis: u64,
    /// Elapsed over expected time; `None` where none was expected.
    pub ratio: Option<f64>,
    /// Of one answer; `None` where every question was skipped.
    pub median_millis: Option<u64>,
    /// Ids of the items that took over 1.5 times their expected time, the slowest first, at most [`MOST_NAMED`].
    pub slow: Vec<String>,
    /// Ids of the items that were answered, and wrong, after less than a third of their expected time, in order.
    pub rushed: Vec<String>,
}

/// Slow items that are named.
pub const MOST_NAMED: usize = 5;

pub fn time_analysis(answers: &[&AnsweredQuestion]) -> TimeAnalysis {
    let paces: Vec<Pace> = answers.iter().map(|answer| answer.pace()).collect();
    let rushed = answers.iter().filter(|answer| {
        answer.correctness == 0.0
            && !answer.answer.is_skipped()
            && answer.elapsed_millis.saturating_mul(3) < answer.expected_millis
    });
    let given = answers.iter().filter(|answer| !answer.answer.is_skipped());
    TimeAnalysis {
        elapsed_millis: sum(paces.iter().map(|pace| pace.elapsed_millis)),
        expected_millis: sum(paces.iter().map(|pace| pace.expected_millis)),
        ratio: time_ratio(&paces),
        median_millis: median(given.map(|answer| answer.elapsed_millis).collect()),
        slow: slow(answers),
        rushed: rushed.map(|answer| answer.item.clone()).collect(),
    }
}

impl AnsweredQuestion {
    /// What the running rules look at.
    pub fn pace(&self) -> Pace {
        Pace {
            correctness: self.correctness,
            elapsed_millis: self.elapsed_millis,
            expected_millis: self.expected_millis,
        }
    }
}

fn slow(answers: &[&AnsweredQuestion]) -> Vec<String> {
    let ratio = |answer: &AnsweredQuestion| time_ratio(&[answer.pace()]);
    let timed = answers.iter().filter_map(|answer| Some((ratio(answer)?, &answer.item)));
    let mut slow: Vec<(f64, &String)> = timed.filter(|(ratio, _)| *ratio > STRUGGLING_TIME).collect();
    slow.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    slow.into_iter().take(MOST_NAMED).map(|(_, item)| item.clone()).collect()
}

fn sum(millis: impl Iterator<Item = u64>) -> u64 {
    millis.fold(0, u64::saturating_add)
}

fn median(mut millis: Vec<u64>) -> Option<u64> {
    millis.sort_unstable();
    let upper = *millis.get(millis.len() / 2)?;
    if millis.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *millis.get(millis.len() / 2 - 1)?;
    Some(lower.midpoint(upper))
}
