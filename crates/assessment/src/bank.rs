use std::collections::HashMap;

use crate::{Item, ItemParameters, ParameterError};

/// Why items do not make a bank.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BankError {
    #[error("question {item}: {error}")]
    Parameters { item: String, error: ParameterError },
    #[error("two questions have the id {item}; give one of them another")]
    DuplicateId { item: String },
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
