//! The program of a step, kept at every key: coming back, one goes on where one left.
//!
//! All tabs share one place for it. A tab in which nothing was written takes in what another one writes. Where two tabs
//! hold programs of their own, the later one stands in the shared place and the other one in a place beside it, until the
//! learner chooses.

use assessment::code::LONGEST_CODE;
use leptos::prelude::*;

use super::Lesson;
use crate::browser::small_storage;
use crate::widgets::program::Program;

pub const NOT_KEPT: &str = "This program is not kept: it is longer than 20,000 characters, or the browser has no room for it. Copy it before you leave.";

/// Places for programs beside the shared one.
const PLACES_BESIDE: usize = 8;

/// The keeping of one step's program, for as long as the step is open.
#[derive(Clone, Copy)]
pub struct Keeping {
    program: Program,
    state: StoredValue<State>,
    /// Whether what stands in the editor is kept.
    pub is_kept: RwSignal<bool>,
    /// Another tab's program, where there is one.
    pub other: RwSignal<Option<String>>,
}

struct State {
    key: String,
    starting_code: String,
    /// What this tab last read in the shared place, or wrote there.
    seen: String,
    /// Whether something was written in this tab since.
    is_own: bool,
    /// Where this tab's program is kept while another tab's stands in the shared place.
    beside: Option<usize>,
    /// What the learner did not want here. The other tab may go on with it, and keeps it.
    declined: Option<String>,
}

fn key(lesson: &Lesson) -> String {
    format!("systemcraft.program/{}/{}", lesson.tutorial.id, lesson.step.id)
}

impl Keeping {
    /// The program as it was left, and its keeping from now on.
    pub fn open(lesson: &Lesson, starting_code: String) -> (Program, Keeping) {
        let key = key(lesson);
        let code = small_storage::read(&key).unwrap_or_else(|| starting_code.clone());
        let state =
            State { key, starting_code, seen: code.clone(), is_own: false, beside: None, declined: None };
        let program = Program::new(code);
        let keeping = Keeping {
            program,
            state: StoredValue::new(state),
            is_kept: RwSignal::new(true),
            other: RwSignal::new(None),
        };
        keeping.look_for_other();
        Effect::new(move || {
            let kept = program.code.with(|code| keeping.with_state(|state| state.keep(code)));
            if kept != keeping.is_kept.get_untracked() {
                keeping.is_kept.set(kept);
            }
            keeping.look_for_other();
        });
        // Heard in all tabs but the one that wrote.
        let listening = window_event_listener(leptos::ev::storage, move |event| {
            keeping.hear(event.key());
        });
        on_cleanup(move || listening.remove());
        (program, keeping)
    }

    fn with_state<T: Default>(self, act: impl FnOnce(&mut State) -> T) -> T {
        self.state.try_update_value(act).unwrap_or_default()
    }

    /// Another tab changed what is kept under a key; `None` where it took everything away.
    fn hear(self, changed: Option<String>) {
        let is_ours = self.with_state(|state| changed.is_none_or(|changed| changed.starts_with(&state.key)));
        let Some(code) = self.program.code.try_get_untracked().filter(|_| is_ours) else { return };
        if let Some(taken_in) = self.with_state(|state| state.take_in(&code)) {
            self.program.code.set(taken_in);
        }
        self.look_for_other();
    }

    fn look_for_other(self) {
        let Some(code) = self.program.code.try_get_untracked() else { return };
        let found = self.with_state(|state| state.other(&code));
        if self.other.with_untracked(|other| *other != found) {
            self.other.set(found);
        }
    }

    /// Puts the other tab's program into the editor; the one that was there is returned.
    pub fn use_other(self) -> Option<String> {
        let other = self.other.get_untracked()?;
        let mine = self.program.code.get_untracked();
        self.with_state(|state| state.give_way_to(&other));
        self.program.code.set(other);
        self.look_for_other();
        Some(mine)
    }

