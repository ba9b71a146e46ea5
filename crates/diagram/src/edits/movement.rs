use std::collections::{BTreeSet, HashMap};

use kurbo::{Rect, Vec2};

use super::membership::{Crossing, Joins, fixed, within};
use super::{together, words};
use crate::tools::Selection;
use crate::{
    AnnotationId, Command, Component, ComponentId, Connection, ConnectionChange, Diagram, Group, GroupId,
    naming,
};

/// What moves when a selection is moved: groups take along what stands in them, and what is locked stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carried {
    pub components: BTreeSet<ComponentId>,
    pub groups: BTreeSet<GroupId>,
    pub annotations: BTreeSet<AnnotationId>,
}

impl Carried {
    pub fn by(diagram: &Diagram, selection: &Selection) -> Self {
        let fixed = fixed(diagram);
        let groups = within(diagram, selection.groups.iter().filter(|group| !fixed.contains(group)));
        let frames: Vec<Rect> = diagram
            .groups
            .iter()
            .filter(|group| selection.groups.contains(&group.id) && !fixed.contains(&group.id))
            .map(|group| group.bounds)
            .collect();
        let in_group =
            |component: &Component| component.group.as_ref().is_some_and(|one| groups.contains(one));
        let chosen = |component: &&Component| {
            let is_held =
                || component.locked || component.group.as_ref().is_some_and(|group| fixed.contains(group));
            in_group(component) || (selection.components.contains(&component.id) && !is_held())
        };
        let in_frame = |bounds: Rect| frames.iter().any(|frame| frame.contains_rect(bounds));
        Self {
            components: diagram.components.iter().filter(chosen).map(|one| one.id.clone()).collect(),
            annotations: diagram
                .annotations
                .iter()
                .filter(|one| selection.annotations.contains(&one.id) || in_frame(one.bounds()))
                .map(|one| one.id.clone())
                .collect(),
            groups: groups.into_iter().cloned().collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.components.is_empty() && self.groups.is_empty() && self.annotations.is_empty()
    }

    /// Around all of it; `None` for nothing.
    pub fn bounds(&self, diagram: &Diagram) -> Option<Rect> {
        let components = diagram.components.iter().filter(|one| self.components.contains(&one.id));
        let groups = diagram.groups.iter().filter(|one| self.groups.contains(&one.id));
        let annotations = diagram.annotations.iter().filter(|one| self.annotations.contains(&one.id));
        let boxes = components
            .map(Component::bounds)
            .chain(groups.map(|group| group.bounds))
            .chain(annotations.map(crate::Annotation::bounds));
        boxes.reduce(|all, one| all.union(one))
    }
}

/// Moves a selection by so many document units. `None` where nothing of it can move.
pub fn moved(diagram: &Diagram, selection: &Selection, by: Vec2) -> Option<Command> {
    if by == Vec2::ZERO {
        return None;
    }
    let carried = Carried::by(diagram, selection);
    let mut commands = Vec::new();
    if !carried.components.is_empty() {
        commands.push(Command::Move { ids: carried.components.iter().cloned().collect(), by });
    }
    let shift = Shift { diagram, selection, carried: &carried, by: &|_| by };
    let what = || words::subject(diagram, selection);
    shift.others(&mut commands);
    let joins = shift.joins();
    let summary = moved_in_words(diagram, &joins, what);
    commands.extend(joined(joins));
    together(commands, || summary)
}

/// Moves each of several things by its own distance, groups with all that stands in them.
pub(super) fn moved_each(
    diagram: &Diagram,
    selection: &Selection,
    by: &HashMap<crate::hit::Target, Vec2>,
    summary: String,
) -> Option<Command> {
    use crate::hit::Target;
    let carried = Carried::by(diagram, selection);
    let owners = owners(diagram, selection);
    let distance = |target: &Target| -> Vec2 {
        let own = by.get(target).copied();
        let of_group = |group: Option<&GroupId>| {
            let owner = owners.get(group?)?;
            by.get(&Target::Group((*owner).clone())).copied()
        };
        let inherited = match target {
            Target::Component(id) => of_group(diagram.component(id).and_then(|one| one.group.as_ref())),
            Target::Group(id) => of_group(Some(id)),
            Target::Annotation(_) | Target::Connection(_) => None,
        };
        inherited.or(own).unwrap_or(Vec2::ZERO)
    };
    let positions: Vec<_> = diagram
        .components
        .iter()
        .filter(|one| carried.components.contains(&one.id))
        .map(|one| (one, distance(&Target::Component(one.id.clone()))))
        .filter(|(_, by)| *by != Vec2::ZERO)
        .map(|(one, by)| (one.id.clone(), one.position + by))
        .collect();
    let mut commands = Vec::new();
    if !positions.is_empty() {
        commands.push(Command::Arrange { positions });
    }
    let shift = Shift { diagram, selection, carried: &carried, by: &distance };
    shift.others(&mut commands);
    commands.extend(joined(shift.joins()));
    if commands.is_empty() { None } else { Some(Command::Together { summary, commands }) }
}

/// To which selected group each group belongs that moves with one.
fn owners<'a>(diagram: &'a Diagram, selection: &'a Selection) -> HashMap<&'a GroupId, &'a GroupId> {
    let mut owners = HashMap::new();
    for selected in &selection.groups {
        for group in within(diagram, std::iter::once(selected)) {
            owners.entry(group).or_insert(selected);
        }
    }
    owners
}

