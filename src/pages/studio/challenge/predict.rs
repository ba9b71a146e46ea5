use analysis::challenge::Guessed;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::guesses::PredictFirst;
use super::state::{Attempt, Question};

/// The question that is open, if one is.
#[component]
pub fn Predict(attempt: Attempt) -> impl IntoView {
    let is_asked = Memo::new(move |_| attempt.question.get().is_some());
    move || is_asked.get().then(|| view! { <Form attempt /> })
}

#[component]
fn Form(attempt: Attempt) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let complaint = RwSignal::new(None::<&'static str>);
    let of = Memo::new(move |_| attempt.question.get().map_or(Guessed::P99Millis, |question| question.of));
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        // People write thousands with commas, as the app does.
        match text.replace(',', "").trim().parse::<f64>() {
            Ok(guess) if guess.is_finite() && guess >= 0.0 => attempt.answer(guess),
            _ => complaint.set(Some("Write a number, such as 120. Nothing was compared yet.")),
        }
    };
    let choice = move |one: Guessed| {
        let choose = move |_| {
            attempt.question.update(|question| *question = question.map(|it| Question { of: one, ..it }));
        };
        view! {
            <label class="choice">
                <input type="radio" name="guessed-figure" prop:checked=move || of.get() == one on:change=choose />
                <span class="choice__face">{one.name()}</span>
            </label>
        }
    };
    view! {
        <form class="card guess" aria-labelledby="guess" on:submit=submit>
            <h2 id="guess">"First, a guess"</h2>
            <p class="muted">"The figures, the feedback and the simulation are hidden until you have answered."</p>
            <fieldset>
                <legend class="for-screen-readers">"Which figure"</legend>
                <div class="choices">{attempt.can_be_asked().into_iter().map(choice).collect_view()}</div>
            </fieldset>
            <label class="field">
                <span class="field__label">{move || of.get().question()} " (" {move || of.get().unit()} ")"</span>
                <input
                    class="input"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    node_ref=field
                    aria-invalid=move || complaint.get().is_some().to_string()
                />
                <span class="field__help" role="alert">{complaint}</span>
            </label>
            <p class="row">
                <button type="submit" class="button button--primary">"That is my guess"</button>
                <button type="button" class="button button--quiet" on:click=move |_| attempt.skip()>"Skip it"</button>
            </p>
            <PredictFirst />
        </form>
    }
}
