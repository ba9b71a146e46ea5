use std::sync::Arc;

use analysis::words;
use content::MockTest;
use journal::{Body, QuizMode, QuizSection, QuizStarted};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::start::blank;
use crate::learner::Learner;
use crate::library::Shelved;

const MILLIS_PER_MINUTE: u64 = 60_000;

/// Timed rehearsals in sections, where the subject has some.
#[component]
pub fn MockTests(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    let row = |mock: &MockTest| {
        let begin = {
            let (navigate, shelved, mock) = (navigate.clone(), shelved.clone(), mock.clone());
            move |_| {
                let started = started(learner, &shelved, &mock);
                let attempt = started.attempt.clone();
                learner.record(Body::QuizStarted(started));
                navigate(&format!("/practice/{attempt}"), Default::default());
            }
        };
        let sections = mock.sections.iter().map(|section| {
            let size = format!(
                "{}: {} in {}",
                section.title,
                words::count(section.questions(), "question"),
                words::count(section.minutes as usize, "minute")
            );
            view! { <li>{size}</li> }
        });
        let name = format!("Start: {}", mock.title);
        view! {
            <li class="mock-test">
                <div class="stack">
                    <h3>{mock.title.clone()}</h3>
                    <p class="muted small">{mock.summary.clone()}</p>
                    <ul class="small">{sections.collect_view()}</ul>
                </div>
                <button type="button" class="button button--secondary" on:click=begin aria-label=name>"Start"</button>
            </li>
        }
    };
    let rows: Vec<_> = shelved.pack.mock_tests.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="mock-tests">
                <h2 id="mock-tests">"Mock tests"</h2>
                <p class="muted small">"Exam rules: a clock, no hints, and no feedback until you hand in. The clock stands still while the page is closed, so that a test can be taken up where it was left."</p>
                <ul class="mock-tests">{rows}</ul>
            </section>
        }
    })
}

fn started(learner: Learner, shelved: &Shelved, mock: &MockTest) -> QuizStarted {
    let blank = blank(learner, shelved);
    let drawn = mock.draw(&shelved.pack, &blank.recently_seen, blank.seed);
    let section = |(section, items): (&content::MockSection, &Vec<String>)| QuizSection {
        title: section.title.clone(),
        items: u32::try_from(items.len()).unwrap_or(u32::MAX),
        limit_millis: u64::from(section.minutes) * MILLIS_PER_MINUTE,
    };
    let sections = mock.sections.iter().zip(&drawn).map(section).collect();
    let pool: Vec<String> = drawn.into_iter().flatten().collect();
    QuizStarted {
        mode: QuizMode::Exam,
        length: u32::try_from(pool.len()).unwrap_or(u32::MAX),
        pool,
        limit_millis: Some(mock.minutes() * MILLIS_PER_MINUTE),
        sections,
        ..blank
    }
}
