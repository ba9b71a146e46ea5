mod bytes;
mod commands;
mod many;
mod news;
mod random;
mod together;

use kurbo::Point;

use super::*;
use crate::{Component, ComponentId, Connection, ConnectionId};

pub(super) fn id(id: &str) -> ComponentId {
    ComponentId(id.to_owned())
}

pub(super) fn edge(id: &str) -> ConnectionId {
    ConnectionId(id.to_owned())
}

pub(super) fn component(name: &str) -> Component {
    Component::new(id(name), "service", &name.to_uppercase(), Point::ZERO)
}

pub(super) fn add(name: &str) -> Command {
    Command::Add(component(name))
}

pub(super) fn connect(name: &str, from: &str, to: &str) -> Command {
    Command::Connect(Connection::new(edge(name), id(from), id(to)))
}

/// `a -> b -> c`
pub(super) fn chain() -> Document {
    let mut document = Document::new(1);
    for command in [add("a"), add("b"), add("c"), connect("ab", "a", "b"), connect("bc", "b", "c")] {
        document.apply(&command).unwrap();
    }
    document
}

/// Gives each what the other has.
pub(super) fn exchange(one: &mut Document, other: &mut Document) {
    let for_other = one.changes_since(&other.seen()).unwrap();
    let for_one = other.changes_since(&one.seen()).unwrap();
    one.merge(&for_one).unwrap();
    other.merge(&for_other).unwrap();
}

/// Another author's copy.
pub(super) fn copy(document: &Document, client_id: u64) -> Document {
    let (copy, left_out) = Document::from_bytes(client_id, &document.to_bytes()).unwrap();
    assert_eq!(left_out, Vec::<String>::new());
    copy
}

/// What the design is like when read from scratch: the cache must not differ.
pub(super) fn reread(document: &Document) -> Diagram {
    Document::from_bytes(99, &document.to_bytes()).unwrap().0.diagram().clone()
}

pub(super) fn assert_whole(document: &Document) {
    let diagram = document.diagram();
    for connection in &diagram.connections {
        assert!(diagram.component(&connection.from).is_some() && diagram.component(&connection.to).is_some());
        assert_ne!(connection.from, connection.to);
    }
    for group in diagram.components.iter().filter_map(|component| component.group.as_ref()) {
        assert!(diagram.groups.iter().any(|one| one.id == *group));
    }
    for parent in diagram.groups.iter().filter_map(|group| group.parent.as_ref()) {
        assert!(diagram.groups.iter().any(|one| one.id == *parent));
    }
    assert_eq!(&reread(document), diagram, "the cache differs from the document");
}
