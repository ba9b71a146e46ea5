use analysis::challenge::{Answer, RubricQuestion, rubric};
use leptos::prelude::*;

use super::state::Attempt;

/// What no engine can tell: the learner's own answers about the rationale and the drawing.
#[component]
pub fn Rubric(attempt: Attempt) -> impl IntoView {
    let is_empty = Memo::new(move |_| attempt.answers.with(|answers| answers.is_empty()));
    view! {
        <section class="card" aria-labelledby="own-view">
            <h2 id="own-view">"How do you see it yourself?"</h2>
            <p class="muted">"Trade-offs and clarity are told from words, which is a guess at best. Your own honest answers count for three tenths of the two."</p>
            {rubric().iter().map(|question| view! { <Line attempt question /> }).collect_view()}
            <p>
                <button type="button" class="button button--secondary" disabled=is_empty on:click=move |_| attempt.grade()>
                    "Grade it with my answers"
                </button>
            </p>
        </section>
    }
}

#[component]
fn Line(attempt: Attempt, question: &'static RubricQuestion) -> impl IntoView {
    let choice = move |answer: Answer| {
        let is_chosen = move || attempt.answers.with(|answers| answers.get(question.id) == Some(&answer));
        let choose = move |_| {
            attempt.answers.update(|answers| {
                answers.insert(question.id, answer);
            });
        };
        view! {
            <label class="choice">
                <input type="radio" name=format!("rubric-{}", question.id) prop:checked=is_chosen on:change=choose />
                <span class="choice__face">{answer.name()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="rubric__line">
            <legend>{question.question}</legend>
            <div class="choices">{Answer::ALL.map(choice)}</div>
        </fieldset>
    }
}
