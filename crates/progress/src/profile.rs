use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use journal::Body;
use serde::{Deserialize, Serialize};

use crate::{DEFAULT_DAY_START_HOUR, Happened, keyed};

/// Key of the preference that holds the hour, such as `4`, at which the learner's day starts.
pub const DAY_START_HOUR: &str = "day_start_hour";

/// Key of the preference that holds the chance to remember, such as `0.9`, at which an item is due for review.
pub const DESIRED_RETENTION: &str = "desired_retention";
/// What most learners do best with, and what the range allows: below, most is forgotten; above, reviews crowd everything out.
pub const USUAL_RETENTION: f64 = 0.9;
pub const RETENTION_RANGE: [f64; 2] = [0.7, 0.97];

/// Key of the preference that holds the number of reviews a day at most.
pub const REVIEWS_A_DAY: &str = "reviews_a_day";
/// About half an hour.
pub const USUAL_REVIEWS_A_DAY: u32 = 30;
pub const MOST_REVIEWS_A_DAY: u32 = 200;
/// Key of the preference that asks for a guess before a design is first graded, unless it is `off`.
pub const PREDICT_FIRST: &str = "predict_first";

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
            Body::ExamDateCleared {} => self.exam_date = None,
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

    /// The chance to remember at which an item is due, in [`RETENTION_RANGE`]: the preference [`DESIRED_RETENTION`].
    pub fn desired_retention(&self) -> f64 {
        let [least, most] = RETENTION_RANGE;
        let chosen = self.preferences.get(DESIRED_RETENTION).and_then(|value| value.parse().ok());
        chosen.filter(|chosen| (least..=most).contains(chosen)).unwrap_or(USUAL_RETENTION)
    }

    /// From 1 to [`MOST_REVIEWS_A_DAY`]: the preference [`REVIEWS_A_DAY`].
    pub fn reviews_a_day(&self) -> u32 {
        let chosen = self.preferences.get(REVIEWS_A_DAY).and_then(|value| value.parse().ok());
        chosen.filter(|chosen| (1..=MOST_REVIEWS_A_DAY).contains(chosen)).unwrap_or(USUAL_REVIEWS_A_DAY)
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
