//! Rules of item writing that a machine can check (after Haladyna, Downing and Rodriguez 2002).

mod bank;
mod hints;
mod kinds;
mod texts;
mod words;

pub use bank::lint_bank;

use crate::{Choice, Item, Question, right_sides};
use hints::lint_hints;
use texts::question_texts;
use words::{contains_phrase, ends_with_task, has_exclamation, length};

/// The levels of the revised taxonomy of Bloom (Anderson and Krathwohl 2001).
pub const COGNITIVE_LEVELS: [&str; 6] = ["remember", "understand", "apply", "analyse", "evaluate", "create"];

/// How many times as long as the others the right option may be.
pub const LONGEST_RIGHT_OPTION: f64 = 1.6;
/// Characters by which it may be longer in any case: of short options the ratio says nothing.
const LENGTH_NOT_NOTICED: f64 = 10.0;

/// What is wrong with an item, each with what to do. Empty for a good one.
pub fn lint(item: &Item) -> Vec<String> {
    let mut found = Vec::new();
    lint_labels(item, &mut found);
    lint_texts(item, &mut found);
    lint_question(&item.question, &mut found);
    lint_hints(item, &mut found);
    lint_parameters(item, &mut found);
    found
}

fn lint_labels(item: &Item, found: &mut Vec<String>) {
    for (name, value) in [("id", &item.id), ("topic", &item.topic), ("skill", &item.skill)] {
        if value.trim().is_empty() {
            found.push(format!("the {name} is empty; give it one"));
        }
    }
    if !COGNITIVE_LEVELS.contains(&item.cognitive_level.as_str()) {
        let levels = COGNITIVE_LEVELS.join(", ");
        found.push(format!(
            "cognitive level \"{}\" is not known; choose one of {levels}",
            item.cognitive_level
        ));
    }
    // A story is written, a design drawn and a program tried.
    let most_seconds = match item.question {
        Question::Story { .. } | Question::Design { .. } | Question::Code { .. } => 1800,
        _ => 600,
    };
    if !(10..=most_seconds).contains(&item.expected_seconds) {
        found.push(format!("{} expected seconds; choose from 10 to {most_seconds}", item.expected_seconds));
    }
    if item.sources.is_empty() {
        found.push("there is no source; name at least one".to_owned());
    }
    if item.sources.iter().any(|source| source.title.trim().is_empty() || source.location.trim().is_empty()) {
        found.push("a source lacks its title or its location; give both".to_owned());
    }
}

fn lint_texts(item: &Item, found: &mut Vec<String>) {
    if item.explanation.trim().is_empty() {
        found.push("there is no explanation; write why the answer is right".to_owned());
    }
    if !ends_with_task(&item.stem) {
        found.push(
            "the stem does not end with a question mark or an instruction; say what is to be done".to_owned(),
        );
    }
    let mut texts = vec![("the stem", item.stem.as_str()), ("the explanation", &item.explanation)];
    texts.extend(item.hints.iter().map(|hint| ("a hint", hint.as_str())));
    texts.extend(question_texts(&item.question));
    for (name, text) in texts {
        if has_exclamation(text) {
            found.push(format!("{name} has an exclamation mark; end the sentence with a full stop"));
        }
    }
}

fn lint_question(question: &Question, found: &mut Vec<String>) {
    match question {
        Question::SingleChoice { options } => {
            let right = options.iter().filter(|option| option.correct).count();
            if right != 1 {
                found.push(format!("{right} options are marked as right; a single choice has exactly one"));
            }
            lint_options(options, found);
        }
        Question::MultipleChoice { options } => {
            if options.iter().all(|option| !option.correct) {
                found.push("no option is marked as right; mark at least one".to_owned());
            }
            if options.iter().all(|option| option.correct) {
                found.push("every option is marked as right; add one that is not".to_owned());
            }
            lint_options(options, found);
        }
        Question::Numeric { answer, tolerance, .. } => {
            if !answer.is_finite() {
                found.push("the answer is not a finite number; give it one".to_owned());
            }
            if !tolerance.is_finite() || *tolerance < 0.0 {
                found.push(format!("the tolerance is {tolerance}; choose a number that is 0 or more"));
            }
        }
        Question::Ordering { steps } => {
            if steps.len() < 3 {
                found.push(format!("{} steps to put in order; give at least 3", steps.len()));
            }
            lint_distinct("steps", steps.iter().map(String::as_str), found);
        }
        other => kinds::lint_kind(other, found),
    }
}

