use std::collections::BTreeSet;

use kurbo::{Point, Rect, Vec2};

use super::{
    Button, ConnectState, Context, Effect, Input, Key, PanState, Pointer, PointerKind, Selection, Snapped,
    Step, Tool, Wire, snap,
};
use crate::hit::{Hit, Target};
use crate::scene::{Guide, Lift, Preview};
use crate::{Command, ComponentId};

/// Choosing, moving and drawing a marquee.
#[derive(Debug, Clone, PartialEq)]
pub enum SelectState {
    Idle,
    /// Down on the bare canvas, not moved yet.
    PointingCanvas {
        at: Point,
        screen: Point,
    },
    /// Down on a component, not moved yet.
    PointingComponent {
        press: Press,
        at: Point,
        screen: Point,
    },
    Dragging {
        components: BTreeSet<ComponentId>,
        /// Around all of them, where they stand in the document.
        bounds: Rect,
        /// World point of the press.
        at: Point,
        by: Vec2,
        guides: Vec<Guide>,
    },
    Marquee {
        from: Point,
        to: Point,
        before: Selection,
        is_adding: bool,
    },
}

/// What a press on a component does if it is let go without a drag.
#[derive(Debug, Clone, PartialEq)]
pub enum Press {
    /// Selected already by going down.
    Done,
    /// Of several selected, only this one stays.
    KeepOnly(ComponentId),
    TakeOut(ComponentId),
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
            (Self::PointingComponent { press, at, screen }, Input::PointerMove(pointer)) => {
                if has_wandered(screen, pointer) {
                    taken_hold(at, context)
                        .map_or_else(|| Step::to(Tool::default()), |it| it.dragged(pointer, context))
                } else {
                    Step::to(Tool::Select(Self::PointingComponent { press, at, screen }))
                }
            }
            (Self::PointingComponent { press, .. }, Input::PointerUp(_)) => clicked(press, context),
            (state @ Self::Dragging { .. }, Input::PointerMove(pointer)) => state.dragged(pointer, context),
            (state @ Self::Dragging { .. }, Input::PointerUp(_)) => state.dropped(),
            (state @ Self::Marquee { .. }, Input::PointerMove(pointer)) => {
                state.marquee_drawn(pointer, context)
            }
            (Self::Marquee { .. }, Input::PointerUp(_)) => Step::to(Tool::default()),
            (state, _) => Step::ignored(Tool::Select(state)),
        }
    }

    pub(super) fn preview(&self) -> Preview {
        match self {
            Self::Dragging { components, by, guides, .. } => Preview {
                lift: Some(Lift { components: components.clone(), by: *by }),
                guides: guides.clone(),
                ..Preview::default()
            },
            Self::Marquee { from, to, .. } => {
                Preview { marquee: Some(Rect::from_points(*from, *to)), ..Preview::default() }
            }
            Self::Idle | Self::PointingCanvas { .. } | Self::PointingComponent { .. } => Preview::default(),
        }
    }

    /// Shift keeps to one axis; Control leaves the grid and the neighbours alone.
    fn dragged(self, pointer: &Pointer, context: &Context) -> Step {
        let Self::Dragging { components, bounds, at, .. } = self else { return Step::to(Tool::Select(self)) };
        let mut by = pointer.world - at;
        if pointer.modifiers.shift {
            by = if by.x.abs() >= by.y.abs() { Vec2::new(by.x, 0.0) } else { Vec2::new(0.0, by.y) };
        }
        let Snapped { by: mut snapped, guides } = if pointer.modifiers.command {
            Snapped { by, guides: Vec::new() }
        } else {
            let neighbours = neighbours(&components, bounds + by, context);
            snap(bounds, by, &neighbours, SNAP_PIXELS / context.viewport.zoom)
        };
        if pointer.modifiers.shift {
            snapped = Vec2::new(
                if by.x == 0.0 { 0.0 } else { snapped.x },
                if by.y == 0.0 { 0.0 } else { snapped.y },
            );
        }
        Step::to(Tool::Select(Self::Dragging { components, bounds, at, by: snapped, guides }))
    }

    fn dropped(self) -> Step {
        match self {
            Self::Dragging { components, by, .. } if by != Vec2::ZERO => {
                let ids = components.into_iter().collect();
                Step::to(Tool::default()).and(Effect::Apply(Command::Move { ids, by }))
            }
            _ => Step::to(Tool::default()),
        }
    }

    fn marquee_drawn(self, pointer: &Pointer, context: &Context) -> Step {
        let Self::Marquee { from, before, is_adding, .. } = self else { return Step::to(Tool::Select(self)) };
        let mut selection = if is_adding { before.clone() } else { Selection::default() };
        let touched = context.index.within(Rect::from_points(from, pointer.world)).components;
        let ids = touched.into_iter().filter_map(|n| context.diagram.components.get(n));
        selection.components.extend(ids.map(|component| component.id.clone()));
        let to = pointer.world;
        let step = Step::to(Tool::Select(Self::Marquee { from, to, before, is_adding }));
        if selection == *context.selection { step } else { step.and(Effect::Select(selection)) }
    }
}

