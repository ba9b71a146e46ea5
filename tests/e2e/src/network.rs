//! A network that fails, made to fail on purpose.

use anyhow::Result;
use serde_json::json;

use crate::Page;

impl Page {
    /// From now on requests for addresses of these patterns fail, as without a network.
    pub async fn lose_requests_for(&self, patterns: &[&str]) -> Result<()> {
        let cdp = self.cdp();
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.setBlockedURLs", json!({ "urls": patterns })).await?;
        Ok(())
    }
}
