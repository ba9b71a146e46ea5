use assessment::code::ProgramError;
use leptos::prelude::*;

use super::Program;

/// What Python said went wrong; every line of the program that is named leads to it.
#[component]
pub fn Traceback(program: Program, error: ProgramError) -> impl IntoView {
    let summary = if error.message.is_empty() {
        error.kind.clone()
    } else {
        format!("{}: {}", error.kind, error.message)
    };
    let link = move |line: u32| {
        view! {
            <button type="button" class="button button--quiet traceback__line" on:click=move |_| program.wanted_line.set(Some(line))>
                {format!("Go to line {line}")}
            </button>
        }
    };
    let mut named = Vec::new();
    for line in error.traceback.lines().filter_map(line_of_program) {
        if named.last() != Some(&line) {
            named.push(line);
        }
    }
    if named.is_empty() {
        named.extend(error.line);
    }
    view! {
        <div class="notice notice--danger traceback">
            <p><strong>{summary}</strong></p>
            {(error.kind == "ModuleNotFoundError").then_some(view! { <p>{WHAT_IS_THERE}</p> })}
            <pre tabindex="0">{error.traceback}</pre>
            <p class="row">{named.into_iter().rev().take(MOST_LINKS).map(link).collect_view()}</p>
        </div>
    }
}

const WHAT_IS_THERE: &str = "Programs here have Python's standard library and the modules plot and anomaly. Nothing is fetched from the network. A package whose file you have can be added in the settings.";

/// The innermost ones; a recursion names the same line a thousand times.
const MOST_LINKS: usize = 4;

/// 3 for `  File "program.py", line 3, in <module>`.
fn line_of_program(text: &str) -> Option<u32> {
    let rest = text.trim_start().strip_prefix("File \"program.py\", line ")?;
    let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}
