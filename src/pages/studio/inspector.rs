//! What is selected, with all that can be set on it.

mod annotation;
mod component;
mod connection;
pub mod fields;
mod group;
mod place;
mod properties;
mod several;

pub use fields::NumberInput;

use diagram::hit::Target;
use diagram::tools::Selection;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::bench::Bench;
use super::canvas::CANVAS;
use crate::browser::element;
use annotation::AnnotationInspector;
use component::ComponentInspector;
use connection::ConnectionInspector;
use group::GroupInspector;
use several::SeveralInspector;

/// Id of what holds the fields.
const FIELDS: &str = "inspector-fields";

#[component]
pub fn Inspector(bench: Bench) -> impl IntoView {
    // Rebuilt only when something else is selected, so that a field keeps the keyboard while it is typed in.
    let single = Memo::new(move |_| bench.selection.with(Selection::single));
    let is_several = Memo::new(move |_| bench.selection.with(Selection::len) > 1);
    // A quick fix or somebody else may give a component another kind, with other fields.
    let kind = Memo::new(move |_| bench.selected_component().map(|component| component.kind));
    let fields = move || {
        kind.track();
        match single.get() {
            Some(Target::Component(_)) => untrack(|| bench.selected_component())
                .map(|component| view! { <ComponentInspector bench component /> })
                .into_any(),
            Some(Target::Connection(_)) => untrack(|| bench.selected_connection())
                .map(|connection| view! { <ConnectionInspector bench connection /> })
                .into_any(),
            Some(Target::Group(id)) => {
                let group = bench.drawn.with_untracked(|drawn| drawn.diagram.group(&id).cloned());
                group.map(|group| view! { <GroupInspector bench group /> }).into_any()
            }
            Some(Target::Annotation(id)) => {
                let annotation = bench.drawn.with_untracked(|drawn| drawn.diagram.annotation(&id).cloned());
                annotation.map(|annotation| view! { <AnnotationInspector bench annotation /> }).into_any()
            }
            None if is_several.get() => view! { <SeveralInspector bench /> }.into_any(),
            None => ().into_any(),
        }
    };
    let back_out = |event: KeyboardEvent| {
        if event.key() == "Escape" {
            element::focus(CANVAS);
        }
    };
    view! { <div id=FIELDS on:keydown=back_out>{fields}</div> }
}

/// Gives the keyboard to the first field of what is selected; Escape gives it back to the canvas.
pub fn take_keyboard() {
    element::focus_field_in(FIELDS);
}
