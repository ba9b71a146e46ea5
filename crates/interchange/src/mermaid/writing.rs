use std::iter::successors;

use diagram::catalogue::Category;
use diagram::naming::kind_name;
use diagram::{Catalogue, Component, ComponentId, Diagram, GroupId, Mode};

use super::MARK;
use super::label::encoded;
use super::names::Names;
use crate::note::{self, Notes};
use crate::{html, places};

/// A flowchart from left to right.
pub(crate) fn write(diagram: &Diagram, catalogue: &Catalogue) -> String {
    let mut writer = Writer::new(diagram, catalogue);
    if let Some(title) = title(&diagram.name) {
        writer.text.push_str("---\ntitle: \"");
        writer.text.push_str(&title);
        writer.text.push_str("\"\n---\n");
    }
    writer.text.push_str("flowchart LR\n");
    writer.line(1, &[&format!("%% {MARK} design {}", note::of_design(diagram))]);
    writer.boxes();
    writer.arrows();
    writer.text
}

/// As text in quotes, in YAML; control characters are none of its letters.
fn title(name: &str) -> Option<String> {
    let mut title = String::with_capacity(name.len());
    for letter in html::single_spaced(name).chars() {
        match letter {
            '"' | '\\' => title.extend(['\\', letter]),
            // Mermaid looks for tags before it looks for titles.
            '<' => title.push_str("\\x3C"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() => {}
            _ => title.push(letter),
        }
    }
    (!title.is_empty()).then_some(title)
}

struct Writer<'a> {
    diagram: &'a Diagram,
    catalogue: &'a Catalogue,
    notes: Notes,
    components: Vec<String>,
    groups: Vec<String>,
    text: String,
}

/// What a group holds, by place in the design's lists; what stands free comes last.
struct Inside {
    components: Vec<Vec<usize>>,
    groups: Vec<Vec<usize>>,
}

impl<'a> Writer<'a> {
    fn new(diagram: &'a Diagram, catalogue: &'a Catalogue) -> Self {
        let mut names = Names::default();
        let mut number = 0;
        let mut name = |id: &str| {
            number += 1;
            names.claim(id, number)
        };
        let components = diagram.components.iter().map(|component| name(&component.id.0)).collect();
        let groups = diagram.groups.iter().map(|group| name(&group.id.0)).collect();
        Self { diagram, catalogue, notes: Notes::of(diagram), components, groups, text: String::new() }
    }

    fn line(&mut self, depth: usize, parts: &[&str]) {
        // Deep groups would otherwise be mostly white space.
        for _ in 0..depth.min(8) {
            self.text.push_str("    ");
        }
        parts.iter().for_each(|part| self.text.push_str(part));
        self.text.push('\n');
    }

    fn boxes(&mut self) {
        let inside = self.inside();
        let free = self.diagram.groups.len();
        // Groups that are open, with the next group to be written in each.
        let mut open = vec![(free, 0)];
        self.components_in(&inside, free, 1);
        while let Some((group, next)) = open.last_mut() {
            let child = inside.groups.get(*group).and_then(|groups| groups.get(*next)).copied();
            *next += 1;
            let depth = open.len();
            match child {
                Some(child) => {
                    self.open_group(child, depth);
                    self.components_in(&inside, child, depth + 1);
                    open.push((child, 0));
                }
                None => {
                    open.pop();
                    if !open.is_empty() {
                        self.line(depth - 1, &["end"]);
                    }
                }
            }
        }
    }

    fn inside(&self) -> Inside {
        let places = places::of_groups(self.diagram);
        let free = self.diagram.groups.len();
        let around =
            |at: usize| places.get(self.diagram.groups.get(at)?.parent.as_ref()?.0.as_str()).copied();
        // Nobody would ever come to groups that stand in each other.
        let ends = |at: usize| successors(Some(at), |at| around(*at)).nth(free).is_none();
        let place = |group: &Option<GroupId>| {
            let place = group.as_ref().and_then(|id| places.get(id.0.as_str())).copied();
            place.filter(|place| ends(*place)).unwrap_or(free)
        };
        let mut inside =
            Inside { components: vec![Vec::new(); free + 1], groups: vec![Vec::new(); free + 1] };
        for (at, component) in self.diagram.components.iter().enumerate() {
            if let Some(list) = inside.components.get_mut(place(&component.group)) {
                list.push(at);
            }
        }
        for (at, group) in self.diagram.groups.iter().enumerate() {
            if let Some(list) = inside.groups.get_mut(place(&group.parent)) {
                list.push(at);
            }
        }
        inside
    }

    fn open_group(&mut self, at: usize, depth: usize) {
        let (Some(group), Some(name)) = (self.diagram.groups.get(at), self.groups.get(at).cloned()) else {
            return;
        };
        let note = self.notes.groups.get(at).cloned().unwrap_or_default();
        self.line(depth, &["%% ", MARK, " group ", &name, " ", &note]);
        self.line(depth, &["subgraph ", &name, "[\"", &group_label(&group.name), "\"]"]);
    }

    fn components_in(&mut self, inside: &Inside, group: usize, depth: usize) {
        for &at in inside.components.get(group).into_iter().flatten() {
            let (Some(component), Some(name)) =
                (self.diagram.components.get(at), self.components.get(at).cloned())
            else {
                continue;
            };
            let note = self.notes.components.get(at).cloned().unwrap_or_default();
            self.line(depth, &["%% ", MARK, " component ", &name, " ", &note]);
            let category = self.catalogue.kind(&component.kind).map(|kind| kind.category);
            let (before, after) = shape(category);
            self.line(depth, &[&name, before, "\"", &component_label(component), "\"", after]);
        }
    }

    fn arrows(&mut self) {
        let places = places::of_components(self.diagram);
        let name = |id: &ComponentId| self.components.get(*places.get(id.0.as_str())?);
        let mut lines = Vec::new();
        for (connection, note) in self.diagram.connections.iter().zip(&self.notes.connections) {
            let (Some(from), Some(to)) = (name(&connection.from), name(&connection.to)) else {
                continue;
            };
            let line = if connection.mode == Mode::Asynchronous { "-.->" } else { "-->" };
            let label = encoded(&connection.label);
            let label = if label.is_empty() { String::new() } else { format!("|\"{label}\"|") };
            lines.push(format!("%% {MARK} connection {from} {to} {note}"));
            lines.push(format!("{from} {line}{label} {to}"));
        }
        lines.iter().for_each(|line| self.line(1, &[line]));
    }
}

/// Never empty: Mermaid would write the name of the line there.
pub(super) fn component_label(component: &Component) -> String {
    let label = encoded(&component.name);
    if label.is_empty() { or_blank(encoded(&kind_name(&component.kind))) } else { label }
}

pub(super) fn group_label(name: &str) -> String {
    or_blank(encoded(name))
}

fn or_blank(label: String) -> String {
    if label.is_empty() { " ".to_owned() } else { label }
}

/// What goes before and after the label in quotes.
fn shape(category: Option<Category>) -> (&'static str, &'static str) {
    match category {
        Some(Category::Client) => ("([", "])"),
        Some(Category::Edge) => ("{{", "}}"),
        Some(Category::Storage) => ("[(", ")]"),
        Some(Category::Messaging) => ("[/", "/]"),
        Some(Category::ThirdParty) => ("[[", "]]"),
        Some(Category::Operations) => ("(", ")"),
        Some(Category::Compute) | None => ("[", "]"),
    }
}
