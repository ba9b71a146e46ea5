use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::widgets::page::PageTitle;

#[component]
pub fn NotFound() -> impl IntoView {
    let path = use_location().pathname;
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <PageTitle title="There is no page here" />
                <p class="page__lead">
                    "Nothing stands at " <code>{path}</code>
                    ". The link may be old, or a letter may be missing. Your work is where you left it."
                </p>
            </div>
            <p class="row">
                <a class="button button--primary" href="/">"Go to today"</a>
                <a class="button button--secondary" href="/studio">"Open the studio"</a>
            </p>
        </div>
    }
}

/// A page whose subject (a design, a question, a tutorial) is not there: says what was looked for and where to go.
#[component]
pub fn Missing(
    title: &'static str,
    #[prop(into)] words: String,
    #[prop(into)] href: String,
    label: &'static str,
) -> impl IntoView {
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <PageTitle title=title />
                <p class="page__lead">{words}</p>
            </div>
            <p><a class="button button--primary" href=href>{label}</a></p>
        </div>
    }
}
