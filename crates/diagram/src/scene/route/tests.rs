use kurbo::Size;
use proptest::prelude::*;

use super::fan::facing_sides;
use super::*;

fn card(x: f64, y: f64) -> Rect {
    Rect::from_origin_size((x, y), Size::new(120.0, 80.0))
}

/// The routes of connections, each an end, the other end, in a drawing of nothing but boxes.
fn routes(boxes: &[Rect], connections: &[Ends]) -> Vec<Option<Route>> {
    let obstacles = Obstacles::of(&boxes.into());
    let plans = plans(boxes, connections.iter().map(|ends| (Some(*ends), &[][..])));
    plans.map(|plan| Some(plan?.route(Some(&obstacles)).0)).collect()
}

fn corners(route: &Route) -> Vec<(f64, f64)> {
    route.points.iter().map(|point| (point.x, point.y)).collect()
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
    assert_eq!(corners(&route), [(120.0, 40.0), (300.0 - ARROW_LENGTH, 40.0)]);
    assert_eq!(route.arrow_head()[0], Point::new(300.0, 40.0));
}

#[test]
fn cards_in_two_rows_are_joined_with_two_square_corners_half_way() {
    let route = Route::plain(card(0.0, 0.0), card(300.0, 200.0));
    // From 120 to 300, and 18 of them at each end belong to the boxes: half way is 210.
    assert_eq!(corners(&route), [(120.0, 40.0), (210.0, 40.0), (210.0, 240.0), (291.0, 240.0)]);
}

#[test]
fn a_line_upwards_is_the_same_turned() {
    let route = Route::plain(card(0.0, 300.0), card(200.0, 0.0));
    // Between 300 and 80 are 220; half way is 190.
    assert_eq!(corners(&route), [(60.0, 300.0), (60.0, 190.0), (260.0, 190.0), (260.0, 89.0)]);
}

#[test]
fn a_line_goes_round_a_box_that_stands_in_its_way() {
    let boxes = [card(0.0, 0.0), card(300.0, 0.0), card(600.0, 0.0)];
    let route = routes(&boxes, &[(0, 2)])[0].clone().unwrap();
    // Ten above the box in between, whose top is at 0.
    assert_eq!(
        corners(&route),
        [(120.0, 40.0), (138.0, 40.0), (138.0, -10.0), (582.0, -10.0), (582.0, 40.0), (591.0, 40.0)]
    );
}

#[test]
fn a_line_turns_elsewhere_when_something_stands_where_it_would_turn() {
    let boxes = [card(0.0, 0.0), card(600.0, 300.0), card(300.0, 160.0)];
    let route = routes(&boxes, &[(0, 1)])[0].clone().unwrap();
    // The box in between is from 300 to 420: ten before it.
    assert_eq!(corners(&route), [(120.0, 40.0), (290.0, 40.0), (290.0, 340.0), (591.0, 340.0)]);
}

#[test]
fn a_box_that_cannot_be_gone_round_is_crossed_by_the_plainest_line() {
    let wall = Rect::new(200.0, -1e6, 220.0, 1e6);
    let boxes = [card(0.0, 0.0), card(300.0, 0.0), wall];
    // There is a way round, a million units long, and it is taken: a line never goes through a box that can be passed.
    let route = routes(&boxes, &[(0, 1)])[0].clone().unwrap();
    assert_eq!(route.points.len(), 6);
    let walls: Vec<Rect> =
        (0..12).map(|n| Rect::new(190.0, -60.0 * f64::from(n + 1), 210.0, -60.0 * f64::from(n))).collect();
    let below: Vec<Rect> =
        (0..12).map(|n| Rect::new(190.0, 60.0 * f64::from(n), 210.0, 60.0 * f64::from(n + 1))).collect();
    let boxes: Vec<Rect> = [card(0.0, 0.0), card(300.0, 0.0)].into_iter().chain(walls).chain(below).collect();
    let route = routes(&boxes, &[(0, 1)])[0].clone().unwrap();
    assert_eq!(corners(&route), [(120.0, 40.0), (291.0, 40.0)]);
}

