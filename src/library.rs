//! The subjects: packs that came with the app, and packs that the learner installed.

mod installed;
mod page;
mod shelved;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use content::{Pack, Summary};
use diagram::Catalogue;
use diagram::catalogue::{Kind, pack_of_kind};
use journal::Body;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;

use crate::browser::idb::{Store, StoreError};
use crate::browser::packs::{self, PackLoadError};
use crate::browser::tabs::PackTabs;
use crate::learner::Learner;

pub use page::{with_subject, with_subject_held};
pub use shelved::Shelved;

/// The subject that is on until the learner chooses others.
pub const FLAGSHIP: &str = progress::FIRST_SUBJECT;
/// Key of the preference: ids of the subjects that are on, with spaces between.
const SUBJECTS_ON: &str = "subjects";

/// The subject that a tutorial of the journal, or of an address, belongs to.
pub fn subject_of_tutorial(name: &str) -> String {
    progress::subject_and_id(name).0.to_owned()
}

/// Where a pack came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Shipped,
    Installed,
}

/// A pack that can be used, whether or not it was fetched.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub summary: Summary,
    pub origin: Origin,
}

/// How far a pack has come into the page.
#[derive(Debug, Clone)]
pub enum Opened {
    Coming,
    Here(Arc<Shelved>),
    Missing(PackLoadError),
}

impl PartialEq for Opened {
    fn eq(&self, other: &Opened) -> bool {
        match (self, other) {
            (Opened::Coming, Opened::Coming) => true,
            (Opened::Here(one), Opened::Here(other)) => Arc::ptr_eq(one, other),
            (Opened::Missing(one), Opened::Missing(other)) => one == other,
            _ => false,
        }
    }
}

/// A catalogue, and the kinds of packs that it was made with.
struct Made {
    kinds: Vec<Value>,
    catalogue: &'static Catalogue,
}

/// A handle that pages copy around.
#[derive(Clone, Copy)]
pub struct Library {
    entries: RwSignal<Vec<Entry>>,
    /// The catalogue that was asked for last.
    made: StoredValue<Option<Made>>,
    /// Packs that were asked for and came, or did not.
    opened: RwSignal<BTreeMap<String, Opened>>,
    /// Packs that were asked for.
    asked: StoredValue<BTreeSet<String>>,
    /// The packs that came with the app.
    shipped: StoredValue<Vec<Summary>>,
    /// What was wrong with the list of packs that came with the app, if it did not come.
    index_error: StoredValue<Option<PackLoadError>>,
    store: StoredValue<Option<Store>, LocalStorage>,
    learner: Learner,
    tabs: StoredValue<Option<PackTabs>, LocalStorage>,
}

impl Library {
    /// Lists the packs. Each is fetched when a page first wants it, or before that by [`Library::fetch_first`].
    pub async fn open(
        store: Result<Store, StoreError>,
        index: Result<Vec<Summary>, PackLoadError>,
        learner: Learner,
    ) -> Library {
        let (shipped, index_error) = match index {
            Ok(shipped) => (shipped, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let entries = RwSignal::new(listed(&shipped, &[]));
        let library = Library {
            entries,
            made: StoredValue::new(None),
            opened: RwSignal::new(BTreeMap::new()),
            asked: StoredValue::new(BTreeSet::new()),
            shipped: StoredValue::new(shipped),
            index_error: StoredValue::new(index_error),
            store: StoredValue::new_local(store.ok()),
            learner,
            tabs: StoredValue::new_local(None),
        };
        library.list_again().await;
        let tabs = PackTabs::listen(move |id| spawn_local(library.take_in(id)));
        library.tabs.set_value(tabs);
        library
    }

    /// Fetches the learner's first subject, so that most pages are whole as soon as they are shown.
    pub async fn fetch_first(self) {
        let first = untrack(|| self.first_subject());
        self.asked.update_value(|asked| {
            asked.insert(first.clone());
        });
        self.fetch(first).await;
    }

    /// All packs, those that came with the app first.
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.get()
    }

    pub fn entry(&self, subject: &str) -> Option<Entry> {
        self.entries.with(|entries| entries.iter().find(|entry| entry.summary.id == subject).cloned())
    }

    /// The subject's name, or its id where it is not installed.
    pub fn title(&self, subject: &str) -> String {
        self.entry(subject).map_or_else(|| subject.to_owned(), |entry| entry.summary.title)
    }

    /// All kinds of components that a design may have, those of subjects that are turned off too: it stays readable. What makes
    /// it travels with the pages that ask.
    pub fn catalogue(&self) -> Memo<&'static Catalogue> {
        let (entries, made) = (self.entries, self.made);
        Memo::new(move |_| entries.with(|entries| catalogue_of(entries, made)))
    }

