//! The journal and what is derived from it: the one door through which the learner's doings are recorded.

use std::collections::{HashSet, VecDeque};

use jiff::civil::Date;
use journal::{Appended, Body, DeviceId, Event, EventId, Log, Moment, Tips};
use leptos::prelude::*;
use progress::Progress;
use wasm_bindgen_futures::spawn_local;

use crate::browser::idb::{Store, StoreError, StoredJournal};
use crate::browser::tabs::Tabs;
use crate::browser::{clock, random, small_storage};
use crate::saving::Saving;

/// High-water mark beside IndexedDB: a damaged profile can open without an error and with events missing.
const MARK: &str = "systemcraft.journal-mark";

/// A handle that pages copy around.
#[derive(Clone, Copy)]
pub struct Learner {
    /// Every projection of the journal. Written here only.
    progress: RwSignal<Progress>,
    saving: RwSignal<Saving>,
    today: Memo<Date>,
    /// What was found wrong with the stored journal when it was opened.
    damage: RwSignal<Vec<String>>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    /// `None` where the browser keeps nothing: everything works, and ends with the tab.
    store: Option<Store>,
    device: DeviceId,
    log: Log,
    waiting: VecDeque<Waiting>,
    /// On disk, and not in the projections yet.
    arriving: Vec<Body>,
    writing: bool,
    /// Events that reached the projections before they were stored, because storing failed at first.
    shown_early: HashSet<EventId>,
    tabs: Option<Tabs>,
}

/// Recorded, and not yet known to be on disk.
struct Waiting {
    at: Moment,
    body: Body,
    shown: bool,
}

impl Inner {
    /// What waits, as the events that it will become unless another tab writes first.
    fn unsaved_events(&self) -> Vec<Event> {
        let mut tip = self.log.tip_to_follow(&self.device);
        let mut events = Vec::with_capacity(self.waiting.len());
        for waiting in &self.waiting {
            let event = Event::next(tip.as_ref(), self.device.clone(), waiting.at.clone(), &waiting.body);
            events.extend(event.inspect(|event| tip = Some(event.tip())));
        }
        events
    }

    /// Those of them that the projections hold already.
    fn shown_unsaved_events(&self) -> Vec<Event> {
        let events = self.waiting.iter().zip(self.unsaved_events());
        events.filter(|(waiting, _)| waiting.shown).map(|(_, event)| event).collect()
    }
}

impl Learner {
    /// Opens the journal. Where the browser refuses storage the learner still gets an app, and is told.
    pub async fn open(store: Result<Store, StoreError>) -> Learner {
        let fresh = random::id();
        let opened = match store {
            Ok(store) => {
                read_everything(&store, &fresh).await.map(|(device, journal)| (store, device, journal))
            }
            Err(error) => Err(error),
        };
        match opened {
            Ok((store, device, journal)) => Learner::with(Some(store), device, journal, Saving::Saved),
            Err(error) => {
                let nothing_kept = Saving::NotKept { reason: error.to_string() };
                Learner::with(None, DeviceId::new(fresh), StoredJournal::default(), nothing_kept)
            }
        }
    }

    fn with(store: Option<Store>, device: DeviceId, journal: StoredJournal, saving: Saving) -> Learner {
        let mut damage: Vec<String> = journal.unreadable.iter().map(ToString::to_string).collect();
        let mut log = Log::new(remembered_tips());
        let merged = log.merge(journal.events);
        damage.extend(merged.refused.iter().map(ToString::to_string));
        damage.extend(log.verify().iter().map(ToString::to_string));
        let progress = Progress::replay(log.events());
        let inner = Inner {
            store,
            device,
            log,
            waiting: VecDeque::new(),
            arriving: Vec::new(),
            writing: false,
            shown_early: HashSet::new(),
            tabs: None,
        };
        let progress = RwSignal::new(progress);
        let clock_moves = clock::moves();
        let today = Memo::new(move |_| {
            clock_moves.track();
            let day_start_hour = progress.with(|progress| progress.profile.day_start_hour());
            progress::learner_day(&clock::now(), day_start_hour)
        });
        let learner = Learner {
            progress,
            today,
            saving: RwSignal::new(saving),
            damage: RwSignal::new(damage),
            inner: StoredValue::new_local(inner),
        };
        let tabs = Tabs::listen(move || spawn_local(async move { learner.catch_up().await }));
        learner.inner.update_value(|inner| inner.tabs = tabs);
        learner
    }

