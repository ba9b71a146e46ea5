//! Light and dark: the learner's choice, or the system's.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

use super::small_storage;

const KEY: &str = "systemcraft.theme";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeChoice {
    System,
    Light,
    Dark,
}

impl ThemeChoice {
    pub const ALL: [ThemeChoice; 3] = [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark];

    pub fn label(self) -> &'static str {
        match self {
            ThemeChoice::System => "Same as the device",
            ThemeChoice::Light => "Light",
            ThemeChoice::Dark => "Dark",
        }
    }
}

/// What is chosen, and a counter that rises whenever the colours on the page changed, for what is drawn on canvases.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    pub choice: RwSignal<ThemeChoice>,
    pub repaint: RwSignal<u32>,
}

impl Theme {
    pub fn start() -> Self {
        let stored = match small_storage::read(KEY).as_deref() {
            Some("light") => ThemeChoice::Light,
            Some("dark") => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        };
        let theme = Theme { choice: RwSignal::new(stored), repaint: RwSignal::new(0) };
        theme.follow_system();
        theme
    }

    pub fn choose(self, choice: ThemeChoice) {
        match choice {
            ThemeChoice::System => small_storage::remove(KEY),
            ThemeChoice::Light => small_storage::write(KEY, "light"),
            ThemeChoice::Dark => small_storage::write(KEY, "dark"),
        }
        self.choice.set(choice);
        self.apply();
    }

    fn apply(self) {
        let dark = match self.choice.get_untracked() {
            ThemeChoice::System => system_is_dark(),
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
        }
        self.repaint.update(|count| *count += 1);
    }

    /// Lives as long as the page, so its listener is never taken off.
    fn follow_system(self) {
        let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") else { return };
        let on_change = Closure::<dyn Fn()>::new(move || self.apply());
        let _ = query.add_event_listener_with_callback("change", on_change.as_ref().unchecked_ref());
        on_change.forget();
    }
}

/// Whether the page has dark colours at this moment.
pub fn is_dark_now() -> bool {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-theme")).as_deref() == Some("dark")
}

fn system_is_dark() -> bool {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
}
