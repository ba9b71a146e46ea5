use serde::{Deserialize, Serialize};

use crate::Question;

/// One question of a bank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Stable for ever: the learner's history refers to it.
    pub id: String,
    /// A topic of the pack's taxonomy.
    pub topic: String,
    /// The one skill it measures.
    pub skill: String,
    /// Markdown; can be answered before the options are read.
    pub stem: String,
    pub question: Question,
    /// From the faintest to the plainest; at least two.
    pub hints: Vec<String>,
    /// Markdown, shown after the answer.
    pub explanation: String,
    #[serde(default)]
    pub related: Vec<String>,
    pub sources: Vec<Source>,
    /// `remember`, `understand`, `apply`, `analyse`, `evaluate` or `create`.
    pub cognitive_level: String,
    pub expected_seconds: u32,
    /// Items that give this one away, or are given away by it.
    #[serde(default)]
    pub enemies: Vec<String>,
    pub parameters: ItemParameters,
    pub provenance: Provenance,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub text: String,
    #[serde(default)]
    pub correct: bool,
    /// Why it is right, or what somebody who chose it may have thought and why that does not hold.
    pub rationale: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    pub title: String,
    /// An address, or the place in a book.
    pub location: String,
}

/// Parameters of the four-parameter logistic model with D = 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ItemParameters {
    /// Discrimination, over 0.
    pub a: f64,
    /// Difficulty, on the scale of ability.
    pub b: f64,
    /// Lower asymptote: the chance to guess right.
    pub c: f64,
    /// Upper asymptote; 1 where nobody who knows it slips.
    #[serde(default = "one")]
    pub d: f64,
}

fn one() -> f64 {
    1.0
}

/// Where the item parameters come from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    AuthoredGuess,
    Calibrated { answers: u32 },
}
