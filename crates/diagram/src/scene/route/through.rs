//! The way of a connection that somebody gave bends.

use kurbo::{Point, Rect, Vec2};

use super::{Obstacles, Plan, RouteEnd};

/// Document units that the line goes out of a box before it turns back along it.
const STUB: f64 = 18.0;
const SAME: f64 = 1e-6;

/// Square lines through all waypoints in turn, which go on as they arrived where they can and never back over themselves
/// where there is another way. Of the two corners between two bends the one is taken whose parts meet nothing.
///
/// Also the rectangle that was looked at.
pub(super) fn points(
    plan: &Plan<'_>,
    from: &RouteEnd,
    to: &RouteEnd,
    obstacles: Option<&Obstacles>,
) -> (Vec<Point>, Rect) {
    let (heading, ends) = (from.side.outwards(), plan.ends);
    let mut line = Line { points: vec![from.at], here: from.at, heading, obstacles, ends };
    let first = plan.waypoints.first().copied().unwrap_or_else(|| to.base());
    if (first - from.at).dot(heading) <= STUB || !line.is_free(from.at, ahead(from.at, heading, first)) {
        line.go_to(from.at + heading * STUB);
    }
    for waypoint in plan.waypoints {
        line.lead_to(*waypoint);
    }
    line.arrive_at(to.base(), -to.side.outwards());
    let reach = plan.waypoints.iter().fold(plan.from.union(plan.to), |all, at| all.union_pt(*at));
    (line.points, reach.inset(2.0 * STUB))
}

/// Straight on until level with another point.
fn ahead(here: Point, heading: Vec2, to: Point) -> Point {
    here + heading * (to - here).dot(heading)
}

struct Line<'a> {
    points: Vec<Point>,
    here: Point,
    /// Unit vector in which the line arrived here.
    heading: Vec2,
    obstacles: Option<&'a Obstacles>,
    /// The two boxes that it joins.
    ends: (usize, usize),
}

impl Line<'_> {
    fn is_free(&self, a: Point, b: Point) -> bool {
        const NEAR: f64 = 4.0;
        let part = Rect::from_points(a, b).inflate(NEAR, NEAR);
        self.obstacles.is_none_or(|them| them.met(part, &[self.ends.0, self.ends.1]).is_none())
    }

    /// Straight; the two must differ in one direction only.
    fn go_to(&mut self, to: Point) {
        let way = to - self.here;
        if way.hypot() > SAME {
            self.heading = way.normalize();
            self.points.push(to);
            self.here = to;
        }
    }

    /// With one corner at most: on ahead first, but not back.
    fn lead_to(&mut self, to: Point) {
        let way = to - self.here;
        let on = ahead(self.here, self.heading, to);
        let turned = to - (on - self.here);
        let is_free = |corner: Point| self.is_free(self.here, corner) && self.is_free(corner, to);
        let goes_on = way.dot(self.heading) > SAME && (is_free(on) || !is_free(turned));
        self.go_to(if goes_on { on } else { turned });
        self.go_to(to);
    }

    /// To the end, where the line must come from one direction.
    fn arrive_at(&mut self, end: Point, arriving: Vec2) {
        let way = end - self.here;
        let rest = way.dot(arriving);
        let aside = way - arriving * rest;
        if rest <= SAME {
            self.lead_to(end - arriving * STUB);
        } else if self.heading.dot(arriving) > 0.5 || self.heading.dot(aside) < -SAME {
            self.go_to(self.here + arriving * (rest / 2.0));
            self.go_to(self.here + aside);
        } else {
            self.go_to(self.here + aside);
        }
        self.go_to(end);
    }
}