#[test]
fn two_connections_to_one_side_keep_the_order_of_where_they_come_from() {
    let boxes = [card(0.0, 200.0), card(0.0, 0.0), card(300.0, 100.0)];
    let routes = routes(&boxes, &[(0, 2), (1, 2)]);
    let arrives = |n: usize| routes[n].as_ref().unwrap().to.at.y;
    // Middle of the side is 140; 16 units between the two.
    assert_eq!((arrives(1), arrives(0)), (132.0, 148.0));
}

#[test]
fn an_end_that_is_alone_faces_the_other_so_that_the_line_is_straight() {
    let boxes = [card(0.0, 0.0), card(300.0, 0.0), card(300.0, 200.0)];
    let straight = routes(&boxes, &[(0, 1), (0, 2)])[0].clone().unwrap();
    assert_eq!((straight.from.at.y, straight.to.at.y), (32.0, 32.0));
}

#[test]
fn cards_that_stand_a_little_askew_are_joined_by_a_straight_line_between_their_middles() {
    let routes = routes(&[card(0.0, 0.0), card(300.0, 20.0)], &[(0, 1)]);
    assert_eq!(corners(routes[0].as_ref().unwrap()), [(120.0, 50.0), (291.0, 50.0)]);
}

#[test]
fn there_and_back_are_two_lines() {
    let routes = routes(&[card(0.0, 0.0), card(300.0, 0.0)], &[(0, 1), (1, 0)]);
    let [there, back] = &routes[..] else { panic!("two routes") };
    assert_eq!((there.as_ref().unwrap().from.at.y, back.as_ref().unwrap().to.at.y), (32.0, 48.0));
}

#[test]
fn many_connections_stay_on_their_side() {
    let boxes: Vec<Rect> =
        (0..40).map(|n| card(0.0, f64::from(n) * 100.0)).chain([card(900.0, 0.0)]).collect();
    let ends: Vec<Ends> = (0..40).map(|n| (n, 40)).collect();
    let side = boxes[40];
    assert!(routes(&boxes, &ends).iter().flatten().all(|route| (side.y0..=side.y1).contains(&route.to.at.y)));
}

#[test]
fn what_has_no_two_ends_has_no_route() {
    let boxes = [card(0.0, 0.0)];
    assert_eq!(routes(&boxes, &[(0, 0), (0, 7)]), [None, None]);
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
    let plan = plans(&boxes, [(Some((0, 1)), &[][..]), (Some((0, 1)), &[][..])].into_iter())
        .next()
        .flatten()
        .unwrap();
    assert_eq!(plan.moved(card(0.0, 30.0), boxes[1]).route(None).0.from.at, Point::new(120.0, 62.0));
    assert_eq!(plan.moved(card(300.0, 300.0), boxes[1]).shares.0, 0.5);
}

#[test]
fn bends_lead_the_line_through_them_with_square_corners() {
    let waypoints = [Point::new(200.0, -60.0), Point::new(400.0, -60.0)];
    let plan = Plan::between(card(0.0, 0.0), card(300.0, 0.0), &waypoints);
    let route = plan.route(None).0;
    assert!(waypoints.iter().all(|at| route.points.contains(at)), "{:?}", route.points);
    assert!(route.points.windows(2).all(|pair| pair[0].x == pair[1].x || pair[0].y == pair[1].y));
    let places: Vec<usize> = route.middles(&waypoints).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, [0, 1, 2]);
}

#[test]
fn a_line_turns_at_a_bend_rather_than_go_back_over_itself() {
    let bend = [Point::new(180.0, 100.0)];
    let plan = Plan::between(card(0.0, 0.0), card(240.0, 0.0), &bend);
    // Out to the right, down to the bend, on, up and in; half way between 180 and 231 is 205.5.
    let expected =
        [(120.0, 40.0), (180.0, 40.0), (180.0, 100.0), (205.5, 100.0), (205.5, 40.0), (231.0, 40.0)];
    assert_eq!(corners(&plan.route(None).0), expected);
}

