use crate::{Bank, Prior, Rule, StopRule, select::DEFAULT_RANDOMESQUE};

/// What an attempt was started with. With the same settings, bank and steps it always goes on with the same question.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Ids of the items that may be asked; empty for all.
    pub pool: Vec<String>,
    /// Topics that may be asked; empty for all.
    pub topics: Vec<String>,
    pub order: Order,
    /// By what the next question is the best one, where the order is adaptive.
    pub rule: Rule,
    pub balance: Balance,
    pub stop: StopRule,
    /// For every choice by chance.
    pub seed: u64,
    pub prior: Prior,
    /// Ids of items that the learner saw lately, before this attempt: they wait until nothing else is left.
    pub recently_seen: Vec<String>,
    /// From how many of the best the next question is drawn.
    pub randomesque: usize,
}

/// Which question comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The one that tells most about the ability.
    Adaptive,
    /// The pool from front to back, or the bank where the pool is empty; enemies are left out.
    AsListed,
}

/// What share of the attempt each topic should have.
#[derive(Debug, Clone, PartialEq)]
pub enum Balance {
    None,
    /// The same for each topic.
    Equal,
    /// As many as the topic has items that may be asked.
    LikeTheBank,
    /// By topic, on any positive scale; topics that are not named wait until the others are used up.
    Shares(Vec<(String, f64)>),
}

impl Settings {
    /// An adaptive attempt over the whole bank with `length` questions, topics balanced like the bank, and a standard
    /// normal prior.
    pub fn adaptive(length: u32, seed: u64) -> Settings {
        Settings {
            pool: Vec::new(),
            topics: Vec::new(),
            order: Order::Adaptive,
            rule: Rule::default(),
            balance: Balance::LikeTheBank,
            stop: StopRule::after(length),
            seed,
            prior: Prior::default(),
            recently_seen: Vec::new(),
            randomesque: DEFAULT_RANDOMESQUE,
        }
    }

    /// For each item of the bank whether pool and topics let it be asked. Where the ability chooses, nothing
    /// that takes long is asked.
    pub(crate) fn allowed(&self, bank: &Bank) -> Vec<bool> {
        let topic_is_allowed: Vec<bool> =
            bank.topics().iter().map(|topic| self.topics.is_empty() || self.topics.contains(topic)).collect();
        let mut in_pool = vec![self.pool.is_empty(); bank.len()];
        for index in self.pool.iter().filter_map(|id| bank.index_of(id)) {
            if let Some(in_pool) = in_pool.get_mut(index) {
                *in_pool = true;
            }
        }
        let topic_allows = |topic: &usize| topic_is_allowed.get(*topic).copied().unwrap_or(false);
        bank.topic_of_each()
            .iter()
            .zip(in_pool)
            .zip(bank.takes_long_of_each())
            .map(|((topic, in_pool), takes_long)| {
                in_pool && topic_allows(topic) && (!takes_long || self.order == Order::AsListed)
            })
            .collect()
    }

    /// For each topic of the bank its share, on any scale; empty without balancing.
    pub(crate) fn topic_shares(&self, bank: &Bank, allowed: &[bool]) -> Vec<f64> {
        match &self.balance {
            Balance::None => Vec::new(),
            Balance::Equal => vec![1.0; bank.topics().len()],
            Balance::LikeTheBank => {
                let mut counts = vec![0.0; bank.topics().len()];
                for (topic, allowed) in bank.topic_of_each().iter().zip(allowed) {
                    if *allowed && let Some(count) = counts.get_mut(*topic) {
                        *count += 1.0;
                    }
                }
                counts
            }
            Balance::Shares(shares) => {
                let share_of = |topic: &String| {
                    let named = shares.iter().filter(|(name, _)| name == topic);
                    named.map(|(_, share)| share.max(0.0)).filter(|share| share.is_finite()).sum()
                };
                bank.topics().iter().map(share_of).collect()
            }
        }
    }
}
