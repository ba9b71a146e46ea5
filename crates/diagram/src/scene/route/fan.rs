use kurbo::{Point, Rect};

use super::{Obstacles, Route, RouteEnd, around, through, tidied};
use crate::scene::Side;

/// Document units between two connections that meet the same side.
const SPACING: f64 = 16.0;

/// A connection between two boxes, by their positions in a list.
pub type Ends = (usize, usize);

/// What a route is made of, what stands in its way aside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan<'a> {
    pub ends: Ends,
    pub from: Rect,
    pub to: Rect,
    pub sides: (Side, Side),
    /// How far along the two sides, in `0..=1`.
    pub shares: (f64, f64),
    pub waypoints: &'a [Point],
}

impl<'a> Plan<'a> {
    /// Between the middles of sides.
    pub fn between(from: Rect, to: Rect, waypoints: &'a [Point]) -> Self {
        let at = |point: &Point| Rect::from_center_size(*point, (0.0, 0.0));
        let sides = match (waypoints.first(), waypoints.last()) {
            (Some(first), Some(last)) => (facing_sides(from, at(first)).0, facing_sides(at(last), to).1),
            _ => facing_sides(from, to),
        };
        Self { ends: (0, 1), from, to, sides, shares: (0.5, 0.5), waypoints }
    }

    fn of(boxes: &[Rect], ends: Ends, waypoints: &'a [Point]) -> Option<Self> {
        let (from, to) = (*boxes.get(ends.0)?, *boxes.get(ends.1)?);
        (ends.0 != ends.1).then(|| Self { ends, ..Self::between(from, to, waypoints) })
    }

    /// The same connection after its boxes moved: it keeps its places along the sides while the sides stay.
    #[must_use]
    pub fn moved(&self, from: Rect, to: Rect) -> Self {
        let fresh = Self { ends: self.ends, ..Self::between(from, to, self.waypoints) };
        let kept = |side: Side, before: Side, share: f64| if side == before { share } else { 0.5 };
        let shares = (
            kept(fresh.sides.0, self.sides.0, self.shares.0),
            kept(fresh.sides.1, self.sides.1, self.shares.1),
        );
        Self { shares, ..fresh }
    }

    /// Whether both lead from the same place to the same place, whatever the positions in the list are.
    pub(crate) fn is_drawn_as(&self, other: &Self) -> bool {
        (self.from, self.to, self.sides) == (other.from, other.to, other.sides)
            && self.shares == other.shares
            && self.waypoints == other.waypoints
    }

    /// The way, and the rectangle that was looked at for it: nothing outside of that changes it.
    pub(crate) fn route(&self, obstacles: Option<&Obstacles>) -> (Route, Rect) {
        let from = RouteEnd::on(self.from, self.sides.0, self.shares.0);
        let to = RouteEnd::on(self.to, self.sides.1, self.shares.1);
        let (points, examined) = if self.waypoints.is_empty() {
            around::points(self, &from, &to, obstacles)
        } else {
            through::points(self, &from, &to, obstacles)
        };
        (Route { from, to, points: tidied(points) }, examined)
    }
}

/// A plan for each connection; `None` where an end is missing or both are the same box.
///
/// Connections that meet one side are spread along it in the order of where they come from, so that they do not cross.
/// Plans are made one at a time: those of thousands of connections would take more room than their ways.
pub fn plans<'a>(
    boxes: &[Rect],
    connections: impl Iterator<Item = (Option<Ends>, &'a [Point])> + Clone,
) -> impl Iterator<Item = Option<Plan<'a>>> {
    let planned = connections.map(|(ends, waypoints)| Plan::of(boxes, ends?, waypoints));
    let shares = fan_out(planned.clone());
    planned.zip(shares).map(|(plan, shares)| {
        let plan = plan?;
        Some(Plan { shares: settled(&plan, shares), ..plan })
    })
}

