//! Where connections run: square lines between the facing sides of two boxes, fanned out where several meet, round what
//! stands in between, or through the bends that somebody gave them.

mod around;
mod fan;
mod obstacles;
mod through;

use std::sync::Arc;

use kurbo::{Line, ParamCurveNearest, Point, Rect, Vec2};

use super::Side;

pub use fan::{Ends, Plan, plans};
pub(crate) use obstacles::Obstacles;

/// Document units from the border of the box to where the line ends and the arrow head begins.
pub const ARROW_LENGTH: f64 = 9.0;
/// How round the corners of a line are, in document units.
pub const CORNER_RADIUS: f64 = 8.0;
const ARROW_HALF_WIDTH: f64 = 4.0;

/// One end of a route.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RouteEnd {
    pub side: Side,
    /// How far along the side, in `0..=1`.
    pub share: f64,
    /// On the border of the box.
    pub at: Point,
}

impl RouteEnd {
    pub(crate) fn on(of: Rect, side: Side, share: f64) -> Self {
        Self { side, share, at: side.point(of, share) }
    }

    /// Where the line ends that an arrow head stands on.
    fn base(&self) -> Point {
        self.at + self.side.outwards() * ARROW_LENGTH
    }
}

/// The way a connection takes, in document units.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    pub from: RouteEnd,
    pub to: RouteEnd,
    /// Corners from the border of the first box to the base of the arrow head, both included.
    pub points: Arc<[Point]>,
}

impl Route {
    /// Between the middles of the sides that face each other, whatever stands in between.
    pub fn plain(from: Rect, to: Rect) -> Self {
        Plan::between(from, to, &[]).route(None).0
    }

    /// From a box to a loose point, while a connection is being drawn.
    pub fn to_point(from: Rect, side: Option<Side>, to: Point) -> Self {
        let there = Rect::from_center_size(to, (0.0, 0.0));
        let mut plan = Plan::between(from, there, &[]);
        if let Some(side) = side.filter(|side| *side != plan.sides.0) {
            plan.sides.0 = side;
            let start = RouteEnd::on(from, side, 0.5);
            let corner =
                if side.is_vertical() { Point::new(to.x, start.at.y) } else { Point::new(start.at.x, to.y) };
            let arriving = arriving_from(corner, to).unwrap_or(plan.sides.1);
            let end = RouteEnd { side: arriving, share: 0.5, at: to };
            return Self { from: start, to: end, points: tidied(vec![start.at, corner, end.base()]) };
        }
        plan.route(None).0
    }

    /// Tip, then the two corners of the base.
    pub fn arrow_head(&self) -> [Point; 3] {
        arrow_head(self.to.at, -self.to.side.outwards())
    }

    pub fn bounds(&self) -> Rect {
        let mut bounds = Rect::from_points(self.from.at, self.to.at);
        for point in self.points.iter() {
            bounds = bounds.union_pt(*point);
        }
        bounds.inset(ARROW_HALF_WIDTH)
    }

    /// Document units from a point to the line, its arrow head included.
    pub fn distance(&self, point: Point) -> f64 {
        let tip = self.points.last().map(|base| Line::new(*base, self.to.at));
        let lines = self.lines().chain(tip);
        lines.map(|line| line.nearest(point, 0.1).distance_sq).fold(f64::INFINITY, f64::min).sqrt()
    }

    /// Half way along, where the label stands.
    pub fn middle(&self) -> Point {
        middle_of(&self.points).unwrap_or(self.from.at)
    }

    /// So much of the way from where it leaves to where it arrives, in `0..=1`.
    pub fn along(&self, share: f64) -> Point {
        place_on(&self.points, share).unwrap_or(self.from.at)
    }

    /// Half way between each two of its ends and bends: where a new bend is taken hold of, and its number.
    pub fn middles(&self, waypoints: &[Point]) -> Vec<(usize, Point)> {
        let mut middles = Vec::new();
        let mut part: Vec<Point> = self.points.first().copied().into_iter().collect();
        let mut waiting = waypoints.iter().peekable();
        for line in self.lines() {
            // A bend may lie in the middle of a straight part.
            let mut rest = line;
            while let Some(at) = waiting.next_if(|at| rest.nearest(**at, 0.1).distance_sq < 1e-9) {
                part.push(*at);
                middles.extend(middle_of(&part).map(|middle| (middles.len(), middle)));
                part = vec![*at];
                rest = Line::new(*at, line.p1);
            }
            part.push(line.p1);
        }
        middles.extend(middle_of(&part).map(|middle| (middles.len(), middle)));
        middles
    }

    /// The same route elsewhere.
    #[must_use]
    pub fn shifted(&self, by: Vec2) -> Self {
        let end = |end: RouteEnd| RouteEnd { at: end.at + by, ..end };
        let points = self.points.iter().map(|point| *point + by).collect();
        Self { from: end(self.from), to: end(self.to), points }
    }

    fn lines(&self) -> impl Iterator<Item = Line> {
        self.points.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(Line::new(*a, *b)),
            _ => None,
        })
    }
}

/// Tip, then the two corners of the base; `towards` is a unit vector.
pub(super) fn arrow_head(tip: Point, towards: Vec2) -> [Point; 3] {
    let base = tip - towards * ARROW_LENGTH;
    let across = Vec2::new(towards.y, -towards.x) * ARROW_HALF_WIDTH;
    [tip, base + across, base - across]
}

/// The side of a point at which a line from `from` arrives.
fn arriving_from(from: Point, to: Point) -> Option<Side> {
    let way = to - from;
    match (way.x.abs() >= way.y.abs(), way.x > 0.0, way.y > 0.0) {
        _ if way == Vec2::ZERO => None,
        (true, true, _) => Some(Side::Left),
        (true, false, _) => Some(Side::Right),
        (false, _, true) => Some(Side::Top),
        (false, _, false) => Some(Side::Bottom),
    }
}

fn middle_of(points: &[Point]) -> Option<Point> {
    place_on(points, 0.5)
}

fn place_on(points: &[Point], share: f64) -> Option<Point> {
    let lengths = || points.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    let mut left = lengths().map(|(a, b)| a.distance(b)).sum::<f64>() * share.clamp(0.0, 1.0);
    for (a, b) in lengths() {
        let length = a.distance(b);
        if left <= length && length > 0.0 {
            return Some(a.lerp(b, left / length));
        }
        left -= length;
    }
    points.last().copied()
}

/// Without corners that are none: points on top of each other, or in the middle of a straight line.
fn tidied(points: Vec<Point>) -> Arc<[Point]> {
    const SAME: f64 = 1e-6;
    let mut tidy: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if tidy.last().is_some_and(|last| last.distance_squared(point) < SAME * SAME) {
            continue;
        }
        if let [.., a, b] = tidy.as_slice()
            && (point - *b).cross(*b - *a).abs() < SAME
            && (point - *b).dot(*b - *a) > 0.0
        {
            tidy.pop();
        }
        tidy.push(point);
    }
    tidy.into()
}

#[cfg(test)]
mod tests;
