//! Where connections run: smooth curves between the facing sides of two boxes, fanned out where several meet.

use std::collections::HashMap;

use kurbo::{CubicBez, ParamCurveExtrema, ParamCurveNearest, Point, Rect};

use super::Side;

/// Document units from the border of the box to where the line ends and the arrow head begins.
pub const ARROW_LENGTH: f64 = 9.0;
const ARROW_HALF_WIDTH: f64 = 4.0;
/// Between two connections that meet the same side.
const FAN_SPACING: f64 = 16.0;
const LEAST_BEND: f64 = 28.0;
const ACCURACY: f64 = 0.1;

/// One end of a route.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RouteEnd {
    pub side: Side,
    /// How far along the side, in `0..=1`.
    pub share: f64,
    /// On the border of the box.
    pub at: Point,
}

/// The way a connection takes, in document units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Route {
    pub from: RouteEnd,
    pub to: RouteEnd,
    /// From the border of the first box to the base of the arrow head.
    pub curve: CubicBez,
}

impl Route {
    /// Between two boxes, leaving and arriving where it is told.
    pub fn between(from: Rect, from_end: (Side, f64), to: Rect, to_end: (Side, f64)) -> Self {
        let start = end_on(from, from_end);
        let end = end_on(to, to_end);
        let base = end.at + end.side.outwards() * ARROW_LENGTH;
        Self { from: start, to: end, curve: bend(start.at, start.side, base, end.side) }
    }

    /// Between the middles of the sides that face each other.
    pub fn plain(from: Rect, to: Rect) -> Self {
        let (from_side, to_side) = facing_sides(from, to);
        Self::between(from, (from_side, 0.5), to, (to_side, 0.5))
    }

    /// The same connection after its boxes moved: it keeps its places along the sides while the sides stay.
    #[must_use]
    pub fn moved(&self, from: Rect, to: Rect) -> Self {
        let (from_side, to_side) = facing_sides(from, to);
        let kept = |end: &RouteEnd, side: Side| (side, if end.side == side { end.share } else { 0.5 });
        Self::between(from, kept(&self.from, from_side), to, kept(&self.to, to_side))
    }

    /// From a box to a loose point, while a connection is being drawn.
    pub fn to_point(from: Rect, side: Option<Side>, to: Point) -> Self {
        let there = Rect::from_center_size(to, (0.0, 0.0));
        let (nearest, arriving) = facing_sides(from, there);
        Self::between(from, (side.unwrap_or(nearest), 0.5), there, (arriving, 0.5))
    }

    /// Tip, then the two corners of the base.
    pub fn arrow_head(&self) -> [Point; 3] {
        let outwards = self.to.side.outwards();
        let base = self.to.at + outwards * ARROW_LENGTH;
        let across = kurbo::Vec2::new(outwards.y, outwards.x) * ARROW_HALF_WIDTH;
        [self.to.at, base + across, base - across]
    }

    pub fn bounds(&self) -> Rect {
        self.curve.bounding_box().union_pt(self.to.at).inset(ARROW_HALF_WIDTH)
    }

    /// Document units from a point to the line, its arrow head included.
    pub fn distance(&self, point: Point) -> f64 {
        let head = kurbo::Line::new(self.curve.p3, self.to.at).nearest(point, ACCURACY).distance_sq;
        self.curve.nearest(point, ACCURACY).distance_sq.min(head).sqrt()
    }
}

fn end_on(of: Rect, (side, share): (Side, f64)) -> RouteEnd {
    RouteEnd { side, share, at: side.point(of, share) }
}