fn lint_options(options: &[Choice], found: &mut Vec<String>) {
    if options.len() < 3 {
        found.push(format!("{} options; give at least 3", options.len()));
    }
    lint_distinct("options", options.iter().map(|option| option.text.as_str()), found);
    for (index, option) in options.iter().enumerate() {
        let number = index + 1;
        if option.rationale.trim().is_empty() {
            found.push(format!("option {number} has no rationale; say why it is right or why it is not"));
        }
        lint_shuffled(&format!("option {number}"), &option.text, found);
    }
    lint_lengths(options, found);
}

fn lint_shuffled(name: &str, text: &str, found: &mut Vec<String>) {
    for phrase in ["all of the above", "none of the above"] {
        if contains_phrase(text, phrase) {
            found.push(format!("{name} says \"{phrase}\"; options are shuffled, write it out"));
        }
    }
}

fn lint_distinct<'a>(name: &str, texts: impl Iterator<Item = &'a str>, found: &mut Vec<String>) {
    let mut texts: Vec<String> = texts.map(|text| text.trim().to_lowercase()).collect();
    if texts.iter().any(String::is_empty) {
        found.push(format!("one of the {name} is empty; write it or take it out"));
    }
    texts.sort_unstable();
    for pair in texts.windows(2) {
        if let [one, other] = pair
            && one == other
        {
            found.push(format!("two of the {name} read \"{one}\"; change one"));
        }
    }
}

fn lint_lengths(options: &[Choice], found: &mut Vec<String>) {
    let mean_length = |correct: bool| {
        let lengths: Vec<f64> = options
            .iter()
            .filter(|option| option.correct == correct)
            .map(|option| length(&option.text))
            .collect();
        (!lengths.is_empty()).then(|| lengths.iter().sum::<f64>() / lengths.len() as f64)
    };
    let (Some(right), Some(wrong)) = (mean_length(true), mean_length(false)) else { return };
    if right > LONGEST_RIGHT_OPTION * wrong && right - wrong > LENGTH_NOT_NOTICED {
        found.push(format!(
            "the right option has {right:.0} characters and the others {wrong:.0} on average, which gives it away; \
             keep it under {LONGEST_RIGHT_OPTION} times"
        ));
    }
}

fn lint_parameters(item: &Item, found: &mut Vec<String>) {
    let parameters = match item.parameters.checked() {
        Ok(parameters) => parameters,
        Err(error) => return found.push(error.to_string()),
    };
    if !(0.3..=3.0).contains(&parameters.a) {
        found.push(format!("discrimination a is {}; choose from 0.3 to 3", parameters.a));
    }
    let (most, why) = highest_guessing(&item.question);
    // Authors write 0.33 for a third, and 0.34 is no third any more.
    if parameters.c > most + 0.005 {
        found.push(format!("lower asymptote c is {}, but {why}; choose {most:.2} or less", parameters.c));
    }
}

/// The chance of a blind guess, and why.
fn highest_guessing(question: &Question) -> (f64, String) {
    let one_in = |count: usize, things: &str| {
        (1.0 / count.max(1) as f64, format!("a blind guess among {count} {things} is right less often"))
    };
    match question {
        Question::SingleChoice { options } | Question::MultipleChoice { options } => {
            one_in(options.len(), "options")
        }
        Question::Ordering { steps } => one_in(steps.len(), "steps"),
        Question::Matching { pairs, extra } => one_in(right_sides(pairs, extra).len(), "right sides"),
        Question::Numeric { .. } | Question::Estimate { .. } => {
            (0.1, "a number is hardly guessed".to_owned())
        }
        Question::FillIn { .. }
        | Question::ShortText { .. }
        | Question::Story { .. }
        | Question::Design { .. }
        | Question::Code { .. } => (0.1, "what is written or drawn is hardly guessed".to_owned()),
    }
}
