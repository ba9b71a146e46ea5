use std::sync::Arc;

use content::{Path, Route};
use leptos::prelude::*;
use progress::StopState;

use crate::learner::Learner;
use crate::library::Shelved;
use crate::pages::learn::difficulty_name;
use crate::pages::learn::overview::StepMark;
use crate::study::{self, Plan};
use crate::widgets::icon::{Glyph, Icon};

/// A stop in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    id: String,
    title: String,
    reason: String,
    facts: String,
    difficulty: &'static str,
    /// Titles of those of the learner's goals that it serves.
    goals: Vec<String>,
}

pub fn lines(route: &Route<'_>, path: &Path, plan: &Plan) -> Vec<Line> {
    let line = |stop: &content::Stop<'_>| {
        let tutorial = stop.tutorial;
        let entry = path.tutorials.iter().find(|entry| entry.id == tutorial.id);
        let served =
            entry.into_iter().flat_map(|entry| &entry.goals).filter(|goal| plan.goals.contains(goal));
        Line {
            id: tutorial.id.clone(),
            title: tutorial.title.clone(),
            reason: stop.reason.to_owned(),
            facts: format!("{} steps, about {} minutes", tutorial.steps.len(), tutorial.minutes),
            difficulty: difficulty_name(tutorial.difficulty),
            goals: served.filter_map(|id| path.goal(id)).map(|goal| goal.title.clone()).collect(),
        }
    };
    route.stops.iter().map(line).collect()
}

/// The stops in their order, each with why it is there and where the learner stands with it.
#[component]
pub fn Stops(stops: Vec<Line>, states: Memo<Vec<StopState>>, shelved: Arc<Shelved>) -> impl IntoView {
    let rows: Vec<_> = stops
        .into_iter()
        .enumerate()
        .map(|(place, line)| view! { <Row place line states shelved=shelved.clone() /> })
        .collect();
    view! { <ol class="path-stops" aria-label="Your path">{rows}</ol> }
}

#[component]
fn Row(place: usize, line: Line, states: Memo<Vec<StopState>>, shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let state =
        Memo::new(move |_| states.with(|states| states.get(place).copied()).unwrap_or(StopState::Open));
    let class = move || match state.get() {
        StopState::Done => "path-stop path-stop--done",
        StopState::Next => "path-stop path-stop--next",
        StopState::Begun | StopState::Open => "path-stop",
    };
    let tag = move || match state.get() {
        StopState::Done => Some(view! { <span class="tag tag--good">"Done"</span> }),
        StopState::Next => Some(view! { <span class="tag tag--accent">"Next"</span> }),
        StopState::Begun => Some(view! { <span class="tag tag--accent">"Begun"</span> }),
        StopState::Open => None,
    };
    let is_done = Signal::derive(move || state.get() == StopState::Done);
    let go_on = {
        let id = line.id.clone();
        move || {
            let href = learner.progress().with(|progress| {
                shelved.pack.tutorial(&id).map(|tutorial| study::href_to_continue(progress, tutorial))
            });
            let (is_next, has_begun) =
                (state.get() == StopState::Next, href.as_ref()?.matches('/').count() > 2);
            is_next.then(|| {
                view! {
                    <a class="button button--primary card__above" href=href>
                        {if has_begun { "Continue" } else { "Start here" }}
                        <Icon glyph=Glyph::ArrowRight class="button__icon" />
                    </a>
                }
            })
        }
    };
    let goals = (!line.goals.is_empty()).then(
        || view! { <p class="small">{format!("Serves what you want: {}.", line.goals.join("; "))}</p> },
    );
    view! {
        <li class=class>
            <StepMark done=is_done index=place />
            <div class="path-stop__words">
                <p class="row">
                    <a class="card__link" href=format!("/learn/{}", line.id)><strong>{line.title}</strong></a>
                    {tag}
                </p>
                <p class="muted">{line.reason}</p>
                {goals}
                <p class="row small muted"><span class="tag">{line.difficulty}</span> <span>{line.facts}</span></p>
                {go_on}
            </div>
        </li>
    }
}

/// Tutorials of the path that are too easy or too hard by what the learner said. They stay one press away.
#[component]
pub fn Beyond(title: &'static str, stops: Vec<(String, String)>) -> impl IntoView {
    let count = stops.len();
    (count > 0).then(|| {
        let rows = stops
            .into_iter()
            .map(|(id, title)| view! { <li><a href=format!("/learn/{id}")>{title}</a></li> });
        view! {
            <details class="card">
                <summary>{format!("{title} ({count})")}</summary>
                <ul>{rows.collect_view()}</ul>
            </details>
        }
    })
}