    /// Lets the program in the editor stand alone; the other one is returned.
    pub fn keep_mine(self) -> Option<String> {
        let other = self.other.get_untracked()?;
        let mine = self.program.code.get_untracked();
        self.with_state(|state| state.insist_on(&mine, &other));
        self.look_for_other();
        Some(other)
    }
}

impl State {
    fn shared(&self) -> String {
        small_storage::read(&self.key).unwrap_or_else(|| self.starting_code.clone())
    }

    fn key_beside(&self, place: usize) -> String {
        format!("{}#{place}", self.key)
    }

    /// Places beside the shared one, and what stands there.
    fn all_beside(&self) -> impl Iterator<Item = (usize, Option<String>)> {
        (0..PLACES_BESIDE).map(|place| (place, small_storage::read(&self.key_beside(place))))
    }

    /// Whether it is kept now. What one starts from takes no room.
    fn keep(&mut self, code: &str) -> bool {
        let shared = self.shared();
        if shared == code {
            self.agree_with(shared);
            return true;
        }
        self.is_own = true;
        // Another tab has written since, and what it wrote stays.
        if self.beside.is_some() || shared != self.seen {
            return self.keep_beside(code);
        }
        let kept = self.put(&self.key, code);
        if kept {
            self.seen = code.to_owned();
        }
        kept
    }

    fn keep_beside(&mut self, code: &str) -> bool {
        let free = |state: &State| {
            let place =
                state.all_beside().find(|(_, there)| there.as_ref().is_none_or(|there| there == code));
            place.map(|(place, _)| place)
        };
        let Some(place) = self.beside.or_else(|| free(self)) else { return false };
        self.beside = Some(place);
        // Also where it is what one starts from: it is one of two.
        code.chars().count() <= LONGEST_CODE
            && small_storage::write_if_possible(&self.key_beside(place), code)
    }

    fn put(&self, key: &str, code: &str) -> bool {
        if code == self.starting_code {
            small_storage::remove(key);
            return true;
        }
        code.chars().count() <= LONGEST_CODE && small_storage::write_if_possible(key, code)
    }

    /// What another tab wrote, where nothing in this one is in its way.
    fn take_in(&mut self, code: &str) -> Option<String> {
        let shared = self.shared();
        if shared == code {
            self.agree_with(shared);
            return None;
        }
        if shared == self.seen || self.beside.is_some() {
            return None;
        }
        if self.is_own {
            self.keep_beside(code);
            return None;
        }
        self.seen.clone_from(&shared);
        Some(shared)
    }

    /// What stands in the shared place is what stands in the editor.
    fn agree_with(&mut self, shared: String) {
        self.leave_place_beside();
        self.seen = shared;
    }

    /// A program of another tab that differs from the one in the editor.
    fn other(&self, code: &str) -> Option<String> {
        let shared = self.beside.map(|_| self.shared());
        let beside = self.all_beside().filter(|(place, _)| Some(*place) != self.beside);
        let mut others = shared.into_iter().chain(beside.filter_map(|(_, there)| there));
        others.find(|other| other != code && self.declined.as_ref() != Some(other))
    }

    fn forget_beside(&mut self, text: &str) {
        let named: Vec<usize> = self
            .all_beside()
            .filter(|(place, there)| Some(*place) != self.beside && there.as_deref() == Some(text))
            .map(|(place, _)| place)
            .collect();
        for place in named {
            small_storage::remove(&self.key_beside(place));
        }
    }

    fn leave_place_beside(&mut self) {
        if let Some(place) = self.beside.take() {
            small_storage::remove(&self.key_beside(place));
        }
    }

    /// The other program is what the learner goes on with.
    fn give_way_to(&mut self, other: &str) {
        self.forget_beside(other);
        if self.shared() == other {
            self.agree_with(other.to_owned());
            self.is_own = false;
        }
    }

    /// The program of this tab is what the learner goes on with.
    fn insist_on(&mut self, mine: &str, other: &str) {
        self.forget_beside(other);
        self.declined = Some(other.to_owned());
        if self.shared() == other && self.put(&self.key, mine) {
            self.agree_with(mine.to_owned());
        }
    }
}
