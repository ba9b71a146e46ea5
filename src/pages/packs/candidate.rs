//! A pack that was looked at: what is in it, and the button that installs it.

use std::sync::Arc;

use content::{Changes, Counted};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::look::{Found, Look, Looker};
use super::{counts, imprint};
use crate::library::Library;

#[component]
pub fn Candidate(found: Arc<Found>, looker: Looker) -> impl IntoView {
    let library = expect_context::<Library>();
    let is_update = found.replaces.is_some();
    let install = {
        let found = found.clone();
        move |_| {
            let found = found.clone();
            spawn_local(async move {
                let title = found.summary.title.clone();
                let (version, verb) =
                    (&found.summary.version, if is_update { "updated to" } else { "installed," });
                let words = format!("{title} was {verb} version {version}. It is on.");
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
                <p>{format!("It takes the place of version {}. What you did stays; answers to questions that are gone still count.", earlier.version)}</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    });
    let label = if is_update { "Update" } else { "Install" };
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
