//! Challenges: a brief, attempts at it on the canvas, and what came of each.

mod attempt;
mod brief;
mod grading;
mod guesses;
mod key;
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
use leptos::prelude::*;
use progress::Progress;

use self::key::{Key, Place, place};
use crate::library::{Shelved, with_subject_held};

pub use attempt::ChallengeAttempt;
pub use list::ChallengeList;
pub use overview::ChallengeOverview;
pub use solution::OurSolution;

/// A page about the challenge that its address names, with the pack of it.
fn with_challenge(page: impl Fn(Arc<Shelved>, Memo<Place>) -> AnyView + Send + 'static) -> impl IntoView {
    let place = place();
    with_subject_held(
        move || place.with(|place| place.key.subject.clone()),
        move |shelved| page(shelved, place),
    )
}

/// "3.9 of 5"
fn grade_in_words(score: f64) -> String {
    format!("{} of 5", words::points(score))
}

/// How the learner stands with a challenge: class of a tag and its words.
fn standing(progress: &Progress, key: &Key) -> (&'static str, String) {
    match key.record(progress) {
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
