use diagram::hit::Target;
use diagram::tools::Selection;
use diagram::{AnnotationId, Catalogue, Component, ComponentId, Connection, Diagram, GroupId, naming};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::bench::Bench;
use super::canvas::CANVAS;
use super::metrics::component_name;
use crate::browser::element;
use analysis::words;

/// So many components are listed at once: a page of thousands of elements is of no use to anybody, and slow.
const AT_ONCE: usize = 50;
/// Lists stand in each other so deep, and what is grouped deeper stands side by side in the last one: each list within a list
/// is shown from within the one around it, and a file may nest its groups without end.
const DEEPEST: usize = 12;

/// The design as a tree of real elements: each group with what stands in it, each component with what it is connected
/// to and what was found. Focus here is selection on the canvas, and the other way round.
#[component]
pub fn Outline(bench: Bench) -> impl IntoView {
    let is_empty = Memo::new(move |_| {
        bench.drawn.with(|drawn| {
            let diagram = &drawn.diagram;
            diagram.components.is_empty() && diagram.groups.is_empty() && diagram.annotations.is_empty()
        })
    });
    let annotations = Memo::new(move |_| {
        bench
            .drawn
            .with(|drawn| drawn.diagram.annotations.iter().map(|one| one.id.clone()).collect::<Vec<_>>())
    });
    view! {
        <section class="panel" aria-labelledby="outline" hidden=is_empty>
            <h2 id="outline">"Outline"</h2>
            <ul class="outline" aria-labelledby="outline">
                <Level bench group=None depth=0 />
                <For each=move || annotations.get() key=|id| id.0.clone() let:id>
                    <OutlineAnnotation bench id />
                </For>
            </ul>
        </section>
    }
}

/// What stands in one group, or outside of all: groups first.
#[component]
fn Level(bench: Bench, group: Option<GroupId>, depth: usize) -> impl IntoView {
    let groups = {
        let group = group.clone();
        Memo::new(move |_| bench.drawn.with(|drawn| groups_in(&drawn.diagram, group.as_ref(), depth)))
    };
    let group = StoredValue::new(group);
    // Of thousands only those that are listed are kept.
    let count = Memo::new(move |_| {
        bench.drawn.with(|drawn| group.with_value(|group| standing_in(&drawn.diagram, group).count()))
    });
    let stretch = RwSignal::new(0usize);
    let first = Memo::new(move |_| {
        let last_stretch = count.get().saturating_sub(1) / AT_ONCE;
        stretch.get().min(last_stretch) * AT_ONCE
    });
    let listed = Memo::new(move |_| {
        let first = first.get();
        bench.drawn.with(|drawn| {
            group.with_value(|group| {
                let here = standing_in(&drawn.diagram, group);
                here.skip(first).take(AT_ONCE).cloned().collect::<Vec<_>>()
            })
        })
    });
    Effect::new(move || {
        let selected = bench.selection.with(|selection| selection.single_component().cloned());
        let place = selected.and_then(|id| {
            bench.drawn.with_untracked(|drawn| {
                group.with_value(|group| standing_in(&drawn.diagram, group).position(|one| *one == id))
            })
        });
        if let Some(place) = place {
            stretch.set(place / AT_ONCE);
        }
    });
    view! {
        <For each=move || groups.get() key=|id| id.0.clone() let:id>
            <OutlineGroup bench id depth />
        </For>
        <Stretches count first stretch />
        <For each=move || listed.get() key=|id| id.0.clone() let:id>
            <OutlineComponent bench id />
        </For>
    }
    .into_any()
}

/// The groups that a list at some depth within the others shows: those right in a group, or in none. The deepest list shows all
/// that are anywhere within, and lists below it none.
fn groups_in(diagram: &Diagram, group: Option<&GroupId>, depth: usize) -> Vec<GroupId> {
    let right_in = |parent: Option<&GroupId>| -> Vec<GroupId> {
        let here = diagram.groups.iter().filter(|one| one.parent.as_ref() == parent);
        here.map(|one| one.id.clone()).collect()
    };
    if depth > DEEPEST {
        return Vec::new();
    }
    let mut found = right_in(group);
    let mut at = 0;
    while let Some(next) = found.get(at).filter(|_| depth == DEEPEST) {
        let within = right_in(Some(next));
        found.extend(within);
        at += 1;
    }
    found
}

