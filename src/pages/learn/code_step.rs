mod judged;
mod kept;
mod other_tab;

use std::sync::Arc;

use assessment::code::{CodeCriterion, CodeTask, CodeVerdict};
use leptos::prelude::*;

use self::judged::{Attempts, check};
use self::kept::{Keeping, NOT_KEPT};
use self::other_tab::OtherTab;
use super::assessment_step::AssessmentStep;
use super::criteria::{CriterionRow, StepHints};
use super::step::{Lesson, StepFoot, StepHead};
use crate::charts::program_figure::ProgramFigure;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;
use crate::widgets::program::{Console, Controls, Editor, Ended, Program, Starting, is_on_its_way};
use crate::widgets::toast::Toaster;

/// A program to write, a figure to draw or a project to build: the text beside the editor.
pub fn code_step(lesson: Lesson) -> AnyView {
    let Some(task) = lesson.step.kind.code().cloned() else { return ().into_any() };
    let task = Arc::new(task);
    let (program, keeping) = Keeping::open(&lesson, task.starting_code.clone());
    let attempts = Attempts::new(&lesson);
    let figures_first = matches!(lesson.step.kind, content::StepKind::Visualisation(_));
    let figures = move || view! { <Figures program /> };
    let actions = view! {
        <Check lesson=lesson.clone() task=task.clone() program attempts />
        <StartOver task=task.clone() program />
    };
    view! {
        <div class="task task--program">
            <div class="task__text">
                <StepHead lesson=lesson.clone() />
                <Markdown source=lesson.step.content.clone() />
                <ExpectedOutput task=task.clone() />
                <Judging lesson=lesson.clone() task=task.clone() attempts />
                <Questions lesson=lesson.clone() task=task.clone() />
            </div>
            <div class="task__program">
                <Starting />
                <Editor program label="Your program, in Python" />
                <p class="notice notice--warning" role="alert" hidden=move || keeping.is_kept.get()>{NOT_KEPT}</p>
                <OtherTab program keeping />
                <Controls program>{actions}</Controls>
                <Verdict program attempts />
                {figures_first.then(figures)}
                <Console program />
                {(!figures_first).then(figures)}
                <Solution task program attempts />
                <StepFoot lesson />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn ExpectedOutput(task: Arc<CodeTask>) -> impl IntoView {
    (!task.expected_output.is_empty()).then(|| {
        view! {
            <section aria-labelledby="expected-output">
                <h2 id="expected-output">"What it should print"</h2>
                <pre class="console__text" tabindex="0">{task.expected_output.clone()}</pre>
            </section>
        }
    })
}

#[component]
fn Check(lesson: Lesson, task: Arc<CodeTask>, program: Program, attempts: Attempts) -> impl IntoView {
    let cannot = move || program.is_running.get() || !is_on_its_way();
    view! {
        <button type="button" class="button button--primary" disabled=cannot on:click=move |_| check(&lesson, &task, program, attempts)>
            <Icon glyph=Glyph::Check class="button__icon" />
            "Check"
        </button>
    }
}

/// Nothing is lost by it: the editor's undo brings the program back.
#[component]
fn StartOver(task: Arc<CodeTask>, program: Program) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let start_over =
        move |_| replace(program, &task.starting_code, toaster, "The program is as it was at first.");
    view! { <button type="button" class="button button--quiet" on:click=start_over>"Start over"</button> }
}

/// Puts a text in the place of the program, with a way back.
fn replace(program: Program, with: &str, toaster: Toaster, words: &'static str) {
    let before = program.code.get_untracked();
    if before == with {
        return;
    }
    program.code.set(with.to_owned());
    let bring_back = move || {
        let _ = program.code.try_set(before.clone());
    };
    toaster.offer(words, "Bring mine back", bring_back);
}

/// What counts, what was found of each, and the hints.
#[component]
fn Judging(lesson: Lesson, task: Arc<CodeTask>, attempts: Attempts) -> impl IntoView {
    let row = move |(place, criterion): (usize, &CodeCriterion)| {
        let outcome = Memo::new(move |_| attempts.outcome_of(place));
        view! { <CriterionRow description=criterion.description.clone() outcome /> }
    };
    view! {
        <section class="card" aria-labelledby="criteria">
            <h2 id="criteria">"What counts"</h2>
            <ul class="criteria">{task.criteria.iter().enumerate().map(row).collect_view()}</ul>
            <StepHints hints=lesson.step.hints.clone() shown=attempts.hints_shown attempts=attempts.failed />
        </section>
    }
}

/// What the last check came to, beside the button.
#[component]
fn Verdict(program: Program, attempts: Attempts) -> impl IntoView {
    let verdict = move || attempts.verdict.with(|verdict| verdict.as_ref().map(in_words));
    let is_old = move || {
        let checked = attempts.checked_code.get();
        attempts.verdict.with(Option::is_some) && program.code.with(|code| *code != checked)
    };
    let class = move || match attempts.verdict.with(|verdict| verdict.as_ref().map(|verdict| verdict.passed))
    {
        Some(true) => "notice notice--good",
        Some(false) => "notice notice--warning",
        None => "",
    };
    view! {
        <div class=class role="status" aria-label="What the check found">
            {move || verdict().map(|words| view! { <p>{words}</p> })}
            {move || is_old().then(|| view! { <p class="muted small">"The program was changed since. Check it again."</p> })}
        </div>
    }
}

fn in_words(verdict: &CodeVerdict) -> String {
    let met = verdict.feedback.iter().filter(|one| one.met).count();
    if verdict.passed {
        format!("Everything holds: {} of {} points.", verdict.points, verdict.out_of)
    } else {
        format!(
            "{met} of {} hold, {} of {} points. Under What counts stands what was found.",
            verdict.feedback.len(),
            verdict.points,
            verdict.out_of
        )
    }
}

/// Questions that belong to the step.
#[component]
fn Questions(lesson: Lesson, task: Arc<CodeTask>) -> impl IntoView {
    (!task.items.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="questions">
                <h2 id="questions">"Questions"</h2>
                <AssessmentStep lesson items=task.items.clone() completes=false />
            </section>
        }
    })
}

/// What the program drew.
#[component]
fn Figures(program: Program) -> impl IntoView {
    move || {
        let Some(Ended::ByItself { outcome, .. }) = program.ended.get() else { return Vec::new() };
        let figure = |(place, figure)| view! { <ProgramFigure figure number=place + 1 /> };
        outcome.figures.into_iter().enumerate().map(figure).collect::<Vec<_>>()
    }
}

/// Shown on request, to whoever tried.
#[component]
fn Solution(task: Arc<CodeTask>, program: Program, attempts: Attempts) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let solution = task.solution.clone();
    let take = move |_| replace(program, &solution, toaster, "The solution is in the editor.");
    view! {
        <details class="card" hidden=move || !attempts.has_tried.get()>
            <summary>"Show a solution"</summary>
            <div class="stack">
                <pre class="console__text" tabindex="0"><code>{task.solution.clone()}</code></pre>
                <p><button type="button" class="button button--secondary" on:click=take>"Put it into the editor"</button></p>
            </div>
        </details>
    }
}
