mod becoming;
mod clipboard;
mod groups;
mod lines;

use kurbo::{Point, Rect, Vec2};

use super::*;
use crate::hit::Target;
use crate::tools::Selection;
use crate::{
    Annotation, AnnotationId, AnnotationKind, Component, ComponentId, Connection, ConnectionId, Diagram,
    Document, Group, GroupId, GroupKind,
};

fn id(id: &str) -> ComponentId {
    ComponentId(id.to_owned())
}

fn gid(id: &str) -> GroupId {
    GroupId(id.to_owned())
}

fn nid(id: &str) -> AnnotationId {
    AnnotationId(id.to_owned())
}

fn card(name: &str, x: f64, y: f64, group: Option<&str>) -> Component {
    let mut card = Component::new(id(name), "cache", &name.to_uppercase(), Point::new(x, y));
    card.group = group.map(gid);
    card
}

fn frame(name: &str, bounds: Rect, parent: Option<&str>) -> Group {
    let kind = GroupKind::Zone;
    Group { id: gid(name), kind, name: name.to_uppercase(), bounds, parent: parent.map(gid), locked: false }
}

/// A region `r` from 0 to 800 with a zone `z` from 100 to 500 in it. `a` stands in the zone, `b` in the region, `c` outside;
/// `a` calls `b`, `b` calls `c`. The note `n` lies in the zone.
fn diagram() -> Diagram {
    let join = |from: &str, to: &str| Connection::new(ConnectionId(format!("{from}{to}")), id(from), id(to));
    let start = Point::new(300.0, 200.0);
    Diagram {
        components: vec![
            card("a", 140.0, 160.0, Some("z")),
            card("b", 600.0, 200.0, Some("r")),
            card("c", 1000.0, 200.0, None),
        ],
        connections: vec![join("a", "b"), join("b", "c")],
        groups: vec![
            frame("r", Rect::new(0.0, 0.0, 800.0, 600.0), None),
            frame("z", Rect::new(100.0, 100.0, 500.0, 400.0), Some("r")),
        ],
        annotations: vec![Annotation {
            id: nid("n"),
            kind: AnnotationKind::Note,
            text: "Why".to_owned(),
            start,
            end: start + Vec2::new(100.0, 60.0),
        }],
        ..Diagram::default()
    }
}

fn chosen(names: &str) -> Selection {
    let mut selection = Selection::default();
    for name in names.split_whitespace() {
        selection.toggle(&match name {
            "r" | "z" => Target::Group(gid(name)),
            "n" => Target::Annotation(nid(name)),
            name => Target::Component(id(name)),
        });
    }
    selection
}

/// The design after one command, which must be one step of undo; and what it is called.
fn after(diagram: &Diagram, command: Option<Command>) -> (Diagram, String) {
    let mut document = Document::from_diagram(1, diagram);
    let applied = document.apply(&command.expect("a command")).expect("a command that can be made");
    let made = document.diagram().clone();
    document.undo().expect("one step");
    assert_eq!(document.diagram(), diagram);
    assert!(!document.can_undo());
    (made, applied.summary)
}

fn group_of<'a>(diagram: &'a Diagram, name: &str) -> Option<&'a str> {
    diagram.component(&id(name)).unwrap().group.as_ref().map(|group| group.0.as_str())
}

fn place(diagram: &Diagram, name: &str) -> (f64, f64) {
    let position = diagram.component(&id(name)).unwrap().position;
    (position.x, position.y)
}
