use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use journal::{Answered, Body, Response};
use serde::{Deserialize, Serialize};

use crate::{Happened, keyed};

/// What was answered when, of every item: all that spaced repetition needs to know. An item becomes reviewable with its first
/// answer, in whatever mode that was.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reviews {
    /// By subject and item, in the order of the journal.
    items: BTreeMap<String, BTreeMap<String, Vec<Review>>>,
    /// Counts every answer, so that whoever plans by them can tell whether there is something new.
    answers: u32,
}

/// One answer, as a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The learner's own day.
    pub day: Date,
    pub rating: Rating,
}

/// How well an item was remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// Under half of it, or skipped.
    Again,
    /// At least half, but not all; or all of it with a hint, or as a guess.
    Hard,
    /// Right.
    Good,
    /// Right and sure, without a hint, in under half of the expected time.
    Easy,
}

impl Rating {
    /// From 1 to 4, as FSRS counts.
    pub fn number(self) -> u8 {
        match self {
            Rating::Again => 1,
            Rating::Hard => 2,
            Rating::Good => 3,
            Rating::Easy => 4,
        }
    }

    /// How well an answer shows that the item was remembered.
    pub fn of(answered: &Answered) -> Rating {
        const GUESS: u8 = 1;
        const SURE: u8 = 3;
        if answered.response == Response::Skipped
            || answered.correctness.is_nan()
            || answered.correctness < 0.5
        {
            return Rating::Again;
        }
        if answered.correctness < 1.0 || answered.hints > 0 || answered.confidence == Some(GUESS) {
            return Rating::Hard;
        }
        let is_quick = answered.elapsed_millis.saturating_mul(2) < answered.expected_millis;
        if is_quick && answered.confidence == Some(SURE) { Rating::Easy } else { Rating::Good }
    }
}

impl Reviews {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        let Body::Answered(answered) = &happened.body else { return };
        let review = Review { day: happened.day, rating: Rating::of(answered) };
        keyed::update(&mut self.items, &answered.subject, |items| {
            keyed::update(items, &answered.item, |reviews| reviews.push(review));
        });
        self.answers = self.answers.saturating_add(1);
    }

    /// Every item that was ever answered: its subject, its id, and its answers, oldest first.
    pub fn items(&self) -> impl Iterator<Item = (&str, &str, &[Review])> {
        self.items.iter().flat_map(|(subject, items)| {
            items.iter().map(move |(item, reviews)| (subject.as_str(), item.as_str(), reviews.as_slice()))
        })
    }

    /// How many answers there are, of all items.
    pub fn answers(&self) -> u32 {
        self.answers
    }
}

/// Days from 1 January 1970 to a day.
pub fn day_number(day: Date) -> i32 {
    let hours = day.duration_since(date(1970, 1, 1)).as_hours();
    i32::try_from(hours / 24).unwrap_or(0)
}
