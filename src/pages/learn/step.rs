use std::sync::Arc;

use content::{Step, StepKind, Tutorial};
use journal::{Body, TutorialStepCompleted};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::assessment_step::AssessmentStep;
use super::overview::NoSuchTutorial;
use crate::browser::clock;
use crate::learner::Learner;
use crate::library::{Library, PackMissing, Shelved};
use crate::parts;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;
use crate::widgets::page::PageTitle;

/// One step of a tutorial.
#[component]
pub fn StepPage() -> impl IntoView {
    let library = expect_context::<Library>();
    let params = use_params_map();
    let place = Memo::new(move |_| {
        let params = params.read();
        (params.get("tutorial").unwrap_or_default(), params.get("step").unwrap_or_default())
    });
    move || {
        let shelved = match library.shelved() {
            Ok(shelved) => shelved,
            Err(error) => return view! { <PackMissing error /> }.into_any(),
        };
        let (tutorial_id, step_id) = place.get();
        let tutorial = shelved.pack.tutorial(&tutorial_id);
        match tutorial.and_then(|tutorial| Some((tutorial, tutorial.step(&step_id)?))) {
            Some((tutorial, step)) => {
                let lesson = Lesson::open(tutorial, step);
                view! { <Open lesson shelved=shelved.clone() /> }.into_any()
            }
            None => view! { <NoSuchTutorial /> }.into_any(),
        }
    }
}

/// The step that is open, and the way in which it is completed.
#[derive(Clone)]
pub struct Lesson {
    pub tutorial: Arc<Tutorial>,
    pub step: Arc<Step>,
    pub completed: Memo<bool>,
    learner: Learner,
    opened_at_millis: f64,
}

impl Lesson {
    fn open(tutorial: &Tutorial, step: &Step) -> Lesson {
        let learner = expect_context::<Learner>();
        let (tutorial_id, step_id) = (tutorial.id.clone(), step.id.clone());
        let is_new = learner.progress().with_untracked(|progress| {
            let record = progress.tutorials.get(&tutorial_id);
            record.is_none_or(|record| record.last_step != step_id)
        });
        if is_new {
            let (tutorial, step) = (tutorial_id.clone(), step_id.clone());
            learner.record(Body::TutorialStepStarted { tutorial, step });
        }
        let completed = Memo::new(move |_| {
            learner.progress().with(|progress| {
                progress.tutorials.get(&tutorial_id).is_some_and(|record| record.is_completed(&step_id))
            })
        });
        Lesson {
            tutorial: Arc::new(tutorial.clone()),
            step: Arc::new(step.clone()),
            completed,
            learner,
            opened_at_millis: clock::monotonic_millis(),
        }
    }

    /// Records that the step is done, the first time. `score` is from 0 to 100.
    pub fn complete(&self, score: f64, attempts: u32, hints: u8) {
        if self.completed.get_untracked() {
            return;
        }
        let objectives =
            self.tutorial.objectives.iter().filter(|objective| self.step.objectives.contains(&objective.id));
        let mut skills: Vec<String> =
            objectives.flat_map(|objective| objective.skills.iter().cloned()).collect();
        skills.sort();
        skills.dedup();
        let others = self.tutorial.steps.iter().map(|step| &step.id).filter(|id| **id != self.step.id);
        let finishes_tutorial = self.learner.progress().with_untracked(|progress| {
            let record = progress.tutorials.get(&self.tutorial.id);
            others.into_iter().all(|id| record.is_some_and(|record| record.is_completed(id)))
        });
        self.learner.record(Body::TutorialStepCompleted(TutorialStepCompleted {
            tutorial: self.tutorial.id.clone(),
            step: self.step.id.clone(),
            score,
            minutes: (clock::monotonic_millis() - self.opened_at_millis) / 60_000.0,
            attempts,
            hints,
            skills,
            finishes_tutorial,
        }));
    }

