use crate::grade::{has_idea, is_accepted, is_claimed};
use crate::phrases::{Trend, phrases};
use crate::try_next::try_next;
use crate::{
    Answer, Blank, Choice, Graded, HIGHEST_RATING, Idea, Item, Pair, Question, SplitMix64, Verdict, grade,
    quantity, right_sides,
};

/// What is said after an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    pub verdict: Verdict,
    /// Why, one for each option that was chosen, else for what the question asked for. None for what is told criterion by
    /// criterion: a program, and a design that was changed.
    pub reasons: Vec<Reason>,
    /// Markdown.
    pub explanation: String,
    /// What to do another time, in one or two sentences.
    pub try_next: String,
    /// Related concepts, as the item names them.
    pub related: Vec<String>,
    pub encouragement: &'static str,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The option, pair or gap it is about, with what was given.
    pub about: Option<String>,
    pub is_right: bool,
    /// Markdown.
    pub text: String,
}

impl Reason {
    fn of(about: String, is_right: bool, text: String) -> Reason {
        Reason { about: Some(about), is_right, text }
    }

    fn of_whole(is_right: bool, text: String) -> Reason {
        Reason { about: None, is_right, text }
    }
}

const AS_FOUND: &str =
    "The design is as you found it. What holds below held before you came, so it earns nothing.";

/// Puts together what to say. `earlier` holds what share of each earlier answer of the attempt was right, in order;
/// `seed` is the attempt's. The same inputs give the same words.
pub fn feedback(item: &Item, answer: &Answer, graded: &Graded, earlier: &[f64], seed: u64) -> Feedback {
    Feedback {
        verdict: graded.verdict,
        reasons: reasons(&item.question, answer),
        explanation: item.explanation.clone(),
        try_next: try_next(&item.question, answer, graded.verdict),
        related: item.related.clone(),
        encouragement: encouragement(graded, earlier, seed),
    }
}

fn encouragement(graded: &Graded, earlier: &[f64], seed: u64) -> &'static str {
    let mut shares = earlier.to_vec();
    shares.push(graded.correctness);
    let choices = phrases(graded.verdict, Trend::of(&shares));
    // Starts at a place of its own in each attempt and goes round from there.
    let start = SplitMix64::for_name(seed, "encouragement").below(choices.len());
    choices.get((start + earlier.len()) % choices.len().max(1)).copied().unwrap_or_default()
}

fn reasons(question: &Question, answer: &Answer) -> Vec<Reason> {
    match (question, answer) {
        (
            Question::SingleChoice { options } | Question::MultipleChoice { options },
            Answer::Chosen(chosen),
        ) => {
            let mut chosen = chosen.clone();
            chosen.sort_unstable();
            chosen.dedup();
            let about =
                |option: &Choice| Reason::of(option.text.clone(), option.correct, option.rationale.clone());
            chosen.into_iter().filter_map(|index| options.get(index)).map(about).collect()
        }
        (Question::Numeric { answer, tolerance, unit }, given) => {
            let value = quantity(*answer, unit);
            let range = if *tolerance > 0.0 {
                format!(
                    "The answer is {value}, and anything within {} of it counts.",
                    quantity(*tolerance, unit)
                )
            } else {
                format!("The answer is {value}.")
            };
            let is_right = crate::grade(question, given).verdict == Verdict::Right;
            vec![Reason::of_whole(is_right, range)]
        }
        (Question::Estimate { answer, unit, factor }, Answer::Number(given)) => {
            vec![estimate_reason(*answer, unit, *factor, *given)]
        }
        (Question::Ordering { steps }, Answer::Ordered(order)) => {
            let misplaced = order.iter().enumerate().find(|(place, step)| place != *step);
            let text = match misplaced.and_then(|(place, _)| steps.get(place).map(|step| (place, step))) {
                Some((place, step)) => format!("Place {} belongs to: {step}", place + 1),
                None => "Every step is in its place.".to_owned(),
            };
            vec![Reason::of_whole(misplaced.is_none(), text)]
        }
        (Question::Matching { pairs, extra }, Answer::Matched(chosen)) => {
            let sides = right_sides(pairs, extra);
            pairs.iter().zip(chosen).map(|(pair, chosen)| pair_reason(pair, sides.get(*chosen))).collect()
        }
        (Question::FillIn { blanks, .. }, Answer::Filled(given)) => blanks
            .iter()
            .zip(given)
            .enumerate()
            .map(|(place, (blank, given))| blank_reason(place, blank, given))
            .collect(),
        (Question::ShortText { keywords, rubric, .. }, Answer::Text { text, ratings }) => {
            if question.rubric().is_some() {
                return rating_reasons(rubric, ratings);
            }
            let is_whole = grade(question, answer).verdict == Verdict::Right;
            let reason = |(place, idea): (usize, &Idea)| {
                let found = match () {
                    () if has_idea(idea, text) => Found::InText,
                    () if is_claimed(ratings, place) => Found::ByOwnJudgement,
                    () if is_whole => Found::InText,
                    () => Found::Nowhere,
                };
                idea_reason(idea, found)
            };
            keywords.iter().enumerate().map(reason).collect()
        }
        (Question::Story { rubric, .. }, Answer::Story(story)) => rating_reasons(rubric, &story.ratings),
        (Question::Design { .. }, answer) if answer.is_as_found() => {
            vec![Reason::of_whole(false, AS_FOUND.to_owned())]
        }
        _ => Vec::new(),
    }
}

