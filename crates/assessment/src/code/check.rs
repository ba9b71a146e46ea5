//! What is asked of a program, and reading it from a pack.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::SeriesCheck;

/// One thing that a program must do, be or leave behind. `docs/formats/code.md` says when each is met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "check", try_from = "CheckParts")]
pub enum CodeCheck {
    NoError,
    /// The nth number of the output, or of what follows the last place of the label `after`; from the end where negative.
    OutputNumber {
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<String>,
        nth: i32,
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<f64>,
    },
    Output {
        text: String,
        how: OutputMatch,
    },
    Variable(VariableCheck),
    Function {
        cases: Vec<Case>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tolerance: Option<f64>,
        any_order: bool,
    },
    /// One of these names.
    Uses {
        names: Vec<String>,
    },
    /// None of these names.
    DoesNotUse {
        names: Vec<String>,
    },
    Figure(FigureCheck),
    Quiz {
        at_least_percent: f64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutputMatch {
    Exact,
    Contains,
    Lines,
}

/// All that is stated has to hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct VariableCheck {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equals: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<f64>,
    pub any_order: bool,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
    /// Rows and columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
}

/// A call that the learner does not see before it fails, and what it has to give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "CaseParts")]
pub struct Case {
    /// A Python expression.
    pub call: String,
    #[serde(flatten)]
    pub result: CaseResult,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", untagged)]
pub enum CaseResult {
    Expected {
        expected: Json,
    },
    /// The name of an error's class, or of one above it.
    Raises {
        raises: String,
    },
    Between {
        #[serde(skip_serializing_if = "Option::is_none")]
        at_least: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<f64>,
    },
}

/// One figure has all of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct FigureCheck {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    pub title: bool,
    pub x_label: bool,
    pub y_label: bool,
    pub legend: bool,
    /// At least so many with something in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panels: Option<usize>,
    /// At least so many, in all panels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<usize>,
    /// For each a series of the figure that is all of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drawn: Vec<SeriesCheck>,
    /// Of heights in `drawn`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<f64>,
}

/// All that a check of any kind may have: one flat struct, which costs the page less than an enum read by its tag.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckParts {
    check: String,
    after: Option<String>,
    nth: Option<i32>,
    at_least: Option<f64>,
    at_most: Option<f64>,
    text: Option<String>,
    how: Option<String>,
    name: Option<String>,
    names: Option<Vec<String>>,
    equals: Option<Json>,
    tolerance: Option<f64>,
    any_order: Option<bool>,
    #[serde(rename = "type")]
    type_name: Option<String>,
    length: Option<usize>,
    shape: Option<[usize; 2]>,
    cases: Option<Vec<Case>>,
    kind: Option<String>,
    title: Option<bool>,
    x_label: Option<bool>,
    y_label: Option<bool>,
    legend: Option<bool>,
    panels: Option<usize>,
    series: Option<usize>,
    drawn: Option<Vec<SeriesCheck>>,
    at_least_percent: Option<f64>,
}

impl CheckParts {
    /// Names of the keys that are there.
    fn given(&self) -> impl Iterator<Item = &'static str> {
        let keys = [
            ("after", self.after.is_some()),
            ("nth", self.nth.is_some()),
            ("at_least", self.at_least.is_some()),
            ("at_most", self.at_most.is_some()),
            ("text", self.text.is_some()),
            ("how", self.how.is_some()),
            ("name", self.name.is_some()),
            ("names", self.names.is_some()),
            ("equals", self.equals.is_some()),
            ("tolerance", self.tolerance.is_some()),
            ("any_order", self.any_order.is_some()),
            ("type", self.type_name.is_some()),
            ("length", self.length.is_some()),
            ("shape", self.shape.is_some()),
            ("cases", self.cases.is_some()),
            ("kind", self.kind.is_some()),
            ("title", self.title.is_some()),
            ("x_label", self.x_label.is_some()),
            ("y_label", self.y_label.is_some()),
            ("legend", self.legend.is_some()),
            ("panels", self.panels.is_some()),
            ("series", self.series.is_some()),
            ("drawn", self.drawn.is_some()),
            ("at_least_percent", self.at_least_percent.is_some()),
        ];
        keys.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key)
    }
}

/// The keys that a check needs, and those that it may have.
fn keys_of(check: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match check {
        "no_error" => (&[], &[]),
        "output_number" => (&[], &["after", "nth", "at_least", "at_most"]),
        "output" => (&["text"], &["how"]),
        "variable" => (
            &["name"],
            &["equals", "tolerance", "any_order", "type", "length", "shape", "at_least", "at_most"],
        ),
        "function" => (&["cases"], &["tolerance", "any_order"]),
        "uses" | "does_not_use" => (&["names"], &[]),
        "figure" => (
            &[],
            &["kind", "title", "x_label", "y_label", "legend", "panels", "series", "drawn", "tolerance"],
        ),
        "quiz" => (&["at_least_percent"], &[]),
        _ => return None,
    })
}

