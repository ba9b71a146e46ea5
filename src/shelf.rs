//! The learner's designs: the list of them, and the way each gets to disk.

mod versions;

use std::borrow::Cow;
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

pub use versions::{Version, VersionError, Why};

/// Designs that belong to a tutorial step are kept here too, and listed in the tutorial only.
const TUTORIAL_PREFIX: &str = "tutorial/";
/// Designs that answer questions begin with this, and are not listed either.
const ANSWER_PREFIX: &str = "answer/";

/// Designs that answer challenges begin with this; each is listed with its challenge.
const CHALLENGE_PREFIX: &str = "challenge/";

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
    waiting: BTreeMap<String, Unsaved>,
    writing: bool,
    /// Checksum of what this tab read or wrote last of each design: where something else is stored, another tab wrote it.
    /// Without an entry once that happened, because what is stored then holds more than this tab's document.
    written: BTreeMap<String, u64>,
}

struct Unsaved {
    card: Card,
    bytes: Vec<u8>,
    /// How this state is joined with one that another tab stored. It comes with the design, so that only pages that open
    /// designs carry what can read them.
    join: Join,
}

/// Ours and theirs, as one; `None` where theirs cannot be read.
type Join = fn(&Card, &[u8], &[u8]) -> Option<(Card, Vec<u8>)>;

/// Where a design that answers a question is kept.
pub fn answer_design_id(attempt: &str, item: &str) -> String {
    format!("{ANSWER_PREFIX}{attempt}/{item}")
}

/// Whether a design is one of the learner's own, and not part of a tutorial, an answer or a challenge.
pub fn is_own(design: &str) -> bool {
    ![TUTORIAL_PREFIX, ANSWER_PREFIX, CHALLENGE_PREFIX].iter().any(|prefix| design.starts_with(prefix))
}

/// Where a design of a tutorial step is kept.
pub fn tutorial_design_id(tutorial: &str, step: &str) -> String {
    format!("{TUTORIAL_PREFIX}{tutorial}/{step}")
}

/// What the ids of all designs that answer a challenge begin with; `challenge` is its name across packs.
pub fn attempts_prefix(challenge: &str) -> String {
    format!("{CHALLENGE_PREFIX}{challenge}/")
}