/// A curve that leaves and arrives square to the two sides.
fn bend(start: Point, leaving: Side, end: Point, arriving: Side) -> CubicBez {
    let across = end - start;
    let reach = |side: Side| {
        let along = if side.is_vertical() { across.x.abs() } else { across.y.abs() };
        (along * 0.5).max(LEAST_BEND.min(across.hypot() * 0.5))
    };
    CubicBez::new(
        start,
        start + leaving.outwards() * reach(leaving),
        end + arriving.outwards() * reach(arriving),
        end,
    )
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

/// A connection between two boxes, by their positions in `boxes`.
pub type Ends = (usize, usize);

/// A route for each pair of ends; `None` where an end is missing or both are the same box.
///
/// Connections that meet one side are spread along it in the order of where they come from, so that they do not cross.
pub fn routes(boxes: &[Rect], connections: &[Option<Ends>]) -> Vec<Option<Route>> {
    let planned: Vec<Option<Plan>> = connections.iter().map(|ends| Plan::of(boxes, (*ends)?)).collect();
    let shares = fan_out(&planned);
    planned.iter().zip(shares).map(|(plan, shares)| Some(plan.as_ref()?.route(shares))).collect()
}

struct Plan {
    ends: Ends,
    from: Rect,
    to: Rect,
    sides: (Side, Side),
}

impl Plan {
    fn of(boxes: &[Rect], ends: Ends) -> Option<Self> {
        let (from, to) = (*boxes.get(ends.0)?, *boxes.get(ends.1)?);
        (ends.0 != ends.1).then(|| Self { ends, from, to, sides: facing_sides(from, to) })
    }

    /// An end that has its side for itself comes to face the other one, so that the line is straight.
    fn route(&self, shares: (Option<f64>, Option<f64>)) -> Route {
        let (from_side, to_side) = self.sides;
        let (from_share, to_share) = match shares {
            (Some(from), None) => (from, share_facing(to_side, self.to, from_side.point(self.from, from))),
            (None, Some(to)) => (share_facing(from_side, self.from, to_side.point(self.to, to)), to),
            (from, to) => (from.unwrap_or(0.5), to.unwrap_or(0.5)),
        };
        Route::between(self.from, (from_side, from_share), self.to, (to_side, to_share))
    }
}

/// Where along a side a straight line from a point arrives; its middle if that is too far off.
fn share_facing(side: Side, of: Rect, from: Point) -> f64 {
    const FURTHEST: f64 = 0.25;
    let middle = side.middle(of);
    let off = if side.is_vertical() { from.y - middle.y } else { from.x - middle.x };
    let share = off / side.length(of);
    if share.abs() <= FURTHEST { 0.5 + share } else { 0.5 }
}

/// A connection's end at a side: where the other end stands along it, which connection, and which of its ends.
type Meeting = (f64, usize, bool);

/// For each connection, how far along its two sides it meets them; `None` where it is alone on a side.
fn fan_out(planned: &[Option<Plan>]) -> Vec<(Option<f64>, Option<f64>)> {
    let mut at_side: HashMap<(usize, Side), (f64, Vec<Meeting>)> = HashMap::new();
    for (connection, plan) in planned.iter().enumerate() {
        let Some(plan) = plan else { continue };
        let ends = [
            (plan.ends.0, plan.sides.0, plan.from, plan.to, true),
            (plan.ends.1, plan.sides.1, plan.to, plan.from, false),
        ];
        for (component, side, here, there, leaving) in ends {
            let key = if side.is_vertical() { there.center().y } else { there.center().x };
            let meetings =
                at_side.entry((component, side)).or_insert_with(|| (side.length(here), Vec::new()));
            meetings.1.push((key, connection, leaving));
        }
    }
    let mut shares = vec![(None, None); planned.len()];
    for (length, mut meetings) in at_side.into_values().filter(|(_, meetings)| meetings.len() > 1) {
        meetings.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let count = meetings.len() as f64;
        let spacing = (FAN_SPACING / length).min(1.0 / (count + 1.0));
        for (place, (_, connection, leaving)) in meetings.into_iter().enumerate() {
            let share = Some(0.5 + (place as f64 - (count - 1.0) / 2.0) * spacing);
            if let Some(both) = shares.get_mut(connection) {
                if leaving { both.0 = share } else { both.1 = share }
            }
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Size;

    fn card(x: f64, y: f64) -> Rect {
        Rect::from_origin_size((x, y), Size::new(120.0, 80.0))
    }

    #[test]
    fn boxes_beside_each_other_meet_by_left_and_right() {
        assert_eq!(facing_sides(card(0.0, 0.0), card(300.0, 100.0)), (Side::Right, Side::Left));
        assert_eq!(facing_sides(card(300.0, 0.0), card(0.0, 0.0)), (Side::Left, Side::Right));
    }

    #[test]
    fn boxes_above_each_other_meet_by_top_and_bottom() {
        assert_eq!(facing_sides(card(0.0, 0.0), card(40.0, 300.0)), (Side::Bottom, Side::Top));
        assert_eq!(facing_sides(card(0.0, 300.0), card(40.0, 0.0)), (Side::Top, Side::Bottom));
    }

    #[test]
    fn cards_in_one_row_are_joined_by_a_straight_line_that_stops_for_its_arrow() {
        let route = Route::plain(card(0.0, 0.0), card(300.0, 0.0));
        assert_eq!(route.curve.p0, Point::new(120.0, 40.0));
        assert_eq!(route.curve.p3, Point::new(300.0 - ARROW_LENGTH, 40.0));
        assert!([route.curve.p1.y, route.curve.p2.y].iter().all(|y| *y == 40.0));
        assert_eq!(route.arrow_head()[0], Point::new(300.0, 40.0));
    }

    #[test]
    fn two_connections_to_one_side_keep_the_order_of_where_they_come_from() {
        let boxes = [card(0.0, 200.0), card(0.0, 0.0), card(300.0, 100.0)];
        let routes = routes(&boxes, &[Some((0, 2)), Some((1, 2))]);
        let arrives = |n: usize| routes[n].unwrap().to.at.y;
        // Middle of the side is 140; 16 units between the two.
        assert_eq!((arrives(1), arrives(0)), (132.0, 148.0));
    }

    #[test]
    fn an_end_that_is_alone_faces_the_other_so_that_the_line_is_straight() {
        let boxes = [card(0.0, 0.0), card(300.0, 0.0), card(300.0, 200.0)];
        let straight = routes(&boxes, &[Some((0, 1)), Some((0, 2))])[0].unwrap();
        assert_eq!((straight.from.at.y, straight.to.at.y), (32.0, 32.0));
    }

    #[test]
    fn there_and_back_are_two_lines() {
        let routes = routes(&[card(0.0, 0.0), card(300.0, 0.0)], &[Some((0, 1)), Some((1, 0))]);
        assert_eq!((routes[0].unwrap().from.at.y, routes[1].unwrap().to.at.y), (32.0, 48.0));
    }

    #[test]
    fn many_connections_stay_on_their_side() {
        let boxes: Vec<Rect> =
            (0..40).map(|n| card(0.0, f64::from(n) * 100.0)).chain([card(900.0, 0.0)]).collect();
        let ends: Vec<Option<Ends>> = (0..40).map(|n| Some((n, 40))).collect();
        let side = boxes[40];
        assert!(
            routes(&boxes, &ends).iter().flatten().all(|route| (side.y0..=side.y1).contains(&route.to.at.y))
        );
    }

    #[test]
    fn what_has_no_two_ends_has_no_route() {
        assert_eq!(routes(&[card(0.0, 0.0)], &[None, Some((0, 0)), Some((0, 7))]), vec![None; 3]);
    }

    #[test]
    fn distance_is_measured_to_the_line() {
        let route = Route::plain(card(0.0, 0.0), card(300.0, 0.0));
        assert!((route.distance(Point::new(200.0, 47.0)) - 7.0).abs() < 0.01);
        assert!(route.distance(Point::new(298.0, 40.0)) < 0.01, "the arrow head counts");
    }

    #[test]
    fn a_dragged_box_keeps_its_place_along_the_side() {
        let boxes = [card(0.0, 0.0), card(300.0, 0.0)];
        let route = routes(&boxes, &[Some((0, 1)), Some((0, 1))])[0].unwrap();
        let moved = route.moved(card(0.0, 30.0), boxes[1]);
        assert_eq!(moved.from.at, Point::new(120.0, 62.0));
        assert_eq!(route.moved(card(300.0, 300.0), boxes[1]).from.share, 0.5);
    }
}
