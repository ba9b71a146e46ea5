use diagram::{Catalogue, Diagram};

use super::brief::Brief;
use super::imposed::imposed;
use crate::{Check, Explanation, explain};

/// How the figure that a requirement asks for came about, for the design under the load of the brief.
///
/// `requirement` is its place in the brief. `None` where it does not ask for a figure, or there is none to explain.
pub fn explain_requirement(
    diagram: &Diagram,
    catalogue: &Catalogue,
    brief: &Brief,
    requirement: usize,
) -> Option<Explanation> {
    let Check::Measures { metric, .. } = &brief.requirements.get(requirement)?.check else { return None };
    let under_load = imposed(diagram, catalogue, brief).diagram;
    let report = crate::report(&under_load, catalogue);
    let figure = metric.figure(&report)?;
    Some(explain(&under_load, catalogue, &report, figure))
}
