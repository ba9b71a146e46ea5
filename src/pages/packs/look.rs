//! A file of a stranger, looked at by a program beside the page, so that the page stays alive and the look can be ended.

use std::sync::Arc;

use content::{Changes, PackError, Summary, limits, text_of_file};
use inspector::{COMPARE, LOOK, Verdict};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::files;
use crate::browser::inspector::{LookError, PATIENCE, PROGRAM};
use crate::browser::worker::Worker;
use crate::library::{Library, Origin};

/// How far the look has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    Nothing,
    Looking {
        file: String,
    },
    /// `others` is what else is wrong with the pack.
    Refused {
        file: String,
        sentence: String,
        others: Arc<[String]>,
    },
    Found(Arc<Found>),
    Installed {
        words: String,
    },
}

/// A pack that can be installed.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub file: String,
    pub text: Arc<str>,
    pub summary: Summary,
    pub warnings: Vec<String>,
    /// The one that it would take the place of, and what would change.
    pub replaces: Option<(Summary, Changes)>,
}

/// One look at a time; a new one ends the one before.
#[derive(Clone, Copy)]
pub struct Looker {
    pub state: RwSignal<Look>,
    library: Library,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    /// What the worker is looking at.
    open: StoredValue<Option<Arc<Opening>>>,
    /// Answers to earlier looks are passed over.
    number: StoredValue<u32>,
}

struct Opening {
    file: String,
    text: Arc<str>,
}

impl Looker {
    pub fn new() -> Looker {
        Looker {
            state: RwSignal::new(Look::Nothing),
            library: expect_context(),
            worker: StoredValue::new_local(None),
            open: StoredValue::new(None),
            number: StoredValue::new(0),
        }
    }

    pub fn begin(self, file: web_sys::File) {
        let name = file.name();
        let number = self.next_number();
        self.state.set(Look::Looking { file: name.clone() });
        let bytes = file.size();
        if bytes > limits::MAX_PACK_BYTES as f64 {
            self.refuse(name, PackError::TooLarge { bytes: bytes as usize }.to_string());
            return;
        }
        spawn_local(async move {
            let read =
                files::read_bytes(&file, files::LARGEST_BYTES).await.map_err(|error| error.to_string());
            let text = read.and_then(|bytes| text_of_file(bytes).map_err(|error| error.to_string()));
            match text {
                _ if !self.is_current(number) => {}
                Ok(text) => self.look(number, name, text),
                Err(sentence) => self.refuse(name, sentence),
            }
        });
    }

    /// Ends the look, wherever it is.
    pub fn cancel(self) {
        self.next_number();
        self.worker.set_value(None);
        self.state.set(Look::Nothing);
    }

    fn next_number(self) -> u32 {
        let number = self.number.get_value().wrapping_add(1);
        self.number.set_value(number);
        number
    }

    /// False when a later look has begun, or the page was left.
    fn is_current(self, number: u32) -> bool {
        self.number.try_get_value() == Some(number)
    }

    fn look(self, number: u32, file: String, text: String) {
        let message = format!("{LOOK}\n{text}");
        let on_line = move |line: String| {
            if self.is_current(number) {
                self.hear(number, &line);
            }
        };
        let on_failure = move |_| {
            if self.is_current(number) {
                self.refuse_open(&LookError::NotArrived.to_string());
            }
        };
        self.open.set_value(Some(Arc::new(Opening { file: file.clone(), text: text.into() })));
        match Worker::start(PROGRAM, on_line, on_failure) {
            Ok(worker) => {
                worker.tell(message);
                self.worker.set_value(Some(worker));
            }
            Err(_) => {
                self.refuse(file, LookError::NotStarted.to_string());
            }
        }
        let too_long = move || {
            let is_looking = self.state.try_with_untracked(|state| matches!(state, Look::Looking { .. }));
            if self.is_current(number) && is_looking == Some(true) {
                self.next_number();
                self.worker.set_value(None);
                self.refuse_open(&LookError::TooLong.to_string());
            }
        };
        set_timeout(too_long, PATIENCE);
    }

    fn hear(self, number: u32, line: &str) {
        match serde_json::from_str(line) {
            Ok(Verdict::Sound { summary, warnings }) => self.sound(number, *summary, warnings),
            Ok(Verdict::Refused { sentence, others }) => {
                self.state.set(Look::Refused { file: self.open_file(), sentence, others: others.into() });
            }
            Ok(Verdict::Compared { changes }) => self.compared(changes),
            Err(_) => self.refuse_open(&LookError::NotUnderstood.to_string()),
        }
    }

    fn sound(self, number: u32, summary: Summary, warnings: Vec<String>) {
        let Some(open) = self.open.get_value() else { return };
        let there = untrack(|| self.library.entry(&summary.id));
        match there.map(|entry| entry.origin) {
            Some(Origin::Shipped) => self.refuse_open(&format!(
                "The app brings a subject with the id \"{}\" itself. A pack of another author needs an id of its own.",
                summary.id
            )),
            Some(Origin::Installed) => self.compare(number, Found::new(&open, summary, warnings)),
            None => self.state.set(Look::Found(Arc::new(Found::new(&open, summary, warnings)))),
        }
    }

    /// Shows the pack, and asks what would change.
    fn compare(self, number: u32, found: Found) {
        let id = found.summary.id.clone();
        let earlier = untrack(|| self.library.entry(&id)).map(|entry| entry.summary);
        let replaces = earlier.map(|summary| (summary, Changes::default()));
        let found = Found { replaces, ..found };
        spawn_local(async move {
            let text = self.library.installed_text(&id).await;
            if !self.is_current(number) {
                return;
            }
            // Without a text to compare with, whatever comes is better.
            let Some(text) = text else {
                self.state.set(Look::Found(Arc::new(found)));
                return;
            };
            self.open.set_value(None);
            self.state.set(Look::Found(Arc::new(found)));
            self.worker.with_value(|worker| {
                if let Some(worker) = worker {
                    worker.tell(format!("{COMPARE}\n{text}"));
                }
            });
        });
    }

    fn compared(self, changes: Changes) {
        self.state.update(|state| {
            if let Look::Found(found) = state
                && let Some((earlier, _)) = &found.replaces
            {
                let replaces = Some((earlier.clone(), changes));
                *state = Look::Found(Arc::new(Found { replaces, ..(**found).clone() }));
            }
        });
    }

    pub fn refuse(self, file: String, sentence: String) {
        self.state.set(Look::Refused { file, sentence, others: Arc::default() });
    }

    fn refuse_open(self, sentence: &str) {
        self.refuse(self.open_file(), sentence.to_owned());
    }

    fn open_file(self) -> String {
        self.open.get_value().map_or_else(|| "The pack".to_owned(), |open| open.file.clone())
    }
}

impl Found {
    fn new(open: &Opening, summary: Summary, warnings: Vec<String>) -> Found {
        Found { file: open.file.clone(), text: open.text.clone(), summary, warnings, replaces: None }
    }
}
