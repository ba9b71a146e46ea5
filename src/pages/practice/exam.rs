//! An exam: a clock, no feedback until the end, and a look over all questions before handing in. A mock test is an exam in
//! sections, each with its own clock; one that was handed in stays so.

mod countdown;
mod sections;

use std::sync::Arc;

use assessment::{Answer, Attempt, Submission};
use journal::Body;
use leptos::prelude::*;

use super::kept;
use super::question::OpenQuestion;
use super::replay;
use super::runner::{Pause, Paused, finish, is_paused};
use crate::browser::element;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::meter::Meter;
use crate::widgets::page::PageTitle;

pub use countdown::{TimeLeft, Timed, put_clocks_away};
use sections::Before;
pub use sections::{Section, in_sections};

/// Where a question of the exam stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Answered,
    /// Shown and left for later.
    Left,
    NotSeen,
}

#[component]
pub fn Exam(
    id: Memo<String>,
    record: Memo<Option<progress::Attempt>>,
    attempt: Memo<Option<Attempt>>,
    shelved: Arc<Shelved>,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let looking_over = RwSignal::new(false);
    let is_paused = is_paused(record);
    let open = Memo::new(move |_| {
        attempt
            .with(|attempt| attempt.as_ref().and_then(Attempt::open_question).map(|open| open.item.clone()))
    });
    let sections = Arc::new(record.with_untracked(|record| {
        record.as_ref().and_then(|record| record.started.as_ref()).map(in_sections).unwrap_or_default()
    }));
    let last = sections.len().saturating_sub(1);
    // A section whose questions are all answered is over: what was handed in cannot be opened again.
    let at = {
        let (shelved, sections) = (shelved.clone(), sections.clone());
        let is_open = move |attempt: Option<&Attempt>, section: &Section| {
            questions(attempt, section, &shelved).iter().any(|(_, state)| *state != State::Answered)
        };
        Memo::new(move |_| {
            let is_open = |section: &Section| attempt.with(|attempt| is_open(attempt.as_ref(), section));
            sections.iter().position(is_open).unwrap_or(last)
        })
    };
    let section = Memo::new(move |_| sections.get(at.get()).cloned().unwrap_or_default());
    let questions = {
        let shelved = shelved.clone();
        Memo::new(move |_| {
            section.with(|section| attempt.with(|attempt| questions(attempt.as_ref(), section, &shelved)))
        })
    };
    // The clock of a section stands still until its first question is opened.
    let waits = Memo::new(move |_| {
        at.get() > 0
            && questions.with(|questions| {
                !questions.is_empty() && questions.iter().all(|(_, state)| *state == State::NotSeen)
            })
    });
    let show = {
        let shelved = shelved.clone();
        Callback::new(move |item: String| {
            // Told only when it changes: what follows it shows the next question.
            if looking_over.get_untracked() {
                looking_over.set(false);
            }
            attempt.with_untracked(|attempt| {
                let Some(attempt) = attempt else { return };
                let index = shelved.bank.index_of(&item);
                let shown = index.and_then(|index| {
                    replay::shown(&id.get_untracked(), attempt, &shelved.bank, &shelved.pack, index)
                });
                shown.into_iter().for_each(|shown| learner.record(Body::QuestionShown(shown)));
            });
        })
    };
    // The next that was not seen yet; after the last one comes the look over all.
    let go_on = Callback::new(move |()| {
        let next = questions.with_untracked(|questions| {
            questions.iter().find(|(_, state)| *state == State::NotSeen).map(|(item, _)| item.clone())
        });
        match next {
            Some(item) => show.run(item),
            None => looking_over.set(true),
        }
    });
    Effect::new(move || {
        if open.with(Option::is_none) && !looking_over.get() && !waits.get() {
            go_on.run(());
        }
    });
    let counts = Memo::new(move |_| {
        questions.with(|questions| {
            let answered = questions.iter().filter(|(_, state)| *state == State::Answered).count();
            (answered, questions.len())
        })
    });
    let is_handing_in = RwSignal::new(false);
    let hand_in = {
        let shelved = shelved.clone();
        Callback::new(move |()| {
            attempt.with_untracked(|attempt| {
                let section = section.get_untracked();
                let open = attempt.iter();
                open.for_each(|attempt| hand_in(learner, &id.get_untracked(), attempt, &section, &shelved));
            });
            if at.get_untracked() == last {
                is_handing_in.set(true);
            }
        })
    };
    // The end is measured by what is on record, so it waits until the last answer is.
    let is_over = StoredValue::new(false);
    Effect::new(move || {
        let (answered, all) = counts.get();
        if is_handing_in.get() && answered == all && is_over.try_get_value() == Some(false) {
            is_over.set_value(true);
            attempt.with_untracked(|attempt| {
                attempt.iter().for_each(|attempt| finish(learner, &id.get_untracked(), attempt));
            });
        }
    });
    let words = move || {
        // The section first: its counts may be those of the section before it, and so tell nothing of the change.
        let title = section.with(|section| section.title.clone());
        let (answered, all) = counts.get();
        format!("{}: {answered} of {all} answered", title.as_deref().unwrap_or("Exam"))
    };
    let share = Signal::derive(move || {
        let (answered, all) = counts.get();
        answered as f64 / all.max(1) as f64
    });
    let hand_in_label = if last > 0 { "Look over and hand in this section" } else { "Look over and hand in" };
    // The clock is made anew for each section.
    let clock = move || {
        let timed = section.with(|section| section.timed(&id.get_untracked()))?;
        (!is_paused.get() && !waits.get()).then(|| view! { <TimeLeft timed attempt hand_in /> })
    };
    view! {
        <div class="stack quiz">
            <div class="row row--between">
                <PageTitle title=Signal::derive(words) />
                <div class="row">
                    <Pause id />
                    <button type="button" class="button button--quiet" hidden=waits on:click=move |_| looking_over.set(true)>{hand_in_label}</button>
                </div>
            </div>
            {(last > 0).then(|| view! { <p class="muted small">{move || format!("Section {} of {}", at.get() + 1, last + 1)}</p> })}
            <Meter share label="Questions answered so far" />
            {clock}
            {move || match open.get().and_then(|item| shelved.pack.item(&item).cloned()) {
                _ if is_paused.get() => view! { <Paused id /> }.into_any(),
                _ if waits.get() => view! { <Before section begin=go_on /> }.into_any(),
                Some(item) if !looking_over.get() => {
                    view! { <OpenQuestion id item attempt shelved=shelved.clone() leave=go_on /> }.into_any()
                }
                _ => view! { <LookOver questions record show hand_in is_section=at.get_untracked() < last shelved=shelved.clone() /> }.into_any(),
            }}
        </div>
    }
}

