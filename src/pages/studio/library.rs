use diagram::catalogue::{Category, Kind, pack_of_kind};
use leptos::prelude::*;

use super::bench::Bench;
use super::canvas;
use crate::library::Library;

const CATEGORIES: [(Category, &str); 7] = [
    (Category::Client, "Load"),
    (Category::Edge, "Edge"),
    (Category::Compute, "Compute"),
    (Category::Storage, "Storage"),
    (Category::Messaging, "Messaging"),
    (Category::Operations, "Operations"),
    (Category::ThirdParty, "Third parties"),
];

/// Every kind of component: to be dragged onto the canvas, or pressed to be placed beside what is selected.
#[component]
pub fn ComponentLibrary(bench: Bench) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let library = expect_context::<Library>();
    // A memo: what the learner does elsewhere changes the journal, and hardly ever the subjects.
    let brought = Memo::new(move |_| library.kinds_of_subjects());
    let found = move || {
        let catalogue = bench.kinds.get();
        let ids: Vec<&str> =
            catalogue.search(&query.get()).into_iter().map(|kind| kind.id.as_str()).collect();
        let section = |title: String, mut kinds: Vec<&'static Kind>| {
            kinds.retain(|kind| ids.contains(&kind.id.as_str()));
            (!kinds.is_empty()).then(|| {
                view! {
                    <h3 class="library__category">{title}</h3>
                    <ul class="library__kinds">{kinds.into_iter().map(|kind| view! { <LibraryItem bench kind /> }).collect_view()}</ul>
                }
            })
        };
        let is_builtin = |kind: &&Kind| pack_of_kind(&kind.id).is_none();
        let of_category = |category: Category| {
            catalogue.kinds.iter().filter(|kind| kind.category == category).filter(is_builtin).collect()
        };
        let mut sections: Vec<_> = CATEGORIES
            .into_iter()
            .filter_map(|(category, title)| section(title.to_owned(), of_category(category)))
            .collect();
        sections.extend(brought.get().into_iter().filter_map(|(title, kinds)| section(title, kinds)));
        if sections.is_empty() {
            view! { <p class="muted small">"No component matches. Try another word, such as cache or queue."</p> }.into_any()
        } else {
            sections.collect_view().into_any()
        }
    };
    view! {
        <section class="library" aria-label="Component library">
            <h2 class="for-screen-readers">"Components"</h2>
            <input
                type="search"
                class="input library__search"
                placeholder="Find a component"
                aria-label="Find a component"
                prop:value=query
                on:input=move |event| query.set(event_target_value(&event))
            />
            <div class="library__list">{found}</div>
        </section>
    }
}

#[component]
fn LibraryItem(bench: Bench, kind: &'static Kind) -> impl IntoView {
    let place = move |_| {
        bench.place_near_selection(&kind.id);
    };
    view! {
        <li>
            <button
                type="button"
                class="library__item"
                title=kind.explanation.clone()
                on:pointerdown=move |event| canvas::drag_from_library(bench, kind, &event)
                on:click=place
            >
                <KindIcon kind />
                <span>{kind.name.clone()}</span>
            </button>
        </li>
    }
}

/// The drawn icon of a kind, in the colour of its category.
#[component]
pub fn KindIcon(kind: &'static Kind) -> impl IntoView {
    view! {
        <svg class=format!("icon kind-icon kind-icon--{}", category_class(kind.category)) viewBox="0 0 24 24" aria-hidden="true">
            <path d=kind.icon.clone() />
        </svg>
    }
}

fn category_class(category: Category) -> &'static str {
    match category {
        Category::Client => "client",
        Category::Edge => "edge",
        Category::Compute => "compute",
        Category::Storage => "storage",
        Category::Messaging => "messaging",
        Category::Operations => "operations",
        Category::ThirdParty => "third-party",
    }
}
