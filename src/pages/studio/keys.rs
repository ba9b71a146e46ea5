//! Keys that the workbench takes wherever on the page they are pressed, and the browser's keys for the clipboard.

use diagram::tools::Selection;
use leptos::ev::{self, ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;

use super::bench::Bench;
use super::canvas::CANVAS;
use super::exchange::Importing;
use super::inspector;
use crate::browser::element;

/// Until the page is left. What is typed belongs to its field, and what is pressed in a dialog to the dialog.
pub fn listen(bench: Bench, importing: Importing, sheet: RwSignal<bool>) {
    let on_key = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if element::typing_text() || is_behind_dialog() {
            return;
        }
        if event.ctrl_key() || event.meta_key() {
            if event.key() == "f" && !event.default_prevented() {
                event.prevent_default();
                bench.searching.set(true);
            }
            return;
        }
        match event.key().as_str() {
            "?" => {
                event.prevent_default();
                sheet.set(true);
            }
            "p" if !event.default_prevented() && bench.selection.with_untracked(Selection::len) == 1 => {
                event.prevent_default();
                inspector::take_keyboard();
            }
            "/" if !event.default_prevented() => {
                event.prevent_default();
                bench.open_palette();
            }
            _ => {}
        }
    });
    on_cleanup(move || on_key.remove());
    clipboard_keys(bench, importing);
}

/// The browser's own keys and menu for copying, cutting and pasting mean the design where that has the keyboard, unless
/// text is marked.
fn clipboard_keys(bench: Bench, importing: Importing) {
    let put = |event: &ClipboardEvent, text: Option<String>| {
        if let (Some(text), Some(data)) = (text, event.clipboard_data())
            && data.set_data("text/plain", &text).is_ok()
        {
            event.prevent_default();
        }
    };
    let is_meant = || design_has_keyboard() && !element::has_marked_text();
    let copies = window_event_listener(ev::copy, move |event: ClipboardEvent| {
        if is_meant() {
            put(&event, bench.copy());
        }
    });
    let cuts = window_event_listener(ev::cut, move |event: ClipboardEvent| {
        if is_meant() {
            put(&event, bench.cut());
        }
    });
    let pastes = window_event_listener(ev::paste, move |event: ClipboardEvent| {
        let Some(data) = event.clipboard_data().filter(|_| design_has_keyboard()) else { return };
        if let Some(file) = data.files().and_then(|files| files.get(0)) {
            event.prevent_default();
            importing.read(file);
        } else if let Ok(text) = data.get_data("text/plain") {
            event.prevent_default();
            bench.paste(&text, None);
        }
    });
    on_cleanup(move || [copies, cuts, pastes].into_iter().for_each(WindowListenerHandle::remove));
}

/// Whether the keyboard is on the canvas, in the outline, or on nothing in particular.
fn design_has_keyboard() -> bool {
    !is_behind_dialog()
        && document().active_element().is_none_or(|active| {
            active.tag_name() == "BODY"
                || active.id() == CANVAS
                || active.closest(".outline").is_ok_and(|found| found.is_some())
        })
}

/// Whether a dialog is open over the design, which can then neither be seen nor used.
fn is_behind_dialog() -> bool {
    document().query_selector("dialog:modal").is_ok_and(|found| found.is_some())
}
