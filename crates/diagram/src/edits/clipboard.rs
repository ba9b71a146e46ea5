use std::collections::{HashMap, HashSet};

use kurbo::{Point, Rect, Vec2};

use super::membership::within;
use super::{innermost_group, words};
use crate::tools::{GRID, Selection, snap_to_grid};
use crate::{
    Annotation, AnnotationId, Command, Component, ComponentId, Connection, ConnectionId, Diagram, Group,
    GroupId,
};

/// How far a copy stands from its original, in document units.
const BESIDE: f64 = GRID * 4.0;

/// What is selected as a design of its own: groups with their contents, and the connections within it.
pub fn copied(diagram: &Diagram, selection: &Selection) -> Diagram {
    let groups = within(diagram, selection.groups.iter());
    let in_group = |group: &Option<GroupId>| group.as_ref().is_some_and(|group| groups.contains(group));
    let components: Vec<Component> = diagram
        .components
        .iter()
        .filter(|one| selection.components.contains(&one.id) || in_group(&one.group))
        .cloned()
        .collect();
    let ids: HashSet<&ComponentId> = components.iter().map(|one| &one.id).collect();
    let connections = diagram
        .connections
        .iter()
        .filter(|one| ids.contains(&one.from) && ids.contains(&one.to))
        .cloned()
        .collect();
    let copied_groups = diagram.groups.iter().filter(|one| groups.contains(&one.id)).cloned().collect();
    let annotations = diagram.annotations.iter().filter(|one| selection.annotations.contains(&one.id));
    Diagram {
        annotations: annotations.cloned().collect(),
        connections,
        groups: copied_groups,
        components,
        ..Diagram::default()
    }
}

/// A step that pastes, and what is selected afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Pasted {
    pub command: Command,
    pub selection: Selection,
}

/// Puts a copy of a piece into a design, its middle at `middle` or else a little beside where it was.
///
/// `new_id` is called once for each thing in it. `None` for a piece with nothing in it.
pub fn pasted(
    diagram: &Diagram,
    piece: &Diagram,
    middle: Option<Point>,
    new_id: &mut dyn FnMut() -> String,
) -> Option<Pasted> {
    let extent = extent(piece)?;
    let by = match middle {
        Some(middle) => {
            let corner = snap_to_grid(middle - extent.size().to_vec2() / 2.0);
            corner - extent.origin()
        }
        None => free_of_twins(diagram, piece),
    };
    let copy = Copy::of(piece, new_id);
    let selection = Selection {
        components: copy.components.values().cloned().collect(),
        groups: copy.groups.values().cloned().collect(),
        annotations: HashSet::<AnnotationId>::from_iter(copy.annotations.values().cloned())
            .into_iter()
            .collect(),
        ..Selection::default()
    };
    let count = Selection {
        components: piece.components.iter().map(|one| one.id.clone()).collect(),
        groups: piece.groups.iter().map(|one| one.id.clone()).collect(),
        annotations: piece.annotations.iter().map(|one| one.id.clone()).collect(),
        ..Selection::default()
    };
    let summary = format!("{} pasted", words::subject(piece, &count));
    let commands = copy.commands(diagram, piece, by);
    Some(Pasted { command: super::together(commands, || summary)?, selection })
}

/// A copy of what is selected a little beside it. `None` for an empty selection.
pub fn duplicated(
    diagram: &Diagram,
    selection: &Selection,
    new_id: &mut dyn FnMut() -> String,
) -> Option<Pasted> {
    pasted(diagram, &copied(diagram, selection), None, new_id)
}

fn extent(piece: &Diagram) -> Option<Rect> {
    let boxes = piece
        .components
        .iter()
        .map(Component::bounds)
        .chain(piece.groups.iter().map(|group| group.bounds))
        .chain(piece.annotations.iter().map(Annotation::bounds));
    boxes.filter(Rect::is_finite).reduce(|all, one| all.union(one))
}

/// So far beside that no copy lies exactly on something that is there: pasting twice shows two.
fn free_of_twins(diagram: &Diagram, piece: &Diagram) -> Vec2 {
    let key = |at: Point| (at.x.to_bits(), at.y.to_bits());
    let components = diagram.components.iter().map(|one| key(one.position));
    let others = diagram.groups.iter().map(|one| key(one.bounds.origin()));
    let annotations = diagram.annotations.iter().map(|one| key(one.start));
    let taken: HashSet<(u64, u64)> = components.chain(others).chain(annotations).collect();
    let starts: Vec<Point> = piece
        .components
        .iter()
        .map(|one| one.position)
        .chain(piece.groups.iter().map(|one| one.bounds.origin()))
        .chain(piece.annotations.iter().map(|one| one.start))
        .collect();
    let steps = (0..64).map(|step| Vec2::new(BESIDE, BESIDE) * f64::from(step));
    let mut free = steps.filter(|by| starts.iter().all(|at| !taken.contains(&key(*at + *by))));
    free.next().unwrap_or(Vec2::new(BESIDE, BESIDE))
}

