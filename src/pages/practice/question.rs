use std::sync::Arc;
use std::time::Duration;

use assessment::{Answer, Attempt, Draft, Item, Question, Submission};
use journal::Body;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use super::answer_form::{AnswerForm, Entry, choose_by_place, keys_in_words};
use super::clocks::Clocks;
use super::hints::Hints;
use super::kept::{self, Kept};
use super::replay;
use super::reviews::ComesAgain;
use super::settings::{ASK_CONFIDENCE, SHOW_CLOCKS};
use crate::browser::{clock, element};
use crate::learner::Learner;
use crate::library::Shelved;
use crate::shelf::answer_design_id;
use crate::widgets::markdown::Markdown;

/// The question and its form, which the keyboard comes to.
const QUESTION: &str = "question";
/// How often the clock of a question moves on.
const TICK: Duration = Duration::from_secs(5);

/// How long a question has been on the screen, counting the times before a reload.
#[derive(Clone, Copy)]
struct Stopwatch {
    before_millis: u64,
    since_millis: f64,
}

impl Stopwatch {
    fn elapsed_millis(self) -> u64 {
        self.before_millis.saturating_add((clock::monotonic_millis() - self.since_millis).max(0.0) as u64)
    }
}

/// The question that is open, with its form, its hints and its keys.
#[component]
pub fn OpenQuestion(
    id: Memo<String>,
    item: Item,
    attempt: Memo<Option<Attempt>>,
    shelved: Arc<Shelved>,
    /// In an exam: no hints, and what to do with a question that is left for later.
    #[prop(optional)]
    leave: Option<Callback<()>>,
    /// In an exam that chooses by the answers: no hints, and no way back to a question.
    #[prop(optional)]
    sealed: bool,
    /// When it comes again is told before it is answered.
    #[prop(optional)]
    is_review: bool,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let attempt_id = id.get_untracked();
    let seed =
        attempt.with_untracked(|attempt| attempt.as_ref().map_or(0, |attempt| attempt.settings().seed));
    let fresh = Draft::new(&item, seed);
    let kept = kept::read(&attempt_id, &item.id).filter(|kept| kept.draft.fits(&fresh, &item.question));
    let before_millis = kept.as_ref().map_or(0, |kept| kept.elapsed_millis);
    let stopwatch = Stopwatch { before_millis, since_millis: clock::monotonic_millis() };
    let entry = Entry::new(kept.map_or(fresh, |kept| kept.draft));
    let draft = entry.draft;
    let confidence = RwSignal::new(None::<u8>);
    let complaint = entry.complaint;
    let elapsed_millis = RwSignal::new(before_millis);
    // Until the first answer is stored and this question leaves the page, a second press must not count again.
    let is_given = StoredValue::new(false);
    keep_draft(attempt_id.clone(), item.id.clone(), draft, stopwatch, elapsed_millis, is_given);

    let give = {
        let (shelved, item_id, attempt_id) = (shelved.clone(), item.id.clone(), attempt_id.clone());
        move |given: Answer| {
            if is_given.get_value() {
                return;
            }
            is_given.set_value(true);
            let answered = attempt.with_untracked(|attempt| {
                let elapsed = stopwatch.elapsed_millis();
                let confidence = confidence.get_untracked();
                replay::answered(&attempt_id, attempt.as_ref()?, &shelved.pack, given, elapsed, confidence)
            });
            answered.into_iter().for_each(|answered| learner.record(Body::Answered(answered)));
            kept::remove(&attempt_id, &item_id);
        }
    };
    let design_id = answer_design_id(&attempt_id, &item.id);
    let says_nothing = sealed || leave.is_some();
    let rate = move |rating: Draft| {
        draft.set(rating);
        // What was written is now read: the keyboard goes to where it is rated.
        request_animation_frame(|| element::focus("rubric"));
    };
    let submit = {
        let (item, give) = (item.clone(), give.clone());
        move || {
            // An exam does not tell what was found.
            let to_look_over = draft.with_untracked(|draft| draft.to_look_over(&item.question));
            if let Some(to_look_over) = to_look_over.filter(|_| !says_nothing) {
                return rate(to_look_over);
            }
            match entry.submit(&item) {
                Submission::Answer(answer) => give(answer),
                Submission::Rate(rating) => rate(rating),
                Submission::Missing(words) => complaint.set(Some(words)),
            }
        }
    };
    let submit = StoredValue::new_local(submit);
    let submit_now = move || submit.with_value(|submit| submit());
    let skip = {
        let skipped = Answer::skipped(&item.question);
        move || match leave {
            Some(leave) => leave.run(()),
            None => give(skipped.clone()),
        }
    };
    let skip = StoredValue::new_local(skip);
    let skip_now = move || skip.with_value(|skip| skip());
    let hint_asked = RwSignal::new(0u32);
    let on_canvas = matches!(item.question, Question::Design { .. });
    if !on_canvas {
        let item = item.clone();
        listen_to_keys(submit_now, skip_now, hint_asked, move |place| {
            choose_by_place(&item, seed, place, draft);
        });
    }
    let words = keys_in_words(&item.question);
    let has_rubric = item.question.rubric().is_some();
    let asks = !has_rubric
        && !sealed
        && learner.progress().with_untracked(|progress| ASK_CONFIDENCE.is_on(progress));
    let label = move || match has_rubric && !draft.with(Draft::is_rating) {
        true => "Done writing, rate it",
        false => "Answer",
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        // Fields of the canvas are confirmed with Enter, which must not hand in the design.
        if !on_canvas {
            submit_now();
        }
    };
    let subject = shelved.pack.id.clone();
    let shows_clocks = learner.progress().with_untracked(|progress| SHOW_CLOCKS.is_on(progress));
    let clocks = shows_clocks.then(|| {
        let elapsed_millis = move || stopwatch.elapsed_millis();
        view! { <Clocks elapsed_millis attempt question_only=says_nothing /> }
    });
    let class = if on_canvas { "card question question--canvas" } else { "card question" };
    let is_exam = leave.is_some();
    // What had the keyboard is gone from the page. A canvas takes it when it is wanted.
    Effect::new(move || {
        if !on_canvas && element::is_keyboard_free() {
            element::focus(QUESTION);
        }
    });
    view! {
        <form id=QUESTION tabindex="-1" aria-labelledby="stem" class=class on:submit=on_submit>
            {clocks}
            <div id="stem" class="question__stem"><Markdown source=item.stem.clone() /></div>
            <AnswerForm item=item.clone() seed entry design_id shelved />
            {asks.then(|| view! { <Confidence confidence /> })}
            <p class="notice notice--warning" role="alert" hidden=move || complaint.with(Option::is_none)>{complaint}</p>
            <div class="row">
                {if on_canvas {
                    view! { <button type="button" class="button button--primary" on:click=move |_| submit_now()>"Answer"</button> }.into_any()
                } else {
                    view! { <button type="submit" class="button button--primary">{label}</button> }.into_any()
                }}
                <button type="button" class="button button--quiet" on:click=move |_| skip_now()>
                    {if is_exam { "Leave it for later" } else { "Skip" }}
                </button>
                {(!sealed).then(|| view! { <Flag id item=item.id.clone() on_canvas /> })}
            </div>
            {is_review.then(|| view! { <ComesAgain subject item=item.id.clone() /> })}
            {(!is_exam && !sealed).then(|| view! { <Hints id item=item.clone() attempt elapsed_millis asked=hint_asked /> })}
            <Keys words on_canvas is_exam sealed />
        </form>
    }
}

