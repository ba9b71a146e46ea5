use std::sync::Arc;

use content::{Step, StepKind, Tutorial};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::difficulty_name;
use crate::learner::Learner;
use crate::library::{Library, PackMissing};
use crate::pages::not_found::Missing;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;

/// One tutorial: what it teaches, its steps, and where to go on.
#[component]
pub fn TutorialOverview() -> impl IntoView {
    let library = expect_context::<Library>();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("tutorial").unwrap_or_default());
    move || {
        let shelved = match library.shelved() {
            Ok(shelved) => shelved,
            Err(error) => return view! { <PackMissing error /> }.into_any(),
        };
        match shelved.pack.tutorial(&id.get()) {
            Some(tutorial) => view! { <Overview tutorial=Arc::new(tutorial.clone()) /> }.into_any(),
            None => view! { <NoSuchTutorial /> }.into_any(),
        }
    }
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
    let objectives = tutorial.objectives.iter().map(|objective| view! { <li>{objective.title.clone()}</li> });
    let steps = tutorial.steps.iter().enumerate().map(|(index, step)| {
        view! { <StepRow tutorial=tutorial.id.clone() step=step.clone() index /> }
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
            </div>
            <section class="page__section" aria-labelledby="objectives">
                <h2 id="objectives">"What you will be able to do"</h2>
                <ul>{objectives.collect_view()}</ul>
            </section>
            <p>{button}</p>
            <section class="page__section" aria-labelledby="steps">
                <h2 id="steps">"Steps"</h2>
                <ol class="tutorial-steps">{steps.collect_view()}</ol>
            </section>
        </div>
    }
}

#[component]
fn StepRow(tutorial: String, step: Step, index: usize) -> impl IntoView {
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
            <span class="muted small">{step_kind_name(&step.kind)} {format!(", {} min", step.minutes)}</span>
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
