//! A pack that was looked at: what is in it, and the button that installs it.

use std::sync::Arc;

use content::{Changes, Counted, Summary, is_earlier};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::look::{Found, Look, Looker};
use super::{counts, imprint};
use crate::library::Library;

#[component]
pub fn Candidate(found: Arc<Found>, looker: Looker) -> impl IntoView {
    let library = expect_context::<Library>();
    let step = Step::of(&found);
    let install = {
        let found = found.clone();
        move |_| {
            let found = found.clone();
            spawn_local(async move {
                let title = found.summary.title.clone();
                let words = format!("{title} {} version {}. It is on.", step.done(), found.summary.version);
                let state = match library.install(found.summary.clone(), &found.text).await {
                    Ok(()) => Look::Installed { words },
                    Err(error) => Look::Refused {
                        file: found.file.clone(),
                        sentence: error.to_string(),
                        others: Arc::default(),
                    },
                };
                let _ = looker.state.try_set(state);
            });
        }
    };
    let summary = &found.summary;
    let warnings = found.warnings.iter().map(|warning| view! { <li>{warning.clone()}</li> }).collect_view();
    let has_warnings = !found.warnings.is_empty();
    let update = found.replaces.as_ref().map(|(earlier, changes)| {
        let lines = changes_in_words(changes).into_iter().map(|line| view! { <li>{line}</li> });
        view! {
            <div class="stack">
                <p>{format!("{} What you did stays; answers to questions that are gone still count.", step.in_words(&found.summary, earlier))}</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    });
    let label = step.label(summary);
    view! {
        <article class="card" aria-label="What is in the file">
            <h3>{summary.title.clone()}</h3>
            <p>{summary.summary.clone()}</p>
            <p>{counts(summary)}</p>
            <p class="muted small">{imprint(summary)}</p>
            {update}
            {has_warnings.then(|| view! {
                <div class="notice notice--warning"><p>"Good to know before:"</p><ul>{warnings}</ul></div>
            })}
            <p class="row">
                <button type="button" class="button button--primary" on:click=install>{label}</button>
                <button type="button" class="button button--quiet" on:click=move |_| looker.cancel()>"Leave it"</button>
            </p>
        </article>
    }
}

/// What installing a pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    Update,
    /// To a version before the one that is installed.
    Back,
}

impl Step {
    fn of(found: &Found) -> Step {
        match &found.replaces {
            None => Step::First,
            Some((earlier, _)) if is_earlier(&found.summary.version, &earlier.version) => Step::Back,
            Some(_) => Step::Update,
        }
    }

    fn label(self, summary: &Summary) -> String {
        match self {
            Step::First => "Install".to_owned(),
            Step::Update => "Update".to_owned(),
            Step::Back => format!("Go back to {}", summary.version),
        }
    }

    /// "Sailing was updated to version 2."
    fn done(self) -> &'static str {
        match self {
            Step::First => "was installed,",
            Step::Update => "was updated to",
            Step::Back => "went back to",
        }
    }

    fn in_words(self, summary: &Summary, installed: &Summary) -> String {
        match self {
            Step::Back => format!(
                "Version {} is older than the one installed, which is version {}.",
                summary.version, installed.version
            ),
            _ => format!("It takes the place of version {}.", installed.version),
        }
    }
}

fn changes_in_words(changes: &Changes) -> Vec<String> {
    let all =
        [("Questions", changes.items), ("Tutorials", changes.tutorials), ("Challenges", changes.challenges)];
    let lines: Vec<String> = all
        .into_iter()
        .filter(|(_, counted)| *counted != Counted::default())
        .map(|(name, Counted { added, removed, changed })| {
            format!("{name}: {added} new, {changed} changed, {removed} gone")
        })
        .collect();
    if lines.is_empty() { vec!["No question, tutorial or challenge differs.".to_owned()] } else { lines }
}