/// Keeps what is entered, and the time, where a reload finds them.
fn keep_draft(
    attempt: String,
    item: String,
    draft: RwSignal<Draft>,
    stopwatch: Stopwatch,
    elapsed_millis: RwSignal<u64>,
    is_given: StoredValue<bool>,
) {
    let keep = move || {
        // A timer may fire once more after the question has left the page.
        let (Some(false), Some(draft)) = (is_given.try_get_value(), draft.try_get_untracked()) else {
            return;
        };
        kept::write(&attempt, &item, &Kept { draft, elapsed_millis: stopwatch.elapsed_millis() });
    };
    let (on_change, at_end) = (keep.clone(), keep.clone());
    Effect::new(move |before: Option<()>| {
        draft.track();
        if before.is_some() {
            on_change();
        }
    });
    let tick = set_interval_with_handle(
        move || {
            elapsed_millis.try_set(stopwatch.elapsed_millis());
            keep();
        },
        TICK,
    );
    on_cleanup(move || {
        tick.into_iter().for_each(|tick| tick.clear());
        at_end();
    });
}

fn listen_to_keys(
    submit: impl Fn() + 'static,
    skip: impl Fn() + 'static,
    hint_asked: RwSignal<u32>,
    choose: impl Fn(usize) + 'static,
) {
    let on_key = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        // In a text of several lines Enter is a new line; with Ctrl it hands in.
        let hands_in = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        if hands_in {
            event.prevent_default();
            submit();
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() || element::typing_text() {
            return;
        }
        match event.key().as_str() {
            "Enter" if !element::on_button() => {
                event.prevent_default();
                submit();
            }
            "h" => hint_asked.update(|asked| *asked += 1),
            "s" => skip(),
            key => {
                if let Ok(place @ 1..=9) = key.parse::<usize>() {
                    // The digit must not end up in the field that it leads to.
                    event.prevent_default();
                    choose(place - 1);
                }
            }
        }
    });
    on_cleanup(move || on_key.remove());
}

