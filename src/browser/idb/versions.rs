//! Earlier versions of designs.

use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::{KeyRange, Result as IdbResult};

use super::{Store, StoreError, VERSION_CARDS, VERSIONS, failed, reading_failed};

impl Store {
    /// The card of every earlier version of a design, the oldest first.
    pub async fn version_cards(&self, design: &str) -> Result<Vec<String>, StoreError> {
        let outcome: IdbResult<Vec<String>> = async {
            let transaction = self.database.transaction(VERSION_CARDS).build()?;
            let store = transaction.object_store(VERSION_CARDS)?;
            store
                .get_all::<String>()
                .with_query::<String, _>(versions_of(design))
                .primitive()?
                .await?
                .collect::<Result<_, _>>()
        }
        .await;
        outcome.map_err(reading_failed)
    }

    /// An earlier version of a design as text, `None` if none was kept at that moment.
    pub async fn version(&self, design: &str, utc_millis: i64) -> Result<Option<String>, StoreError> {
        let outcome: IdbResult<Option<String>> = async {
            let transaction = self.database.transaction(VERSIONS).build()?;
            let store = transaction.object_store(VERSIONS)?;
            store.get::<String, _, _>(version_key(design, utc_millis)).primitive()?.await
        }
        .await;
        outcome.map_err(reading_failed)
    }

    /// Keeps a version of a design, and lets go of others.
    pub async fn keep_version(
        &self,
        design: &str,
        utc_millis: i64,
        card: &str,
        text: &str,
        let_go: &[i64],
    ) -> Result<(), StoreError> {
        let transaction = self.writing(&[VERSIONS, VERSION_CARDS])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            let (versions, cards) =
                (transaction.object_store(VERSIONS)?, transaction.object_store(VERSION_CARDS)?);
            for moment in let_go {
                versions.delete(version_key(design, *moment)).primitive()?;
                cards.delete(version_key(design, *moment)).primitive()?;
            }
            let key = version_key(design, utc_millis);
            versions.put(text).with_key(key.as_str()).primitive()?;
            cards.put(card).with_key(key.as_str()).primitive()?;
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }

    /// Lets go of the versions of designs that are gone.
    pub async fn forget_versions_but_of(&self, designs: &[String]) -> Result<(), StoreError> {
        let transaction = self.writing(&[VERSIONS, VERSION_CARDS])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            let (versions, cards) =
                (transaction.object_store(VERSIONS)?, transaction.object_store(VERSION_CARDS)?);
            let keys: Vec<String> = cards.get_all_keys::<String>().await?.collect::<Result<_, _>>()?;
            let is_gone = |key: &&String| {
                let design = key.split_once(KEY_PARTS).map_or(key.as_str(), |(design, _)| design);
                !designs.iter().any(|known| known == design)
            };
            for key in keys.iter().filter(is_gone) {
                versions.delete(key.as_str()).primitive()?;
                cards.delete(key.as_str()).primitive()?;
            }
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }
}

/// Parts the design from the moment in the key of a version; no id has it.
const KEY_PARTS: char = '\n';

/// Sorts by design, then by time.
fn version_key(design: &str, utc_millis: i64) -> String {
    format!("{design}{KEY_PARTS}{:015}", utc_millis.max(0))
}

fn versions_of(design: &str) -> KeyRange<String> {
    // The vertical tab follows the line feed, so this is the first key that belongs to no version of the design.
    KeyRange::Bound(format!("{design}{KEY_PARTS}"), true, format!("{design}\u{b}"), true)
}
