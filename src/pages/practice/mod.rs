//! Quizzes: start one, answer it, read its report.

mod answer_form;
mod begin;
mod calibration;
mod clocks;
mod earlier;
mod exam;
mod extent;
mod feedback;
mod hints;
mod kept;
mod long_tasks;
mod mock_tests;
mod question;
mod replay;
mod report;
mod review_settings;
mod reviews;
pub mod runner;
mod running;
mod settings;
mod start;
mod stories;
mod why;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use progress::Outcome;

use crate::learner::Learner;
use crate::library::{Library, Shelved, with_subject_held};
use crate::pages::not_found::Missing;
use crate::saving::Saving;

pub use answer_form::{
    CodeQuestion, DesignQuestion, HandedIn, code_question, design_dimensions, design_task,
};
pub use begin::begin_once;
pub use report::questions_again;
pub use reviews::ReviewsToday;
pub use start::{PracticeStart, blank};
pub use stories::{ExamplePage, StoryBank, WritePage};

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
    let subject = Memo::new(move |_| {
        record.with(|record| {
            let started = record.as_ref().and_then(|record| record.started.as_ref());
            started.map_or_else(|| library.first_subject(), |started| started.subject.clone())
        })
    });
    let open = move |shelved: Arc<Shelved>| {
        let screen = move || {
            match state.get() {
            Some(true) => view! { <div class="page page--narrow"><runner::Runner id record shelved=shelved.clone() /></div> }.into_any(),
            Some(false) => view! { <report::Report record shelved=shelved.clone() /> }.into_any(),
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
        };
        screen.into_any()
    };
    with_subject_held(move || subject.get(), open)
}
