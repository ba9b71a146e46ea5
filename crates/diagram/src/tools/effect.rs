use kurbo::Point;

use super::{Selection, Tool};
use crate::edits::Handle;
use crate::hit::{Hit, Target};
use crate::scene::Drawing;
use crate::{Command, ComponentId, GroupKind, Viewport};

/// What the caller of a tool carries out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Apply(Command),
    /// A new component of a kind; the caller makes its id and its name.
    Place {
        kind: String,
        /// Top left corner, on the grid.
        at: Point,
    },
    /// A new connection; the caller makes its id.
    Connect {
        from: ComponentId,
        to: ComponentId,
    },
    /// A copy a little beside; the caller makes the ids and selects it.
    Duplicate(Selection),
    /// Something new, drawn from one point to another; the caller makes its id and selects it.
    Draw {
        what: Drawing,
        from: Point,
        to: Point,
    },
    /// A frame around what is selected; the caller makes its id and selects it.
    Group(GroupKind),
    /// The whole design in columns.
    LayOut,
    Select(Selection),
    Hover(Hit),
    View(Viewport),
    /// The name or label of something, or its text, is to be typed.
    EditName(Target),
    /// Search the library by typing.
    OpenPalette {
        /// World point for the middle of what is chosen; `None` is the middle of the screen.
        at: Option<Point>,
        /// Connect what is chosen from this component.
        connect_from: Option<ComponentId>,
    },
    /// All that can be done with what is selected.
    OpenMenu,
    /// Search the design by typing.
    OpenSearch,
    /// A sentence for the live region.
    Announce(String),
    Undo,
    Redo,
}

/// The tool that follows, and what is to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub tool: Tool,
    pub effects: Vec<Effect>,
    /// The browser must not act on the input too. Where it is false, as for Tab on the last component, it may.
    pub is_handled: bool,
}

impl Step {
    pub(super) fn to(tool: Tool) -> Self {
        Self { tool, effects: Vec::new(), is_handled: true }
    }

    pub(super) fn ignored(tool: Tool) -> Self {
        Self { tool, effects: Vec::new(), is_handled: false }
    }

    pub(super) fn and(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }
}

/// How the pointer looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    Default,
    Pointer,
    Move,
    Grab,
    Grabbing,
    Crosshair,
    Copy,
    ResizeAcross,
    ResizeDown,
    /// From the upper left to the lower right.
    ResizeFalling,
    ResizeRising,
}

impl Cursor {
    pub(super) fn of_handle(handle: Handle) -> Self {
        match handle {
            Handle::Left | Handle::Right => Self::ResizeAcross,
            Handle::Top | Handle::Bottom => Self::ResizeDown,
            Handle::TopLeft | Handle::BottomRight => Self::ResizeFalling,
            Handle::TopRight | Handle::BottomLeft => Self::ResizeRising,
            Handle::Start | Handle::Tip => Self::Move,
        }
    }

    /// A value of the CSS property `cursor`.
    pub fn css(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Pointer => "pointer",
            Self::Move => "move",
            Self::Grab => "grab",
            Self::Grabbing => "grabbing",
            Self::Crosshair => "crosshair",
            Self::Copy => "copy",
            Self::ResizeAcross => "ew-resize",
            Self::ResizeDown => "ns-resize",
            Self::ResizeFalling => "nwse-resize",
            Self::ResizeRising => "nesw-resize",
        }
    }
}
