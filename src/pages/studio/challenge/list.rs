use content::{Challenge, Difficulty};
use leptos::prelude::*;

use super::key::Key;
use super::standing;
use crate::learner::Learner;
use crate::library::{FLAGSHIP, Library, Shelved, with_subject};
use crate::pages::learn::difficulty_name;
use crate::widgets::page::PageTitle;

const DIFFICULTIES: [Difficulty; 4] =
    [Difficulty::Beginner, Difficulty::Intermediate, Difficulty::Advanced, Difficulty::Expert];

/// The challenges of the learner's subjects, the easy ones first.
#[component]
pub fn ChallengeList() -> impl IntoView {
    let library = expect_context::<Library>();
    let offering = Memo::new(move |_| offering(library));
    let groups = move || {
        let subjects = offering.get();
        let is_alone = subjects.len() == 1;
        subjects.into_iter().map(|(id, title)| group(id, title, is_alone)).collect_view()
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
            {groups}
        </div>
    }
}

/// Ids and titles of those of the learner's subjects that have challenges. They are about designs, so where none has any
/// those of the flagship are shown, whatever else the learner studies.
fn offering(library: Library) -> Vec<(String, String)> {
    let subjects = library.subjects().into_iter().filter(|subject| subject.challenges > 0);
    let subjects: Vec<_> = subjects.map(|subject| (subject.id, subject.title)).collect();
    if subjects.is_empty() { vec![(FLAGSHIP.to_owned(), library.title(FLAGSHIP))] } else { subjects }
}

/// A subject's challenges, under its title where there are several subjects.
fn group(subject: String, title: String, is_alone: bool) -> AnyView {
    let heading = format!("subject-{subject}");
    let labelled_by = heading.clone();
    let levels = with_subject(move || subject.clone(), move |shelved| levels(&shelved, is_alone));
    if is_alone {
        return levels.into_any();
    }
    view! {
        <section class="page__section page__section--groups" aria-labelledby=labelled_by>
            <h2 id=heading>{title}</h2>
            {levels}
        </section>
    }
    .into_any()
}

fn levels(shelved: &Shelved, is_alone: bool) -> AnyView {
    let level = |difficulty: Difficulty| {
        let name = difficulty_name(difficulty);
        let id = format!("{}-{}", shelved.pack.id, name.to_lowercase());
        // Every subject may have one of this name.
        let labelled_by = if is_alone { id.clone() } else { format!("subject-{} {id}", shelved.pack.id) };
        let ours = shelved.pack.challenges.iter().filter(|challenge| challenge.difficulty == difficulty);
        let cards: Vec<_> = ours.map(|challenge| card(challenge, shelved, is_alone)).collect();
        let heading = match is_alone {
            true => view! { <h2 id=id>{name}</h2> }.into_any(),
            false => view! { <h3 id=id>{name}</h3> }.into_any(),
        };
        (!cards.is_empty()).then(|| {
            view! {
                <section class="page__section" aria-labelledby=labelled_by>
                    {heading}
                    <ul class="grid">{cards}</ul>
                </section>
            }
        })
    };
    DIFFICULTIES.map(level).into_any()
}

fn card(challenge: &Challenge, shelved: &Shelved, is_alone: bool) -> impl IntoView + use<> {
    let learner = expect_context::<Learner>();
    let key = Key::new(&shelved.pack.id, &challenge.id);
    let href = key.address();
    let stands = Memo::new(move |_| learner.progress().with(|progress| standing(progress, &key)));
    let topics = challenge.topics.iter().filter_map(|id| shelved.pack.topic(id));
    let topics: Vec<&str> = topics.map(|topic| topic.name.as_str()).collect();
    let title = challenge.title.clone();
    let heading = match is_alone {
        true => view! { <h3>{title}</h3> }.into_any(),
        false => view! { <h4>{title}</h4> }.into_any(),
    };
    view! {
        <li class="card card--link">
            <a class="card__link" href=href>{heading}</a>
            <p class="muted">{challenge.summary.clone()}</p>
            <p class="small muted">{topics.join(" · ")}</p>
            <p class="card__foot">
                <span>{format!("{} minutes", challenge.minutes)}</span>
                <span class=move || stands.get().0>{move || stands.get().1}</span>
            </p>
        </li>
    }
}
