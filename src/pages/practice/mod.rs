//! Quizzes: start one, answer it, read its report.

mod answer_form;
mod earlier;
mod exam;
mod feedback;
mod hints;
mod kept;
mod long_tasks;
mod question;
mod replay;
mod report;
pub mod runner;
mod running;
mod settings;
mod start;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use progress::Outcome;

use crate::learner::Learner;
use crate::library::{Library, PackMissing};
use crate::pages::not_found::Missing;
use crate::saving::Saving;

pub use answer_form::{CodeQuestion, DesignQuestion, code_question, design_task};
pub use start::PracticeStart;

/// One attempt: its next question, or its report once it is over.
#[component]
pub fn Quiz() -> impl IntoView {
    let library = expect_context::<Library>();
    let learner = expect_context::<Learner>();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("attempt").unwrap_or_default());
    let record =
        Memo::new(move |_| learner.progress().with(|progress| progress.quizzes.get(&id.get()).cloned()));
    // Which of the three is open changes seldom; each follows the record by itself.
    let state = Memo::new(move |_| {
        record.with(|record| {
            record
                .as_ref()
                .filter(|record| record.started.is_some())
                .map(|record| record.outcome == Outcome::Unfinished)
        })
    });
    move || {
        let shelved = match library.shelved() {
            Ok(shelved) => shelved,
            Err(error) => return view! { <PackMissing error /> }.into_any(),
        };
        match state.get() {
            Some(true) => view! { <div class="page page--narrow"><runner::Runner id record shelved /></div> }.into_any(),
            Some(false) => view! { <report::Report record shelved /> }.into_any(),
            None if learner.saving().get() == Saving::Writing => view! { <p class="page" role="status">"Opening the quiz"</p> }.into_any(),
            None => view! {
                <Missing
                    title="This quiz is not here"
                    words="The link names a quiz that this browser has no record of. It may have been taken on another device."
                    href="/practice"
                    label="Start a quiz"
                />
            }
            .into_any(),
        }
    }
}
