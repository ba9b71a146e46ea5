//! Commands in words, for the live region and for "Undone: ...".

use super::applied::Applied;
use super::cache::Cache;
use crate::catalogue::PropertyKind;
use crate::{Catalogue, Command, Component, ComponentId, Connection, Group, GroupId, PropertyValue, naming};

pub(super) const NOTHING: &str = "Nothing changed";

/// Said before the command is made, so that what it deletes still has a name.
pub(super) fn of(command: &Command, cache: &Cache) -> String {
    use Command as C;
    match command {
        C::Add(component) => format!("{} added", shown(component)),
        C::Connect(connection) => connected(connection, cache),
        C::Move { ids, .. } => format!("{} moved", named(ids, cache)),
        C::Resize { bounds } => format!("{} resized", named(&ids(bounds), cache)),
        C::Arrange { positions } => format!("{} arranged", named(&ids(positions), cache)),
        C::Rename { component, name } => format!("{} renamed to {name}", name_of(component, cache)),
        C::SetProperty { component, property, value } => {
            property_set(component, property, value.as_ref(), cache)
        }
        C::SetReplicas { component, replicas: 1 } => format!("{} has 1 replica", name_of(component, cache)),
        C::SetReplicas { component, replicas } => {
            format!("{} has {replicas} replicas", name_of(component, cache))
        }
        C::SetReplicasNeeded { component, replicas_needed: Some(needed) } => {
            format!("{} needs {needed} of its replicas", name_of(component, cache))
        }
        C::SetReplicasNeeded { component, replicas_needed: None } => {
            format!("{} needs as many of its replicas as usual", name_of(component, cache))
        }
        C::SetConcurrency { component, .. } => {
            format!("Concurrency of {} changed", name_of(component, cache))
        }
        C::SetServiceTime { component, .. } => {
            format!("Service time of {} changed", name_of(component, cache))
        }
        C::SetAvailability { component, .. } => {
            format!("Availability of {} changed", name_of(component, cache))
        }
        C::SetNotes { component, .. } => format!("Notes of {} changed", name_of(component, cache)),
        C::SetGroup { components, group: Some(group) } => {
            format!("{} put into {}", named(components, cache), group_name(group, cache))
        }
        C::SetGroup { components, group: None } => {
            format!("{} taken out of the group", named(components, cache))
        }
        C::SetLocked { components, locked: true } => format!("{} locked", named(components, cache)),
        C::SetLocked { components, locked: false } => format!("{} unlocked", named(components, cache)),
        C::BringToFront { components } => format!("{} brought to the front", named(components, cache)),
        C::SendToBack { components } => format!("{} sent to the back", named(components, cache)),
        C::SetConnection { connection, .. } => match cache.connection(connection) {
            Some(one) => format!(
                "Connection from {} to {} changed",
                name_of(&one.from, cache),
                name_of(&one.to, cache)
            ),
            None => "Connection changed".to_owned(),
        },
        C::AddGroup(group) => format!("{} added", naming::of_group(group)),
        C::ChangeGroup(group) => group_changed(group, cache),
        C::DeleteGroup(group) => format!("{} deleted", group_name(group, cache)),
        C::AddAnnotation(annotation) => format!("{} added", naming::annotation_kind_name(annotation.kind)),
        C::ChangeAnnotation(annotation) => {
            format!("{} changed", naming::annotation_kind_name(annotation.kind))
        }
        C::DeleteAnnotations(ids) => match &ids[..] {
            [one] => cache.annotation(one).map_or_else(
                || "Annotation deleted".to_owned(),
                |one| format!("{} deleted", naming::annotation_kind_name(one.kind)),
            ),
            more => format!("{} deleted", counted(more.len(), "annotation")),
        },
        C::Delete { components, connections } => deleted(components, connections.len(), cache),
        C::Paste { components, .. } => match &components[..] {
            [one] => format!("{} pasted", shown(one)),
            more => format!("{} components pasted", more.len()),
        },
        C::RenameDesign(name) => format!("Design renamed to {name}"),
        C::SetRationale(_) => "Rationale changed".to_owned(),
        C::Together { summary, .. } => summary.clone(),
    }
}