/// Where a design that answers a challenge is kept.
pub fn attempt_design_id(challenge: &str, attempt: &str) -> String {
    format!("{}{attempt}", attempts_prefix(challenge))
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
        let can_tell_orphans = saving == Saving::Saved;
        let inner = Inner { store, waiting: BTreeMap::new(), writing: false, written: BTreeMap::new() };
        let shelf = Shelf {
            cards: RwSignal::new(cards),
            saving: RwSignal::new(saving),
            inner: StoredValue::new_local(inner),
        };
        if can_tell_orphans {
            shelf.forget_orphaned_versions();
        }
        shelf
    }

    fn store(self) -> Option<Store> {
        self.inner.with_value(|inner| inner.store.clone())
    }

    pub fn saving(self) -> ReadSignal<Saving> {
        self.saving.read_only()
    }

    /// The learner's own designs, the one changed last first.
    pub fn listed(self) -> Vec<Card> {
        let mut cards: Vec<Card> =
            self.cards.with(|cards| cards.values().filter(|card| is_own(&card.id)).cloned().collect());
        cards.sort_by_key(|card| std::cmp::Reverse(card.updated_utc_millis));
        cards
    }

    /// The learner's designs for one challenge, by its name across packs, the one changed last first, each with the part of its id that is its own.
    pub fn attempts(self, challenge: &str) -> Vec<(String, Card)> {
        let prefix = attempts_prefix(challenge);
        let mut attempts: Vec<(String, Card)> = self.cards.with(|cards| {
            let own = cards
                .values()
                .filter_map(|card| Some((card.id.strip_prefix(&prefix)?.to_owned(), card.clone())));
            own.collect()
        });
        attempts.sort_by_key(|(_, card)| std::cmp::Reverse(card.updated_utc_millis));
        attempts
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
            match merged(here.as_deref().unwrap_or(&design.bytes), &design.bytes) {
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
        let unsaved =
            self.inner.with_value(|inner| inner.waiting.get(id).map(|unsaved| unsaved.bytes.clone()));
        if unsaved.is_some() {
            return Ok(unsaved);
        }
        match self.inner.with_value(|inner| inner.store.clone()) {
            Some(store) => {
                let stored = store.design(id).await?;
                self.remember(id, stored.as_deref());
                Ok(stored)
            }
            None => Ok(None),
        }
    }

    /// The same to look at only: a state that another tab stores later is still told from this one's own.
    pub async fn peek(self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let unsaved =
            self.inner.with_value(|inner| inner.waiting.get(id).map(|unsaved| unsaved.bytes.clone()));
        match (unsaved, self.store()) {
            (None, Some(store)) => store.design(id).await,
            (unsaved, _) => Ok(unsaved),
        }
    }

    fn remember(self, id: &str, bytes: Option<&[u8]>) {
        self.inner.update_value(|inner| match bytes.and_then(Document::checksum) {
            Some(checksum) => {
                inner.written.insert(id.to_owned(), checksum);
            }
            None => {
                inner.written.remove(id);
            }
        });
    }

    /// Keeps the newest state of a design, and writes it out as soon as the write before it is through.
    pub fn save(self, card: Card, bytes: Vec<u8>) {
        self.cards.update(|cards| {
            cards.insert(card.id.clone(), card.clone());
        });
        self.inner.update_value(|inner| {
            inner.waiting.insert(card.id.clone(), Unsaved { card, bytes, join: joined });
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
            inner.written.remove(id);
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
        while let Some(Unsaved { card, bytes, join }) =
            self.inner.try_update_value(|inner| inner.waiting.pop_first().map(|(_, design)| design)).flatten()
        {
            let known = self.inner.with_value(|inner| inner.written.get(&card.id).copied());
            let outcome = store
                .update_design(&card.id, |stored| {
                    let theirs =
                        stored.filter(|stored| known.is_none() || Document::checksum(stored) != known);
                    let others_wrote = theirs.is_some();
                    let (card, bytes) = match theirs.and_then(|theirs| join(&card, &bytes, &theirs)) {
                        Some((card, bytes)) => (Cow::Owned(card), Cow::Owned(bytes)),
                        None => (Cow::Borrowed(&card), Cow::Borrowed(bytes.as_slice())),
                    };
                    self.remember(&card.id, (!others_wrote).then_some(&*bytes));
                    (bytes, serde_json::to_string(&*card).unwrap_or_default())
                })
                .await;
            if let Err(error) = outcome {
                // Unless the design changed meanwhile, this state is still the one to write.
                self.inner.update_value(|inner| {
                    inner.waiting.entry(card.id.clone()).or_insert(Unsaved { card, bytes, join });
                });
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Our state of a design with what another tab has stored meanwhile. What is stored and cannot be read is replaced.
fn joined(card: &Card, ours: &[u8], theirs: &[u8]) -> Option<(Card, Vec<u8>)> {
    let document = merged(theirs, ours).ok()?;
    Some((Card::of(&card.id, document.diagram()), document.to_bytes()))
}

/// The first state with all that the second has and it has not.
fn merged(first: &[u8], second: &[u8]) -> Result<Document, DocumentError> {
    let (mut document, _) = Document::from_bytes(random::bits(), first)?;
    let (second, _) = Document::from_bytes(random::bits(), second)?;
    let missing = second.changes_since(&document.seen())?;
    document.merge(&missing)?;
    Ok(document)
}

/// A card that cannot be read is left out of the list; its design stays where it is.
fn readable_cards(lines: &[String]) -> BTreeMap<String, Card> {
    let cards = lines.iter().filter_map(|line| serde_json::from_str::<Card>(line).ok());
    cards.map(|card| (card.id.clone(), card)).collect()
}
