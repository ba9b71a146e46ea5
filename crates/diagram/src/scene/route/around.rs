//! The way round what stands between two boxes.
//!
//! A few ways are tried, the plainest first: straight, with two corners, with two corners elsewhere, with four round one
//! side of what was met and round the other. Each is a handful of questions to a grid, so that thousands of connections
//! take milliseconds; where none is free, the plainest is taken.

use kurbo::{Point, Rect, Vec2};

use super::{ARROW_LENGTH, Obstacles, Plan, RouteEnd};

/// Document units kept from what is passed.
const CLEARANCE: f64 = 10.0;
/// Document units that a line goes straight on from a box, where there is room.
const STUB: f64 = 18.0;
/// How often a way round grows to pass the next thing that it meets.
const MOST_DETOURS: usize = 4;
/// Document units that parallel lines are spread over between two columns.
const SPREAD: f64 = 64.0;

pub(super) fn points(
    plan: &Plan<'_>,
    from: &RouteEnd,
    to: &RouteEnd,
    obstacles: Option<&Obstacles>,
) -> (Vec<Point>, Rect) {
    let mut way = Way::new(plan, from, to, obstacles);
    let points = way.found().into_iter().map(|point| way.turned.back(point)).collect();
    let examined =
        way.examined.map_or_else(|| plan.from.union(plan.to), |examined| way.turned.rect_back(examined));
    (points, examined)
}

/// The drawing, turned so that the line leaves to the right.
#[derive(Clone, Copy)]
struct Turned {
    /// Where `x` of the turned drawing points.
    ahead: Vec2,
}

impl Turned {
    fn to(self, point: Point) -> Point {
        let (ahead, aside) = (self.ahead, self.aside());
        Point::new(point.to_vec2().dot(ahead), point.to_vec2().dot(aside))
    }

    fn back(self, point: Point) -> Point {
        (self.ahead * point.x + self.aside() * point.y).to_point()
    }

    fn rect_back(self, rect: Rect) -> Rect {
        Rect::from_points(self.back(rect.origin()), self.back(Point::new(rect.x1, rect.y1)))
    }

    fn rect_to(self, rect: Rect) -> Rect {
        Rect::from_points(self.to(rect.origin()), self.to(Point::new(rect.x1, rect.y1)))
    }

    /// Always down or to the right, so that "below" stays below.
    fn aside(self) -> Vec2 {
        Vec2::new(self.ahead.y.abs(), self.ahead.x.abs())
    }
}

struct Way<'a> {
    plan: &'a Plan<'a>,
    obstacles: Option<&'a Obstacles>,
    turned: Turned,
    start: Point,
    /// At the base of the arrow head.
    end: Point,
    /// Where the line may first turn, and where it must have turned last.
    first: f64,
    last: f64,
    examined: Option<Rect>,
}

impl<'a> Way<'a> {
    fn new(plan: &'a Plan<'a>, from: &RouteEnd, to: &RouteEnd, obstacles: Option<&'a Obstacles>) -> Self {
        let turned = Turned { ahead: from.side.outwards() };
        let (start, tip) = (turned.to(from.at), turned.to(to.at));
        let end = turned.to(to.base());
        let gap = tip.x - start.x;
        let stub = STUB.min(gap / 2.0);
        let last = (tip.x - stub.max(ARROW_LENGTH)).max(start.x);
        Self { plan, obstacles, turned, start, end, first: start.x + stub, last, examined: None }
    }

    fn found(&mut self) -> Vec<Point> {
        let plainest = self.two_corners(self.channel());
        // Boxes that touch or overlap leave no room to go round anything.
        if self.obstacles.is_none() || self.last - self.first < 1.0 {
            return plainest;
        }
        let Err(mut met) = self.free(&plainest) else { return plainest };
        for channel in self.other_channels(&plainest) {
            let tried = self.two_corners(channel);
            match self.free(&tried) {
                Ok(()) => return tried,
                Err(more) => met = met.union(more),
            }
        }
        self.round(met).unwrap_or(plainest)
    }

