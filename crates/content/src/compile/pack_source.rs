use serde::Deserialize;

use crate::{ExampleStory, Principle, Prompt, Rubric, Skill, Topic};

/// `pack.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackSource {
    pub(crate) format: u32,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) version: String,
    #[serde(default)]
    pub(crate) author: String,
    pub(crate) licence: String,
    pub(crate) language: String,
}

/// `topics.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicsSource {
    pub(crate) topic: Vec<TopicSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicSource {
    id: String,
    name: String,
    summary: String,
    skills: Vec<SkillSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SkillSource {
    id: String,
    name: String,
}

/// `principles.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrinciplesSource {
    pub(crate) principle: Vec<PrincipleSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrincipleSource {
    id: String,
    name: String,
    summary: String,
}

/// `prompts.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PromptsSource {
    pub(crate) prompt: Vec<Prompt>,
}

/// `rubrics.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RubricsSource {
    pub(crate) rubric: Vec<Rubric>,
}

/// `stories/*.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StoriesSource {
    pub(crate) story: Vec<ExampleStory>,
}

impl PrincipleSource {
    pub(crate) fn into_principle(self) -> Principle {
        Principle { id: self.id, name: self.name, summary: self.summary }
    }
}

impl TopicSource {
    pub(crate) fn into_topic(self) -> Topic {
        let skills = self.skills.into_iter().map(|skill| Skill { id: skill.id, name: skill.name }).collect();
        Topic { id: self.id, name: self.name, summary: self.summary, skills }
    }
}
