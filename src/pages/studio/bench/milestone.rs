use analysis::Report;
use diagram::Diagram;
use journal::{Body, DesignSaved};
use leptos::prelude::*;

use crate::learner::Learner;

/// Components at which a design counts as having grown. Kept few, so that dragging boxes in is no way to points.
const SIZES: [usize; 5] = [3, 6, 12, 24, 48];

/// Writes down that a design reached a size for the first time. Loose boxes do not count: it has to be wired.
pub fn record(learner: Learner, design: &str, diagram: &Diagram, report: &Report) {
    let size = SIZES.into_iter().rev().find(|size| diagram.components.len() >= *size);
    let Some(size) = size.filter(|_| diagram.connections.len() + 1 >= diagram.components.len()) else {
        return;
    };
    let reached = learner.progress().with_untracked(|progress| {
        let milestones =
            progress.designs.get(design).map(|design| design.milestones.as_slice()).unwrap_or_default();
        milestones.iter().any(|milestone| milestone.components as usize >= size)
    });
    if reached {
        return;
    }
    learner.record(Body::DesignSaved(DesignSaved {
        design: design.to_owned(),
        components: u32::try_from(diagram.components.len()).unwrap_or(u32::MAX),
        connections: u32::try_from(diagram.connections.len()).unwrap_or(u32::MAX),
        scalability_score: report.scalability.score,
        availability: report.availability.value,
        max_requests_per_second: report.throughput.max_per_second,
    }));
}
