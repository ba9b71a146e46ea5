use serde::Deserialize;

use super::figure::Figure;

/// What `harness.run` says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// `None` where the program ended by itself.
    pub error: Option<ProgramError>,
    pub figures: Vec<Figure>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ProgramError {
    /// The name of its class: "ZeroDivisionError".
    pub kind: String,
    pub message: String,
    /// The innermost line of the learner's program, from 1.
    pub line: Option<u32>,
    /// As Python writes it, with the learner's own lines only.
    pub traceback: String,
}

/// A figure more than `plot` allows was not drawn by `plot`.
const MOST_FIGURES: usize = 8;

#[derive(Deserialize)]
struct Parts {
    error: Option<ProgramError>,
    figures: Vec<serde_json::Value>,
}

impl Outcome {
    /// `None` where this is not what the harness writes. A figure that breaks the rules of `plot` is left out.
    pub fn from_json(json: &str) -> Option<Outcome> {
        let Parts { error, figures } = serde_json::from_str(json).ok()?;
        let figures = figures.into_iter().take(MOST_FIGURES).filter_map(Figure::from_value).collect();
        Some(Outcome { error, figures })
    }
}
