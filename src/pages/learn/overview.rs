use std::sync::Arc;

use content::{Difficulty, Objective, Step, StepKind, Tutorial};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::about_step::Prerequisites;
use super::difficulty_name;
use crate::learner::Learner;
use crate::library::{subject_of_tutorial, with_subject};
use crate::pages::not_found::Missing;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;

/// One tutorial: what it teaches, its steps, and where to go on.
#[component]
pub fn TutorialOverview() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("tutorial").unwrap_or_default());
    with_subject(
        move || subject_of_tutorial(&id.get()),
        move |shelved| {
            let overview = move || match shelved.pack.tutorial(&id.get()) {
                Some(tutorial) => view! { <Overview tutorial=Arc::new(tutorial.clone()) /> }.into_any(),
                None => view! { <NoSuchTutorial /> }.into_any(),
            };
            overview.into_any()
        },
    )
}

#[component]
pub fn NoSuchTutorial() -> impl IntoView {
    view! {
        <Missing
            title="There is no such tutorial"
            words="The link names a tutorial that the installed content does not have. It may have been renamed."
            href="/learn"
            label="See all tutorials"
        />
    }
}

#[component]
fn Overview(tutorial: Arc<Tutorial>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let step_ids: Vec<String> = tutorial.steps.iter().map(|step| step.id.clone()).collect();
    let tutorial_id = tutorial.id.clone();
    let continue_at = {
        let (ids, tutorial_id) = (step_ids.clone(), tutorial_id.clone());
        Memo::new(move |_| {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            learner.progress().with(|progress| match progress.tutorials.get(&tutorial_id) {
                Some(record) => (true, record.step_to_continue(&ids).map(str::to_owned)),
                None => (false, ids.first().map(|id| (*id).to_owned())),
            })
        })
    };
    let button = {
        move || {
            let (label, step) = match continue_at.get() {
                (false, step) => ("Start", step),
                (true, Some(step)) => ("Continue", Some(step)),
                (true, None) => ("Read it again", step_ids.first().cloned()),
            };
            view! {
                <a class="button button--primary" href=format!("/learn/{tutorial_id}/{}", step.unwrap_or_default())>
                    {label}
                    <Icon glyph=Glyph::ArrowRight class="button__icon" />
                </a>
            }
        }
    };
    let objectives = tutorial.objectives.iter().map(|objective| objective_row(&tutorial, objective));
    let steps = tutorial.steps.iter().enumerate().map(|(index, step)| {
        // What all steps share stands above them.
        let difficulty = step.difficulty.filter(|difficulty| *difficulty != tutorial.difficulty);
        view! { <StepRow tutorial=tutorial.id.clone() step=step.clone() difficulty index /> }
    });
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <p class="crumbs"><a href="/learn">"Learn"</a></p>
                <PageTitle title=tutorial.title.clone() />
                <p class="page__lead">{tutorial.summary.clone()}</p>
                <p class="row muted small">
                    <span class="tag">{difficulty_name(tutorial.difficulty)}</span>
                    <span>{format!("About {} minutes", tutorial.minutes)}</span>
                </p>
                <Prerequisites ids=tutorial.prerequisites.clone() />
            </div>
            <section class="page__section" aria-labelledby="objectives">
                <h2 id="objectives">"What you will be able to do"</h2>
                <ol class="objectives">{objectives.collect_view()}</ol>
            </section>
            <p>{button}</p>
            <section class="page__section" aria-labelledby="steps">
                <h2 id="steps">"Steps"</h2>
                <ol class="tutorial-steps">{steps.collect_view()}</ol>
            </section>
        </div>
    }
}

/// One thing that is learnt, with how long it takes and which of the others it builds on, by their numbers in the list.
fn objective_row(tutorial: &Tutorial, objective: &Objective) -> impl IntoView + use<> {
    let places = tutorial.objectives.iter().enumerate();
    let builds_on: Vec<String> = places
        .filter(|(_, other)| objective.prerequisites.contains(&other.id))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    let minutes = (objective.minutes > 0).then(|| format!("About {} minutes. ", objective.minutes));
    let builds_on = (!builds_on.is_empty()).then(|| format!("Builds on {}.", builds_on.join(" and ")));
    let has_facts = minutes.is_some() || builds_on.is_some();
    let says = (!objective.description.is_empty()).then(|| objective.description.clone());
    view! {
        <li class="objective">
            <span class="objective__title">{objective.title.clone()}</span>
            {says.map(|says| view! { <p class="small">{says}</p> })}
            {has_facts.then(|| view! { <p class="small muted">{minutes}{builds_on}</p> })}
        </li>
    }
}

#[component]
fn StepRow(
    tutorial: String,
    step: Step,
    /// Where it is another than the tutorial's.
    difficulty: Option<Difficulty>,
    index: usize,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let href = format!("/learn/{tutorial}/{}", step.id);
    let id = step.id.clone();
    let done = Memo::new(move |_| {
        learner
            .progress()
            .with(|progress| progress.tutorials.get(&tutorial).is_some_and(|record| record.is_completed(&id)))
    });
    view! {
        <li class="tutorial-step">
            <StepMark done index />
            <a class="card__link" href=href>{step.title.clone()}</a>
            <span class="tutorial-step__facts muted small">
                {difficulty.map(|difficulty| view! { <span class="tag">{difficulty_name(difficulty)}</span> })}
                <span>{step_kind_name(&step.kind)} {format!(", {} min", step.minutes)}</span>
            </span>
        </li>
    }
}

/// The number of a step, or a tick once it is completed.
#[component]
pub fn StepMark(#[prop(into)] done: Signal<bool>, index: usize) -> impl IntoView {
    move || {
        if done.get() {
            view! {
                <span class="step-mark step-mark--done">
                    <Icon glyph=Glyph::Check />
                    <span class="for-screen-readers">"Completed"</span>
                </span>
            }
            .into_any()
        } else {
            view! { <span class="step-mark">{index + 1}</span> }.into_any()
        }
    }
}

pub fn step_kind_name(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Conceptual => "Reading",
        StepKind::Assessment { .. } => "Questions",
        StepKind::Canvas { .. } => "Design task",
        StepKind::Code(_) => "Code",
        StepKind::Visualisation(_) => "Picture of data",
        StepKind::Project(_) => "Project",
    }
}
