use kurbo::{Point, Rect, Vec2};

use super::bend::Bending;
use super::press::{double_clicked, menu_asked, pressed, with_target};
use super::resize::Resizing;
use super::{
    Button, Context, Effect, Input, Key, PanState, Pointer, PointerKind, Selection, Snapped, Step, Tool, snap,
};
use crate::GroupId;
use crate::edits::{self, Carried};
use crate::hit::{Hit, Target};
use crate::scene::{Guide, Lift, Preview};

/// Choosing, moving, resizing, bending and drawing a marquee.
#[derive(Debug, Clone, PartialEq)]
pub enum SelectState {
    Idle,
    /// Down on the bare canvas, not moved yet.
    PointingCanvas {
        at: Point,
        screen: Point,
    },
    /// Down on something, not moved yet.
    PointingThing {
        press: Press,
        at: Point,
        screen: Point,
    },
    Dragging {
        carried: Carried,
        /// Around all of it, where it stands in the document.
        bounds: Rect,
        /// World point of the press.
        at: Point,
        by: Vec2,
        guides: Vec<Guide>,
        /// The group that the middle of it is over, unless it stands in that already.
        into: Option<GroupId>,
    },
    Resizing(Resizing),
    Bending(Bending),
    Marquee {
        from: Point,
        to: Point,
        before: Selection,
        is_adding: bool,
    },
}

/// What a press on something does if it is let go without a drag.
#[derive(Debug, Clone, PartialEq)]
pub enum Press {
    /// Selected already by going down.
    Done,
    /// Of several selected, only this one stays.
    KeepOnly(Target),
    TakeOut(Target),
}

/// Screen pixels within which things snap into line.
const SNAP_PIXELS: f64 = 6.0;
/// Document units around what is dragged in which neighbours count.
const NEIGHBOURHOOD: f64 = 600.0;

impl SelectState {
    pub(super) fn transition(self, input: &Input, context: &Context) -> Step {
        let escaped = matches!(input, Input::Cancel | Input::KeyDown { key: Key::Escape, .. });
        match (self, input) {
            (Self::Idle, input) => idle(input, context),
            (Self::Marquee { before, .. }, _) if escaped => {
                Step::to(Tool::default()).and(Effect::Select(before))
            }
            (_, _) if escaped => Step::to(Tool::default()),
            (Self::PointingCanvas { at, screen }, Input::PointerMove(pointer)) => {
                if has_wandered(screen, pointer) {
                    canvas_dragged(at, screen, pointer, context)
                } else {
                    Step::to(Tool::Select(Self::PointingCanvas { at, screen }))
                }
            }
            (Self::PointingCanvas { .. }, Input::PointerUp(pointer)) => canvas_clicked(pointer, context),
            (Self::PointingThing { press, at, screen }, Input::PointerMove(pointer)) => {
                if has_wandered(screen, pointer) {
                    taken_hold(at, context).map_or_else(held_fast, |it| it.dragged(pointer, context))
                } else {
                    Step::to(Tool::Select(Self::PointingThing { press, at, screen }))
                }
            }
            (Self::PointingThing { press, .. }, Input::PointerUp(_)) => clicked(press, context),
            (state @ Self::Dragging { .. }, Input::PointerMove(pointer)) => state.dragged(pointer, context),
            (state @ Self::Dragging { .. }, Input::PointerUp(_)) => state.dropped(context),
            (Self::Resizing(resizing), Input::PointerMove(pointer)) => resizing.moved(pointer),
            (Self::Resizing(resizing), Input::PointerUp(_)) => resizing.dropped(context),
            (Self::Bending(bending), Input::PointerMove(pointer)) => bending.moved(pointer),
            (Self::Bending(bending), Input::PointerUp(_)) => bending.dropped(),
            (state @ Self::Marquee { .. }, Input::PointerMove(pointer)) => {
                state.marquee_drawn(pointer, context)
            }
            (Self::Marquee { .. }, Input::PointerUp(_)) => Step::to(Tool::default()),
            (state, _) => Step::ignored(Tool::Select(state)),
        }
    }

    pub(super) fn preview(&self) -> Preview {
        match self {
            Self::Dragging { carried, by, guides, into, .. } => Preview {
                lift: Some(Lift { carried: carried.clone(), by: *by }),
                guides: guides.clone(),
                into: into.clone(),
                ..Preview::default()
            },
            Self::Resizing(resizing) => Preview { resize: Some(resizing.preview()), ..Preview::default() },
            Self::Bending(bending) => Preview { bend: bending.preview(), ..Preview::default() },
            Self::Marquee { from, to, .. } => {
                Preview { marquee: Some(Rect::from_points(*from, *to)), ..Preview::default() }
            }
            Self::Idle | Self::PointingCanvas { .. } | Self::PointingThing { .. } => Preview::default(),
        }
    }

    /// Shift keeps to one axis; Control leaves the grid and the neighbours alone.
    fn dragged(self, pointer: &Pointer, context: &Context) -> Step {
        let Self::Dragging { carried, bounds, at, .. } = self else { return Step::to(Tool::Select(self)) };
        let mut by = pointer.world - at;
        if pointer.modifiers.shift {
            by = if by.x.abs() >= by.y.abs() { Vec2::new(by.x, 0.0) } else { Vec2::new(0.0, by.y) };
        }
        let Snapped { by: mut snapped, guides } = if pointer.modifiers.command {
            Snapped { by, guides: Vec::new() }
        } else {
            let neighbours = neighbours(&carried, bounds + by, context);
            snap(bounds, by, &neighbours, SNAP_PIXELS / context.viewport.zoom)
        };
        if pointer.modifiers.shift {
            snapped = Vec2::new(
                if by.x == 0.0 { 0.0 } else { snapped.x },
                if by.y == 0.0 { 0.0 } else { snapped.y },
            );
        }
        let into = into_group(&carried, (bounds + snapped).center(), context);
        Step::to(Tool::Select(Self::Dragging { carried, bounds, at, by: snapped, guides, into }))
    }

