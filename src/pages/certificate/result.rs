use std::sync::Arc;

use assessment::Level;
use content::Path;
use journal::QuizFinished;
use leptos::prelude::*;

use crate::library::Shelved;
use crate::widgets::page::PageTitle;

/// How unsure an estimate is: 95 % of a normal distribution.
const HALF_INTERVAL: f64 = 1.96;

/// "+0.9, with 95 % confidence between +0.1 and +1.7"
pub fn ability_in_words(ability: f64, standard_error: f64) -> String {
    let [low, high] = interval(ability, standard_error);
    format!("{ability:+.1}, with 95 % confidence between {low:+.1} and {high:+.1}")
}

/// On the scale, which ends at -4 and 4.
pub fn interval(ability: f64, standard_error: f64) -> [f64; 2] {
    let half = HALF_INTERVAL * standard_error;
    [(ability - half).max(-4.0), (ability + half).min(4.0)]
}

/// Not this time: how far it was, and what helps.
#[component]
pub fn NotPassed(
    result: QuizFinished,
    path: Arc<Path>,
    shelved: Arc<Shelved>,
    start: Callback<()>,
) -> impl IntoView {
    let asked = path.certification.questions;
    let cut = path.certification.cut_score;
    let words = if result.answered < asked {
        format!(
            "The time was over after {} of {asked} questions, and the result counts only when all of them were answered or skipped.",
            result.answered
        )
    } else {
        format!(
            "Your ability is estimated at {}, which is the level “{}”. {cut:+.1} was needed.",
            ability_in_words(result.ability, result.standard_error),
            Level::of(result.ability).name()
        )
    };
    let is_close = result.answered >= asked && interval(result.ability, result.standard_error)[1] >= cut;
    let topics = path.certification.topics.iter().filter_map(|id| shelved.pack.topic(id)).map(|topic| {
        let href = format!("/practice?subject={}&topic={}", shelved.pack.id, topic.id);
        view! { <li><a href=href>{topic.name.clone()}</a></li> }
    });
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <p class="crumbs"><a href="/learn">"Learn"</a></p>
                <PageTitle title="Not passed this time" />
                <p class="page__lead">{words}</p>
            </div>
            {is_close.then(|| view! { <p class="notice">"The score that was needed lies within what your answers leave open, so you are not far from it."</p> })}
            <p class="row">
                <a class="button button--primary" href=format!("/practice/{}", result.attempt)>"See where it was lost"</a>
                <button type="button" class="button button--secondary" on:click=move |_| start.run(())>"Take it again"</button>
            </p>
            <section class="page__section" aria-labelledby="practise">
                <h2 id="practise">"Practise what it asks"</h2>
                <ul class="certificate-topics">{topics.collect_view()}</ul>
            </section>
        </div>
    }
}
