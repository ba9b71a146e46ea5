//! Earlier versions of designs.

use diagram::versions::{Moment, checksum, kept};
use diagram::{Diagram, format};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use super::Shelf;
use crate::browser::clock;
use crate::browser::idb::StoreError;
use leptos::prelude::*;

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Opened,
    Paused,
    BeforeImport,
    BeforeRestore,
    Named,
}

impl Why {
    pub fn in_words(self) -> &'static str {
        match self {
            Why::Opened => "As it was opened",
            Why::Paused => "After a pause",
            Why::BeforeImport => "Before an import",
            Why::BeforeRestore => "Before an earlier version was restored",
            Why::Named => "Named by you",
        }
    }
}

/// What a list shows of an earlier version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    pub utc_millis: i64,
    pub why: Why,
    #[serde(default)]
    pub name: Option<String>,
    pub components: usize,
    pub connections: usize,
    /// Of its text, so that the next one is compared without reading it; older ones have none.
    #[serde(default)]
    pub checksum: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum VersionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("This version is no longer kept. Close the list and open it again.")]
    Gone,
    #[error("This version cannot be read: {0}")]
    Unreadable(String),
}

impl Shelf {
    /// The versions of a design, the newest first. What cannot be read of the list is left out.
    pub async fn versions(self, design: &str) -> Result<Vec<Version>, StoreError> {
        let Some(store) = self.store() else { return Ok(Vec::new()) };
        let lines = store.version_cards(design).await?;
        let mut versions: Vec<Version> =
            lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
        versions.sort_by_key(|version| std::cmp::Reverse(version.utc_millis));
        Ok(versions)
    }

    pub async fn version(self, design: &str, utc_millis: i64) -> Result<Diagram, VersionError> {
        let text = match self.store() {
            Some(store) => store.version(design, utc_millis).await?,
            None => None,
        };
        let opened = format::read(&text.ok_or(VersionError::Gone)?);
        opened.map(|opened| opened.diagram).map_err(|error| VersionError::Unreadable(error.to_string()))
    }

    /// Keeps a version unless it is the same as the newest, and lets go of old ones. Whether it was kept.
    pub async fn keep_version(
        self,
        design: &str,
        diagram: &Diagram,
        why: Why,
        name: Option<String>,
    ) -> Result<bool, StoreError> {
        let Some(store) = self.store() else { return Ok(false) };
        let text = format::write(diagram);
        let checksum = Some(checksum(&text));
        let before = self.versions(design).await?;
        let mut let_go = Vec::new();
        if let Some(newest) = before.first()
            && newest.checksum == checksum
        {
            if name.is_none() {
                return Ok(false);
            }
            // The same once more and with a name: one of them is enough, unless both have names.
            let_go.extend(newest.name.is_none().then_some(newest.utc_millis));
        }
        let after_newest = before.first().map_or(0, |newest| newest.utc_millis + 1);
        let utc_millis = clock::now().utc_millis.max(after_newest);
        let moment =
            |version: &Version| Moment { utc_millis: version.utc_millis, is_named: version.name.is_some() };
        let moments: Vec<Moment> =
            before.iter().map(moment).chain([Moment { utc_millis, is_named: name.is_some() }]).collect();
        let thinned = before.iter().zip(kept(&moments, utc_millis)).filter(|(_, kept)| !kept);
        let_go.extend(thinned.map(|(version, _)| version.utc_millis));
        let version = Version {
            utc_millis,
            why,
            name,
            components: diagram.components.len(),
            connections: diagram.connections.len(),
            checksum,
        };
        let card = serde_json::to_string(&version).unwrap_or_default();
        store.keep_version(design, utc_millis, &card, &text, &let_go).await?;
        Ok(true)
    }

    /// Versions stay behind when a design is deleted, so that this can be undone; they go when the app is opened next.
    pub(super) fn forget_orphaned_versions(self) {
        let Some(store) = self.store() else { return };
        let designs: Vec<String> = self.cards.with_untracked(|cards| cards.keys().cloned().collect());
        spawn_local(async move {
            // Nothing hangs on it; the next start tries again.
            let _ = store.forget_versions_but_of(&designs).await;
        });
    }
}
