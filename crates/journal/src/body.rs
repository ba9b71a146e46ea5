use serde::{Deserialize, Serialize};

/// What happened. A kind that this build does not know is kept as it came, see [`crate::Payload`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    SessionStarted {},
    SessionEnded {},
    QuizStarted(QuizStarted),
    QuestionShown(QuestionShown),
    HintOpened {
        attempt: String,
        item: String,
        level: u8,
    },
    Answered(Answered),
    ExplanationViewed {
        attempt: String,
        item: String,
    },
    QuizFinished(QuizFinished),
    QuizAbandoned {
        attempt: String,
    },
    /// The learner put a question aside to come back to it, or took that back.
    QuestionFlagged {
        attempt: String,
        item: String,
        flagged: bool,
    },
    QuizPaused {
        attempt: String,
    },
    QuizResumed {
        attempt: String,
    },
    TutorialStepStarted {
        tutorial: String,
        step: String,
    },
    TutorialStepAttempted(TutorialStepAttempted),
    TutorialStepCompleted(TutorialStepCompleted),
    DesignSaved(DesignSaved),
    DesignSubmitted {
        design: String,
        challenge: String,
    },
    PredictionMade {
        design: String,
        metric: String,
        guess: f64,
        actual: f64,
    },
    ChallengeGraded {
        design: String,
        challenge: String,
        score: f64,
    },
    GoalSet {
        goal: String,
    },
    RoleSet {
        role: String,
    },
    LevelSet {
        level: String,
    },
    PreferenceSet {
        key: String,
        value: String,
    },
    ExamDateSet {
        date: jiff::civil::Date,
    },
    BadgeAwarded {
        badge: String,
        level: u32,
    },
    ConsentGiven {
        purpose: String,
    },
    ConsentWithdrawn {
        purpose: String,
    },
}

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
    /// Time for the whole, pauses not counted; `None` for as long as it takes.
    #[serde(default)]
    pub limit_millis: Option<u64>,
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
    /// `ratings` are the learner's own, one a line of the rubric, from 0 to 2; empty where the text was judged.
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
    /// The learner's own, one a line of the rubric, from 0 to 2; empty where the story was skipped.
    pub ratings: Vec<u8>,
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

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TutorialStepAttempted {
    pub tutorial: String,
    pub step: String,
    pub passed: bool,
    /// 0 to 100.
    pub score: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TutorialStepCompleted {
    pub tutorial: String,
    pub step: String,
    /// 0 to 100.
    pub score: f64,
    pub minutes: f64,
    pub attempts: u32,
    pub hints: u8,
    /// Ids of skills that the step's objectives train.
    pub skills: Vec<String>,
    /// The last step of its tutorial that was open.
    pub finishes_tutorial: bool,
}

/// A milestone of a design: written when it first reaches a size, not at every save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DesignSaved {
    pub design: String,
    pub components: u32,
    pub connections: u32,
    pub scalability_score: f64,
    pub availability: f64,
    pub max_requests_per_second: Option<f64>,
}
