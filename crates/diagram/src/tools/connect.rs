use kurbo::Point;

use super::neighbour::{Direction, cycled_component, towards};
use super::{Button, Context, Effect, Input, Key, Modifiers, Pointer, SelectState, Step, Tool};
use crate::ComponentId;
use crate::hit::Hit;
use crate::scene::{Preview, Rubber, RubberEnd, Side};

/// Drawing connections, by dragging or by choosing two components.
#[derive(Debug, Clone, PartialEq)]
pub enum ConnectState {
    Idle,
    /// The pointer went down on the first component.
    Dragging(Wire),
    /// The first component is chosen, the other not yet.
    Choosing(Wire),
}

/// A connection that has one end.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire {
    pub from: ComponentId,
    /// The port that it was drawn from.
    pub side: Option<Side>,
    /// `None` until it leads somewhere.
    pub end: Option<RubberEnd>,
    /// Screen point of the press.
    pub pressed: Option<Point>,
    /// Afterwards the select tool comes back.
    pub is_single: bool,
}

const INTO_ITSELF: &str = "A component cannot be connected to itself. Choose another one for the other end.";

impl Wire {
    pub(super) fn dragged_from(
        from: ComponentId,
        side: Option<Side>,
        pointer: &Pointer,
        is_single: bool,
    ) -> Self {
        Self { from, side, end: None, pressed: Some(pointer.screen), is_single }
    }

    /// From the keyboard.
    pub(super) fn chosen_from(from: ComponentId) -> Self {
        Self { from, side: None, end: None, pressed: None, is_single: true }
    }

    fn led_to(self, pointer: &Pointer, context: &Context) -> Self {
        let end = match context.component_under(pointer) {
            Some(component) => RubberEnd::Component(component),
            None => RubberEnd::Loose(pointer.world),
        };
        Self { end: Some(end), ..self }
    }

    fn tool_after(&self) -> Tool {
        if self.is_single { Tool::Select(SelectState::Idle) } else { Tool::CONNECT }
    }

    fn has_wandered(&self, pointer: &Pointer) -> bool {
        self.pressed.is_none_or(|pressed| pressed.distance(pointer.screen) >= pointer.kind.drag_threshold())
    }

    fn target(&self) -> Option<&ComponentId> {
        match &self.end {
            Some(RubberEnd::Component(id)) if *id != self.from => Some(id),
            _ => None,
        }
    }
}

impl ConnectState {
    pub(super) fn transition(self, input: &Input, context: &Context) -> Step {
        match (self, input) {
            (Self::Idle, input) => idle(input, context),
            (Self::Dragging(wire), Input::PointerMove(pointer))
                if wire.end.is_some() || wire.has_wandered(pointer) =>
            {
                leading(wire, Self::Dragging, pointer, context)
            }
            (Self::Dragging(wire), Input::PointerUp(pointer)) => released(wire, pointer, context),
            (Self::Choosing(wire), Input::PointerMove(pointer)) => {
                leading(wire, Self::Choosing, pointer, context)
            }
            (Self::Choosing(wire), Input::PointerDown(pointer)) if pointer.button == Button::Primary => {
                chosen(wire, pointer, context)
            }
            (Self::Choosing(wire), Input::KeyDown { key, modifiers }) => {
                aimed(wire, *key, *modifiers, context)
            }
            (Self::Dragging(wire), Input::Cancel | Input::KeyDown { key: Key::Escape, .. })
            | (Self::Choosing(wire), Input::Cancel) => cancelled(&wire),
            (state, _) => Step::ignored(Tool::Connect(state)),
        }
    }

    pub(super) fn preview(&self) -> Preview {
        let wire = match self {
            Self::Dragging(wire) | Self::Choosing(wire) => wire,
            Self::Idle => return Preview::default(),
        };
        let rubber = wire.end.clone().map(|to| Rubber { from: wire.from.clone(), side: wire.side, to });
        Preview { rubber, ..Preview::default() }
    }
}

fn idle(input: &Input, context: &Context) -> Step {
    let stay = Tool::CONNECT;
    match input {
        Input::PointerMove(pointer) => hovering(Step::to(stay), context.hit(pointer), context),
        Input::PointerDown(pointer) if pointer.button == Button::Primary => match context.hit(pointer) {
            Hit::Port { component, side } => start(component, Some(side), pointer),
            Hit::Component(component) => start(component, None, pointer),
            _ => Step::to(stay),
        },
        Input::PointerLeave if *context.hovered != Hit::Canvas => {
            Step::to(stay).and(Effect::Hover(Hit::Canvas))
        }
        _ => Step::ignored(stay),
    }
}

