//! The learner's designs: the list of them, and the way each gets to disk.

use std::collections::BTreeMap;

use analysis::words;
use diagram::{Diagram, Document, DocumentError};
use journal::SavedDesign;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use crate::browser::idb::{Store, StoreError};
use crate::browser::{clock, random};
use crate::saving::Saving;

/// Designs that belong to a tutorial step are kept here too, and listed in the tutorial only.
const TUTORIAL_PREFIX: &str = "tutorial/";

/// What a list shows of a design without opening it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    pub id: String,
    pub name: String,
    pub updated_utc_millis: i64,
    pub components: usize,
    pub connections: usize,
}

impl Card {
    /// "3 components, 1 connection"
    pub fn size_in_words(&self) -> String {
        format!(
            "{}, {}",
            words::count(self.components, "component"),
            words::count(self.connections, "connection")
        )
    }

    pub fn of(id: &str, diagram: &Diagram) -> Card {
        Card {
            id: id.to_owned(),
            name: diagram.name.clone(),
            updated_utc_millis: clock::now().utc_millis,
            components: diagram.components.len(),
            connections: diagram.connections.len(),
        }
    }
}

/// A handle that pages copy around.
#[derive(Clone, Copy)]
pub struct Shelf {
    cards: RwSignal<BTreeMap<String, Card>>,
    saving: RwSignal<Saving>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    store: Option<Store>,
    /// The newest state of each design that is not on disk yet; a newer one replaces an older.
    waiting: BTreeMap<String, (Card, Vec<u8>)>,
    writing: bool,
}

/// Where a design of a tutorial step is kept.
pub fn tutorial_design_id(tutorial: &str, step: &str) -> String {
    format!("{TUTORIAL_PREFIX}{tutorial}/{step}")
}

impl Shelf {
    pub async fn open(store: Result<Store, StoreError>) -> Shelf {
        let (store, cards, saving) = match store {
            Ok(store) => match store.design_cards().await {
                Ok(lines) => (Some(store), readable_cards(&lines), Saving::Saved),
                Err(error) => (Some(store), BTreeMap::new(), Saving::Failed { reason: error.to_string() }),
            },
            Err(error) => (None, BTreeMap::new(), Saving::NotKept { reason: error.to_string() }),
        };
        let inner = Inner { store, waiting: BTreeMap::new(), writing: false };
        Shelf {
            cards: RwSignal::new(cards),
            saving: RwSignal::new(saving),
            inner: StoredValue::new_local(inner),
        }
    }

    pub fn saving(self) -> ReadSignal<Saving> {
        self.saving.read_only()
    }

    /// The learner's own designs, the one changed last first.
    pub fn listed(self) -> Vec<Card> {
        let mut cards: Vec<Card> = self.cards.with(|cards| {
            cards.values().filter(|card| !card.id.starts_with(TUTORIAL_PREFIX)).cloned().collect()
        });
        cards.sort_by_key(|card| std::cmp::Reverse(card.updated_utc_millis));
        cards
    }

    /// Every design with its bytes, those of tutorial steps included.
    pub async fn every_design(self) -> Result<Vec<(Card, Vec<u8>)>, StoreError> {
        let cards: Vec<Card> = self.cards.with_untracked(|cards| cards.values().cloned().collect());
        let mut designs = Vec::with_capacity(cards.len());
        for card in cards {
            if let Some(bytes) = self.load(&card.id).await? {
                designs.push((card, bytes));
            }
        }
        Ok(designs)
    }

    /// Takes in designs of a backup. One that is here too gets what it has not: both states are kept, merged. Returns
    /// how many were taken in, and a sentence for each that could not be read.
    pub async fn restore(self, designs: Vec<SavedDesign>) -> Result<(usize, Vec<String>), StoreError> {
        let mut restored = 0;
        let mut unreadable = Vec::new();
        for design in designs {
            let here = self.load(&design.id).await?;
            match merged(&design, here.as_deref()) {
                Ok(document) => {
                    self.save(Card::of(&design.id, document.diagram()), document.to_bytes());
                    restored += 1;
                }
                Err(error) => unreadable.push(format!("the design “{}” ({error})", design.name)),
            }
        }
        Ok((restored, unreadable))
    }

    /// The bytes of a design; `None` where there is none of this id.
    pub async fn load(self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let unsaved = self.inner.with_value(|inner| inner.waiting.get(id).map(|(_, bytes)| bytes.clone()));
        if unsaved.is_some() {
            return Ok(unsaved);
        }
        match self.inner.with_value(|inner| inner.store.clone()) {
            Some(store) => store.design(id).await,
            None => Ok(None),
        }
    }

    /// Keeps the newest state of a design, and writes it out as soon as the write before it is through.
    pub fn save(self, card: Card, bytes: Vec<u8>) {
        self.cards.update(|cards| {
            cards.insert(card.id.clone(), card.clone());
        });
        self.inner.update_value(|inner| {
            inner.waiting.insert(card.id.clone(), (card, bytes));
        });
        self.write_out();
    }

    /// Takes a design off the shelf and returns it, so that this can be undone by saving it again.
    pub async fn remove(self, id: &str) -> Result<Option<(Card, Vec<u8>)>, StoreError> {
        let bytes = self.load(id).await?;
        if let Some(store) = self.inner.with_value(|inner| inner.store.clone()) {
            store.delete_design(id).await?;
        }
        self.inner.update_value(|inner| {
            inner.waiting.remove(id);
        });
        let card = self.cards.try_update(|cards| cards.remove(id)).flatten();
        Ok(card.zip(bytes))
    }

    /// Tries again what could not be saved.
    pub fn retry(self) {
        self.write_out();
    }

    fn write_out(self) {
        let (store, busy) = self.inner.with_value(|inner| (inner.store.clone(), inner.writing));
        let (Some(store), false) = (store, busy) else { return };
        self.inner.update_value(|inner| inner.writing = true);
        self.saving.set(Saving::Writing);
        spawn_local(async move {
            let outcome = self.write_all(&store).await;
            self.inner.update_value(|inner| inner.writing = false);
            self.saving.set(match outcome {
                Ok(()) => Saving::Saved,
                Err(error) => Saving::Failed { reason: error.to_string() },
            });
        });
    }

    async fn write_all(self, store: &Store) -> Result<(), StoreError> {
        while let Some((card, bytes)) =
            self.inner.try_update_value(|inner| inner.waiting.pop_first().map(|(_, design)| design)).flatten()
        {
            let text = serde_json::to_string(&card).unwrap_or_default();
            if let Err(error) = store.put_design(&card.id, &bytes, &text).await {
                // Unless the design changed meanwhile, this state is still the one to write.
                self.inner.update_value(|inner| {
                    inner.waiting.entry(card.id.clone()).or_insert((card, bytes));
                });
                return Err(error);
            }
        }
        Ok(())
    }
}

fn merged(saved: &SavedDesign, here: Option<&[u8]>) -> Result<Document, DocumentError> {
    let (saved, _) = Document::from_bytes(random::bits(), &saved.bytes)?;
    let Some(here) = here else { return Ok(saved) };
    let (mut document, _) = Document::from_bytes(random::bits(), here)?;
    let missing = saved.changes_since(&document.seen())?;
    document.merge(&missing)?;
    Ok(document)
}

/// A card that cannot be read is left out of the list; its design stays where it is.
fn readable_cards(lines: &[String]) -> BTreeMap<String, Card> {
    let cards = lines.iter().filter_map(|line| serde_json::from_str::<Card>(line).ok());
    cards.map(|card| (card.id.clone(), card)).collect()
}
