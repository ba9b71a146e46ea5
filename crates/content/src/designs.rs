//! Designs within a pack of strangers: each has to be one that the canvas opens.

use diagram::format;
use serde_json::Value;

use crate::{Flaw, Pack, Place, StepKind};

pub(crate) fn flaws(pack: &Pack) -> Vec<Flaw> {
    all(pack)
        .into_iter()
        .filter_map(|(place, design)| {
            let error = format::read(&design.to_string()).err()?;
            Some(Flaw::new(place, format!("the design cannot be opened: {error}")))
        })
        .collect()
}

fn all(pack: &Pack) -> Vec<(Place, &Value)> {
    let mut designs = Vec::new();
    for (index, tutorial) in pack.tutorials.iter().enumerate() {
        let place = Place::entry("tutorials", index).key("steps");
        for (index, step) in tutorial.steps.iter().enumerate() {
            if let StepKind::Canvas { starting_design, solution, .. } = &step.kind {
                designs.push((place.index(index).key("starting_design"), starting_design));
                designs.push((place.index(index).key("solution"), solution));
            }
        }
    }
    for (index, task) in pack.tasks.iter().enumerate() {
        let place = Place::entry("tasks", index);
        designs.push((place.key("starting_design"), &task.starting_design));
        designs.push((place.key("solution"), &task.solution));
    }
    for (index, challenge) in pack.challenges.iter().enumerate() {
        let place = Place::entry("challenges", index);
        designs.extend(challenge.starting_design.iter().map(|design| (place.key("starting_design"), design)));
        designs.push((place.key("solution"), &challenge.solution));
        designs.push((place.key("naive"), &challenge.naive));
    }
    designs
}
