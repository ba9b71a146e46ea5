use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use journal::Body;
use serde::{Deserialize, Serialize};

use crate::{DEFAULT_DAY_START_HOUR, Happened};

/// Key of the preference that holds the hour, such as `4`, at which the learner's day starts.
pub const DAY_START_HOUR: &str = "day_start_hour";

/// Key of the preference that asks for a guess before a design is first graded, unless it is `off`.
pub const PREDICT_FIRST: &str = "predict_first";

/// What the learner said about themselves, as they said it last.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile {
    pub goal: Option<String>,
    pub role: Option<String>,
    pub level: Option<String>,
    pub exam_date: Option<Date>,
    pub preferences: BTreeMap<String, String>,
    /// Purposes that consent is given for.
    pub consents: BTreeSet<String>,
    day_start_hour: Option<u8>,
}

impl Profile {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        match &happened.body {
            Body::GoalSet { goal } => self.goal = Some(goal.clone()),
            Body::RoleSet { role } => self.role = Some(role.clone()),
            Body::LevelSet { level } => self.level = Some(level.clone()),
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

    /// Whether a guess is asked for before a design is first graded: the preference [`PREDICT_FIRST`].
    pub fn predicts_first(&self) -> bool {
        self.preferences.get(PREDICT_FIRST).is_none_or(|value| value != "off")
    }

    fn set_preference(&mut self, key: &str, value: &str) {
        if key == DAY_START_HOUR {
            self.day_start_hour = value.parse().ok().filter(|hour| *hour < 24);
        }
        self.preferences.insert(key.to_owned(), value.to_owned());
    }
}
