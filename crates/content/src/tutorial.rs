use analysis::Check;
use assessment::code::CodeTask;
use serde::{Deserialize, Serialize};

/// A lesson: steps in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tutorial {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub difficulty: Difficulty,
    pub minutes: u32,
    /// Tutorials that should come first.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    pub objectives: Vec<Objective>,
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    Beginner,
    Intermediate,
    Advanced,
    Expert,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    pub id: String,
    pub title: String,
    /// A sentence: what one can do then. Empty where the author states none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Ids of skills of the pack.
    pub skills: Vec<String>,
    /// Its share of the tutorial's minutes; 0 where none is stated.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub minutes: u32,
    /// Objectives of the tutorial that it builds on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<String>,
}

fn is_zero(minutes: &u32) -> bool {
    *minutes == 0
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub id: String,
    pub title: String,
    /// Markdown.
    pub content: String,
    pub minutes: u32,
    /// Where it is another than the tutorial's; see [`Tutorial::difficulty_of`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Ids of objectives of the tutorial.
    pub objectives: Vec<String>,
    #[serde(default)]
    pub hints: Vec<String>,
    pub kind: StepKind,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum StepKind {
    /// Read, then go on.
    Conceptual,
    /// Answer these items of the pack, each right once.
    Assessment { items: Vec<String> },
    /// Change a design until every criterion holds.
    Canvas {
        /// A design file in the app's own JSON format.
        starting_design: serde_json::Value,
        /// One that passes, shown on request after the learner tried, and used by the pack's own test.
        solution: serde_json::Value,
        criteria: Vec<Criterion>,
    },
    /// Write a program until every criterion holds.
    Code(CodeTask),
    /// The same, with a figure to draw.
    Visualisation(CodeTask),
    /// The same, with more room and less help.
    Project(CodeTask),
}

impl StepKind {
    /// The program to write, where it is one of the kinds that are answered so.
    pub fn code(&self) -> Option<&CodeTask> {
        match self {
            StepKind::Code(task) | StepKind::Visualisation(task) | StepKind::Project(task) => Some(task),
            StepKind::Conceptual | StepKind::Assessment { .. } | StepKind::Canvas { .. } => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// "A cache stands between the service and the database"
    pub description: String,
    pub points: u32,
    pub check: Check,
}

impl Tutorial {
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// How hard a step of it is.
    pub fn difficulty_of(&self, step: &Step) -> Difficulty {
        step.difficulty.unwrap_or(self.difficulty)
    }
}
