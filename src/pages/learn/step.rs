use std::sync::Arc;
use std::time::Duration;

use content::{Step, StepKind, Tutorial};
use journal::{Body, TutorialStepCompleted};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::about_step::AboutStep;
use super::assessment_step::AssessmentStep;
use super::overview::NoSuchTutorial;
use super::step_note::{self, StepNote};
use crate::browser::clock;
use crate::learner::Learner;
use crate::library::{Shelved, subject_of_tutorial, with_subject_held};
use crate::parts;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;
use crate::widgets::page::PageTitle;

/// One step of a tutorial.
#[component]
pub fn StepPage() -> impl IntoView {
    let params = use_params_map();
    let place = Memo::new(move |_| {
        let params = params.read();
        (params.get("tutorial").unwrap_or_default(), params.get("step").unwrap_or_default())
    });
    let subject = move || place.with(|(tutorial, _)| subject_of_tutorial(tutorial));
    with_subject_held(subject, move |shelved| {
        let step = move || {
            let (tutorial_id, step_id) = place.get();
            let tutorial = shelved.pack.tutorial(&tutorial_id);
            match tutorial.and_then(|tutorial| Some((tutorial, tutorial.step(&step_id)?))) {
                Some((tutorial, step)) => {
                    let lesson = Lesson::open(tutorial, step, shelved.clone());
                    view! { <Open lesson /> }.into_any()
                }
                None => view! { <NoSuchTutorial /> }.into_any(),
            }
        };
        step.into_any()
    })
}

/// The step that is open, and the way in which it is completed.
#[derive(Clone)]
pub struct Lesson {
    pub tutorial: Arc<Tutorial>,
    pub step: Arc<Step>,
    /// The pack as it was when the step was opened.
    pub shelved: Arc<Shelved>,
    pub completed: Memo<bool>,
    /// Hints that are open, also those from before a reload.
    pub hints_open: RwSignal<usize>,
    /// Attempts that were recorded before the step was opened this time.
    pub earlier_attempts: u32,
    learner: Learner,
    opened_at_millis: f64,
    earlier_millis: u64,
    /// The journal has the completion, or is about to.
    is_over: StoredValue<bool>,
}

/// How often the time on a step is noted.
const NOTES_EVERY: Duration = Duration::from_secs(10);

impl Lesson {
    fn open(tutorial: &Tutorial, step: &Step, shelved: Arc<Shelved>) -> Lesson {
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
        let earlier_attempts = learner.progress().with_untracked(|progress| {
            let record = progress.tutorials.get(&tutorial_id).and_then(|record| record.step(&step_id));
            record.map_or(0, |record| record.attempts)
        });
        let note = step_note::read(&tutorial_id, &step_id);
        let completed = Memo::new(move |_| {
            learner.progress().with(|progress| {
                progress.tutorials.get(&tutorial_id).is_some_and(|record| record.is_completed(&step_id))
            })
        });
        let lesson = Lesson {
            tutorial: Arc::new(tutorial.clone()),
            step: Arc::new(step.clone()),
            shelved,
            completed,
            hints_open: RwSignal::new(usize::from(note.hints)),
            earlier_attempts,
            learner,
            opened_at_millis: clock::monotonic_millis(),
            earlier_millis: note.open_millis,
            is_over: StoredValue::new(false),
        };
        lesson.keep_noting();
        lesson
    }

    /// Notes time and hints while the step is open, and when it is left.
    fn keep_noting(&self) {
        let (on_tick, on_hint, at_end) = (self.clone(), self.clone(), self.clone());
        let tick = set_interval_with_handle(move || on_tick.note(), NOTES_EVERY);
        Effect::new(move |before: Option<()>| {
            on_hint.hints_open.track();
            if before.is_some() {
                on_hint.note();
            }
        });
        on_cleanup(move || {
            tick.into_iter().for_each(|tick| tick.clear());
            at_end.note();
        });
    }

    /// Whatever of the page is gone already is not noted any more.
    fn note(&self) {
        let (Some(false), Some(hints)) =
            (self.completed.try_get_untracked(), self.hints_open.try_get_untracked())
        else {
            return;
        };
        if self.is_over.try_get_value() != Some(false) {
            return;
        }
        let hints = u8::try_from(hints).unwrap_or(u8::MAX);
        let note = StepNote { open_millis: self.open_millis(), hints };
        step_note::write(&self.tutorial.id, &self.step.id, note);
    }

    /// Time that the step was on the screen until now.
    fn open_millis(&self) -> u64 {
        let since_opened = (clock::monotonic_millis() - self.opened_at_millis).max(0.0) as u64;
        self.earlier_millis.saturating_add(since_opened)
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
            minutes: self.open_millis() as f64 / 60_000.0,
            attempts,
            hints,
            skills,
            finishes_tutorial,
        }));
        self.is_over.set_value(true);
        step_note::remove(&self.tutorial.id, &self.step.id);
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
fn Open(lesson: Lesson) -> impl IntoView {
    match &lesson.step.kind {
        StepKind::Canvas { .. } => parts::canvas_step(lesson),
        StepKind::Assessment { items } => {
            let items = items.clone();
            view! {
                <div class="page page--narrow">
                    <StepHead lesson=lesson.clone() />
                    <Markdown source=lesson.step.content.clone() />
                    <AssessmentStep lesson=lesson.clone() items completes=true />
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
            <AboutStep lesson />
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
