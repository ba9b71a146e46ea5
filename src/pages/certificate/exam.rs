use std::sync::Arc;

use content::{Certification, Path};
use journal::{QuizMode, QuizStarted};
use leptos::prelude::*;
use progress::{StopState, certification};

use crate::browser::random;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::pages::practice::blank;
use crate::study::{self, Plan};
use crate::widgets::page::PageTitle;

/// Chosen by the answers, under exam conditions, with nothing assumed about the learner.
pub fn started(learner: Learner, shelved: &Shelved, path: &Path) -> QuizStarted {
    let Certification { topics, questions, minutes, .. } = &path.certification;
    QuizStarted {
        attempt: format!("{}{}", certification(&path.id), random::id()),
        mode: QuizMode::Exam,
        topics: topics.clone(),
        length: *questions,
        prior_mean: 0.0,
        prior_sd: 1.0,
        limit_millis: Some(u64::from(*minutes) * 60_000),
        ..blank(learner, shelved)
    }
}

/// What is asked, under which conditions, and what passing takes.
#[component]
pub fn Intro(path: Arc<Path>, shelved: Arc<Shelved>, start: Callback<()>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let Certification { questions, minutes, cut_score, .. } = path.certification.clone();
    let open = learner.progress().with_untracked(|progress| {
        let plan = Plan::of(progress, &shelved.pack).filter(|plan| plan.path == path.id)?;
        let states = study::states(progress, &plan.route(&shelved.pack)?);
        Some(states.iter().filter(|state| **state != StopState::Done).count())
    });
    let advice = open.filter(|open| *open > 0).map(|open| {
        let words = match open {
            1 => "One tutorial of your path is still open. Nothing keeps you from trying now.".to_owned(),
            open => {
                format!("{open} tutorials of your path are still open. Nothing keeps you from trying now.")
            }
        };
        view! { <p class="notice">{words}</p> }
    });
    view! {
        <div class="page page--narrow">
            <div class="page__head">
                <p class="crumbs"><a href="/learn">"Learn"</a></p>
                <PageTitle title=format!("Certification: {}", path.title) />
                <p class="page__lead">{format!("The end of the path for the role “{}”.", path.role)}</p>
            </div>
            {advice}
            <section class="card" aria-labelledby="conditions">
                <h2 id="conditions">"How it works"</h2>
                <ul>
                    <li>{format!("{questions} questions, each chosen by your answers so far. They get harder as you are right, so nobody gets all of them.")}</li>
                    <li>{format!("{minutes} minutes on the clock. It stands still while the page is closed. Every question has to be answered or skipped for the result to count.")}</li>
                    <li>"No hints, no way back, and no word on right or wrong before the end."</li>
                    <li>{format!("You pass with an estimated ability of {cut_score:+.1} or more, on a scale from -4 to 4 whose middle is a question of medium difficulty.")}</li>
                    <li>"It can be taken again. What was asked lately is asked last then."</li>
                </ul>
                <h3>"What it is about"</h3>
                <p>{topics_in_words(&path.certification.topics, &shelved)}</p>
                <p><button type="button" class="button button--primary" on:click=move |_| start.run(())>"Start the assessment"</button></p>
            </section>
        </div>
    }
}

/// "Caching strategies, Load balancing and Replication"
pub fn topics_in_words(topics: &[String], shelved: &Shelved) -> String {
    let topics = topics.iter().filter_map(|id| shelved.pack.topic(id));
    let names: Vec<&str> = topics.map(|topic| topic.name.as_str()).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        Some((only, _)) => (*only).to_owned(),
        None => String::new(),
    }
}
