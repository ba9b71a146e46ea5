//! What is kept on this device: the journal, the designs and the packs that were installed, in IndexedDB.
//!
//! "Kept" is said only once a transaction has completed with strict durability. No promise that is not a request of the
//! transaction is awaited while one is open, because the browser would commit it early.

mod packs;
mod python_packages;
mod versions;

use std::borrow::Cow;

use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error as IdbError, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::typed_array::{Uint8Array, Uint8ArraySlice};
use indexed_db_futures::{KeyRange, Result as IdbResult};
use journal::{Body, DeviceId, Event, LineError, Moment, Tip};
use wasm_bindgen_futures::spawn_local;

const DATABASE: &str = "systemcraft";
/// Raised whenever [`STORES`] grows; what is missing is made then, and what is there stays.
const VERSION: u32 = 3;

const EVENTS: &str = "events";
const TIPS: &str = "tips";
const DESIGNS: &str = "designs";
const DESIGN_CARDS: &str = "design_cards";
const PROFILE: &str = "profile";
const PACKS: &str = "packs";
const PACK_CARDS: &str = "pack_cards";
/// Earlier versions of designs, as text in the app's own format.
const VERSIONS: &str = "versions";
/// When and why each of them was kept, as JSON.
const VERSION_CARDS: &str = "version_cards";
/// Package files for Python, under their names.
const PYTHON_PACKAGES: &str = "python_packages";
const STORES: [&str; 10] = [
    EVENTS,
    TIPS,
    DESIGNS,
    DESIGN_CARDS,
    PROFILE,
    PACKS,
    PACK_CARDS,
    VERSIONS,
    VERSION_CARDS,
    PYTHON_PACKAGES,
];

const DEVICE: &str = "device";

/// Why something was not kept or could not be read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum StoreError {
    #[error("This browser refuses storage to the page, as private windows often do.")]
    Refused,
    #[error(
        "A newer version of Systemcraft has used this browser's storage. Reload the page to get that version."
    )]
    Newer,
    #[error("Another tab is updating the storage. Reload this page once the other tab has been closed.")]
    Closed,
    #[error(
        "The disk, or the share of it that the browser gives to this page, is full. Free some space, then try again."
    )]
    Full,
    #[error("The browser did not finish the write ({0}). Try again.")]
    Interrupted(String),
    #[error("What is stored cannot be read: {0}")]
    Damaged(String),
}

/// An open database. Cloning gives another handle to the same one.
#[derive(Debug, Clone)]
pub struct Store {
    database: Database,
}

/// Everything of the journal that is stored, and what of it could not be read.
#[derive(Debug, Default)]
pub struct StoredJournal {
    pub events: Vec<Event>,
    /// Left where it is, so that nothing is lost by reading.
    pub unreadable: Vec<LineError>,
}

impl Store {
    pub async fn open() -> Result<Store, StoreError> {
        Store::open_named(DATABASE).await
    }

    /// A database of another name, for tests.
    pub async fn open_named(name: &str) -> Result<Store, StoreError> {
        let database = Database::open(name)
            .with_version(VERSION)
            .with_on_upgrade_needed(|_event, database| {
                let existing: Vec<String> = database.object_store_names().collect();
                for name in STORES {
                    if !existing.iter().any(|store| store == name) {
                        database.create_object_store(name).build()?;
                    }
                }
                Ok(())
            })
            .await
            .map_err(opening_failed)?;
        close_for_upgrades(&database);
        Ok(Store { database })
    }

    /// The name of this browser profile as a replica of the journal; `fresh` is taken where it has none yet.
    pub async fn device(&self, fresh: &str) -> Result<DeviceId, StoreError> {
        let transaction = self.writing(&[PROFILE])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<String> = async {
            let profile = transaction.object_store(PROFILE)?;
            if let Some(known) = profile.get::<String, _, _>(DEVICE).primitive()?.await? {
                return Ok(known);
            }
            profile.put(fresh).with_key(DEVICE).primitive()?;
            transaction.commit().await?;
            Ok(fresh.to_owned())
        }
        .await;
        outcome.map(DeviceId::new).map_err(|error| failed(error, &raw))
    }

