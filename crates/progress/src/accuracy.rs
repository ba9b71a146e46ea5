use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::civil::Date;
use journal::{Body, QuizFinished};
use serde::{Deserialize, Serialize};

use crate::{ByDay, Happened, Tally, keyed};

/// Answers that the rolling accuracy looks back on.
const ROLLING_ANSWERS: usize = 20;

/// How well questions were answered over time, and the ability that quizzes measured.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Accuracy {
    all: Timeline,
    by_subject: BTreeMap<String, Timeline>,
    /// The subject of every attempt, for its end does not name it.
    subject_of_attempt: BTreeMap<String, String>,
    /// Attempts with an answer that says something about the ability.
    #[serde(default)]
    measured_attempts: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Timeline {
    days: ByDay<DayAccuracy>,
    /// Credits of the last answers, the newest last.
    last: VecDeque<f64>,
    abilities: Vec<AbilityPoint>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct DayAccuracy {
    pub tally: Tally,
    /// Mean credit in `0..=1` of the last 20 answers, at the end of the day.
    pub rolling: f64,
}

/// What a quiz measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AbilityPoint {
    pub date: Date,
    pub utc_millis: i64,
    pub attempt: String,
    pub ability: f64,
    pub standard_error: f64,
}

impl Accuracy {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        match &happened.body {
            Body::QuizStarted(started) => {
                self.subject_of_attempt.insert(started.attempt.clone(), started.subject.clone());
            }
            // What learners rate themselves is no accuracy.
            Body::Answered(answered) if !answered.response.is_self_rated() => {
                self.measured_attempts.insert(answered.attempt.clone());
                let credit = answered.credit.clamp(0.0, 1.0);
                self.all.answer(happened.day, credit);
                keyed::update(&mut self.by_subject, &answered.subject, |line| {
                    line.answer(happened.day, credit);
                });
            }
            Body::QuizFinished(finished) => self.finish(happened, finished),
            _ => {}
        }
    }

    /// A quiz without answers measured nothing, and neither did one that the learner rated alone.
    fn finish(&mut self, happened: &Happened<'_>, finished: &QuizFinished) {
        if finished.answered == 0 || !self.measured_attempts.contains(&finished.attempt) {
            return;
        }
        let point = AbilityPoint {
            date: happened.day,
            utc_millis: happened.at.utc_millis,
            attempt: finished.attempt.clone(),
            ability: finished.ability,
            standard_error: finished.standard_error,
        };
        if let Some(subject) = self.subject_of_attempt.get(&finished.attempt) {
            keyed::update(&mut self.by_subject, subject, |line| line.abilities.push(point.clone()));
        }
        self.all.abilities.push(point);
    }

    /// Every subject together. Abilities of different subjects are not on one scale.
    pub fn all(&self) -> &Timeline {
        &self.all
    }

    pub fn subject(&self, subject: &str) -> Option<&Timeline> {
        self.by_subject.get(subject)
    }
}

impl Timeline {
    fn answer(&mut self, day: Date, credit: f64) {
        if self.last.len() == ROLLING_ANSWERS {
            self.last.pop_front();
        }
        self.last.push_back(credit);
        let entry = self.days.at(day);
        entry.tally.add(credit);
        entry.rolling = self.last.iter().sum::<f64>() / self.last.len() as f64;
    }

    /// Every day on which something was answered, in order.
    pub fn days(&self) -> impl Iterator<Item = (Date, DayAccuracy)> {
        self.days.iter().map(|(day, accuracy)| (day, *accuracy))
    }

    /// In the order the quizzes were finished.
    pub fn abilities(&self) -> &[AbilityPoint] {
        &self.abilities
    }
}
