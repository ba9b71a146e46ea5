//! Checking the program of a step.

use std::sync::Arc;

use analysis::Outcome;
use assessment::code::{CodeTask, CodeVerdict, judge, probes};
use journal::{Body, TutorialStepAttempted};
use leptos::prelude::*;

use super::Lesson;
use crate::learner::Learner;
use crate::pages::learn::assessment_step::right_percent;
use crate::widgets::program::Program;

/// What came of checking so far.
#[derive(Clone, Copy)]
pub struct Attempts {
    learner: Learner,
    pub verdict: RwSignal<Option<CodeVerdict>>,
    /// The program that the verdict is about.
    pub checked_code: RwSignal<String>,
    pub hints_shown: RwSignal<usize>,
    /// Since the page was opened.
    pub count: RwSignal<u32>,
    pub failed: RwSignal<u32>,
    /// At any time.
    pub has_tried: Memo<bool>,
}

impl Attempts {
    pub fn new(lesson: &Lesson) -> Attempts {
        let learner = expect_context::<Learner>();
        let (tutorial, step) = (lesson.tutorial.id.clone(), lesson.step.id.clone());
        let has_tried = Memo::new(move |_| {
            learner.progress().with(|progress| {
                let step = progress.tutorials.get(&tutorial).and_then(|tutorial| tutorial.step(&step));
                step.is_some_and(|step| step.attempts > 0)
            })
        });
        Attempts {
            learner,
            verdict: RwSignal::new(None),
            checked_code: RwSignal::new(String::new()),
            hints_shown: RwSignal::new(0),
            count: RwSignal::new(0),
            failed: RwSignal::new(0),
            has_tried,
        }
    }

    /// What the last check found about the criterion at a place.
    pub fn outcome_of(self, place: usize) -> Option<Outcome> {
        self.verdict.with(|verdict| {
            let found = verdict.as_ref()?.feedback.get(place)?;
            Some(Outcome { passed: found.met, expected: found.expected.clone(), found: found.found.clone() })
        })
    }
}

/// Runs the program with the lines of the task and holds it against the criteria. What the learner stopped is no attempt; what
/// never came to its end is one that failed.
pub fn check(lesson: &Lesson, task: &Arc<CodeTask>, program: Program, attempts: Attempts) {
    attempts.verdict.set(None);
    let code = program.code.get_untracked();
    let (lesson, task) = (lesson.clone(), Arc::clone(task));
    let (asked, lines) = (probes(&task.criteria), task.input.clone());
    program.check(asked, lines, move |checked| {
        let quiz_percent = attempts.learner.progress().with_untracked(|progress| {
            (!task.items.is_empty()).then(|| right_percent(&progress.quizzes, &lesson, &task.items))
        });
        let verdict = judge(&task.criteria, &checked.facts(quiz_percent));
        attempts.record(&lesson, &code, verdict);
    });
}

impl Attempts {
    fn record(self, lesson: &Lesson, code: &str, verdict: CodeVerdict) {
        self.count.update(|count| *count += 1);
        if !verdict.passed {
            self.failed.update(|failed| *failed += 1);
        }
        self.learner.record(Body::TutorialStepAttempted(TutorialStepAttempted {
            tutorial: lesson.tutorial.id.clone(),
            step: lesson.step.id.clone(),
            passed: verdict.passed,
            score: verdict.score(),
        }));
        if verdict.passed {
            let hints = u8::try_from(self.hints_shown.get_untracked()).unwrap_or(u8::MAX);
            lesson.complete(verdict.score(), self.count.get_untracked(), hints);
        }
        self.checked_code.set(code.to_owned());
        self.verdict.set(Some(verdict));
    }
}
