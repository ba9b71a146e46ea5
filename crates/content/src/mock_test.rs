use assessment::fixed_pool;
use serde::{Deserialize, Serialize};

use crate::Pack;

/// A timed rehearsal of an exam, in sections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MockTest {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub sections: Vec<MockSection>,
}

/// A part of a mock test with its own time. It asks the items that it names, or draws from topics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MockSection {
    pub title: String,
    pub minutes: u32,
    /// Ids of items, in the order in which they are asked; empty where `quotas` say what is drawn.
    #[serde(default)]
    pub items: Vec<String>,
    #[serde(default)]
    pub quotas: Vec<Quota>,
}

/// So many items of one topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Id of a topic of the pack.
    pub topic: String,
    pub items: u32,
}

impl MockSection {
    /// How many questions it asks.
    pub fn questions(&self) -> usize {
        let drawn: usize = self.quotas.iter().map(|quota| quota.items as usize).sum();
        self.items.len().saturating_add(drawn)
    }
}

impl MockTest {
    pub fn questions(&self) -> usize {
        self.sections.iter().map(MockSection::questions).sum()
    }

    pub fn minutes(&self) -> u64 {
        self.sections.iter().map(|section| u64::from(section.minutes)).sum()
    }

    /// The items of each section, by chance where there are quotas. Those of `recently_seen` wait until nothing else is
    /// left. No item is asked twice in one test.
    pub fn draw(&self, pack: &Pack, recently_seen: &[String], seed: u64) -> Vec<Vec<String>> {
        let mut taken: Vec<String> = Vec::new();
        let mut sections = Vec::with_capacity(self.sections.len());
        for section in &self.sections {
            let mut items: Vec<String> = section.items.clone();
            items.retain(|item| !taken.contains(item));
            for quota in &section.quotas {
                // Neither an item that is asked already nor one that such an item gives away.
                let is_free = |item: &&assessment::Item| {
                    let mut asked = taken.iter().chain(&items);
                    item.topic == quota.topic
                        && asked.all(|asked| *asked != item.id && !item.enemies.contains(asked))
                };
                let free: Vec<assessment::Item> = pack.items.iter().filter(is_free).cloned().collect();
                let topics = [quota.topic.clone()];
                items.extend(fixed_pool(&free, &topics, recently_seen, quota.items as usize, seed));
            }
            taken.extend(items.iter().cloned());
            sections.push(items);
        }
        sections
    }
}
