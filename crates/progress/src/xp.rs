use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use journal::{Answered, Body, ChallengeGraded, QuizFinished, TutorialStepCompleted};
use serde::{Deserialize, Serialize};

use crate::{ByDay, Happened, Streaks, name_across_packs};

/// Base points of an answered question.
const ANSWER_POINTS: u32 = 10;
/// Base points of a finished quiz, for each question answered in it.
const QUIZ_POINTS_PER_ANSWER: u32 = 2;
const TUTORIAL_STEP_POINTS: u32 = 20;
const TUTORIAL_POINTS: u32 = 50;
const DESIGN_MILESTONE_POINTS: u32 = 15;
const CHALLENGE_POINTS: u32 = 60;
/// Mean of the dimensions of a grade, at most.
const BEST_GRADE: f64 = 5.0;

const CONSISTENT_FACTOR: f64 = 1.5;
const CONSISTENT_FROM_DAYS: u32 = 3;
const DIFFICULT_FACTOR: f64 = 2.0;
const DIFFICULT_FROM_B: f64 = 1.5;
const PERFECT_FACTOR: f64 = 2.5;

/// Experience points: what was done, how hard it was and how well it went.
///
/// `points = base x difficulty x performance x multipliers`, truncated to a whole number, where
///
/// | activity | base | difficulty | performance |
/// |---|---|---|---|
/// | question answered | 10 | `1 + b / 4`, within `0.5..=1.75` | credit |
/// | quiz finished | 2 for each answer | 1 | score |
/// | tutorial step completed, the first time | 20 | 1 | score / 100 |
/// | tutorial finished, the first time | 50 | 1 | 1 |
/// | design reached a new size | 15 | 1 | 1 |
/// | challenge passed, the first time | 60 | 1 | grade / 5 |
///
/// and the multipliers are 1.5 from the third day of a streak on, 2.0 for a question with `b` of 1.5 or more, and 2.5 for a
/// quiz, a step or a challenge with the full score.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Xp {
    total: u64,
    awards: Vec<Award>,
    by_day: ByDay<u64>,
    finished_quizzes: BTreeSet<String>,
    completed_steps: BTreeMap<String, BTreeSet<String>>,
    finished_tutorials: BTreeSet<String>,
    #[serde(default)]
    passed_challenges: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    Answer,
    Quiz,
    TutorialStep,
    Tutorial,
    DesignMilestone,
    Challenge,
}

/// Points that were given, with all that they were computed from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Award {
    pub day: Date,
    pub activity: Activity,
    pub points: u32,
    base: u32,
    difficulty: f64,
    /// In `0..=1`.
    performance: f64,
    is_consistent: bool,
    is_difficult: bool,
    is_perfect: bool,
}

/// A factor of an award, for the learner to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub words: String,
    pub factor: f64,
}

/// Where the learner stands between two levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// 1 at the start.
    pub level: u32,
    /// Points gathered since this level was reached.
    pub gathered: u64,
    /// Points from this level to the next.
    pub needed: u64,
}

/// Points at which a level is reached: `50 n (n - 1)`, so each level takes 100 more than the one before.
///
/// ```
/// assert_eq!([1, 2, 3, 4].map(progress::xp_at_level), [0, 100, 300, 600]);
/// ```
pub fn xp_at_level(level: u32) -> u64 {
    let level = u64::from(level);
    50_u64.saturating_mul(level).saturating_mul(level.saturating_sub(1))
}

/// The level reached with `xp` points: the largest `n` with `50 n (n - 1) <= xp`, which is
/// `(1 + sqrt(1 + 4 (xp / 50))) / 2`, all in whole numbers.
///
/// ```
/// assert_eq!([0, 99, 100, 299, 300].map(progress::level_for), [1, 1, 2, 2, 3]);
/// ```
pub fn level_for(xp: u64) -> u32 {
    let root = (xp / 50).saturating_mul(4).saturating_add(1).isqrt();
    u32::try_from(root.saturating_add(1) / 2).unwrap_or(u32::MAX)
}

impl Xp {
    /// `streaks` has taken the same event already.
    pub fn apply(&mut self, happened: &Happened<'_>, streaks: &Streaks) {
        let is_consistent = streaks.running_days() >= CONSISTENT_FROM_DAYS;
        for award in self.earned(happened).into_iter().flatten() {
            self.give(Award { is_consistent, ..award });
        }
    }

    fn earned(&mut self, happened: &Happened<'_>) -> [Option<Award>; 2] {
        let day = happened.day;
        match &happened.body {
            Body::Answered(answered) => [Some(Award::for_answer(day, answered)), None],
            Body::QuizFinished(finished) => {
                let is_first = self.finished_quizzes.insert(finished.attempt.clone());
                [is_first.then(|| Award::for_quiz(day, finished)), None]
            }
            Body::TutorialStepCompleted(completed) => self.earned_by_step(day, completed),
            Body::DesignSaved(_) => {
                [Some(Award::plain(day, Activity::DesignMilestone, DESIGN_MILESTONE_POINTS)), None]
            }
            Body::ChallengeGraded(graded) => {
                let challenge = name_across_packs(&graded.subject, &graded.challenge);
                let is_first = graded.passed && self.passed_challenges.insert(challenge);
                [is_first.then(|| Award::for_challenge(day, graded)), None]
            }
            _ => [None, None],
        }
    }

