use std::sync::Arc;

use assessment::{Attempt, Order, Why};
use leptos::ev;
use leptos::prelude::*;

use super::calibration::provenance_in_words;
use crate::browser::element;
use crate::charts::information_curves::InformationCurves;
use crate::library::Shelved;

/// Why a question was asked, in words and as curves; worked out when it is opened. Nothing where the order was fixed.
#[component]
pub fn WhyThisQuestion(attempt: Memo<Option<Attempt>>, item: String, shelved: Arc<Shelved>) -> impl IntoView {
    let is_adaptive = attempt.with_untracked(|attempt| {
        attempt.as_ref().is_some_and(|attempt| attempt.settings().order == Order::Adaptive)
    });
    let is_open = RwSignal::new(false);
    let on_toggle = move |event: ev::Event| is_open.set(element::is_open(&event));
    let told = move || {
        let why = attempt.with_untracked(|attempt| attempt.as_ref()?.why(&shelved.bank, &item));
        is_open.get().then(|| why.map(|why| explained(why, &shelved)))
    };
    is_adaptive.then(|| {
        view! {
            <details class="small" on:toggle=on_toggle>
                <summary>"Why this question?"</summary>
                <div class="stack">{told}</div>
            </details>
        }
    })
}

fn explained(why: Why, shelved: &Shelved) -> impl IntoView + use<> {
    let topic = |id: &str| {
        let topic = shelved.pack.item(id).and_then(|item| shelved.pack.topic(&item.topic));
        topic.map_or_else(|| "a question that is gone".to_owned(), |topic| topic.name.clone())
    };
    let names: Vec<String> =
        std::iter::once(&why.asked).chain(&why.runners_up).map(|rival| topic(&rival.item)).collect();
    let provenance = shelved.pack.item(&why.asked.item).map(|item| provenance_in_words(item.provenance));
    let sentences = why.sentences().into_iter().chain(provenance);
    let sentences = sentences.map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    view! { {sentences} <InformationCurves why names /> }
}
