//! What other formats have no place for: each component, connection and group as its line of the design format.
//!
//! The line says nothing about what it stands next to; ends and groups are what the drawing around it shows.

use std::fmt::Write;

use diagram::format::{self, FORMAT};
use diagram::{Annotation, Component, ComponentId, Connection, Diagram, Group};

/// Lines of JSON, in the order of the design's lists.
pub(crate) struct Notes {
    pub(crate) components: Vec<String>,
    pub(crate) connections: Vec<String>,
    pub(crate) groups: Vec<String>,
    pub(crate) annotations: Vec<String>,
}

/// Stand for the ends of any connection.
const FROM: &str = "from";
const TO: &str = "to";
const ENDS: &str = ",\"from\":\"from\",\"to\":\"to\"";

impl Notes {
    pub(crate) fn of(diagram: &Diagram) -> Self {
        let alone = Diagram {
            components: diagram
                .components
                .iter()
                .cloned()
                .map(|it| Component { group: None, ..it })
                .collect(),
            connections: diagram
                .connections
                .iter()
                .cloned()
                .map(|it| Connection { from: ComponentId(FROM.into()), to: ComponentId(TO.into()), ..it })
                .collect(),
            groups: diagram.groups.iter().cloned().map(|it| Group { parent: None, ..it }).collect(),
            annotations: diagram.annotations.clone(),
            ..Diagram::default()
        };
        // The format promises one line for each, which begins with its id.
        let text = format::write(&alone);
        let lines = text.lines().filter_map(|line| line.strip_prefix("    {\"id\":"));
        let mut lines = lines.map(|line| printable(&format!("{{\"id\":{}", line.trim_end_matches(','))));
        let groups = lines.by_ref().take(alone.groups.len()).collect();
        let components = lines.by_ref().take(alone.components.len()).collect();
        // Inside of a text these quotes would be escaped, so it is the ends that go.
        let connections = lines.by_ref().take(alone.connections.len());
        let connections = connections.map(|line| line.replacen(ENDS, "", 1)).collect();
        Self { groups, components, connections, annotations: lines.collect() }
    }
}

/// What a design has besides its lists: its name and rationale, on one line.
pub(crate) fn of_design(diagram: &Diagram) -> String {
    let alone =
        Diagram { name: diagram.name.clone(), rationale: diagram.rationale.clone(), ..Diagram::default() };
    let text = format::write(&alone);
    printable(&text.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}

pub(crate) fn design(note: &str) -> Option<Diagram> {
    Some(format::read(note).ok()?.diagram)
}

pub(crate) fn component(note: &str) -> Option<Component> {
    read("components", note)?.components.pop()
}

pub(crate) fn group(note: &str) -> Option<Group> {
    read("groups", note)?.groups.pop()
}

pub(crate) fn connection(note: &str) -> Option<Connection> {
    let ends = format!("{{\"id\":\"{FROM}\",\"kind\":\"\"}},{{\"id\":\"{TO}\",\"kind\":\"\"}}");
    let note = format!("{}{ENDS}}}", note.trim_end().strip_suffix('}')?);
    let file = format!("{{\"format\":\"{FORMAT}\",\"components\":[{ends}],\"connections\":[{note}]}}");
    format::read(&file).ok()?.diagram.connections.pop()
}

pub(crate) fn annotation(note: &str) -> Option<Annotation> {
    read("annotations", note)?.annotations.pop()
}

fn read(list: &str, note: &str) -> Option<Diagram> {
    Some(format::read(&format!("{{\"format\":\"{FORMAT}\",\"{list}\":[{note}]}}")).ok()?.diagram)
}

/// The same JSON without what breaks lines or is markup in XML or Mermaid. Such letters stand inside of strings only.
pub(crate) fn printable(json: &str) -> String {
    let mut printable = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '%' | '<' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => {
                // Writing to a string does not fail.
                let _ = write!(printable, "\\u{:04x}", u32::from(letter));
            }
            _ => printable.push(letter),
        }
    }
    printable
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    #[test]
    fn letters_that_break_lines_are_written_as_numbers() {
        assert_eq!(printable("\"50 %\u{2028}\u{ffff}é<\""), "\"50 \\u0025\\u2028\\uffffé\\u003c\"");
    }

    #[test]
    fn what_is_no_note_is_nothing() {
        for rubbish in ["", "{", "1", "{}", "{\"id\":\"\"}", "]}", "{\"id\":\"a\",\"kind\":\"b\"}]}garbage"] {
            assert_eq!(component(rubbish), None, "{rubbish}");
            assert_eq!(connection(rubbish), None, "{rubbish}");
        }
    }

    proptest! {
        #[test]
        fn a_note_keeps_all_but_its_surroundings(diagram in samples::diagram()) {
            let notes = Notes::of(&diagram);
            prop_assert_eq!(notes.components.len(), diagram.components.len());
            for (note, expected) in notes.components.iter().zip(&diagram.components) {
                prop_assert!(!note.contains('\n'));
                prop_assert_eq!(component(note), Some(Component { group: None, ..expected.clone() }));
            }
            prop_assert_eq!(notes.connections.len(), diagram.connections.len());
            for (note, expected) in notes.connections.iter().zip(&diagram.connections) {
                let (from, to) = (ComponentId(FROM.into()), ComponentId(TO.into()));
                prop_assert_eq!(connection(note), Some(Connection { from, to, ..expected.clone() }));
            }
            prop_assert_eq!(notes.groups.len(), diagram.groups.len());
            for (note, expected) in notes.groups.iter().zip(&diagram.groups) {
                prop_assert_eq!(group(note), Some(Group { parent: None, ..expected.clone() }));
            }
            let read = design(&of_design(&diagram)).unwrap();
            prop_assert_eq!((&read.name, &read.rationale), (&diagram.name, &diagram.rationale));
        }
    }
}
