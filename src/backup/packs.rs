//! Packs that the learner installed, into a backup and out of it.

use content::limits::MAX_PACK_BYTES;
use journal::SavedPack;
use leptos::prelude::untrack;

use crate::browser::inspector;
use crate::library::{Library, Origin};

/// So many are in a backup at most, and together they have at most as many bytes as the largest pack: with the journal and
/// the designs the file stays one that can be read back.
const MOST_PACKS: usize = 100;
const MOST_BYTES: usize = MAX_PACK_BYTES;

/// What came of the packs of a backup.
#[derive(Debug, Default)]
pub struct Restored {
    pub installed: usize,
    /// A sentence for each that cannot be used.
    pub left_out: Vec<String>,
    /// Title and version of each that is not here, and of which the backup has only the name.
    pub only_named: Vec<String>,
}

/// The installed packs, small ones first. Those for which there is no room are only named.
pub async fn saved(library: Library) -> Vec<SavedPack> {
    let mut packs = Vec::new();
    for summary in untrack(|| library.installed()) {
        let text = library.installed_text(&summary.id).await;
        packs.push(SavedPack { id: summary.id, title: summary.title, version: summary.version, text });
    }
    let bytes = |pack: &SavedPack| pack.text.as_ref().map_or(0, String::len);
    packs.sort_by_key(bytes);
    let mut room = MOST_BYTES;
    for (place, pack) in packs.iter_mut().enumerate() {
        match room.checked_sub(bytes(pack)) {
            Some(left) if place < MOST_PACKS => room = left,
            _ => pack.text = None,
        }
    }
    packs
}

/// Installs the packs that are not here. A file may have been written by anybody, so each is looked at as one that the
/// learner opens is.
pub async fn restore(library: Library, packs: Vec<SavedPack>) -> Restored {
    let mut restored = Restored::default();
    for pack in packs.into_iter().take(MOST_PACKS) {
        if untrack(|| library.entry(&pack.id)).is_some_and(|entry| entry.origin == Origin::Installed) {
            continue;
        }
        let Some(text) = &pack.text else {
            restored.only_named.push(format!("“{}”, version {}", pack.title, pack.version));
            continue;
        };
        match install(library, text).await {
            Ok(()) => restored.installed += 1,
            Err(reason) => {
                let reason = reason.trim_end_matches('.');
                restored.left_out.push(format!("the pack “{}” ({reason})", pack.title));
            }
        }
    }
    restored
}

/// Whether it is on is the journal's to say.
async fn install(library: Library, text: &str) -> Result<(), String> {
    let summary = inspector::look(text).await.map_err(|error| error.to_string())?;
    if let Some(entry) = untrack(|| library.entry(&summary.id)) {
        return Err(match entry.origin {
            Origin::Shipped => "the app brings a subject with its id itself".to_owned(),
            Origin::Installed => "a pack with its id is here already".to_owned(),
        });
    }
    library.keep(summary, text).await.map_err(|error| error.to_string())
}
