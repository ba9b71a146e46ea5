use std::sync::Arc;

use assessment::{Answer, Attempt, Item, Next, hint_cost};
use journal::{Body, QuizFinished};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use super::answer_form::{AnswerForm, Draft, choose_by_place};
use super::feedback::Feedback;
use super::replay;
use crate::browser::{clock, element};
use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;
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
    // Feedback is left on demand; until then an answered question stays on the screen, after a reload too.
    let left = RwSignal::new(None::<String>);
    let screen = {
        let shelved = shelved.clone();
        Memo::new(move |_| attempt.with(|attempt| screen(attempt.as_ref()?, &shelved, left.get().as_deref())))
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
            attempt.as_ref().map_or((0, 0), |attempt| (attempt.asked().len(), attempt.settings().stop.length))
        })
    });
    view! {
        <div class="stack quiz">
            <Head position id attempt embedded />
            {move || match screen.get() {
                Some(Screen::Question(item)) => {
                    let item = shelved.pack.item(&item).cloned();
                    item.map(|item| view! { <Question id item attempt shelved=shelved.clone() /> }).into_any()
                }
                Some(Screen::Feedback(item)) => {
                    let next = Callback::new({
                        let item = item.clone();
                        move |()| left.set(Some(item.clone()))
                    });
                    view! { <Feedback item attempt shelved=shelved.clone() next /> }.into_any()
                }
                None => view! { <p role="status">"Choosing the next question"</p> }.into_any(),
            }}
        </div>
    }
}

