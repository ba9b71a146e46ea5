use serde::{Deserialize, Serialize};

use crate::{Choice, code::CodeTask};

/// What is asked, with what counts as right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", try_from = "crate::read::QuestionParts")]
pub enum Question {
    SingleChoice {
        options: Vec<Choice>,
    },
    MultipleChoice {
        options: Vec<Choice>,
    },
    /// Right within `tolerance`, given in the same unit as `answer`.
    Numeric {
        answer: f64,
        tolerance: f64,
        unit: String,
    },
    /// An order of magnitude: right within `factor` of `answer`, both over 0.
    Estimate {
        answer: f64,
        unit: String,
        factor: f64,
    },
    /// `steps` stand in the right order here and are shown shuffled.
    Ordering {
        steps: Vec<String>,
    },
    /// Each left side belongs to one right side; `extra` right sides belong to none. See [`right_sides`].
    Matching {
        pairs: Vec<Pair>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        extra: Vec<String>,
    },
    /// Plain text with a [`GAP`] for each blank.
    FillIn {
        text: String,
        blanks: Vec<Blank>,
    },
    /// Judged by `accepted` and `keywords`, or, where neither is given, by the learner with the `rubric`.
    ShortText {
        #[serde(skip_serializing_if = "Vec::is_empty")]
        accepted: Vec<String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        keywords: Vec<Idea>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        rubric: Vec<String>,
        /// Markdown, shown after the answer.
        model_answer: String,
    },
    /// Something that happened to the learner, told as situation, task, action and result.
    Story {
        /// Ids of principles of the pack that the story should show.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        principles: Vec<String>,
        rubric: Vec<String>,
    },
    /// A design to change on the canvas; the pack's task of this id has the start and what it has to meet.
    Design {
        task: String,
    },
    /// A program to write; the task has no items of its own.
    Code {
        #[serde(flatten)]
        task: Box<CodeTask>,
    },
}

/// What stands for a blank in the text of a fill-in question.
pub const GAP: &str = "___";

/// What the learner may rate each line of a rubric with, from 0 (not yet) to this (fully).
pub const HIGHEST_RATING: u8 = 2;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    pub left: String,
    pub right: String,
    /// Why they belong together.
    pub rationale: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Blank {
    /// Compared as [`same_text`](crate::same_text) does; the first one is shown as the answer.
    pub accepted: Vec<String>,
    pub rationale: String,
}

/// Something that a short text has to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Idea {
    /// The idea in a few words, for the feedback.
    pub idea: String,
    /// One of these phrases has to stand in the text, compared as [`says`](crate::says) does.
    pub any: Vec<String>,
    pub rationale: String,
}

/// The sorts of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    SingleChoice,
    MultipleChoice,
    Numeric,
    Estimate,
    Ordering,
    Matching,
    FillIn,
    ShortText,
    Story,
    Design,
    Code,
}

impl Kind {
    /// For the learner.
    pub fn name(self) -> &'static str {
        match self {
            Kind::SingleChoice => "One choice",
            Kind::MultipleChoice => "Several choices",
            Kind::Numeric => "Number",
            Kind::Estimate => "Estimate",
            Kind::Ordering => "Order",
            Kind::Matching => "Matching",
            Kind::FillIn => "Gaps",
            Kind::ShortText => "Short text",
            Kind::Story => "Story",
            Kind::Design => "Design",
            Kind::Code => "Code",
        }
    }
}

impl Question {
    pub fn kind(&self) -> Kind {
        match self {
            Question::SingleChoice { .. } => Kind::SingleChoice,
            Question::MultipleChoice { .. } => Kind::MultipleChoice,
            Question::Numeric { .. } => Kind::Numeric,
            Question::Estimate { .. } => Kind::Estimate,
            Question::Ordering { .. } => Kind::Ordering,
            Question::Matching { .. } => Kind::Matching,
            Question::FillIn { .. } => Kind::FillIn,
            Question::ShortText { .. } => Kind::ShortText,
            Question::Story { .. } => Kind::Story,
            Question::Design { .. } => Kind::Design,
            Question::Code { .. } => Kind::Code,
        }
    }

    /// The lines by which the learner rates the own answer; `None` where the answer is judged.
    pub fn rubric(&self) -> Option<&[String]> {
        match self {
            Question::Story { rubric, .. } => Some(rubric),
            Question::ShortText { accepted, keywords, rubric, .. }
                if accepted.is_empty() && keywords.is_empty() =>
            {
                Some(rubric)
            }
            _ => None,
        }
    }

    /// Whether it takes long, as what is drawn, programmed or rated by the learner does: such questions are started by themselves, and
    /// are not among those that a quiz draws.
    pub fn takes_long(&self) -> bool {
        matches!(self.kind(), Kind::Design | Kind::Code) || self.rubric().is_some()
    }
}

/// The right sides to choose from, each once: those of the pairs as they first appear, then the extra ones.
pub fn right_sides<'a>(pairs: &'a [Pair], extra: &'a [String]) -> Vec<&'a str> {
    let mut sides: Vec<&str> = Vec::new();
    for side in pairs.iter().map(|pair| &pair.right).chain(extra) {
        if !sides.contains(&side.as_str()) {
            sides.push(side);
        }
    }
    sides
}
