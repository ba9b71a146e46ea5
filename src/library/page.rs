//! What is shown while a subject comes, when it is here, and when it is not.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Library, Opened, Shelved};
use crate::browser::packs::PackLoadError;

/// Shows a page of a subject once that is here, with its pictures. The page is made anew when the pack is replaced, and for
/// nothing else: what changes with the address or the journal is a closure within the page.
pub fn with_subject(
    subject: impl Fn() -> String + Send + Sync + 'static,
    page: impl Fn(Arc<Shelved>) -> AnyView + Send + 'static,
) -> impl IntoView {
    let library = expect_context::<Library>();
    let opened = Memo::new(move |_| library.opened(&subject()));
    shown(move || opened.get(), page)
}

/// The same for what the learner is in the middle of: a pack that another tab replaces or takes away meanwhile stays as it
/// was until the page is left.
pub fn with_subject_held(
    subject: impl Fn() -> String + Send + Sync + 'static,
    page: impl Fn(Arc<Shelved>) -> AnyView + Send + 'static,
) -> impl IntoView {
    let library = expect_context::<Library>();
    let opened = Memo::new(move |before: Option<&(String, Opened)>| {
        let subject = subject();
        match before {
            Some((of, here @ Opened::Here(_))) if *of == subject => (subject, here.clone()),
            _ => {
                let opened = library.opened(&subject);
                (subject, opened)
            }
        }
    });
    shown(move || opened.with(|(_, opened)| opened.clone()), page)
}

fn shown(
    opened: impl Fn() -> Opened + Send + 'static,
    page: impl Fn(Arc<Shelved>) -> AnyView + Send + 'static,
) -> impl IntoView {
    move || match opened() {
        Opened::Coming => view! { <p class="page" role="status">"Fetching the subject"</p> }.into_any(),
        Opened::Missing(error) => view! { <PackMissing error /> }.into_any(),
        Opened::Here(shelved) => {
            provide_context(shelved.pictures.clone());
            untrack(|| page(shelved))
        }
    }
}

/// In place of a page that needs the pack.
#[component]
pub fn PackMissing(error: PackLoadError) -> impl IntoView {
    let reload = |_| {
        let _ = window().location().reload();
    };
    let way_on = match error {
        PackLoadError::NotInstalled(_) => {
            view! { <a class="button button--primary" href="/packs">"See the subjects"</a> }.into_any()
        }
        _ => view! { <button type="button" class="button button--primary" on:click=reload>"Try again"</button> }
            .into_any(),
    };
    view! {
        <div class="page page--narrow">
            <h1>"The content is not here"</h1>
            <p class="notice notice--warning">{error.to_string()}</p>
            <p class="row">
                {way_on}
                <a class="button button--secondary" href="/studio">"Open the studio instead"</a>
            </p>
        </div>
    }
}
