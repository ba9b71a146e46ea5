//! Package files for Python that the learner chose.

use indexed_db_futures::Result as IdbResult;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::typed_array::{Uint8Array, Uint8ArraySlice};

use super::{PYTHON_PACKAGES, Store, StoreError, failed, reading_failed};

impl Store {
    /// The names of the files, sorted.
    pub async fn python_package_names(&self) -> Result<Vec<String>, StoreError> {
        let outcome: IdbResult<Vec<String>> = async {
            let transaction = self.database.transaction(PYTHON_PACKAGES).build()?;
            let store = transaction.object_store(PYTHON_PACKAGES)?;
            store.get_all_keys::<String>().await?.collect::<Result<_, _>>()
        }
        .await;
        outcome.map_err(reading_failed)
    }

    pub async fn python_package(&self, file_name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let outcome: IdbResult<Option<Uint8Array>> = async {
            let transaction = self.database.transaction(PYTHON_PACKAGES).build()?;
            let store = transaction.object_store(PYTHON_PACKAGES)?;
            store.get::<Uint8Array, _, _>(file_name).primitive()?.await
        }
        .await;
        outcome.map(|found| found.map(Into::into)).map_err(reading_failed)
    }

    /// Keeps a file, and lets go of others in the same step.
    pub async fn put_python_package(
        &self,
        file_name: &str,
        bytes: &[u8],
        let_go: &[String],
    ) -> Result<(), StoreError> {
        let transaction = self.writing(&[PYTHON_PACKAGES])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            let store = transaction.object_store(PYTHON_PACKAGES)?;
            for other in let_go {
                store.delete(other.as_str()).primitive()?;
            }
            store.put(Uint8ArraySlice::new(bytes)).with_key(file_name).primitive()?;
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }

    pub async fn delete_python_package(&self, file_name: &str) -> Result<(), StoreError> {
        let transaction = self.writing(&[PYTHON_PACKAGES])?;
        let raw = transaction.as_sys().clone();
        let outcome: IdbResult<()> = async {
            transaction.object_store(PYTHON_PACKAGES)?.delete(file_name).primitive()?;
            transaction.commit().await
        }
        .await;
        outcome.map_err(|error| failed(error, &raw))
    }
}
