use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use journal::Body;
use serde::{Deserialize, Serialize};

use crate::{DEFAULT_DAY_START_HOUR, Happened, keyed};

/// Key of the preference that holds the hour, such as `4`, at which the learner's day starts.
pub const DAY_START_HOUR: &str = "day_start_hour";

/// What the learner said about themselves, as they said it last.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// By subject; under an empty one what older journals say.
    #[serde(default)]
    studies: BTreeMap<String, Study>,
    pub exam_date: Option<Date>,
    pub preferences: BTreeMap<String, String>,
    /// Purposes that consent is given for.
    pub consents: BTreeSet<String>,
    day_start_hour: Option<u8>,
}

/// What the learner is, knows and wants in one subject.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Study {
    /// Id of a path of the pack.
    pub role: Option<String>,
    pub level: Option<String>,
    /// Ids of goals of the path.
    pub goals: Vec<String>,
}

impl Profile {
    /// `None` where the learner said nothing about the subject yet.
    pub fn study(&self, subject: &str) -> Option<&Study> {
        self.studies.get(subject)
    }

    pub fn apply(&mut self, happened: &Happened<'_>) {
        match &happened.body {
            Body::GoalSet { goals, subject, .. } => {
                keyed::update(&mut self.studies, subject, |study| study.goals.clone_from(goals));
            }
            Body::RoleSet { role, subject } => {
                keyed::update(&mut self.studies, subject, |study| study.role = Some(role.clone()));
            }
            Body::LevelSet { level, subject } => {
                keyed::update(&mut self.studies, subject, |study| study.level = Some(level.clone()));
            }
            Body::ExamDateSet { date } => self.exam_date = Some(*date),
            Body::PreferenceSet { key, value } => self.set_preference(key, value),
            Body::ConsentGiven { purpose } => {
                self.consents.insert(purpose.clone());
            }
            Body::ConsentWithdrawn { purpose } => {
                self.consents.remove(purpose);
            }
            _ => {}
        }
    }

    /// The hour at which the learner's day starts, in `0..=23`: the preference [`DAY_START_HOUR`]. A change counts for what
    /// happens after it.
    pub fn day_start_hour(&self) -> u8 {
        self.day_start_hour.unwrap_or(DEFAULT_DAY_START_HOUR)
    }

    fn set_preference(&mut self, key: &str, value: &str) {
        if key == DAY_START_HOUR {
            self.day_start_hour = value.parse().ok().filter(|hour| *hour < 24);
        }
        self.preferences.insert(key.to_owned(), value.to_owned());
    }
}
