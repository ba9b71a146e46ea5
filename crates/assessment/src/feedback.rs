use crate::phrases::{Trend, phrases};
use crate::{Answer, Graded, Item, Question, SplitMix64, Verdict};

/// What is said after an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    pub verdict: Verdict,
    /// Why, one for each option that was chosen, else for what the question asked for.
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
    /// Index of the option it is about.
    pub option: Option<usize>,
    pub is_right: bool,
    /// Markdown.
    pub text: String,
}

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
            let about = |index: usize| {
                options.get(index).map(|option| Reason {
                    option: Some(index),
                    is_right: option.correct,
                    text: option.rationale.clone(),
                })
            };
            chosen.into_iter().filter_map(about).collect()
        }
        (Question::Numeric { answer, tolerance, unit }, given) => {
            let value = with_unit(*answer, unit);
            let range = if *tolerance > 0.0 {
                format!(
                    "The answer is {value}, and anything within {} of it counts.",
                    with_unit(*tolerance, unit)
                )
            } else {
                format!("The answer is {value}.")
            };
            let is_right = crate::grade(question, given).verdict == Verdict::Right;
            vec![Reason { option: None, is_right, text: range }]
        }
        (Question::Ordering { steps }, Answer::Ordered(order)) => {
            let misplaced = order.iter().enumerate().find(|(place, step)| place != *step);
            let text = match misplaced.and_then(|(place, _)| steps.get(place).map(|step| (place, step))) {
                Some((place, step)) => format!("Place {} belongs to: {step}", place + 1),
                None => "Every step is in its place.".to_owned(),
            };
            vec![Reason { option: None, is_right: misplaced.is_none(), text }]
        }
        _ => Vec::new(),
    }
}

fn try_next(question: &Question, answer: &Answer, verdict: Verdict) -> String {
    match (question, answer) {
        (_, Answer::Skipped) => {
            "Next time, open the first hint before skipping: it costs little, and a guess after it tells you more than none."
                .to_owned()
        }
        (Question::SingleChoice { .. }, _) if verdict == Verdict::Right => {
            "Say in your own words why each of the other options fails; if one is hard to refute, it is worth a second look."
                .to_owned()
        }
        (_, _) if verdict == Verdict::Right => {
            "Explain the steps to somebody without looking, and change one of the figures or conditions: does the answer still hold?"
                .to_owned()
        }
        (Question::MultipleChoice { options }, Answer::Chosen(chosen)) => {
            let right = options.iter().filter(|option| option.correct).count();
            let is_right = |index: usize| options.get(index).is_some_and(|option| option.correct);
            let found = (0..options.len()).filter(|index| chosen.contains(index) && is_right(*index)).count();
            let extra = (0..options.len()).filter(|index| chosen.contains(index) && !is_right(*index)).count();
            format!(
                "You found {found} of {right} that apply, and chose {extra} that {}. Judge each option by itself, true or false, before you look at the next.",
                if extra == 1 { "does not" } else { "do not" }
            )
        }
        (Question::Numeric { answer, .. }, Answer::Number(given)) => off_by(*answer, *given).to_owned(),
        (Question::Ordering { .. }, _) => {
            "Look for the step that needs nothing before it, and then for what each step needs from an earlier one.".to_owned()
        }
        _ => "Put in your own words what the question asks before reading the options, and answer it; then look for that answer."
            .to_owned(),
    }
}

/// What commonly makes a number wrong by this factor.
fn off_by(answer: f64, given: f64) -> &'static str {
    const FACTORS: [(f64, &str); 7] = [
        (2.0, "You are off by a factor of 2: check whether something was counted twice, or only one way."),
        (8.0, "You are off by a factor of 8: check bits against bytes."),
        (10.0, "You are off by a factor of 10: count the zeros again."),
        (60.0, "You are off by a factor of 60: check seconds against minutes, or minutes against hours."),
        (
            1000.0,
            "You are off by a factor of about 1,000: check the prefixes (kilo, mega, giga; milli, micro).",
        ),
        (3600.0, "You are off by a factor of 3,600: check seconds against hours."),
        (86400.0, "You are off by a factor of 86,400: check seconds against days."),
    ];
    let ratio = given / answer;
    let factor = if ratio.abs() < 1.0 { 1.0 / ratio } else { ratio };
    let fits = |(typical, _): &&(f64, &str)| (factor / typical - 1.0).abs() < 0.03;
    if ratio < 0.0 {
        return "The sign is the other way round: check which quantity is taken from which.";
    }
    match FACTORS.iter().find(fits) {
        Some((_, advice)) => advice,
        None => {
            "Write each step down with its unit, and round as late as you can; then see which step differs from the explanation."
        }
    }
}

fn with_unit(value: f64, unit: &str) -> String {
    if unit.is_empty() { value.to_string() } else { format!("{value} {unit}") }
}
