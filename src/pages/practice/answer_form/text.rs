use assessment::{Draft, LONGEST_TEXT};
use leptos::prelude::*;

use super::rubric::Rubric;
use crate::widgets::markdown::Markdown;

/// A text in the learner's own words; with a rubric it is rated beside a model answer once it is written.
#[component]
pub fn ShortText(rubric: Vec<String>, model_answer: String, draft: RwSignal<Draft>) -> impl IntoView {
    let help = if rubric.is_empty() {
        "A few words or sentences. Call things by their usual names."
    } else {
        "Write as you would say it. You compare it with a good answer afterwards."
    };
    let is_rating = Memo::new(move |_| draft.with(Draft::is_rating));
    move || {
        if is_rating.get() {
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
