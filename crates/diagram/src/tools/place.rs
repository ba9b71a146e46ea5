use kurbo::{Point, Vec2};

use super::{Context, Effect, Input, Key, Step, Tool, snap_to_grid};
use crate::Component;
use crate::scene::{Ghost, Preview};

/// A component on its way from the library to the canvas.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceState {
    kind: String,
    /// World point under its middle; `None` until the pointer is over the canvas.
    middle: Option<Point>,
}

impl PlaceState {
    pub(super) fn new(kind: &str) -> Self {
        Self { kind: kind.to_owned(), middle: None }
    }

    pub(super) fn transition(self, input: &Input, context: &Context) -> Step {
        match input {
            Input::PointerDown(pointer) | Input::PointerMove(pointer) => {
                Step::to(Tool::Place(Self { middle: Some(pointer.world), ..self }))
            }
            Input::PointerLeave => Step::to(Tool::Place(Self { middle: None, ..self })),
            Input::PointerUp(pointer) => Step::to(Tool::default()).and(placed(&self.kind, pointer.world)),
            Input::KeyDown { key: Key::Enter, .. } => {
                let middle = self.middle.unwrap_or_else(|| context.viewport.centre());
                Step::to(Tool::default()).and(placed(&self.kind, middle))
            }
            Input::Cancel | Input::KeyDown { key: Key::Escape, .. } => Step::to(Tool::default()),
            _ => Step::ignored(Tool::Place(self)),
        }
    }

    pub(super) fn preview(&self) -> Preview {
        let ghost = self.middle.map(|middle| Ghost { kind: self.kind.clone(), at: corner_for(middle) });
        Preview { ghost, ..Preview::default() }
    }
}

/// A component with its middle at a point, but on the grid.
pub(super) fn placed(kind: &str, middle: Point) -> Effect {
    Effect::Place { kind: kind.to_owned(), at: corner_for(middle) }
}

fn corner_for(middle: Point) -> Point {
    let size = Component::DEFAULT_SIZE;
    snap_to_grid(middle - Vec2::new(size.width / 2.0, size.height / 2.0))
}
