use assessment::{Draft, GAP};
use leptos::prelude::*;

/// Where the number keys lead.
pub fn gap_id(place: usize) -> String {
    format!("gap-{place}")
}

/// The text with a field for each gap.
#[component]
pub fn Gaps(text: String, draft: RwSignal<Draft>) -> impl IntoView {
    let total = text.matches(GAP).count();
    let piece = move |(place, words): (usize, &str)| {
        let gap = (place < total).then(|| {
            view! {
                <input
                    type="text"
                    id=gap_id(place)
                    class="input gap"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-label=format!("Gap {} of {total}", place + 1)
                    placeholder=format!("gap {}", place + 1)
                    prop:value=move || draft.with(|draft| draft.text(place).to_owned())
                    on:input=move |event| draft.update(|draft| draft.write(place, event_target_value(&event)))
                />
            }
        });
        view! { <span class="gaps__words">{words.to_owned()}</span>{gap} }
    };
    view! {
        <fieldset class="stack">
            <legend class="muted small">"Fill in the gaps"</legend>
            <p class="gaps">{text.split(GAP).enumerate().map(piece).collect_view()}</p>
        </fieldset>
    }
}
