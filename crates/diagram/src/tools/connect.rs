use kurbo::Point;

use super::aim::aimed;
use super::{Button, Context, Effect, Input, Key, Pointer, SelectState, Step, Tool};
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
    /// What was typed of the name of the other end, in lower case.
    pub typed: String,
    /// Components that the keyboard has been at.
    pub offered: Vec<ComponentId>,
}

const INTO_ITSELF: &str = "A component cannot be connected to itself. Choose another one for the other end.";

impl Wire {
    pub(super) fn dragged_from(
        from: ComponentId,
        side: Option<Side>,
        pointer: &Pointer,
        is_single: bool,
    ) -> Self {
        let (typed, offered) = (String::new(), Vec::new());
        Self { from, side, end: None, pressed: Some(pointer.screen), is_single, typed, offered }
    }

    /// From the keyboard.
    pub(super) fn chosen_from(from: ComponentId) -> Self {
        let (typed, offered) = (String::new(), Vec::new());
        Self { from, side: None, end: None, pressed: None, is_single: true, typed, offered }
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

    pub(super) fn target(&self) -> Option<&ComponentId> {
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

pub(super) fn connected(wire: &Wire, to: ComponentId) -> Step {
    Step::to(wire.tool_after()).and(Effect::Connect { from: wire.from.clone(), to })
}

pub(super) fn cancelled(wire: &Wire) -> Step {
    Step::to(wire.tool_after()).and(Effect::Announce("Nothing was connected.".to_owned()))
}
