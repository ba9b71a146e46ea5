//! Packs that the learner installed.

use indexed_db_futures::Result as IdbResult;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;

use super::{PACK_CARDS, PACKS, Store, StoreError, failed, reading_failed};

impl Store {
    /// Every installed pack's card: what a list shows of it, as JSON.
    pub async fn pack_cards(&self) -> Result<Vec<String>, StoreError> {
        let outcome: IdbResult<Vec<String>> = async {
            let transaction = self.database.transaction(PACK_CARDS).build()?;
            let store = transaction.object_store(PACK_CARDS)?;
            store.get_all::<String>().primitive()?.await?.collect::<Result<_, _>>()
        }
        .await;
        outcome.map_err(reading_failed)
    }

    /// The text of an installed pack, `None` if there is none of this id.
    pub async fn pack(&self, id: &str) -> Result<Option<String>, StoreError> {
        let outcome: IdbResult<Option<String>> = async {
            let transaction = self.database.transaction(PACKS).build()?;
            let store = transaction.object_store(PACKS)?;
            store.get::<String, _, _>(id).primitive()?.await
        }
        .await;
        outcome.map_err(reading_failed)
    }

    /// Keeps a pack, in place of the one of the same id.
    pub async fn put_pack(&self, id: &str, text: &str, card: &str) -> Result<(), StoreError> {
        let transaction = self.writing(&[PACKS, PACK_CARDS])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            transaction.object_store(PACKS)?.put(text).with_key(id).primitive()?;
            transaction.object_store(PACK_CARDS)?.put(card).with_key(id).primitive()?;
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }

    pub async fn delete_pack(&self, id: &str) -> Result<(), StoreError> {
        let transaction = self.writing(&[PACKS, PACK_CARDS])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            transaction.object_store(PACKS)?.delete(id).primitive()?;
            transaction.object_store(PACK_CARDS)?.delete(id).primitive()?;
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }
}
