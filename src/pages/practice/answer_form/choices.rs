use assessment::Draft;
use leptos::prelude::*;

/// Options, shown in `order`, to choose one or several of.
#[component]
pub fn Choices(texts: Vec<String>, order: Vec<usize>, single: bool, draft: RwSignal<Draft>) -> impl IntoView {
    let kind = if single { "radio" } else { "checkbox" };
    let shown = order.into_iter().filter_map(|index| Some((index, texts.get(index)?.clone())));
    let option = move |(place, (index, text)): (usize, (usize, String))| {
        view! {
            <label class="option">
                <input
                    type=kind
                    name="answer"
                    class="option__input"
                    prop:checked=move || draft.with(|draft| draft.is_chosen(index))
                    on:change=move |_| draft.update(|draft| draft.toggle(index, single))
                />
                <span class="option__face">
                    <kbd class="option__key" aria-hidden="true">{place + 1}</kbd>
                    <span>{text}</span>
                </span>
            </label>
        }
    };
    let legend = if single { "Choose one" } else { "Choose all that hold" };
    view! {
        <fieldset class="stack">
            <legend class="muted small">{legend}</legend>
            <div class="options">{shown.enumerate().map(option).collect_view()}</div>
        </fieldset>
    }
}
