use diagram::{Component, ComponentId};
use leptos::prelude::*;

use super::bench::{Bench, PaletteRequest};
use super::library::KindIcon;
use super::search::{SearchDialog, Words};
use crate::library::Library;

/// As many as can be seen without scrolling.
const SHOWN: usize = 8;

const WORDS: Words = Words {
    id: "palette",
    dialog: "Add a component",
    field: "Component to add",
    placeholder: "Add a component: cache, queue, database",
    list: "Components",
    nothing: "No component matches. Try another word.",
};

/// Type a few letters, press Enter: the component is placed, and connected if that was asked for.
#[component]
pub fn Palette(bench: Bench) -> impl IntoView {
    let library = expect_context::<Library>();
    let found = move |query: &str| {
        let kinds = bench
            .kinds
            .get()
            .search(query)
            .into_iter()
            .filter(|kind| untrack(|| library.offers(&kind.id)))
            .take(SHOWN);
        kinds.map(|kind| kind.id.clone()).collect::<Vec<String>>()
    };
    let face = move |id: &String| {
        let kind = bench.kinds.get_untracked().kind(id);
        kind.map(|kind| {
            view! {
                <KindIcon kind />
                <span class="palette__name">{kind.name.clone()}</span>
                <span class="muted small palette__explanation">{kind.explanation.clone()}</span>
            }
        })
        .into_any()
    };
    let choose = Callback::new(move |kind: String| {
        if let Some(request) = bench.palette.get_untracked() {
            place(bench, &kind, request);
        }
    });
    let open = Signal::derive(move || bench.palette.with(Option::is_some));
    let when_closed = Callback::new(move |()| bench.palette.set(None));
    view! { <SearchDialog words=WORDS open when_closed found face choose /> }
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
