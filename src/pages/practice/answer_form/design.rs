use std::rc::Rc;
use std::sync::Arc;

use assessment::Answer;
use content::{CanvasTask, Criterion};
use diagram::{Diagram, format};
use leptos::prelude::*;

use super::Entry;
use crate::learner::Learner;
use crate::library::{Library, Shelved};
use crate::pages::studio::bench::Bench;
use crate::pages::studio::workbench::Workbench;
use crate::shelf::Shelf;

/// A question that is answered on the canvas.
pub struct DesignQuestion {
    /// Id of the task in the pack.
    pub task: String,
    pub entry: Entry,
    /// Where the design is kept.
    pub design_id: String,
    pub shelved: Arc<Shelved>,
}

/// A design to change on the canvas. What it meets is told after the answer.
pub fn design_task(question: DesignQuestion) -> AnyView {
    let DesignQuestion { task, entry, design_id, shelved } = question;
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let library = expect_context::<Library>();
    let Some(task) = shelved.pack.task(&task).cloned() else {
        let words = "The task of this question is not in the pack any more. Skip the question.";
        return view! { <p class="notice notice--warning">{words}</p> }.into_any();
    };
    let starting = Arc::new(starting_design(&task));
    let criteria = task.criteria.iter().map(|Criterion { description, points, .. }| {
        view! { <li>{description.clone()} " " <span class="muted">{format!("({points} points)")}</span></li> }
    });
    let criteria = criteria.collect_view();
    let opened = {
        let (design_id, starting) = (design_id.clone(), starting.clone());
        LocalResource::new(move || {
            Bench::open_or_start(learner, shelf, library, design_id.clone(), (*starting).clone())
        })
    };
    let canvas = move || {
        Some(match opened.get()? {
            Ok(bench) => {
                let (design_id, task, starting) = (design_id.clone(), task.clone(), starting.clone());
                entry.drawn.set_value(Some(Rc::new(move || built(&design_id, &task, &starting, bench))));
                view! { <div class="task__studio question__studio"><Workbench bench /></div> }.into_any()
            }
            Err(error) => {
                view! { <p class="notice notice--danger" role="alert">{error.to_string()}</p> }.into_any()
            }
        })
    };
    view! {
        <section class="stack" aria-labelledby="counts">
            <h2 id="counts">"What counts"</h2>
            <ul class="what-counts">{criteria}</ul>
        </section>
        {canvas}
    }
    .into_any()
}

/// Packs are checked when they are built, so this only falls back where somebody changed one by hand.
fn starting_design(task: &CanvasTask) -> Diagram {
    format::read(&task.starting_design.to_string()).map(|opened| opened.diagram).unwrap_or_default()
}

/// The design as it stands, with the criteria that it meets. What held from the start earns nothing by itself.
fn built(design_id: &str, task: &CanvasTask, starting: &Diagram, bench: Bench) -> Answer {
    let met: Vec<bool> = bench.drawn.with_untracked(|drawn| {
        bench.report.with_untracked(|report| {
            let judge = |criterion: &Criterion| {
                criterion.check.judge(&drawn.diagram, bench.kinds.get_untracked(), report)
            }.passed;
            task.criteria.iter().map(judge).collect()
        })
    });
    let all: u32 = task.criteria.iter().map(|criterion| criterion.points).sum();
    let is_as_found = bench.drawn.with_untracked(|drawn| is_same_design(&drawn.diagram, starting));
    let met_criteria = task.criteria.iter().zip(&met).filter(|(_, met)| **met);
    let points: u32 = met_criteria.map(|(criterion, _)| criterion.points).sum();
    let share = if is_as_found { 0.0 } else { f64::from(points) / f64::from(all.max(1)) };
    Answer::Built { design: design_id.to_owned(), met, share }
}

/// Where things stand, what lies on top of what, and notes make no other design.
fn is_same_design(one: &Diagram, other: &Diagram) -> bool {
    let parts = |diagram: &Diagram| {
        let mut components = diagram.components.clone();
        components.iter_mut().for_each(|component| component.position = Default::default());
        components.sort_by(|one, other| one.id.cmp(&other.id));
        let mut connections = diagram.connections.clone();
        connections.sort_by(|one, other| one.id.cmp(&other.id));
        (components, connections)
    };
    parts(one) == parts(other) && one.rationale == other.rationale && one.groups == other.groups
}
