//! What is asked of values, and what they are.

use serde_json::Value as Json;

use super::{CallAnswer, DID_NOT_END};
use crate::code::value::{Closeness, Data, fraction_in_words, shortened};
use crate::code::{Case, CaseResult, Value, VariableCheck};

pub(super) type Range = (Option<f64>, Option<f64>);

pub(super) fn lies_in(number: f64, (at_least, at_most): Range) -> bool {
    // Comparisons with what is not a number are false.
    number.is_finite()
        && at_least.is_none_or(|least| number >= least)
        && at_most.is_none_or(|most| number <= most)
}

pub(super) fn range_in_words(range: Range) -> String {
    let words = |number: f64| fraction_in_words(number).trim_end_matches(".0").to_owned();
    match range {
        (Some(least), Some(most)) => format!("from {} to {}", words(least), words(most)),
        (Some(least), None) => format!("at least {}", words(least)),
        (None, Some(most)) => format!("at most {}", words(most)),
        (None, None) => "any".to_owned(),
    }
}

fn value_in_words(json: &Json) -> String {
    Value::from_json(json).map(|value| value.in_words()).unwrap_or_default()
}

fn is_of_type(found: &Value, wanted: &str) -> bool {
    found.class == wanted || (wanted == "number" && matches!(found.data, Data::Whole(_) | Data::Fraction(_)))
}

pub(super) fn variable_in_words(check: &VariableCheck) -> String {
    let mut asks = Vec::new();
    if let Some(equals) = &check.equals {
        asks.push(value_in_words(equals));
    }
    if check.at_least.is_some() || check.at_most.is_some() {
        asks.push(range_in_words((check.at_least, check.at_most)));
    }
    if let Some(name) = &check.type_name {
        asks.push(format!("of the type {name}"));
    }
    if let Some(length) = check.length {
        asks.push(format!("of length {length}"));
    }
    if let Some([rows, columns]) = check.shape {
        asks.push(format!("{rows} rows of {columns}"));
    }
    format!("`{}` is {}", check.name, asks.join(", "))
}

pub(super) fn variable_flaws(check: &VariableCheck, found: &Value) -> Vec<String> {
    let mut flaws = Vec::new();
    let closeness = Closeness { tolerance: check.tolerance, any_order: check.any_order };
    let expected = check.equals.as_ref().map(Value::from_json);
    if let Some(expected) = expected
        && !expected.is_some_and(|expected| expected.equals(found, closeness))
    {
        flaws.push(found.in_words());
    }
    let range = (check.at_least, check.at_most);
    if range != (None, None) && !found.number().is_some_and(|number| lies_in(number, range)) {
        flaws.push(found.in_words());
    }
    if let Some(wanted) = &check.type_name
        && !is_of_type(found, wanted)
    {
        flaws.push(format!("its type is {}", found.class));
    }
    if check.length.is_some() && check.length != found.length() {
        flaws.push(
            found
                .length()
                .map_or_else(|| "it has no length".to_owned(), |length| format!("its length is {length}")),
        );
    }
    if check.shape.is_some() && check.shape != found.shape() {
        let words = |[rows, columns]: [usize; 2]| format!("it has {rows} rows of {columns}");
        flaws.push(found.shape().map_or_else(|| "it has no rows of one length".to_owned(), words));
    }
    flaws
}

pub(super) fn result_in_words(result: &CaseResult) -> String {
    match result {
        CaseResult::Expected { expected } => format!("gives {}", value_in_words(expected)),
        CaseResult::Raises { raises } => format!("raises {raises}"),
        CaseResult::Between { at_least, at_most } => {
            format!("gives {}", range_in_words((*at_least, *at_most)))
        }
    }
}

pub(super) fn case_met(case: &Case, answer: Option<&CallAnswer>, closeness: Closeness) -> (bool, String) {
    match answer {
        Some(CallAnswer { error: Some(error), .. }) => {
            let met = matches!(&case.result, CaseResult::Raises { raises } if error.kinds.contains(raises));
            let message = shortened(&error.message);
            let parted = if message.is_empty() { "" } else { ": " };
            (met, format!("{}{parted}{message}", error.kind))
        }
        Some(CallAnswer { value: Some(value), .. }) => {
            let Some(found) = Value::from_json(value) else {
                return (false, "a value that cannot be read".to_owned());
            };
            let met = match &case.result {
                CaseResult::Expected { expected } => {
                    Value::from_json(expected).is_some_and(|expected| expected.equals(&found, closeness))
                }
                CaseResult::Between { at_least, at_most } => {
                    found.number().is_some_and(|number| lies_in(number, (*at_least, *at_most)))
                }
                CaseResult::Raises { .. } => false,
            };
            (met, found.in_words())
        }
        _ => (false, DID_NOT_END.to_owned()),
    }
}