/// A movement of all that is carried.
struct Shift<'a> {
    diagram: &'a Diagram,
    selection: &'a Selection,
    carried: &'a Carried,
    by: &'a dyn Fn(&crate::hit::Target) -> Vec2,
}

impl Shift<'_> {
    fn by_component(&self, id: &ComponentId) -> Vec2 {
        (self.by)(&crate::hit::Target::Component(id.clone()))
    }

    fn by_group(&self, id: &GroupId) -> Vec2 {
        (self.by)(&crate::hit::Target::Group(id.clone()))
    }

    /// Groups, annotations, and the bends of connections of which both ends move.
    fn others(&self, commands: &mut Vec<Command>) {
        let crossing = Crossing::new(self.diagram, &self.frames());
        for group in self.diagram.groups.iter().filter(|one| self.carried.groups.contains(&one.id)) {
            let bounds = group.bounds + self.by_group(&group.id);
            let parent = match &group.parent {
                Some(parent) if self.carried.groups.contains(parent) => Some(parent.clone()),
                before => crossing.parent(group, bounds).unwrap_or_else(|| before.clone()),
            };
            let changed = Group { bounds, parent, ..group.clone() };
            if changed != *group {
                commands.push(Command::ChangeGroup(changed));
            }
        }
        for annotation in &self.diagram.annotations {
            if self.carried.annotations.contains(&annotation.id) {
                let by = (self.by)(&crate::hit::Target::Annotation(annotation.id.clone()));
                if by != Vec2::ZERO {
                    commands.push(Command::ChangeAnnotation(annotation.shifted(by)));
                }
            }
        }
        commands.extend(self.diagram.connections.iter().filter_map(|connection| self.bent(connection)));
    }

    fn bent(&self, connection: &Connection) -> Option<Command> {
        let moves = |end: &ComponentId| self.carried.components.contains(end);
        if connection.waypoints.is_empty() || !moves(&connection.from) || !moves(&connection.to) {
            return None;
        }
        let by = self.by_component(&connection.from);
        if by == Vec2::ZERO || by != self.by_component(&connection.to) {
            return None;
        }
        let waypoints = connection.waypoints.iter().map(|at| *at + by).collect();
        let change = ConnectionChange { waypoints: Some(waypoints), ..ConnectionChange::default() };
        Some(Command::SetConnection { connection: connection.id.clone(), change })
    }

    fn frames(&self) -> HashMap<&GroupId, Rect> {
        let carried = self.diagram.groups.iter().filter(|one| self.carried.groups.contains(&one.id));
        carried.map(|one| (&one.id, one.bounds + self.by_group(&one.id))).collect()
    }

    /// Of components that were moved themselves, and not with their group.
    fn joins(&self) -> Joins {
        let stays = |component: &&Component| {
            let group = component.group.as_ref();
            !group.is_some_and(|group| self.carried.groups.contains(group))
        };
        let moving = self.diagram.components.iter().filter(|one| {
            self.selection.components.contains(&one.id) && self.carried.components.contains(&one.id)
        });
        let moved = moving.filter(stays).map(|one| (one, one.bounds() + self.by_component(&one.id)));
        Crossing::new(self.diagram, &self.frames()).joins(moved)
    }
}

pub(super) fn joined(joins: Joins) -> impl Iterator<Item = Command> {
    joins.into_iter().map(|(group, components)| Command::SetGroup { components, group })
}

fn moved_in_words(diagram: &Diagram, joins: &Joins, what: impl FnOnce() -> String) -> String {
    let mut joins = joins.iter();
    match (joins.next(), joins.next()) {
        (Some((Some(group), _)), None) => {
            let name = diagram.group(group).map_or_else(|| "a group".to_owned(), naming::of_group);
            format!("{} moved into {name}", what())
        }
        (Some((None, components)), None) => {
            let left = components.first().and_then(|id| diagram.component(id)?.group.clone());
            let name = left.and_then(|id| diagram.group(&id).map(naming::of_group));
            format!("{} moved out of {}", what(), name.unwrap_or_else(|| "the group".to_owned()))
        }
        _ => format!("{} moved", what()),
    }
}
