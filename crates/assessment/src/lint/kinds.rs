//! Rules of the kinds that are matched, filled in, written or drawn.

use super::{lint_distinct, lint_shuffled};
use crate::code::task_flaws;
use crate::{Answer, Blank, GAP, Idea, Pair, Question, Verdict, grade, right_sides};

pub(super) fn lint_kind(question: &Question, found: &mut Vec<String>) {
    match question {
        Question::Estimate { answer, factor, .. } => lint_estimate(*answer, *factor, found),
        Question::Matching { pairs, extra } => lint_matching(pairs, extra, found),
        Question::FillIn { text, blanks } => lint_gaps(text, blanks, found),
        Question::ShortText { accepted, keywords, rubric, model_answer } => {
            lint_short_text(accepted, keywords, rubric, found);
            lint_model_answer(question, model_answer, found);
        }
        Question::Story { rubric, .. } => lint_rubric(rubric, 3, found),
        Question::Design { task } if task.trim().is_empty() => {
            found.push("the task is empty; name one of the folder tasks".to_owned());
        }
        Question::Code { task } => {
            let about = |(index, flaw): (Option<usize>, String)| match index {
                Some(index) => format!("criterion {}: {flaw}", index + 1),
                None => flaw,
            };
            found.extend(task_flaws(task).into_iter().map(about));
        }
        _ => {}
    }
}

fn lint_estimate(answer: f64, factor: f64, found: &mut Vec<String>) {
    if !(answer.is_finite() && answer > 0.0) {
        found.push(format!("the answer is {answer}; an order of magnitude is estimated of a number over 0"));
    }
    if !(1.1..=10.0).contains(&factor) {
        found.push(format!("the factor is {factor}; choose from 1.1 to 10"));
    }
}

fn lint_matching(pairs: &[Pair], extra: &[String], found: &mut Vec<String>) {
    if pairs.len() < 3 {
        found.push(format!("{} pairs; give at least 3", pairs.len()));
    }
    lint_distinct("left sides", pairs.iter().map(|pair| pair.left.as_str()), found);
    let sides = right_sides(pairs, extra);
    if sides.len() < 3 {
        found.push(format!("{} right sides to choose from; give at least 3", sides.len()));
    }
    lint_distinct("right sides", sides.iter().copied(), found);
    let own: Vec<&String> = pairs.iter().map(|pair| &pair.right).collect();
    for side in extra.iter().filter(|side| own.contains(side)) {
        found.push(format!("the extra side \"{side}\" belongs to a pair; take it out of the extra ones"));
    }
    for (index, pair) in pairs.iter().enumerate() {
        if pair.rationale.trim().is_empty() {
            found.push(format!("pair {} has no rationale; say why the sides belong together", index + 1));
        }
        lint_shuffled(&format!("pair {}", index + 1), &pair.right, found);
    }
}

fn lint_gaps(text: &str, blanks: &[Blank], found: &mut Vec<String>) {
    let gaps = text.matches(GAP).count();
    if gaps != blanks.len() || blanks.is_empty() {
        found.push(format!(
            "the text has {gaps} gaps ({GAP}) and there are {} blanks; give one for each",
            blanks.len()
        ));
    }
    for (index, blank) in blanks.iter().enumerate() {
        let number = index + 1;
        if blank.accepted.is_empty() {
            found.push(format!("blank {number} accepts nothing; give at least one answer"));
        }
        lint_distinct("accepted answers of a blank", blank.accepted.iter().map(String::as_str), found);
        if blank.rationale.trim().is_empty() {
            found.push(format!("blank {number} has no rationale; say why that belongs there"));
        }
    }
}

fn lint_short_text(accepted: &[String], keywords: &[Idea], rubric: &[String], found: &mut Vec<String>) {
    if accepted.is_empty() && keywords.is_empty() {
        lint_rubric(rubric, 2, found);
    } else if !rubric.is_empty() {
        found.push(
            "there are keywords or accepted answers, and a rubric; an answer is judged by one or the other"
                .to_owned(),
        );
    }
    lint_distinct("accepted answers", accepted.iter().map(String::as_str), found);
    lint_distinct("ideas", keywords.iter().map(|idea| idea.idea.as_str()), found);
    for (index, idea) in keywords.iter().enumerate() {
        let number = index + 1;
        if idea.any.iter().all(|phrase| phrase.trim().is_empty()) {
            found.push(format!("idea {number} has no phrase to look for; give at least one in `any`"));
        }
        if idea.rationale.trim().is_empty() {
            found.push(format!("idea {number} has no rationale; say why it belongs to the answer"));
        }
    }
}

/// What the author holds for a good answer passes the author's own rules.
fn lint_model_answer(question: &Question, model_answer: &str, found: &mut Vec<String>) {
    if model_answer.trim().is_empty() {
        found.push("there is no model answer; write one".to_owned());
    } else if question.rubric().is_none() {
        let answer = Answer::Text { text: model_answer.to_owned(), ratings: Vec::new() };
        let graded = grade(question, &answer);
        if graded.verdict != Verdict::Right {
            let percent = (graded.correctness * 100.0).round();
            found.push(format!("the model answer itself gets {percent} %; add its words to the keywords"));
        }
    }
}

fn lint_rubric(rubric: &[String], least: usize, found: &mut Vec<String>) {
    if rubric.len() < least {
        found.push(format!("{} lines in the rubric; give at least {least}", rubric.len()));
    }
    lint_distinct("lines of the rubric", rubric.iter().map(String::as_str), found);
}
