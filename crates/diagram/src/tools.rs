//! What the pointer and the keyboard do to a design: pure state machines, one for each tool.
//!
//! A tool is given an input and what is there now, and answers with the tool that follows and the effects that its
//! caller carries out, in order and before the next input.

mod aim;
mod bend;
mod connect;
mod context;
mod draw;
mod effect;
mod input;
mod keys;
mod neighbour;
mod pan;
mod place;
mod press;
mod resize;
mod select;
mod selection;
mod several;
mod snap;

pub use bend::Bending;
pub use connect::{ConnectState, Wire};
pub use context::Context;
pub use draw::DrawState;
pub use effect::{Cursor, Effect, Step};
pub use input::{Button, Input, Key, Modifiers, Pointer, PointerKind};
pub use neighbour::Direction;
pub use pan::PanState;
pub use place::PlaceState;
pub use resize::Resizing;
pub use select::{Press, SelectState};
pub use selection::Selection;
pub use several::SeveralState;
pub use snap::{GRID, Snapped, snap, snap_to_grid};

use crate::hit::Hit;
use crate::scene::{Drawing, Preview};

/// The tool in hand and how far its gesture has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Tool {
    Select(SelectState),
    Several(SeveralState),
    Connect(ConnectState),
    Pan(PanState),
    Place(PlaceState),
    Draw(DrawState),
}

impl Default for Tool {
    fn default() -> Self {
        Self::Select(SelectState::Idle)
    }
}

impl Tool {
    /// Adds to the selection and takes from it until another tool is taken.
    pub const SEVERAL: Self = Self::Several(SeveralState::Idle);

    /// Draws connections until another tool is taken.
    pub const CONNECT: Self = Self::Connect(ConnectState::Idle);

    /// Moves the view until another tool is taken.
    pub fn pan() -> Self {
        Self::Pan(PanState::default())
    }

    /// Puts down one component: for a press on a library item, dragged on or tapped into place.
    pub fn place(kind: &str) -> Self {
        Self::Place(PlaceState::new(kind))
    }

    /// Draws one frame, note, text or arrow.
    pub fn draw(what: Drawing) -> Self {
        Self::Draw(DrawState::new(what))
    }

    #[must_use]
    pub fn transition(self, input: &Input, context: &Context) -> Step {
        match input {
            Input::Wheel { screen, delta, modifiers } => {
                Step::to(self).and(Effect::View(pan::wheeled(context.viewport, *screen, *delta, *modifiers)))
            }
            Input::Pinch { screen, factor, by } => {
                let viewport = context.viewport.panned(*by).zoomed_about(*screen, *factor);
                Step::to(self).and(Effect::View(viewport))
            }
            Input::Drop { kind, at } => Step::to(Self::default()).and(place::placed(kind, *at)),
            Input::PointerDown(pointer) if pointer.button == Button::Middle && self.is_at_rest() => {
                Step::to(Self::Pan(PanState::gripping(pointer.screen, self)))
            }
            Input::KeyDown { key, modifiers } if self.is_at_rest() => {
                keys::pressed(self, *key, *modifiers, context)
            }
            _ => match self {
                Self::Select(state) => state.transition(input, context),
                Self::Several(state) => state.transition(input, context),
                Self::Connect(state) => state.transition(input, context),
                Self::Pan(state) => state.transition(input, context),
                Self::Place(state) => state.transition(input, context),
                Self::Draw(state) => state.transition(input, context),
            },
        }
    }

    /// What the live region says when this tool is taken.
    pub fn instruction(&self) -> &'static str {
        match self {
            Self::Select(_) => "Select tool.",
            Self::Several(_) => "Select several. Press one thing after another; Escape ends it.",
            Self::Connect(_) => "Connect tool. Choose a component, then the one it calls.",
            Self::Pan(_) => "Hand tool. Drag to move the view.",
            Self::Place(_) => "Drag the component onto the canvas.",
            Self::Draw(state) => state.instruction(),
        }
    }

    /// No gesture is in flight.
    pub fn is_at_rest(&self) -> bool {
        match self {
            Self::Select(state) => *state == SelectState::Idle,
            Self::Several(state) => *state == SeveralState::Idle,
            Self::Connect(state) => *state == ConnectState::Idle,
            Self::Pan(state) => state.is_at_rest(),
            Self::Place(_) | Self::Draw(_) => false,
        }
    }

    /// What to show of the gesture in flight.
    pub fn preview(&self) -> Preview {
        match self {
            Self::Select(state) => state.preview(),
            Self::Several(state) => state.preview(),
            Self::Connect(state) => state.preview(),
            Self::Place(state) => state.preview(),
            Self::Draw(state) => state.preview(),
            Self::Pan(_) => Preview::default(),
        }
    }

    pub fn cursor(&self, hovered: &Hit) -> Cursor {
        match (self, hovered) {
            (Self::Pan(state), _) if state.is_gripping() => Cursor::Grabbing,
            (Self::Pan(_), _) => Cursor::Grab,
            (Self::Place(_), _) => Cursor::Copy,
            (Self::Connect(_) | Self::Draw(_), _) | (Self::Select(SelectState::Idle), Hit::Port { .. }) => {
                Cursor::Crosshair
            }
            (Self::Select(SelectState::Resizing(resizing)), _) => Cursor::of_handle(resizing.handle()),
            (Self::Select(SelectState::Idle), Hit::Handle { handle, .. }) => Cursor::of_handle(*handle),
            (Self::Select(SelectState::Dragging { .. } | SelectState::Bending(_)), _) => Cursor::Grabbing,
            (
                Self::Select(SelectState::Idle),
                Hit::Component(_)
                | Hit::Group(_)
                | Hit::Annotation(_)
                | Hit::Waypoint { .. }
                | Hit::NewWaypoint { .. },
            ) => Cursor::Move,
            (Self::Select(SelectState::Idle), Hit::Connection(_)) => Cursor::Pointer,
            (Self::Several(_), hit) if hit.target().is_some() => Cursor::Pointer,
            (Self::Select(_) | Self::Several(_), _) => Cursor::Default,
        }
    }
}

#[cfg(test)]
mod tests;
