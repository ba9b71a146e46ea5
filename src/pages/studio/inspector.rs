//! What is selected, with all that can be set on it.

mod annotation;
mod component;
mod connection;
mod fields;
mod group;
mod place;
mod properties;
mod several;

pub use fields::NumberInput;

use diagram::hit::Target;
use diagram::tools::Selection;
use leptos::prelude::*;

use super::bench::Bench;
use annotation::AnnotationInspector;
use component::ComponentInspector;
use connection::ConnectionInspector;
use group::GroupInspector;
use several::SeveralInspector;

#[component]
pub fn Inspector(bench: Bench) -> impl IntoView {
    // Rebuilt only when something else is selected, so that a field keeps the keyboard while it is typed in.
    let single = Memo::new(move |_| bench.selection.with(Selection::single));
    let is_several = Memo::new(move |_| bench.selection.with(Selection::len) > 1);
    // A quick fix or somebody else may give a component another kind, with other fields.
    let kind = Memo::new(move |_| bench.selected_component().map(|component| component.kind));
    move || {
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
    }
}