    /// Where the line turns: half way, but each of a bundle at its own place, so that they do not cross.
    fn channel(&self) -> f64 {
        let (a, b) = self.plan.shares;
        let room = (self.last - self.first).max(0.0);
        let spread = SPREAD.min(room);
        let falls = (self.end.y - self.start.y).signum();
        let middle = self.first.midpoint(self.last);
        (middle - falls * ((a - 0.5) + (b - 0.5)) * spread)
            .clamp(self.first.min(self.last), self.last.max(self.first))
    }

    fn two_corners(&self, channel: f64) -> Vec<Point> {
        if (self.start.y - self.end.y).abs() < 1e-6 {
            return vec![self.start, self.end];
        }
        vec![self.start, Point::new(channel, self.start.y), Point::new(channel, self.end.y), self.end]
    }

    /// Before the first thing that is met ahead, behind the last one, and beside what stands in the channel.
    fn other_channels(&mut self, plainest: &[Point]) -> Vec<f64> {
        let [start, corner, other, end] = plainest else { return Vec::new() };
        let mut channels = Vec::new();
        if let Some(met) = self.met(*start, *corner) {
            channels.push(met.x0 - CLEARANCE);
        }
        if let Some(met) = self.met(*other, *end) {
            channels.push(met.x1 + CLEARANCE);
        }
        if let Some(met) = self.met(*corner, *other) {
            channels.extend([met.x0 - CLEARANCE, met.x1 + CLEARANCE]);
        }
        channels.retain(|channel| (self.first..=self.last).contains(channel));
        channels.extend([self.first, self.last]);
        channels
    }

    /// With four corners above or below all that was met, whichever is shorter.
    fn round(&mut self, met: Rect) -> Option<Vec<Point>> {
        let above = self.past(met, |met| met.y0 - CLEARANCE);
        let below = self.past(met, |met| met.y1 + CLEARANCE);
        let length = |lane: f64| (lane - self.start.y).abs() + (lane - self.end.y).abs();
        let lane = match (above, below) {
            (Some(above), Some(below)) if length(below) < length(above) => below,
            (Some(above), _) => above,
            (None, below) => below?,
        };
        Some(self.four_corners(lane))
    }

    /// A free lane on one side, further and further out.
    fn past(&mut self, mut met: Rect, lane: fn(Rect) -> f64) -> Option<f64> {
        for _ in 0..MOST_DETOURS {
            let lane = lane(met);
            match self.free(&self.four_corners(lane)) {
                Ok(()) => return Some(lane),
                Err(more) => met = met.union(more),
            }
        }
        None
    }

    fn four_corners(&self, lane: f64) -> Vec<Point> {
        vec![
            self.start,
            Point::new(self.first, self.start.y),
            Point::new(self.first, lane),
            Point::new(self.last, lane),
            Point::new(self.last, self.end.y),
            self.end,
        ]
    }

    /// Whether all parts are free; otherwise around what is met.
    fn free(&mut self, points: &[Point]) -> Result<(), Rect> {
        let mut all: Option<Rect> = None;
        for pair in points.windows(2) {
            if let [a, b] = pair
                && let Some(met) = self.met(*a, *b)
            {
                all = Some(all.map_or(met, |all| all.union(met)));
            }
        }
        all.map_or(Ok(()), Err)
    }

    /// Around what a part comes too close to. The two boxes themselves may be touched where the line leaves them.
    fn met(&mut self, a: Point, b: Point) -> Option<Rect> {
        let near = CLEARANCE - 1.0;
        let part = Rect::from_points(a, b).inflate(near, near);
        self.examined = Some(self.examined.map_or(part, |all| all.union(part)));
        let (one, other) = self.plan.ends;
        let met = self.obstacles?.met(self.turned.rect_back(part), &[one, other]);
        let met = met.map(|met| self.turned.rect_to(met));
        // A line that leaves a box and comes back through it is no way round.
        let own = [self.plan.from, self.plan.to].into_iter().map(|own| self.turned.rect_to(own));
        let thin = Rect::from_points(a, b).inflate(0.5, 0.5);
        let crossed = own.filter(|own| !own.inset(-2.0).intersect(thin).is_zero_area());
        crossed.fold(met, |all, own| Some(all.map_or(own, |all| all.union(own))))
    }
}
