//! Challenges: a brief, attempts at it on the canvas, and what came of each.

mod attempt;
mod brief;
mod grading;
mod guesses;
mod list;
mod overview;
mod panel;
mod predict;
mod result;
mod rubric;
mod solution;
mod state;
mod still;

use std::sync::Arc;

use analysis::words;
use content::Challenge;
use leptos::prelude::*;
use progress::Progress;

use crate::library::{FLAGSHIP, Shelved, with_subject};
use crate::pages::not_found::Missing;

pub use attempt::ChallengeAttempt;
pub use list::ChallengeList;
pub use overview::ChallengeOverview;
pub use solution::OurSolution;

/// A page about challenges. They are about designs, so they come with the flagship, whatever else the learner studies.
fn with_challenges(page: impl Fn(Arc<Shelved>) -> AnyView + Send + 'static) -> impl IntoView {
    with_subject(|| FLAGSHIP.to_owned(), page)
}

/// The challenge that an address names, or what to show where there is none.
fn named(shelved: &Shelved, id: &str) -> Result<Arc<Challenge>, AnyView> {
    let challenge = shelved.pack.challenge(id).cloned().map(Arc::new);
    challenge.ok_or_else(|| {
        view! {
            <Missing
                title="There is no such challenge"
                words="The link names a challenge that the installed content does not have. It may have been renamed."
                href="/studio/challenges"
                label="See all challenges"
            />
        }
        .into_any()
    })
}

/// "3.9 of 5"
fn grade_in_words(score: f64) -> String {
    format!("{} of 5", tenths(score))
}

/// "3.9"
fn tenths(score: f64) -> String {
    words::number((score * 10.0).round() / 10.0)
}

/// How the learner stands with a challenge: class of a tag and its words.
fn standing(progress: &Progress, challenge: &str) -> (&'static str, String) {
    match progress.challenges.get(challenge) {
        None => ("tag", "Not tried yet".to_owned()),
        Some(record) => {
            let best = grade_in_words(record.best_score());
            if record.is_passed() {
                ("tag tag--good", format!("Passed, best {best}"))
            } else {
                ("tag tag--warning", format!("Best {best}, not passed yet"))
            }
        }
    }
}
