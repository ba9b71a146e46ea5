mod practice;

use serde::{Deserialize, Serialize};

pub use practice::*;

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
        /// Id within the pack.
        challenge: String,
        /// Id of the pack; empty in older journals, as in the other events of challenges.
        #[serde(default)]
        subject: String,
    },
    PredictionMade {
        design: String,
        /// `p99_millis`, `monthly_usd` or `max_requests_per_second`.
        metric: String,
        guess: f64,
        actual: f64,
        /// Id of the pack of the challenge that the design answers.
        #[serde(default)]
        subject: String,
    },
    StoryKept(StoryKept),
    /// The learner took a story out of their collection. Keeping it again undoes that.
    StoryRemoved {
        story: String,
    },
    ChallengeGraded(ChallengeGraded),
    GoalSet {
        /// The first of `goals`; in older journals the only one, in the learner's words.
        goal: String,
        /// Id of the pack; empty in older journals, as in the two below.
        #[serde(default)]
        subject: String,
        /// Ids of all goals of the path that the learner has from now on.
        #[serde(default)]
        goals: Vec<String>,
    },
    RoleSet {
        /// Id of a path of the pack.
        role: String,
        #[serde(default)]
        subject: String,
    },
    LevelSet {
        level: String,
        #[serde(default)]
        subject: String,
    },
    Certified(Certified),
    PreferenceSet {
        key: String,
        value: String,
    },
    ExamDateSet {
        date: jiff::civil::Date,
    },
    /// There is no exam or interview to work towards any more.
    ExamDateCleared {},
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

/// The assessment at the end of a path was passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certified {
    /// Id of the pack.
    pub subject: String,
    /// Id of the path.
    pub path: String,
    /// The attempt that passed.
    pub attempt: String,
    pub ability: f64,
    pub standard_error: f64,
    /// The ability that was needed then.
    pub cut_score: f64,
    /// Questions that were answered.
    pub answered: u32,
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

/// A grade as it was given, so that it can be read again when the design has long been changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChallengeGraded {
    pub design: String,
    /// Id within the pack.
    pub challenge: String,
    /// Id of the pack; empty in older journals.
    #[serde(default)]
    pub subject: String,
    /// Mean of the dimensions, 0 to 5.
    pub score: f64,
    #[serde(default)]
    pub passed: bool,
    /// In a sentence; empty where it was not kept.
    #[serde(default)]
    pub verdict: String,
    #[serde(default)]
    pub requirements: Vec<GradedRequirement>,
    #[serde(default)]
    pub dimensions: Vec<GradedDimension>,
    /// The learner's own answers about the design.
    #[serde(default)]
    pub rubric: Vec<RubricAnswered>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GradedRequirement {
    pub text: String,
    /// `functional`, `number`, `constraint` or `choice`.
    pub sort: String,
    pub passed: bool,
    pub expected: String,
    pub found: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GradedDimension {
    /// "Architectural soundness"
    pub name: String,
    /// 0 to 5.
    pub score: f64,
    /// Told from words, not measured.
    pub is_estimate: bool,
    /// What the score adds up from.
    pub points: Vec<GradedPoint>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GradedPoint {
    pub points: f64,
    pub out_of: f64,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RubricAnswered {
    pub question: String,
    /// `no`, `partly` or `yes`.
    pub answer: String,
}
