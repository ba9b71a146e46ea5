use kurbo::{Line, Point, Rect, Vec2};

use super::Side;
use crate::edits::Carried;
use crate::hit::Target;
use crate::{AnnotationKind, ComponentId, ConnectionId, GroupId, GroupKind};

/// What a tool shows while a gesture is in flight. Nothing of it is in the document yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// What follows the pointer.
    pub lift: Option<Lift>,
    pub guides: Vec<Guide>,
    /// World rectangle that is being drawn to select what it touches.
    pub marquee: Option<Rect>,
    pub rubber: Option<Rubber>,
    pub ghost: Option<Ghost>,
    /// The group into which what is dragged would come.
    pub into: Option<GroupId>,
    pub resize: Option<Resize>,
    pub bend: Option<Bend>,
    pub drawing: Option<Outline>,
}

impl Preview {
    /// What is drawn on the live layer because it looks different while it is worked on.
    pub(super) fn absent(&self) -> Option<Target> {
        let bent = self.bend.as_ref().map(|bend| Target::Connection(bend.connection.clone()));
        self.resize.as_ref().map(|resize| resize.target.clone()).or(bent)
    }
}

/// Something that is being made larger or smaller.
#[derive(Debug, Clone, PartialEq)]
pub struct Resize {
    pub target: Target,
    /// From the start of an arrow to its tip; otherwise the bounds, in document units.
    pub from: Point,
    pub to: Point,
}

impl Resize {
    pub fn bounds(&self) -> Rect {
        Rect::from_points(self.from, self.to)
    }
}

/// A connection of which a bend is being moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Bend {
    pub connection: ConnectionId,
    pub waypoints: Vec<Point>,
}

/// What is drawn by pulling from one point to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    Group(GroupKind),
    Annotation(AnnotationKind),
}

/// Something that is being drawn, in document units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outline {
    pub what: Drawing,
    pub from: Point,
    pub to: Point,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Lift {
    pub carried: Carried,
    /// Document units from where it stands in the document.
    pub by: Vec2,
}

/// A line along which something stands in line with something else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide {
    pub line: Line,
}

/// A connection that is being drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Rubber {
    pub from: ComponentId,
    /// `None` leaves by the nearest side.
    pub side: Option<Side>,
    pub to: RubberEnd,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RubberEnd {
    Loose(Point),
    Component(ComponentId),
}

/// A component on its way from the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    pub kind: String,
    /// Top left corner, world.
    pub at: Point,
}
