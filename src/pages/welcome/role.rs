use std::sync::Arc;

use journal::Body;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Answer, Foot, Head, Screen};
use crate::learner::Learner;
use crate::library::Shelved;
use crate::study::Plan;

#[component]
pub fn Role(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    let said = learner.progress().with_untracked(|progress| Plan::of(progress, &shelved.pack));
    let chosen = RwSignal::new(said.map(|plan| plan.path));
    let complaint = RwSignal::new(None::<&'static str>);
    let answers = shelved.pack.paths.iter().map(|path| {
        let (id, title) = (path.id.clone(), path.role.clone());
        let words = format!("{}. {}", path.title, path.summary);
        let is_chosen = {
            let id = id.clone();
            Signal::derive(move || chosen.with(|chosen| chosen.as_ref() == Some(&id)))
        };
        let choose = Callback::new(move |()| {
            chosen.set(Some(id.clone()));
            complaint.set(None);
        });
        view! { <Answer group="role" title words chosen=is_chosen on_choose=choose /> }
    });
    let subject = shelved.pack.id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match chosen.get_untracked() {
            Some(role) => {
                learner.record(Body::RoleSet { role, subject: subject.clone() });
                navigate(&Screen::Level.href(&subject), Default::default());
            }
            None => complaint.set(Some("Choose the one that comes nearest, or go on without.")),
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            <Head
                number=1
                title="Who are you?"
                lead="Or who you would like to be. It decides which tutorials come first, and hides nothing. You can change it at any time."
            />
            <fieldset class="options">
                <legend class="for-screen-readers">"Your role"</legend>
                {answers.collect_view()}
            </fieldset>
            <Foot label="Go on" skip_href="/learn".to_owned() skip_label="Go on without a path" complaint />
        </form>
    }
}