fn estimate_reason(answer: f64, unit: &str, factor: f64, given: f64) -> Reason {
    let off = if given > answer { given / answer } else { answer / given };
    let is_right = off <= factor * (1.0 + 1e-9) && given > 0.0;
    let distance = if given <= 0.0 {
        "Yours is not over 0.".to_owned()
    } else if off < 1.05 {
        "Yours is the same.".to_owned()
    } else {
        let times = quantity((off * 10.0).round() / 10.0, "");
        format!("Yours is {times} times too {}.", if given > answer { "high" } else { "low" })
    };
    let text = format!(
        "The answer is about {}, and anything within {} times of it counts in full. {distance}",
        quantity(answer, unit),
        quantity(factor, "")
    );
    Reason::of_whole(is_right, text)
}

fn pair_reason(pair: &Pair, chosen: Option<&&str>) -> Reason {
    let chosen = chosen.copied().unwrap_or_default();
    let is_right = chosen == pair.right;
    let text = if is_right {
        pair.rationale.clone()
    } else {
        format!("It belongs with: {}. {}", pair.right.trim_end_matches('.'), pair.rationale)
    };
    Reason::of(format!("{}: {chosen}", pair.left.trim_end_matches([':', '.'])), is_right, text)
}

fn blank_reason(place: usize, blank: &Blank, given: &str) -> Reason {
    let is_right = is_accepted(blank, given);
    let text = if is_right {
        blank.rationale.clone()
    } else {
        format!("“{}” belongs here. {}", blank.accepted.first().map_or("", String::as_str), blank.rationale)
    };
    let given = if given.trim().is_empty() { "left empty" } else { given };
    Reason::of(format!("Gap {}: {given}", place + 1), is_right, text)
}

enum Found {
    InText,
    ByOwnJudgement,
    Nowhere,
}

fn idea_reason(idea: &Idea, found: Found) -> Reason {
    let (is_said, words) = match found {
        Found::InText => (true, "said"),
        Found::ByOwnJudgement => (true, "said, by your own judgement"),
        Found::Nowhere => (false, "not found in your text"),
    };
    Reason::of(format!("{}: {words}", idea.idea), is_said, idea.rationale.clone())
}

fn rating_reasons(rubric: &[String], ratings: &[u8]) -> Vec<Reason> {
    let reason = |(line, rating): (&String, &u8)| {
        Reason::of(
            line.clone(),
            *rating == HIGHEST_RATING,
            format!("Your own rating: {}.", rating_word(*rating).to_lowercase()),
        )
    };
    rubric.iter().zip(ratings).map(reason).collect()
}

/// What a rating of a line of a rubric means, for the learner.
pub fn rating_word(rating: u8) -> &'static str {
    match rating {
        0 => "Not yet",
        1 => "Partly",
        _ => "Fully",
    }
}
