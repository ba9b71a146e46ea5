//! The way of a connection that somebody gave bends.

use kurbo::Point;

use super::RouteEnd;

/// Square lines through all waypoints in turn: each leg goes on as the one before arrived, and turns once.
pub(super) fn points(from: &RouteEnd, to: &RouteEnd, waypoints: &[Point]) -> Vec<Point> {
    let base = to.base();
    let mut points = vec![from.at];
    let mut here = from.at;
    let mut goes_across = from.side.is_vertical();
    for &next in waypoints {
        if (next.y - here.y).abs() < 1e-6 {
            goes_across = true;
        } else if (next.x - here.x).abs() < 1e-6 {
            goes_across = false;
        } else {
            points.push(if goes_across { Point::new(next.x, here.y) } else { Point::new(here.x, next.y) });
            goes_across = !goes_across;
        }
        points.push(next);
        here = next;
    }
    let arrives_across = to.side.is_vertical();
    match (goes_across, arrives_across) {
        (true, true) => {
            let middle = here.x.midpoint(base.x);
            points.extend([Point::new(middle, here.y), Point::new(middle, base.y)]);
        }
        (false, false) => {
            let middle = here.y.midpoint(base.y);
            points.extend([Point::new(here.x, middle), Point::new(base.x, middle)]);
        }
        (true, false) => points.push(Point::new(base.x, here.y)),
        (false, true) => points.push(Point::new(here.x, base.y)),
    }
    points.push(base);
    points
}