/// New ids for all that is in a piece.
struct Copy<'a> {
    components: HashMap<&'a ComponentId, ComponentId>,
    groups: HashMap<&'a GroupId, GroupId>,
    connections: HashMap<&'a ConnectionId, ConnectionId>,
    annotations: HashMap<&'a AnnotationId, AnnotationId>,
}

impl<'a> Copy<'a> {
    fn of(piece: &'a Diagram, new_id: &mut dyn FnMut() -> String) -> Self {
        Self {
            components: piece.components.iter().map(|one| (&one.id, ComponentId(new_id()))).collect(),
            groups: piece.groups.iter().map(|one| (&one.id, GroupId(new_id()))).collect(),
            connections: piece.connections.iter().map(|one| (&one.id, ConnectionId(new_id()))).collect(),
            annotations: piece.annotations.iter().map(|one| (&one.id, AnnotationId(new_id()))).collect(),
        }
    }

    fn commands(&self, diagram: &Diagram, piece: &Diagram, by: Vec2) -> Vec<Command> {
        let mut commands: Vec<Command> = Vec::new();
        // Outer ones first: a group can only be put into one that is there.
        for group in outer_first(piece) {
            let Some(id) = self.groups.get(&group.id).cloned() else { continue };
            let bounds = group.bounds + by;
            let around = || diagram.groups.iter().find(|one| one.bounds.contains_rect(bounds));
            let parent = match group.parent.as_ref().and_then(|parent| self.groups.get(parent)) {
                Some(parent) => Some(parent.clone()),
                None => around().map(|one| one.id.clone()),
            };
            commands.push(Command::AddGroup(Group { id, bounds, parent, locked: false, ..group.clone() }));
        }
        let components: Vec<Component> =
            piece.components.iter().filter_map(|one| self.component(diagram, one, by)).collect();
        // Of several between the same two, which a file may bring, one: a second is refused.
        let mut joined = HashSet::new();
        let once = piece.connections.iter().filter(|one| joined.insert((&one.from, &one.to)));
        let connections = once.filter_map(|one| self.connection(one, by)).collect();
        if !components.is_empty() {
            commands.push(Command::Paste { components, connections });
        }
        for annotation in &piece.annotations {
            if let Some(id) = self.annotations.get(&annotation.id).cloned() {
                commands.push(Command::AddAnnotation(Annotation { id, ..annotation.shifted(by) }));
            }
        }
        commands
    }

    fn component(&self, diagram: &Diagram, original: &Component, by: Vec2) -> Option<Component> {
        let mut copy = original.clone();
        copy.id = self.components.get(&original.id)?.clone();
        copy.position += by;
        copy.locked = false;
        copy.group = match original.group.as_ref().and_then(|group| self.groups.get(group)) {
            Some(group) => Some(group.clone()),
            None => innermost_group(diagram, copy.bounds().center()).map(|group| group.id.clone()),
        };
        Some(copy)
    }

    fn connection(&self, original: &Connection, by: Vec2) -> Option<Connection> {
        let mut copy = original.clone();
        copy.id = self.connections.get(&original.id)?.clone();
        copy.from = self.components.get(&original.from)?.clone();
        copy.to = self.components.get(&original.to)?.clone();
        copy.waypoints.iter_mut().for_each(|at| *at += by);
        Some(copy)
    }
}

pub(super) fn outer_first(piece: &Diagram) -> Vec<&Group> {
    let mut sorted: Vec<&Group> = Vec::new();
    let mut placed: HashSet<&GroupId> = HashSet::new();
    let known: HashSet<&GroupId> = piece.groups.iter().map(|one| &one.id).collect();
    let mut waiting: Vec<&Group> = piece.groups.iter().collect();
    while !waiting.is_empty() {
        let is_ready = |group: &&Group| {
            group.parent.as_ref().is_none_or(|parent| placed.contains(parent) || !known.contains(parent))
        };
        let (ready, rest): (Vec<&Group>, Vec<&Group>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            break;
        }
        placed.extend(ready.iter().map(|group| &group.id));
        sorted.extend(ready);
        waiting = rest;
    }
    sorted
}