    /// Where "Next" leads: the step after this one, else the tutorial's own page.
    fn next_href(&self) -> String {
        let place = self.tutorial.steps.iter().position(|step| step.id == self.step.id);
        match place.and_then(|place| self.tutorial.steps.get(place + 1)) {
            Some(next) => format!("/learn/{}/{}", self.tutorial.id, next.id),
            None => format!("/learn/{}", self.tutorial.id),
        }
    }
}

#[component]
fn Open(lesson: Lesson, shelved: Arc<Shelved>) -> impl IntoView {
    match &lesson.step.kind {
        StepKind::Canvas { .. } => parts::canvas_step(lesson),
        StepKind::Assessment { items } => {
            let items = items.clone();
            view! {
                <div class="page page--narrow">
                    <StepHead lesson=lesson.clone() />
                    <Markdown source=lesson.step.content.clone() />
                    <AssessmentStep lesson=lesson.clone() items shelved completes=true />
                    <StepFoot lesson />
                </div>
            }
            .into_any()
        }
        StepKind::Code(_) | StepKind::Visualisation(_) | StepKind::Project(_) => parts::code_step(lesson),
        StepKind::Conceptual => view! {
            <div class="page page--narrow">
                <StepHead lesson=lesson.clone() />
                <Markdown source=lesson.step.content.clone() />
                <ReadOn lesson />
            </div>
        }
        .into_any(),
    }
}

/// Where one is in the tutorial.
#[component]
pub fn StepHead(lesson: Lesson) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let tutorial = lesson.tutorial.clone();
    let place = tutorial.steps.iter().position(|step| step.id == lesson.step.id).unwrap_or_default();
    let dots = tutorial.steps.iter().enumerate().map(|(index, step)| {
        let (tutorial, id) = (tutorial.id.clone(), step.id.clone());
        let class = move || {
            let done = learner.progress().with(|progress| {
                progress.tutorials.get(&tutorial).is_some_and(|record| record.is_completed(&id))
            });
            match (index == place, done) {
                (true, _) => "step-dot step-dot--here",
                (false, true) => "step-dot step-dot--done",
                (false, false) => "step-dot",
            }
        };
        view! { <li class=class></li> }
    });
    view! {
        <div class="page__head">
            <p class="crumbs">
                <a href="/learn">"Learn"</a>
                <span aria-hidden="true">"/"</span>
                <a href=format!("/learn/{}", tutorial.id)>{tutorial.title.clone()}</a>
                <span>{format!("step {} of {}", place + 1, tutorial.steps.len())}</span>
            </p>
            <ol class="step-dots" aria-hidden="true">{dots.collect_view()}</ol>
            <PageTitle title=lesson.step.title.clone() />
        </div>
    }
}

/// The end of a step that is read: going on completes it.
#[component]
fn ReadOn(lesson: Lesson) -> impl IntoView {
    let navigate = use_navigate();
    let go_on = move |_| {
        lesson.complete(100.0, 1, 0);
        navigate(&lesson.next_href(), Default::default());
    };
    view! {
        <p>
            <button type="button" class="button button--primary" on:click=go_on>
                "Done reading, go on"
                <Icon glyph=Glyph::ArrowRight class="button__icon" />
            </button>
        </p>
    }
}

/// The end of a step that is checked: says when it is done, and leads on.
#[component]
pub fn StepFoot(lesson: Lesson) -> impl IntoView {
    let href = lesson.next_href();
    view! {
        <div role="status">
            {move || lesson.completed.get().then(|| view! {
                <p class="notice notice--good">"This step is completed."</p>
            })}
        </div>
        <p>
            <a class=move || if lesson.completed.get() { "button button--primary" } else { "button button--quiet" } href=href>
                {move || if lesson.completed.get() { "Next" } else { "Leave it for later and go on" }}
                <Icon glyph=Glyph::ArrowRight class="button__icon" />
            </a>
        </p>
    }
}
