use leptos::prelude::*;

use super::traceback::Traceback;
use super::{Ended, Program, Written};
use crate::browser::python::{self, Ending, Failure, MEMORY_LIMIT_MEGABYTES, TIME_LIMIT_SECONDS};

/// What the program printed, how it ended, and a field when it asks for a line.
#[component]
pub fn Console(program: Program) -> impl IntoView {
    let piece = |written: Written| {
        let class = if written.is_error { "console__error" } else { "" };
        view! { <span class=class>{written.text}</span> }
    };
    let text = move || program.output.get().into_iter().map(piece).collect_view();
    let is_empty = move || program.output.with(Vec::is_empty);
    let error = move || {
        let ended = program.ended.get()?;
        let Ended::ByItself { outcome, .. } = ended else { return None };
        outcome.error.map(|error| view! { <Traceback program error /> })
    };
    view! {
        <section class="console" aria-labelledby="output">
            <h2 id="output">"Output"</h2>
            <BoxForLines program />
            <pre class="console__text" tabindex="0" hidden=is_empty>{text}</pre>
            {move || program.is_asking().then(|| view! { <Answer /> })}
            <p class="muted" role="status" aria-label="How the program ended">{move || status(program)}</p>
            <div role="alert">{error}</div>
        </section>
    }
}

fn status(program: Program) -> String {
    if program.is_asking() {
        return "The program waits for a line from you.".to_owned();
    }
    if program.is_running.get() {
        return "Running".to_owned();
    }
    match program.ended.get() {
        None => "Nothing was run yet.".to_owned(),
        Some(Ended::ByItself { outcome, is_cut, lines_cut }) => {
            let printed = program.output.with(|output| !output.is_empty());
            let end = match (outcome.error.is_some(), printed) {
                (true, _) => "The program ended with an error.",
                (false, true) => "The program ended.",
                (false, false) => "The program ended and printed nothing.",
            };
            if is_cut { format!("{end} {}", cut_in_words(lines_cut)) } else { end.to_owned() }
        }
        Some(Ended::Early { ending: Ending::TimeLimit, in_check: true }) => format!(
            "The program ended, and what the check then asked of it did not: after {TIME_LIMIT_SECONDS} seconds it was ended. Look for a function with a loop that never comes to its end."
        ),
        Some(Ended::Early { ending, .. }) => ending_in_words(&ending),
    }
}

fn cut_in_words(lines_cut: u32) -> String {
    match lines_cut {
        0 => "It printed more than can be shown: the output is cut.".to_owned(),
        1 => {
            "It printed more than can be shown: the output is cut, and one more line is left away.".to_owned()
        }
        count => {
            format!(
                "It printed more than can be shown: the output is cut, and {count} more lines are left away."
            )
        }
    }
}

fn ending_in_words(ending: &Ending) -> String {
    match ending {
        Ending::Stopped => "You stopped the program.".to_owned(),
        Ending::TimeLimit => format!(
            "The program ran for {TIME_LIMIT_SECONDS} seconds and was ended. Look for a loop that never comes to its end."
        ),
        Ending::Failed(failure) => failure_in_words(failure),
    }
}

fn failure_in_words(failure: &Failure) -> String {
    match failure {
        Failure::Depth => "The program called itself so often, each call within the one before, that Python broke off. Look for a recursion that never comes to its end. Python was started anew.".to_owned(),
        Failure::Exit => "The program ended Python itself, as os._exit() does, and Python was started anew. What it left in variables is gone; sys.exit() ends a program and keeps them.".to_owned(),
        Failure::Crash(reason) => format!(
            "Python itself broke off, which happens when a program takes more than its {MEMORY_LIMIT_MEGABYTES} MB of memory, or reaches into memory past Python, as with ctypes. It was started anew. It said: {reason}"
        ),
        Failure::NotStarted(error) => error.to_string(),
    }
}

/// One line for `input()`.
#[component]
fn Answer() -> impl IntoView {
    let line = RwSignal::new(String::new());
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        python::answer(Some(&line.get_untracked()));
    };
    view! {
        <form class="row console__answer" on:submit=send>
            <input
                node_ref=field
                class="input"
                aria-label="A line for the program"
                autocomplete="off"
                prop:value=move || line.get()
                on:input=move |event| line.set(event_target_value(&event))
            />
            <button type="submit" class="button button--primary">"Send"</button>
            <button type="button" class="button button--quiet" on:click=move |_| python::answer(None)>"No more lines"</button>
        </form>
    }
}

/// What `input()` gets without asking: the only way where the browser cannot wait for an answer during a run.
#[component]
fn BoxForLines(program: Program) -> impl IntoView {
    let reads = Memo::new(move |_| program.code.with(|code| code.contains("input(")));
    let help = if python::can_ask() {
        "One line for each call of input(). When they run out, the program asks here."
    } else {
        "One line for each call of input(). This browser cannot wait for an answer while a program runs, so write them before."
    };
    view! {
        <details hidden=move || !reads.get() open=!python::can_ask()>
            <summary>"Lines for input()"</summary>
            <div class="field">
                <label class="field__label" for="program-lines">"Lines"</label>
                <span class="field__help" id="program-lines-help">{help}</span>
                <textarea
                    id="program-lines"
                    class="input"
                    rows="3"
                    aria-describedby="program-lines-help"
                    prop:value=move || program.lines.get()
                    on:input=move |event| program.lines.set(event_target_value(&event))
                ></textarea>
            </div>
        </details>
    }
}