/// An end that has its side for itself comes to face the other one, so that the line is straight.
fn settled(plan: &Plan, shares: (Option<f64>, Option<f64>)) -> (f64, f64) {
    let (from_side, to_side) = plan.sides;
    match shares {
        _ if !plan.waypoints.is_empty() => (shares.0.unwrap_or(0.5), shares.1.unwrap_or(0.5)),
        (Some(from), None) => (from, share_facing(to_side, plan.to, from_side.point(plan.from, from))),
        (None, Some(to)) => (share_facing(from_side, plan.from, to_side.point(plan.to, to)), to),
        (None, None) => {
            // Where the boxes overlap enough, both meet half way between their middles.
            let half = plan.from.center().midpoint(plan.to.center());
            let shares = (share_facing(from_side, plan.from, half), share_facing(to_side, plan.to, half));
            let is_straight = |a: Point, b: Point| {
                if from_side.is_vertical() { (a.y - b.y).abs() < 1e-6 } else { (a.x - b.x).abs() < 1e-6 }
            };
            let ends = (from_side.point(plan.from, shares.0), to_side.point(plan.to, shares.1));
            if is_straight(ends.0, ends.1) { shares } else { (0.5, 0.5) }
        }
        (Some(from), Some(to)) => (from, to),
    }
}

/// The sides by which two boxes see each other: those with the wider gap between them, left and right at a draw.
pub fn facing_sides(from: Rect, to: Rect) -> (Side, Side) {
    let across = to.center() - from.center();
    let gap_x = across.x.abs() - (from.width() + to.width()) / 2.0;
    let gap_y = across.y.abs() - (from.height() + to.height()) / 2.0;
    let leaving = match (gap_x >= gap_y, across.x >= 0.0, across.y >= 0.0) {
        (true, true, _) => Side::Right,
        (true, false, _) => Side::Left,
        (false, _, true) => Side::Bottom,
        (false, _, false) => Side::Top,
    };
    (leaving, leaving.opposite())
}

/// Where along a side a straight line from a point arrives; its middle if that is too far off.
fn share_facing(side: Side, of: Rect, from: Point) -> f64 {
    const FURTHEST: f64 = 0.25;
    let middle = side.middle(of);
    let off = if side.is_vertical() { from.y - middle.y } else { from.x - middle.x };
    let share = off / side.length(of);
    if share.abs() <= FURTHEST { 0.5 + share } else { 0.5 }
}

/// A connection's end at a side of a box.
struct Meeting {
    at: (usize, Side),
    /// How long that side is.
    length: f64,
    /// Where the other end stands along it.
    towards: f64,
    connection: usize,
    leaving: bool,
}

/// For each connection, how far along its two sides it meets them; `None` where it is alone on a side.
fn fan_out<'a>(planned: impl Iterator<Item = Option<Plan<'a>>> + Clone) -> Vec<(Option<f64>, Option<f64>)> {
    let mut shares = vec![(None, None); planned.clone().count()];
    let mut meetings = meetings(planned, shares.len());
    meetings.sort_unstable_by(|a, b| {
        let by_place = || a.towards.total_cmp(&b.towards).then(a.connection.cmp(&b.connection));
        a.at.cmp(&b.at).then_with(by_place)
    });
    for side in meetings.chunk_by(|a, b| a.at == b.at).filter(|side| side.len() > 1) {
        let count = side.len() as f64;
        for (place, meeting) in side.iter().enumerate() {
            let spacing = (SPACING / meeting.length).min(1.0 / (count + 1.0));
            let share = Some(0.5 + (place as f64 - (count - 1.0) / 2.0) * spacing);
            if let Some(both) = shares.get_mut(meeting.connection) {
                if meeting.leaving { both.0 = share } else { both.1 = share }
            }
        }
    }
    shares
}

fn meetings<'a>(planned: impl Iterator<Item = Option<Plan<'a>>>, count: usize) -> Vec<Meeting> {
    let mut meetings = Vec::with_capacity(2 * count);
    for (connection, plan) in planned.enumerate() {
        let Some(plan) = plan else { continue };
        let first = plan.waypoints.first().copied().unwrap_or_else(|| plan.to.center());
        let last = plan.waypoints.last().copied().unwrap_or_else(|| plan.from.center());
        let ends = [
            (plan.ends.0, plan.sides.0, plan.from, first, true),
            (plan.ends.1, plan.sides.1, plan.to, last, false),
        ];
        for (component, side, here, there, leaving) in ends {
            let towards = if side.is_vertical() { there.y } else { there.x };
            let length = side.length(here);
            meetings.push(Meeting { at: (component, side), length, towards, connection, leaving });
        }
    }
    meetings
}
