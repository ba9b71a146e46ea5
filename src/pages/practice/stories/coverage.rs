use std::sync::Arc;

use assessment::principle_coverage;
use content::{Pack, Principle};
use leptos::prelude::*;

use super::SUBJECT;
use crate::learner::Learner;

/// How many of the learner's stories show each principle, from the collection and from quizzes alike.
#[component]
pub fn Coverage(pack: Arc<Pack>, #[prop(into)] choose: Callback<String>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let ids: Vec<String> = pack.principles.iter().map(|principle| principle.id.clone()).collect();
    let counts = Memo::new(move |_| {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        learner.progress().with(|progress| {
            let told = progress.stories.principles(SUBJECT).chain(progress.quizzes.story_principles(SUBJECT));
            principle_coverage(&ids, told)
        })
    });
    let open = {
        let pack = pack.clone();
        move || {
            let counts = counts.get();
            pack.principles
                .iter()
                .zip(counts)
                .find(|(_, count)| *count == 0)
                .map(|(principle, _)| principle.name.clone())
        }
    };
    let covered = move || counts.with(|counts| counts.iter().filter(|count| **count > 0).count());
    let all = pack.principles.len();
    let row = move |(place, principle): (usize, Principle)| {
        let count = move || counts.with(|counts| counts.get(place).copied().unwrap_or_default());
        let class = move || if count() == 0 { "principle" } else { "principle principle--covered" };
        let told = move || match count() {
            0 => "no story yet".to_owned(),
            1 => "1 story".to_owned(),
            more => format!("{more} stories"),
        };
        let id = principle.id;
        view! {
            <li class=class>
                <button type="button" class="principle__face" title=principle.summary on:click=move |_| choose.run(id.clone())>
                    <span class="principle__name">{principle.name}</span>
                    <span class="principle__count">{told}</span>
                </button>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="coverage">
            <h2 id="coverage">{move || format!("Your stories cover {} of {all} principles", covered())}</h2>
            <p class="muted">
                {move || match open() {
                    Some(name) => format!("Nothing of yours shows {name} yet. Choose a principle to see what is asked about it."),
                    None => "Each has a story. Choose a principle to see what else is asked about it.".to_owned(),
                }}
            </p>
            <ul class="principles">{pack.principles.iter().cloned().enumerate().map(row).collect_view()}</ul>
        </section>
    }
}
