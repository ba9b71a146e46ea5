use std::sync::Arc;

use assessment::{Item, first_sentence};
use journal::{Body, QuizMode, QuizStarted};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::start::blank;
use crate::learner::Learner;
use crate::library::Shelved;

/// Stories, designs and texts that learners rate themselves: each is started by itself.
#[component]
pub fn LongTasks(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    let tasks: Vec<&Item> = shelved.pack.items.iter().filter(|item| item.question.takes_long()).collect();
    let row = |item: &Item| {
        let begin = {
            let (navigate, shelved, id) = (navigate.clone(), shelved.clone(), item.id.clone());
            move |_| {
                let started = QuizStarted {
                    mode: QuizMode::Fixed,
                    length: 1,
                    pool: vec![id.clone()],
                    ..blank(learner, &shelved)
                };
                let attempt = started.attempt.clone();
                learner.record(Body::QuizStarted(started));
                navigate(&format!("/practice/{attempt}"), Default::default());
            }
        };
        let topic = shelved.pack.topic(&item.topic).map(|topic| topic.name.clone());
        let minutes = item.expected_seconds.div_ceil(60);
        // The first sentence tells what is asked; the whole stem comes with the question.
        let title = first_sentence(&item.stem).to_owned();
        let name = format!("Start: {title}");
        view! {
            <li class="row row--between">
                <span class="long-task">
                    <span>{title}</span>
                    <span class="muted small">{topic} ", " {item.question.kind().name().to_lowercase()} {format!(", about {minutes} min")}</span>
                </span>
                <button type="button" class="button button--secondary" on:click=begin aria-label=name>"Start"</button>
            </li>
        }
    };
    let rows: Vec<_> = tasks.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="long-tasks">
                <h2 id="long-tasks">"Write and draw"</h2>
                <p class="muted small">"These take longer, and are started one at a time."</p>
                <ul class="long-tasks">{rows}</ul>
            </section>
        }
    })
}