/// The components right in a group, or in none, in drawing order.
fn standing_in<'a>(
    diagram: &'a Diagram,
    group: &'a Option<GroupId>,
) -> impl Iterator<Item = &'a ComponentId> {
    diagram.components.iter().filter(move |one| one.group == *group).map(|one| &one.id)
}

/// Which stretch of many components is listed, and the way to the others.
#[component]
fn Stretches(count: Memo<usize>, first: Memo<usize>, stretch: RwSignal<usize>) -> impl IntoView {
    let words = move || {
        let last = (first.get() + AT_ONCE).min(count.get());
        format!("{} to {last} of {}", first.get() + 1, words::count(count.get(), "component"))
    };
    let go = move |by: isize| stretch.set((first.get_untracked() / AT_ONCE).saturating_add_signed(by));
    let are_many = Memo::new(move |_| count.get() > AT_ONCE);
    let is_last = move || first.get() + AT_ONCE >= count.get();
    move || {
        are_many.get().then(|| {
            view! {
                <li class="outline__stretches">
                    <p class="small muted" role="status">{words}</p>
                    <button type="button" class="button button--quiet" disabled=move || first.get() == 0 on:click=move |_| go(-1)>"Earlier ones"</button>
                    <button type="button" class="button button--quiet" disabled=is_last on:click=move |_| go(1)>"Later ones"</button>
                </li>
            }
        })
    }
}

#[component]
fn OutlineGroup(bench: Bench, id: GroupId, depth: usize) -> impl IntoView {
    let described = {
        let id = id.clone();
        move || {
            bench.drawn.with(|drawn| {
                let group = drawn.diagram.group(&id)?;
                let (name, kind) = (naming::of_group(group), naming::group_kind_name(group.kind));
                let locked = if group.locked { ", locked" } else { "" };
                Some(if name == kind {
                    format!("{name}{locked}")
                } else {
                    format!("{name}, {}{locked}", kind.to_lowercase())
                })
            })
        }
    };
    view! {
        <li>
            <OutlineButton bench target=Target::Group(id.clone())>
                <span class="outline__name">{described}</span>
            </OutlineButton>
            <ul class="outline__inside"><Level bench group=Some(id) depth=depth + 1 /></ul>
        </li>
    }
}

#[component]
fn OutlineComponent(bench: Bench, id: ComponentId) -> impl IntoView {
    let component = {
        let id = id.clone();
        Memo::new(move |_| bench.drawn.with(|drawn| drawn.diagram.component(&id).cloned()))
    };
    let outgoing = {
        let id = id.clone();
        Memo::new(move |_| {
            bench.drawn.with(|drawn| {
                let outgoing = drawn.diagram.connections.iter().filter(|connection| connection.from == id);
                outgoing.cloned().collect::<Vec<_>>()
            })
        })
    };
    let status = {
        let id = id.clone();
        move || status(bench, &id)
    };
    view! {
        <li>
            <OutlineButton bench target=Target::Component(id)>
                <span class="outline__name">{move || component.get().map(|component| describe(bench.kinds.get(), &component))}</span>
                <span class="muted small">{status}</span>
            </OutlineButton>
            <ul class="outline__connections">
                {move || outgoing.get().into_iter().map(|connection| view! { <OutlineConnection bench connection /> }).collect_view()}
            </ul>
        </li>
    }
}

#[component]
fn OutlineConnection(bench: Bench, connection: Connection) -> impl IntoView {
    let to = connection.to;
    let label = connection.label;
    let words = move || {
        let to = component_name(bench, &to);
        if label.trim().is_empty() { format!("to {to}") } else { format!("to {to}: {}", label.trim()) }
    };
    view! {
        <li>
            <OutlineButton bench target=Target::Connection(connection.id)>{words}</OutlineButton>
        </li>
    }
}