    /// Whether the learner is offered a kind: a built-in one, or one of a subject that is on.
    pub fn offers(&self, kind: &str) -> bool {
        pack_of_kind(kind).is_none_or(|pack| self.is_on(pack))
    }

    /// Kinds of the subjects that are on, under the name of each.
    pub fn kinds_of_subjects(&self) -> Vec<(String, Vec<&'static Kind>)> {
        let catalogue = self.entries.with(|entries| catalogue_of(entries, self.made));
        let subjects = self.subjects().into_iter().filter(|summary| !summary.kinds.is_empty());
        let kinds = |summary: &Summary| {
            summary.kinds.iter().filter_map(|kind| catalogue.kind(kind["id"].as_str()?)).collect()
        };
        subjects.map(|summary| (summary.title.clone(), kinds(&summary))).collect()
    }

    /// The subjects that the learner has chosen; never none where there is any.
    pub fn subjects(&self) -> Vec<Summary> {
        let on = self.chosen();
        self.entries.with(|entries| {
            let is_on = |entry: &&Entry| on.contains(&entry.summary.id);
            let mut subjects: Vec<&Entry> = entries.iter().filter(is_on).collect();
            if subjects.is_empty() {
                subjects.extend(entries.first());
            }
            subjects.into_iter().map(|entry| entry.summary.clone()).collect()
        })
    }

    pub fn is_on(&self, subject: &str) -> bool {
        self.subjects().iter().any(|summary| summary.id == subject)
    }

    /// Turns a subject on or off; what was done in it stays. The last one cannot be turned off. Returns whether it is on now.
    pub fn choose(&self, subject: &str, on: bool) -> bool {
        let mut chosen = self.latest_choice();
        let was_on = chosen.iter().any(|id| id == subject);
        if was_on == on {
            return on;
        }
        chosen.retain(|id| id != subject);
        if on {
            chosen.push(subject.to_owned());
        } else if !self.is_any_here(&chosen) {
            return true;
        }
        self.learner.record(Body::PreferenceSet { key: SUBJECTS_ON.to_owned(), value: chosen.join(" ") });
        on
    }

    /// The ids that were chosen last, also those that are not on disk yet, and those of packs that are not installed here.
    fn latest_choice(&self) -> Vec<String> {
        let mut chosen = ids_in(self.learner.latest_preference(SUBJECTS_ON).as_deref());
        if !self.is_any_here(&chosen) {
            // As the pages show it: something is always on.
            let first =
                self.entries.with_untracked(|entries| entries.first().map(|entry| entry.summary.id.clone()));
            chosen.extend(first);
        }
        chosen
    }

    fn is_any_here(&self, ids: &[String]) -> bool {
        self.entries.with_untracked(|entries| entries.iter().any(|entry| ids.contains(&entry.summary.id)))
    }

    fn chosen(&self) -> Vec<String> {
        let preference =
            |progress: &progress::Progress| progress.profile.preferences.get(SUBJECTS_ON).cloned();
        ids_in(self.learner.progress().with(preference).as_deref())
    }

