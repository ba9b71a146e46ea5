use kurbo::{Point, Size};

use super::{Button, Context, Effect, Input, Key, Pointer, Step, Tool, snap_to_grid};
use crate::scene::{Drawing, Outline, Preview};
use crate::{AnnotationKind, Group};

/// Drawing a frame, a note, a text or an arrow, by pulling it open or with a click.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawState {
    what: Drawing,
    pull: Option<Pull>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Pull {
    from: Point,
    to: Point,
    /// Screen point of the press.
    pressed: Point,
    has_wandered: bool,
}

impl DrawState {
    pub(super) fn new(what: Drawing) -> Self {
        Self { what, pull: None }
    }

    pub fn what(&self) -> Drawing {
        self.what
    }

    pub(super) fn transition(self, input: &Input, context: &Context) -> Step {
        match (input, self.pull) {
            (Input::PointerDown(pointer), None) if pointer.button == Button::Primary => {
                let at = on_grid(pointer);
                let pull = Pull { from: at, to: at, pressed: pointer.screen, has_wandered: false };
                Step::to(Tool::Draw(Self { pull: Some(pull), ..self }))
            }
            (Input::PointerMove(pointer), Some(pull)) => {
                let wandered = pull.pressed.distance(pointer.screen) >= pointer.kind.drag_threshold();
                let has_wandered = pull.has_wandered || wandered;
                let pull = Pull { to: on_grid(pointer), has_wandered, ..pull };
                Step::to(Tool::Draw(Self { pull: Some(pull), ..self }))
            }
            (Input::PointerUp(_), Some(pull)) if pull.has_wandered => {
                Step::to(Tool::default()).and(self.drawn(pull.from, pull.to))
            }
            (Input::PointerUp(_), Some(pull)) => Step::to(Tool::default()).and(self.usual_at(pull.from)),
            (Input::KeyDown { key: Key::Enter, .. }, None) => {
                let size = usual_size(self.what);
                let corner = snap_to_grid(context.viewport.centre() - size.to_vec2() / 2.0);
                Step::to(Tool::default()).and(self.usual_at(corner))
            }
            (Input::Cancel | Input::KeyDown { key: Key::Escape, .. }, Some(_)) => {
                Step::to(Tool::Draw(Self { pull: None, ..self }))
            }
            (Input::KeyDown { key: Key::Escape, .. }, None) => {
                Step::to(Tool::default()).and(Effect::Announce("Select tool.".to_owned()))
            }
            _ => Step::ignored(Tool::Draw(self)),
        }
    }

    fn usual_at(&self, corner: Point) -> Effect {
        self.drawn(corner, corner + usual_size(self.what).to_vec2())
    }

    /// A frame or a sheet has a least size; an arrow may point anywhere.
    fn drawn(&self, from: Point, to: Point) -> Effect {
        let least = match self.what {
            Drawing::Group(_) => Size::new(96.0, 72.0),
            Drawing::Annotation(AnnotationKind::Arrow) => return Effect::Draw { what: self.what, from, to },
            Drawing::Annotation(_) => Size::new(40.0, 24.0),
        };
        let corner = Point::new(from.x.min(to.x), from.y.min(to.y));
        let size = Size::new((to.x - from.x).abs().max(least.width), (to.y - from.y).abs().max(least.height));
        Effect::Draw { what: self.what, from: corner, to: corner + size.to_vec2() }
    }

    pub(super) fn preview(&self) -> Preview {
        let shown = self.pull.filter(|pull| pull.has_wandered);
        let drawing = shown.map(|pull| Outline { what: self.what, from: pull.from, to: pull.to });
        Preview { drawing, ..Preview::default() }
    }

    /// What the live region says when the tool is taken.
    pub(super) fn instruction(&self) -> &'static str {
        match self.what {
            Drawing::Group(_) => {
                "Group tool. Pull a frame open around components, or press Enter for one in the middle of the view."
            }
            Drawing::Annotation(AnnotationKind::Note) => {
                "Note tool. Click where the note goes, or press Enter for one in the middle of the view."
            }
            Drawing::Annotation(AnnotationKind::Text) => {
                "Text tool. Click where the text goes, or press Enter for one in the middle of the view."
            }
            Drawing::Annotation(AnnotationKind::Arrow) => {
                "Arrow tool. Pull from where the arrow starts to its tip, or press Enter for one in the middle of the view."
            }
        }
    }
}

fn usual_size(what: Drawing) -> Size {
    match what {
        Drawing::Group(_) => Group::DEFAULT_SIZE,
        Drawing::Annotation(kind) => kind.usual_size(),
    }
}

/// Control leaves the grid alone.
fn on_grid(pointer: &Pointer) -> Point {
    if pointer.modifiers.command { pointer.world } else { snap_to_grid(pointer.world) }
}
