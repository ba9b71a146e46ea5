//! Where a component goes that nobody pointed a place for.

use kurbo::{Point, Rect};

use crate::{Component, Diagram};

const COLUMN: f64 = 160.0;
const ROW: f64 = 120.0;
/// Between neighbours, so that they do not look joined.
const GAP: f64 = 20.0;
/// Cells that are looked at in each direction.
const REACH: i32 = 40;

/// A top left corner where a component of the usual size overlaps none.
///
/// `near` itself when that is free, as in an empty design; otherwise the closest place on a grid around it,
/// on the right if there is one. Pass the corner of the component that the new one shall stand beside.
pub fn free_spot(diagram: &Diagram, near: Point) -> Point {
    let near = if near.is_finite() { near } else { Point::ZERO };
    let taken = taken_cells(diagram, near);
    for ring in 0..=REACH {
        if let Some(cell) = ring_cells(ring).find(|cell| !taken.contains(cell)) {
            return corner(near, cell);
        }
    }
    // Everything around is full: right of all there is.
    let right = diagram.components.iter().map(|component| component.bounds().x1).fold(near.x, f64::max);
    Point::new(right + COLUMN - Component::DEFAULT_SIZE.width, near.y)
}

fn corner(near: Point, (column, row): (i32, i32)) -> Point {
    Point::new(near.x + f64::from(column) * COLUMN, near.y + f64::from(row) * ROW)
}

fn taken_cells(diagram: &Diagram, near: Point) -> std::collections::HashSet<(i32, i32)> {
    let mut taken = std::collections::HashSet::new();
    for component in &diagram.components {
        let bounds: Rect = component.bounds().inflate(GAP, GAP);
        let size = Component::DEFAULT_SIZE;
        let columns = overlapped(bounds.x0 - near.x, bounds.x1 - near.x, size.width, COLUMN);
        let rows = overlapped(bounds.y0 - near.y, bounds.y1 - near.y, size.height, ROW);
        for column in columns {
            taken.extend(rows.clone().map(|row| (column, row)));
        }
    }
    taken
}

/// Cells of `step`, each with something of `length` at its start, that `from..to` touches.
fn overlapped(from: f64, to: f64, length: f64, step: f64) -> std::ops::RangeInclusive<i32> {
    let reach = f64::from(REACH);
    let first = ((from - length) / step).floor() + 1.0;
    let last = (to / step).ceil() - 1.0;
    // Float casts saturate, and beyond reach nothing is asked.
    (first.max(-reach) as i32)..=(last.min(reach) as i32)
}

/// The cells at `ring` steps from the middle: right ones first, then below, above and left.
fn ring_cells(ring: i32) -> impl Iterator<Item = (i32, i32)> {
    // 0, 1, -1, 2, -2, ...
    let outward = |most: i32| (0..=2 * most).map(|i| if i % 2 == 1 { (i + 1) / 2 } else { -i / 2 });
    let right = outward(ring).map(move |row| (ring, row));
    let below = outward(ring).map(move |column| (column, ring));
    let above = outward(ring).map(move |column| (column, -ring));
    let left = outward(ring).map(move |row| (-ring, row));
    right.chain(below).chain(above).chain(left)
}

#[cfg(test)]
mod tests {
    use kurbo::Size;
    use proptest::prelude::*;

    use super::*;
    use crate::ComponentId;

    fn component(id: usize, position: Point, size: Size) -> Component {
        let mut component = Component::new(ComponentId(id.to_string()), "cache", "Cache", position);
        component.size = size;
        component
    }

    #[test]
    fn in_an_empty_design_the_spot_is_where_it_was_asked_for() {
        assert_eq!(free_spot(&Diagram::default(), Point::new(40.0, 70.0)), Point::new(40.0, 70.0));
        assert_eq!(free_spot(&Diagram::default(), Point::new(f64::NAN, 0.0)), Point::ZERO);
    }

    #[test]
    fn next_to_a_component_the_spot_is_on_its_right() {
        let mut diagram = Diagram::default();
        let mut spots = Vec::new();
        for id in 0..3 {
            let spot = free_spot(&diagram, Point::ZERO);
            spots.push((spot.x, spot.y));
            diagram.components.push(component(id, spot, Component::DEFAULT_SIZE));
        }
        // Right of it, then below that, then above.
        assert_eq!(spots, [(0.0, 0.0), (160.0, 0.0), (160.0, 120.0)]);
    }

    #[test]
    fn a_design_full_all_around_gets_a_spot_beyond_its_edge() {
        let wall = component(0, Point::new(-9e6, -9e6), Size::new(1.8e7, 1.8e7));
        let diagram = Diagram { components: vec![wall], ..Diagram::default() };
        assert_eq!(free_spot(&diagram, Point::ZERO), Point::new(9e6 + 40.0, 0.0));
    }

    proptest! {
        #[test]
        fn components_placed_one_after_the_other_never_overlap(
            others in prop::collection::vec((-500.0..500.0, -500.0..500.0, 1.0..700.0, 1.0..700.0), 0..12),
            near in (-400.0..400.0, -400.0..400.0),
        ) {
            let mut diagram = Diagram::default();
            for (id, (x, y, width, height)) in others.into_iter().enumerate() {
                diagram.components.push(component(id, Point::new(x, y), Size::new(width, height)));
            }
            for id in 100..120 {
                let new = component(id, free_spot(&diagram, near.into()), Component::DEFAULT_SIZE);
                for old in &diagram.components {
                    prop_assert!(new.bounds().intersect(old.bounds()).is_zero_area());
                }
                diagram.components.push(new);
            }
        }
    }
}
