use std::sync::Arc;

use assessment::{
    Answer, Attempt, Item, Question, Verdict, feedback, given_in_words, grade, right_in_words, signed,
};
use leptos::ev;
use leptos::prelude::*;

use super::super::feedback::{answer_lines, criteria, how_judged, note_when_read, reasons};
use super::super::why::WhyThisQuestion;
use super::topic_name;
use crate::browser::element;
use crate::library::Shelved;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;

/// Every question with what was answered, what holds, and why.
pub fn each_question(
    record: &progress::Attempt,
    attempt: &Attempt,
    shelved: &Arc<Shelved>,
) -> impl IntoView + use<> {
    let attempt_id = record.started.as_ref().map(|started| started.attempt.clone()).unwrap_or_default();
    let whole = Memo::new({
        let attempt = attempt.clone();
        move |_| Some(attempt.clone())
    });
    let questions = attempt.asked().iter().enumerate().filter_map(|(index, asked)| {
        let item = shelved.pack.item(&asked.item)?;
        let verdict = asked.answered.as_ref().map(|answered| Verdict::of(answered.correctness));
        let is_skipped = asked.answered.as_ref().is_some_and(|answered| answered.answer.is_skipped());
        let is_flagged = record.flagged.contains(&asked.item);
        let (class, word, glyph) = match verdict {
            Some(_) if is_skipped => ("tag", "Skipped", Glyph::Minus),
            Some(_) if item.question.rubric().is_some() => ("tag", "Rated by you", Glyph::Check),
            Some(Verdict::Right) => ("tag tag--good", "Right", Glyph::Check),
            Some(Verdict::PartlyRight) => ("tag tag--warning", "Partly right", Glyph::Check),
            Some(Verdict::Wrong) => ("tag tag--danger", "Not right", Glyph::Cross),
            None => ("tag", "Not answered", Glyph::Minus),
        };
        let difficulty = asked.parameters.b;
        let is_read = record.has_viewed_explanation(&asked.item);
        let is_open = RwSignal::new(false);
        let (attempt_id, item_id) = (attempt_id.clone(), item.id.clone());
        // What is opened here for the first time is an explanation that is read here, as after an exam.
        let reading = move || {
            let (attempt, item) = (attempt_id.clone(), item_id.clone());
            (is_open.get() && !is_read).then(|| view! { <Reading attempt item /> })
        };
        let on_toggle = move |event: ev::Event| is_open.set(element::is_open(&event));
        Some(view! {
            <li>
                <details class="card review" on:toggle=on_toggle>
                    <summary>
                        <span class="review__number figures">{index + 1}</span>
                        <span class="review__topic">{topic_name(shelved, &item.topic)}</span>
                        <span class="muted small figures">{format!("difficulty {}", signed(difficulty))}</span>
                        {is_flagged.then(|| view! { <span class="tag tag--accent">"Flagged"</span> })}
                        <span class=class><Icon glyph class="tag__icon" />{word}</span>
                    </summary>
                    <div class="stack">
                    <Markdown source=item.stem.clone() />
                    {asked.answered.as_ref().map(|answered| given(item, &answered.answer, shelved))}
                    <Markdown source=item.explanation.clone() />
                    <WhyThisQuestion attempt=whole item=item.id.clone() shelved=shelved.clone() />
                    {reading}
                    </div>
                </details>
            </li>
        })
    });
    view! {
        <section class="page__section" aria-labelledby="questions">
            <h2 id="questions">"Each question again"</h2>
            <ol class="reviews">{questions.collect_view()}</ol>
        </section>
    }
}

/// Nothing to see: it notes that the explanation is on the screen.
#[component]
fn Reading(attempt: String, item: String) -> impl IntoView {
    note_when_read(attempt, item);
}

/// What was answered beside what holds, and the reasons.
fn given(item: &Item, answer: &Answer, shelved: &Shelved) -> impl IntoView + use<> {
    let part = |title: &'static str, lines: Vec<String>| {
        (!lines.is_empty()).then(|| {
            view! { <div class="right-answer"><h3>{title}</h3>{answer_lines(&item.question, lines)}</div> }
        })
    };
    let said = feedback(item, answer, &grade(&item.question, answer), &[], 0);
    let is_right = said.verdict == Verdict::Right;
    // The reasons repeat the options that were chosen, and the programs stand beside their criteria.
    let is_told = matches!(
        item.question,
        Question::SingleChoice { .. }
            | Question::MultipleChoice { .. }
            | Question::Matching { .. }
            | Question::Code { .. }
    );
    let own = if is_told { Vec::new() } else { given_in_words(&item.question, answer) };
    // A model answer is worth reading after any other.
    let is_said_again = is_right && !matches!(item.question, Question::ShortText { .. });
    let is_hidden = is_said_again || matches!(item.question, Question::Code { .. });
    let right = if is_hidden { Vec::new() } else { right_in_words(&item.question) };
    let is_choice = matches!(answer, Answer::Chosen(_) | Answer::Matched(_));
    view! {
        {is_choice.then(|| view! { <h3>"Your answer"</h3> })}
        {part("Your answer", own)}
        {how_judged(&item.question, answer).map(|words| view! { <p class="muted small">{words}</p> })}
        {reasons(said.reasons)}
        {part(if matches!(item.question, Question::ShortText { .. }) { "A good answer" } else { "What holds" }, right)}
        {criteria(item, answer, shelved)}
    }
}
