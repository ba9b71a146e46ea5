use std::collections::BTreeSet;

use journal::{Body, QuizMode, QuizStarted, TutorialStepAttempted};
use leptos::prelude::*;
use progress::{Attempt, Outcome, Quizzes};

use super::step::Lesson;
use crate::browser::random;
use crate::learner::Learner;
use crate::pages::practice::{begin_once, runner::Runner};

/// Attempts of one step are told from others by how their ids begin.
fn prefix(lesson: &Lesson) -> String {
    format!("tutorial/{}/{}/", lesson.tutorial.id, lesson.step.id)
}

fn attempts<'a>(quizzes: &'a Quizzes, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Attempt)> {
    let all = quizzes.unfinished().into_iter().chain(quizzes.finished());
    all.filter(move |(id, _)| id.starts_with(prefix))
}

/// Items of the step that were not answered right yet, in the step's order.
fn left(quizzes: &Quizzes, prefix: &str, items: &[String]) -> Vec<String> {
    let right: BTreeSet<&str> = attempts(quizzes, prefix)
        .flat_map(|(_, attempt)| attempt.answers())
        .filter(|answered| answered.correctness >= 1.0)
        .map(|answered| answered.item.as_str())
        .collect();
    items.iter().filter(|item| !right.contains(item.as_str())).cloned().collect()
}

/// How many of the items of a step were answered right, from 0 to 100.
pub fn right_percent(quizzes: &Quizzes, lesson: &Lesson, items: &[String]) -> f64 {
    let missing = left(quizzes, &prefix(lesson), items).len();
    items.len().saturating_sub(missing) as f64 / items.len().max(1) as f64 * 100.0
}

/// Questions of the pack, each to be answered right once; those that were not come again.
#[component]
pub fn AssessmentStep(
    lesson: Lesson,
    items: Vec<String>,
    /// Whether the step is done once all are right. Otherwise they are a part of it, which it checks itself.
    completes: bool,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let prefix = prefix(&lesson);
    let shelved = lesson.shelved.clone();
    let total = items.len();
    let open_id = {
        let prefix = prefix.clone();
        Memo::new(move |_| {
            learner.progress().with(|progress| {
                let mut attempts = attempts(&progress.quizzes, &prefix);
                attempts
                    .find(|(_, attempt)| attempt.outcome == Outcome::Unfinished)
                    .map(|(id, _)| id.to_owned())
            })
        })
    };
    let left = {
        let prefix = prefix.clone();
        Memo::new(move |_| learner.progress().with(|progress| left(&progress.quizzes, &prefix, &items)))
    };
    let rounds = {
        let prefix = prefix.clone();
        Memo::new(move |_| {
            learner.progress().with(|progress| {
                attempts(&progress.quizzes, &prefix)
                    .filter(|(_, attempt)| matches!(attempt.outcome, Outcome::Finished { .. }))
                    .count()
            })
        })
    };
    if completes {
        settle(learner, lesson, left, rounds, total);
    }
    let subject = shelved.pack.id.clone();
    let id = Memo::new(move |_| open_id.get().unwrap_or_default());
    let begin = begin_once(learner, id, move || {
        let pool = left.get_untracked();
        QuizStarted {
            attempt: format!("{prefix}{}", random::id()),
            subject: subject.clone(),
            mode: QuizMode::Tutorial,
            topics: Vec::new(),
            length: u32::try_from(pool.len()).unwrap_or(u32::MAX),
            seed: random::bits() >> 11,
            prior_mean: 0.0,
            prior_sd: 1.0,
            pool,
            recently_seen: Vec::new(),
            limit_millis: None,
            sections: Vec::new(),
            until_standard_error: None,
            until_information: None,
            until_decided: None,
        }
    });
    let record =
        Memo::new(move |_| learner.progress().with(|progress| progress.quizzes.get(&id.get()).cloned()));
    let is_open = Memo::new(move |_| open_id.get().is_some());
    move || {
        if is_open.get() {
            return view! { <Runner id record shelved=shelved.clone() embedded=true /> }.into_any();
        }
        let missing = left.get().len();
        let (words, label) = match (missing, rounds.get()) {
            (0, _) => {
                return view! { <p>{format!("All {total} questions were answered right.")}</p> }.into_any();
            }
            (_, 0) => (format!("{total} questions, each to be answered right once."), "Start the questions"),
            (missing, _) => {
                (format!("{missing} of {total} questions are left to be answered right."), "Try what is left")
            }
        };
        view! {
            <p>{words}</p>
            <p><button type="button" class="button button--primary" on:click=move |_| begin.run(())>{label}</button></p>
        }
        .into_any()
    }
}

/// When a round ends, its result is recorded, and the completion once nothing is left.
fn settle(learner: Learner, lesson: Lesson, left: Memo<Vec<String>>, rounds: Memo<usize>, total: usize) {
    Effect::new(move |before: Option<usize>| {
        let rounds = rounds.get();
        let missing = left.get_untracked().len();
        if before.is_some_and(|before| rounds > before) {
            let score = (total - missing) as f64 / total.max(1) as f64 * 100.0;
            learner.record(Body::TutorialStepAttempted(TutorialStepAttempted {
                tutorial: lesson.tutorial.id.clone(),
                step: lesson.step.id.clone(),
                passed: missing == 0,
                score,
            }));
        }
        if rounds > 0 && missing == 0 {
            lesson.complete(100.0, u32::try_from(rounds).unwrap_or(u32::MAX), 0);
        }
        rounds
    });
}
