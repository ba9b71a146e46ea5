use kurbo::{Point, Rect};

use super::keys::described;
use super::press::with_target;
use super::select::{has_wandered, hovering, touched};
use super::{Button, Context, Effect, Input, Key, PanState, Pointer, PointerKind, Selection, Step, Tool};
use crate::hit::Target;
use crate::scene::Preview;

/// Choosing several things by pressing one after another: what Shift is to a mouse, for those who have no Shift.
#[derive(Debug, Clone, PartialEq)]
pub enum SeveralState {
    Idle,
    /// Down, not moved yet.
    Pointing {
        at: Point,
        screen: Point,
    },
    Marquee {
        from: Point,
        to: Point,
        before: Selection,
    },
}

impl SeveralState {
    pub(super) fn transition(self, input: &Input, context: &Context) -> Step {
        let escaped = matches!(input, Input::Cancel | Input::KeyDown { key: Key::Escape, .. });
        match (self, input) {
            (Self::Idle, input) => idle(input, context),
            (Self::Marquee { before, .. }, _) if escaped => {
                Step::to(Tool::SEVERAL).and(Effect::Select(before))
            }
            (_, _) if escaped => Step::to(Tool::SEVERAL),
            (Self::Pointing { at, screen }, Input::PointerMove(pointer)) if has_wandered(screen, pointer) => {
                dragged(at, screen, pointer, context)
            }
            // A menu was asked for by holding on: that chooses nothing.
            (Self::Pointing { .. }, Input::PointerDown(_)) => Step::to(Tool::SEVERAL),
            (Self::Pointing { .. }, Input::PointerUp(pointer)) => let_go(pointer, context),
            (Self::Marquee { from, before, .. }, Input::PointerMove(pointer)) => {
                drawn(from, before, pointer, context)
            }
            (Self::Marquee { before, .. }, Input::PointerUp(_)) => {
                let step = Step::to(Tool::SEVERAL);
                if before == *context.selection {
                    step
                } else {
                    step.and(Effect::Announce(format!("{} selected.", context.selection.len())))
                }
            }
            (state, _) => Step::ignored(Tool::Several(state)),
        }
    }

    pub(super) fn preview(&self) -> Preview {
        match self {
            Self::Marquee { from, to, .. } => {
                Preview { marquee: Some(Rect::from_points(*from, *to)), ..Preview::default() }
            }
            Self::Idle | Self::Pointing { .. } => Preview::default(),
        }
    }
}

/// What was chosen stays chosen, for what is to be done with it.
pub(super) fn ended(context: &Context) -> Step {
    let says = match context.selection.len() {
        0 => "Select tool. Nothing is selected.".to_owned(),
        count => format!("Select tool, {count} selected."),
    };
    Step::to(Tool::default()).and(Effect::Announce(says))
}

fn idle(input: &Input, context: &Context) -> Step {
    let stay = Tool::SEVERAL;
    match input {
        Input::PointerDown(pointer) => match pointer.button {
            Button::Primary => {
                Step::to(Tool::Several(SeveralState::Pointing { at: pointer.world, screen: pointer.screen }))
            }
            Button::Secondary => menu_asked(pointer, context),
            Button::Middle => Step::ignored(stay),
        },
        _ => hovering(input, stay, context),
    }
}

/// A menu is about all that is selected, with what is under it.
fn menu_asked(pointer: &Pointer, context: &Context) -> Step {
    let step = Step::ignored(Tool::SEVERAL);
    match context.hit(pointer).target() {
        Some(target) if !context.selection.contains(&target) => {
            step.and(Effect::Select(with_target(context.selection, &target, true)))
        }
        _ => step,
    }
}

/// A finger moves the view wherever it is, so that nothing is moved by mistake; anything else draws a marquee that adds.
fn dragged(at: Point, screen: Point, pointer: &Pointer, context: &Context) -> Step {
    if pointer.kind == PointerKind::Touch {
        return PanState::gripping(screen, Tool::SEVERAL).transition(&Input::PointerMove(*pointer), context);
    }
    drawn(at, context.selection.clone(), pointer, context)
}

fn drawn(from: Point, before: Selection, pointer: &Pointer, context: &Context) -> Step {
    let to = pointer.world;
    let selection = touched(before.clone(), Rect::from_points(from, to), context);
    let step = Step::to(Tool::Several(SeveralState::Marquee { from, to, before }));
    if selection == *context.selection { step } else { step.and(Effect::Select(selection)) }
}

/// A press on the bare canvas beside something must not lose what was chosen.
fn let_go(pointer: &Pointer, context: &Context) -> Step {
    let step = Step::to(Tool::SEVERAL);
    let Some(target) = context.hit(pointer).target() else { return step };
    let selection = with_target(context.selection, &target, true);
    let name = match &target {
        Target::Component(id) => context.name(id),
        other => described(other, context),
    };
    let says = if selection.contains(&target) {
        format!("{name} as well, {} selected.", selection.len())
    } else {
        format!("{name} no more, {} selected.", selection.len())
    };
    step.and(Effect::Select(selection)).and(Effect::Announce(says))
}
