//! Copy, cut, paste and duplicate. What is copied is a design file as text, so that it can go anywhere text goes.

use std::cell::RefCell;

use diagram::edits::{self, Pasted};
use diagram::{Diagram, format};
use kurbo::{Point, Rect};
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Bench;
use crate::browser::random;
use crate::pages::studio::exchange::{Incoming, looks_like_a_drawing};
use crate::shelf::Why;

thread_local! {
    /// What was copied last in this tab, for browsers that do not let a page read the clipboard.
    static COPIED: RefCell<Option<String>> = const { RefCell::new(None) };
}

impl Bench {
    /// What is selected as text; `None` where there is nothing to copy.
    pub fn copy(self) -> Option<String> {
        let selection = self.selection.get_untracked();
        let piece = self.drawn.with_untracked(|drawn| edits::copied(&drawn.diagram, &selection));
        let count = piece.components.len() + piece.groups.len() + piece.annotations.len();
        if count == 0 {
            self.announcement.set("Select components first, then copy them.".to_owned());
            return None;
        }
        let text = format::write(&piece);
        COPIED.with(|copied| *copied.borrow_mut() = Some(text.clone()));
        self.announcement.set(format!("{} copied.", analysis::words::count(count, "thing")));
        Some(text)
    }

    /// The same, and it goes from the design.
    pub fn cut(self) -> Option<String> {
        let text = self.copy()?;
        self.delete_selection();
        Some(text)
    }

    /// From a menu, where there is no clipboard event to put it into.
    pub fn copy_from_menu(self, and_delete: bool) {
        let text = if and_delete { self.cut() } else { self.copy() };
        if let (Some(text), Some(clipboard)) = (text, system_clipboard()) {
            spawn_local(async move {
                // Where the browser refuses, the copy of this tab remains.
                let _ = JsFuture::from(clipboard.write_text(&text)).await;
            });
        }
    }

    /// What was copied last in this tab, in the middle of `at`.
    pub fn paste_from_menu(self, at: Option<Point>) {
        match COPIED.with(|copied| copied.borrow().clone()) {
            Some(text) => self.paste(&text, at),
            None => self.announcement.set(
                "Nothing was copied in this tab yet. Press Ctrl and V to paste from elsewhere.".to_owned(),
            ),
        }
    }

    /// Text that is a design goes in, its middle at `at` or else where it was, if that is in view.
    pub fn paste(self, text: &str, at: Option<Point>) {
        if let Ok(opened) = format::read(text) {
            self.insert(&opened.diagram, at);
            let mut told = opened.left_out;
            told.extend(self.kinds.get_untracked().not_taken(&opened.diagram));
            if !told.is_empty() {
                self.left_out.set(told);
            }
        } else if looks_like_a_drawing(text) {
            self.paste_drawing(text.to_owned(), at);
        } else {
            self.announcement
                .set("The clipboard holds no part of a design, so nothing was pasted.".to_owned());
        }
    }

    /// A drawing of another program, as text.
    fn paste_drawing(self, text: String, at: Option<Point>) {
        self.keep_version_aside(Why::BeforeImport);
        let kinds = self.kinds.get_untracked();
        spawn_local(async move {
            match Incoming::from_text(&text, kinds).await {
                Ok(incoming) => {
                    self.insert(&incoming.diagram, at);
                    // Said in the page where it stays until it was read.
                    let _ = self.left_out.try_set(incoming.left_out);
                }
                Err(sentence) => drop(self.announcement.try_set(sentence)),
            }
        });
    }

    /// Puts another design into this one, its middle at `at` or else where it was, if that is in view.
    pub fn insert(self, piece: &Diagram, at: Option<Point>) {
        // It may be asked for after the page was left.
        let Some(viewport) = self.viewport.try_get_untracked() else { return };
        let in_view = extent(piece).is_some_and(|extent| viewport.visible().contains_rect(extent));
        let at = at.or_else(|| (!in_view).then(|| viewport.centre()));
        let pasted =
            self.drawn.with_untracked(|drawn| edits::pasted(&drawn.diagram, piece, at, &mut random::id));
        self.put(pasted, "There is nothing in what was copied.");
    }

    pub fn duplicate(self) {
        let selection = self.selection.get_untracked();
        let copy =
            self.drawn.with_untracked(|drawn| edits::duplicated(&drawn.diagram, &selection, &mut random::id));
        self.put(copy, "Select components first, then duplicate them.");
    }

    fn put(self, pasted: Option<Pasted>, otherwise: &str) {
        match pasted {
            Some(Pasted { command, selection }) => {
                if self.apply(&command) {
                    self.selection.set(selection);
                    self.reveal_selection();
                }
            }
            None => self.announcement.set(otherwise.to_owned()),
        }
    }
}

fn extent(piece: &Diagram) -> Option<Rect> {
    let components = piece.components.iter().map(diagram::Component::bounds);
    let groups = piece.groups.iter().map(|group| group.bounds);
    components.chain(groups).reduce(|all, one| all.union(one))
}

/// `None` where the page is not served securely.
fn system_clipboard() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    (!clipboard.is_undefined()).then(|| navigator.clipboard())
}
