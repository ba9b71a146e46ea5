//! The lines between the page and `python/host/worker.js`.

use serde::Deserialize;
use serde_json::json;

use super::{Failure, Finished, Run};

/// What the worker says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// With the package files that could not be opened.
    Ready(Vec<String>),
    Wrote {
        text: String,
        is_error: bool,
    },
    Asks,
    /// The program came to its end, and is going to be asked about.
    Ran(Finished),
    /// And whether the worker took so much memory that another one should take its place.
    Finished(Finished, bool),
    Failed(Failure),
}

#[derive(Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[derive(Default)]
struct Line {
    ready: Option<String>,
    out: Option<String>,
    err: Option<String>,
    ask: bool,
    ran: Option<String>,
    outcome: Option<String>,
    uses: String,
    answers: String,
    is_cut: bool,
    lines_cut: u32,
    is_worn: bool,
    failed: Option<String>,
    /// Why, where the worker knows: `depth` or `exit`.
    cause: String,
    unopened: Vec<String>,
}

pub fn read(text: &str) -> Option<Said> {
    let line: Line = serde_json::from_str(text).ok()?;
    let Line { is_cut, lines_cut, is_worn, .. } = line;
    match line {
        Line { ready: Some(_), unopened, .. } => Some(Said::Ready(unopened)),
        Line { out: Some(text), .. } => Some(Said::Wrote { text, is_error: false }),
        Line { err: Some(text), .. } => Some(Said::Wrote { text, is_error: true }),
        Line { ask: true, .. } => Some(Said::Asks),
        Line { ran: Some(outcome), uses, .. } => {
            Some(Said::Ran(Finished { outcome, uses, ..Finished::default() }))
        }
        Line { outcome: Some(outcome), uses, answers, .. } => {
            Some(Said::Finished(Finished { outcome, uses, answers, is_cut, lines_cut }, is_worn))
        }
        Line { failed: Some(reason), cause, .. } => Some(Said::Failed(match cause.as_str() {
            "depth" => Failure::Depth,
            "exit" => Failure::Exit,
            _ => Failure::Crash(reason),
        })),
        _ => None,
    }
}

pub fn run(run: &Run) -> String {
    json!({ "run": { "source": run.source, "probes": run.probes, "box": run.lines } }).to_string()
}

pub fn answer(line: Option<&str>) -> String {
    json!({ "line": line }).to_string()
}
