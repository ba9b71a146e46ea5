use diagram::catalogue::Kind;
use diagram::{Catalogue, Component, ComponentId};
use leptos::ev::KeyboardEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::bench::{Bench, PaletteRequest};
use super::library::KindIcon;
use crate::browser::element;

const SEARCH: &str = "palette-search";
/// As many as can be seen without scrolling.
const SHOWN: usize = 8;

/// Type a few letters, press Enter: the component is placed, and connected if that was asked for.
#[component]
pub fn Palette(bench: Bench) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let query = RwSignal::new(String::new());
    let marked = RwSignal::new(0usize);
    let found = Memo::new(move |_| {
        let kinds = Catalogue::builtin().search(&query.get()).into_iter().take(SHOWN);
        kinds.map(|kind| kind.id.clone()).collect::<Vec<_>>()
    });
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if bench.palette.with(Option::is_some) {
            query.set(String::new());
            marked.set(0);
            let _ = dialog.show_modal();
            element::focus(SEARCH);
        } else if dialog.open() {
            dialog.close();
        }
    });
    let choose = move |kind: &str| {
        let request = bench.palette.get_untracked();
        bench.palette.set(None);
        // Closing gives the keyboard back to what opened it, which may select what it stands for. Only then is the new
        // component placed, and the keyboard put where it can be worked with.
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        element::focus(super::canvas::CANVAS);
        if let Some(request) = request {
            place(bench, kind, request);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => marked.update(|marked| *marked = (*marked + 1) % count),
            "ArrowUp" => marked.update(|marked| *marked = (*marked + count - 1) % count),
            "Enter" => {
                if let Some(kind) = found.with(|found| found.get(marked.get()).cloned()) {
                    choose(&kind);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(place, kind): (usize, &'static Kind)| {
        view! {
            <li
                id=format!("palette-option-{place}")
                role="option"
                class="palette__option"
                aria-selected=move || (marked.get() == place).to_string()
                on:click=move |_| choose(&kind.id)
            >
                <KindIcon kind />
                <span class="palette__name">{kind.name.clone()}</span>
                <span class="muted small palette__explanation">{kind.explanation.clone()}</span>
            </li>
        }
    };
    let options = move || {
        let kinds = found.get().into_iter().filter_map(|id| Catalogue::builtin().kind(&id));
        kinds.enumerate().map(option).collect_view()
    };
    view! {
        <dialog class="palette" node_ref=dialog aria-label="Add a component" on:close=move |_| bench.palette.set(None)>
            <input
                id=SEARCH
                type="text"
                class="input"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-options"
                aria-activedescendant=move || format!("palette-option-{}", marked.get())
                aria-label="Component to add"
                placeholder="Add a component: cache, queue, database"
                autocomplete="off"
                prop:value=query
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    marked.set(0);
                }
                on:keydown=on_key
            />
            <ul id="palette-options" class="palette__options" role="listbox" aria-label="Components">{options}</ul>
            {move || found.with(Vec::is_empty).then(|| view! { <p class="muted">"No component matches. Try another word."</p> })}
        </dialog>
    }
}

fn place(bench: Bench, kind: &str, request: PaletteRequest) {
    let placed: Option<ComponentId> = match request.at {
        Some(middle) => bench.place(kind, middle - Component::DEFAULT_SIZE.to_vec2() / 2.0),
        None => bench.place_near_selection(kind),
    };
    if let (Some(from), Some(to)) = (request.connect_from, placed) {
        bench.connect(from, to);
    }
}