pub(super) fn of_others(applied: &Applied, cache: &Cache) -> String {
    let things = applied.components.len() + applied.connections.len();
    let count = things + applied.groups.len() + applied.annotations.len();
    match &applied.components[..] {
        _ if applied.is_empty() => NOTHING.to_owned(),
        [one] if cache.has_component(one) => format!("Somebody else changed {}", name_of(one, cache)),
        _ if count == 0 => "Somebody else changed the description".to_owned(),
        _ => format!("Somebody else changed {}", counted(count, "part")),
    }
}

fn connected(connection: &Connection, cache: &Cache) -> String {
    format!("{} connected to {}", name_of(&connection.from, cache), name_of(&connection.to, cache))
}

fn deleted(components: &[ComponentId], connections: usize, cache: &Cache) -> String {
    let is_end = |one: &&Connection| components.contains(&one.from) || components.contains(&one.to);
    // Connections that were named and would go anyway are counted by `max`: they are the same ones.
    let connections = connections.max(cache.diagram.connections.iter().filter(is_end).count());
    match (components.is_empty(), connections) {
        (true, count) => format!("{} deleted", counted(count, "connection")),
        (false, 0) => format!("{} deleted", named(components, cache)),
        (false, count) => {
            format!("{} and {} deleted", named(components, cache), counted(count, "connection"))
        }
    }
}

fn property_set(id: &ComponentId, property: &str, value: Option<&PropertyValue>, cache: &Cache) -> String {
    let kind = cache.component(id).and_then(|component| Catalogue::builtin().kind(&component.kind));
    let spec = kind.and_then(|kind| kind.property(property));
    let property = spec.map_or_else(|| naming::words(property), |spec| spec.name.clone());
    let unit = match spec.map(|spec| &spec.value) {
        Some(PropertyKind::Number { unit, .. }) => format!(" {unit}"),
        _ => String::new(),
    };
    let of = format!("{property} of {}", name_of(id, cache));
    match value {
        None => format!("{of} set to its default"),
        Some(PropertyValue::Flag(true)) => format!("{of} turned on"),
        Some(PropertyValue::Flag(false)) => format!("{of} turned off"),
        Some(PropertyValue::Number(number)) => format!("{of} set to {number}{unit}"),
        Some(PropertyValue::Text(text)) => format!("{of} set to {text}"),
    }
}

fn ids<T>(pairs: &[(ComponentId, T)]) -> Vec<ComponentId> {
    pairs.iter().map(|(id, _)| id.clone()).collect()
}

/// "Cache", or "3 components".
fn named(ids: &[ComponentId], cache: &Cache) -> String {
    match ids {
        [one] => name_of(one, cache),
        more => counted(more.len(), "component"),
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn name_of(id: &ComponentId, cache: &Cache) -> String {
    cache.component(id).map_or_else(|| "Component".to_owned(), shown)
}

/// Its name, or the name of its kind where it has none.
fn shown(component: &Component) -> String {
    naming::of_component(component)
}

fn group_changed(group: &Group, cache: &Cache) -> String {
    let name = naming::of_group(group);
    match cache.group(&group.id) {
        Some(before) if before.name != group.name => {
            format!("{} renamed to {name}", naming::of_group(before))
        }
        Some(before) if before.kind != group.kind => {
            format!("{name} is now of the kind: {}", naming::group_kind_name(group.kind).to_lowercase())
        }
        Some(before) if before.locked != group.locked => {
            format!("{name} {}", if group.locked { "locked" } else { "unlocked" })
        }
        Some(before) if before.bounds.size() == group.bounds.size() => format!("{name} moved"),
        Some(_) => format!("{name} resized"),
        None => format!("{name} changed"),
    }
}

fn group_name(id: &GroupId, cache: &Cache) -> String {
    cache.group(id).map_or_else(|| "Group".to_owned(), naming::of_group)
}
