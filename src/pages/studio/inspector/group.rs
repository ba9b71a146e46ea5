use diagram::hit::Target;
use diagram::{Command, Group, GroupKind, naming};
use leptos::prelude::*;

use super::component::say;
use super::fields::TextInput;
use super::place::{GroupChoice, PlaceAndSize};
use crate::browser::element;
use crate::pages::studio::bench::Bench;
use crate::pages::studio::canvas::CANVAS;

/// What each kind of group is for.
const KINDS: [(GroupKind, &str, &str); 6] = [
    (GroupKind::Frame, "frame", "Keeps things together on the drawing. It changes no figure."),
    (
        GroupKind::Region,
        "region",
        "Data centres in one part of the world. What stands in another region answers later.",
    ),
    (GroupKind::Zone, "zone", "One data centre of a region: what stands in it can fail together."),
    (
        GroupKind::Host,
        "host",
        "One machine: a call between two that stand on it takes 0.05 ms. That all of them fail with it is not counted.",
    ),
    (GroupKind::Vpc, "vpc", "A private network: what stands in it is not reached from outside by itself."),
    (
        GroupKind::TrustBoundary,
        "trust_boundary",
        "Who is trusted changes here, so data that crosses it is looked at.",
    ),
];

#[component]
pub fn GroupInspector(bench: Bench, group: Group) -> impl IntoView {
    let id = group.id.clone();
    let target = Target::Group(id.clone());
    let current = {
        let id = id.clone();
        Memo::new(move |_| {
            bench.drawn.with(|drawn| drawn.diagram.group(&id).cloned()).unwrap_or_else(|| group.clone())
        })
    };
    let rename = Callback::new(move |(name, aloud): (String, bool)| {
        let group = current.get_untracked();
        if group.name != name || aloud {
            say(bench, &Command::ChangeGroup(Group { name, ..group }), aloud);
        }
    });
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some((kind, _, _)) = KINDS.into_iter().find(|(_, id, _)| *id == chosen) {
            bench.apply(&Command::ChangeGroup(Group { kind, ..current.get_untracked() }));
        }
    };
    let lock = move |event| {
        let locked = event_target_checked(&event);
        bench.apply(&Command::ChangeGroup(Group { locked, ..current.get_untracked() }));
    };
    let option = move |(kind, id, _): (GroupKind, &'static str, &'static str)| {
        view! { <option value=id prop:selected=move || current.get().kind == kind>{naming::group_kind_name(kind)}</option> }
    };
    let meaning = move || {
        let kind = current.get().kind;
        KINDS.into_iter().find(|(one, _, _)| *one == kind).map_or("", |(_, _, words)| words)
    };
    let members = Memo::new(move |_| {
        bench.drawn.with(|drawn| {
            let inside = drawn.diagram.components.iter().filter(|one| one.group.as_ref() == Some(&id));
            inside.map(naming::of_component).collect::<Vec<_>>()
        })
    });
    let inside = move || match members.get() {
        names if names.is_empty() => {
            "Nothing stands in it yet. Drag components in, or choose the group in their details.".to_owned()
        }
        names => format!("In it: {}.", names.join(", ")),
    };
    let then_canvas = move |act: fn(Bench)| {
        act(bench);
        element::focus(CANVAS);
    };
    view! {
        <section class="panel inspector" aria-labelledby="inspector">
            <h2 id="inspector">{move || format!("Group: {}", naming::of_group(&current.get()))}</h2>
            <TextInput label="Name" value=Signal::derive(move || current.get().name) set=rename />
            <label class="field">
                <span class="field__label">"Kind"</span>
                <select class="input" on:change=choose>{KINDS.map(option)}</select>
                <span class="field__help">{meaning}</span>
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=move || current.get().locked on:change=lock />
                <span>"Locked: it stays where it is, with all that stands in it"</span>
            </label>
            <GroupChoice bench target=target.clone() />
            <p class="small muted">{inside}</p>
            <PlaceAndSize bench target />
            <p class="row">
                <button type="button" class="button button--secondary" on:click=move |_| then_canvas(Bench::ungroup)>"Ungroup"</button>
                <button type="button" class="button button--secondary" on:click=move |_| then_canvas(Bench::delete_selection)>"Delete with contents"</button>
            </p>
        </section>
    }
}
