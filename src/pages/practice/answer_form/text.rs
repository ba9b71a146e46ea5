use assessment::{Draft, LONGEST_TEXT};
use leptos::prelude::*;

use super::rubric::Rubric;
use crate::widgets::markdown::Markdown;

/// A text in the learner's own words; with a rubric it is rated beside a model answer once it is written.
#[component]
pub fn ShortText(rubric: Vec<String>, model_answer: String, draft: RwSignal<Draft>) -> impl IntoView {
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
            view! { <TextField label="Your answer" place=0 rows=5 draft /> }.into_any()
        }
    }
}

#[component]
pub fn TextField(
    #[prop(into)] label: String,
    #[prop(optional, into)] help: String,
    place: usize,
    rows: u32,
    draft: RwSignal<Draft>,
) -> impl IntoView {
    let help = (!help.is_empty()).then(|| view! { <span class="field__help">{help}</span> });
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            {help}
            <textarea
                class="input"
                rows=rows
                maxlength=LONGEST_TEXT
                prop:value=move || draft.with(|draft| draft.text(place).to_owned())
                on:input=move |event| draft.update(|draft| draft.write(place, event_target_value(&event)))
            ></textarea>
        </label>
    }
}
