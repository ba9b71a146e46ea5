//! What is wrong with a task: limits, for packs come from strangers, and what could never be met.

use serde_json::Value as Json;

use super::{
    Case, CaseResult, CodeCheck, CodeCriterion, CodeTask, FigureCheck, Height, SeriesCheck, Value,
    VariableCheck,
};

/// Characters of a program.
pub const LONGEST_CODE: usize = 20_000;
const LONGEST_TEXT: usize = 5_000;
const LONGEST_CALL: usize = 2_000;
const LONGEST_NAME: usize = 200;
const MOST_CRITERIA: usize = 20;
const MOST_CASES: usize = 50;
const MOST_NAMES: usize = 20;
const MOST_INPUT_LINES: usize = 100;
/// Members at all depths of a value that is expected.
const MOST_MEMBERS: usize = 1_000;
/// Asked of one series.
const MOST_HEIGHTS: usize = 50;

/// Each with the index of the criterion that it is about, or none.
pub fn task_flaws(task: &CodeTask) -> Vec<(Option<usize>, String)> {
    let mut flaws = Vec::new();
    let mut whole = |holds: bool, message: &str| {
        if !holds {
            flaws.push((None, message.to_owned()));
        }
    };
    whole(!task.solution.trim().is_empty(), "there is no solution");
    whole(fits(&task.starting_code, LONGEST_CODE), "the starting code has more than 20,000 characters");
    whole(fits(&task.solution, LONGEST_CODE), "the solution has more than 20,000 characters");
    whole(fits(&task.expected_output, LONGEST_TEXT), "the expected output has more than 5,000 characters");
    whole(
        task.input.len() <= MOST_INPUT_LINES && task.input.iter().all(|line| fits(line, LONGEST_TEXT)),
        "there are more than 100 lines of input, or one of more than 5,000 characters",
    );
    whole((1..=MOST_CRITERIA).contains(&task.criteria.len()), "1 to 20 criteria were expected");
    whole(task.starting_code != task.solution, "the starting code is the solution");
    let asks_quiz = task.criteria.iter().any(|one| matches!(one.check, CodeCheck::Quiz { .. }));
    whole(
        asks_quiz != task.items.is_empty(),
        "`items` and a criterion with the check \"quiz\" belong together",
    );
    for (index, criterion) in task.criteria.iter().enumerate() {
        flaws.extend(criterion_flaws(criterion).into_iter().map(|flaw| (Some(index), flaw)));
    }
    flaws
}

fn fits(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().count() <= most
}

fn criterion_flaws(criterion: &CodeCriterion) -> Vec<String> {
    let mut flaws = Vec::new();
    if !(1..=1_000).contains(&criterion.points) {
        flaws.push("a criterion is worth 1 to 1,000 points".to_owned());
    }
    match &criterion.check {
        CodeCheck::NoError => {}
        CodeCheck::OutputNumber { after, nth, at_least, at_most } => {
            range_flaws(*at_least, *at_most, &mut flaws);
            if *nth == 0 {
                flaws.push("`nth` counts from 1, or from the end with -1".to_owned());
            }
            if after.as_ref().is_some_and(|label| label.trim().is_empty() || !fits(label, LONGEST_NAME)) {
                flaws.push("`after` is empty or has more than 200 characters".to_owned());
            }
        }
        CodeCheck::Output { text, .. } => {
            if text.trim().is_empty() || !fits(text, LONGEST_TEXT) {
                flaws.push("the text is empty or has more than 5,000 characters".to_owned());
            }
        }
        CodeCheck::Variable(check) => variable_flaws(check, &mut flaws),
        CodeCheck::Function { cases, tolerance, .. } => {
            tolerance_flaws(*tolerance, &mut flaws);
            if !(1..=MOST_CASES).contains(&cases.len()) {
                flaws.push("1 to 50 cases were expected".to_owned());
            }
            cases.iter().take(MOST_CASES).for_each(|case| case_flaws(case, &mut flaws));
        }
        CodeCheck::Uses { names } | CodeCheck::DoesNotUse { names } => {
            if !(1..=MOST_NAMES).contains(&names.len()) || !names.iter().all(|name| is_name(name)) {
                flaws.push(
                    "`names` has 1 to 20 names as Python writes them, such as \"anomaly.OneClass\""
                        .to_owned(),
                );
            }
        }
        CodeCheck::Figure(check) => figure_flaws(check, &mut flaws),
        CodeCheck::Quiz { at_least_percent } => {
            if !(1.0..=100.0).contains(at_least_percent) {
                flaws.push("`at_least_percent` lies from 1 to 100".to_owned());
            }
        }
    }
    flaws
}

fn variable_flaws(check: &VariableCheck, flaws: &mut Vec<String>) {
    tolerance_flaws(check.tolerance, flaws);
    range_flaws(check.at_least, check.at_most, flaws);
    if !is_name(&check.name) || check.name.contains('.') {
        flaws.push("`name` is no name of a variable".to_owned());
    }
    if let Some(equals) = &check.equals {
        value_flaws(equals, flaws);
    }
}

