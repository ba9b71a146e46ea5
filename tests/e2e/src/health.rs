//! What no page may ever do: write errors to its console, or ask another host for something.

use anyhow::Result;

use crate::Page;

impl Page {
    /// What the page wrote to the console as errors since this was last asked.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let entries = self.browser_log().await?;
        Ok(entries.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect())
    }

    /// Addresses on other hosts that the page asked for since it was opened.
    pub async fn foreign_requests(&self) -> Result<Vec<String>> {
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name)";
        let requests: Vec<String> = serde_json::from_value(self.evaluate(script).await?)?;
        let is_own = |address: &String| address.starts_with(&self.origin()) || !address.starts_with("http");
        Ok(requests.into_iter().filter(|address| !is_own(address)).collect())
    }
}
