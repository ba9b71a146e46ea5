//! Storage that fails, made to fail on purpose.

use anyhow::Result;
use serde_json::json;

use crate::Page;

const NO_STORAGE: &str = "Object.defineProperty(window, 'indexedDB', { value: undefined });";
const FULL_DISK: &str = "
    for (const name of ['add', 'put']) {
      const store = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (...values) {
        if (window.diskIsFull) throw new DOMException('The disk is full.', 'QuotaExceededError');
        return store.apply(this, values);
      };
    }
    window.diskIsFull = true;
";

impl Page {
    /// From the next load on the browser gives the page no storage, as some private windows do.
    pub async fn refuse_storage(&self) -> Result<()> {
        let script = json!({ "source": NO_STORAGE });
        self.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    /// Until the disk is freed or the page is reloaded, nothing more can be stored.
    pub async fn fill_disk(&self) -> Result<()> {
        self.evaluate(FULL_DISK).await.map(drop)
    }

    pub async fn free_disk(&self) -> Result<()> {
        self.evaluate("window.diskIsFull = false").await.map(drop)
    }
}