    fn earned_by_step(&mut self, day: Date, completed: &TutorialStepCompleted) -> [Option<Award>; 2] {
        let steps = self.completed_steps.entry(completed.tutorial.clone()).or_default();
        let is_first = steps.insert(completed.step.clone());
        let is_finish =
            completed.finishes_tutorial && self.finished_tutorials.insert(completed.tutorial.clone());
        [
            is_first.then(|| Award::for_step(day, completed)),
            is_finish.then(|| Award::plain(day, Activity::Tutorial, TUTORIAL_POINTS)),
        ]
    }

    fn give(&mut self, award: Award) {
        let award = award.counted();
        if award.points > 0 {
            self.total = self.total.saturating_add(u64::from(award.points));
            let day = self.by_day.at(award.day);
            *day = day.saturating_add(u64::from(award.points));
            self.awards.push(award);
        }
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn level(&self) -> Level {
        let level = level_for(self.total);
        let reached_at = xp_at_level(level);
        let needed = xp_at_level(level.saturating_add(1)).saturating_sub(reached_at);
        Level { level, gathered: self.total.saturating_sub(reached_at), needed }
    }

    /// Every award, the oldest first.
    pub fn awards(&self) -> &[Award] {
        &self.awards
    }

    pub fn on(&self, day: Date) -> u64 {
        self.by_day.get(day).copied().unwrap_or(0)
    }

    pub fn by_day(&self) -> impl Iterator<Item = (Date, u64)> {
        self.by_day.iter().map(|(day, points)| (day, *points))
    }
}

impl Award {
    fn plain(day: Date, activity: Activity, base: u32) -> Award {
        Award {
            day,
            activity,
            points: 0,
            base,
            difficulty: 1.0,
            performance: 1.0,
            is_consistent: false,
            is_difficult: false,
            is_perfect: false,
        }
    }

    fn for_answer(day: Date, answered: &Answered) -> Award {
        let [_, b, _, _] = answered.parameters;
        Award {
            difficulty: (1.0 + b / 4.0).clamp(0.5, 1.75),
            performance: answered.credit.clamp(0.0, 1.0),
            is_difficult: b >= DIFFICULT_FROM_B,
            ..Award::plain(day, Activity::Answer, ANSWER_POINTS)
        }
    }

    fn for_quiz(day: Date, finished: &QuizFinished) -> Award {
        let base = QUIZ_POINTS_PER_ANSWER.saturating_mul(finished.answered);
        Award::plain(day, Activity::Quiz, base).performed(finished.score)
    }

    fn for_step(day: Date, completed: &TutorialStepCompleted) -> Award {
        Award::plain(day, Activity::TutorialStep, TUTORIAL_STEP_POINTS).performed(completed.score / 100.0)
    }

    fn for_challenge(day: Date, graded: &ChallengeGraded) -> Award {
        Award::plain(day, Activity::Challenge, CHALLENGE_POINTS).performed(graded.score / BEST_GRADE)
    }

    fn performed(self, share: f64) -> Award {
        let performance = share.clamp(0.0, 1.0);
        // A sum of credits may miss 1 by a rounding error.
        Award { performance, is_perfect: performance > 1.0 - 1e-9, ..self }
    }

    fn counted(self) -> Award {
        let factors = self.multipliers().into_iter().flatten().map(|(_, factor)| factor);
        let points = f64::from(self.base) * self.difficulty * self.performance * factors.product::<f64>();
        // 30 x 0.7 is 20.999..: a whole number that is missed by a rounding error only is meant.
        Award { points: (points + 1e-9) as u32, ..self }
    }

    fn multipliers(&self) -> [Option<(&'static str, f64)>; 3] {
        [
            self.is_consistent.then_some(("Practised 3 days or more in a row", CONSISTENT_FACTOR)),
            self.is_difficult.then_some(("Difficult question", DIFFICULT_FACTOR)),
            self.is_perfect.then_some(("Everything right", PERFECT_FACTOR)),
        ]
    }

    /// The factors in the order they are multiplied: first the base points, then difficulty and performance, then what
    /// else applied. Their product, truncated, is `points`.
    pub fn reasons(&self) -> Vec<Reason> {
        let reason = |words: &str, factor: f64| Reason { words: words.to_owned(), factor };
        let mut reasons = vec![
            reason(self.activity.words(), f64::from(self.base)),
            reason("Difficulty", self.difficulty),
            reason("Share that was right", self.performance),
        ];
        reasons.extend(self.multipliers().into_iter().flatten().map(|(words, factor)| reason(words, factor)));
        reasons
    }
}

impl Activity {
    pub fn words(self) -> &'static str {
        match self {
            Activity::Answer => "Question answered",
            Activity::Quiz => "Quiz finished",
            Activity::TutorialStep => "Tutorial step completed",
            Activity::Tutorial => "Tutorial finished",
            Activity::DesignMilestone => "Design reached a new size",
            Activity::Challenge => "Challenge passed",
        }
    }
}