fn has_wandered(pressed: Point, pointer: &Pointer) -> bool {
    pressed.distance(pointer.screen) >= pointer.kind.drag_threshold()
}

fn idle(input: &Input, context: &Context) -> Step {
    let stay = Tool::default();
    match input {
        Input::PointerMove(pointer) => {
            let hit = context.hit(pointer);
            if hit == *context.hovered { Step::to(stay) } else { Step::to(stay).and(Effect::Hover(hit)) }
        }
        Input::PointerLeave if *context.hovered != Hit::Canvas => {
            Step::to(stay).and(Effect::Hover(Hit::Canvas))
        }
        Input::PointerDown(pointer) => match pointer.button {
            Button::Primary if pointer.clicks == 2 => double_clicked(pointer, context),
            Button::Primary => pressed(pointer, context),
            Button::Secondary => menu_asked(pointer, context),
            Button::Middle => Step::ignored(stay),
        },
        _ => Step::ignored(stay),
    }
}

fn pressed(pointer: &Pointer, context: &Context) -> Step {
    let is_adding = pointer.modifiers.shift || pointer.modifiers.command;
    match context.hit(pointer) {
        Hit::Port { component, side } => Step::to(Tool::Connect(ConnectState::Dragging(Wire::dragged_from(
            component,
            Some(side),
            pointer,
            true,
        )))),
        Hit::Component(id) => component_pressed(id, is_adding, pointer, context),
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

fn component_pressed(id: ComponentId, is_adding: bool, pointer: &Pointer, context: &Context) -> Step {
    let is_selected = context.selection.components.contains(&id);
    let target = Target::Component(id.clone());
    let press = match (is_selected, is_adding) {
        (false, _) => Press::Done,
        (true, true) => Press::TakeOut(id),
        (true, false) => Press::KeepOnly(id),
    };
    let step = Step::to(Tool::Select(SelectState::PointingComponent {
        press,
        at: pointer.world,
        screen: pointer.screen,
    }));
    if is_selected {
        return step;
    }
    step.and(Effect::Select(with_target(context.selection, &target, is_adding)))
}

fn with_target(selection: &Selection, target: &Target, is_adding: bool) -> Selection {
    if !is_adding {
        return Selection::one(target);
    }
    let mut selection = selection.clone();
    selection.toggle(target);
    selection
}

/// On something its name is edited; on the bare canvas something is added there.
fn double_clicked(pointer: &Pointer, context: &Context) -> Step {
    let effect = match context.hit(pointer).target() {
        Some(target) => Effect::EditName(target),
        None => Effect::OpenPalette { at: Some(pointer.world), connect_from: None },
    };
    Step::to(Tool::default()).and(effect)
}

/// A menu is about what is under it.
fn menu_asked(pointer: &Pointer, context: &Context) -> Step {
    match context.hit(pointer).target() {
        Some(target) if !context.selection.contains(&target) => {
            Step::ignored(Tool::default()).and(Effect::Select(Selection::one(&target)))
        }
        _ => Step::ignored(Tool::default()),
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
        Press::KeepOnly(id) => Selection::one(&Target::Component(id)),
        Press::TakeOut(id) => with_target(context.selection, &Target::Component(id), true),
    };
    if selection == *context.selection { step } else { step.and(Effect::Select(selection)) }
}

/// A drag of all that is selected begins.
fn taken_hold(at: Point, context: &Context) -> Option<SelectState> {
    let known = context.selection.components.iter().filter_map(|id| Some((id, context.index.bounds_of(id)?)));
    let bounds = known.clone().map(|(_, bounds)| bounds).reduce(|all, one| all.union(one))?;
    let components = known.map(|(id, _)| id.clone()).collect();
    Some(SelectState::Dragging { components, bounds, at, by: Vec2::ZERO, guides: Vec::new() })
}

fn neighbours(moving: &BTreeSet<ComponentId>, there: Rect, context: &Context) -> Vec<Rect> {
    let near = context.index.within(there.inset(NEIGHBOURHOOD)).components;
    near.into_iter()
        .filter_map(|n| context.diagram.components.get(n))
        .filter(|component| !moving.contains(&component.id))
        .map(crate::Component::bounds)
        .collect()
}
