use std::sync::Arc;

use content::{Pack, Prompt};
use leptos::prelude::*;

use super::names;

/// What interviewers ask, all of it or about one principle.
#[component]
pub fn Prompts(pack: Arc<Pack>, principle: RwSignal<String>) -> impl IntoView {
    let choices = pack.principles.iter().map(|principle| {
        view! { <option value=principle.id.clone()>{principle.name.clone()}</option> }
    });
    let choices = choices.collect_view();
    let shown = {
        let pack = pack.clone();
        move || {
            let wanted = principle.get();
            let prompts = pack.interview.prompts.iter();
            prompts
                .filter(|prompt| wanted.is_empty() || prompt.principles.contains(&wanted))
                .cloned()
                .collect::<Vec<_>>()
        }
    };
    let count = shown.clone();
    let row = move |prompt: Prompt| {
        let about = names(&pack, &prompt.principles);
        let name = format!("Write a story: {}", prompt.text);
        let follow_ups =
            prompt.follow_ups.iter().map(|question| view! { <li>{question.clone()}</li> }).collect_view();
        view! {
            <li class="prompt">
                <div class="prompt__head">
                    <span class="prompt__text">{prompt.text.clone()}</span>
                    <a class="button button--secondary" href=format!("/practice/stories/new?prompt={}", prompt.id) aria-label=name>
                        "Write"
                    </a>
                </div>
                <p class="muted small">{about}</p>
                <details class="small">
                    <summary>"What it listens for, and what is asked next"</summary>
                    <p>{prompt.listens_for}</p>
                    <ul class="what-counts">{follow_ups}</ul>
                </details>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="prompts">
            <div class="row row--between">
                <h2 id="prompts" tabindex="-1">"What interviewers ask"</h2>
                <span class="row">
                    <label for="principle">"About"</label>
                    <select
                        id="principle"
                        class="input"
                        prop:value=move || principle.get()
                        on:change=move |event| principle.set(event_target_value(&event))
                    >
                        <option value="">"every principle"</option>
                        {choices}
                    </select>
                </span>
            </div>
            <p class="muted small" role="status">{move || format!("{} questions", count().len())}</p>
            <ul class="prompts">{move || shown().into_iter().map(row.clone()).collect_view()}</ul>
        </section>
    }
}
