//! Packs that the learner installed: kept, replaced and taken away, by this tab or another.

use content::Summary;
use leptos::prelude::*;

use super::{Entry, Library, Opened, Origin, Shelved, listed};
use crate::browser::idb::StoreError;
use crate::browser::packs::{self, PackLoadError};

impl Library {
    /// The packs that the learner installed.
    pub fn installed(&self) -> Vec<Summary> {
        let installed = |entry: &&Entry| entry.origin == Origin::Installed;
        self.entries
            .with(|entries| entries.iter().filter(installed).map(|entry| entry.summary.clone()).collect())
    }

    /// The file of a pack that the learner installed.
    pub async fn installed_text(self, subject: &str) -> Option<String> {
        let store = self.store.get_value()?;
        store.pack(subject).await.ok().flatten()
    }

    /// Lists the packs anew, from what is stored.
    pub(super) async fn list_again(self) {
        let Some(store) = self.store.get_value() else { return };
        // Where the list cannot be read, the one from before is the better.
        let Ok(cards) = store.pack_cards().await else { return };
        let installed: Vec<Summary> =
            cards.iter().filter_map(|card| serde_json::from_str(card).ok()).collect();
        let entries = self.shipped.with_value(|shipped| listed(shipped, &installed));
        if self.entries.with_untracked(|before| *before != entries) {
            self.entries.set(entries);
        }
    }

    /// Another tab has installed, updated or removed the pack.
    pub(super) async fn take_in(self, id: String) {
        self.list_again().await;
        if !self.asked.with_value(|asked| asked.contains(&id)) {
            return;
        }
        match untrack(|| self.entry(&id)) {
            Some(_) => self.fetch(id).await,
            None => self.forget(&id),
        }
    }

    /// Whoever shows the pack asks for it again, and hears what there is now.
    fn forget(self, id: &str) {
        self.asked.update_value(|asked| {
            asked.remove(id);
        });
        self.opened.update(|packs| drop(packs.remove(id)));
    }

    fn tell_other_tabs(self, id: &str) {
        self.tabs.with_value(|tabs| tabs.iter().for_each(|tabs| tabs.say_changed(id)));
    }

    /// Keeps a pack that was looked at and found sound, in place of the one of the same id, and turns it on.
    pub async fn install(self, summary: Summary, text: &str) -> Result<(), InstallError> {
        let id = summary.id.clone();
        self.keep(summary, text).await?;
        self.choose(&id, true);
        Ok(())
    }

    /// The same for a pack that is on or off as the learner left it.
    pub async fn keep(self, summary: Summary, text: &str) -> Result<(), InstallError> {
        let shelved = packs::read(text).and_then(Shelved::new)?;
        let store = self.store.get_value().ok_or(StoreError::Refused)?;
        let card = serde_json::to_string(&summary).unwrap_or_default();
        let id = summary.id;
        store.put_pack(&id, text, &card).await?;
        self.asked.update_value(|asked| {
            asked.insert(id.clone());
        });
        self.opened.update(|packs| drop(packs.insert(id.clone(), Opened::Here(shelved))));
        self.list_again().await;
        self.tell_other_tabs(&id);
        Ok(())
    }

    /// Takes an installed pack away. What the learner did in it stays in the journal.
    pub async fn remove(self, subject: &str) -> Result<(), StoreError> {
        let store = self.store.get_value().ok_or(StoreError::Refused)?;
        store.delete_pack(subject).await?;
        self.list_again().await;
        self.choose(subject, false);
        self.forget(subject);
        self.tell_other_tabs(subject);
        Ok(())
    }
}

/// Why a pack that can be used was not installed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum InstallError {
    #[error(transparent)]
    NotRead(#[from] PackLoadError),
    #[error(transparent)]
    NotKept(#[from] StoreError),
}
