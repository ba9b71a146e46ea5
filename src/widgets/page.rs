use leptos::prelude::*;

/// The heading of a page. Sets the tab's title.
#[component]
pub fn PageTitle(#[prop(into)] title: Signal<String>) -> impl IntoView {
    Effect::new(move || document().set_title(&format!("{} · Systemcraft", title.get())));
    view! { <h1 id="page-title" tabindex="-1">{title}</h1> }
}
