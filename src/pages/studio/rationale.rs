use diagram::Command;
use leptos::prelude::*;

use super::bench::Bench;
use super::inspector::fields::TextInput;
use crate::widgets::markdown::Markdown;

/// More would be a book.
const MOST_LETTERS: u32 = 20_000;

/// Why the design is as it is, in Markdown: written, or read as it will look.
#[component]
pub fn Rationale(bench: Bench, #[prop(default = 12)] rows: u32) -> impl IntoView {
    let reading = RwSignal::new(false);
    let text = Memo::new(move |_| bench.drawn.with(|drawn| drawn.diagram.rationale.clone()));
    let set = Callback::new(move |(text, aloud): (String, bool)| {
        // What was kept while it was typed is told once the field is left.
        if aloud || bench.drawn.with_untracked(|drawn| drawn.diagram.rationale != text) {
            let command = Command::SetRationale(text);
            if aloud {
                bench.apply(&command);
            } else {
                bench.apply_quietly(&command);
            }
        }
    });
    let counted = move || {
        let count = text.with(|text| text.split_whitespace().count());
        analysis::words::count(count, "word")
    };
    view! {
        <div class="stack rationale">
            <div class:rationale--reading=reading>
                <TextInput label="Rationale, in Markdown" value=text.into() set rows most=MOST_LETTERS />
            </div>
            {move || reading.get().then(|| view! { <Markdown source=text.get() /> })}
            <div class="row row--between">
                <span class="muted small">{counted}</span>
                <button type="button" class="button button--quiet" aria-pressed=move || reading.get().to_string() on:click=move |_| reading.update(|reading| *reading = !*reading)>
                    "Read it"
                </button>
            </div>
        </div>
    }
}

/// The same beside the canvas, closed until somebody wants it.
#[component]
pub fn RationalePanel(bench: Bench) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="rationale">
            <details class="rationale-panel">
                <summary><h2 id="rationale">"Why this way"</h2></summary>
                <p class="small muted">"What you decided and what it costs, kept with the design."</p>
                <Rationale bench rows=8 />
            </details>
        </section>
    }
}
