//! What practice records.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuizStarted {
    pub attempt: String,
    /// Id of the pack.
    pub subject: String,
    pub mode: QuizMode,
    /// Ids of topics; empty for all.
    pub topics: Vec<String>,
    /// Questions at most.
    pub length: u32,
    /// For every choice by chance in this attempt.
    pub seed: u64,
    /// The normal prior of ability.
    pub prior_mean: f64,
    pub prior_sd: f64,
    /// Ids of the items that may be asked; empty for all.
    #[serde(default)]
    pub pool: Vec<String>,
    /// Ids of items that were seen lately: they wait until nothing else is left.
    #[serde(default)]
    pub recently_seen: Vec<String>,
    /// Time for the whole, pauses not counted; `None` for as long as it takes. An exam is handed in then; any other quiz ends with the
    /// answer that reaches it.
    #[serde(default)]
    pub limit_millis: Option<u64>,
    /// The parts of a mock test, whose items stand in `pool` one part after the other; empty for all other quizzes.
    #[serde(default)]
    pub sections: Vec<QuizSection>,
    /// Ends early once the standard error of the ability is at most this, in logits; `None` where it does not.
    #[serde(default)]
    pub until_standard_error: Option<f64>,
    /// Ends early once no question that is left tells more than this, in Fisher information at the ability as estimated; `None` where
    /// it does not.
    #[serde(default)]
    pub until_information: Option<f64>,
    /// Ends early once it is decided on which side of a cut the ability lies; `None` where that was not asked.
    #[serde(default)]
    pub until_decided: Option<QuizCut>,
}

/// What a quiz is to decide: whether the ability is at a cut or above, by a sequential probability ratio test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct QuizCut {
    /// In logits, as all of them are.
    pub cut: f64,
    /// Half the width of the region about the cut in which either answer will do.
    pub indifference: f64,
    /// Chance of a wrong decision outside of that region.
    pub error: f64,
}

/// A part of a mock test with its own time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizSection {
    pub title: String,
    /// How many items of the pool belong to it.
    pub items: u32,
    pub limit_millis: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuizMode {
    Adaptive,
    Fixed,
    Review,
    Exam,
    /// Inside a tutorial step.
    Tutorial,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionShown {
    pub attempt: String,
    pub item: String,
    /// 0 for the first.
    pub position: u32,
    /// Parameters of the item as they were then: a, b, c, d.
    pub parameters: [f64; 4],
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    pub attempt: String,
    /// Id of the pack.
    pub subject: String,
    pub item: String,
    pub topic: String,
    pub skill: String,
    pub response: Response,
    /// Share of the question that was right, in `0..=1`, before hints are counted.
    pub correctness: f64,
    /// What counts towards the score: `correctness` less what the opened hints cost.
    pub credit: f64,
    pub elapsed_millis: u64,
    pub expected_millis: u64,
    pub hints: u8,
    /// 1 guess, 2 unsure, 3 sure; `None` where it was not asked.
    pub confidence: Option<u8>,
    /// Parameters of the item as they were then: a, b, c, d.
    pub parameters: [f64; 4],
}

/// What the learner gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Indices of options as the pack lists them.
    Chosen(Vec<usize>),
    Number(f64),
    /// Indices of the steps as the pack lists them, in the order given.
    Ordered(Vec<usize>),
    /// For each pair as the pack lists them, the index of the chosen right side.
    Matched(Vec<usize>),
    /// For each gap, in order.
    Filled(Vec<String>),
    /// `ratings` are the learner's own, one a line of the rubric, or one an idea that was not found and is said to be there,
    /// from 0 to 2; empty where the text was judged.
    Text {
        text: String,
        ratings: Vec<u8>,
    },
    Story(StoryTold),
    /// A design of the canvas: its id, which criteria it met, and the share of their points, in `0..=1`.
    Built {
        design: String,
        met: Vec<bool>,
        share: f64,
    },
    /// A program, which criteria it met, and the share of their points, in `0..=1`.
    Coded {
        code: String,
        met: Vec<bool>,
        share: f64,
    },
    Skipped,
}

impl Response {
    /// Whether the question was passed over.
    pub fn is_skipped(&self) -> bool {
        match self {
            Response::Skipped => true,
            Response::Text { text, .. } => text.is_empty(),
            Response::Story(told) => told.ratings.is_empty(),
            _ => false,
        }
    }

    /// Whether the learner rated it, or passed over what would have been rated. That says nothing about what they know.
    pub fn is_self_rated(&self) -> bool {
        match self {
            Response::Story(_) => true,
            Response::Text { text, ratings } => !ratings.is_empty() || text.is_empty(),
            _ => false,
        }
    }
}

/// Something that happened to the learner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryTold {
    pub situation: String,
    pub task: String,
    pub action: String,
    pub result: String,
    /// Ids of principles of the pack.
    pub principles: Vec<String>,
    /// The learner's own, one a line of the rubric, from 0 to 2; empty where the story was skipped or not rated yet.
    pub ratings: Vec<u8>,
}

/// A story of the learner's collection, as it stands from then on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryKept {
    pub story: String,
    /// Id of the pack.
    pub subject: String,
    /// Id of the prompt that it answers.
    pub prompt: String,
    /// Id of the rubric that its ratings belong to.
    pub rubric: String,
    pub told: StoryTold,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuizFinished {
    pub attempt: String,
    pub ability: f64,
    pub standard_error: f64,
    pub answered: u32,
    /// Sum of credits over questions shown, in `0..=1`.
    pub score: f64,
}
