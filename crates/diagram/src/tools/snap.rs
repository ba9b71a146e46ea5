use kurbo::{Line, Point, Rect, Vec2};

use crate::scene::Guide;

/// Document units between two lines of the grid.
pub const GRID: f64 = 8.0;

/// A movement, corrected so that things come to stand in line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snapped {
    /// Document units.
    pub by: Vec2,
    pub guides: Vec<Guide>,
}

/// The nearest point of the grid.
pub fn snap_to_grid(point: Point) -> Point {
    Point::new((point.x / GRID).round() * GRID, (point.y / GRID).round() * GRID)
}

/// Moves `moving` by about `by`: edges and middles into line with neighbours within `tolerance`, or else onto the grid.
pub fn snap(moving: Rect, by: Vec2, neighbours: &[Rect], tolerance: f64) -> Snapped {
    let there = moving + by;
    let align = |axis: Axis| nearest_alignment(axis, there, neighbours, tolerance);
    let onto_grid = |edge: f64| (edge / GRID).round() * GRID - edge;
    let (across, down) = (align(Axis::X), align(Axis::Y));
    let correction =
        Vec2::new(across.unwrap_or_else(|| onto_grid(there.x0)), down.unwrap_or_else(|| onto_grid(there.y0)));
    let landed = there + correction;
    let mut guides = Vec::new();
    if across.is_some() {
        guides.extend(guides_along(Axis::X, landed, neighbours));
    }
    if down.is_some() {
        guides.extend(guides_along(Axis::Y, landed, neighbours));
    }
    Snapped { by: by + correction, guides }
}

#[derive(Debug, Clone, Copy)]
enum Axis {
    X,
    Y,
}

impl Axis {
    /// Both edges, then the middle.
    fn lines(self, of: Rect) -> [f64; 3] {
        match self {
            Self::X => [of.x0, of.x1, of.center().x],
            Self::Y => [of.y0, of.y1, of.center().y],
        }
    }

    /// A line at `at` on this axis that spans two boxes on the other.
    fn guide(self, at: f64, one: Rect, other: Rect) -> Guide {
        let both = one.union(other);
        let line = match self {
            Self::X => Line::new((at, both.y0), (at, both.y1)),
            Self::Y => Line::new((both.x0, at), (both.x1, at)),
        };
        Guide { line }
    }
}

/// Edges go with edges and middles with middles.
fn pairs(axis: Axis, one: Rect, other: Rect) -> [(f64, f64); 5] {
    let ([a0, a1, a], [b0, b1, b]) = (axis.lines(one), axis.lines(other));
    [(a0, b0), (a1, b1), (a, b), (a0, b1), (a1, b0)]
}

fn nearest_alignment(axis: Axis, there: Rect, neighbours: &[Rect], tolerance: f64) -> Option<f64> {
    neighbours
        .iter()
        .flat_map(|other| pairs(axis, there, *other))
        .map(|(mine, theirs)| theirs - mine)
        .filter(|distance| distance.abs() <= tolerance)
        .min_by(|a, b| a.abs().total_cmp(&b.abs()))
}

/// One guide for each line on which something is met, long enough to reach all that it meets.
fn guides_along(axis: Axis, landed: Rect, neighbours: &[Rect]) -> Vec<Guide> {
    const SAME: f64 = 1e-6;
    const MIDDLE: usize = 2;
    let mut met: Vec<(f64, Rect)> = Vec::new();
    for other in neighbours {
        let pairs = pairs(axis, landed, *other);
        let is_met = |(mine, theirs): &(f64, f64)| (mine - theirs).abs() <= SAME;
        let [left, right, middle, ..] = pairs.each_ref().map(is_met);
        for (place, (mine, _)) in pairs.into_iter().enumerate().filter(|(_, pair)| is_met(pair)) {
            // Boxes of one size meet by all three: their edges say enough.
            if place == MIDDLE && left && right && middle {
                continue;
            }
            match met.iter_mut().find(|(at, _)| (*at - mine).abs() <= SAME) {
                Some((_, reach)) => *reach = reach.union(*other),
                None => met.push((mine, *other)),
            }
        }
    }
    met.into_iter().map(|(at, reach)| axis.guide(at, landed, reach)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn card(x: f64, y: f64) -> Rect {
        Rect::from_origin_size((x, y), (120.0, 80.0))
    }

    #[test]
    fn alone_it_lands_on_the_grid_without_guides() {
        let snapped = snap(card(0.0, 0.0), Vec2::new(13.0, 3.0), &[], 6.0);
        assert_eq!(snapped, Snapped { by: Vec2::new(16.0, 0.0), guides: vec![] });
    }

    #[test]
    fn an_edge_near_a_neighbours_edge_joins_it_even_off_the_grid() {
        let snapped = snap(card(0.0, 0.0), Vec2::new(4.0, 202.0), &[card(3.0, 500.0)], 6.0);
        assert_eq!(snapped.by, Vec2::new(3.0, 200.0));
        // Both edges are in line: guides from the top of one to the bottom of the other.
        assert_eq!(snapped.guides.len(), 2);
        assert_eq!(snapped.guides[0].line, Line::new((3.0, 200.0), (3.0, 580.0)));
    }

    #[test]
    fn beyond_the_tolerance_the_grid_decides() {
        let snapped = snap(card(0.0, 0.0), Vec2::new(0.0, 200.0), &[card(11.0, 500.0)], 6.0);
        assert_eq!((snapped.by, snapped.guides.len()), (Vec2::new(0.0, 200.0), 0));
    }

    #[test]
    fn middles_meet_of_boxes_that_differ_in_size() {
        let tall = Rect::new(300.0, 0.0, 420.0, 200.0);
        // Middle of the tall one is 100, of the card at 58 is 98.
        assert_eq!(snap(card(0.0, 0.0), Vec2::new(0.0, 58.0), &[tall], 6.0).by.y, 60.0);
    }

    proptest! {
        #[test]
        fn snapping_never_moves_further_than_half_a_cell_or_the_tolerance(
            x in -500.0..500.0, y in -500.0..500.0,
            places in prop::collection::vec((-500.0..500.0, -500.0..500.0), 0..8),
        ) {
            let neighbours: Vec<Rect> = places.iter().map(|(x, y)| card(*x, *y)).collect();
            let by = Vec2::new(x, y);
            let off = snap(card(0.0, 0.0), by, &neighbours, 6.0).by - by;
            prop_assert!(off.x.abs() <= 6.0 && off.y.abs() <= 6.0);
        }
    }
}