impl TryFrom<CheckParts> for CodeCheck {
    type Error = String;

    fn try_from(parts: CheckParts) -> Result<CodeCheck, String> {
        let check = parts.check.as_str();
        let Some((needed, optional)) = keys_of(check) else {
            return Err(format!("the check \"{check}\" is not known; a newer app may know it"));
        };
        let given: Vec<&str> = parts.given().collect();
        if let Some(key) = needed.iter().find(|key| !given.contains(*key)) {
            return Err(format!("the check \"{check}\" lacks its `{key}`"));
        }
        if let Some(key) = given.iter().find(|key| !needed.contains(*key) && !optional.contains(*key)) {
            return Err(format!("the check \"{check}\" has no key `{key}`"));
        }
        let is_bounded = parts.at_least.is_some() || parts.at_most.is_some();
        Ok(match check {
            "no_error" => CodeCheck::NoError,
            "output_number" if !is_bounded => {
                return Err(
                    "the check bounds nothing: `at_least`, `at_most` or both were expected".to_owned()
                );
            }
            "output_number" => CodeCheck::OutputNumber {
                after: parts.after,
                nth: parts.nth.unwrap_or(1),
                at_least: parts.at_least,
                at_most: parts.at_most,
            },
            "output" => CodeCheck::Output {
                how: output_match(parts.how.as_deref())?,
                text: parts.text.unwrap_or_default(),
            },
            "variable" => CodeCheck::Variable(variable(parts)?),
            "function" => CodeCheck::Function {
                cases: parts.cases.unwrap_or_default(),
                tolerance: parts.tolerance,
                any_order: parts.any_order.unwrap_or_default(),
            },
            "uses" => CodeCheck::Uses { names: parts.names.unwrap_or_default() },
            "does_not_use" => CodeCheck::DoesNotUse { names: parts.names.unwrap_or_default() },
            "figure" => CodeCheck::Figure(FigureCheck {
                kind: parts.kind,
                title: parts.title.unwrap_or_default(),
                x_label: parts.x_label.unwrap_or_default(),
                y_label: parts.y_label.unwrap_or_default(),
                legend: parts.legend.unwrap_or_default(),
                panels: parts.panels,
                series: parts.series,
                drawn: parts.drawn.unwrap_or_default(),
                tolerance: parts.tolerance,
            }),
            _ => CodeCheck::Quiz { at_least_percent: parts.at_least_percent.unwrap_or_default() },
        })
    }
}

fn output_match(how: Option<&str>) -> Result<OutputMatch, String> {
    match how {
        None | Some("exact") => Ok(OutputMatch::Exact),
        Some("contains") => Ok(OutputMatch::Contains),
        Some("lines") => Ok(OutputMatch::Lines),
        Some(other) => Err(format!("`how` is \"{other}\"; exact, contains or lines were expected")),
    }
}

fn variable(parts: CheckParts) -> Result<VariableCheck, String> {
    if parts.equals == Some(Json::Null) {
        return Err(NOTHING_EXPECTED.to_owned());
    }
    let check = VariableCheck {
        name: parts.name.unwrap_or_default(),
        equals: parts.equals,
        tolerance: parts.tolerance,
        any_order: parts.any_order.unwrap_or_default(),
        type_name: parts.type_name,
        length: parts.length,
        shape: parts.shape,
        at_least: parts.at_least,
        at_most: parts.at_most,
    };
    let asks = check.equals.is_some()
        || check.type_name.is_some()
        || check.length.is_some()
        || check.shape.is_some()
        || check.at_least.is_some()
        || check.at_most.is_some();
    if asks {
        Ok(check)
    } else {
        Err("the check asks nothing of the variable: `equals`, `type`, `length`, `shape`, `at_least` or `at_most` were expected"
            .to_owned())
    }
}

/// A number that is none is null in JSON.
const NOTHING_EXPECTED: &str =
    "nothing is expected: write None as { none = true } and nan as { float = \"nan\" }";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseParts {
    call: String,
    expected: Option<Json>,
    raises: Option<String>,
    at_least: Option<f64>,
    at_most: Option<f64>,
}

impl TryFrom<CaseParts> for Case {
    type Error = String;

    fn try_from(parts: CaseParts) -> Result<Case, String> {
        let CaseParts { call, expected, raises, at_least, at_most } = parts;
        let is_bounded = at_least.is_some() || at_most.is_some();
        let result = match (expected, raises, is_bounded) {
            (Some(Json::Null), ..) => return Err(NOTHING_EXPECTED.to_owned()),
            (Some(expected), None, false) => CaseResult::Expected { expected },
            (None, Some(raises), false) => CaseResult::Raises { raises },
            (None, None, true) => CaseResult::Between { at_least, at_most },
            _ => {
                return Err(format!(
                    "the case `{call}` has one of `expected`, `raises`, and `at_least` with or without `at_most`"
                ));
            }
        };
        Ok(Case { call, result })
    }
}
