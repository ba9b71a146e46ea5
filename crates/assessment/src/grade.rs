use crate::text::{same_text, says};
use crate::{Blank, Choice, HIGHEST_RATING, Idea, Pair, Question, Story, right_sides};

/// What the learner gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Indices of options as the item lists them.
    Chosen(Vec<usize>),
    /// In the unit of the question.
    Number(f64),
    /// Indices of the steps as the item lists them, in the order given.
    Ordered(Vec<usize>),
    /// For each pair as the item lists them, the index of the chosen one of [`right_sides`].
    Matched(Vec<usize>),
    /// For each blank, in order.
    Filled(Vec<String>),
    Text {
        text: String,
        /// The learner's own rating, one for each line of the rubric, from 0 to [`HIGHEST_RATING`]; empty where the text is
        /// judged, and where it was skipped. Where ideas are looked for, one for each: [`HIGHEST_RATING`] for those that
        /// the learner says are in the text though their words are not; empty where there is none.
        ratings: Vec<u8>,
    },
    Story(Box<Story>),
    /// A design of the canvas.
    Built {
        /// Its id on the shelf.
        design: String,
        /// Which criteria of the task it meets.
        met: Vec<bool>,
        /// Share of the points, in `0..=1`.
        share: f64,
    },
    /// A program.
    Coded {
        code: String,
        /// Which criteria of the task it meets.
        met: Vec<bool>,
        /// Share of the points, in `0..=1`.
        share: f64,
    },
    Skipped,
}

impl Answer {
    /// What is recorded where a question is passed over. One that the learner would have rated gets an answer without
    /// ratings: it does not count as not known.
    pub fn skipped(question: &Question) -> Answer {
        match question {
            Question::Story { .. } => Answer::Story(Box::default()),
            _ if question.rubric().is_some() => Answer::Text { text: String::new(), ratings: Vec::new() },
            _ => Answer::Skipped,
        }
    }

    /// Whether it says something about the ability: what learners rate themselves does not.
    pub fn measures(&self) -> bool {
        match self {
            Answer::Text { text, ratings } => ratings.is_empty() && !text.is_empty(),
            Answer::Story(_) => false,
            _ => true,
        }
    }

    /// Whether it is a design that was handed in as it was found: criteria hold, and none of their points is earned.
    pub fn is_as_found(&self) -> bool {
        matches!(self, Answer::Built { met, share, .. } if *share <= 0.0 && met.iter().any(|met| *met))
    }

    pub fn is_skipped(&self) -> bool {
        match self {
            Answer::Skipped => true,
            Answer::Text { text, .. } => text.is_empty(),
            Answer::Story(story) => story.ratings.is_empty(),
            _ => false,
        }
    }
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
/// - Estimate: full within the factor, then falling with the distance in log10, to nothing one order of magnitude
///   further off.
/// - Matching: right ones less `1 / (right sides - 1)` of the wrong ones, over all pairs, at least 0: the correction for
///   guessing of formula scoring (Thurstone 1919).
/// - Gaps: share of the blanks that are filled as accepted.
/// - Short text: all of it where an accepted answer was given, else the share of the ideas that it says, or that the learner says
///   are in it; where the learner
///   rates it, and for a story, the sum of the ratings over the highest possible.
/// - Design and code: the share of the points that the answer brings along.
pub fn grade(question: &Question, answer: &Answer) -> Graded {
    let correctness = match (question, answer) {
        (Question::SingleChoice { options }, Answer::Chosen(chosen)) => one_choice(options, chosen),
        (Question::MultipleChoice { options }, Answer::Chosen(chosen)) => several_choices(options, chosen),
        (Question::Numeric { answer, tolerance, .. }, Answer::Number(given)) => {
            number(*answer, *tolerance, *given)
        }
        (Question::Estimate { answer, factor, .. }, Answer::Number(given)) => {
            estimate(*answer, *factor, *given)
        }
        (Question::Ordering { steps }, Answer::Ordered(order)) => ordering(steps.len(), order),
        (Question::Matching { pairs, extra }, Answer::Matched(chosen)) => matching(pairs, extra, chosen),
        (Question::FillIn { blanks, .. }, Answer::Filled(given)) => fill_in(blanks, given),
        (Question::ShortText { accepted, keywords, rubric, .. }, Answer::Text { text, ratings }) => {
            if question.rubric().is_some() {
                rated(rubric, ratings)
            } else {
                short_text(accepted, keywords, text, ratings)
            }
        }
        (Question::Story { rubric, .. }, Answer::Story(story)) => rated(rubric, &story.ratings),
        (Question::Design { .. }, Answer::Built { share, .. })
        | (Question::Code { .. }, Answer::Coded { share, .. })
            if share.is_finite() =>
        {
            share.clamp(0.0, 1.0)
        }
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

fn estimate(answer: f64, factor: f64, given: f64) -> f64 {
    let distance = (given / answer).log10().abs();
    if !distance.is_finite() {
        return 0.0;
    }
    // Room for rounding: 3 times 0.1 is not within 3 times.
    (1.0 - (distance - factor.log10() - 1e-12).max(0.0)).clamp(0.0, 1.0)
}

fn matching(pairs: &[Pair], extra: &[String], chosen: &[usize]) -> f64 {
    let sides = right_sides(pairs, extra);
    if chosen.len() != pairs.len() || pairs.is_empty() || sides.len() < 2 {
        return 0.0;
    }
    let is_right = |(pair, chosen): &(&Pair, &usize)| sides.get(**chosen) == Some(&pair.right.as_str());
    let right = pairs.iter().zip(chosen).filter(is_right).count() as f64;
    let all = pairs.len() as f64;
    let by_chance = (all - right) / (sides.len() - 1) as f64;
    ((right - by_chance) / all).max(0.0)
}

pub(crate) fn is_accepted(blank: &Blank, given: &str) -> bool {
    blank.accepted.iter().any(|accepted| same_text(given, accepted))
}

fn fill_in(blanks: &[Blank], given: &[String]) -> f64 {
    let right = blanks.iter().zip(given).filter(|(blank, given)| is_accepted(blank, given)).count();
    if blanks.is_empty() { 0.0 } else { right as f64 / blanks.len() as f64 }
}

pub(crate) fn has_idea(idea: &Idea, text: &str) -> bool {
    idea.any.iter().any(|phrase| says(text, phrase))
}

/// Whether the learner says that the text has the idea, though none of its phrases is there.
pub(crate) fn is_claimed(ratings: &[u8], place: usize) -> bool {
    ratings.get(place).is_some_and(|rating| *rating == HIGHEST_RATING)
}

fn short_text(accepted: &[String], keywords: &[Idea], text: &str, ratings: &[u8]) -> f64 {
    if accepted.iter().any(|accepted| same_text(text, accepted)) {
        return 1.0;
    }
    let ideas = keywords.iter().enumerate();
    let said = ideas.filter(|(place, idea)| has_idea(idea, text) || is_claimed(ratings, *place)).count();
    if keywords.is_empty() { 0.0 } else { said as f64 / keywords.len() as f64 }
}

/// Lines that were not rated count as 0.
fn rated(rubric: &[String], ratings: &[u8]) -> f64 {
    let sum: u32 =
        ratings.iter().take(rubric.len()).map(|rating| u32::from((*rating).min(HIGHEST_RATING))).sum();
    let highest = rubric.len() as f64 * f64::from(HIGHEST_RATING);
    if rubric.is_empty() { 0.0 } else { f64::from(sum) / highest }
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
