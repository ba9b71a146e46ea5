use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Answer, Foot, Screen};
use crate::library::{Entry, Library};
use crate::widgets::page::PageTitle;

/// Before the three questions: what they are about.
#[component]
pub fn Subject() -> impl IntoView {
    let library = expect_context::<Library>();
    let navigate = use_navigate();
    let chosen = RwSignal::new(untrack(|| library.first_subject()));
    let answer = move |entry: Entry| {
        let id = entry.summary.id;
        let is_chosen = {
            let id = id.clone();
            Signal::derive(move || chosen.with(|chosen| *chosen == id))
        };
        let choose = Callback::new(move |()| chosen.set(id.clone()));
        view! { <Answer group="subject" title=entry.summary.title words=entry.summary.summary chosen=is_chosen on_choose=choose /> }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let subject = chosen.get_untracked();
        library.choose(&subject, true);
        navigate(&Screen::Role.href(&subject), Default::default());
    };
    view! {
        <form class="stack" on:submit=submit>
            <div class="page__head">
                <p class="crumbs">"To begin with"</p>
                <PageTitle title="What would you like to learn?" />
                <p class="page__lead">"One subject to start with. Others can be added, and taken away again, at any time."</p>
            </div>
            <fieldset class="options">
                <legend class="for-screen-readers">"Subjects"</legend>
                {move || library.entries().into_iter().map(answer).collect_view()}
            </fieldset>
            <Foot label="Go on" skip_href="/packs".to_owned() skip_label="See all about the subjects" complaint=Signal::derive(|| None) />
        </form>
    }
}
