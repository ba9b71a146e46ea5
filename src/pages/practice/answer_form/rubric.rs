use assessment::{Draft, HIGHEST_RATING, rating_word};
use leptos::prelude::*;

/// The lines by which learners rate what they wrote.
#[component]
pub fn Rubric(lines: Vec<String>, draft: RwSignal<Draft>) -> impl IntoView {
    let line = move |(place, text): (usize, String)| {
        let option = move |rating: u8| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=format!("rating-{place}")
                        prop:checked=move || draft.with(|draft| draft.rating(place) == Some(rating))
                        on:change=move |_| draft.update(|draft| draft.rate(place, rating))
                    />
                    <span class="choice__face">{rating_word(rating)}</span>
                </label>
            }
        };
        view! {
            <fieldset class="rubric__line">
                <legend>{text}</legend>
                <div class="choices">{(0..=HIGHEST_RATING).map(option).collect_view()}</div>
            </fieldset>
        }
    };
    view! {
        <div class="stack">
            <h2 id="rubric" class="rubric__title" tabindex="-1">"Rate your answer"</h2>
            <p class="muted small">"Your own rating counts for the score, and leaves your ability as it is."</p>
            {lines.into_iter().enumerate().map(line).collect_view()}
        </div>
    }
}

/// Keys 1 to 3 rate the next line.
pub fn rate_by_place(place: usize, draft: RwSignal<Draft>) {
    if let Some(rating) = u8::try_from(place).ok().filter(|rating| *rating <= HIGHEST_RATING) {
        draft.update(|draft| draft.rate_next(rating));
    }
}
