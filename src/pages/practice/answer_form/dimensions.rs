use std::sync::Arc;

use analysis::challenge::{DimensionGrade, Grade};
use content::CanvasTask;
use diagram::{Catalogue, Document, format};
use leptos::prelude::*;

use crate::browser::random;
use crate::library::{Library, Shelved};
use crate::shelf::Shelf;
use crate::widgets::meter::Meter;

/// A design that was handed in.
pub struct HandedIn {
    /// Id of the task in the pack.
    pub task: String,
    pub design_id: String,
    pub shelved: Arc<Shelved>,
}

/// How a design that was handed in does in the five dimensions, judged as it stands on the shelf now.
pub fn design_dimensions(handed_in: HandedIn) -> AnyView {
    let HandedIn { task, design_id, shelved } = handed_in;
    let shelf = expect_context::<Shelf>();
    let library = expect_context::<Library>();
    let Some(task) = shelved.pack.task(&task).cloned() else { return ().into_any() };
    let graded = LocalResource::new(move || {
        graded(shelf, library.catalogue().get_untracked(), design_id.clone(), task.clone())
    });
    let told = move || graded.get().flatten().map(|grade| dimensions(&grade));
    view! { {told} }.into_any()
}

/// What was handed in as it was given is on no shelf. `None` where the design cannot be read.
async fn graded(
    shelf: Shelf,
    catalogue: &'static Catalogue,
    design_id: String,
    task: CanvasTask,
) -> Option<Grade> {
    let Some(bytes) = shelf.load(&design_id).await.ok()? else {
        let given = format::read(&task.starting_design.to_string()).ok()?;
        return Some(task.grade(&given.diagram, catalogue));
    };
    let (document, _) = Document::from_bytes(random::bits(), &bytes).ok()?;
    Some(task.grade(document.diagram(), catalogue))
}

fn dimensions(grade: &Grade) -> impl IntoView + use<> {
    let rows = grade.dimensions.iter().map(dimension).collect_view();
    view! {
        <section class="stack" aria-labelledby="dimensions">
            <h3 id="dimensions">"In five dimensions"</h3>
            <p class="muted small">"The engine's view of the design beyond what was asked for; it does not count towards the credit."</p>
            <ul class="dimensions">{rows}</ul>
        </section>
    }
}

fn dimension(grade: &DimensionGrade) -> impl IntoView + use<> {
    let out_of: f64 = grade.points.iter().map(|point| point.out_of).sum();
    let share = if out_of > 0.0 { (grade.score / out_of).clamp(0.0, 1.0) } else { 0.0 };
    let name = grade.dimension.name();
    let words = format!("{:.1} of {out_of:.1} points", grade.score);
    let label = format!("{name}: {words}");
    let estimate =
        grade.is_estimate.then_some(" Told from the words in the design, so a person may see it otherwise.");
    let reasons = grade.points.iter().map(|point| {
        view! { <li>{format!("{:.1} of {:.1}: ", point.points, point.out_of)} {point.reason.clone()}</li> }
    });
    view! {
        <li>
            <details class="small">
                <summary><strong>{name}</strong> ", " {words}</summary>
                <ul class="what-counts">{reasons.collect_view()}</ul>
                <p class="muted">{estimate}</p>
            </details>
            <Meter share=Signal::stored(share) label />
        </li>
    }
}
