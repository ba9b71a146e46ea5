use serde::{Deserialize, Serialize};

use super::grade::Dimension;

/// A question that the learner answers about the own design, since no engine can read it as a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RubricQuestion {
    pub id: &'static str,
    pub dimension: Dimension,
    pub question: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubricAnswer {
    /// Id of a [`RubricQuestion`].
    pub question: String,
    pub answer: Answer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    No,
    Partly,
    Yes,
}

impl Answer {
    pub const ALL: [Answer; 3] = [Self::No, Self::Partly, Self::Yes];

    /// As the journal names it.
    pub fn id(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Partly => "partly",
            Self::Yes => "yes",
        }
    }

    /// "Partly"
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "No",
            Self::Partly => "Partly",
            Self::Yes => "Yes",
        }
    }

    /// Of the points that the question is worth.
    pub(super) fn share(self) -> f64 {
        match self {
            Self::No => 0.0,
            Self::Partly => 0.5,
            Self::Yes => 1.0,
        }
    }
}

const QUESTIONS: [RubricQuestion; 6] = [
    RubricQuestion {
        id: "alternative",
        dimension: Dimension::TradeOffs,
        question: "Do I name at least one other way that would have worked, and say why I did not take it?",
    },
    RubricQuestion {
        id: "price",
        dimension: Dimension::TradeOffs,
        question: "Do I say what my design is worse at, and who would notice?",
    },
    RubricQuestion {
        id: "turning_point",
        dimension: Dimension::TradeOffs,
        question: "Do I say at which load, rule or price I would decide differently?",
    },
    RubricQuestion {
        id: "decision_first",
        dimension: Dimension::Clarity,
        question: "Could somebody who reads only my first two sentences say what the design does?",
    },
    RubricQuestion {
        id: "names",
        dimension: Dimension::Clarity,
        question: "Could somebody who has not read the brief tell from the names what each part is for?",
    },
    RubricQuestion {
        id: "one_request",
        dimension: Dimension::Clarity,
        question: "Can one read and one write be followed through the drawing with a finger, without asking me?",
    },
];

/// The questions, in the order in which they are asked.
pub fn rubric() -> &'static [RubricQuestion] {
    &QUESTIONS
}
