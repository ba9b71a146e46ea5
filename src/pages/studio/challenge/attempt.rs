use std::sync::Arc;

use content::Challenge;
use leptos::prelude::*;

use super::key::Place;
use super::panel::Panel;
use super::state::{Attempt, Tab};
use super::with_challenge;
use crate::learner::Learner;
use crate::library::Library;
use crate::pages::not_found::Missing;
use crate::pages::studio::bench::Bench;
use crate::pages::studio::workbench::Workbench;
use crate::shelf::Shelf;
use crate::widgets::page::PageTitle;

/// A design for a challenge, with the brief beside it.
#[component]
pub fn ChallengeAttempt() -> impl IntoView {
    with_challenge(|shelved, place| {
        let page = move || {
            let place = place.get();
            match place.key.challenge(&shelved) {
                Ok(challenge) => view! { <Open challenge place /> }.into_any(),
                Err(instead) => instead,
            }
        };
        page.into_any()
    })
}

#[component]
fn Open(challenge: Arc<Challenge>, place: Place) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let library = expect_context::<Library>();
    let id = place.design();
    let start = challenge.start();
    let opened =
        LocalResource::new(move || Bench::open_or_start(learner, shelf, library, id.clone(), start.clone()));
    move || {
        match opened.get() {
        None => view! { <p class="page" role="status">"Opening the attempt"</p> }.into_any(),
        Some(Ok(bench)) => {
            bench.measure_under(challenge.brief.clone());
            view! { <Room attempt=Attempt::new(learner, bench, challenge.clone(), place.clone()) /> }.into_any()
        }
        Some(Err(error)) => view! {
            <Missing title="This attempt could not be opened" words=error.to_string() href="/studio/challenges" label="See all challenges" />
        }
        .into_any(),
    }
    }
}

/// The brief and the canvas side by side; where there is no room for both, one at a time.
#[component]
fn Room(attempt: Attempt) -> impl IntoView {
    let title = attempt.challenge().title.clone();
    let at_drawing = move || attempt.tab.get() == Tab::Drawing;
    let studio =
        move || if attempt.folded.get() { "challenge__studio" } else { "challenge__studio task__studio" };
    view! {
        <div class="challenge" class:challenge--folded=attempt.folded class:challenge--drawing=at_drawing>
            <div class="for-screen-readers"><PageTitle title /></div>
            <Panel attempt />
            <div class=studio id="challenge-drawing"><Workbench bench=attempt.bench rationale=false brief_figures=true /></div>
        </div>
    }
}
