use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Pack;

/// What a pack holds, in a few words and counts: what a list shows without reading the pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub version: String,
    /// Empty where the pack does not say.
    #[serde(default)]
    pub author: String,
    pub licence: String,
    pub language: String,
    pub topics: usize,
    pub items: usize,
    pub tutorials: usize,
    #[serde(default)]
    pub challenges: usize,
    #[serde(default)]
    pub mock_tests: usize,
    #[serde(default)]
    pub pictures: usize,
    /// Questions of interviews, to which one tells a story.
    #[serde(default)]
    pub prompts: usize,
    #[serde(default)]
    pub principles: usize,
    /// Examples with notes.
    #[serde(default)]
    pub stories: usize,
    /// Kinds of components, whole: the studio offers them before it reads any pack. As JSON, because lists of subjects are shown
    /// by pages that have no use for what reads a kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Value>,
}

impl Summary {
    pub fn of(pack: &Pack) -> Summary {
        Summary {
            id: pack.id.clone(),
            title: pack.title.clone(),
            summary: pack.summary.clone(),
            version: pack.version.clone(),
            author: pack.author.clone(),
            licence: pack.licence.clone(),
            language: pack.language.clone(),
            topics: pack.topics.len(),
            items: pack.items.len(),
            tutorials: pack.tutorials.len(),
            challenges: pack.challenges.len(),
            mock_tests: pack.mock_tests.len(),
            pictures: pack.pictures.len(),
            prompts: pack.interview.prompts.len(),
            principles: pack.principles.len(),
            stories: pack.interview.stories.len(),
            kinds: pack.kinds.clone(),
        }
    }
}
