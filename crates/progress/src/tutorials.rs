use std::collections::BTreeMap;

use jiff::civil::Date;
use journal::{Body, TutorialStepAttempted, TutorialStepCompleted};
use serde::{Deserialize, Serialize};

use crate::{Happened, keyed};

/// How far the learner is in each tutorial.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tutorials(BTreeMap<String, Tutorial>);

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tutorial {
    steps: BTreeMap<String, Step>,
    /// Where the learner was last.
    pub last_step: String,
    pub last_utc_millis: i64,
    pub finished: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Step {
    pub attempts: u32,
    pub failed_attempts: u32,
    /// The best of all attempts and completions, 0 to 100.
    pub best_score: f64,
    /// The latest.
    pub completed: Option<Completion>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    pub date: Date,
    /// 0 to 100.
    pub score: f64,
    pub minutes: f64,
    pub attempts: u32,
    pub hints: u8,
}

impl Tutorials {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        match &happened.body {
            Body::TutorialStepStarted { tutorial, step } => self.at(happened, tutorial, step, |_| {}),
            Body::TutorialStepAttempted(attempted) => {
                self.at(happened, &attempted.tutorial, &attempted.step, |step| step.attempt(attempted));
            }
            Body::TutorialStepCompleted(completed) => {
                let date = happened.day;
                self.at(happened, &completed.tutorial, &completed.step, |step| {
                    step.complete(date, completed);
                });
                if completed.finishes_tutorial {
                    keyed::update(&mut self.0, &completed.tutorial, |tutorial| {
                        tutorial.finished.get_or_insert(date);
                    });
                }
            }
            _ => {}
        }
    }

    fn at(&mut self, happened: &Happened<'_>, tutorial: &str, step: &str, change: impl FnOnce(&mut Step)) {
        keyed::update(&mut self.0, tutorial, |tutorial| {
            keyed::update(&mut tutorial.steps, step, change);
            step.clone_into(&mut tutorial.last_step);
            tutorial.last_utc_millis = happened.at.utc_millis;
        });
    }

    /// `None` for one that was never opened.
    pub fn get(&self, tutorial: &str) -> Option<&Tutorial> {
        self.0.get(tutorial)
    }

    /// Every tutorial that was opened, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Tutorial)> {
        self.0.iter().map(|(id, tutorial)| (id.as_str(), tutorial))
    }

    /// Opened and not finished, the latest first.
    pub fn unfinished(&self) -> Vec<(&str, &Tutorial)> {
        let mut open: Vec<_> = self.iter().filter(|(_, tutorial)| tutorial.finished.is_none()).collect();
        open.sort_by_key(|(id, tutorial)| (std::cmp::Reverse(tutorial.last_utc_millis), *id));
        open
    }
}

impl Tutorial {
    /// `None` for one that was never opened.
    pub fn step(&self, step: &str) -> Option<&Step> {
        self.steps.get(step)
    }

    pub fn is_completed(&self, step: &str) -> bool {
        self.steps.get(step).is_some_and(|step| step.completed.is_some())
    }

    /// The step to go on with: where the learner was last if it is still open, else the first that is open of
    /// `steps_in_order`. `None` when all are completed.
    pub fn step_to_continue<'ids>(&self, steps_in_order: &[&'ids str]) -> Option<&'ids str> {
        let is_open = |step: &&&str| !self.is_completed(step);
        let last = steps_in_order.iter().find(|step| **step == self.last_step).filter(is_open);
        last.or_else(|| steps_in_order.iter().find(is_open)).copied()
    }
}

impl Step {
    fn attempt(&mut self, attempted: &TutorialStepAttempted) {
        self.attempts = self.attempts.saturating_add(1);
        if !attempted.passed {
            self.failed_attempts = self.failed_attempts.saturating_add(1);
        }
        self.best_score = self.best_score.max(attempted.score);
    }

    fn complete(&mut self, date: Date, completed: &TutorialStepCompleted) {
        self.best_score = self.best_score.max(completed.score);
        self.completed = Some(Completion {
            date,
            score: completed.score,
            minutes: completed.minutes,
            attempts: completed.attempts,
            hints: completed.hints,
        });
    }
}
