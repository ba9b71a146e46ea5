use std::collections::HashSet;

use super::membership::{fixed, within};
use super::{together, words};
use crate::tools::Selection;
use crate::{Command, ComponentId, Diagram, Group, GroupId, naming};

/// Deletes what is selected, groups with all that stands in them. What is locked stays.
pub fn deleted(diagram: &Diagram, selection: &Selection) -> Option<Command> {
    let fixed = fixed(diagram);
    let mut groups = within(diagram, selection.groups.iter());
    groups.retain(|group| !fixed.contains(group));
    let components: Vec<ComponentId> = diagram
        .components
        .iter()
        .filter(|one| !one.locked && !one.group.as_ref().is_some_and(|group| fixed.contains(group)))
        .filter(|one| {
            selection.components.contains(&one.id)
                || one.group.as_ref().is_some_and(|group| groups.contains(group))
        })
        .map(|one| one.id.clone())
        .collect();
    let gone: HashSet<&ComponentId> = components.iter().collect();
    let connections: Vec<_> = diagram
        .connections
        .iter()
        .filter(|one| selection.connections.contains(&one.id))
        .filter(|one| !gone.contains(&one.from) && !gone.contains(&one.to))
        .map(|one| one.id.clone())
        .collect();
    let count = components.len();
    let mut commands = Vec::new();
    if !components.is_empty() || !connections.is_empty() {
        commands.push(Command::Delete { components, connections });
    }
    // Inner ones first, so that none is moved out of one that goes next.
    let mut going: Vec<&GroupId> =
        diagram.groups.iter().map(|group| &group.id).filter(|id| groups.contains(id)).collect();
    going.reverse();
    commands.extend(going.into_iter().cloned().map(Command::DeleteGroup));
    let annotations: Vec<_> =
        selection.annotations.iter().filter(|id| diagram.annotation(id).is_some()).cloned().collect();
    if !annotations.is_empty() {
        commands.push(Command::DeleteAnnotations(annotations));
    }
    together(commands, || in_words(diagram, selection, count))
}

fn in_words(diagram: &Diagram, selection: &Selection, components: usize) -> String {
    let only_group = selection.groups.first().filter(|_| selection.groups.len() == 1);
    match only_group.and_then(|id| diagram.group(id)) {
        Some(group) if selection.components.is_empty() && selection.annotations.is_empty() => {
            let noun = if components == 1 { "component" } else { "components" };
            format!("{} with {components} {noun} deleted", naming::of_group(group))
        }
        _ => format!("{} deleted", words::subject(diagram, selection)),
    }
}

/// Locks the selected components and groups, or unlocks them where all are locked already.
pub fn locked(diagram: &Diagram, selection: &Selection) -> Option<Command> {
    let components = diagram.components.iter().filter(|one| selection.components.contains(&one.id));
    let groups = diagram.groups.iter().filter(|one| selection.groups.contains(&one.id));
    let locked = components.clone().any(|one| !one.locked) || groups.clone().any(|one| !one.locked);
    let components: Vec<_> =
        components.filter(|one| one.locked != locked).map(|one| one.id.clone()).collect();
    let mut commands = Vec::new();
    if !components.is_empty() {
        commands.push(Command::SetLocked { components, locked });
    }
    commands.extend(
        groups
            .filter(|one| one.locked != locked)
            .map(|one| Command::ChangeGroup(Group { locked, ..one.clone() })),
    );
    let done = if locked { "locked" } else { "unlocked" };
    together(commands, || format!("{} {done}", words::subject(diagram, selection)))
}
