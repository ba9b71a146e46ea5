use std::sync::Arc;

use leptos::prelude::*;

use super::lab::{Choice, Lab, Outcome, State};
use crate::browser::element;

/// Id of the button that runs, pauses and goes on.
const RUN: &str = "simulation-run";

/// Simulated seconds each second, and how that is called.
const PACES: [(Option<f64>, &str); 5] = [
    (Some(0.1), "a tenth of real time"),
    (Some(1.0), "real time"),
    (Some(4.0), "4 times real time"),
    (Some(20.0), "20 times real time"),
    (None, "as fast as it goes"),
];

/// How long, how fast, and the buttons.
#[component]
pub fn Controls(lab: Lab) -> impl IntoView {
    let is_idle = move || lab.state.get() == State::Idle;
    let choose_pace = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|index| PACES.get(index));
        if let Some((pace, _)) = chosen {
            lab.set_pace(*pace);
        }
    };
    let pace_option = move |(index, (pace, name)): (usize, (Option<f64>, &'static str))| {
        let selected = move || lab.choice.with(|choice| choice.pace == pace);
        view! { <option value=index.to_string() selected=selected>{name}</option> }
    };
    let go_on = move |_| match lab.state.get_untracked() {
        State::Idle => lab.start(),
        State::Running => lab.pause(),
        State::Paused => lab.resume(),
    };
    let word = move || match lab.state.get() {
        State::Idle => "Run",
        State::Running => "Pause",
        State::Paused => "Go on",
    };
    view! {
        <div class="simulation__fields">
            <NumberField lab label="Seconds measured" read=|choice| &choice.seconds write=|choice, text| choice.seconds = text />
            <NumberField lab label="Warm-up, seconds" read=|choice| &choice.warmup_seconds write=|choice, text| choice.warmup_seconds = text />
            <NumberField lab label="Seed" read=|choice| &choice.seed write=|choice, text| choice.seed = text />
            <label class="field">
                <span class="field__label">"Pace"</span>
                <select class="input" on:change=choose_pace>{PACES.into_iter().enumerate().map(pace_option).collect_view()}</select>
            </label>
        </div>
        <div class="row">
            <button type="button" id=RUN class="button button--primary" on:click=go_on>{word}</button>
            <button type="button" class="button button--secondary" disabled=is_idle on:click=move |_| lab.step()>"Step a second"</button>
            <button type="button" class="button button--secondary" disabled=is_idle on:click=move |_| lab.stop()>"Stop"</button>
        </div>
        <Repeat lab />
        {move || lab.refusal.get().map(|sentence| view! { <p class="notice notice--danger" role="alert">{sentence}</p> })}
    }
}

/// The way to see the same again, after a run in which something was made to go wrong.
#[component]
fn Repeat(lab: Lab) -> impl IntoView {
    let is_offered = Memo::new(move |_| {
        let had_faults = |outcome: &Arc<Outcome>| !outcome.result.faults.is_empty();
        lab.state.get() == State::Idle && lab.outcome.with(|outcome| outcome.as_ref().is_some_and(had_faults))
    });
    let repeat = move |_| {
        // This button goes when the run begins.
        element::focus(RUN);
        lab.repeat();
    };
    let words = "The same seed and length, and each fault at the moment at which it happened. While the design is as it was, every figure comes out the same; after a change you see what it is good for.";
    move || {
        is_offered.get().then(|| {
            view! {
                <div class="field">
                    <div class="row">
                        <button type="button" class="button button--secondary" aria-describedby="simulation-repeat" on:click=repeat>"Run again with the same faults"</button>
                    </div>
                    <p id="simulation-repeat" class="field__help">{words}</p>
                </div>
            }
        })
    }
}

/// Takes effect with the next run.
#[component]
fn NumberField(
    lab: Lab,
    label: &'static str,
    read: fn(&Choice) -> &String,
    write: fn(&mut Choice, String),
) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <input
                class="input"
                inputmode="decimal"
                maxlength="20"
                prop:value=move || lab.choice.with(|choice| read(choice).clone())
                disabled=move || lab.state.get() != State::Idle
                on:input=move |event| lab.choice.update(|choice| write(choice, event_target_value(&event)))
            />
        </label>
    }
}
