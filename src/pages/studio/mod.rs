//! The studio: the list of designs, and the workbench on which one is drawn and measured.

mod advice;
pub mod bench;
mod canvas;
pub mod challenge;
pub mod exchange;
mod explanation;
mod find;
mod history;
mod inspector;
mod keys;
mod library;
mod list;
mod menu;
mod metrics;
mod minimap;
mod name_editor;
mod outline;
mod palette;
mod prices;
mod rationale;
mod search;
mod shortcuts;
mod simulation;
mod thumbnail;
mod toolbar;
pub mod workbench;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::browser::random;
use crate::learner::Learner;
use crate::library::Library;
use crate::pages::not_found::Missing;
use crate::shelf::Shelf;
use crate::widgets::page::PageTitle;
use bench::{Bench, OpenError};
use workbench::Workbench;

pub use list::DesignList;

/// The last part of the address of a design that is about to be started.
const NEW: &str = "new";

/// One design, open for editing.
#[component]
pub fn Studio() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("design").unwrap_or_default());
    move || {
        let id = id.get();
        if id == NEW { view! { <StartNew /> }.into_any() } else { view! { <Open id /> }.into_any() }
    }
}

/// Takes a fresh id, so that the address names the design from the start. Nothing is kept before something is drawn.
#[component]
fn StartNew() -> impl IntoView {
    let navigate = use_navigate();
    Effect::new(move || {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(&format!("/studio/{}?fresh", random::id()), options);
    });
}

#[component]
fn Open(id: String) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let library = expect_context::<Library>();
    let fresh = leptos_router::hooks::use_query_map().with_untracked(|query| query.get("fresh").is_some());
    let opened = LocalResource::new(move || Bench::open(learner, shelf, library, id.clone(), fresh));
    move || {
        match opened.get() {
        None => view! { <p class="page" role="status">"Opening the design"</p> }.into_any(),
        Some(Ok(bench)) => {
            let title = Signal::derive(move || bench.name());
            view! {
                <div class="page page--full studio-page">
                    <div class="for-screen-readers"><PageTitle title /></div>
                    <Workbench bench />
                </div>
            }
            .into_any()
        }
        Some(Err(OpenError::NotHere)) => view! {
            <Missing
                title="This design is not here"
                words="The link names a design that this browser does not have. It may have been deleted, or drawn on another device."
                href="/studio"
                label="See your designs"
            />
        }
        .into_any(),
        Some(Err(error)) => view! {
            <Missing title="This design could not be opened" words=error.to_string() href="/studio" label="See your designs" />
        }
        .into_any(),
    }
    }
}