#[component]
fn Keys(words: &'static str, on_canvas: bool, is_exam: bool, sealed: bool) -> impl IntoView {
    let numbers = (!words.is_empty()).then(|| view! { <kbd>"1"</kbd> " to " <kbd>"9"</kbd> {words} });
    let rest = if sealed {
        view! { <kbd>"s"</kbd> " skips" }.into_any()
    } else if is_exam {
        view! { <kbd>"s"</kbd> " leaves it for later, " <kbd>"f"</kbd> " flags" }.into_any()
    } else {
        view! { <kbd>"h"</kbd> " opens a hint, " <kbd>"s"</kbd> " skips, " <kbd>"f"</kbd> " flags" }
            .into_any()
    };
    (!on_canvas).then(|| {
        view! {
            <p class="muted small keys">{numbers} <kbd>"Enter"</kbd> " answers, with " <kbd>"Ctrl"</kbd> " also from a field of several lines, " {rest}</p>
        }
    })
}

/// Marks a question to come back to: before handing in an exam, or in the report.
#[component]
fn Flag(
    id: Memo<String>,
    item: String,
    /// The canvas has keys of its own.
    on_canvas: bool,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let flagged = {
        let item = item.clone();
        Memo::new(move |_| {
            learner.progress().with(|progress| {
                progress.quizzes.get(&id.get()).is_some_and(|attempt| attempt.flagged.contains(&item))
            })
        })
    };
    let toggle = move || {
        let (attempt, item) = (id.get_untracked(), item.clone());
        let flagged = !flagged.get_untracked();
        learner.record(Body::QuestionFlagged { attempt, item, flagged });
    };
    let by_key = toggle.clone();
    let on_key = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if plain && !on_canvas && event.key() == "f" && !element::typing_text() {
            by_key();
        }
    });
    on_cleanup(move || on_key.remove());
    view! {
        <button
            type="button"
            class="button button--quiet"
            aria-pressed=move || flagged.get().to_string()
            on:click=move |_| toggle()
        >
            {move || if flagged.get() { "Flagged, take it back" } else { "Flag" }}
        </button>
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
