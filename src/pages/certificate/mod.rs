//! The assessment at the end of a path, and the certificate of who passed it.

mod exam;
mod paper;
mod result;

use std::sync::Arc;

use content::Path;
use journal::{Body, Certified, QuizFinished};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use progress::{Certificate, Outcome, Progress, certification};

use crate::learner::Learner;
use crate::library::{Shelved, with_subject_held};
use crate::pages::not_found::Missing;
use crate::pages::practice::{begin_once, runner::Runner};
use crate::widgets::page::PageTitle;
use exam::{Intro, started};
use paper::Paper;
use result::NotPassed;

#[component]
pub fn CertificatePage() -> impl IntoView {
    let params = use_params_map();
    let part = move |name: &str| params.read().get(name).unwrap_or_default();
    let subject = Memo::new(move |_| part("subject"));
    let path = Memo::new(move |_| part("path"));
    let page = move |shelved: Arc<Shelved>| {
        let end = move || {
            match shelved.pack.path(&path.get()) {
            Some(path) => view! { <End path=Arc::new(path.clone()) shelved=shelved.clone() /> }.into_any(),
            None => view! {
                <Missing
                    title="There is no such path"
                    words="The link names a path that the installed content does not have. It may have been renamed."
                    href="/learn"
                    label="See all tutorials"
                />
            }
            .into_any(),
        }
        };
        end.into_any()
    };
    with_subject_held(move || subject.get(), page)
}

/// What the page shows; it changes seldom.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    NotTaken,
    Open,
    NotPassed(QuizFinished),
    Held(Box<Certificate>),
}

/// The latest attempt at the certification, with its result once it is over.
fn latest(progress: &Progress, subject: &str, path: &str) -> Option<(String, Option<QuizFinished>)> {
    let (id, attempt) = progress.quizzes.latest(subject, &certification(path))?;
    let result = match &attempt.outcome {
        Outcome::Finished { result, .. } => Some(result.clone()),
        _ => None,
    };
    Some((id.to_owned(), result))
}

fn stage(progress: &Progress, subject: &str, path: &Path) -> Stage {
    let held = progress.certificates.best(subject, &path.id);
    match (latest(progress, subject, &path.id), held) {
        (Some((_, None)), _) => Stage::Open,
        (_, Some(held)) => Stage::Held(Box::new(held.clone())),
        (Some((_, Some(result))), None) => Stage::NotPassed(result),
        (None, None) => Stage::NotTaken,
    }
}

#[component]
fn End(path: Arc<Path>, shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let subject = shelved.pack.id.clone();
    certify(learner, subject.clone(), path.clone());
    let stage = {
        let (path, subject) = (path.clone(), subject.clone());
        Memo::new(move |_| learner.progress().with(|progress| stage(progress, &subject, &path)))
    };
    let id = {
        let path = path.clone();
        Memo::new(move |_| {
            learner
                .progress()
                .with(|progress| latest(progress, &subject, &path.id).map(|(id, _)| id).unwrap_or_default())
        })
    };
    let record =
        Memo::new(move |_| learner.progress().with(|progress| progress.quizzes.get(&id.get()).cloned()));
    let start = {
        let (path, shelved) = (path.clone(), shelved.clone());
        begin_once(learner, id, move || started(learner, &shelved, &path))
    };
    move || match stage.get() {
        Stage::NotTaken => view! { <Intro path=path.clone() shelved=shelved.clone() start /> }.into_any(),
        Stage::Open => view! {
            <div class="page page--narrow">
                <PageTitle title=format!("Certification: {}", path.title) />
                <Runner id record shelved=shelved.clone() embedded=true />
            </div>
        }
        .into_any(),
        Stage::NotPassed(result) => {
            view! { <NotPassed result path=path.clone() shelved=shelved.clone() start /> }.into_any()
        }
        Stage::Held(held) => {
            view! { <Paper held=*held path=path.clone() shelved=shelved.clone() start /> }.into_any()
        }
    }
}

/// Writes down that the latest attempt passed, once it is over. A page that was closed in between catches up here.
fn certify(learner: Learner, subject: String, path: Arc<Path>) {
    let passed = {
        let subject = subject.clone();
        Memo::new(move |_| {
            learner.progress().with(|progress| {
                let (_, result) = latest(progress, &subject, &path.id)?;
                let result = result.filter(|it| path.certification.is_passed(it.ability, it.answered))?;
                let is_held = progress.certificates.iter().any(|held| held.passed.attempt == result.attempt);
                (!is_held).then(|| (path.id.clone(), path.certification.cut_score, result))
            })
        })
    };
    Effect::new(move || {
        if let Some((path, cut_score, result)) = passed.get() {
            learner.record(Body::Certified(Certified {
                subject: subject.clone(),
                path,
                attempt: result.attempt,
                ability: result.ability,
                standard_error: result.standard_error,
                cut_score,
                answered: result.answered,
            }));
        }
    });
}
