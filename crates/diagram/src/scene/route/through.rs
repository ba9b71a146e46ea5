//! The way of a connection that somebody gave bends.

use kurbo::{Point, Vec2};

use super::RouteEnd;

/// Document units that the line goes out of a box before it turns back along it.
const STUB: f64 = 18.0;
const SAME: f64 = 1e-6;

/// Square lines through all waypoints in turn, which go on as they arrived where they can and never back over themselves
/// where there is another way.
pub(super) fn points(from: &RouteEnd, to: &RouteEnd, waypoints: &[Point]) -> Vec<Point> {
    let mut line = Line { points: vec![from.at], here: from.at, heading: from.side.outwards() };
    let first = waypoints.first().copied().unwrap_or_else(|| to.base());
    if (first - from.at).dot(line.heading) <= 0.0 {
        line.go_to(from.at + line.heading * STUB);
    }
    for waypoint in waypoints {
        line.lead_to(*waypoint);
    }
    line.arrive_at(to.base(), -to.side.outwards());
    line.points
}

struct Line {
    points: Vec<Point>,
    here: Point,
    /// Unit vector in which the line arrived here.
    heading: Vec2,
}

impl Line {
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
        let ahead = self.heading * way.dot(self.heading);
        let corner = if way.dot(self.heading) > SAME { self.here + ahead } else { to - ahead };
        self.go_to(corner);
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
