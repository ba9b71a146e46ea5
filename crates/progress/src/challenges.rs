use std::collections::BTreeMap;

use jiff::civil::Date;
use journal::{Body, ChallengeGraded};
use serde::{Deserialize, Serialize};

use crate::subject::named_or_first;
use crate::{Happened, keyed};

/// How designs were graded, by subject and challenge: two packs may have a challenge of one id.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Challenges(BTreeMap<String, BTreeMap<String, Challenge>>);

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Challenge {
    gradings: Vec<Grading>,
}

/// A grade with the time at which it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grading {
    pub day: Date,
    pub at_utc_millis: i64,
    pub graded: ChallengeGraded,
}

impl Challenges {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        let Body::ChallengeGraded(graded) = &happened.body else { return };
        let grading =
            Grading { day: happened.day, at_utc_millis: happened.at.utc_millis, graded: graded.clone() };
        keyed::update(&mut self.0, named_or_first(&graded.subject), |challenges| {
            keyed::update(challenges, &graded.challenge, |challenge| challenge.gradings.push(grading));
        });
    }

    /// `None` where no design was graded for it.
    pub fn get(&self, subject: &str, challenge: &str) -> Option<&Challenge> {
        self.0.get(subject)?.get(challenge)
    }
}

impl Challenge {
    /// How often a design was graded.
    pub fn tries(&self) -> usize {
        self.gradings.len()
    }

    /// 0 to 5.
    pub fn best_score(&self) -> f64 {
        self.gradings.iter().map(|grading| grading.graded.score).fold(0.0, f64::max)
    }

    pub fn is_passed(&self) -> bool {
        self.gradings.iter().any(|grading| grading.graded.passed)
    }

    /// Every grade, the oldest first.
    pub fn gradings(&self) -> &[Grading] {
        &self.gradings
    }

    pub fn last(&self) -> Option<&Grading> {
        self.gradings.last()
    }

    /// The newest grade of one design.
    pub fn last_of(&self, design: &str) -> Option<&Grading> {
        self.gradings.iter().rev().find(|grading| grading.graded.design == design)
    }

    /// The best score of one design, 0 to 5.
    pub fn best_of(&self, design: &str) -> Option<f64> {
        let of_it = self.gradings.iter().filter(|grading| grading.graded.design == design);
        of_it.map(|grading| grading.graded.score).max_by(f64::total_cmp)
    }
}
