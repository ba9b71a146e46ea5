mod python_packages;

use analysis::words;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::backup;
use crate::browser::theme::{Theme, ThemeChoice};
use crate::browser::{clock, files};
use crate::learner::Learner;
use crate::library::Library;
use crate::shelf::Shelf;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;

#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <div class="page page--narrow">
            <PageTitle title="Settings" />
            <Appearance />
            <section class="page__section" aria-labelledby="subjects">
                <h2 id="subjects">"Subjects"</h2>
                <p>"What you learn here, and packs of your own. " <a href="/packs">"Choose and install subjects"</a></p>
            </section>
            <YourData />
            <python_packages::PythonPackages />
            <section class="page__section" aria-labelledby="about">
                <h2 id="about">"About"</h2>
                <p>
                    "Systemcraft " {env!("CARGO_PKG_VERSION")}
                    ". It asks no server for anything but its own files, counts nobody, and keeps what you do in this browser only."
                </p>
            </section>
        </div>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let theme = expect_context::<Theme>();
    let option = move |choice: ThemeChoice| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="theme"
                    prop:checked=move || theme.choice.get() == choice
                    on:change=move |_| theme.choose(choice)
                />
                <span class="choice__face">{choice.label()}</span>
            </label>
        }
    };
    view! {
        <section class="page__section">
            <fieldset class="stack">
                <legend><h2>"Colours"</h2></legend>
                <div class="choices">{ThemeChoice::ALL.map(option)}</div>
            </fieldset>
        </section>
    }
}

/// What an action did, to be read out.
#[derive(Clone)]
enum Outcome {
    /// It is at it.
    Working(&'static str),
    Done(String),
    Failed(String),
}

#[component]
fn YourData() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let library = expect_context::<Library>();
    let outcome = RwSignal::new(None::<Outcome>);
    let export = move |_| {
        spawn_local(async move {
            let result = backup::write(learner, shelf, library).await;
            let _ = outcome.try_set(Some(match result {
                Ok(file) => downloaded(&file),
                Err(error) => Outcome::Failed(error.to_string()),
            }));
        });
    };
    let restore = move |file: web_sys::File| {
        outcome.set(Some(Outcome::Working(
            "Reading the backup. Packs in it are checked before they are installed.",
        )));
        spawn_local(async move {
            let result = backup::restore(learner, shelf, library, &file).await;
            let _ = outcome.try_set(Some(match result {
                Ok(words) => Outcome::Done(words),
                Err(error) => Outcome::Failed(error.to_string()),
            }));
        });
    };
    view! {
        <section class="page__section" aria-labelledby="your-data">
            <h2 id="your-data">"Your data"</h2>
            <p class="muted">
                "Everything you do is kept in this browser, on this device. A backup is one file with your whole journal, every design and the packs that you installed; reading it back adds what is missing and removes nothing."
            </p>
            <div class="row">
                <button type="button" class="button button--primary" on:click=export>
                    <Icon glyph=Glyph::Download class="button__icon" />
                    "Export everything"
                </button>
                <FileButton label="Restore from a backup" accept=".jsonl,.json" chosen=restore />
            </div>
            <div role="status">{move || outcome.get().map(notice)}</div>
        </section>
    }
}

fn downloaded(file: &backup::File) -> Outcome {
    let name = format!("systemcraft-{}.jsonl", clock::today());
    match files::download(&name, "application/jsonl", &file.text) {
        Ok(()) => Outcome::Done(format!(
            "Exported to {name}: {}, {} and {}.{}",
            words::count(file.events as usize, "event"),
            words::count(file.designs as usize, "design"),
            words::count(file.packs, "pack"),
            only_named(&file.named_packs)
        )),
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn only_named(packs: &[String]) -> String {
    if packs.is_empty() {
        return String::new();
    }
    format!(
        " There was no room for the content of {}: keep the files that you installed them from.",
        packs.join(", ")
    )
}

fn notice(outcome: Outcome) -> impl IntoView {
    let (class, words) = match outcome {
        Outcome::Working(words) => ("notice", words.to_owned()),
        Outcome::Done(words) => ("notice notice--good", words),
        Outcome::Failed(words) => ("notice notice--danger", words),
    };
    view! { <p class=class>{words}</p> }
}

/// A button that opens the browser's choice of a file.
#[component]
pub fn FileButton(
    label: &'static str,
    accept: &'static str,
    chosen: impl Fn(web_sys::File) + Copy + 'static,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button type="button" class="button button--secondary" on:click=open>
            <Icon glyph=Glyph::Upload class="button__icon" />
            {label}
        </button>
        <FileInput label accept node_ref=input chosen />
    }
}

/// What a button clicks to let a file be chosen.
#[component]
pub fn FileInput(
    label: &'static str,
    accept: &'static str,
    node_ref: NodeRef<leptos::html::Input>,
    chosen: impl Fn(web_sys::File) + Copy + 'static,
) -> impl IntoView {
    let on_change = move |_| {
        let Some(input) = node_ref.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        input.set_value("");
        if let Some(file) = file {
            chosen(file);
        }
    };
    view! { <input type="file" class="file-input" hidden accept=accept aria-label=label node_ref=node_ref on:change=on_change /> }
}
