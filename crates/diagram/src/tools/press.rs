//! What a press begins: a choice, a drag, a connection, a resizing, a bend.

use super::bend::{self, Bending};
use super::resize::Resizing;
use super::{ConnectState, Context, Effect, Pointer, Press, SelectState, Selection, Step, Tool, Wire};
use crate::ConnectionId;
use crate::hit::{Hit, Target};

pub(super) fn pressed(pointer: &Pointer, context: &Context) -> Step {
    let is_adding = pointer.modifiers.shift || pointer.modifiers.command;
    match context.hit(pointer) {
        Hit::Port { component, side } => Step::to(Tool::Connect(ConnectState::Dragging(Wire::dragged_from(
            component,
            Some(side),
            pointer,
            true,
        )))),
        Hit::Handle { target, handle } => match Resizing::held(&target, handle, context) {
            Some(resizing) => Step::to(Tool::Select(SelectState::Resizing(resizing))),
            None => Step::to(Tool::default()),
        },
        Hit::Waypoint { connection, waypoint } => bend_held(&connection, waypoint, false, pointer, context),
        Hit::NewWaypoint { connection, waypoint } => bend_held(&connection, waypoint, true, pointer, context),
        Hit::Component(id) => thing_pressed(Target::Component(id), is_adding, pointer, context),
        Hit::Group(id) => thing_pressed(Target::Group(id), is_adding, pointer, context),
        Hit::Annotation(id) => thing_pressed(Target::Annotation(id), is_adding, pointer, context),
        Hit::Connection(id) => Step::to(Tool::default()).and(Effect::Select(with_target(
            context.selection,
            &Target::Connection(id),
            is_adding,
        ))),
        Hit::Canvas => {
            Step::to(Tool::Select(SelectState::PointingCanvas { at: pointer.world, screen: pointer.screen }))
        }
    }
}

fn bend_held(
    connection: &ConnectionId,
    waypoint: usize,
    is_new: bool,
    pointer: &Pointer,
    context: &Context,
) -> Step {
    match Bending::held(connection, waypoint, is_new, pointer, context) {
        Some(bending) => Step::to(Tool::Select(SelectState::Bending(bending))),
        None => Step::to(Tool::default()),
    }
}

fn thing_pressed(target: Target, is_adding: bool, pointer: &Pointer, context: &Context) -> Step {
    let is_selected = context.selection.contains(&target);
    let press = match (is_selected, is_adding) {
        (false, _) => Press::Done,
        (true, true) => Press::TakeOut(target.clone()),
        (true, false) => Press::KeepOnly(target.clone()),
    };
    let step = Step::to(Tool::Select(SelectState::PointingThing {
        press,
        at: pointer.world,
        screen: pointer.screen,
    }));
    if is_selected {
        return step;
    }
    step.and(Effect::Select(with_target(context.selection, &target, is_adding)))
}

pub(super) fn with_target(selection: &Selection, target: &Target, is_adding: bool) -> Selection {
    if !is_adding {
        return Selection::one(target);
    }
    let mut selection = selection.clone();
    selection.toggle(target);
    selection
}

/// On something its name is edited, on a bend it is taken away; on the bare canvas something is added there.
pub(super) fn double_clicked(pointer: &Pointer, context: &Context) -> Step {
    let hit = context.hit(pointer);
    if let Hit::Waypoint { connection, waypoint } = &hit
        && let Some(effect) = bend::straightened(connection, *waypoint, context)
    {
        return Step::to(Tool::default()).and(effect);
    }
    let effect = match hit.target() {
        Some(target) => Effect::EditName(target),
        None => Effect::OpenPalette { at: Some(pointer.world), connect_from: None },
    };
    Step::to(Tool::default()).and(effect)
}

/// A menu is about what is under it.
pub(super) fn menu_asked(pointer: &Pointer, context: &Context) -> Step {
    match context.hit(pointer).target() {
        Some(target) if !context.selection.contains(&target) => {
            Step::ignored(Tool::default()).and(Effect::Select(Selection::one(&target)))
        }
        _ => Step::ignored(Tool::default()),
    }
}
