//! Content packs, served beside the app.

use content::{Pack, Summary};
use gloo_net::http::Request;

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PackLoadError {
    #[error(
        "The questions and tutorials could not be fetched. Check the network once; after the first visit they are kept for offline use."
    )]
    NotFetched,
    #[error("The questions and tutorials cannot be read: {0}")]
    NotRead(String),
    #[error(
        "The subject \"{0}\" is not installed. What you did in it is kept; install its pack again to see it and to go on."
    )]
    NotInstalled(String),
    #[error("The questions and tutorials are on their way.")]
    Coming,
}

/// What the packs that came with the app hold, without fetching any of them.
pub async fn index() -> Result<Vec<Summary>, PackLoadError> {
    let text = fetch_text("index").await?;
    serde_json::from_str(&text).map_err(|error| PackLoadError::NotRead(error.to_string()))
}

/// Fetches the pack `id` from the app's own origin.
pub async fn fetch(id: &str) -> Result<Pack, PackLoadError> {
    read(&fetch_text(id).await?)
}

/// A pack that was checked before: when the app was built, or when it was installed.
pub fn read(text: &str) -> Result<Pack, PackLoadError> {
    content::own_pack_from_json(text).map_err(|error| PackLoadError::NotRead(error.to_string()))
}

async fn fetch_text(name: &str) -> Result<String, PackLoadError> {
    let response =
        Request::get(&format!("/packs/{name}.json")).send().await.map_err(|_| PackLoadError::NotFetched)?;
    if !response.ok() {
        return Err(PackLoadError::NotFetched);
    }
    response.text().await.map_err(|_| PackLoadError::NotFetched)
}
