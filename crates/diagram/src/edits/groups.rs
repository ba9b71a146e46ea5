use std::collections::HashSet;

use kurbo::{Point, Rect, Vec2};

use super::membership::{is_fixed, within};
use super::{together, words};
use crate::hit::Target;
use crate::layout::{HEADER, PADDING, framed};
use crate::tools::{GRID, Selection};
use crate::{Command, Component, ComponentId, Diagram, Group, GroupId, GroupKind, naming};

/// Puts a frame of a kind around what is selected. `None` for a selection with nothing in it that can stand in a group.
pub fn grouped(diagram: &Diagram, selection: &Selection, id: GroupId, kind: GroupKind) -> Option<Command> {
    let components: Vec<&Component> =
        diagram.components.iter().filter(|one| selection.components.contains(&one.id)).collect();
    let groups: Vec<&Group> =
        diagram.groups.iter().filter(|one| selection.groups.contains(&one.id)).collect();
    let boxes = components.iter().map(|one| one.bounds()).chain(groups.iter().map(|one| one.bounds));
    let around = framed(boxes.reduce(|all, one| all.union(one))?);
    let moving = within(diagram, selection.groups.iter());
    // Those whose own group is put in as well stay in that.
    let outermost = |group: Option<&GroupId>| !group.is_some_and(|group| moving.contains(group));
    let components: Vec<&Component> =
        components.into_iter().filter(|one| outermost(one.group.as_ref())).collect();
    let groups: Vec<&Group> = groups.into_iter().filter(|one| outermost(one.parent.as_ref())).collect();
    let mut owners = components.iter().map(|one| &one.group).chain(groups.iter().map(|one| &one.parent));
    let first = owners.next()?;
    let parent = if owners.all(|owner| owner == first) { first.clone() } else { None };
    let name = naming::unused_group_name(diagram, kind);
    let summary = format!("{name} added around {}", words::subject(diagram, selection));
    let mut commands =
        vec![Command::AddGroup(Group { id: id.clone(), kind, name, bounds: around, parent, locked: false })];
    commands.extend(put(&components, &groups, &id));
    together(commands, || summary)
}

/// A frame with the given bounds. What it holds and what stood beside it in the same group comes to stand in it.
pub fn drawn_group(diagram: &Diagram, id: GroupId, kind: GroupKind, bounds: Rect) -> Option<Command> {
    let name = naming::unused_group_name(diagram, kind);
    let group = Group { id: id.clone(), kind, name: name.clone(), bounds, parent: None, locked: false };
    let parent = diagram
        .groups
        .iter()
        .filter(|one| one.bounds.contains_rect(bounds))
        .min_by(|a, b| a.bounds.area().total_cmp(&b.bounds.area()))
        .map(|one| one.id.clone());
    let components: Vec<&Component> = diagram
        .components
        .iter()
        .filter(|one| one.group == parent && bounds.contains(one.bounds().center()))
        .collect();
    let groups: Vec<&Group> = diagram
        .groups
        .iter()
        .filter(|one| one.parent == parent && bounds.contains_rect(one.bounds))
        .collect();
    let mut commands = vec![Command::AddGroup(Group { parent, ..group })];
    commands.extend(put(&components, &groups, &id));
    let count = components.len();
    let noun = if count == 1 { "component" } else { "components" };
    together(commands, || format!("{name} added around {count} {noun}"))
}

fn put(components: &[&Component], groups: &[&Group], into: &GroupId) -> Vec<Command> {
    let mut commands = Vec::new();
    if !components.is_empty() {
        let components = components.iter().map(|one| one.id.clone()).collect();
        commands.push(Command::SetGroup { components, group: Some(into.clone()) });
    }
    commands.extend(
        groups
            .iter()
            .map(|group| Command::ChangeGroup(Group { parent: Some(into.clone()), ..(*group).clone() })),
    );
    commands
}

/// Takes the frames of the selected groups away; what stands in them stays, and what is locked.
pub fn ungrouped(diagram: &Diagram, selection: &Selection) -> Option<Command> {
    let groups = diagram.groups.iter().filter(|group| selection.groups.contains(&group.id) && !group.locked);
    let commands: Vec<Command> = groups.map(|group| Command::DeleteGroup(group.id.clone())).collect();
    if commands.is_empty() {
        return None;
    }
    let only_groups = Selection { groups: selection.groups.clone(), ..Selection::default() };
    let summary = format!("{} ungrouped", words::subject(diagram, &only_groups));
    Some(Command::Together { summary, commands })
}

