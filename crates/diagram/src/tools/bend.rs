//! Moving the bends of a connection.

use kurbo::Point;

use super::{Context, Effect, Pointer, SelectState, Step, Tool, snap_to_grid};
use crate::scene::Bend;
use crate::{Command, ConnectionChange, ConnectionId, limits};

/// A bend that is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Bending {
    pub bend: Bend,
    /// Which of the waypoints follows the pointer.
    waypoint: usize,
    /// Screen point of the press.
    pressed: Point,
    has_wandered: bool,
    is_new: bool,
}

impl Bending {
    /// `None` where there is no such connection or bend, or it has as many as it can have.
    pub(super) fn held(
        connection: &ConnectionId,
        waypoint: usize,
        is_new: bool,
        pointer: &Pointer,
        context: &Context,
    ) -> Option<Self> {
        let mut waypoints = context.diagram.connection(connection)?.waypoints.clone();
        if is_new {
            if waypoint > waypoints.len() || waypoints.len() >= limits::MOST_WAYPOINTS {
                return None;
            }
            waypoints.insert(waypoint, pointer.world);
        }
        waypoints.get(waypoint)?;
        let bend = Bend { connection: connection.clone(), waypoints };
        Some(Self { bend, waypoint, pressed: pointer.screen, has_wandered: false, is_new })
    }

    pub(super) fn moved(mut self, pointer: &Pointer) -> Step {
        self.has_wandered |= self.pressed.distance(pointer.screen) >= pointer.kind.drag_threshold();
        if self.has_wandered
            && let Some(at) = self.bend.waypoints.get_mut(self.waypoint)
        {
            *at = if pointer.modifiers.command { pointer.world } else { snap_to_grid(pointer.world) };
        }
        Step::to(Tool::Select(SelectState::Bending(self)))
    }

    pub(super) fn dropped(self) -> Step {
        if !self.has_wandered {
            return Step::to(Tool::default());
        }
        Step::to(Tool::default()).and(led_through(self.bend.connection, self.bend.waypoints))
    }

    /// What to show: a bend that is not pulled yet is not there.
    pub(super) fn preview(&self) -> Option<Bend> {
        (self.has_wandered || !self.is_new).then(|| self.bend.clone())
    }
}

pub(super) fn led_through(connection: ConnectionId, waypoints: Vec<Point>) -> Effect {
    let change = ConnectionChange { waypoints: Some(waypoints), ..ConnectionChange::default() };
    Effect::Apply(Command::SetConnection { connection, change })
}

/// Without one of the bends.
pub(super) fn straightened(connection: &ConnectionId, waypoint: usize, context: &Context) -> Option<Effect> {
    let mut waypoints = context.diagram.connection(connection)?.waypoints.clone();
    if waypoint >= waypoints.len() {
        return None;
    }
    waypoints.remove(waypoint);
    Some(led_through(connection.clone(), waypoints))
}
