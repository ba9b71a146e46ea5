use std::collections::BTreeSet;

use kurbo::{Line, Point, Rect, Vec2};

use super::Side;
use crate::ComponentId;

/// What a tool shows while a gesture is in flight. Nothing of it is in the document yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// Components that follow the pointer.
    pub lift: Option<Lift>,
    pub guides: Vec<Guide>,
    /// World rectangle that is being drawn to select what it touches.
    pub marquee: Option<Rect>,
    pub rubber: Option<Rubber>,
    pub ghost: Option<Ghost>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Lift {
    pub components: BTreeSet<ComponentId>,
    /// Document units from where they stand in the document.
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