/// Puts something into a group or, with `None`, out of all, and moves it there if it is drawn elsewhere.
///
/// For those who do not drag. `None` where it is there already, it is locked, or the group would stand in itself.
pub fn put_into(diagram: &Diagram, target: &Target, group: Option<&GroupId>) -> Option<Command> {
    let (bounds, now) = match target {
        Target::Component(id) => {
            let component = diagram.component(id)?;
            (component.bounds(), component.group.as_ref())
        }
        Target::Group(id) => {
            let one = diagram.group(id)?;
            (one.bounds, one.parent.as_ref())
        }
        Target::Connection(_) | Target::Annotation(_) => return None,
    };
    let is_within_itself = match (target, group) {
        (Target::Group(id), Some(group)) => within(diagram, std::iter::once(id)).contains(group),
        _ => false,
    };
    if now == group || is_within_itself || is_fixed(diagram, target) {
        return None;
    }
    let mut commands = Vec::new();
    let name = match group {
        Some(group) => {
            let around = diagram.group(group)?;
            let mut frame = around.bounds;
            let to = spot_within(diagram, around, bounds);
            let needed = Rect::from_origin_size(to, bounds.size());
            frame = frame.union(Rect::new(
                needed.x0 - PADDING,
                needed.y0 - HEADER,
                needed.x1 + PADDING,
                needed.y1 + PADDING,
            ));
            if frame != around.bounds {
                commands.push(Command::ChangeGroup(Group { bounds: frame, ..around.clone() }));
            }
            commands.extend(moved_to(diagram, target, to - bounds.origin(), Some(group)));
            format!("put into {}", naming::of_group(around))
        }
        None => {
            let outside = outermost(diagram, now?)?;
            let to = Point::new(outside.x1 + PADDING * 2.0, bounds.y0);
            commands.extend(moved_to(diagram, target, to - bounds.origin(), None));
            "taken out of the group".to_owned()
        }
    };
    let mut selection = Selection::default();
    selection.toggle(target);
    let summary = format!("{} {name}", words::subject(diagram, &selection));
    Some(Command::Together { summary, commands })
}

/// The commands that shift something with its contents and set what is around it.
fn moved_to(diagram: &Diagram, target: &Target, by: Vec2, group: Option<&GroupId>) -> Vec<Command> {
    match target {
        Target::Component(id) => {
            let mut commands = Vec::new();
            if by != Vec2::ZERO {
                commands.push(Command::Move { ids: vec![id.clone()], by });
            }
            commands.push(Command::SetGroup { components: vec![id.clone()], group: group.cloned() });
            commands
        }
        Target::Group(id) => {
            let moving = within(diagram, std::iter::once(id));
            let ids: Vec<ComponentId> = diagram
                .components
                .iter()
                .filter(|one| one.group.as_ref().is_some_and(|group| moving.contains(group)))
                .map(|one| one.id.clone())
                .collect();
            let mut commands = Vec::new();
            if by != Vec2::ZERO && !ids.is_empty() {
                commands.push(Command::Move { ids, by });
            }
            for one in diagram.groups.iter().filter(|one| moving.contains(&one.id)) {
                let parent = if one.id == *id { group.cloned() } else { one.parent.clone() };
                commands.push(Command::ChangeGroup(Group { bounds: one.bounds + by, parent, ..one.clone() }));
            }
            commands
        }
        Target::Connection(_) | Target::Annotation(_) => Vec::new(),
    }
}

fn outermost(diagram: &Diagram, group: &GroupId) -> Option<Rect> {
    let mut seen: HashSet<&GroupId> = HashSet::new();
    let mut here = diagram.group(group)?;
    while let Some(parent) = here.parent.as_ref().and_then(|parent| diagram.group(parent)) {
        if !seen.insert(&here.id) {
            break;
        }
        here = parent;
    }
    Some(here.bounds)
}

/// The first free place in a frame, row by row; below all that stands in it where there is none.
fn spot_within(diagram: &Diagram, group: &Group, bounds: Rect) -> Point {
    if group.bounds.contains_rect(bounds) {
        return bounds.origin();
    }
    let members: Vec<Rect> = diagram
        .components
        .iter()
        .filter(|one| one.group.as_ref() == Some(&group.id))
        .map(Component::bounds)
        .chain(
            diagram.groups.iter().filter(|one| one.parent.as_ref() == Some(&group.id)).map(|one| one.bounds),
        )
        .collect();
    let free = |at: Point| {
        let there = Rect::from_origin_size(at, bounds.size()).inflate(GRID * 2.0, GRID * 2.0);
        members.iter().all(|member| member.intersect(there).is_zero_area())
    };
    let start = group.bounds.origin() + Vec2::new(PADDING, HEADER);
    let steps = |from: f64, room: f64| {
        let count = (room / (GRID * 2.0)).floor().clamp(0.0, 200.0) as u32;
        (0..=count).map(move |step| from + f64::from(step) * GRID * 2.0)
    };
    let room = group.bounds.size() - bounds.size();
    for y in steps(start.y, room.height - HEADER - PADDING) {
        for x in steps(start.x, room.width - 2.0 * PADDING) {
            let at = Point::new(x, y);
            if free(at) {
                return at;
            }
        }
    }
    let lowest = members.iter().map(|member| member.y1 + PADDING).fold(start.y, f64::max);
    Point::new(start.x, lowest)
}
