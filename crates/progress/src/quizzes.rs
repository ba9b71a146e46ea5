use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use journal::{Answered, Body, QuestionShown, QuizFinished, QuizStarted, Response};
use serde::{Deserialize, Serialize};

use crate::{Happened, keyed};

/// Every attempt at a quiz, with all that happened in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quizzes {
    /// Hashed, for nearly every event looks one up among thousands.
    attempts: HashMap<String, Attempt>,
    /// By subject and item.
    last_seen_utc_millis: BTreeMap<String, BTreeMap<String, i64>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Attempt {
    /// `None` as long as the device that started it has not sent that event.
    pub started: Option<QuizStarted>,
    pub started_on: Option<Date>,
    /// In order, so that an app can do them again and be where the learner was.
    pub steps: Vec<AttemptStep>,
    pub outcome: Outcome,
    pub last_utc_millis: i64,
    /// Items that the learner put aside to come back to.
    #[serde(default)]
    pub flagged: BTreeSet<String>,
    /// How often it was paused.
    #[serde(default)]
    pub pauses: u32,
    #[serde(default)]
    pub is_paused: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptStep {
    Shown(QuestionShown),
    HintOpened { item: String, level: u8 },
    Answered(Box<Answered>),
    ExplanationViewed { item: String },
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Unfinished,
    Finished {
        on: Date,
        result: QuizFinished,
    },
    Abandoned,
}

impl Quizzes {
    /// Takes the event itself, for it keeps most of it.
    pub fn apply(&mut self, happened: Happened<'_>) {
        let Happened { at, day, body } = happened;
        let time = at.utc_millis;
        match body {
            Body::QuizStarted(started) => {
                let attempt = started.attempt.clone();
                let attempt = self.at(attempt, time);
                attempt.started_on.get_or_insert(day);
                attempt.started.get_or_insert(started);
            }
            Body::QuestionShown(shown) => self.show(shown, time),
            Body::Answered(answered) => {
                self.saw(&answered.subject, &answered.item, time);
                let attempt = answered.attempt.clone();
                self.step(attempt, time, AttemptStep::Answered(Box::new(answered)));
            }
            Body::HintOpened { attempt, item, level } => {
                self.step(attempt, time, AttemptStep::HintOpened { item, level });
            }
            Body::ExplanationViewed { attempt, item } => {
                self.step(attempt, time, AttemptStep::ExplanationViewed { item });
            }
            Body::QuizFinished(result) => {
                let attempt = result.attempt.clone();
                self.at(attempt, time).outcome = Outcome::Finished { on: day, result };
            }
            Body::QuizAbandoned { attempt } => self.at(attempt, time).abandon(),
            Body::QuestionFlagged { attempt, item, flagged } => {
                let flags = &mut self.at(attempt, time).flagged;
                if flagged {
                    flags.insert(item);
                } else {
                    flags.remove(&item);
                }
            }
            Body::QuizPaused { attempt } => self.at(attempt, time).pause(),
            Body::QuizResumed { attempt } => self.at(attempt, time).is_paused = false,
            _ => {}
        }
    }

    fn show(&mut self, shown: QuestionShown, time: i64) {
        let started = self.attempts.get(&shown.attempt).and_then(|attempt| attempt.started.as_ref());
        if let Some(subject) = started.map(|started| started.subject.clone()) {
            self.saw(&subject, &shown.item, time);
        }
        let attempt = shown.attempt.clone();
        self.step(attempt, time, AttemptStep::Shown(shown));
    }

    fn saw(&mut self, subject: &str, item: &str, time: i64) {
        keyed::update(&mut self.last_seen_utc_millis, subject, |items| {
            keyed::update(items, item, |last| *last = time.max(*last));
        });
    }

    fn step(&mut self, attempt: String, time: i64, step: AttemptStep) {
        self.at(attempt, time).steps.push(step);
    }

    fn at(&mut self, attempt: String, time: i64) -> &mut Attempt {
        let attempt = self.attempts.entry(attempt).or_default();
        attempt.last_utc_millis = attempt.last_utc_millis.max(time);
        attempt
    }

    pub fn get(&self, attempt: &str) -> Option<&Attempt> {
        self.attempts.get(attempt)
    }

    /// Started, and neither finished nor abandoned; the latest first.
    pub fn unfinished(&self) -> Vec<(&str, &Attempt)> {
        self.newest_first(|attempt| attempt.started.is_some() && attempt.outcome == Outcome::Unfinished)
    }

    /// The latest first.
    pub fn finished(&self) -> Vec<(&str, &Attempt)> {
        self.newest_first(|attempt| matches!(attempt.outcome, Outcome::Finished { .. }))
    }

    fn newest_first(&self, is_wanted: impl Fn(&Attempt) -> bool) -> Vec<(&str, &Attempt)> {
        let attempts = self.attempts.iter().map(|(id, attempt)| (id.as_str(), attempt));
        let mut wanted: Vec<_> = attempts.filter(|(_, attempt)| is_wanted(attempt)).collect();
        wanted.sort_by_key(|(id, attempt)| (Reverse(attempt.last_utc_millis), *id));
        wanted
    }

    /// The principles that the learner's stories in a subject are tagged with, one for each tag of each story.
    pub fn story_principles(&self, subject: &str) -> impl Iterator<Item = &str> {
        let answers = self.attempts.values().flat_map(Attempt::answers);
        let stories = answers.filter(move |answered| answered.subject == subject);
        stories
            .filter_map(|answered| match &answered.response {
                Response::Story(story) => Some(&story.principles),
                _ => None,
            })
            .flatten()
            .map(String::as_str)
    }

    /// How many answers to the item were given and not right, in all attempts but one.
    pub fn failed_answers(&self, item: &str, but_in: &str) -> u32 {
        let others = self.attempts.iter().filter(|(id, _)| id.as_str() != but_in);
        let answers = others.flat_map(|(_, attempt)| attempt.answers());
        let failed = answers.filter(|answered| {
            answered.item == item && answered.correctness < 1.0 && answered.response != Response::Skipped
        });
        u32::try_from(failed.count()).unwrap_or(u32::MAX)
    }

    /// When the item was last shown or answered, in milliseconds since 1970; `None` if never.
    pub fn last_seen_utc_millis(&self, subject: &str, item: &str) -> Option<i64> {
        self.last_seen_utc_millis.get(subject)?.get(item).copied()
    }
}

impl Attempt {
    /// What is finished stays so: another device may not have known.
    fn abandon(&mut self) {
        if self.outcome == Outcome::Unfinished {
            self.outcome = Outcome::Abandoned;
        }
    }

    /// Two tabs may both say so.
    fn pause(&mut self) {
        if !self.is_paused {
            self.is_paused = true;
            self.pauses = self.pauses.saturating_add(1);
        }
    }

    pub fn answers(&self) -> impl Iterator<Item = &Answered> {
        self.steps.iter().filter_map(|step| match step {
            AttemptStep::Answered(answered) => Some(&**answered),
            _ => None,
        })
    }

    /// How many questions were answered and how many were skipped.
    pub fn answered_and_skipped(&self) -> (usize, usize) {
        let skipped = self.answers().filter(|answered| answered.response.is_skipped()).count();
        (self.answers().count() - skipped, skipped)
    }

    /// Items in the order they were first shown.
    pub fn shown(&self) -> impl Iterator<Item = &QuestionShown> {
        self.steps.iter().filter_map(|step| match step {
            AttemptStep::Shown(shown) => Some(shown),
            _ => None,
        })
    }

    /// Whether the explanation of `item` was read in this attempt.
    pub fn has_viewed_explanation(&self, item: &str) -> bool {
        let viewed =
            |step: &AttemptStep| matches!(step, AttemptStep::ExplanationViewed { item: of } if of == item);
        self.steps.iter().any(viewed)
    }

    /// The highest level of the hints that were opened for `item`; 0 for none.
    pub fn hints_opened(&self, item: &str) -> u8 {
        let levels = self.steps.iter().filter_map(|step| match step {
            AttemptStep::HintOpened { item: of, level } if of == item => Some(*level),
            _ => None,
        });
        levels.max().unwrap_or(0)
    }
}
