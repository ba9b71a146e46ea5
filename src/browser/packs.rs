//! Content packs, served beside the app.

use content::Pack;
use gloo_net::http::Request;

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PackLoadError {
    #[error(
        "The questions and tutorials could not be fetched. Check the network once; after the first visit they are kept for offline use."
    )]
    NotFetched,
    #[error("The questions and tutorials that came with this version cannot be read: {0}")]
    NotRead(String),
}

/// Fetches the pack `id` from the app's own origin.
pub async fn fetch(id: &str) -> Result<Pack, PackLoadError> {
    let response =
        Request::get(&format!("/packs/{id}.json")).send().await.map_err(|_| PackLoadError::NotFetched)?;
    if !response.ok() {
        return Err(PackLoadError::NotFetched);
    }
    let text = response.text().await.map_err(|_| PackLoadError::NotFetched)?;
    content::own_pack_from_json(&text).map_err(|error| PackLoadError::NotRead(error.to_string()))
}
