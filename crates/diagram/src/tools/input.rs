use kurbo::{Point, Vec2};

/// What a person did, in document space as well as on the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    PointerDown(Pointer),
    PointerMove(Pointer),
    PointerUp(Pointer),
    /// The pointer is no longer over the canvas.
    PointerLeave,
    KeyDown {
        key: Key,
        modifiers: Modifiers,
    },
    KeyUp {
        key: Key,
    },
    Wheel {
        screen: Point,
        /// Pixels that the view scrolls.
        delta: Vec2,
        modifiers: Modifiers,
    },
    /// Two fingers moved.
    Pinch {
        /// Half way between them, after the movement.
        screen: Point,
        /// Over 1 when they part.
        factor: f64,
        /// Pixels that their middle moved.
        by: Vec2,
    },
    /// The browser took the pointer away, or a second finger came down.
    Cancel,
    /// Something of the library was let go over the canvas.
    Drop {
        kind: String,
        /// World point that becomes the middle of the component.
        at: Point,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pointer {
    pub world: Point,
    pub screen: Point,
    pub kind: PointerKind,
    /// That which went down or up; of no meaning while moving.
    pub button: Button,
    pub modifiers: Modifiers,
    /// 2 for the second press of a double click.
    pub clicks: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerKind {
    Mouse,
    Pen,
    Touch,
}

impl PointerKind {
    /// Screen pixels that a press may wander before it is a drag.
    pub fn drag_threshold(self) -> f64 {
        match self {
            Self::Mouse | Self::Pen => 4.0,
            Self::Touch => 9.0,
        }
    }

    /// Screen pixels beside a line that still mean the line.
    pub fn line_tolerance(self) -> f64 {
        match self {
            Self::Mouse => 5.0,
            Self::Pen => 7.0,
            Self::Touch => 14.0,
        }
    }

    /// Screen pixels about the middle of a port that mean the port.
    pub fn port_radius(self) -> f64 {
        match self {
            Self::Mouse => 9.0,
            Self::Pen => 11.0,
            Self::Touch => 22.0,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    Primary,
    Middle,
    Secondary,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    pub shift: bool,
    pub alt: bool,
    /// Control, or Command on a Mac.
    pub command: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// In lower case.
    Character(char),
    ArrowLeft,
    ArrowUp,
    ArrowRight,
    ArrowDown,
    Enter,
    Escape,
    Delete,
    Backspace,
    Tab,
    F2,
    Space,
}
