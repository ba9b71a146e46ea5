use std::sync::Arc;

use assessment::{Item, signed};
use content::Experience;
use journal::{Body, QuizFinished, QuizMode, QuizStarted};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use progress::{Outcome, PLACEMENT, Progress};

use super::{Screen, level};
use crate::browser::random;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::pages::practice::{begin_once, blank, questions_again, runner::Runner};
use crate::study::Plan;
use crate::widgets::page::PageTitle;

/// Few enough for a first visit. The level that comes of it is stated with how unsure it is.
const QUESTIONS: u32 = 8;

/// A short assessment that says where to start: questions chosen by the answers, without hints and without feedback.
#[component]
pub fn Placement(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let subject = shelved.pack.id.clone();
    let latest = Memo::new(move |_| learner.progress().with(|progress| latest(progress, &subject)));
    let id = Memo::new(move |_| latest.get().map(|(id, _)| id).unwrap_or_default());
    let record =
        Memo::new(move |_| learner.progress().with(|progress| progress.quizzes.get(&id.get()).cloned()));
    // Which view is open changes seldom; the runner follows the record by itself.
    let result = Memo::new(move |_| latest.get().map(|(_, result)| result));
    let start = {
        let shelved = shelved.clone();
        begin_once(learner, id, move || started(learner, &shelved))
    };
    let back = Screen::Level.href(&shelved.pack.id);
    move || {
        match result.get() {
        Some(None) => view! {
            <div class="page__head">
                <p class="crumbs"><a href=back.clone()>"Back to the question"</a></p>
                <PageTitle title="Where do you stand?" />
                <p class="page__lead">"Answer what you know and skip what you do not. Whether you were right is said at the end."</p>
            </div>
            <Runner id record shelved=shelved.clone() embedded=true />
        }
        .into_any(),
        Some(Some(result)) => {
            let each = record.with_untracked(|record| record.as_ref().and_then(|it| questions_again(it, &shelved)));
            view! { <Placed result subject=shelved.pack.id.clone() start /> {each} }.into_any()
        }
        None => {
            let minutes = expected_minutes(&shelved, &topics(learner, &shelved));
            view! { <Intro back=back.clone() minutes start /> }.into_any()
        }
    }
    }
}

#[component]
fn Intro(back: String, minutes: u32, start: Callback<()>) -> impl IntoView {
    view! {
        <div class="page__head">
            <p class="crumbs"><a href=back>"Back to the question"</a></p>
            <PageTitle title="Where do you stand?" />
            <p class="page__lead">
                {format!("{QUESTIONS} questions, each chosen by your answers so far: harder when you are right, easier when you are not. About {minutes} minutes. Getting some of them wrong is how it works.")}
            </p>
        </div>
        <p><button type="button" class="button button--primary" on:click=move |_| start.run(())>"Start"</button></p>
    }
}

/// What came of it. The learner has the last word.
#[component]
fn Placed(result: QuizFinished, subject: String, start: Callback<()>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    let measured = Experience::of_ability(result.ability);
    let half = 1.96 * result.standard_error;
    let span = |ability: f64| level::name(Experience::of_ability(ability)).to_lowercase();
    let (low, high) = (span(result.ability - half), span(result.ability + half));
    let unsure = if low == high {
        "Your answers leave little doubt.".to_owned()
    } else {
        format!("With so few questions it could be anything from {low} to {high}, so take what feels right.")
    };
    let back = Screen::Level.href(&subject);
    let take = move |_| {
        learner.record(Body::LevelSet { level: measured.id().to_owned(), subject: subject.clone() });
        navigate(&Screen::Goals.href(&subject), Default::default());
    };
    view! {
        <div class="page__head">
            <PageTitle title=format!("You could start as: {}", level::name(measured)) />
            <p class="page__lead">
                {format!("Your ability is estimated at {}, where 0 is the middle of the scale of questions. Beginner is below 0, advanced from 1. {unsure}", signed(result.ability))}
            </p>
        </div>
        <p class="row">
            <button type="button" class="button button--primary" on:click=take>{format!("Start as {}", level::name(measured).to_lowercase())}</button>
            <a class="button button--secondary" href=back>"Choose another level"</a>
            <button type="button" class="button button--quiet" on:click=move |_| start.run(())>"Ask me again"</button>
        </p>
    }
}

/// The latest placement, with its result once it is over.
fn latest(progress: &Progress, subject: &str) -> Option<(String, Option<QuizFinished>)> {
    let (id, attempt) = progress.quizzes.latest(subject, PLACEMENT)?;
    let result = match &attempt.outcome {
        Outcome::Finished { result, .. } => Some(result.clone()),
        _ => None,
    };
    Some((id.to_owned(), result))
}

/// Those of the chosen path; none for everything.
fn topics(learner: Learner, shelved: &Shelved) -> Vec<String> {
    let pack = &shelved.pack;
    let plan = learner.progress().with_untracked(|progress| Plan::of(progress, pack));
    let path = plan.as_ref().and_then(|plan| plan.path(pack));
    path.map(|path| path.certification.topics.clone()).unwrap_or_default()
}

/// As long as so many questions on these topics are expected to take on average.
fn expected_minutes(shelved: &Shelved, topics: &[String]) -> u32 {
    let is_asked =
        |item: &&Item| !item.question.takes_long() && (topics.is_empty() || topics.contains(&item.topic));
    let seconds: Vec<u32> =
        shelved.pack.items.iter().filter(is_asked).map(|item| item.expected_seconds).collect();
    let count = u32::try_from(seconds.len()).unwrap_or(u32::MAX).max(1);
    let sum = seconds.into_iter().fold(0, u32::saturating_add);
    (sum / count).saturating_mul(QUESTIONS).div_ceil(60)
}

/// On the topics of the chosen path, or on everything; with nothing assumed about the learner.
fn started(learner: Learner, shelved: &Shelved) -> QuizStarted {
    QuizStarted {
        attempt: format!("{PLACEMENT}{}", random::id()),
        mode: QuizMode::Exam,
        topics: topics(learner, shelved),
        length: QUESTIONS,
        prior_mean: 0.0,
        prior_sd: 1.0,
        ..blank(learner, shelved)
    }
}
