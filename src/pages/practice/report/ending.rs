//! Why a quiz ended, and what it decided.

use analysis::words;
use assessment::{Attempt, Next, Report, StopReason};
use journal::QuizMode;
use leptos::prelude::*;

use crate::library::Shelved;

/// What was decided about the level that the learner asked about, and how sure that is.
pub fn decided(attempt: &Attempt) -> Option<impl IntoView + use<>> {
    let decision = attempt.decision()?;
    let certainty = decision.certainty().map(|sentence| view! { <p>{sentence}</p> });
    Some(view! {
        <section class="card" aria-labelledby="decided">
            <h2 id="decided">{decision.title()}</h2>
            {certainty}
        </section>
    })
}

/// Why a quiz ended when it did. An exam ends when it is handed in.
pub fn why(
    record: &progress::Attempt,
    attempt: &Attempt,
    report: &Report,
    shelved: &Shelved,
) -> Option<String> {
    let started = record.started.as_ref().filter(|started| started.mode != QuizMode::Exam)?;
    Some(match attempt.next(&shelved.bank) {
        Next::Question(_) => "You ended it before it came to its end.".to_owned(),
        Next::Finished(StopReason::Length) => {
            let found = if started.until_standard_error.is_some() {
                format!(
                    ", with the estimate sure to within {:.1} either way",
                    1.96 * report.ability.standard_error
                )
            } else if started.until_information.is_some() {
                ", while questions that would tell something were still left".to_owned()
            } else if started.until_decided.is_some() {
                String::new()
            } else {
                return None;
            };
            format!("It ended after {} questions at most{found}.", started.length)
        }
        Next::Finished(StopReason::Classified { .. }) => {
            let answered = words::count(attempt.answered_count() as usize, "question");
            format!("It ended after {answered}: your answers decide what you asked.")
        }
        Next::Finished(reason) => reason.sentence(),
    })
}
