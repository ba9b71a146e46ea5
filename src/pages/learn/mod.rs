//! Tutorials: the list, one tutorial, and its steps.

mod about_step;
mod assessment_step;
mod canvas_step;
mod code_step;
mod criteria;
mod overview;
mod path;
mod step;
mod step_note;

use std::sync::Arc;

use content::{Difficulty, Pack, Summary, Tutorial};
use leptos::prelude::*;
use progress::Progress;

use crate::learner::Learner;
use crate::library::{Library, Shelved, with_subject};
use crate::study;
use crate::widgets::meter::{Meter, Tone};
use crate::widgets::page::PageTitle;

pub use canvas_step::canvas_step;
pub use code_step::code_step;
pub use overview::TutorialOverview;
pub use step::{Lesson, StepPage};

#[component]
pub fn TutorialList() -> impl IntoView {
    let library = expect_context::<Library>();
    let learner = expect_context::<Learner>();
    let subjects = Memo::new(move |_| {
        learner.progress().with(|progress| study::chosen_first(progress, library.subjects()))
    });
    let list = |subject: Summary, is_alone: bool| {
        let (id, heading) = (subject.id.clone(), format!("subject-{}", subject.id));
        let labelled_by = heading.clone();
        view! {
            <section class="page__section" aria-labelledby=labelled_by>
                <h2 id=heading class:for-screen-readers=is_alone>{subject.title}</h2>
                {with_subject(move || id.clone(), |shelved| view! { <List shelved /> }.into_any())}
            </section>
        }
    };
    view! {
        <div class="page">
            <div class="page__head">
                <PageTitle title="Learn" />
                <p class="page__lead">"Each tutorial ends with something you built or worked out yourself. Take them in the order that is offered, or in your own."</p>
                <p><a href="/studio/challenges">"Challenges"</a>" are the next step: a whole system to design, from a brief."</p>
            </div>
            {move || {
                let subjects = subjects.get();
                let is_alone = subjects.len() == 1;
                subjects.into_iter().map(|subject| list(subject, is_alone)).collect_view()
            }}
            <p><a href="/packs">"More subjects"</a></p>
        </div>
    }
}

#[component]
fn List(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let card = |tutorial: &Tutorial| {
        let steps: Vec<String> = tutorial.steps.iter().map(|step| step.id.clone()).collect();
        let id = tutorial.id.clone();
        let count = steps.len();
        let done = Memo::new(move |_| learner.progress().with(|progress| completed(progress, &id, &steps)));
        let share = Signal::derive(move || done.get() as f64 / count.max(1) as f64);
        let tone = Signal::derive(move || if done.get() == count { Tone::Good } else { Tone::Plain });
        let label = Signal::derive(move || format!("{} of {count} steps completed", done.get()));
        view! {
            <li class="card card--link">
                <a class="card__link" href=format!("/learn/{}", tutorial.id)><h3>{tutorial.title.clone()}</h3></a>
                <p class="muted">{tutorial.summary.clone()}</p>
                {prerequisites(&shelved.pack, tutorial)}
                <Meter share label tone />
                <p class="card__foot">
                    <span class="tag">{difficulty_name(tutorial.difficulty)}</span>
                    <span>{format!("{} minutes", tutorial.minutes)}</span>
                    <span>{label}</span>
                </p>
            </li>
        }
    };
    if shelved.pack.tutorials.is_empty() {
        return view! { <p class="muted">"This subject has no tutorials; its questions are under Practice."</p> }
            .into_any();
    }
    view! {
        <path::YourPath shelved=shelved.clone() />
        <path::Held shelved=shelved.clone() />
        <path::SkillTree shelved=shelved.clone() />
        {(!shelved.pack.paths.is_empty()).then(|| view! { <h3>"All tutorials"</h3> })}
        <ol class="grid">{shelved.pack.tutorials.iter().map(card).collect_view()}</ol>
    }
    .into_any()
}

fn completed(progress: &Progress, tutorial: &str, steps: &[String]) -> usize {
    let record = progress.tutorials.get(tutorial);
    record.map_or(0, |record| steps.iter().filter(|step| record.is_completed(step)).count())
}

fn prerequisites(pack: &Pack, tutorial: &Tutorial) -> Option<impl IntoView + use<>> {
    let titles: Vec<String> = tutorial
        .prerequisites
        .iter()
        .filter_map(|id| pack.tutorial(id))
        .map(|tutorial| tutorial.title.clone())
        .collect();
    (!titles.is_empty())
        .then(|| view! { <p class="small muted">{format!("Best after: {}", titles.join(", "))}</p> })
}

pub fn difficulty_name(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Beginner => "Beginner",
        Difficulty::Intermediate => "Intermediate",
        Difficulty::Advanced => "Advanced",
        Difficulty::Expert => "Expert",
    }
}
