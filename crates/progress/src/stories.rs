use std::collections::BTreeMap;

use jiff::civil::Date;
use journal::{Body, StoryKept};
use serde::{Deserialize, Serialize};

use crate::Happened;

/// The learner's collection of stories, by id.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Stories(BTreeMap<String, Story>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    pub kept: StoryKept,
    /// The day of the latest change.
    pub changed: Date,
    changed_utc_millis: i64,
}

impl Stories {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        match &happened.body {
            Body::StoryKept(kept) => {
                let story = Story {
                    kept: kept.clone(),
                    changed: happened.day,
                    changed_utc_millis: happened.at.utc_millis,
                };
                self.0.insert(kept.story.clone(), story);
            }
            Body::StoryRemoved { story } => {
                self.0.remove(story);
            }
            _ => {}
        }
    }

    pub fn get(&self, story: &str) -> Option<&Story> {
        self.0.get(story)
    }

    /// Those of a pack, the latest first.
    pub fn of_subject(&self, subject: &str) -> Vec<&Story> {
        let mut stories: Vec<&Story> =
            self.0.values().filter(|story| story.kept.subject == subject).collect();
        stories.sort_by_key(|story| (std::cmp::Reverse(story.changed_utc_millis), story.kept.story.as_str()));
        stories
    }

    /// Every tag of every story of a pack.
    pub fn principles(&self, subject: &str) -> impl Iterator<Item = &str> {
        let stories = self.0.values().filter(move |story| story.kept.subject == subject);
        stories.flat_map(|story| story.kept.told.principles.iter().map(String::as_str))
    }
}
