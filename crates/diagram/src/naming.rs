//! Names that components start with.

use std::collections::HashSet;

use crate::catalogue::Kind;
use crate::{Annotation, AnnotationKind, Catalogue, Component, Diagram, Group, GroupKind};

/// "Cache", or "Cache 2" where a "Cache" is there already.
pub fn unused_name(diagram: &Diagram, kind: &Kind) -> String {
    let taken: HashSet<&str> = diagram.components.iter().map(|component| component.name.as_str()).collect();
    let mut name = kind.name.clone();
    let mut number = 1;
    while taken.contains(name.as_str()) {
        number += 1;
        name = format!("{} {number}", kind.name);
    }
    name
}

/// "Zone", or "Zone 2" where a "Zone" is there already.
pub fn unused_group_name(diagram: &Diagram, kind: GroupKind) -> String {
    let first = group_kind_name(kind);
    let taken = |name: &str| diagram.groups.iter().any(|group| group.name == name);
    let mut name = first.to_owned();
    let mut number = 1;
    while taken(&name) {
        number += 1;
        name = format!("{first} {number}");
    }
    name
}

/// The name of a kind, or words made of its id where this build does not know it.
pub fn kind_name(kind: &str) -> String {
    Catalogue::builtin().kind(kind).map_or_else(|| words(kind), |kind| kind.name.clone())
}

/// How a component is called in a sentence: by its name, or else by its kind.
pub fn of_component(component: &Component) -> String {
    match component.name.trim() {
        "" => kind_name(&component.kind),
        name => name.to_owned(),
    }
}

/// How a group is called in a sentence: by its name, or else by its kind.
pub fn of_group(group: &Group) -> String {
    match group.name.trim() {
        "" => group_kind_name(group.kind).to_owned(),
        name => name.to_owned(),
    }
}

pub fn group_kind_name(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Region => "Region",
        GroupKind::Zone => "Zone",
        GroupKind::Vpc => "VPC",
        GroupKind::TrustBoundary => "Trust boundary",
        GroupKind::Host => "Host",
        GroupKind::Frame => "Frame",
    }
}

/// "Note: what it says"
pub fn of_annotation(annotation: &Annotation) -> String {
    let kind = annotation_kind_name(annotation.kind);
    match annotation.text.lines().find(|line| !line.trim().is_empty()) {
        Some(line) => format!("{kind}: {}", line.trim()),
        None => kind.to_owned(),
    }
}

pub fn annotation_kind_name(kind: AnnotationKind) -> &'static str {
    match kind {
        AnnotationKind::Note => "Note",
        AnnotationKind::Text => "Text",
        AnnotationKind::Arrow => "Arrow",
    }
}

/// `quantum_cache` becomes "Quantum cache", and so does `physics~quantum_cache` of a pack.
pub(crate) fn words(id: &str) -> String {
    let spaced = id.split_once('~').map_or(id, |(_, own)| own).replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use kurbo::Point;

    use super::*;
    use crate::{Component, ComponentId};

    #[test]
    fn a_second_cache_is_called_cache_2() {
        let kind = Catalogue::builtin().kind("cache").unwrap();
        let mut diagram = Diagram::default();
        for expected in ["Cache", "Cache 2", "Cache 3"] {
            let name = unused_name(&diagram, kind);
            assert_eq!(name, expected);
            diagram.components.push(Component::new(ComponentId(name.clone()), "cache", &name, Point::ZERO));
        }
        diagram.components.remove(1);
        assert_eq!(unused_name(&diagram, kind), "Cache 2");
    }

    #[test]
    fn an_unknown_kind_is_named_after_its_id() {
        assert_eq!(kind_name("sql_database"), "SQL database");
        assert_eq!(kind_name("quantum_cache"), "Quantum cache");
        assert_eq!(kind_name("physics~quantum_cache"), "Quantum cache");
        assert_eq!(kind_name(""), "");
    }
}
