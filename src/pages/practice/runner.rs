use std::sync::Arc;

use assessment::{Attempt, Next};
use journal::{Body, QuizFinished, QuizMode};
use leptos::prelude::*;

use super::calibration::calibrated;
use super::exam::{Exam, TimeLeft, Timed};
use super::feedback::Feedback;
use super::question::OpenQuestion;
use super::replay;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::meter::Meter;
use crate::widgets::page::PageTitle;

/// What the screen shows of an attempt.
#[derive(Debug, Clone, PartialEq)]
enum Screen {
    /// The item waits for its answer.
    Question(String),
    /// The item was answered; its feedback is being read.
    Feedback(String),
}

/// One question a screen. Everything that is decided is read from the journal, so a reload changes nothing.
#[component]
pub fn Runner(
    id: Memo<String>,
    record: Memo<Option<progress::Attempt>>,
    shelved: Arc<Shelved>,
    /// Inside another page, which has its own title.
    #[prop(optional)]
    embedded: bool,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let attempt = Memo::new(move |_| record.with(|record| record.as_ref().and_then(replay::attempt)));
    let shelved =
        learner.progress().with_untracked(|progress| calibrated(shelved, progress, &id.get_untracked()));
    let (mode, is_drawn_before) = record.with_untracked(|record| {
        let started = record.as_ref().and_then(|record| record.started.as_ref());
        started.map_or((None, false), |started| (Some(started.mode), !started.pool.is_empty()))
    });
    let is_exam = mode == Some(QuizMode::Exam);
    if is_exam && is_drawn_before {
        return view! { <Exam id record attempt shelved /> }.into_any();
    }
    let is_review = mode == Some(QuizMode::Review);
    // Feedback is left on demand; until then an answered question stays on the screen, after a reload too.
    let left = RwSignal::new(None::<String>);
    let screen = {
        let shelved = shelved.clone();
        Memo::new(move |_| {
            attempt.with(|attempt| screen(attempt.as_ref()?, &shelved, left.get().as_deref(), is_exam))
        })
    };
    let going_on = {
        let shelved = shelved.clone();
        move || {
            let nothing_shown = screen.get().is_none();
            attempt.with(|attempt| {
                if let (true, Some(attempt)) = (nothing_shown, attempt) {
                    go_on(learner, &id.get_untracked(), attempt, &shelved);
                }
            });
        }
    };
    Effect::new(going_on);
    let position = Memo::new(move |_| {
        attempt.with(|attempt| {
            attempt.as_ref().map_or((0, None), |attempt| (attempt.asked().len(), length_of(attempt)))
        })
    });
    let is_paused = is_paused(record);
    let time_is_over = Callback::new(move |()| {
        attempt.with_untracked(|attempt| {
            attempt.iter().for_each(|attempt| finish(learner, &id.get_untracked(), attempt));
        });
    });
    let limit_millis = record.with_untracked(|record| record.as_ref()?.started.as_ref()?.limit_millis);
    let clock = move || {
        let limit_millis = limit_millis.filter(|_| is_exam && !is_paused.get())?;
        let timed = Timed { attempt: id.get_untracked(), section: 0, items: Vec::new(), limit_millis };
        Some(view! { <TimeLeft timed attempt hand_in=time_is_over /> })
    };
    view! {
        <div class="stack quiz">
            <Head position id attempt embedded />
            {clock}
            {move || match screen.get() {
                _ if is_paused.get() => view! { <Paused id /> }.into_any(),
                Some(Screen::Question(item)) => {
                    let item = shelved.pack.item(&item).cloned();
                    item.map(|item| view! { <OpenQuestion id item attempt shelved=shelved.clone() sealed=is_exam is_review /> }).into_any()
                }
                Some(Screen::Feedback(item)) => {
                    let next = Callback::new({
                        let item = item.clone();
                        move |()| left.set(Some(item.clone()))
                    });
                    view! { <Feedback id item attempt shelved=shelved.clone() next is_review /> }.into_any()
                }
                None => view! { <p role="status">"Choosing the next question"</p> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// How many questions there will be; `None` where something else may end the attempt before.
fn length_of(attempt: &Attempt) -> Option<u32> {
    let stop = &attempt.settings().stop;
    stop.has_length().then_some(stop.length)
}

/// Whether the attempt waits for the learner to come back.
pub fn is_paused(record: Memo<Option<progress::Attempt>>) -> Memo<bool> {
    Memo::new(move |_| record.with(|record| record.as_ref().is_some_and(|record| record.is_paused)))
}

/// In place of the question while the attempt is paused: the clock stands still and nothing can be read ahead.
#[component]
pub fn Paused(id: Memo<String>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let resume = move |_| learner.record(Body::QuizResumed { attempt: id.get_untracked() });
    view! {
        <div class="notice" role="status">
            <p>"Paused. The clock stands still, and what you entered is kept."</p>
            <p><button type="button" class="button button--primary" on:click=resume>"Resume"</button></p>
        </div>
    }
}

/// Stops the clock until the learner comes back.
#[component]
pub fn Pause(id: Memo<String>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let pause = move |_| learner.record(Body::QuizPaused { attempt: id.get_untracked() });
    view! { <button type="button" class="button button--quiet" on:click=pause>"Pause"</button> }
}

/// `None` where the next question, or the end, is to be recorded first. A question that a newer pack has dropped is
/// passed over.
fn screen(attempt: &Attempt, shelved: &Shelved, left: Option<&str>, is_exam: bool) -> Option<Screen> {
    if let Some(open) = attempt.open_question() {
        let known = shelved.pack.item(&open.item).is_some();
        return known.then(|| Screen::Question(open.item.clone()));
    }
    // An exam says nothing before its end.
    if is_exam {
        return None;
    }
    let last = attempt.asked().iter().rev().find(|asked| asked.answered.is_some())?;
    let is_left = left == Some(&last.item) || shelved.pack.item(&last.item).is_none();
    (!is_left).then(|| Screen::Feedback(last.item.clone()))
}

/// Records the next question, or the end.
fn go_on(learner: Learner, id: &str, attempt: &Attempt, shelved: &Shelved) {
    match attempt.next(&shelved.bank) {
        Next::Question(index) => {
            let shown = replay::shown(id, attempt, &shelved.bank, &shelved.pack, index);
            shown.into_iter().for_each(|shown| learner.record(Body::QuestionShown(shown)));
        }
        Next::Finished(_) => finish(learner, id, attempt),
    }
}

pub fn finish(learner: Learner, id: &str, attempt: &Attempt) {
    let estimate = attempt.estimate();
    let credits: Vec<f64> = attempt
        .asked()
        .iter()
        .filter_map(|asked| asked.answered.as_ref())
        .map(|answered| answered.credit)
        .collect();
    if credits.is_empty() {
        learner.record(Body::QuizAbandoned { attempt: id.to_owned() });
        return;
    }
    learner.record(Body::QuizFinished(QuizFinished {
        attempt: id.to_owned(),
        ability: estimate.theta,
        standard_error: estimate.standard_error,
        answered: attempt.answered_count(),
        score: credits.iter().sum::<f64>() / credits.len() as f64,
    }));
}

#[component]
fn Head(
    position: Memo<(usize, Option<u32>)>,
    id: Memo<String>,
    attempt: Memo<Option<Attempt>>,
    embedded: bool,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let end = move |_| {
        attempt.with_untracked(|attempt| {
            if let Some(attempt) = attempt {
                finish(learner, &id.get_untracked(), attempt);
            }
        });
    };
    let words = move || match position.get() {
        (asked, Some(length)) => format!("Question {asked} of {length}"),
        (asked, None) => format!("Question {asked}"),
    };
    let share = Signal::derive(move || {
        let (asked, length) = position.get();
        asked as f64 / f64::from(length.unwrap_or(0).max(1))
    });
    let has_length = move || position.get().1.is_some();
    view! {
        <div class="stack">
            <div class="row row--between">
                {if embedded {
                    view! { <h2>{words}</h2> }.into_any()
                } else {
                    view! { <PageTitle title=Signal::derive(words) /> }.into_any()
                }}
                <div class="row" hidden=embedded>
                    <Pause id />
                    <button type="button" class="button button--quiet" on:click=end>"End the quiz"</button>
                </div>
            </div>
            {move || has_length().then(|| view! { <Meter share label="Questions asked so far" /> })}
        </div>
    }
}
