use std::sync::Arc;

use content::{Challenge, Difficulty};
use leptos::prelude::*;

use super::{standing, with_challenges};
use crate::learner::Learner;
use crate::library::Shelved;
use crate::pages::learn::difficulty_name;
use crate::widgets::page::PageTitle;

const DIFFICULTIES: [Difficulty; 4] =
    [Difficulty::Beginner, Difficulty::Intermediate, Difficulty::Advanced, Difficulty::Expert];

/// Every challenge, the easy ones first.
#[component]
pub fn ChallengeList() -> impl IntoView {
    with_challenges(|shelved| view! { <List shelved /> }.into_any())
}

#[component]
fn List(shelved: Arc<Shelved>) -> impl IntoView {
    let section = |difficulty: Difficulty| {
        let name = difficulty_name(difficulty);
        let id = heading_id(difficulty);
        let ours = shelved.pack.challenges.iter().filter(|challenge| challenge.difficulty == difficulty);
        let cards: Vec<_> = ours.map(|challenge| card(challenge, &shelved)).collect();
        (!cards.is_empty()).then(|| {
            view! {
                <section class="page__section" aria-labelledby=id>
                    <h2 id=id>{name}</h2>
                    <ul class="grid">{cards}</ul>
                </section>
            }
        })
    };
    view! {
        <div class="page">
            <div class="page__head">
                <p class="crumbs"><a href="/studio">"Studio"</a></p>
                <PageTitle title="Challenges" />
                <p class="page__lead">
                    "A brief, an empty canvas and your judgement. Each design is graded by its figures and by your reasons; afterwards you see a solution of ours and what sets the two apart."
                </p>
            </div>
            {DIFFICULTIES.map(section)}
        </div>
    }
}

fn heading_id(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Beginner => "beginner",
        Difficulty::Intermediate => "intermediate",
        Difficulty::Advanced => "advanced",
        Difficulty::Expert => "expert",
    }
}

fn card(challenge: &Challenge, shelved: &Shelved) -> impl IntoView + use<> {
    let learner = expect_context::<Learner>();
    let id = challenge.id.clone();
    let stands = Memo::new(move |_| learner.progress().with(|progress| standing(progress, &id)));
    let topics = challenge.topics.iter().filter_map(|id| shelved.pack.topic(id));
    let topics: Vec<&str> = topics.map(|topic| topic.name.as_str()).collect();
    view! {
        <li class="card card--link">
            <a class="card__link" href=format!("/studio/challenges/{}", challenge.id)><h3>{challenge.title.clone()}</h3></a>
            <p class="muted">{challenge.summary.clone()}</p>
            <p class="small muted">{topics.join(" · ")}</p>
            <p class="card__foot">
                <span>{format!("{} minutes", challenge.minutes)}</span>
                <span class=move || stands.get().0>{move || stands.get().1}</span>
            </p>
        </li>
    }
}