    fn dropped(self, context: &Context) -> Step {
        let step = Step::to(Tool::default());
        let Self::Dragging { by, .. } = self else { return step };
        match edits::moved(context.diagram, context.selection, by) {
            Some(command) => step.and(Effect::Apply(command)),
            None => step,
        }
    }

    fn marquee_drawn(self, pointer: &Pointer, context: &Context) -> Step {
        let Self::Marquee { from, before, is_adding, .. } = self else { return Step::to(Tool::Select(self)) };
        let start = if is_adding { before.clone() } else { Selection::default() };
        let to = pointer.world;
        let selection = touched(start, Rect::from_points(from, to), context);
        let step = Step::to(Tool::Select(Self::Marquee { from, to, before, is_adding }));
        if selection == *context.selection { step } else { step.and(Effect::Select(selection)) }
    }
}

/// What was selected, and what a marquee touches.
pub(super) fn touched(mut selection: Selection, marquee: Rect, context: &Context) -> Selection {
    let touched = context.index.within(marquee).components;
    let ids = touched.into_iter().filter_map(|n| context.diagram.components.get(n));
    selection.components.extend(ids.map(|component| component.id.clone()));
    let annotations = context.diagram.annotations.iter().filter(|one| one.bounds().overlaps(marquee));
    selection.annotations.extend(annotations.map(|one| one.id.clone()));
    // A frame is large: only one that is wholly inside is meant.
    let groups = context.diagram.groups.iter().filter(|one| marquee.contains_rect(one.bounds));
    selection.groups.extend(groups.map(|one| one.id.clone()));
    selection
}

pub(super) fn has_wandered(pressed: Point, pointer: &Pointer) -> bool {
    pressed.distance(pointer.screen) >= pointer.kind.drag_threshold()
}

/// Tells what is under the pointer, where that is another thing than before.
pub(super) fn hovering(input: &Input, stay: Tool, context: &Context) -> Step {
    match input {
        Input::PointerMove(pointer) => {
            let hit = context.hit(pointer);
            if hit == *context.hovered { Step::to(stay) } else { Step::to(stay).and(Effect::Hover(hit)) }
        }
        Input::PointerLeave if *context.hovered != Hit::Canvas => {
            Step::to(stay).and(Effect::Hover(Hit::Canvas))
        }
        _ => Step::ignored(stay),
    }
}

fn idle(input: &Input, context: &Context) -> Step {
    let stay = Tool::default();
    match input {
        Input::PointerDown(pointer) => match pointer.button {
            Button::Primary if pointer.clicks == 2 => double_clicked(pointer, context),
            Button::Primary => pressed(pointer, context),
            Button::Secondary => menu_asked(pointer, context),
            Button::Middle => Step::ignored(stay),
        },
        _ => hovering(input, stay, context),
    }
}

/// A finger moves the view, anything else draws a marquee.
fn canvas_dragged(at: Point, screen: Point, pointer: &Pointer, context: &Context) -> Step {
    if pointer.kind == PointerKind::Touch {
        return PanState::gripping(screen, Tool::default())
            .transition(&Input::PointerMove(*pointer), context);
    }
    let before = context.selection.clone();
    SelectState::Marquee { from: at, to: at, before, is_adding: pointer.modifiers.shift }
        .marquee_drawn(pointer, context)
}

fn canvas_clicked(pointer: &Pointer, context: &Context) -> Step {
    let step = Step::to(Tool::default());
    if pointer.modifiers.shift || context.selection.is_empty() {
        return step;
    }
    step.and(Effect::Select(Selection::default()))
}

fn clicked(press: Press, context: &Context) -> Step {
    let step = Step::to(Tool::default());
    let selection = match press {
        Press::Done => return step,
        Press::KeepOnly(target) => Selection::one(&target),
        Press::TakeOut(target) => with_target(context.selection, &target, true),
    };
    if selection == *context.selection { step } else { step.and(Effect::Select(selection)) }
}

/// A drag of all that is selected begins; `None` where nothing of it can move.
fn taken_hold(at: Point, context: &Context) -> Option<SelectState> {
    let carried = Carried::by(context.diagram, context.selection);
    let bounds = carried.bounds(context.diagram)?;
    Some(SelectState::Dragging { carried, bounds, at, by: Vec2::ZERO, guides: Vec::new(), into: None })
}

pub(super) const LOCKED: &str = "What is selected is locked. Press L to unlock it.";

fn held_fast() -> Step {
    Step::to(Tool::default()).and(Effect::Announce(LOCKED.to_owned()))
}

fn neighbours(carried: &Carried, there: Rect, context: &Context) -> Vec<Rect> {
    let window = there.inset(NEIGHBOURHOOD);
    let near = context.index.within(window).components;
    let components = near
        .into_iter()
        .filter_map(|n| context.diagram.components.get(n))
        .filter(|component| !carried.components.contains(&component.id))
        .map(crate::Component::bounds);
    let groups = context.diagram.groups.iter().filter(|group| !carried.groups.contains(&group.id));
    let groups = groups.map(|group| group.bounds).filter(|bounds| bounds.overlaps(window));
    components.chain(groups).collect()
}

fn into_group(carried: &Carried, middle: Point, context: &Context) -> Option<GroupId> {
    if !carried.groups.is_empty() {
        return None;
    }
    let group = edits::innermost_group(context.diagram, middle)?;
    let first = context.component(carried.components.first()?)?;
    (first.group.as_ref() != Some(&group.id)).then(|| group.id.clone())
}
