//! Earlier versions of the design: when, what changed, a look at them, and the way back.

use std::collections::BTreeMap;

use diagram::{Diagram, difference};
use leptos::ev::SubmitEvent;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::bench::Bench;
use super::canvas::CANVAS;
use super::thumbnail::Thumbnail;
use crate::browser::{clock, element};
use crate::shelf::{Version, Why};

/// CSS pixels of the picture of a version.
const PICTURE: (f64, f64) = (640.0, 320.0);

#[derive(Clone, Copy)]
struct History {
    bench: Bench,
    versions: RwSignal<Vec<Version>>,
    /// What each version changed against the one before it, by its moment, as far as it was looked up.
    changes: RwSignal<BTreeMap<i64, String>>,
    /// The version that is looked at.
    shown: RwSignal<Option<(Version, Diagram)>>,
    problem: RwSignal<Option<String>>,
}

impl History {
    fn reload(self) {
        spawn_local(async move {
            match self.bench.versions().await {
                Ok(versions) => {
                    if self.versions.try_set(versions.clone()).is_none() {
                        self.tell_changes(versions).await;
                    }
                }
                Err(error) => self.fail(error.to_string()),
            }
        });
    }

    /// From the newest on, one after the other: a long history of a large design takes a while.
    async fn tell_changes(self, versions: Vec<Version>) {
        let mut after = None;
        for place in 0..versions.len() {
            let Some(version) = versions.get(place) else { continue };
            if self.changes.try_with_untracked(|changes| changes.contains_key(&version.utc_millis))
                != Some(false)
            {
                after = None;
                continue;
            }
            let this = match after.take() {
                Some(diagram) => diagram,
                None => match self.bench.version(version).await {
                    Ok(diagram) => diagram,
                    Err(_) => continue,
                },
            };
            let before = match versions.get(place + 1) {
                Some(before) => self.bench.version(before).await.ok(),
                None => None,
            };
            let words = in_words(before.as_ref(), &this);
            let _ = self.changes.try_update(|changes| changes.insert(version.utc_millis, words));
            after = before;
        }
    }

    fn fail(self, sentence: String) {
        let _ = self.problem.try_set(Some(sentence));
    }

    fn look_at(self, version: Version) {
        self.problem.set(None);
        spawn_local(async move {
            match self.bench.version(&version).await {
                Ok(diagram) => drop(self.shown.try_set(Some((version, diagram)))),
                Err(error) => self.fail(error.to_string()),
            }
        });
    }

    fn name_this(self, name: String) {
        self.problem.set(None);
        spawn_local(async move {
            match self.bench.keep_version(Why::Named, Some(name)).await {
                Ok(true) => self.reload(),
                Ok(false) => self.fail("There is nothing to keep yet: the design is empty.".to_owned()),
                Err(error) => self.fail(error.to_string()),
            }
        });
    }
}

fn in_words(before: Option<&Diagram>, this: &Diagram) -> String {
    match before.map(|before| difference::in_words(before, this)) {
        None => "The first that is kept".to_owned(),
        Some(sentences) if sentences.is_empty() => "No change".to_owned(),
        Some(sentences) => format!("{}.", sentences.join(". ")),
    }
}

/// The history as a dialog.
#[component]
pub fn HistoryDialog(bench: Bench, open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let history = History {
        bench,
        versions: RwSignal::new(Vec::new()),
        changes: RwSignal::new(BTreeMap::new()),
        shown: RwSignal::new(None),
        problem: RwSignal::new(None),
    };
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            history.changes.set(BTreeMap::new());
            history.shown.set(None);
            history.problem.set(None);
            history.reload();
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let restore = move |version: Version| {
        open.set(false);
        spawn_local(async move {
            if let Err(error) = bench.restore(&version).await {
                let _ = bench.announcement.try_set(error.to_string());
            }
            element::focus(CANVAS);
        });
    };
    let row = move |version: Version| view! { <Row history version restore /> };
    view! {
        <dialog class="history" node_ref=dialog aria-label="Version history" on:close=move |_| open.set(false)>
            <div class="stack">
                <h2>"Version history"</h2>
                <p class="muted small">"A version is kept when the design is opened, after a pause of half a minute, before an import and before a version is restored. Older ones thin out; those that you name stay."</p>
                <NameForm history />
                <div role="alert">{move || history.problem.get().map(|sentence| view! { <p class="notice notice--danger">{sentence}</p> })}</div>
                <Look history />
                <ul class="history__versions" aria-label="Versions">
                    <For each=move || history.versions.get() key=|version| version.utc_millis children=row />
                </ul>
                {move || history.versions.with(Vec::is_empty).then(|| view! { <p class="muted">"No version is kept yet."</p> })}
                <p><button type="button" class="button button--primary" on:click=move |_| open.set(false)>"Close"</button></p>
            </div>
        </dialog>
    }
}

#[component]
fn NameForm(history: History) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let given = name.get_untracked().trim().to_owned();
        if !given.is_empty() {
            history.name_this(given);
            name.set(String::new());
        }
    };
    view! {
        <form class="row history__name" on:submit=keep>
            <input class="input" aria-label="Name for the design as it is now" placeholder="Name the design as it is now" maxlength="80" prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
            <button type="submit" class="button button--secondary">"Keep"</button>
        </form>
    }
}

/// A picture of the version that was asked for.
#[component]
fn Look(history: History) -> impl IntoView {
    move || {
        history.shown.get().map(|(version, diagram)| {
            let when = clock::day_and_time(version.utc_millis);
            let words = difference::in_words(&history.bench.drawn.get_untracked().diagram, &diagram);
            let words = if words.is_empty() {
                "It is the same as the design now.".to_owned()
            } else {
                format!("Restoring it would mean: {}.", words.join(". "))
            };
            view! {
                <figure class="history__look">
                    <Thumbnail diagram size=PICTURE label=format!("The design on {when}") />
                    <figcaption class="small">{format!("{when}. {words}")}</figcaption>
                </figure>
            }
        })
    }
}

#[component]
fn Row(history: History, version: Version, restore: impl Fn(Version) + Copy + 'static) -> impl IntoView {
    let when = clock::day_and_time(version.utc_millis);
    let title = match &version.name {
        Some(name) => format!("{name}, {when}"),
        None => when,
    };
    let moment = version.utc_millis;
    let changes = move || {
        history
            .changes
            .with(|changes| changes.get(&moment).cloned())
            .unwrap_or_else(|| "Comparing".to_owned())
    };
    let size = format!(
        "{}, {}",
        analysis::words::count(version.components, "component"),
        analysis::words::count(version.connections, "connection")
    );
    let (look, back) = (version.clone(), version.clone());
    view! {
        <li class="history__version">
            <div>
                <p class="history__when">{title.clone()}</p>
                <p class="small">{changes}</p>
                <p class="small muted">{format!("{}. {size}.", version.why.in_words())}</p>
            </div>
            <span class="row">
                <button type="button" class="button button--quiet" aria-label=format!("Look at {title}") on:click=move |_| history.look_at(look.clone())>"Look"</button>
                <button type="button" class="button button--secondary" aria-label=format!("Restore {title}") on:click=move |_| restore(back.clone())>"Restore"</button>
            </span>
        </li>
    }
}
