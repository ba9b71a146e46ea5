use assessment::Item;
use diagram::{Catalogue, catalogue::Kind};
use serde::{Deserialize, Serialize};

use crate::{Challenge, Criterion, Interview, Levels, MockTest, Path, Picture, Tier, Tutorial};

/// One subject, as compiled from an author's folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Version of this format.
    pub format: u32,
    /// `system-design`
    pub id: String,
    pub title: String,
    pub summary: String,
    pub version: String,
    /// Who wrote it; empty where they did not say.
    #[serde(default)]
    pub author: String,
    pub licence: String,
    pub language: String,
    pub topics: Vec<Topic>,
    pub items: Vec<Item>,
    pub tutorials: Vec<Tutorial>,
    /// Easier before harder.
    #[serde(default)]
    pub challenges: Vec<Challenge>,
    /// What the design questions among the items set.
    #[serde(default)]
    pub tasks: Vec<CanvasTask>,
    /// What stories can be tagged with; empty where the subject has none.
    #[serde(default)]
    pub principles: Vec<Principle>,
    /// For subjects that ask for stories.
    #[serde(default, skip_serializing_if = "Interview::is_empty")]
    pub interview: Interview,
    /// What learners of different roles take; empty where the subject has one way only.
    #[serde(default)]
    pub paths: Vec<Path>,
    /// Who the levels are for, in this subject; without it the app asks in words that suit any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Levels>,
    /// The first tier is open to everybody; empty where the subject has no tree.
    #[serde(default)]
    pub skill_tree: Vec<Tier>,
    /// For each item in its order the chance, over 0 and up to 1, that an adaptive attempt lets it through (Sympson and
    /// Hetter), worked out by the compiler; empty where every item always is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exposure: Vec<f64>,
    /// Kinds of components that the subject adds to the catalogue, each with an id that begins with the pack's and a `~`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<serde_json::Value>,
    /// Timed rehearsals; most subjects have none.
    #[serde(default)]
    pub mock_tests: Vec<MockTest>,
    #[serde(default)]
    pub pictures: Vec<Picture>,
}

/// A design to change until every criterion holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CanvasTask {
    pub id: String,
    /// A design file in the app's own JSON format.
    pub starting_design: serde_json::Value,
    /// One that passes.
    pub solution: serde_json::Value,
    pub criteria: Vec<Criterion>,
}

/// Something that a story can show of the one who tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Principle {
    pub id: String,
    pub name: String,
    pub summary: String,
}

/// A part of the subject; questions and blueprints refer to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    pub id: String,
    pub name: String,
    pub summary: String,
    pub skills: Vec<Skill>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Skill {
    pub id: String,
    pub name: String,
}

impl Pack {
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    pub fn tutorial(&self, id: &str) -> Option<&Tutorial> {
        self.tutorials.iter().find(|tutorial| tutorial.id == id)
    }

    pub fn challenge(&self, id: &str) -> Option<&Challenge> {
        self.challenges.iter().find(|challenge| challenge.id == id)
    }

    /// Its own kinds; one that cannot be read is passed over, which no pack that was checked has.
    pub fn kinds(&self) -> Vec<Kind> {
        self.kinds.iter().filter_map(|kind| Kind::deserialize(kind).ok()).collect()
    }

    /// The built-in kinds and the pack's own, with which its designs are measured.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::builtin_and(&self.kinds())
    }

    pub fn mock_test(&self, id: &str) -> Option<&MockTest> {
        self.mock_tests.iter().find(|mock| mock.id == id)
    }

    pub fn picture(&self, name: &str) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.name == name)
    }

    /// The same pack with ids of tutorials that no other pack has: `poker~pot-odds`. The journal and the addresses of the
    /// app know tutorials by those; a `~` stands in no id, so none can be mistaken for another.
    #[must_use]
    pub fn with_tutorials_named_across_packs(mut self) -> Pack {
        let subject = self.id.clone();
        for tutorial in &mut self.tutorials {
            tutorial.id = across_packs(&subject, &tutorial.id);
            for before in &mut tutorial.prerequisites {
                *before = across_packs(&subject, before);
            }
        }
        for stop in self.paths.iter_mut().flat_map(|path| &mut path.tutorials) {
            stop.id = across_packs(&subject, &stop.id);
        }
        self
    }

    pub fn task(&self, id: &str) -> Option<&CanvasTask> {
        self.tasks.iter().find(|task| task.id == id)
    }

    pub fn path(&self, id: &str) -> Option<&Path> {
        self.paths.iter().find(|path| path.id == id)
    }

    /// The skill, and the topic that holds it.
    pub fn skill(&self, id: &str) -> Option<(&Topic, &Skill)> {
        self.topics.iter().find_map(|topic| Some((topic, topic.skills.iter().find(|skill| skill.id == id)?)))
    }
}

fn across_packs(subject: &str, tutorial: &str) -> String {
    format!("{subject}~{tutorial}")
}
