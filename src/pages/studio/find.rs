use diagram::hit::Target;
use diagram::{Diagram, naming};
use leptos::ev::KeyboardEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::bench::Bench;
use super::canvas::CANVAS;
use crate::browser::element;

const SEARCH: &str = "find-search";
/// As many as can be seen without scrolling.
const SHOWN: usize = 8;

/// Something in the design with the words that it is found by.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    target: Target,
    name: String,
    kind: String,
}

/// Type a part of a name, press Enter: it is selected and comes into view.
#[component]
pub fn Find(bench: Bench) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let query = RwSignal::new(String::new());
    let marked = RwSignal::new(0usize);
    let found = Memo::new(move |_| {
        if !bench.searching.get() {
            return Vec::new();
        }
        bench.drawn.with(|drawn| search(&drawn.diagram, &query.get()))
    });
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if bench.searching.get() {
            query.set(String::new());
            marked.set(0);
            let _ = dialog.show_modal();
            element::focus(SEARCH);
        } else if dialog.open() {
            dialog.close();
        }
    });
    let choose = move |found: &Found| {
        bench.searching.set(false);
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        element::focus(CANVAS);
        bench.go_to(&found.target);
        bench.announcement.set(format!("{}, {}.", found.name, found.kind));
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => marked.update(|marked| *marked = (*marked + 1) % count),
            "ArrowUp" => marked.update(|marked| *marked = (*marked + count - 1) % count),
            "Enter" => {
                if let Some(found) = found.with(|found| found.get(marked.get()).cloned()) {
                    choose(&found);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(place, found): (usize, Found)| {
        let (name, kind) = (found.name.clone(), found.kind.clone());
        view! {
            <li
                id=format!("find-option-{place}")
                role="option"
                class="palette__option palette__option--plain"
                aria-selected=move || (marked.get() == place).to_string()
                on:click=move |_| choose(&found)
            >
                <span class="palette__name">{name}</span>
                <span class="muted small palette__explanation">{kind}</span>
            </li>
        }
    };
    view! {
        <dialog class="palette" node_ref=dialog aria-label="Find in this design" on:close=move |_| bench.searching.set(false)>
            <input
                id=SEARCH
                type="text"
                class="input"
                role="combobox"
                aria-expanded="true"
                aria-controls="find-options"
                aria-activedescendant=move || format!("find-option-{}", marked.get())
                aria-label="Name of a component, group or note"
                placeholder="Find in this design"
                autocomplete="off"
                prop:value=query
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    marked.set(0);
                }
                on:keydown=on_key
            />
            <ul id="find-options" class="palette__options" role="listbox" aria-label="Found in this design">
                {move || found.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            {move || found.with(Vec::is_empty).then(|| view! { <p class="muted">"Nothing in this design is called that."</p> })}
        </dialog>
    }
}

/// Names that begin with what was typed come first.
fn search(diagram: &Diagram, query: &str) -> Vec<Found> {
    let query = query.trim().to_lowercase();
    let components = diagram.components.iter().map(|one| Found {
        target: Target::Component(one.id.clone()),
        name: naming::of_component(one),
        kind: naming::kind_name(&one.kind),
    });
    let groups = diagram.groups.iter().map(|one| Found {
        target: Target::Group(one.id.clone()),
        name: naming::of_group(one),
        kind: naming::group_kind_name(one.kind).to_owned(),
    });
    let annotations = diagram.annotations.iter().map(|one| Found {
        target: Target::Annotation(one.id.clone()),
        name: naming::of_annotation(one),
        kind: naming::annotation_kind_name(one.kind).to_owned(),
    });
    let mut ranked: Vec<(usize, Found)> = components
        .chain(groups)
        .chain(annotations)
        .filter_map(|found| {
            let at = found.name.to_lowercase().find(&query);
            let by_kind = || found.kind.to_lowercase().contains(&query).then_some(usize::MAX);
            Some((at.or_else(by_kind)?, found))
        })
        .collect();
    ranked.sort_by_key(|(at, _)| *at);
    ranked.into_iter().take(SHOWN).map(|(_, found)| found).collect()
}
