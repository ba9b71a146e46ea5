//! One design in several tabs: each sees what is done in the others at once. Undo stays each tab's own.

use std::sync::Arc;

use diagram::{Applied, Diagram, Document};
use leptos::prelude::*;
use web_sys::Event;

use super::Bench;
use crate::browser::tabs::{DesignTabs, Word};

impl Bench {
    /// Joins the other tabs for as long as the page that calls this is there.
    pub fn join_tabs(self) {
        let id = self.inner.with_value(|inner| inner.id.clone());
        self.tabs.set_value(DesignTabs::join(&id, move |word| self.hear(word)));
        self.greet();
        // A tab that slept may have missed something.
        let wakes = window_event_listener_untyped("visibilitychange", move |_: Event| {
            if !document().hidden() {
                self.greet();
            }
        });
        on_cleanup(move || {
            wakes.remove();
            // Dropping it takes this tab out.
            let _ = self.tabs.try_update_value(Option::take);
        });
    }

    fn greet(self) {
        if let Some(seen) = self.inner.try_with_value(|inner| inner.document.seen()) {
            self.tell(&Word::Hello(seen));
        }
    }

    fn tell(self, word: &Word) {
        self.tabs.try_with_value(|tabs| tabs.iter().for_each(|tabs| tabs.tell(word)));
    }

    /// Changes the document and tells the other tabs what came of it.
    pub(super) fn alter<T>(self, act: impl FnOnce(&mut Document) -> T) -> Option<T> {
        let is_shared = self.tabs.try_with_value(Option::is_some).unwrap_or(false);
        self.let_go_of_diagram();
        let (outcome, changes, diagram) = self.inner.try_update_value(|inner| {
            let seen = is_shared.then(|| inner.document.seen());
            let outcome = act(&mut inner.document);
            let changes = seen.and_then(|seen| inner.document.changes_since(&seen).ok());
            (outcome, changes, inner.document.shared_diagram())
        })?;
        self.take_hold_of(diagram);
        if let Some(changes) = changes {
            self.tell(&Word::Changes(changes));
        }
        Some(outcome)
    }

    /// Nobody draws while the document changes: what it does not share it changes in place, and a large design is not copied.
    fn let_go_of_diagram(self) {
        self.drawn.try_update_untracked(|drawn| {
            if let Some(drawn) = Arc::get_mut(drawn) {
                drawn.diagram = Arc::default();
            }
        });
    }

    /// What is drawn anew is made of it after this.
    fn take_hold_of(self, diagram: Arc<Diagram>) {
        self.drawn.try_update_untracked(|drawn| {
            if let Some(drawn) = Arc::get_mut(drawn) {
                drawn.diagram = diagram;
            }
        });
    }

    fn hear(self, word: Word) {
        match word {
            Word::Hello(seen) => {
                self.answer(&seen);
                if let Some(seen) = self.inner.try_with_value(|inner| inner.document.seen()) {
                    self.tell(&Word::Seen(seen));
                }
            }
            Word::Seen(seen) => self.answer(&seen),
            Word::Changes(changes) => {
                // What cannot be read comes from another version of the app; the next reload brings what it stored.
                self.let_go_of_diagram();
                let merged = self.inner.try_update_value(|inner| {
                    (inner.document.merge(&changes), inner.document.shared_diagram())
                });
                let merged = merged.map(|(applied, diagram)| {
                    self.take_hold_of(diagram);
                    applied
                });
                if let Some(Ok(applied)) = merged {
                    self.changed_elsewhere(&applied);
                }
            }
        }
    }

    fn answer(self, seen: &[u8]) {
        let changes = self.inner.try_with_value(|inner| inner.document.changes_since(seen).ok()).flatten();
        if let Some(changes) = changes {
            self.tell(&Word::Changes(changes));
        }
    }

    /// The tab that made the change keeps it.
    fn changed_elsewhere(self, applied: &Applied) {
        if !applied.is_empty() {
            self.draw_anew();
            self.announcement.set(applied.summary.replacen("Somebody else", "Another tab", 1));
        }
    }
}
