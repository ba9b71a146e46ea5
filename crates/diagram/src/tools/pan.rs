use kurbo::{Point, Vec2};

use super::{Button, Effect, Input, Key, Modifiers, Step, Tool};
use crate::Viewport;
use crate::tools::Context;

/// Moving the view by its surface.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PanState {
    /// Screen point that is held.
    grip: Option<Point>,
    /// The tool that comes back afterwards, where panning was only for a moment.
    resume: Option<Box<Tool>>,
    /// It lasts while the space bar is down.
    by_space: bool,
}

impl PanState {
    pub(super) fn gripping(screen: Point, resume: Tool) -> Self {
        Self { grip: Some(screen), resume: Some(Box::new(resume)), by_space: false }
    }

    pub(super) fn while_space(resume: Tool) -> Self {
        Self { grip: None, resume: Some(Box::new(resume)), by_space: true }
    }

    pub(super) fn is_gripping(&self) -> bool {
        self.grip.is_some()
    }

    pub(super) fn is_at_rest(&self) -> bool {
        self.grip.is_none() && self.resume.is_none()
    }

    pub(super) fn transition(self, input: &Input, context: &Context) -> Step {
        match (input, self.grip) {
            (Input::PointerDown(pointer), None) if pointer.button != Button::Secondary => {
                Step::to(Tool::Pan(Self { grip: Some(pointer.screen), ..self }))
            }
            (Input::PointerMove(pointer), Some(grip)) => {
                let viewport = context.viewport.panned(pointer.screen - grip);
                Step::to(Tool::Pan(Self { grip: Some(pointer.screen), ..self })).and(Effect::View(viewport))
            }
            (Input::PointerUp(_), Some(_)) if self.by_space => {
                Step::to(Tool::Pan(Self { grip: None, ..self }))
            }
            (Input::KeyUp { key: Key::Space }, _) if self.by_space => Step::to(self.ended()),
            (Input::PointerUp(_) | Input::Cancel, _) | (Input::KeyDown { key: Key::Escape, .. }, _) => {
                Step::to(self.ended())
            }
            // The space bar repeats while it is down.
            (Input::KeyDown { key: Key::Space, .. }, _) => Step::to(Tool::Pan(self)),
            _ => Step::ignored(Tool::Pan(self)),
        }
    }

    fn ended(self) -> Tool {
        self.resume.map_or_else(Tool::pan, |tool| *tool)
    }
}

/// Scrolls, or with Control held zooms about the pointer.
pub(super) fn wheeled(viewport: Viewport, screen: Point, delta: Vec2, modifiers: Modifiers) -> Viewport {
    /// A notch of a mouse is about 100 pixels and a pinch on a trackpad a few: neither may leap.
    const LARGEST_STEP: f64 = 24.0;
    const ZOOM_PER_PIXEL: f64 = 0.01;
    if modifiers.command {
        let step = delta.y.clamp(-LARGEST_STEP, LARGEST_STEP);
        return viewport.zoomed_about(screen, (-step * ZOOM_PER_PIXEL).exp());
    }
    let sideways = modifiers.shift && delta.x == 0.0;
    viewport.panned(if sideways { Vec2::new(-delta.y, 0.0) } else { -delta })
}
