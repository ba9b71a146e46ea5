//! Making the one thing that is selected larger or smaller.

use kurbo::{Point, Rect};

use super::{Context, Effect, Pointer, SelectState, Step, Tool, snap_to_grid};
use crate::edits::{self, Handle, least_size};
use crate::hit::Target;
use crate::scene::Resize;
use crate::{Annotation, AnnotationKind, Command};

/// A handle that is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Resizing {
    target: Target,
    handle: Handle,
    /// As it stands in the document: bounds from corner to corner, or an arrow from start to tip.
    before: (Point, Point),
    now: (Point, Point),
}

impl Resizing {
    pub(super) fn held(target: &Target, handle: Handle, context: &Context) -> Option<Self> {
        let corners = |bounds: Rect| (bounds.origin(), Point::new(bounds.x1, bounds.y1));
        let before = match target {
            Target::Component(id) => corners(context.component(id)?.bounds()),
            Target::Group(id) => corners(context.diagram.group(id)?.bounds),
            Target::Annotation(id) => {
                let annotation = context.diagram.annotation(id)?;
                match annotation.kind {
                    AnnotationKind::Arrow => (annotation.start, annotation.end),
                    _ => corners(annotation.bounds()),
                }
            }
            Target::Connection(_) => return None,
        };
        Some(Self { target: target.clone(), handle, before, now: before })
    }

    /// Control leaves the grid alone.
    pub(super) fn moved(mut self, pointer: &Pointer) -> Step {
        let to = if pointer.modifiers.command { pointer.world } else { snap_to_grid(pointer.world) };
        self.now = match self.handle {
            Handle::Start => (to, self.before.1),
            Handle::Tip => (self.before.0, to),
            handle => {
                let before = Rect::from_points(self.before.0, self.before.1);
                let led = handle.led(before, to, least_size(&self.target));
                (led.origin(), Point::new(led.x1, led.y1))
            }
        };
        Step::to(Tool::Select(SelectState::Resizing(self)))
    }

    pub(super) fn dropped(self, context: &Context) -> Step {
        let step = Step::to(Tool::default());
        if self.now == self.before {
            return step;
        }
        let command = match (&self.target, self.handle) {
            (Target::Annotation(id), Handle::Start | Handle::Tip) => {
                context.diagram.annotation(id).map(|arrow| {
                    let (start, end) = self.now;
                    Command::ChangeAnnotation(Annotation { start, end, ..arrow.clone() })
                })
            }
            _ => edits::resized(context.diagram, &self.target, Rect::from_points(self.now.0, self.now.1)),
        };
        match command {
            Some(command) => step.and(Effect::Apply(command)),
            None => step,
        }
    }

    pub(super) fn preview(&self) -> Resize {
        Resize { target: self.target.clone(), from: self.now.0, to: self.now.1 }
    }

    pub(super) fn handle(&self) -> Handle {
        self.handle
    }
}