#[test]
fn on_the_way_to_a_bend_the_line_takes_the_corner_that_meets_nothing() {
    let boxes = [card(0.0, 0.0), card(480.0, 0.0), card(240.0, 0.0)];
    let bend = [Point::new(300.0, -50.0)];
    let plan = plans(&boxes, std::iter::once((Some((0, 1)), &bend[..]))).next().flatten().unwrap();
    let route = plan.route(Some(&Obstacles::of(&boxes.into()))).0;
    // Straight on it would run into the card in the middle.
    let begins = [(120.0, 40.0), (138.0, 40.0), (138.0, -50.0)];
    assert_eq!(corners(&route)[..3], begins);
    assert!(
        route
            .points
            .windows(2)
            .all(|pair| Rect::from_points(pair[0], pair[1]).intersect(boxes[2]).is_zero_area())
    );
}

#[test]
fn a_line_without_bends_is_taken_hold_of_in_its_middle() {
    let route = Route::plain(card(0.0, 0.0), card(300.0, 0.0));
    // From 120 to 291.
    assert_eq!(route.middles(&[]), [(0, Point::new(205.5, 40.0))]);
}

fn is_square(route: &Route) -> bool {
    route
        .points
        .windows(2)
        .all(|pair| (pair[0].x - pair[1].x).abs() < 1e-6 || (pair[0].y - pair[1].y).abs() < 1e-6)
}

proptest! {
    #[test]
    fn bends_anywhere_are_passed_squarely(
        bends in prop::collection::vec((-500_i32..800, -500_i32..800), 1..6), x in 200_i32..600, y in -300_i32..300,
    ) {
        let waypoints: Vec<Point> = bends.into_iter().map(|(x, y)| Point::new(x.into(), y.into())).collect();
        let plan = Plan::between(card(0.0, 0.0), card(x.into(), y.into()), &waypoints);
        let route = plan.route(None).0;
        prop_assert!(is_square(&route), "{:?}", route.points);
        for at in &waypoints {
            prop_assert!(route.distance(*at) < 1e-6, "{at:?} is not on {:?}", route.points);
        }
        let places: Vec<usize> = route.middles(&waypoints).into_iter().map(|(place, _)| place).collect();
        prop_assert_eq!(places, (0..=waypoints.len()).collect::<Vec<_>>());
    }

    #[test]
    fn lines_are_square_start_and_end_at_their_boxes_and_pass_the_others_where_there_is_room(
        places in prop::collection::vec((0..6_i32, 0..6_i32), 2..12), gap in 0..2_i32,
    ) {
        let mut seen = std::collections::HashSet::new();
        let step = if gap == 0 { (200.0, 160.0) } else { (240.0, 200.0) };
        let boxes: Vec<Rect> = places
            .into_iter()
            .filter(|place| seen.insert(*place))
            .map(|(x, y)| card(f64::from(x) * step.0, f64::from(y) * step.1))
            .collect();
        prop_assume!(boxes.len() > 1);
        let route = routes(&boxes, &[(0, 1)])[0].clone().unwrap();
        prop_assert!(is_square(&route), "{:?}", route.points);
        prop_assert_eq!(route.points[0], route.from.at);
        let distance = route.points[route.points.len() - 1].distance(route.to.at);
        prop_assert!((distance - ARROW_LENGTH).abs() < 1e-6);
        // In rows and columns with 80 between them there is always a way with four corners.
        for other in &boxes[2..] {
            for pair in route.points.windows(2) {
                let line = Rect::from_points(pair[0], pair[1]);
                let crosses = line.x0 < other.x1 && line.x1 > other.x0 && line.y0 < other.y1 && line.y1 > other.y0;
                prop_assert!(!crosses, "{:?} through {other:?}", route.points);
            }
        }
    }
}
