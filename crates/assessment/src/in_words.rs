//! Answers as lines for the learner to read.

use crate::{Answer, Choice, GAP, Question, quantity, right_sides};

/// An ability or a difficulty as it is shown: "+1.3", "-0.5", and "+0.0" for what rounds to 0 from either side.
pub fn signed(logits: f64) -> String {
    // Adding 0 makes a 0 of minus 0.
    format!("{:+.1}", (10.0 * logits).round() / 10.0 + 0.0)
}

/// "0.8 times the expected time"; what would be 0.0 times is said in words.
pub fn times_expected(ratio: f64) -> String {
    if ratio < 0.095 {
        "less than a tenth of the expected time".to_owned()
    } else {
        format!("{ratio:.1} times the expected time")
    }
}

/// What would have been right: one line an option, step, pair or idea. Empty for a story and a design, for which there are
/// many good answers; one program for code.
pub fn right_in_words(question: &Question) -> Vec<String> {
    match question {
        Question::SingleChoice { options } | Question::MultipleChoice { options } => {
            options.iter().filter(|option| option.correct).map(|option| option.text.clone()).collect()
        }
        Question::Numeric { answer, unit, .. } => vec![quantity(*answer, unit)],
        Question::Estimate { answer, unit, .. } => vec![format!("about {}", quantity(*answer, unit))],
        Question::Ordering { steps } => steps.clone(),
        Question::Matching { pairs, .. } => {
            pairs.iter().map(|pair| side_by_side(&pair.left, &pair.right)).collect()
        }
        Question::FillIn { text, blanks } => {
            vec![filled(text, blanks.iter().map(|blank| blank.accepted.first().map_or("", String::as_str)))]
        }
        Question::ShortText { model_answer, .. } => vec![model_answer.clone()],
        Question::Code { task } => vec![task.solution.clone()],
        Question::Story { .. } | Question::Design { .. } => Vec::new(),
    }
}

/// What the learner gave, in the same form. Empty for what was skipped and for a design, which can be opened.
pub fn given_in_words(question: &Question, answer: &Answer) -> Vec<String> {
    match (question, answer) {
        (
            Question::SingleChoice { options } | Question::MultipleChoice { options },
            Answer::Chosen(chosen),
        ) => chosen
            .iter()
            .filter_map(|index| options.get(*index))
            .map(|option: &Choice| option.text.clone())
            .collect(),
        (Question::Numeric { unit, .. } | Question::Estimate { unit, .. }, Answer::Number(given)) => {
            vec![quantity(*given, unit)]
        }
        (Question::Ordering { steps }, Answer::Ordered(order)) => {
            order.iter().filter_map(|index| steps.get(*index).cloned()).collect()
        }
        (Question::Matching { pairs, extra }, Answer::Matched(chosen)) => {
            let sides = right_sides(pairs, extra);
            let line = |(index, chosen): (usize, &usize)| {
                Some(side_by_side(&pairs.get(index)?.left, sides.get(*chosen)?))
            };
            chosen.iter().enumerate().filter_map(line).collect()
        }
        (Question::FillIn { text, .. }, Answer::Filled(given)) => {
            vec![filled(text, given.iter().map(|given| given.trim()))]
        }
        (_, Answer::Text { text, .. }) if !text.is_empty() => vec![text.clone()],
        (_, Answer::Story(story)) if !answer.is_skipped() => {
            story.parts().iter().map(|(name, text)| side_by_side(name, text)).collect()
        }
        (_, Answer::Coded { code, .. }) => vec![code.clone()],
        _ => Vec::new(),
    }
}

fn side_by_side(left: &str, right: &str) -> String {
    format!("{}: {right}", left.trim_end_matches([':', '.']))
}

/// Gaps that are left empty stay gaps.
fn filled<'a>(text: &str, mut words: impl Iterator<Item = &'a str>) -> String {
    let mut pieces = text.split(GAP);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        whole.push_str(words.next().filter(|word| !word.is_empty()).unwrap_or(GAP));
        whole.push_str(piece);
    }
    whole
}