    pub fn progress(self) -> ReadSignal<Progress> {
        self.progress.read_only()
    }

    pub fn saving(self) -> ReadSignal<Saving> {
        self.saving.read_only()
    }

    pub fn damage(self) -> ReadSignal<Vec<String>> {
        self.damage.read_only()
    }

    /// Today as the learner counts days: the small hours still belong to the evening before.
    pub fn today(self) -> Date {
        self.today.get()
    }

    /// Every event, as lines of a backup; also those that could not be stored.
    pub fn event_lines(self) -> Vec<String> {
        self.inner.with_value(|inner| {
            let unsaved = inner.unsaved_events();
            inner.log.events().chain(&unsaved).map(Event::to_line).collect()
        })
    }

    /// Writes down what the learner did. The projections follow once it is on disk, or at once if that fails.
    pub fn record(self, body: Body) {
        let at = clock::now();
        let device = self.inner.with_value(|inner| inner.device.clone());
        // What cannot be written down must not stand in the way of what can.
        if let Err(error) = Event::next(None, device, at.clone(), &body) {
            self.damage.update(|damage| damage.push(error.to_string()));
            return;
        }
        self.inner.update_value(|inner| inner.waiting.push_back(Waiting { at, body, shown: false }));
        self.write_out();
    }

    /// A preference as it was recorded last. The projections follow a moment later: what is changed by one press after the
    /// other has to start from here.
    pub fn latest_preference(self, key: &str) -> Option<String> {
        let recorded = self.inner.with_value(|inner| {
            let waiting = inner.waiting.iter().map(|waiting| &waiting.body);
            inner.arriving.iter().chain(waiting).rev().find_map(|body| match body {
                Body::PreferenceSet { key: named, value } if named == key => Some(value.clone()),
                _ => None,
            })
        });
        let shown =
            || self.progress.with_untracked(|progress| progress.profile.preferences.get(key).cloned());
        recorded.or_else(shown)
    }

    /// Tries again what could not be saved.
    pub fn retry(self) {
        self.write_out();
    }

    /// Adds events of a backup that are not here yet; returns how many.
    pub async fn restore(self, events: Vec<Event>) -> Result<usize, StoreError> {
        let (store, fresh) = self.inner.with_value(|inner| {
            let fresh = events.into_iter().filter(|event| inner.log.get(event.id()).is_none());
            (inner.store.clone(), fresh.collect::<Vec<_>>())
        });
        if let Some(store) = store {
            store.put_events(&fresh).await?;
        }
        let count = fresh.len();
        self.inner.update_value(|inner| {
            inner.log.merge(fresh);
            remember_tips(&inner.log.tips());
        });
        self.replay();
        Ok(count)
    }

    fn write_out(self) {
        let store = self.inner.with_value(|inner| inner.store.clone());
        let Some(store) = store else {
            self.show_waiting();
            return;
        };
        let busy = self.inner.with_value(|inner| inner.writing);
        if busy {
            return;
        }
        self.inner.update_value(|inner| inner.writing = true);
        self.saving.set(Saving::Writing);
        spawn_local(async move {
            let outcome = self.write_all(&store).await;
            self.inner.update_value(|inner| inner.writing = false);
            match outcome {
                Ok(()) => self.saving.set(Saving::Saved),
                Err(error) => {
                    self.show_waiting();
                    self.saving.set(Saving::Failed { reason: error.to_string() });
                }
            }
        });
    }

