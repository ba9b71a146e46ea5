use assessment::{Draft, Idea, LONGEST_TEXT, says};
use leptos::prelude::*;

use super::rubric::Rubric;
use crate::widgets::markdown::Markdown;

/// A text in the learner's own words; with a rubric it is rated beside a model answer once it is written.
#[component]
pub fn ShortText(
    rubric: Vec<String>,
    ideas: Vec<Idea>,
    model_answer: String,
    draft: RwSignal<Draft>,
) -> impl IntoView {
    let help = if rubric.is_empty() {
        "A few words or sentences. Ideas are looked for by their words, so call things by their usual names."
    } else {
        "Write as you would say it. You compare it with a good answer afterwards."
    };
    let is_rating = Memo::new(move |_| draft.with(Draft::is_rating));
    move || {
        if is_rating.get() && rubric.is_empty() {
            view! { <LookOver ideas=ideas.clone() draft /> }.into_any()
        } else if is_rating.get() {
            let own = draft.with_untracked(|draft| draft.text(0).to_owned());
            view! {
                <div class="stack">
                    <h2>"Your answer"</h2>
                    <p class="own-text">{own}</p>
                    <h2>"A good answer"</h2>
                    <Markdown source=model_answer.clone() />
                    <Rubric lines=rubric.clone() draft />
                </div>
            }
            .into_any()
        } else {
            view! { <TextField label="Your answer" help place=0 rows=5 draft /> }.into_any()
        }
    }
}

/// Before a text counts: which ideas were found in it, and a place to say that one is there all the same.
#[component]
fn LookOver(ideas: Vec<Idea>, draft: RwSignal<Draft>) -> impl IntoView {
    let own = draft.with_untracked(|draft| draft.text(0).to_owned());
    let line = |(place, idea): (usize, Idea)| {
        if idea.any.iter().any(|phrase| says(&own, phrase)) {
            return view! { <li>{idea.idea} ": found"</li> }.into_any();
        }
        let claim = move |event| draft.update(|draft| draft.claim(place, event_target_checked(&event)));
        let is_claimed = move || draft.with(|draft| draft.rating(place).is_some());
        view! {
            <li>
                {idea.idea.clone()} ": not found"
                <label class="check">
                    <input type="checkbox" prop:checked=is_claimed on:change=claim />
                    <span>"I did say this" <span class="for-screen-readers">": " {idea.idea}</span></span>
                </label>
            </li>
        }
        .into_any()
    };
    let lines = ideas.into_iter().enumerate().map(line).collect_view();
    view! {
        <div class="stack">
            <h2>"Your answer"</h2>
            <p class="own-text">{own.clone()}</p>
            <h2 id="rubric" class="rubric__title" tabindex="-1">"Not every idea was found"</h2>
            <p class="muted small">
                "Ideas are looked for by their words, which misses what is said in others. Tick what your text does say. An answer with a tick counts for the score and leaves your ability as it is."
            </p>
            <ul class="stack">{lines}</ul>
        </div>
    }
}

#[component]
pub fn TextField(
    #[prop(into)] label: String,
    #[prop(into)] help: String,
    place: usize,
    rows: u32,
    draft: RwSignal<Draft>,
) -> impl IntoView {
    let (id, help_id) = (format!("text-{place}"), format!("text-help-{place}"));
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <span class="field__help" id=help_id.clone()>{help}</span>
            <textarea
                id=id
                class="input"
                rows=rows
                maxlength=LONGEST_TEXT
                aria-describedby=help_id
                prop:value=move || draft.with(|draft| draft.text(place).to_owned())
                on:input=move |event| draft.update(|draft| draft.write(place, event_target_value(&event)))
            ></textarea>
        </div>
    }
}
