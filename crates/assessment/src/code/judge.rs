//! Criteria held against what the harness and the host found.

mod figures;
mod values;

use serde::Deserialize;
use serde_json::Value as Json;

use super::output::{first_missing, matches, nth_number};
use super::value::{Closeness, fraction_in_words, shortened};
use super::{
    Case, CodeCheck, CodeCriterion, CodeVerdict, CriterionFeedback, FigureCheck, Outcome, OutputMatch, Value,
    VariableCheck,
};
use figures::{figure_flaws, figure_in_words};
use values::{Range, case_met, lies_in, range_in_words, result_in_words, variable_flaws, variable_in_words};

/// What the host collected about one run.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Facts<'f> {
    /// What was printed while the program ran.
    pub output: &'f str,
    /// What `harness.uses`, `harness.run` and `harness.answer` gave; empty where they did not get so far.
    pub uses: &'f str,
    pub outcome: &'f str,
    pub answers: &'f str,
    /// How well the questions of the step were answered.
    pub quiz_percent: Option<f64>,
    /// Why the program, or the check of what it left behind, was ended before its end; none where it was not. It stands after
    /// "did not come to its end: ".
    pub broken_off: Option<&'f str>,
}

/// Holds each criterion against the facts. Never fails: what cannot be read is not met, and what was broken off does
/// not pass.
pub fn judge(criteria: &[CodeCriterion], facts: &Facts) -> CodeVerdict {
    let known = Known::of(facts);
    let mut next_call = 0;
    let feedback = criteria.iter().map(|criterion| {
        let judged = known.judged(&criterion.check, next_call);
        if let CodeCheck::Function { cases, .. } = &criterion.check {
            next_call += cases.len();
        }
        CriterionFeedback {
            description: criterion.description.clone(),
            met: judged.met,
            points: criterion.points,
            expected: judged.expected,
            found: judged.found,
        }
    });
    let mut verdict = CodeVerdict::of(feedback.collect());
    verdict.passed &= facts.broken_off.is_none();
    verdict
}

struct Judged {
    met: bool,
    expected: String,
    found: String,
}

impl Judged {
    fn new(met: bool, expected: impl Into<String>, found: impl Into<String>) -> Judged {
        Judged { met, expected: expected.into(), found: found.into() }
    }
}

#[derive(Default, Deserialize)]
struct Answers {
    variables: serde_json::Map<String, Json>,
    calls: Vec<CallAnswer>,
}

#[derive(Deserialize)]
struct CallAnswer {
    /// Absent where there is an error; null is Python's None.
    #[serde(default, deserialize_with = "present")]
    value: Option<Json>,
    error: Option<CallError>,
}

#[derive(Deserialize)]
struct CallError {
    kind: String,
    /// Its class and those above it.
    kinds: Vec<String>,
    message: String,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(deserializer).map(Some)
}

struct Known<'f> {
    facts: &'f Facts<'f>,
    outcome: Option<Outcome>,
    uses: Option<Vec<String>>,
    answers: Option<Answers>,
}

const DID_NOT_END: &str = "the program did not come to its end";
const CALLS_DID_NOT_END: &str = "what was asked of the program did not come to its end";

