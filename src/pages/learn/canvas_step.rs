use std::sync::Arc;

use analysis::{Outcome, Report};
use content::{Criterion, StepKind};
use diagram::{Catalogue, Diagram, format};
use journal::{Body, TutorialStepAttempted};
use leptos::prelude::*;

use super::criteria::{CriterionRow, StepHints};
use super::step::{Lesson, StepFoot, StepHead};
use crate::learner::Learner;
use crate::library::Library;
use crate::pages::studio::bench::{Bench, OpenError};
use crate::pages::studio::workbench::Workbench;
use crate::shelf::{Shelf, tutorial_design_id};
use crate::widgets::markdown::Markdown;

/// A task on the canvas: a design to change until every criterion holds. It is checked on demand.
pub fn canvas_step(lesson: Lesson) -> AnyView {
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let library = expect_context::<Library>();
    let StepKind::Canvas { starting_design, criteria, .. } = &lesson.step.kind else { return ().into_any() };
    let starting = read(starting_design);
    let criteria = Arc::new(criteria.clone());
    let id = tutorial_design_id(&lesson.tutorial.id, &lesson.step.id);
    let opened = LocalResource::new(move || {
        Bench::open_or_start(learner, shelf, library, id.clone(), starting.clone())
    });
    let view = move || {
        let bench: Result<Bench, OpenError> = opened.get()?;
        Some(match bench {
            Ok(bench) => view! {
                <div class="task">
                    <div class="task__text">
                        <StepHead lesson=lesson.clone() />
                        <Markdown source=lesson.step.content.clone() />
                        <Criteria lesson=lesson.clone() bench criteria=criteria.clone() />
                        <StepFoot lesson=lesson.clone() />
                    </div>
                    <div class="task__studio"><Workbench bench /></div>
                </div>
            }
            .into_any(),
            Err(error) => {
                view! { <p class="page notice notice--danger" role="alert">{error.to_string()}</p> }
                    .into_any()
            }
        })
    };
    view.into_any()
}

/// Packs are checked when they are built, so this only falls back where somebody changed one by hand.
fn read(design: &serde_json::Value) -> Diagram {
    format::read(&design.to_string()).map(|opened| opened.diagram).unwrap_or_default()
}

/// What the last check found, criterion by criterion.
type Checked = Vec<(Criterion, Outcome)>;

#[component]
fn Criteria(lesson: Lesson, bench: Bench, criteria: Arc<Vec<Criterion>>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let checked = RwSignal::new(None::<Checked>);
    let attempts = RwSignal::new(lesson.earlier_attempts);
    let hints_shown = lesson.hints_open;
    let check = {
        let (lesson, criteria) = (lesson.clone(), criteria.clone());
        move |_| {
            let outcome = bench.drawn.with_untracked(|drawn| {
                bench.report.with_untracked(|report| {
                    judge(&criteria, &drawn.diagram, bench.kinds.get_untracked(), report)
                })
            });
            let score = score(&outcome);
            let passed = outcome.iter().all(|(_, outcome)| outcome.passed);
            attempts.update(|attempts| *attempts += 1);
            learner.record(Body::TutorialStepAttempted(TutorialStepAttempted {
                tutorial: lesson.tutorial.id.clone(),
                step: lesson.step.id.clone(),
                passed,
                score,
            }));
            if passed {
                lesson.complete(
                    score,
                    attempts.get_untracked(),
                    u8::try_from(hints_shown.get_untracked()).unwrap_or(u8::MAX),
                );
            }
            checked.set(Some(outcome));
        }
    };
    let row = move |(place, criterion): (usize, &Criterion)| {
        let outcome = Memo::new(move |_| {
            checked.with(|checked| {
                checked.as_ref().and_then(|checked| checked.get(place)).map(|(_, outcome)| outcome.clone())
            })
        });
        view! { <CriterionRow description=criterion.description.clone() outcome /> }
    };
    let verdict = move || checked.with(|checked| checked.as_ref().map(verdict));
    let hints = lesson.step.hints.clone();
    view! {
        <section class="card" aria-labelledby="criteria">
            <h2 id="criteria">"What counts"</h2>
            <ul class="criteria">{criteria.iter().enumerate().map(row).collect_view()}</ul>
            <p class="row">
                <button type="button" class="button button--primary" on:click=check>"Check my design"</button>
            </p>
            <p role="status">{verdict}</p>
            <StepHints hints shown=hints_shown attempts />
        </section>
    }
}

fn judge(criteria: &[Criterion], diagram: &Diagram, catalogue: &Catalogue, report: &Report) -> Checked {
    let outcome = |criterion: &Criterion| criterion.check.judge(diagram, catalogue, report);
    criteria.iter().map(|criterion| (criterion.clone(), outcome(criterion))).collect()
}

/// Share of the points, from 0 to 100.
fn score(checked: &Checked) -> f64 {
    let all: u32 = checked.iter().map(|(criterion, _)| criterion.points).sum();
    let met: u32 =
        checked.iter().filter(|(_, outcome)| outcome.passed).map(|(criterion, _)| criterion.points).sum();
    if all == 0 { 100.0 } else { f64::from(met) / f64::from(all) * 100.0 }
}

fn verdict(checked: &Checked) -> String {
    let met = checked.iter().filter(|(_, outcome)| outcome.passed).count();
    if met == checked.len() {
        "Everything holds. Well built.".to_owned()
    } else {
        format!("{met} of {} hold. What is missing says what was found.", checked.len())
    }
}