/// Every question of a section in its order, without those that a newer pack has dropped.
fn questions(attempt: Option<&Attempt>, section: &Section, shelved: &Shelved) -> Vec<(String, State)> {
    let Some(attempt) = attempt else { return Vec::new() };
    let state = |item: &String| {
        let asked = attempt.asked().iter().find(|asked| asked.item == *item);
        match asked.map(|asked| asked.answered.is_some()) {
            Some(true) => State::Answered,
            Some(false) => State::Left,
            None => State::NotSeen,
        }
    };
    let here = section.items.iter().filter(|item| shelved.bank.index_of(item).is_some());
    here.map(|item| (item.clone(), state(item))).collect()
}

/// Records what was entered of each question of the section that is open, and the rest as not answered.
fn hand_in(learner: Learner, id: &str, attempt: &Attempt, section: &Section, shelved: &Shelved) {
    let mut attempt = attempt.clone();
    for (item_id, state) in questions(Some(&attempt), section, shelved) {
        let (Some(item), Some(index)) = (shelved.pack.item(&item_id), shelved.bank.index_of(&item_id)) else {
            continue;
        };
        if state == State::Answered {
            continue;
        }
        let Some(shown) = replay::shown(id, &attempt, &shelved.bank, &shelved.pack, index) else { continue };
        if attempt.shown(&item_id, replay::parameters(shown.parameters)).is_err() {
            continue;
        }
        learner.record(Body::QuestionShown(shown));
        let kept = kept::read(id, &item_id);
        let elapsed = kept.as_ref().map_or(0, |kept| kept.elapsed_millis);
        let given = match kept.map(|kept| kept.draft.submit(&item.question)) {
            Some(Submission::Answer(answer)) => answer,
            _ => Answer::skipped(&item.question),
        };
        if let Some(answered) = replay::answered(id, &attempt, &shelved.pack, given, elapsed, None) {
            learner.record(Body::Answered(answered));
        }
        kept::remove(id, &item_id);
    }
}

/// All questions with where they stand; those that are open can be gone back to.
#[component]
fn LookOver(
    questions: Memo<Vec<(String, State)>>,
    record: Memo<Option<progress::Attempt>>,
    show: Callback<String>,
    hand_in: Callback<()>,
    /// Another section follows.
    is_section: bool,
    shelved: Arc<Shelved>,
) -> impl IntoView {
    Effect::new(move || element::focus("look-over"));
    let label = if is_section { "Hand in this section" } else { "Hand in" };
    let row = move |(place, (item, state)): (usize, (String, State))| {
        let topic = shelved.pack.item(&item).and_then(|item| shelved.pack.topic(&item.topic));
        let topic = topic.map(|topic| topic.name.clone()).unwrap_or_default();
        let is_flagged = record
            .with_untracked(|record| record.as_ref().is_some_and(|record| record.flagged.contains(&item)));
        let (class, word) = match state {
            State::Answered => ("tag tag--good", "Answered"),
            State::Left => ("tag tag--warning", "Left for later"),
            State::NotSeen => ("tag", "Not seen yet"),
        };
        let go = move |_| show.run(item.clone());
        view! {
            <li class="row row--between">
                <span><span class="figures">{place + 1}</span> ". " {topic}</span>
                <span class="row">
                    {is_flagged.then(|| view! { <span class="tag tag--accent">"Flagged"</span> })}
                    <span class=class>{word}</span>
                    {(state != State::Answered).then(|| view! {
                        <button type="button" class="button button--secondary" on:click=go>"Go to question " {place + 1}</button>
                    })}
                </span>
            </li>
        }
    };
    let open = move || {
        let open = questions
            .with(|questions| questions.iter().filter(|(_, state)| *state != State::Answered).count());
        match open {
            0 => "Every question is answered.".to_owned(),
            1 => "One question is open. If you hand in now it counts as not answered, unless something is entered.".to_owned(),
            open => format!(
                "{open} questions are open. If you hand in now they count as not answered, unless something is entered."
            ),
        }
    };
    view! {
        <section class="card" aria-labelledby="look-over">
            <h2 id="look-over" tabindex="-1">"Before you hand in"</h2>
            <p>{open}</p>
            {is_section.then(|| view! { <p>"There is no way back to a section that was handed in."</p> })}
            <ol class="look-over">{move || questions.get().into_iter().enumerate().map(row.clone()).collect_view()}</ol>
            <p><button type="button" class="button button--primary" on:click=move |_| hand_in.run(())>{label}</button></p>
        </section>
    }
}