    /// Appends to the journal of `device`. The sequence is taken inside the transaction, so tabs never share a number;
    /// it never falls behind `known_tip`, so that a lost event's number is not used again.
    ///
    /// Returns the events as they now stand on disk.
    pub async fn append(
        &self,
        device: &DeviceId,
        known_tip: Option<Tip>,
        entries: &[(Moment, Body)],
    ) -> Result<Vec<Event>, StoreError> {
        let transaction = self.writing(&[EVENTS, TIPS])?;
        let raw = transaction.as_sys().clone();
        let stored = async {
            let tips = transaction.object_store(TIPS)?;
            tips.get::<String, _, _>(device.as_str()).primitive()?.await
        };
        let stored = stored.await.map_err(|error: IdbError| failed(error, &raw))?;
        let events = follow(stored.as_deref(), known_tip, device, entries)?;
        let outcome: IdbResult<()> = async {
            let store = transaction.object_store(EVENTS)?;
            for event in &events {
                store.add(event.to_line()).with_key(event_key(device, event.sequence())).primitive()?;
            }
            if let Some(last) = events.last() {
                let tip = serde_json::to_string(&last.tip()).unwrap_or_default();
                transaction.object_store(TIPS)?.put(tip).with_key(device.as_str()).primitive()?;
            }
            transaction.commit().await
        }
        .await;
        outcome.map(|()| events).map_err(|error| failed(error, &raw))
    }

    /// Keeps events of other devices, or of this one before its storage was lost.
    pub async fn put_events(&self, events: &[Event]) -> Result<(), StoreError> {
        let transaction = self.writing(&[EVENTS])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            let store = transaction.object_store(EVENTS)?;
            for event in events {
                store
                    .put(event.to_line())
                    .with_key(event_key(event.device(), event.sequence()))
                    .primitive()?;
            }
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }

    pub async fn journal(&self) -> Result<StoredJournal, StoreError> {
        self.lines(None).await.map(read_lines)
    }

    /// What `device` wrote after `sequence`, in this tab or another.
    pub async fn journal_after(&self, device: &DeviceId, sequence: u64) -> Result<StoredJournal, StoreError> {
        // '0' follows '/', so this is the first key that belongs to no event of the device.
        let range = KeyRange::Bound(event_key(device, sequence), true, format!("{}0", device.as_str()), true);
        self.lines(Some(range)).await.map(read_lines)
    }

    async fn lines(&self, range: Option<KeyRange<String>>) -> Result<Vec<String>, StoreError> {
        let outcome: IdbResult<Vec<String>> = async {
            let transaction = self.database.transaction(EVENTS).build()?;
            let store = transaction.object_store(EVENTS)?;
            match range {
                Some(range) => store
                    .get_all::<String>()
                    .with_query::<String, _>(range)
                    .primitive()?
                    .await?
                    .collect::<Result<_, _>>(),
                None => store.get_all::<String>().primitive()?.await?.collect::<Result<_, _>>(),
            }
        }
        .await;
        outcome.map_err(reading_failed)
    }

    /// Every design's card: what a list shows of it, as JSON.
    pub async fn design_cards(&self) -> Result<Vec<String>, StoreError> {
        let outcome: IdbResult<Vec<String>> = async {
            let transaction = self.database.transaction(DESIGN_CARDS).build()?;
            let store = transaction.object_store(DESIGN_CARDS)?;
            store.get_all::<String>().primitive()?.await?.collect::<Result<_, _>>()
        }
        .await;
        outcome.map_err(reading_failed)
    }

    /// The bytes of a design, `None` if there is none of this id.
    pub async fn design(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let outcome: IdbResult<Option<Uint8Array>> = async {
            let transaction = self.database.transaction(DESIGNS).build()?;
            let store = transaction.object_store(DESIGNS)?;
            store.get::<Uint8Array, _, _>(id).primitive()?.await
        }
        .await;
        outcome.map(|found| found.map(Into::into)).map_err(reading_failed)
    }

