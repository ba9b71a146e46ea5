use content::Objective;
use leptos::prelude::*;

use super::difficulty_name;
use super::overview::step_kind_name;
use super::step::Lesson;
use crate::learner::Learner;
use crate::library::Library;

/// What a step is and takes: kind, minutes, difficulty, what one will be able to do, and what it builds on.
#[component]
pub fn AboutStep(lesson: Lesson) -> impl IntoView {
    let Lesson { tutorial, step, .. } = lesson;
    let objectives = tutorial.objectives.iter().filter(|objective| step.objectives.contains(&objective.id));
    let objectives: Vec<_> = objectives.map(objective_of_step).collect();
    view! {
        <div class="about-step small muted">
            <p class="row">
                <span class="tag">{difficulty_name(tutorial.difficulty_of(&step))}</span>
                <span>{step_kind_name(&step.kind)}</span>
                <span>{format!("about {} min", step.minutes)}</span>
            </p>
            {(!objectives.is_empty()).then(|| view! {
                <details>
                    <summary>"What you will be able to do"</summary>
                    <ul>{objectives}</ul>
                </details>
            })}
            <Prerequisites ids=tutorial.prerequisites.clone() only_open=true />
        </div>
    }
}

fn objective_of_step(objective: &Objective) -> impl IntoView + use<> {
    let says = (!objective.description.is_empty()).then(|| objective.description.clone());
    view! { <li>{objective.title.clone()}{says.map(|says| view! { <p>{says}</p> })}</li> }
}

/// Tutorials that should come first, as links, each with whether it is done.
#[component]
pub fn Prerequisites(
    ids: Vec<String>,
    /// Leaves out those that are done.
    #[prop(optional)]
    only_open: bool,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let library = expect_context::<Library>();
    let titles: Vec<(String, String)> = ids
        .into_iter()
        .filter_map(|id| {
            let title = library.shelved_of(&id)?.pack.tutorial(&id)?.title.clone();
            Some((id, title))
        })
        .collect();
    move || {
        let rows: Vec<_> = titles
            .iter()
            .map(|(id, title)| {
                let is_done = learner.progress().with(|progress| {
                    progress.tutorials.get(id).is_some_and(|tutorial| tutorial.finished.is_some())
                });
                (id.clone(), title.clone(), is_done)
            })
            .filter(|(_, _, is_done)| !(only_open && *is_done))
            .map(|(id, title, is_done)| {
                view! {
                    <a href=format!("/learn/{id}")>{title}</a>
                    {is_done.then(|| view! { <span class="tag tag--good">"Done"</span> })}
                }
            })
            .collect();
        (!rows.is_empty()).then(|| view! { <p class="row">"Best after:" {rows}</p> })
    }
}
