use std::collections::HashMap;
use std::sync::OnceLock;

use crate::rule::{Rule, curve, curve_length, steepness_ranks};
use crate::weights::Lattice;
use crate::{Item, ItemParameters, ParameterError};

/// Why items do not make a bank.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BankError {
    #[error("question {item}: {error}")]
    Parameters { item: String, error: ParameterError },
    #[error("two questions have the id {item}; give one of them another")]
    DuplicateId { item: String },
    #[error(
        "question {item}: the share of learners it may be shown to is {share}; choose a value over 0, up to 1"
    )]
    Exposure { item: String, share: f64 },
}

/// What choosing needs to know of a bank of items, laid out so that thousands are looked through in a moment. Items go
/// by their index in the slice the bank was made from, topics by the order in which they first appear there.
#[derive(Debug, Clone)]
pub struct Bank {
    ids: Vec<String>,
    index_by_id: HashMap<String, usize>,
    parameters: Vec<ItemParameters>,
    takes_long: Vec<bool>,
    topics: Vec<String>,
    topic_of: Vec<usize>,
    /// Both ways round, even where only one of the two names the other.
    enemies_of: Vec<Vec<usize>>,
    /// Chance to be let through when chosen, by Sympson and Hetter; 1 beyond its end.
    exposure: Vec<f64>,
    tables: Tables,
}

/// What the rules need of every item, worked out when first asked for.
#[derive(Debug, Clone, Default)]
struct Tables {
    information: OnceLock<Vec<f32>>,
    log_probabilities: OnceLock<Vec<f32>>,
    steepness: OnceLock<Vec<usize>>,
}

impl Bank {
    /// Enemies that are not in the bank are left out.
    pub fn new(items: &[Item]) -> Result<Bank, BankError> {
        let mut bank = Bank {
            ids: Vec::with_capacity(items.len()),
            index_by_id: HashMap::with_capacity(items.len()),
            parameters: Vec::with_capacity(items.len()),
            takes_long: items.iter().map(|item| item.question.takes_long()).collect(),
            topics: Vec::new(),
            topic_of: Vec::with_capacity(items.len()),
            enemies_of: vec![Vec::new(); items.len()],
            exposure: Vec::new(),
            tables: Tables::default(),
        };
        let mut topic_index: HashMap<&str, usize> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let parameters = item
                .parameters
                .checked()
                .map_err(|error| BankError::Parameters { item: item.id.clone(), error })?;
            if bank.index_by_id.insert(item.id.clone(), index).is_some() {
                return Err(BankError::DuplicateId { item: item.id.clone() });
            }
            let topic = *topic_index.entry(&item.topic).or_insert_with(|| {
                bank.topics.push(item.topic.clone());
                bank.topics.len() - 1
            });
            bank.ids.push(item.id.clone());
            bank.parameters.push(parameters);
            bank.topic_of.push(topic);
        }
        bank.link_enemies(items);
        Ok(bank)
    }

    fn link_enemies(&mut self, items: &[Item]) {
        for (index, item) in items.iter().enumerate() {
            for enemy in item.enemies.iter().filter_map(|id| self.index_by_id.get(id)) {
                for (one, other) in [(index, *enemy), (*enemy, index)] {
                    if let Some(enemies) = self.enemies_of.get_mut(one)
                        && !enemies.contains(&other)
                    {
                        enemies.push(other);
                    }
                }
            }
        }
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.index_by_id.get(id).copied()
    }

    pub fn id(&self, index: usize) -> Option<&str> {
        self.ids.get(index).map(String::as_str)
    }

    pub fn parameters(&self, index: usize) -> Option<ItemParameters> {
        self.parameters.get(index).copied()
    }

    /// All topics, in the order in which they first appear.
    pub fn topics(&self) -> &[String] {
        &self.topics
    }

    /// Index into [`Bank::topics`].
    pub fn topic_of(&self, index: usize) -> Option<usize> {
        self.topic_of.get(index).copied()
    }

    /// Items that must not be in one attempt with this one.
    pub fn enemies_of(&self, index: usize) -> &[usize] {
        self.enemies_of.get(index).map_or(&[], Vec::as_slice)
    }

    /// Sets with what chance an item that was chosen is let through (Sympson and Hetter 1985), so that no item is known to
    /// all. By index; items beyond the end are always let through. [`crate::calibrated_exposure`] finds the chances.
    ///
    /// # Errors
    /// Names the item whose chance is not over 0 or is over 1; nothing is set then.
    pub fn limit_exposure(&mut self, chances: &[f64]) -> Result<(), BankError> {
        for (id, share) in self.ids.iter().zip(chances) {
            if !(*share > 0.0 && *share <= 1.0) {
                return Err(BankError::Exposure { item: id.clone(), share: *share });
            }
        }
        self.exposure = chances.to_vec();
        Ok(())
    }

    /// Items that are not always let through, each with its id and chance.
    pub(crate) fn limited(&self) -> impl Iterator<Item = (usize, &str, f64)> {
        let limited = self.ids.iter().zip(&self.exposure).enumerate();
        limited
            .filter(|(_, (_, chance))| **chance < 1.0)
            .map(|(index, (id, chance))| (index, id.as_str(), *chance))
    }

    /// The values of [`curve`] on the coarse lattice, one item after the other; empty where the rule needs none. Choosing
    /// needs no more digits than these have.
    pub(crate) fn curves(&self, rule: Rule) -> &[f32] {
        let table = match rule {
            Rule::LikelihoodWeighted | Rule::PosteriorWeighted => &self.tables.information,
            Rule::KullbackLeibler | Rule::KullbackLeiblerPosterior => &self.tables.log_probabilities,
            _ => return &[],
        };
        table.get_or_init(|| {
            let mut curves = Vec::with_capacity(self.len() * curve_length(rule, Lattice::COARSE));
            for item in &self.parameters {
                curves.extend(curve(rule, *item, Lattice::COARSE).map(|value| value as f32));
            }
            curves
        })
    }

    /// For each item how many are flatter; empty where the rule does not go by that.
    pub(crate) fn steepness_ranks(&self, rule: Rule) -> &[usize] {
        match rule {
            Rule::AStratified { .. } => {
                self.tables.steepness.get_or_init(|| steepness_ranks(rule, &self.parameters))
            }
            _ => &[],
        }
    }

    pub(crate) fn topic_of_each(&self) -> &[usize] {
        &self.topic_of
    }

    pub(crate) fn takes_long_of_each(&self) -> &[bool] {
        &self.takes_long
    }

    pub(crate) fn parameters_of_each(&self) -> &[ItemParameters] {
        &self.parameters
    }
}
