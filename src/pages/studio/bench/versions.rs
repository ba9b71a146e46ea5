//! When earlier versions of the design are kept, and how one comes back.

use std::sync::Arc;
use std::time::Duration;

use diagram::{Diagram, edits};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Bench;
use crate::browser::clock;
use crate::shelf::{self, Version, VersionError, Why};

/// Without a change for so long, what was done is worth a version.
const PAUSE: Duration = Duration::from_secs(30);

impl Bench {
    /// Whether versions are kept of it: designs of tutorials and answers are short-lived.
    pub fn has_versions(self) -> bool {
        self.inner.try_with_value(|inner| shelf::is_own(&inner.id)).unwrap_or(false)
    }

    /// As it stands now. Nothing is kept of an empty design, or twice of the same.
    pub async fn keep_version(self, why: Why, name: Option<String>) -> Result<bool, VersionError> {
        let Some((id, diagram)) = self.named_diagram().filter(|(_, diagram)| !is_empty(diagram)) else {
            return Ok(false);
        };
        Ok(self.shelf.keep_version(&id, &diagram, why, name).await?)
    }

    /// The same where nobody waits for it.
    pub fn keep_version_aside(self, why: Why) {
        if self.has_versions() {
            // A version that is not kept takes nothing away; that storage fails is said by the state of saving.
            spawn_local(async move {
                let _ = self.keep_version(why, None).await;
            });
        }
    }

    pub(super) fn keep_version_when_quiet(self) {
        let Some(edit) = self.edits.try_update_value(|edits| {
            *edits = edits.wrapping_add(1);
            *edits
        }) else {
            return;
        };
        let when_quiet = move || {
            if self.edits.try_get_value() == Some(edit) {
                self.keep_version_aside(Why::Paused);
            }
        };
        set_timeout(when_quiet, PAUSE);
    }

    pub async fn versions(self) -> Result<Vec<Version>, VersionError> {
        let Some((id, _)) = self.named_diagram() else { return Ok(Vec::new()) };
        Ok(self.shelf.versions(&id).await?)
    }

    pub async fn version(self, version: &Version) -> Result<Diagram, VersionError> {
        let (id, _) = self.named_diagram().ok_or(VersionError::Gone)?;
        self.shelf.version(&id, version.utc_millis).await
    }

    /// Makes the design what it was then, as one step that can be undone.
    pub async fn restore(self, version: &Version) -> Result<(), VersionError> {
        let then = self.version(version).await?;
        self.keep_version(Why::BeforeRestore, None).await?;
        let Some((_, now)) = self.named_diagram() else { return Ok(()) };
        let summary = format!("Version of {} restored", clock::day_and_time(version.utc_millis));
        match edits::becoming(&now, &then, summary) {
            Some(command) => {
                self.apply(&command);
                self.fit();
            }
            None => self.announcement.set("The design is as it was then already.".to_owned()),
        }
        Ok(())
    }

    fn named_diagram(self) -> Option<(String, Arc<Diagram>)> {
        self.inner.try_with_value(|inner| (inner.id.clone(), inner.document.shared_diagram()))
    }
}

fn is_empty(diagram: &Diagram) -> bool {
    diagram.components.is_empty() && diagram.groups.is_empty() && diagram.annotations.is_empty()
}
