use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use yrs::Any;

use super::placing::{Unplaced, place};
use super::{FORMAT, FormatError, Opened, VERSION};
use crate::wire::{
    Fields, Reader, read_annotation, read_component, read_connection, read_group, settle_parents, summed_up,
};
use crate::{Component, ComponentId, Connection, Diagram, Group, GroupId, limits};

/// Reads a design file. What is wrong with a part of it is told and that part left out.
///
/// # Errors
/// When the file is no design, comes from a newer version, or is too large.
pub fn read(text: &str) -> Result<Opened, FormatError> {
    if text.len() > limits::LARGEST_FILE {
        return Err(FormatError::TooLarge);
    }
    let any: Any = serde_json::from_str(text).map_err(|error| refusal(&error))?;
    let Any::Map(file) = any else {
        return Err(FormatError::NotADesign);
    };
    check_version(&file)?;
    let mut left_out = Vec::new();
    let diagram = read_diagram(&file, &mut left_out)?;
    Ok(Opened { diagram, left_out: summed_up(left_out) })
}

/// JSON that is nested past what the parser follows is well-formed as far as it was read.
fn refusal(error: &serde_json::Error) -> FormatError {
    // The parser has no kind of its own for it, only words.
    if error.to_string().starts_with("recursion limit") {
        FormatError::TooDeep
    } else {
        FormatError::NotJson { line: error.line(), column: error.column() }
    }
}

fn check_version(file: &Fields) -> Result<(), FormatError> {
    let mut unused = Vec::new();
    let mut reader = Reader::new(file, "design", "", &mut unused);
    if reader.text("format").as_deref() != Some(FORMAT) {
        return Err(FormatError::NotADesign);
    }
    match reader.whole("version", &(1..=u32::MAX)) {
        Some(version) if version > VERSION => Err(FormatError::Newer { version }),
        _ => Ok(()),
    }
}

fn read_diagram(file: &Fields, left_out: &mut Vec<String>) -> Result<Diagram, FormatError> {
    let groups = things(file, "groups", "group", limits::MOST_GROUPS, left_out)?;
    let components = things(file, "components", "component", limits::MOST_COMPONENTS, left_out)?;
    let connections = things(file, "connections", "connection", limits::MOST_CONNECTIONS, left_out)?;
    let annotations = things(file, "annotations", "annotation", limits::MOST_ANNOTATIONS, left_out)?;
    let mut reader = Reader::new(file, "design", "", left_out);
    let mut diagram = Diagram {
        name: reader.text("name").unwrap_or_default(),
        rationale: reader.text("rationale").unwrap_or_default(),
        ..Diagram::default()
    };
    let mut unplaced = Unplaced::default();
    for (id, fields) in &groups {
        let read = read_group(id, fields, left_out);
        if !read.placed {
            unplaced.groups.insert(diagram.groups.len());
        }
        diagram.groups.push(read.group);
    }
    tell_of_parents(&mut diagram.groups, left_out);
    for (id, fields) in &components {
        let Some(read) = read_component(id, fields, left_out) else { continue };
        if !read.placed {
            unplaced.components.insert(diagram.components.len());
        }
        diagram.components.push(read.component);
    }
    leave_out_absent_groups(&mut diagram, left_out);
    diagram.connections = read_connections(&connections, &diagram.components, left_out);
    place(&mut diagram, &unplaced);
    let annotations = annotations.iter();
    diagram.annotations =
        annotations.filter_map(|(id, fields)| read_annotation(id, fields, left_out)).collect();
    Ok(diagram)
}

type Things = Vec<(Arc<str>, Arc<HashMap<String, Any>>)>;

/// The entries of one list with their ids, each id once.
fn things(
    file: &Fields,
    list: &str,
    what: &'static str,
    most: usize,
    left_out: &mut Vec<String>,
) -> Result<Things, FormatError> {
    let entries = match file.get(list) {
        None | Some(Any::Null) => return Ok(Vec::new()),
        Some(Any::Array(entries)) => entries,
        Some(_) => {
            left_out.push(format!("\"{list}\" was expected to be a list and was left out."));
            return Ok(Vec::new());
        }
    };
    if entries.len() > most {
        let what = match what {
            "group" => "groups",
            "component" => "components",
            "annotation" => "annotations",
            _ => "connections",
        };
        return Err(FormatError::TooMany { what, count: entries.len(), most });
    }
    let mut seen = HashSet::new();
    let mut things = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let number = at + 1;
        let Any::Map(fields) = entry else {
            left_out.push(format!(
                "Number {number} of \"{list}\" is not a set of named values and was left out."
            ));
            continue;
        };
        match fields.get("id") {
            Some(Any::String(id)) if id.is_empty() => {
                left_out.push(format!("Number {number} of \"{list}\" has an empty id and was left out."));
            }
            Some(Any::String(id)) if !seen.insert(id.clone()) => {
                left_out.push(format!("A second {what} with the id \"{id}\" was left out."));
            }
            Some(Any::String(id)) => things.push((id.clone(), fields.clone())),
            _ => left_out.push(format!("Number {number} of \"{list}\" has no id and was left out.")),
        }
    }
    Ok(things)
}

fn tell_of_parents(groups: &mut [Group], left_out: &mut Vec<String>) {
    for GroupId(id) in settle_parents(groups) {
        left_out.push(format!(
            "Group \"{id}\" stands in a group that is not there or in itself; now it stands free."
        ));
    }
}

fn leave_out_absent_groups(diagram: &mut Diagram, left_out: &mut Vec<String>) {
    let groups: HashSet<&GroupId> = diagram.groups.iter().map(|group| &group.id).collect();
    for component in &mut diagram.components {
        if let Some(group) = component.group.take_if(|group| !groups.contains(group)) {
            let (id, group) = (&component.id.0, &group.0);
            left_out.push(format!(
                "Component \"{id}\" stands in group \"{group}\", which is not there; now it stands free."
            ));
        }
    }
}

fn read_connections(
    things: &Things,
    components: &[Component],
    left_out: &mut Vec<String>,
) -> Vec<Connection> {
    let ids: HashSet<&ComponentId> = components.iter().map(|component| &component.id).collect();
    let mut connections = Vec::new();
    for (id, fields) in things {
        let Some(connection) = read_connection(id, fields, left_out) else { continue };
        let absent = [&connection.from, &connection.to].into_iter().find(|end| !ids.contains(end));
        if let Some(ComponentId(end)) = absent {
            left_out
                .push(format!("Connection \"{id}\" was left out because component \"{end}\" is not there."));
            continue;
        }
        connections.push(connection);
    }
    connections
}
