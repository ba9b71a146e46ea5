//! What no page may ever do: write errors to its console, or ask another host for something.

use anyhow::{Result, ensure};

use crate::Page;

impl Page {
    /// What the page wrote to the console as errors since this was last asked.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.browser_log().await?;
        Ok(entries.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect())
    }

    /// Addresses on other hosts that the page asked for since it was opened, before reloads too.
    pub async fn foreign_requests(&self) -> Result<Vec<String>> {
        self.note_foreign_requests().await?;
        Ok(self.foreign.lock().map(|noted| noted.clone()).unwrap_or_default())
    }

    /// The browser forgets the requests of a page that is left, so this is called before.
    pub(crate) async fn note_foreign_requests(&self) -> Result<()> {
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name)";
        let requests: Vec<String> = serde_json::from_value(self.evaluate(script).await?)?;
        let is_own = |address: &String| address.starts_with(&self.origin()) || !address.starts_with("http");
        if let Ok(mut noted) = self.foreign.lock() {
            for address in requests.into_iter().filter(|address| !is_own(address)) {
                if !noted.contains(&address) {
                    noted.push(address);
                }
            }
        }
        Ok(())
    }

    /// Fails if the page did any of it.
    pub async fn expect_healthy(&self) -> Result<()> {
        let errors = self.console_errors().await?;
        ensure!(errors.is_empty(), "the page wrote errors to the console: {errors:#?}");
        let foreign = self.foreign_requests().await?;
        ensure!(foreign.is_empty(), "the page asked other hosts for {foreign:#?}");
        Ok(())
    }
}