impl Known<'_> {
    fn of<'f>(facts: &'f Facts<'f>) -> Known<'f> {
        Known {
            facts,
            outcome: Outcome::from_json(facts.outcome),
            uses: serde_json::from_str(facts.uses).ok(),
            answers: serde_json::from_str(facts.answers).ok(),
        }
    }

    fn judged(&self, check: &CodeCheck, next_call: usize) -> Judged {
        let judged = self.judged_by_what_is_known(check, next_call);
        match (self.facts.broken_off, &self.outcome, check) {
            // Half of an output or of a figure is none.
            (Some(why), None, check) if !matches!(check, CodeCheck::Quiz { .. }) => {
                Judged { met: false, found: format!("{DID_NOT_END}: {why}"), ..judged }
            }
            _ => judged,
        }
    }

    /// What is found where Python did not answer.
    fn unanswered(&self) -> String {
        match self.facts.broken_off {
            Some(why) => format!("{CALLS_DID_NOT_END}: {why}"),
            None => DID_NOT_END.to_owned(),
        }
    }

    fn judged_by_what_is_known(&self, check: &CodeCheck, next_call: usize) -> Judged {
        match check {
            CodeCheck::NoError => self.no_error(),
            CodeCheck::OutputNumber { after, nth, at_least, at_most } => {
                self.output_number(after.as_deref(), *nth, (*at_least, *at_most))
            }
            CodeCheck::Output { text, how } => self.output(text, *how),
            CodeCheck::Variable(check) => self.variable(check),
            CodeCheck::Function { cases, tolerance, any_order } => {
                let closeness = Closeness { tolerance: *tolerance, any_order: *any_order };
                self.function(cases, closeness, next_call)
            }
            CodeCheck::Uses { names } => self.uses(names),
            CodeCheck::DoesNotUse { names } => self.does_not_use(names),
            CodeCheck::Figure(check) => self.figure(check),
            CodeCheck::Quiz { at_least_percent } => self.quiz(*at_least_percent),
        }
    }

    fn no_error(&self) -> Judged {
        let expected = "the program ends without an error";
        match &self.outcome {
            None => Judged::new(false, expected, DID_NOT_END),
            Some(Outcome { error: None, .. }) => Judged::new(true, expected, "no error"),
            Some(Outcome { error: Some(error), .. }) => {
                let place = error.line.map_or_else(String::new, |line| format!(" in line {line}"));
                let found = format!("{}{place}: {}", error.kind, shortened(&error.message));
                Judged::new(false, expected, found)
            }
        }
    }

    fn output_number(&self, after: Option<&str>, nth: i32, range: Range) -> Judged {
        let which = match nth {
            1 => "a number".to_owned(),
            -1 => "a last number".to_owned(),
            nth if nth > 0 => format!("number {nth} of those"),
            nth => format!("number {} from the end of those", nth.unsigned_abs()),
        };
        let label = after.map_or_else(|| "printed".to_owned(), |label| format!("printed after “{label}”"));
        let expected = format!("{which} {label}, {}", range_in_words(range));
        match nth_number(self.facts.output, after, nth) {
            Ok(number) => Judged::new(
                lies_in(number, range),
                expected,
                fraction_in_words(number).trim_end_matches(".0"),
            ),
            Err(found) => Judged::new(false, expected, found),
        }
    }

    fn output(&self, text: &str, how: OutputMatch) -> Judged {
        let output = self.facts.output;
        let met = matches(output, text, how);
        let shown = shortened(text.trim());
        let expected = match how {
            OutputMatch::Exact => format!("the output is: {shown}"),
            OutputMatch::Contains => format!("the output has in it: {shown}"),
            OutputMatch::Lines => format!("the output has these lines in this order: {shown}"),
        };
        let found = match first_missing(output, text) {
            _ if output.trim().is_empty() => "nothing was printed".to_owned(),
            _ if met => "it is there".to_owned(),
            Some(line) if how == OutputMatch::Lines => {
                format!("there is no line “{}”", shortened(line.trim()))
            }
            _ => shortened(output.trim()),
        };
        Judged::new(met, expected, found)
    }

    fn variable(&self, check: &VariableCheck) -> Judged {
        let expected = variable_in_words(check);
        let name = &check.name;
        let Some(answers) = &self.answers else { return Judged::new(false, expected, self.unanswered()) };
        let answer = answers.variables.get(name).and_then(|answer| answer.get("value"));
        let Some(found) = answer.and_then(Value::from_json) else {
            return Judged::new(false, expected, format!("there is no variable `{name}`"));
        };
        let flaws = variable_flaws(check, &found);
        let words = if flaws.is_empty() { found.in_words() } else { flaws.join("; ") };
        Judged::new(flaws.is_empty(), expected, words)
    }

    /// The first case that fails is told; the others stay hidden.
    fn function(&self, cases: &[Case], closeness: Closeness, first: usize) -> Judged {
        let all = format!("{} calls give what they should", cases.len());
        let Some(answers) = &self.answers else { return Judged::new(false, all, self.unanswered()) };
        for (index, case) in cases.iter().enumerate() {
            let answer = first.checked_add(index).and_then(|place| answers.calls.get(place));
            let (met, found) = case_met(case, answer, closeness);
            if !met {
                let call = shortened(&case.call);
                return Judged::new(false, format!("`{call}` {}", result_in_words(&case.result)), found);
            }
        }
        Judged::new(!cases.is_empty(), all, "they do")
    }

    fn uses(&self, names: &[String]) -> Judged {
        let expected = format!("the program uses {}", one_of(names));
        let Some(used) = &self.uses else { return Judged::new(false, expected, DID_NOT_END) };
        match names.iter().find(|name| is_used(name, used)) {
            Some(name) => Judged::new(true, expected, format!("it uses `{name}`")),
            None => Judged::new(false, expected, "it does not; an import or a comment alone is no use"),
        }
    }

    fn does_not_use(&self, names: &[String]) -> Judged {
        let expected = format!("the program gets by without {}", one_of(names));
        let Some(used) = &self.uses else { return Judged::new(false, expected, DID_NOT_END) };
        // A program that cannot be read has no names: that is not getting by.
        if self.outcome.as_ref().is_none_or(|outcome| outcome.error.as_ref().is_some_and(is_unreadable)) {
            return Judged::new(false, expected, "the program cannot be read");
        }
        match names.iter().find(|name| is_used(name, used)) {
            Some(name) => Judged::new(false, expected, format!("it uses `{name}`")),
            None => Judged::new(true, expected, "it does"),
        }
    }

    fn figure(&self, check: &FigureCheck) -> Judged {
        let expected = figure_in_words(check);
        let figures = self.outcome.as_ref().map(|outcome| outcome.figures.as_slice()).unwrap_or_default();
        // The figure that comes nearest is the one that the learner meant.
        let nearest = figures.iter().map(|figure| figure_flaws(check, figure)).min_by_key(Vec::len);
        match nearest {
            None => Judged::new(false, expected, "no figure was drawn"),
            Some(flaws) if flaws.is_empty() => Judged::new(true, expected, "it was drawn"),
            Some(flaws) => Judged::new(false, expected, format!("a figure with {}", flaws.join(", "))),
        }
    }

    fn quiz(&self, at_least_percent: f64) -> Judged {
        let expected = format!("{at_least_percent:.0} % of the questions, or more");
        match self.facts.quiz_percent {
            None => Judged::new(false, expected, "the questions are not answered yet"),
            Some(percent) => Judged::new(percent >= at_least_percent, expected, format!("{percent:.0} %")),
        }
    }
}

fn one_of(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}

/// A module is used by whatever of it is used.
fn is_used(name: &str, used: &[String]) -> bool {
    used.iter().any(|used| match used.strip_prefix(name) {
        Some(rest) => rest.is_empty() || (rest.starts_with('.') && !name.starts_with('.')),
        None => false,
    })
}

fn is_unreadable(error: &super::ProgramError) -> bool {
    matches!(error.kind.as_str(), "SyntaxError" | "IndentationError" | "TabError")
}
