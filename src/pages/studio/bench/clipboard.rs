use std::collections::HashMap;

use diagram::tools::Selection;
use diagram::{Command, ComponentId, ConnectionId, Diagram};
use kurbo::Vec2;

use crate::browser::random;

/// How far a copy stands from its original, in document units.
const BESIDE: Vec2 = Vec2::new(32.0, 32.0);

/// Copies of the selected components, with the connections between them, and the selection of the copies.
pub fn duplicate(diagram: &Diagram, selection: &Selection) -> (Option<Command>, Selection) {
    let originals =
        diagram.components.iter().filter(|component| selection.components.contains(&component.id));
    let mut new_ids: HashMap<&ComponentId, ComponentId> = HashMap::new();
    let mut components = Vec::new();
    for original in originals {
        let mut copy = original.clone();
        copy.id = ComponentId(random::id());
        copy.position += BESIDE;
        new_ids.insert(&original.id, copy.id.clone());
        components.push(copy);
    }
    let connections = diagram.connections.iter().filter_map(|original| {
        let mut copy = original.clone();
        copy.from = new_ids.get(&original.from)?.clone();
        copy.to = new_ids.get(&original.to)?.clone();
        copy.id = ConnectionId(random::id());
        Some(copy)
    });
    let connections = connections.collect();
    let copies = Selection::of_components(components.iter().map(|component| component.id.clone()));
    let command = (!components.is_empty()).then_some(Command::Paste { components, connections });
    (command, copies)
}