/// `None` where the next question, or the end, is to be recorded first. A question that a newer pack has dropped is
/// passed over.
fn screen(attempt: &Attempt, shelved: &Shelved, left: Option<&str>) -> Option<Screen> {
    if let Some(open) = attempt.open_question() {
        let known = shelved.pack.item(&open.item).is_some();
        return known.then(|| Screen::Question(open.item.clone()));
    }
    let last = attempt.asked().iter().rev().find(|asked| asked.answered.is_some())?;
    (left != Some(&last.item)).then(|| Screen::Feedback(last.item.clone()))
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

fn finish(learner: Learner, id: &str, attempt: &Attempt) {
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
    position: Memo<(usize, u32)>,
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
    let words = move || {
        let (asked, length) = position.get();
        format!("Question {asked} of {length}")
    };
    let share = Signal::derive(move || {
        let (asked, length) = position.get();
        if length == 0 { 0.0 } else { asked as f64 / f64::from(length) }
    });
    view! {
        <div class="stack">
            <div class="row row--between">
                {if embedded {
                    view! { <h3>{words}</h3> }.into_any()
                } else {
                    view! { <PageTitle title=Signal::derive(words) /> }.into_any()
                }}
                <button type="button" class="button button--quiet" on:click=end hidden=embedded>"End the quiz"</button>
            </div>
            <Meter share label="Questions asked so far" />
        </div>
    }
}

#[component]
fn Question(
    id: Memo<String>,
    item: Item,
    attempt: Memo<Option<Attempt>>,
    shelved: Arc<Shelved>,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let seed =
        attempt.with_untracked(|attempt| attempt.as_ref().map_or(0, |attempt| attempt.settings().seed));
    let draft = RwSignal::new(Draft::new(&item, seed));
    let confidence = RwSignal::new(None::<u8>);
    let complaint = RwSignal::new(None::<&'static str>);
    let shown_at_millis = clock::monotonic_millis();
    // Until the first answer is stored and this question leaves the page, a second press must not count again.
    let is_given = StoredValue::new(false);
    let give = move |given: Answer| {
        if is_given.get_value() {
            return;
        }
        is_given.set_value(true);
        let elapsed = (clock::monotonic_millis() - shown_at_millis).max(0.0) as u64;
        let answered = attempt.with_untracked(|attempt| {
            let attempt = attempt.as_ref()?;
            replay::answered(
                &id.get_untracked(),
                attempt,
                &shelved.pack,
                given,
                elapsed,
                confidence.get_untracked(),
            )
        });
        answered.into_iter().for_each(|answered| learner.record(Body::Answered(answered)));
    };
    let give = StoredValue::new_local(give);
    let submit = move || match draft.with_untracked(Draft::answer) {
        Ok(answer) => give.with_value(|give| give(answer)),
        Err(words) => complaint.set(Some(words)),
    };
    let skip = move || give.with_value(|give| give(Answer::Skipped));
    let total_hints = item.hints.len();
    let opened = Memo::new(move |_| {
        attempt.with(|attempt| {
            attempt.as_ref().and_then(|attempt| attempt.open_question()).map_or(0, |open| open.hints)
        })
    });
    let hint = {
        let item = item.id.clone();
        move || {
            let level = opened.get_untracked().saturating_add(1);
            if usize::from(level) <= total_hints {
                let attempt = id.get_untracked();
                learner.record(Body::HintOpened { attempt, item: item.clone(), level });
            }
        }
    };
    let hint = StoredValue::new_local(hint);
    let keyed_item = item.clone();
    let on_key = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || element::typing_text() {
            return;
        }
        match event.key().as_str() {
            "Enter" if !element::on_button() => {
                event.prevent_default();
                submit();
            }
            "h" => hint.with_value(|hint| hint()),
            "s" => skip(),
            key => {
                if let Ok(place @ 1..=9) = key.parse::<usize>() {
                    choose_by_place(&keyed_item, seed, place - 1, draft);
                }
            }
        }
    });
    on_cleanup(move || on_key.remove());
    let none_left = move || usize::from(opened.get()) >= total_hints;
    let hints = item.hints.clone();
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        <form class="card question" on:submit=on_submit>
            <Markdown source=item.stem.clone() />
            <AnswerForm item seed draft />
            <Confidence confidence />
            <p class="notice notice--warning" role="alert" hidden=move || complaint.get().is_none()>{complaint}</p>
            <div class="row">
                <button type="submit" class="button button--primary">"Answer"</button>
                <button type="button" class="button button--secondary" on:click=move |_| hint.with_value(|hint| hint()) disabled=none_left>
                    <Icon glyph=Glyph::Hint class="button__icon" />
                    {move || hint_label(opened.get(), total_hints)}
                </button>
                <button type="button" class="button button--quiet" on:click=move |_| skip()>"Skip"</button>
            </div>
            <Hints hints opened />
            <p class="muted small keys">
                <kbd>"1"</kbd> " to " <kbd>"9"</kbd> " choose, " <kbd>"Enter"</kbd> " answers, " <kbd>"h"</kbd> " opens a hint, " <kbd>"s"</kbd> " skips"
            </p>
        </form>
    }
}

fn hint_label(opened: u8, total: usize) -> String {
    let total = u8::try_from(total).unwrap_or(u8::MAX);
    if opened >= total {
        return "No hints left".to_owned();
    }
    format!(
        "Hint {} of {total}, costs {:.0} % of the credit",
        opened + 1,
        hint_cost(opened + 1, total) * 100.0
    )
}

#[component]
fn Hints(hints: Vec<String>, opened: Memo<u8>) -> impl IntoView {
    let shown = move || hints.iter().take(usize::from(opened.get())).cloned().collect::<Vec<_>>();
    view! {
        <ol class="hints" aria-live="polite" aria-label="Hints">
            {move || shown().into_iter().map(|hint| view! { <li><Markdown source=hint /></li> }).collect_view()}
        </ol>
    }
}

/// Asked so that the learner can compare it with how the answers turned out; it never counts.
#[component]
fn Confidence(confidence: RwSignal<Option<u8>>) -> impl IntoView {
    let option = move |(level, label): (u8, &'static str)| {
        view! {
            <label class="choice">
                <input type="radio" name="confidence" prop:checked=move || confidence.get() == Some(level) on:change=move |_| confidence.set(Some(level)) />
                <span class="choice__face">{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="confidence">
            <legend class="muted small">"How sure are you? It does not count, and you can leave it open."</legend>
            <div class="choices">{[(1, "A guess"), (2, "Unsure"), (3, "Sure")].map(option)}</div>
        </fieldset>
    }
}
