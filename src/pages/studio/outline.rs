use diagram::hit::Target;
use diagram::tools::Selection;
use diagram::{Catalogue, Component, ComponentId, Connection};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::bench::Bench;
use super::canvas::CANVAS;
use super::metrics::component_name;
use crate::browser::element;
use analysis::words;

/// So many components are listed at once: a page of thousands of elements is of no use to anybody, and slow.
const AT_ONCE: usize = 100;

/// The design as a list of real elements: each component, what it is connected to and what was found. Focus here is
/// selection on the canvas, and the other way round. Large designs are listed in stretches.
#[component]
pub fn Outline(bench: Bench) -> impl IntoView {
    let count = Memo::new(move |_| bench.drawn.with(|drawn| drawn.diagram.components.len()));
    let stretch = RwSignal::new(0usize);
    let first = Memo::new(move |_| {
        let last_stretch = count.get().saturating_sub(1) / AT_ONCE;
        stretch.get().min(last_stretch) * AT_ONCE
    });
    let ids = Memo::new(move |_| {
        bench.drawn.with(|drawn| {
            let listed = drawn.diagram.components.iter().skip(first.get()).take(AT_ONCE);
            listed.map(|component| component.id.clone()).collect::<Vec<_>>()
        })
    });
    Effect::new(move || {
        if let Some(place) = bench.selection.with(|selection| place_of_selected(bench, selection)) {
            stretch.set(place / AT_ONCE);
        }
    });
    view! {
        <section class="panel" aria-labelledby="outline" hidden=move || count.get() == 0>
            <h2 id="outline">"Outline"</h2>
            <Stretches count first stretch />
            <ul class="outline" aria-labelledby="outline">
                <For each=move || ids.get() key=|id| id.0.clone() let:id>
                    <OutlineComponent bench id />
                </For>
            </ul>
        </section>
    }
}

/// Where the component that alone is selected stands in the list of all.
fn place_of_selected(bench: Bench, selection: &Selection) -> Option<usize> {
    let id = selection.single_component()?;
    bench
        .drawn
        .with_untracked(|drawn| drawn.diagram.components.iter().position(|component| component.id == *id))
}

/// Which stretch of a large design is listed, and the way to the others.
#[component]
fn Stretches(count: Memo<usize>, first: Memo<usize>, stretch: RwSignal<usize>) -> impl IntoView {
    let words = move || {
        let last = (first.get() + AT_ONCE).min(count.get());
        format!("{} to {last} of {}", first.get() + 1, words::count(count.get(), "component"))
    };
    let go = move |by: isize| stretch.set((first.get_untracked() / AT_ONCE).saturating_add_signed(by));
    view! {
        <div class="outline__stretches" hidden=move || { count.get() <= AT_ONCE }>
            <p class="small muted" role="status">{words}</p>
            <button type="button" class="button button--quiet" disabled=move || first.get() == 0 on:click=move |_| go(-1)>"Earlier ones"</button>
            <button type="button" class="button button--quiet" disabled=move || { first.get() + AT_ONCE >= count.get() } on:click=move |_| go(1)>"Later ones"</button>
        </div>
    }
}

#[component]
fn OutlineComponent(bench: Bench, id: ComponentId) -> impl IntoView {
    let component = {
        let id = id.clone();
        Memo::new(move |_| bench.drawn.with(|drawn| drawn.diagram.component(&id).cloned()))
    };
    let selected = {
        let id = id.clone();
        move || bench.selection.with(|selection| selection.components.contains(&id)).to_string()
    };
    let outgoing = {
        let id = id.clone();
        Memo::new(move |_| {
            bench.drawn.with(|drawn| {
                drawn
                    .diagram
                    .connections
                    .iter()
                    .filter(|connection| connection.from == id)
                    .cloned()
                    .collect::<Vec<_>>()
            })
        })
    };
    let status = {
        let id = id.clone();
        move || status(bench, &id)
    };
    let select = { move || bench.selection.set(Selection::of_components([id.clone()])) };
    let focus = select.clone();
    let click = select;
    view! {
        <li>
            <button type="button" class="outline__component" aria-pressed=selected on:focus=move |_| focus() on:keydown=move |event| delete_on_key(bench, &event) on:click=move |_| click()>
                <span class="outline__name">{move || component.get().map(|component| describe(&component))}</span>
                <span class="muted small">{status}</span>
            </button>
            <ul class="outline__connections">
                {move || outgoing.get().into_iter().map(|connection| view! { <OutlineConnection bench connection /> }).collect_view()}
            </ul>
        </li>
    }
}

/// What has the focus is what is selected, so Delete means it. Its element goes, and the keyboard to the canvas.
fn delete_on_key(bench: Bench, event: &KeyboardEvent) {
    if matches!(event.key().as_str(), "Delete" | "Backspace") {
        event.prevent_default();
        bench.delete_selection();
        element::focus(CANVAS);
    }
}

fn describe(component: &Component) -> String {
    let kind = Catalogue::builtin().kind(&component.kind).map_or("unknown kind", |kind| kind.name.as_str());
    let replicas =
        if component.replicas > 1 { format!(", {} replicas", component.replicas) } else { String::new() };
    if component.name == kind {
        format!("{kind}{replicas}")
    } else {
        format!("{}, {}{replicas}", component.name, kind.to_lowercase())
    }
}

/// Load and findings of a component, in words.
fn status(bench: Bench, id: &ComponentId) -> String {
    bench.report.with(|report| {
        let load = report
            .components
            .iter()
            .find(|component| component.id == *id)
            .filter(|component| component.capacity_per_second.is_some());
        let mut parts: Vec<String> = load
            .map(|component| {
                format!(
                    "{} requests/s, {} busy",
                    words::number(component.arrivals_per_second),
                    words::percent(component.utilisation)
                )
            })
            .into_iter()
            .collect();
        if report.availability.single_points_of_failure.contains(id) {
            parts.push("single point of failure".to_owned());
        }
        parts.join(", ")
    })
}

#[component]
fn OutlineConnection(bench: Bench, connection: Connection) -> impl IntoView {
    let target = Target::Connection(connection.id.clone());
    let selected = {
        let target = target.clone();
        move || bench.selection.with(|selection| selection.contains(&target)).to_string()
    };
    let to = connection.to;
    let select = move || bench.selection.set(Selection::one(&target));
    let focus = select.clone();
    let words = move || format!("to {}", component_name(bench, &to));
    view! {
        <li>
            <button type="button" class="outline__connection" aria-pressed=selected on:focus=move |_| focus() on:click=move |_| select() on:keydown=move |event| delete_on_key(bench, &event)>
                {words}
            </button>
        </li>
    }
}
