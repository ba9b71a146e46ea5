use diagram::hit::Target;
use diagram::{Diagram, naming};
use leptos::prelude::*;

use super::bench::Bench;
use super::search::{SearchDialog, Words};

/// As many as can be seen without scrolling.
const SHOWN: usize = 8;

const WORDS: Words = Words {
    id: "find",
    dialog: "Find in this design",
    field: "Name of a component, group or note",
    placeholder: "Find in this design",
    list: "Found in this design",
    nothing: "Nothing in this design is called that.",
};

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
    let found = move |query: &str| bench.drawn.with(|drawn| search(&drawn.diagram, query));
    let face = |found: &Found| {
        view! {
            <span class="palette__name">{found.name.clone()}</span>
            <span class="muted small palette__explanation">{found.kind.clone()}</span>
        }
        .into_any()
    };
    let choose = Callback::new(move |found: Found| {
        bench.go_to(&found.target);
        bench.announcement.set(format!("{}, {}.", found.name, found.kind));
    });
    let when_closed = Callback::new(move |()| bench.searching.set(false));
    view! { <SearchDialog words=WORDS open=bench.searching when_closed found face choose entry_class="palette__option--plain" /> }
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