    /// The first of the learner's subjects.
    pub fn first_subject(&self) -> String {
        self.subjects().into_iter().next().map_or_else(|| FLAGSHIP.to_owned(), |summary| summary.id)
    }

    /// The learner's first subject.
    pub fn shelved(&self) -> Result<Arc<Shelved>, PackLoadError> {
        match self.opened(&self.first_subject()) {
            Opened::Here(shelved) => Ok(shelved),
            Opened::Missing(error) => Err(error),
            Opened::Coming => Err(PackLoadError::Coming),
        }
    }

    /// The subject of a tutorial, where it is here.
    pub fn shelved_of(&self, tutorial: &str) -> Option<Arc<Shelved>> {
        match untrack(|| self.opened(&subject_of_tutorial(tutorial))) {
            Opened::Here(shelved) => Some(shelved),
            Opened::Coming | Opened::Missing(_) => None,
        }
    }

    /// A subject, which is fetched when it is first asked for.
    pub fn opened(&self, subject: &str) -> Opened {
        if let Some(opened) = self.opened.with(|opened| opened.get(subject).cloned()) {
            return opened;
        }
        let is_new = self.asked.try_update_value(|asked| asked.insert(subject.to_owned()));
        if is_new == Some(true) {
            let (library, subject) = (*self, subject.to_owned());
            spawn_local(async move { library.fetch(subject).await });
        }
        Opened::Coming
    }

    async fn fetch(self, subject: String) {
        let opened = match self.pack(&subject).await.and_then(Shelved::new) {
            Ok(shelved) => Opened::Here(shelved),
            Err(error) => Opened::Missing(error),
        };
        self.opened.update(|packs| drop(packs.insert(subject, opened)));
    }

    async fn pack(self, subject: &str) -> Result<Pack, PackLoadError> {
        match untrack(|| self.entry(subject)).map(|entry| entry.origin) {
            Some(Origin::Shipped) => packs::fetch(subject).await,
            Some(Origin::Installed) => {
                let text = self.installed_text(subject).await;
                packs::read(&text.ok_or_else(|| PackLoadError::NotInstalled(subject.to_owned()))?)
            }
            None => Err(self
                .index_error
                .get_value()
                .unwrap_or_else(|| PackLoadError::NotInstalled(subject.to_owned()))),
        }
    }
}

/// Ids with spaces between; without any the flagship is on.
fn ids_in(preference: Option<&str>) -> Vec<String> {
    preference.unwrap_or(FLAGSHIP).split_whitespace().map(str::to_owned).collect()
}

/// Stays for as long as the page does, and is made anew only when a pack with kinds comes or goes.
fn catalogue_of(entries: &[Entry], made: StoredValue<Option<Made>>) -> &'static Catalogue {
    let kinds: Vec<&Value> = entries.iter().flat_map(|entry| &entry.summary.kinds).collect();
    if kinds.is_empty() {
        return Catalogue::builtin();
    }
    let is_of_these = |made: &Made| made.kinds.iter().eq(kinds.iter().copied());
    let before =
        made.with_value(|made| made.as_ref().filter(|made| is_of_these(made)).map(|made| made.catalogue));
    before.unwrap_or_else(|| {
        // They were looked at when the pack was taken in.
        let read: Vec<Kind> = kinds.iter().filter_map(|kind| Kind::deserialize(*kind).ok()).collect();
        let catalogue: &'static Catalogue = Box::leak(Box::new(Catalogue::builtin_and(&read)));
        made.set_value(Some(Made { kinds: kinds.into_iter().cloned().collect(), catalogue }));
        catalogue
    })
}

fn listed(shipped: &[Summary], installed: &[Summary]) -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        shipped.iter().map(|summary| Entry { summary: summary.clone(), origin: Origin::Shipped }).collect();
    for summary in installed {
        // A later version of the app may bring a pack of the same id; the learner's own choice stays.
        entries.retain(|entry| entry.summary.id != summary.id);
        entries.push(Entry { summary: summary.clone(), origin: Origin::Installed });
    }
    entries
}