    /// Replaces a design by what `next` makes of the stored one: its bytes and its card. Another tab cannot write in
    /// between, so nothing of either is lost.
    pub async fn update_design<'a>(
        &self,
        id: &str,
        next: impl FnOnce(Option<Vec<u8>>) -> (Cow<'a, [u8]>, String),
    ) -> Result<(), StoreError> {
        let transaction = self.writing(&[DESIGNS, DESIGN_CARDS])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            let designs = transaction.object_store(DESIGNS)?;
            let stored: Option<Uint8Array> = designs.get::<Uint8Array, _, _>(id).primitive()?.await?;
            let (bytes, card) = next(stored.map(Into::into));
            designs.put(Uint8ArraySlice::new(&bytes)).with_key(id).primitive()?;
            transaction.object_store(DESIGN_CARDS)?.put(card).with_key(id).primitive()?;
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }

    pub async fn delete_design(&self, id: &str) -> Result<(), StoreError> {
        let transaction = self.writing(&[DESIGNS, DESIGN_CARDS])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            transaction.object_store(DESIGNS)?.delete(id).primitive()?;
            transaction.object_store(DESIGN_CARDS)?.delete(id).primitive()?;
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }

    fn writing(&self, stores: &[&str]) -> Result<Transaction<'_>, StoreError> {
        let durability = TransactionOptions::new().with_durability(TransactionDurability::Strict);
        self.database
            .transaction(stores)
            .with_mode(TransactionMode::Readwrite)
            .with_options(durability)
            .build()
            // The only reason that remains: the connection was closed for a newer version.
            .map_err(|_| StoreError::Closed)
    }
}

/// The events that `entries` become after the later of the two tips.
fn follow(
    stored: Option<&str>,
    known_tip: Option<Tip>,
    device: &DeviceId,
    entries: &[(Moment, Body)],
) -> Result<Vec<Event>, StoreError> {
    let damaged = |error: String| {
        StoreError::Damaged(format!("the end of the journal is not where it was left ({error})"))
    };
    let stored: Option<Tip> =
        stored.map(serde_json::from_str).transpose().map_err(|error| damaged(error.to_string()))?;
    let mut tip = [stored, known_tip].into_iter().flatten().max_by_key(|tip| tip.sequence);
    let mut events = Vec::with_capacity(entries.len());
    for (at, body) in entries {
        let event = Event::next(tip.as_ref(), device.clone(), at.clone(), body)
            .map_err(|error| StoreError::Interrupted(error.to_string()))?;
        tip = Some(event.tip());
        events.push(event);
    }
    Ok(events)
}

fn read_lines(lines: Vec<String>) -> StoredJournal {
    let mut journal = StoredJournal::default();
    for line in lines {
        match Event::from_line(&line) {
            Ok(event) => journal.events.push(event),
            Err(error) => journal.unreadable.push(error),
        }
    }
    journal
}

/// Sorts by device, then by sequence.
fn event_key(device: &DeviceId, sequence: u64) -> String {
    format!("{}/{sequence:020}", device.as_str())
}

/// A tab that holds the database open would block the update that another tab waits for.
fn close_for_upgrades(database: &Database) {
    let Ok(mut changes) = database.version_changes() else { return };
    let database = database.clone();
    spawn_local(async move {
        if changes.recv().await.is_some() {
            database.close();
        }
    });
}

fn opening_failed(error: OpenDbError) -> StoreError {
    match error {
        OpenDbError::Base(IdbError::DomException(exception)) => match raw_name(&exception).as_str() {
            "VersionError" => StoreError::Newer,
            "QuotaExceededError" => StoreError::Full,
            _ => StoreError::Refused,
        },
        _ => StoreError::Refused,
    }
}

/// An aborted transaction says only that it was; why stands on the raw one.
fn failed(error: IdbError, transaction: &web_sys::IdbTransaction) -> StoreError {
    let name = match (&error, transaction.error()) {
        (_, Some(cause)) => cause.name(),
        (IdbError::DomException(exception), None) => raw_name(exception),
        _ => String::new(),
    };
    match name.as_str() {
        "QuotaExceededError" => StoreError::Full,
        "InvalidStateError" => StoreError::Closed,
        "" => StoreError::Interrupted(error.to_string()),
        name => StoreError::Interrupted(name.to_owned()),
    }
}

fn reading_failed(error: IdbError) -> StoreError {
    match &error {
        IdbError::DomException(exception) if raw_name(exception) == "InvalidStateError" => StoreError::Closed,
        _ => StoreError::Damaged(error.to_string()),
    }
}

fn raw_name(exception: &indexed_db_futures::error::DomException) -> String {
    web_sys::DomException::from(exception.clone()).name()
}
