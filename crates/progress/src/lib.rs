//! Where the learner stands: projections of the journal.
//!
//! Each is a pure function of the events, in canonical order. There is no clock in here: whoever asks hands in today's date.

mod accuracy;
mod by_day;
mod certificates;
mod challenges;
mod designs;
mod happened;
mod keyed;
mod next;
mod path;
mod profile;
mod projections;
mod quizzes;
mod reviews;
mod skill_tree;
mod skills;
mod stories;
mod streak;
mod subject;
mod tally;
mod tutorials;
mod xp;

pub use accuracy::{AbilityPoint, Accuracy, DayAccuracy, Timeline};
pub use by_day::ByDay;
pub use certificates::{Certificate, Certificates};
pub use challenges::{Challenge, Challenges, Grading};
pub use designs::{Design, Designs, Milestone, Prediction};
pub use happened::{DEFAULT_DAY_START_HOUR, Happened, learner_day};
pub use next::{
    Action, Catalogue, ChallengeEntry, Suggestion, TopicEntry, TutorialEntry, what_goes_on, what_next,
};
pub use path::{PLACEMENT, StopState, certification, has_length, stands_alone, stop_states};
pub use profile::{
    DAY_START_HOUR, DESIRED_RETENTION, MOST_REVIEWS_A_DAY, PREDICT_FIRST, Profile, RETENTION_RANGE,
    REVIEWS_A_DAY, Study, USUAL_RETENTION, USUAL_REVIEWS_A_DAY,
};
pub use projections::Progress;
pub use quizzes::{Attempt, AttemptStep, Outcome, Quizzes};
pub use reviews::{Rating, Review, Reviews, day_number};
pub use skill_tree::{TierEntry, TierStand, skill_score, skill_tree};
pub use skills::{Skill, SkillScores, Skills, SubjectSkills, Topic, TopicLevel, knowledge_after};
pub use stories::{Stories, Story};
pub use streak::{DayActivity, Streak, StreakState, Streaks};
pub use subject::{FIRST_SUBJECT, name_across_packs, subject_and_id};
pub use tally::{DailyTally, Tally};
pub use tutorials::{Completion, Step, Tutorial, Tutorials};
pub use xp::{Activity, Award, Level, Reason, Xp, level_for, xp_at_level};
