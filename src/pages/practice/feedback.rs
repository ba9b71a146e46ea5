use std::sync::Arc;

use assessment::{Answer, Attempt, Item, Question, Verdict, feedback, grade};
use leptos::ev;
use leptos::prelude::*;

use crate::browser::element;
use crate::library::Shelved;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;

const HEADING: &str = "feedback-heading";

/// What the answer that was just given shows: why, what to do next, where it can be read up.
#[component]
pub fn Feedback(
    item: String,
    attempt: Memo<Option<Attempt>>,
    shelved: Arc<Shelved>,
    next: Callback<()>,
) -> impl IntoView {
    let on_key = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Enter" && !element::on_button() {
            event.prevent_default();
            next.run(());
        }
    });
    on_cleanup(move || on_key.remove());
    // The question that had the keyboard is gone from the page.
    Effect::new(move || element::focus(HEADING));
    attempt.with_untracked(|attempt| {
        let item = shelved.pack.item(&item)?;
        Some(answered(item, attempt.as_ref()?, next))
    })
}

fn answered(item: &Item, attempt: &Attempt, next: Callback<()>) -> impl IntoView + use<> {
    let answers: Vec<_> = attempt.asked().iter().filter_map(|asked| asked.answered.as_ref()).collect();
    let given = answers.iter().find(|answered| answered.item == item.id);
    let answer = given.map_or(Answer::Skipped, |given| given.answer.clone());
    let earlier: Vec<f64> = answers
        .iter()
        .filter(|answered| answered.item != item.id)
        .map(|answered| answered.correctness)
        .collect();
    let graded = grade(&item.question, &answer);
    let said = feedback(item, &answer, &graded, &earlier, attempt.settings().seed);
    let (tone, glyph) = match said.verdict {
        Verdict::Right => ("verdict verdict--right", Glyph::Check),
        Verdict::PartlyRight => ("verdict verdict--partly", Glyph::Check),
        Verdict::Wrong => ("verdict verdict--wrong", Glyph::Cross),
    };
    let word = if answer == Answer::Skipped { "Skipped" } else { said.verdict.word() };
    let credit = given.map_or(0.0, |given| given.credit);
    let reasons = said.reasons.into_iter().map(|reason| {
        let class = if reason.is_right { "reason reason--right" } else { "reason reason--wrong" };
        let option = reason.option.and_then(|index| option_text(&item.question, index));
        view! {
            <li class=class>
                {option.map(|text| view! { <p class="reason__option">{text}</p> })}
                <Markdown source=reason.text />
            </li>
        }
    });
    let sources =
        item.sources.iter().map(|source| view! { <li>{source_line(&source.title, &source.location)}</li> });
    view! {
        <article class="card question">
            <Markdown source=item.stem.clone() />
            <div class=tone>
                <Icon glyph class="verdict__icon" />
                <h2 id=HEADING tabindex="-1">{word}</h2>
                <span class="muted figures">{format!("{:.0} % of the credit", credit * 100.0)}</span>
            </div>
            <ul class="reasons">{reasons.collect_view()}</ul>
            {right_answer(&item.question, said.verdict)}
            <Markdown source=said.explanation />
            <p>{said.try_next} " " {said.encouragement}</p>
            {(!said.related.is_empty()).then(|| view! {
                <p class="row small">
                    <span class="muted">"Related"</span>
                    {said.related.iter().map(|name| view! { <span class="tag">{name.clone()}</span> }).collect_view()}
                </p>
            })}
            <details class="small">
                <summary>"Sources"</summary>
                <ul>{sources.collect_view()}</ul>
            </details>
            <p>
                <button type="button" class="button button--primary" on:click=move |_| next.run(())>
                    "Go on"
                    <Icon glyph=Glyph::ArrowRight class="button__icon" />
                </button>
            </p>
        </article>
    }
}

fn option_text(question: &Question, index: usize) -> Option<String> {
    match question {
        Question::SingleChoice { options } | Question::MultipleChoice { options } => {
            options.get(index).map(|option| option.text.clone())
        }
        Question::Numeric { .. } | Question::Ordering { .. } => None,
    }
}

/// What would have been right, where the answer was not.
fn right_answer(question: &Question, verdict: Verdict) -> Option<impl IntoView + use<>> {
    let lines: Vec<String> = match question {
        _ if verdict == Verdict::Right => return None,
        Question::SingleChoice { options } | Question::MultipleChoice { options } => {
            options.iter().filter(|option| option.correct).map(|option| option.text.clone()).collect()
        }
        Question::Ordering { steps } => steps.clone(),
        // The reason has said the number already.
        Question::Numeric { .. } => return None,
    };
    let ordered = matches!(question, Question::Ordering { .. });
    let items = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    Some(view! {
        <div class="right-answer">
            <h3>"What holds"</h3>
            {if ordered { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() }}
        </div>
    })
}

fn source_line(title: &str, location: &str) -> AnyView {
    let title = title.to_owned();
    if location.starts_with("https://") {
        let href = location.to_owned();
        view! { <a href=href target="_blank" rel="noopener noreferrer">{title}</a> }.into_any()
    } else {
        format!("{title}, {location}").into_any()
    }
}