fn start(from: ComponentId, side: Option<Side>, pointer: &Pointer) -> Step {
    Step::to(Tool::Connect(ConnectState::Dragging(Wire::dragged_from(from, side, pointer, false))))
}

fn hovering(step: Step, hit: Hit, context: &Context) -> Step {
    if hit == *context.hovered { step } else { step.and(Effect::Hover(hit)) }
}

/// Only components can be the other end, so that nothing else lights up.
fn leading(wire: Wire, state: fn(Wire) -> ConnectState, pointer: &Pointer, context: &Context) -> Step {
    let wire = wire.led_to(pointer, context);
    let hit = match &wire.end {
        Some(RubberEnd::Component(component)) => Hit::Component(component.clone()),
        _ => Hit::Canvas,
    };
    hovering(Step::to(Tool::Connect(state(wire))), hit, context)
}

/// A drag ends at what is under it; a press that stayed where it was has only chosen the first end.
fn released(wire: Wire, pointer: &Pointer, context: &Context) -> Step {
    if wire.end.is_none() && !wire.has_wandered(pointer) {
        let asks = format!("Connecting from {}. Choose the other end.", context.name(&wire.from));
        return Step::to(Tool::Connect(ConnectState::Choosing(wire))).and(Effect::Announce(asks));
    }
    match context.component_under(pointer) {
        Some(to) if to == wire.from => {
            Step::to(wire.tool_after()).and(Effect::Announce(INTO_ITSELF.to_owned()))
        }
        Some(to) => connected(&wire, to),
        None => Step::to(wire.tool_after())
            .and(Effect::OpenPalette { at: Some(pointer.world), connect_from: Some(wire.from) }),
    }
}

fn chosen(wire: Wire, pointer: &Pointer, context: &Context) -> Step {
    match context.component_under(pointer) {
        Some(to) if to == wire.from => Step::to(Tool::Connect(ConnectState::Choosing(wire)))
            .and(Effect::Announce(INTO_ITSELF.to_owned())),
        Some(to) => connected(&wire, to),
        None => cancelled(&wire),
    }
}

fn connected(wire: &Wire, to: ComponentId) -> Step {
    Step::to(wire.tool_after()).and(Effect::Connect { from: wire.from.clone(), to })
}

fn cancelled(wire: &Wire) -> Step {
    Step::to(wire.tool_after()).and(Effect::Announce("Nothing was connected.".to_owned()))
}

/// Arrows and Tab choose the other end, Enter connects, Escape gives up.
fn aimed(wire: Wire, key: Key, modifiers: Modifiers, context: &Context) -> Step {
    let next = match (key, Direction::of_key(key)) {
        (Key::Escape, _) => return cancelled(&wire),
        (Key::Enter, _) => {
            return match wire.target().cloned() {
                Some(to) => connected(&wire, to),
                None => Step::to(Tool::Connect(ConnectState::Choosing(wire)))
                    .and(Effect::Announce("Choose the other end with the arrow keys first.".to_owned())),
            };
        }
        (Key::Tab, _) => next_by_tab(&wire, modifiers, context),
        (_, Some(direction)) => next_in_direction(&wire, direction, context),
        _ => return Step::ignored(Tool::Connect(ConnectState::Choosing(wire))),
    };
    match next {
        Some(to) => aim_at(wire, to, context),
        None => Step::to(Tool::Connect(ConnectState::Choosing(wire))),
    }
}

fn next_by_tab(wire: &Wire, modifiers: Modifiers, context: &Context) -> Option<ComponentId> {
    let after = |id: Option<&ComponentId>| cycled_component(context, id, modifiers.shift);
    let next = after(Some(wire.target().unwrap_or(&wire.from))).or_else(|| after(None))?;
    if next == wire.from {
        after(Some(&next)).or_else(|| after(None)).filter(|id| *id != wire.from)
    } else {
        Some(next)
    }
}

fn next_in_direction(wire: &Wire, direction: Direction, context: &Context) -> Option<ComponentId> {
    let here = wire.target().unwrap_or(&wire.from);
    towards(context, context.index.bounds_of(here)?, direction, &[&wire.from, here])
}

fn aim_at(wire: Wire, to: ComponentId, context: &Context) -> Step {
    let says = format!("From {} to {}. Enter connects them.", context.name(&wire.from), context.name(&to));
    let view = context.index.bounds_of(&to).map(|bounds| context.viewport.revealing(bounds, 24.0));
    let wire = Wire { end: Some(RubberEnd::Component(to)), ..wire };
    let step = Step::to(Tool::Connect(ConnectState::Choosing(wire))).and(Effect::Announce(says));
    match view.filter(|view| *view != context.viewport) {
        Some(view) => step.and(Effect::View(view)),
        None => step,
    }
}
