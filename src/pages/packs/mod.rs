//! The subjects: what is there, what is on, and packs from files.

mod candidate;
mod look;
mod refused;

use analysis::words;
use content::Summary;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::candidate::Candidate;
use self::look::{Look, Looker};
use self::refused::Refused;
use crate::library::{Entry, Library, Origin};
use crate::pages::settings::FileButton;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;

#[component]
pub fn PacksPage() -> impl IntoView {
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <PageTitle title="Subjects" />
                <p class="page__lead">
                    "Choose what you learn. Subjects that are off take no room on your pages; what you did in them is kept."
                </p>
            </div>
            <List />
            <Installing />
        </div>
    }
}

#[component]
fn List() -> impl IntoView {
    let library = expect_context::<Library>();
    let entries = Memo::new(move |_| library.entries());
    let rows = move || {
        let entries = entries.get();
        if entries.is_empty() {
            let error = library.shelved().err().map(|error| error.to_string());
            return view! { <p class="notice notice--warning">{error}</p> }.into_any();
        }
        let rows = entries.into_iter().map(|entry| view! { <Row entry /> }).collect_view();
        view! { <ul class="pack-list">{rows}</ul> }.into_any()
    };
    view! { <section aria-label="All subjects">{rows}</section> }
}

#[component]
fn Row(entry: Entry) -> impl IntoView {
    let library = expect_context::<Library>();
    let Entry { summary, origin } = entry;
    let id = summary.id.clone();
    let is_on = {
        let id = id.clone();
        Memo::new(move |_| library.is_on(&id))
    };
    let is_only = Memo::new(move |_| is_on.get() && library.subjects().len() == 1);
    let choose = {
        let id = id.clone();
        move |event: web_sys::Event| {
            // The last one stays on, and the box says so.
            let is_on = library.choose(&id, event_target_checked(&event));
            event_target::<web_sys::HtmlInputElement>(&event).set_checked(is_on);
        }
    };
    let places = {
        let practice = format!("/practice?subject={id}");
        let has_tutorials = summary.tutorials > 0;
        move || {
            is_on.get().then(|| {
                let tutorials = has_tutorials.then(|| view! { <a href="/learn">"Tutorials"</a> });
                view! { <a href=practice.clone()>"Practise"</a> {tutorials} }
            })
        }
    };
    let removal = (origin == Origin::Installed).then(|| view! { <Removal summary=summary.clone() /> });
    view! {
        <li class="card">
            <div class="row row--between">
                <h2>{summary.title.clone()}</h2>
                <label class="check">
                    <input type="checkbox" prop:checked=is_on disabled=is_only on:change=choose aria-label=format!("Learn {}", summary.title) />
                    <span>{move || if is_on.get() { "On" } else { "Off" }}</span>
                </label>
            </div>
            <p>{summary.summary.clone()}</p>
            <p class="muted small">{counts(&summary)}</p>
            <p class="muted small">{imprint(&summary)}</p>
            <p class="row">{places}</p>
            {removal}
        </li>
    }
}

/// "120 questions, 6 tutorials"
pub fn counts(summary: &Summary) -> String {
    let all = [
        (summary.items, "question"),
        (summary.tutorials, "tutorial"),
        (summary.challenges, "challenge"),
        (summary.mock_tests, "mock test"),
        (summary.prompts, "interview prompt"),
        (summary.principles, "principle"),
        (summary.stories, "example story"),
        (summary.pictures, "picture"),
    ];
    let there = all.into_iter().filter(|(count, _)| *count > 0);
    let counted: Vec<String> = there.map(|(count, noun)| counted(count, noun)).collect();
    if counted.is_empty() { "Nothing in it yet".to_owned() } else { counted.join(", ") }
}

fn counted(count: usize, noun: &str) -> String {
    match noun.strip_suffix('y').filter(|_| count != 1) {
        Some(stem) => format!("{count} {stem}ies"),
        None => words::count(count, noun),
    }
}

/// "Version 0.1.0 by Ada, CC-BY-4.0"
pub fn imprint(summary: &Summary) -> String {
    let author = if summary.author.is_empty() { String::new() } else { format!(" by {}", summary.author) };
    format!(
        "Version {}{author}. Licence: {}. Language: {}.",
        summary.version, summary.licence, summary.language
    )
}

/// Takes an installed pack away, after a second press.
#[component]
fn Removal(summary: Summary) -> impl IntoView {
    let library = expect_context::<Library>();
    let is_asked = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let title = summary.title.clone();
    let remove = move |_| {
        let id = summary.id.clone();
        spawn_local(async move {
            if let Err(error) = library.remove(&id).await {
                let _ = failed.try_set(Some(error.to_string()));
            }
        });
    };
    move || {
        let label = format!("Remove {title}");
        if is_asked.get() {
            view! {
                <div class="notice notice--warning" role="alert">
                    <p>"Its questions and tutorials go. Your answers and your progress stay, and are there again when you install it again."</p>
                    <p class="row">
                        <button type="button" class="button button--danger" on:click=remove.clone()>"Remove it"</button>
                        <button type="button" class="button button--quiet" on:click=move |_| is_asked.set(false)>"Keep it"</button>
                    </p>
                    {move || failed.get().map(|words| view! { <p>{words}</p> })}
                </div>
            }
            .into_any()
        } else {
            view! {
                <p>
                    <button type="button" class="button button--quiet" aria-label=label on:click=move |_| is_asked.set(true)>
                        <Icon glyph=Glyph::Bin class="button__icon" />
                        "Remove"
                    </button>
                </p>
            }
            .into_any()
        }
    }
}

/// A pack from a file: looked at beside the page, shown, and installed when the learner says so.
#[component]
fn Installing() -> impl IntoView {
    let looker = Looker::new();
    let is_over = RwSignal::new(false);
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            looker.begin(file);
        }
    };
    let over = move |event: web_sys::DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let state = move || {
        match looker.state.get() {
        Look::Nothing => ().into_any(),
        Look::Looking { file } => {
            view! {
                <p>{format!("Checking {file}")}</p>
                <p><button type="button" class="button button--quiet" on:click=move |_| looker.cancel()>"Stop"</button></p>
            }
            .into_any()
        }
        Look::Refused { file, sentence, others } => view! { <Refused file sentence others /> }.into_any(),
        Look::Found(found) => view! { <Candidate found looker /> }.into_any(),
        Look::Installed { words } => view! { <p class="notice notice--good">{words}</p> }.into_any(),
    }
    };
    view! {
        <section class="page__section" aria-labelledby="install">
            <h2 id="install">"Install a pack"</h2>
            <div class="drop-zone" class=("drop-zone--over", move || is_over.get()) on:drop=drop on:dragover=over on:dragleave=move |_| is_over.set(false)>
                <p class="muted">
                    "A pack is one file that somebody built with the authoring tool. It is checked on this device before anything in it is used, and you see what is in it first. You can drop the file here."
                </p>
                <FileButton label="Open a pack file" accept=".json,application/json" chosen=move |file| looker.begin(file) />
            </div>
            <div role="status" class="stack">{state}</div>
        </section>
    }
}