#[component]
fn OutlineAnnotation(bench: Bench, id: AnnotationId) -> impl IntoView {
    let described = {
        let id = id.clone();
        move || bench.drawn.with(|drawn| drawn.diagram.annotation(&id).map(naming::of_annotation))
    };
    view! {
        <li>
            <OutlineButton bench target=Target::Annotation(id)>
                <span class="outline__name">{described}</span>
            </OutlineButton>
        </li>
    }
}

/// Selects what it stands for when the focus comes to it; with Shift or Control a press takes it in or out.
#[component]
fn OutlineButton(bench: Bench, target: Target, children: Children) -> impl IntoView {
    let class = match target {
        Target::Connection(_) => "outline__connection",
        _ => "outline__component",
    };
    let target = StoredValue::new(target);
    let pressed = move || {
        target.with_value(|target| bench.selection.with(|selection| selection.contains(target))).to_string()
    };
    let select = move || bench.selection.set(target.with_value(Selection::one));
    // A pointer brings the focus before its click, which alone knows of Shift.
    let by_pointer = StoredValue::new(false);
    let focus = move |_| {
        if !by_pointer.get_value() {
            select();
        }
    };
    let click = move |event: MouseEvent| {
        by_pointer.set_value(false);
        if event.shift_key() || event.ctrl_key() || event.meta_key() {
            target.with_value(|target| bench.selection.update(|selection| selection.toggle(target)));
        } else {
            select();
        }
        bench.reveal_selection();
    };
    let key = move |event: KeyboardEvent| on_key(bench, target, &event);
    view! {
        <button
            type="button"
            class=class
            data-outline=""
            aria-pressed=pressed
            on:pointerdown=move |_| by_pointer.set_value(true)
            on:focus=focus
            on:blur=move |_| by_pointer.set_value(false)
            on:click=click
            on:keydown=key
        >
            {children()}
        </button>
    }
}

/// What has the focus is what is selected, so the canvas's keys for it work here too.
fn on_key(bench: Bench, target: StoredValue<Target>, event: &KeyboardEvent) {
    match event.key().as_str() {
        "Delete" | "Backspace" => delete(bench),
        "F2" => bench.naming.set(Some(target.get_value())),
        "l" | "L" if !event.ctrl_key() && !event.shift_key() => bench.lock(),
        "g" | "G" if !event.ctrl_key() && event.shift_key() => bench.ungroup(),
        "ContextMenu" => bench.open_menu(None),
        "m" if !event.ctrl_key() => bench.open_menu(None),
        _ => return,
    }
    event.prevent_default();
}

/// The element goes with what it stands for: the keyboard comes to the one that takes its place, or to the canvas.
fn delete(bench: Bench) {
    let place = focused_place();
    bench.delete_selection();
    request_animation_frame(move || {
        let buttons = buttons();
        let next = place.and_then(|place| buttons.get(place).or(buttons.last()));
        match next {
            Some(next) => {
                let _ = next.focus();
            }
            None => element::focus(CANVAS),
        }
    });
}

fn buttons() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all("[data-outline]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

fn focused_place() -> Option<usize> {
    let active = document().active_element()?;
    buttons().iter().position(|button| *AsRef::<web_sys::Element>::as_ref(button) == active)
}

fn describe(catalogue: &Catalogue, component: &Component) -> String {
    let name = naming::of_component(component);
    let kind = catalogue.kind(&component.kind).map_or("unknown kind", |kind| kind.name.as_str());
    let replicas =
        if component.replicas > 1 { format!(", {} replicas", component.replicas) } else { String::new() };
    let needed = component.replicas_needed.map_or_else(String::new, |needed| format!(", {needed} needed"));
    let locked = if component.locked { ", locked" } else { "" };
    if name == kind {
        format!("{kind}{replicas}{needed}{locked}")
    } else {
        format!("{name}, {}{replicas}{needed}{locked}", kind.to_lowercase())
    }
}

/// Load and findings of a component, in words.
fn status(bench: Bench, id: &ComponentId) -> String {
    if bench.veiled.get() {
        return String::new();
    }
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
