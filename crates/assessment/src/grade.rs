use crate::{Choice, Question};

/// What the learner gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Indices of options as the item lists them.
    Chosen(Vec<usize>),
    /// In the unit of the question.
    Number(f64),
    /// Indices of the steps as the item lists them, in the order given.
    Ordered(Vec<usize>),
    Skipped,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    Right,
    PartlyRight,
    Wrong,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Graded {
    /// Share of the question that was right, in `0..=1`, before hints are counted.
    pub correctness: f64,
    pub verdict: Verdict,
}

/// Grades an answer. An answer of another kind than the question, a skipped one, and one that names an option or step
/// that is not there are wrong.
///
/// - Single choice: exactly the one right option.
/// - Multiple choice: right options chosen less wrong options chosen, over the right ones there are, at least 0.
/// - Numeric: within the tolerance.
/// - Ordering: pairs of steps in the right order less pairs in the wrong order, over all pairs, at least 0 (Kendall's
///   tau): like multiple choice, guessing gains nothing.
pub fn grade(question: &Question, answer: &Answer) -> Graded {
    let correctness = match (question, answer) {
        (Question::SingleChoice { options }, Answer::Chosen(chosen)) => one_choice(options, chosen),
        (Question::MultipleChoice { options }, Answer::Chosen(chosen)) => several_choices(options, chosen),
        (Question::Numeric { answer, tolerance, .. }, Answer::Number(given)) => {
            number(*answer, *tolerance, *given)
        }
        (Question::Ordering { steps }, Answer::Ordered(order)) => ordering(steps.len(), order),
        _ => 0.0,
    };
    Graded { correctness, verdict: Verdict::of(correctness) }
}

impl Verdict {
    pub fn of(correctness: f64) -> Verdict {
        if correctness >= 1.0 {
            Verdict::Right
        } else if correctness > 0.0 {
            Verdict::PartlyRight
        } else {
            Verdict::Wrong
        }
    }

    /// For the learner.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Right => "Right",
            Verdict::PartlyRight => "Partly right",
            Verdict::Wrong => "Not right",
        }
    }
}

fn one_choice(options: &[Choice], chosen: &[usize]) -> f64 {
    let is_right = match chosen {
        [index] => options.get(*index).is_some_and(|option| option.correct),
        _ => false,
    };
    f64::from(u8::from(is_right))
}

fn several_choices(options: &[Choice], chosen: &[usize]) -> f64 {
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.iter().any(|index| *index >= options.len()) {
        return 0.0;
    }
    let right = options.iter().filter(|option| option.correct).count();
    let hits =
        chosen.iter().filter(|index| options.get(**index).is_some_and(|option| option.correct)).count();
    share_over_chance(hits, chosen.len() - hits, right)
}

fn number(answer: f64, tolerance: f64, given: f64) -> f64 {
    // Room for the rounding of binary fractions: 0.1 + 0.2 is within 0 of 0.3.
    let rounding = 1e-12 * answer.abs();
    f64::from(u8::from((given - answer).abs() <= tolerance.max(0.0) + rounding))
}

fn ordering(steps: usize, order: &[usize]) -> f64 {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if sorted.len() != steps || !sorted.iter().copied().eq(0..steps) {
        return 0.0;
    }
    if steps < 2 {
        return 1.0;
    }
    let pairs = steps * (steps - 1) / 2;
    let later = order.iter().enumerate().map(|(place, _)| order.get(place + 1..).unwrap_or_default());
    let ascending =
        order.iter().zip(later).map(|(one, later)| later.iter().filter(|other| one < *other).count());
    let right: usize = ascending.sum();
    share_over_chance(right, pairs - right, pairs)
}

fn share_over_chance(right: usize, wrong: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { right.saturating_sub(wrong) as f64 / of as f64 }
}
