use kurbo::Point;

use super::{Selection, Tool};
use crate::hit::{Hit, Target};
use crate::{Command, ComponentId, Viewport};

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
    Select(Selection),
    Hover(Hit),
    View(Viewport),
    /// The name of a component or the label of a connection is to be typed.
    EditName(Target),
    /// Search the library by typing.
    OpenPalette {
        /// World point for the middle of what is chosen; `None` is the middle of the screen.
        at: Option<Point>,
        /// Connect what is chosen from this component.
        connect_from: Option<ComponentId>,
    },
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
}

impl Cursor {
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
        }
    }
}
