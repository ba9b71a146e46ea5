use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::files;

/// More than these are in the text that can be saved.
const MOST_SHOWN: usize = 300;

/// Why a pack was not installed: the first problem, and all the others for whoever wrote it.
#[component]
pub fn Refused(file: String, sentence: String, others: Arc<[String]>) -> impl IntoView {
    let title = format!("{file} was not installed.");
    view! {
        <div class="notice notice--danger stack">
            <p><strong>{title}</strong></p>
            <p>{sentence.clone()}</p>
            <p>"Nothing was changed."</p>
            {(!others.is_empty()).then(|| view! { <Others file sentence others /> })}
        </div>
    }
}

#[component]
fn Others(file: String, sentence: String, others: Arc<[String]>) -> impl IntoView {
    let failed = RwSignal::new(None::<String>);
    let lines = others.iter().take(MOST_SHOWN).map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    let left_out = others.len().saturating_sub(MOST_SHOWN);
    let rest = (left_out > 0)
        .then(|| view! { <p>{format!("{left_out} more are in the text that you can save.")}</p> });
    let save = move |_| {
        let text = format!("{file}\n\n{sentence}\n\n{}\n", others.join("\n"));
        let saved = files::download(&format!("{file}.problems.txt"), "text/plain", &text);
        failed.set(saved.err().map(|error| error.to_string()));
    };
    view! {
        <details>
            <summary>"Show the other problems"</summary>
            <ul class="problems">{lines}</ul>
            {rest}
        </details>
        <p><button type="button" class="button button--secondary" on:click=save>"Save all problems as text"</button></p>
        {move || failed.get().map(|words| view! { <p>{words}</p> })}
    }
}