fn case_flaws(case: &Case, flaws: &mut Vec<String>) {
    if case.call.trim().is_empty() || !fits(&case.call, LONGEST_CALL) {
        flaws.push("a call is empty or has more than 2,000 characters".to_owned());
    }
    match &case.result {
        CaseResult::Expected { expected } => value_flaws(expected, flaws),
        CaseResult::Between { at_least, at_most } => range_flaws(*at_least, *at_most, flaws),
        CaseResult::Raises { raises } if !is_name(raises) => {
            flaws.push("`raises` is no name of a class".to_owned());
        }
        CaseResult::Raises { .. } => {}
    }
}

const KINDS: [&str; 4] = ["line", "scatter", "bar", "histogram"];

fn figure_flaws(check: &FigureCheck, flaws: &mut Vec<String>) {
    if check.kind.as_ref().is_some_and(|kind| !KINDS.contains(&kind.as_str())) {
        flaws.push("`kind` is line, scatter, bar or histogram".to_owned());
    }
    let panels = 1..=super::figure::MOST_PANELS;
    let series = 1..=super::figure::MOST_SERIES;
    if check.panels.is_some_and(|count| !panels.contains(&count))
        || check.series.is_some_and(|count| !series.contains(&count))
    {
        flaws.push("a figure has 1 to 12 panels, and up to 20 series are asked of it".to_owned());
    }
    tolerance_flaws(check.tolerance, flaws);
    if check.drawn.len() > super::figure::MOST_SERIES {
        flaws.push("`drawn` asks for up to 20 series".to_owned());
    }
    check.drawn.iter().take(super::figure::MOST_SERIES).for_each(|series| series_flaws(series, flaws));
}

fn series_flaws(check: &SeriesCheck, flaws: &mut Vec<String>) {
    let SeriesCheck { kind, label, length, heights } = check;
    if kind.as_ref().is_some_and(|kind| !KINDS.contains(&kind.as_str())) {
        flaws.push("`kind` of a series is line, scatter, bar or histogram".to_owned());
    }
    if label.as_ref().is_some_and(|label| label.trim().is_empty() || !fits(label, LONGEST_NAME)) {
        flaws.push("`label` of a series is empty or has more than 200 characters".to_owned());
    }
    if length.is_some_and(|length| !(1..=super::figure::MOST_POINTS).contains(&length)) {
        flaws.push("`length` of a series lies from 1 to 5,000".to_owned());
    }
    if length.is_none() && label.is_none() && heights.is_empty() {
        flaws.push("a series is asked for its `label`, its `length` or its `heights`".to_owned());
    }
    if heights.len() > MOST_HEIGHTS || !heights.iter().all(|height| is_height(height, *length)) {
        flaws.push(
            "`heights` has up to 50 pairs such as [1, 2.5], [-1, 7] or [\"the name of a bar\", 3], each within the series"
                .to_owned(),
        );
    }
}

/// Whether a place can be there, and a number is asked of it.
fn is_height(Height(at, height): &Height, length: Option<usize>) -> bool {
    let most = length.unwrap_or(super::figure::MOST_POINTS);
    let is_place = match at {
        Json::String(name) => !name.trim().is_empty() && fits(name, LONGEST_NAME),
        place => place
            .as_i64()
            .and_then(|place| usize::try_from(place.unsigned_abs()).ok())
            .is_some_and(|place| (1..=most).contains(&place)),
    };
    is_place && height.is_finite()
}

fn range_flaws(at_least: Option<f64>, at_most: Option<f64>, flaws: &mut Vec<String>) {
    let is_finite = at_least.iter().chain(&at_most).all(|bound| bound.is_finite());
    let is_empty = matches!((at_least, at_most), (Some(least), Some(most)) if least > most);
    if !is_finite || is_empty {
        flaws.push("no number lies from `at_least` to `at_most`".to_owned());
    }
}

fn tolerance_flaws(tolerance: Option<f64>, flaws: &mut Vec<String>) {
    if tolerance.is_some_and(|tolerance| !(tolerance.is_finite() && tolerance >= 0.0)) {
        flaws.push("a tolerance is 0 or more".to_owned());
    }
}

fn value_flaws(json: &Json, flaws: &mut Vec<String>) {
    if members(json) > MOST_MEMBERS {
        flaws.push("an expected value has more than 1,000 members".to_owned());
    } else if Value::from_json(json).is_none() {
        flaws.push("an expected value is written in a way that is not known".to_owned());
    }
}

/// Depth is bounded by the reader of JSON.
fn members(json: &Json) -> usize {
    match json {
        Json::Array(members_of) => members_of.iter().map(members).sum::<usize>() + 1,
        Json::Object(table) => table.values().map(members).sum::<usize>() + 1,
        _ => 1,
    }
}

fn is_name(name: &str) -> bool {
    let word = |word: &str| {
        !word.starts_with(|letter: char| letter.is_ascii_digit())
            && !word.is_empty()
            && word.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    name.len() <= LONGEST_NAME && name.strip_prefix('.').unwrap_or(name).split('.').all(word)
}
