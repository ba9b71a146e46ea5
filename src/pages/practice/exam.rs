//! An exam: a clock, no feedback until the end, and a look over all questions before handing in.

use std::sync::Arc;
use std::time::Duration;

use assessment::{Answer, Attempt, Submission};
use journal::Body;
use leptos::prelude::*;

use super::kept;
use super::question::OpenQuestion;
use super::replay;
use super::runner::{Pause, Paused, finish, is_paused};
use crate::browser::{clock, element};
use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::meter::Meter;
use crate::widgets::page::PageTitle;

const SECOND: Duration = Duration::from_secs(1);
/// From here on the time that is left is said aloud by screen readers.
const LAST_MINUTE_MILLIS: u64 = 60_000;

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
    let questions = {
        let shelved = shelved.clone();
        Memo::new(move |_| attempt.with(|attempt| questions(attempt.as_ref(), &shelved)))
    };
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
        if open.with(Option::is_none) && !looking_over.get() {
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
                attempt.iter().for_each(|attempt| hand_in(learner, &id.get_untracked(), attempt, &shelved));
            });
            is_handing_in.set(true);
        })
    };
    // The end is measured by what is on record, so it waits until the last answer is.
    let is_over = StoredValue::new(false);
    Effect::new(move || {
        let (answered, all) = counts.get();
        if is_handing_in.get() && answered == all && !is_over.get_value() {
            is_over.set_value(true);
            attempt.with_untracked(|attempt| {
                attempt.iter().for_each(|attempt| finish(learner, &id.get_untracked(), attempt));
            });
        }
    });
    let words = move || {
        let (answered, all) = counts.get();
        format!("Exam: {answered} of {all} answered")
    };
    let share = Signal::derive(move || {
        let (answered, all) = counts.get();
        answered as f64 / all.max(1) as f64
    });
    view! {
        <div class="stack quiz">
            <div class="row row--between">
                <PageTitle title=Signal::derive(words) />
                <div class="row">
                    <Pause id />
                    <button type="button" class="button button--quiet" on:click=move |_| looking_over.set(true)>"Look over and hand in"</button>
                </div>
            </div>
            <Meter share label="Questions answered so far" />
            {move || (!is_paused.get()).then(|| view! { <TimeLeft id record attempt hand_in /> })}
            {move || match open.get().and_then(|item| shelved.pack.item(&item).cloned()) {
                _ if is_paused.get() => view! { <Paused id /> }.into_any(),
                Some(item) if !looking_over.get() => {
                    view! { <OpenQuestion id item attempt shelved=shelved.clone() leave=go_on /> }.into_any()
                }
                _ => view! { <LookOver questions record show hand_in shelved=shelved.clone() /> }.into_any(),
            }}
        </div>
    }
}

/// Every question of the exam in its order, without those that a newer pack has dropped.
fn questions(attempt: Option<&Attempt>, shelved: &Shelved) -> Vec<(String, State)> {
    let Some(attempt) = attempt else { return Vec::new() };
    let state = |item: &String| {
        let asked = attempt.asked().iter().find(|asked| asked.item == *item);
        match asked.map(|asked| asked.answered.is_some()) {
            Some(true) => State::Answered,
            Some(false) => State::Left,
            None => State::NotSeen,
        }
    };
    let pool = attempt.settings().pool.iter();
    let here = pool.filter(|item| shelved.bank.index_of(item).is_some());
    here.map(|item| (item.clone(), state(item))).collect()
}

/// Records what was entered of each question that is open, and the rest as not answered.
fn hand_in(learner: Learner, id: &str, attempt: &Attempt, shelved: &Shelved) {
    let mut attempt = attempt.clone();
    for (item_id, state) in questions(Some(&attempt), shelved) {
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

/// The clock of the whole exam. At its end the exam is handed in as it stands.
#[component]
pub fn TimeLeft(
    id: Memo<String>,
    record: Memo<Option<progress::Attempt>>,
    attempt: Memo<Option<Attempt>>,
    hand_in: Callback<()>,
) -> impl IntoView {
    let limit_millis = record.with_untracked(|record| record.as_ref()?.started.as_ref()?.limit_millis);
    limit_millis.map(|limit_millis| countdown(limit_millis, id, attempt, hand_in))
}

fn countdown(
    limit_millis: u64,
    id: Memo<String>,
    attempt: Memo<Option<Attempt>>,
    hand_in: Callback<()>,
) -> impl IntoView {
    let since = clock::monotonic_millis();
    // What was used before this clock was put on the page; from then on it runs by itself. Another tab, or a place that
    // forgot, may have kept less than the answers took.
    let id = id.get_untracked();
    let by_answers = attempt.with_untracked(|attempt| used_millis(&id, attempt.as_ref()));
    let used_before = by_answers.max(kept::read_exam_clock(&id));
    let used = move || used_before.saturating_add((clock::monotonic_millis() - since).max(0.0) as u64);
    let left_millis = RwSignal::new(limit_millis.saturating_sub(used()));
    let is_over = StoredValue::new(false);
    let tick = set_interval_with_handle(
        move || {
            kept::write_exam_clock(&id, used());
            let left = limit_millis.saturating_sub(used());
            left_millis.set(left);
            if left == 0 && !is_over.get_value() {
                is_over.set_value(true);
                hand_in.run(());
            }
        },
        SECOND,
    );
    on_cleanup(move || tick.into_iter().for_each(|tick| tick.clear()));
    let words = move || {
        let seconds = left_millis.get().div_ceil(1000);
        format!("{}:{:02} left", seconds / 60, seconds % 60)
    };
    let is_last_minute = Memo::new(move |_| left_millis.get() <= LAST_MINUTE_MILLIS);
    view! {
        <p class="figures clock" role="timer">{words}</p>
        <p class="for-screen-readers" role="status">{move || is_last_minute.get().then_some("One minute is left.")}</p>
    }
}

/// Time that questions were on the screen, of those that were answered and of those that are still open.
fn used_millis(id: &str, attempt: Option<&Attempt>) -> u64 {
    let asked = attempt.map(Attempt::asked).unwrap_or_default();
    asked
        .iter()
        .map(|asked| match &asked.answered {
            Some(answered) => answered.elapsed_millis,
            None => kept::read(id, &asked.item).map_or(0, |kept| kept.elapsed_millis),
        })
        .fold(0, u64::saturating_add)
}

/// All questions with where they stand; those that are open can be gone back to.
#[component]
fn LookOver(
    questions: Memo<Vec<(String, State)>>,
    record: Memo<Option<progress::Attempt>>,
    show: Callback<String>,
    hand_in: Callback<()>,
    shelved: Arc<Shelved>,
) -> impl IntoView {
    Effect::new(move || element::focus("look-over"));
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
            <ol class="look-over">{move || questions.get().into_iter().enumerate().map(row.clone()).collect_view()}</ol>
            <p><button type="button" class="button button--primary" on:click=move |_| hand_in.run(())>"Hand in"</button></p>
        </section>
    }
}
