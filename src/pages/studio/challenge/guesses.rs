use analysis::challenge::{Guessed, missed_by};
use journal::Body;
use leptos::prelude::*;
use progress::{PREDICT_FIRST, Prediction, Progress};

use super::key::Key;
use crate::learner::Learner;
use crate::shelf::attempts_prefix;

/// So many are listed, the latest first.
const SHOWN: usize = 20;

/// What the learner guessed in attempts at a challenge, the oldest first.
pub fn guesses_at(progress: &Progress, key: &Key) -> Vec<Prediction> {
    let prefix = attempts_prefix(&key.name());
    let designs = progress.designs.iter().filter(|(id, _)| id.starts_with(&prefix));
    let mut guesses: Vec<Prediction> = designs.flat_map(|(_, design)| design.predictions.clone()).collect();
    guesses.sort_by_key(|guess| guess.date);
    guesses
}

/// Past guesses beside what was true, and whether to be asked at all.
#[component]
pub fn Guesses(key: Key) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let guesses = Memo::new(move |_| learner.progress().with(|progress| guesses_at(progress, &key)));
    let row = |guess: &Prediction| {
        let of = Guessed::of_id(&guess.metric)?;
        Some(view! {
            <tr>
                <td>{guess.date.to_string()}</td>
                <th scope="row">{of.name()}</th>
                <td>{of.written(guess.guess)}</td>
                <td>{of.written(guess.actual)}</td>
                <td>{missed_by(guess.guess, guess.actual)}</td>
            </tr>
        })
    };
    let table = move || {
        let guesses = guesses.get();
        if guesses.is_empty() {
            return view! { <p class="muted">"No guesses yet. Before a design is first graded you are asked for one figure; how far off it was is kept here."</p> }.into_any();
        }
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label="Guesses">
                <table class="wide">
                    <thead>
                        <tr>
                            <th scope="col">"Date"</th>
                            <th scope="col">"Figure"</th>
                            <th scope="col">"Your guess"</th>
                            <th scope="col">"What it was"</th>
                            <th scope="col">"Off by"</th>
                        </tr>
                    </thead>
                    <tbody>{guesses.iter().rev().take(SHOWN).filter_map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="page__section" aria-labelledby="guesses">
            <h2 id="guesses">"Your guesses"</h2>
            {table}
            <PredictFirst />
        </section>
    }
}

/// Turns the question before the first grade on and off.
#[component]
pub fn PredictFirst() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let is_on = Memo::new(move |_| learner.progress().with(|progress| progress.profile.predicts_first()));
    let set = move |event| {
        let value = if event_target_checked(&event) { "on" } else { "off" };
        learner.record(Body::PreferenceSet { key: PREDICT_FIRST.to_owned(), value: value.to_owned() });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=is_on on:change=set />
            <span>"Ask me for a guess before a design is first graded"</span>
        </label>
    }
}
