use std::collections::BTreeSet;
use std::sync::Arc;

use content::Path;
use journal::Body;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Foot, Head, Screen};
use crate::learner::Learner;
use crate::library::Shelved;
use crate::pages::not_found::Missing;
use crate::study::{self, Plan};

#[component]
pub fn Goals(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    // The choice of a role may still be on its way to the disk.
    let role = {
        let shelved = shelved.clone();
        Memo::new(move |_| {
            let plan = learner.progress().with(|progress| Plan::of(progress, &shelved.pack));
            plan.map(|plan| plan.path)
        })
    };
    move || match role.get().and_then(|role| shelved.pack.path(&role).cloned()) {
        Some(path) => view! { <Choice path subject=shelved.pack.id.clone() /> }.into_any(),
        None => view! {
            <Missing
                title="Who are you, first?"
                words="What one can want depends on the role, and none is chosen yet."
                href=Screen::Role.href(&shelved.pack.id)
                label="Choose a role"
            />
        }
        .into_any(),
    }
}

#[component]
fn Choice(path: Path, subject: String) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    let said = learner.progress().with_untracked(|progress| {
        progress
            .profile
            .study(&subject)
            .map(|study| study.goals.iter().cloned().collect::<BTreeSet<String>>())
    });
    let chosen = RwSignal::new(said.unwrap_or_default());
    let skip_href = study::href_of_path(&subject);
    let answers = path.goals.iter().map(|goal| {
        let id = goal.id.clone();
        let is_chosen = {
            let id = id.clone();
            move || chosen.with(|chosen| chosen.contains(&id))
        };
        let toggle = move |_| {
            chosen.update(|chosen| {
                if !chosen.remove(&id) {
                    chosen.insert(id.clone());
                }
            });
        };
        view! {
            <label class="option">
                <input type="checkbox" class="option__input" prop:checked=is_chosen on:change=toggle />
                <span class="option__face answer"><strong>{goal.title.clone()}</strong></span>
            </label>
        }
    });
    // In the path's order, so that the same choice is always the same event.
    let all: Vec<String> = path.goals.iter().map(|goal| goal.id.clone()).collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let goals: Vec<String> =
            chosen.with_untracked(|chosen| all.iter().filter(|id| chosen.contains(*id)).cloned().collect());
        let goal = goals.first().cloned().unwrap_or_default();
        learner.record(Body::GoalSet { goal, subject: subject.clone(), goals });
        navigate(&study::href_of_path(&subject), Default::default());
    };
    view! {
        <form class="stack" on:submit=submit>
            <Head
                number=3
                title="What do you want?"
                lead="Choose as many as you like. Tutorials that serve more of them come earlier; with none, the path keeps its own order."
            />
            <fieldset class="options">
                <legend class="muted">"I want to"</legend>
                {answers.collect_view()}
            </fieldset>
            <Foot label="Show my path" skip_href skip_label="Decide later" complaint=Signal::derive(|| None) />
        </form>
    }
}