    /// Writes until nothing waits, so that what was recorded meanwhile is written too.
    async fn write_all(self, store: &Store) -> Result<(), StoreError> {
        loop {
            let (device, known_tip, entries) = self.inner.with_value(|inner| {
                let entries = inner.waiting.iter().map(|waiting| (waiting.at.clone(), waiting.body.clone()));
                (inner.device.clone(), inner.log.tip_to_follow(&inner.device), entries.collect::<Vec<_>>())
            });
            if entries.is_empty() {
                return Ok(());
            }
            let events = store.append(&device, known_tip, &entries).await?;
            self.inner.update_value(|inner| {
                for event in &events {
                    let Some(waiting) = inner.waiting.pop_front() else { break };
                    if waiting.shown {
                        inner.shown_early.insert(event.id().clone());
                    }
                    inner.arriving.push(waiting.body);
                }
            });
            self.catch_up().await;
            self.inner.update_value(|inner| inner.arriving.clear());
            self.inner.with_value(|inner| {
                if let Some(tabs) = &inner.tabs {
                    tabs.say_journal_grew();
                }
            });
        }
    }

    /// Takes in what was stored since, by this tab or another. The only way from storage to the projections after boot.
    async fn catch_up(self) {
        let (store, device, sequence) = self.inner.with_value(|inner| {
            let sequence = inner.log.tips().get(&inner.device).map_or(0, |tip| tip.sequence);
            (inner.store.clone(), inner.device.clone(), sequence)
        });
        let Some(store) = store else { return };
        match store.journal_after(&device, sequence).await {
            Ok(journal) => self.take_in(journal),
            Err(error) => self.damage.update(|damage| damage.push(error.to_string())),
        }
    }

    fn take_in(self, journal: StoredJournal) {
        let unreadable = journal.unreadable.iter().map(ToString::to_string);
        let mut complaints: Vec<String> = unreadable.collect();
        let mut fresh = Vec::new();
        let mut in_order = true;
        self.inner.update_value(|inner| {
            for event in journal.events {
                match inner.log.append(event.clone()) {
                    Ok(Appended::Added { at_end, .. }) => {
                        in_order &= at_end;
                        if !inner.shown_early.remove(event.id()) {
                            fresh.push(event);
                        }
                    }
                    Ok(Appended::AlreadyThere) => {}
                    Err(error) => complaints.push(error.to_string()),
                }
            }
            remember_tips(&inner.log.tips());
        });
        if !in_order {
            // A clock went back: what is derived depends on the order, so it is derived anew.
            self.replay();
        } else if !fresh.is_empty() {
            self.progress.update(|progress| fresh.iter().for_each(|event| progress.apply(event)));
        }
        if !complaints.is_empty() {
            self.damage.update(|damage| damage.extend(complaints));
        }
    }

    fn replay(self) {
        let progress = self.inner.with_value(|inner| {
            let shown: Vec<Event> = inner.shown_unsaved_events();
            Progress::replay(inner.log.events().chain(&shown))
        });
        self.progress.set(progress);
    }

    /// Lets the learner go on with what could not be stored; it stays in the queue.
    fn show_waiting(self) {
        let mut early = Vec::new();
        self.inner.update_value(|inner| {
            let unsaved = inner.unsaved_events();
            for (waiting, event) in inner.waiting.iter_mut().zip(unsaved) {
                if !std::mem::replace(&mut waiting.shown, true) {
                    early.push(event);
                }
            }
        });
        if !early.is_empty() {
            self.progress.update(|progress| early.iter().for_each(|event| progress.apply(event)));
        }
    }
}

async fn read_everything(store: &Store, fresh: &str) -> Result<(DeviceId, StoredJournal), StoreError> {
    let device = store.device(fresh).await?;
    let journal = store.journal().await?;
    Ok((device, journal))
}

fn remember_tips(tips: &Tips) {
    small_storage::write(MARK, &serde_json::to_string(tips).unwrap_or_default());
}

/// Empty where nothing is remembered, or what is cannot be read.
fn remembered_tips() -> Tips {
    small_storage::read(MARK).and_then(|mark| serde_json::from_str(&mark).ok()).unwrap_or_default()
}
