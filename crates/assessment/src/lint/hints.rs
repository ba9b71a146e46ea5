use super::words::contains_phrase;
use crate::{Answer, Item, Question, Verdict, grade, says};

pub(super) fn lint_hints(item: &Item, found: &mut Vec<String>) {
    if item.hints.len() < 2 {
        found.push(format!("{} hints; give at least 2", item.hints.len()));
    }
    if item.hints.iter().any(|hint| hint.trim().is_empty()) {
        found.push("a hint is empty; write it or take it out".to_owned());
    }
    for (index, hint) in item.hints.iter().enumerate() {
        if let Some(what) = given_away(&item.question, hint) {
            found.push(format!("hint {} contains {what}; hint at it", index + 1));
        }
    }
}

/// What of the answer a hint tells outright.
fn given_away(question: &Question, hint: &str) -> Option<&'static str> {
    match question {
        Question::SingleChoice { options } | Question::MultipleChoice { options } => options
            .iter()
            .any(|option| option.correct && contains_phrase(hint, &option.text))
            .then_some("the text of a right option"),
        Question::Matching { pairs, .. } => pairs
            .iter()
            .any(|pair| contains_phrase(hint, &pair.left) && contains_phrase(hint, &pair.right))
            .then_some("both sides of a pair"),
        Question::FillIn { blanks, .. } => blanks
            .iter()
            .flat_map(|blank| &blank.accepted)
            .any(|accepted| says(hint, accepted))
            .then_some("what belongs into a gap"),
        Question::ShortText { accepted, .. } => {
            let as_answer = Answer::Text { text: hint.to_owned(), ratings: Vec::new() };
            let is_answer = accepted.iter().any(|accepted| says(hint, accepted))
                || grade(question, &as_answer).verdict == Verdict::Right;
            is_answer.then_some("the whole answer")
        }
        Question::Numeric { .. }
        | Question::Estimate { .. }
        | Question::Ordering { .. }
        | Question::Story { .. }
        | Question::Design { .. } => None,
        Question::Code { task } => contains_phrase(hint, &task.solution).then_some("the whole solution"),
    }
}
