use analysis::words;
use diagram::{Catalogue, Diagram, Document};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File};

use super::Incoming;
use crate::browser::random;
use crate::pages::settings::{FileButton, FileInput};
use crate::pages::studio::bench::Bench;
use crate::shelf::{Card, Shelf, Why};
use crate::widgets::icon::{Glyph, Icon};

/// Endings of files that can be opened.
const ENDINGS: &str = ".json,.svg,.png,.mmd,.mermaid,.drawio,.dio,.xml";

/// A file on its way in.
#[derive(Debug, Clone, Copy)]
pub struct Importing {
    /// What was read and waits for a decision.
    pub incoming: RwSignal<Option<Incoming>>,
    /// Why the last file was not read.
    pub problem: RwSignal<Option<String>>,
    pub is_reading: RwSignal<bool>,
    /// What the values in it are held against.
    kinds: Memo<&'static Catalogue>,
}

impl Importing {
    pub fn new(kinds: Memo<&'static Catalogue>) -> Importing {
        Importing {
            incoming: RwSignal::new(None),
            problem: RwSignal::new(None),
            is_reading: RwSignal::new(false),
            kinds,
        }
    }

    /// Reads a file. Nothing is changed before the learner says what becomes of it.
    pub fn read(self, file: File) {
        self.problem.set(None);
        self.is_reading.set(true);
        let kinds = self.kinds.get_untracked();
        spawn_local(async move {
            let outcome = Incoming::from_file(&file, kinds).await;
            // The page may have been left meanwhile.
            let _ = self.is_reading.try_set(false);
            let _ = match outcome {
                Ok(incoming) => self.incoming.try_set(Some(incoming)).map(drop),
                Err(sentence) => self.problem.try_set(Some(sentence)).map(drop),
            };
        });
    }
}

/// Opens the browser's choice of a file.
#[component]
pub fn ImportButton(importing: Importing) -> impl IntoView {
    view! { <FileButton label="Import a design" accept=ENDINGS chosen=move |file| importing.read(file) /> }
}

/// The same as a button of the toolbar.
#[component]
pub fn ImportIcon(importing: Importing) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let label = "Import a file";
    view! {
        <button type="button" class="icon-button" aria-label=label title=label on:click=open>
            <Icon glyph=Glyph::Upload class="button__icon" />
        </button>
        <FileInput label accept=ENDINGS node_ref=input chosen=move |file| importing.read(file) />
    }
}

/// Whether files are dragged over the page, rather than text of it.
pub fn has_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

/// The first of the files that were dropped.
pub fn dropped_file(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Says what a file holds and what of it was left out, and asks what is to become of it.
#[component]
pub fn ImportDialog(importing: Importing, #[prop(optional)] bench: Option<Bench>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let open_new = opener();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        // Where there is nothing to decide and nothing to tell, nobody is asked.
        let is_plain = |incoming: &Incoming| bench.is_none() && incoming.left_out.is_empty();
        if let Some(incoming) = importing.incoming.get().filter(is_plain) {
            importing.incoming.set(None);
            open_new.run(incoming.diagram);
            return;
        }
        let has_something =
            importing.incoming.with(Option::is_some) || importing.problem.with(Option::is_some);
        if has_something && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !has_something && dialog.open() {
            dialog.close();
        }
    });
    let forget = move || {
        importing.incoming.set(None);
        importing.problem.set(None);
    };
    view! {
        <p class="for-screen-readers" role="status">{move || importing.is_reading.get().then_some("Reading the file")}</p>
        <dialog node_ref=dialog aria-label="Import" on:close=move |_| forget()>
            {move || importing.problem.get().map(|sentence| view! {
                <div class="stack">
                    <h2>"This file was not opened"</h2>
                    <p role="alert">{sentence}</p>
                    <p><button type="button" class="button button--primary" on:click=move |_| forget()>"Close"</button></p>
                </div>
            })}
            {move || importing.incoming.get().map(|incoming| view! { <Found incoming bench open_new done=forget /> })}
        </dialog>
    }
}

/// Puts a design on the shelf as a new one and opens it.
fn opener() -> Callback<Diagram> {
    let shelf = expect_context::<Shelf>();
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |diagram: Diagram| {
        let id = random::id();
        let document = Document::from_diagram(random::bits(), &diagram);
        shelf.save(Card::of(&id, document.diagram()), document.to_bytes());
        navigate.with_value(|navigate| navigate(&format!("/studio/{id}"), Default::default()));
    })
}

#[component]
fn Found(
    incoming: Incoming,
    bench: Option<Bench>,
    open_new: Callback<Diagram>,
    done: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let Incoming { name, format, diagram, left_out } = incoming;
    let size = [
        (diagram.components.len(), "component"),
        (diagram.connections.len(), "connection"),
        (diagram.groups.len(), "group"),
        (diagram.annotations.len(), "annotation"),
    ];
    let size: Vec<String> = size
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| words::count(count, what))
        .collect();
    let holds = if size.is_empty() { "nothing that can be drawn".to_owned() } else { size.join(", ") };
    let diagram = StoredValue::new(diagram);
    let open = move |_| {
        done();
        open_new.run(diagram.get_value());
    };
    let add = bench.map(|bench| {
        let add = move |_| {
            bench.keep_version_aside(Why::BeforeImport);
            diagram.with_value(|diagram| bench.insert(diagram, None));
            done();
        };
        view! { <button type="button" class="button button--secondary" on:click=add>"Add to this design"</button> }
    });
    view! {
        <div class="stack import">
            <h2>"Import " {name}</h2>
            <p>{format!("A {format}: {holds}.")}</p>
            {(!left_out.is_empty()).then(|| view! {
                <div class="notice notice--warning">
                    <p>"Not all of it could be taken over:"</p>
                    <ul>{left_out.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                </div>
            })}
            <p class="row">
                <button type="button" class="button button--primary" on:click=open>"Open as a new design"</button>
                {add}
                <button type="button" class="button button--quiet" on:click=move |_| done()>"Cancel"</button>
            </p>
        </div>
    }
}
