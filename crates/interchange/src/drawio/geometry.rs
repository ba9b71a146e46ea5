//! Where cells stand in the drawing, and how large: cells say so within the cell around them.

use diagram::{Component, limits::COORDINATE};
use kurbo::{Rect, Vec2};

use super::cells::Cell;
use crate::limits::DEEPEST_GROUP;

/// `parents` are the places of the cells around. `None` where a cell does not say where it is.
pub(super) fn in_drawing(cells: &[Cell], parents: &[Option<usize>]) -> Vec<Option<Rect>> {
    let bounds = cells.iter().enumerate().map(|(at, cell)| Some(cell.bounds? + origin(cells, parents, at)));
    bounds.map(|bounds| bounds.filter(|bounds| bounds.is_finite())).collect()
}

/// Where the cells around a cell begin, which its own numbers are counted from.
pub(super) fn origin(cells: &[Cell], parents: &[Option<usize>], at: usize) -> Vec2 {
    let up = |at: &usize| parents.get(*at).copied().flatten();
    // Cells that stand in themselves end the walk.
    let around = std::iter::successors(up(&at), up).take(DEEPEST_GROUP);
    let boxes = around.filter_map(|at| cells.get(at)).filter(|cell| cell.is_box);
    boxes.filter_map(|cell| cell.bounds).fold(Vec2::ZERO, |sum, bounds| sum + bounds.origin().to_vec2())
}

/// By how much a drawing of small symbols is enlarged, so that there is room for cards instead of them.
pub(super) fn enlargement(symbols: &[Rect]) -> f64 {
    const MOST: f64 = 3.0;
    let middle = |side: fn(&Rect) -> f64| {
        let mut sides: Vec<f64> = symbols.iter().map(side).filter(|side| *side > 0.0).collect();
        sides.sort_by(f64::total_cmp);
        sides.get(sides.len() / 2).copied()
    };
    let (Some(width), Some(height)) = (middle(Rect::width), middle(Rect::height)) else { return 1.0 };
    let usual = Component::DEFAULT_SIZE;
    (usual.width / width).max(usual.height / height).clamp(1.0, MOST)
}

/// About the origin; numbers that no design could have stay in range.
pub(super) fn enlarged(bounds: Rect, factor: f64) -> Rect {
    let number = |number: f64| (number * factor).clamp(*COORDINATE.start(), *COORDINATE.end());
    Rect::new(number(bounds.x0), number(bounds.y0), number(bounds.x1), number(bounds.y1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(x: f64, y: f64) -> Cell {
        Cell { is_box: true, bounds: Some(Rect::new(x, y, x + 10.0, y + 10.0)), ..Cell::default() }
    }

    #[test]
    fn places_add_up_from_the_outside_in() {
        let cells = [cell(100.0, 0.0), cell(20.0, 5.0), cell(3.0, 1.0)];
        let places = in_drawing(&cells, &[None, Some(0), Some(1)]);
        assert_eq!(places[2], Some(Rect::new(123.0, 6.0, 133.0, 16.0)));
    }

    #[test]
    fn cells_that_stand_in_each_other_end_the_sum() {
        assert!(in_drawing(&[cell(1.0, 1.0), cell(1.0, 1.0)], &[Some(1), Some(0)])[0].is_some());
    }

    #[test]
    fn a_drawing_of_small_symbols_is_enlarged_until_cards_fit() {
        let symbols = [60.0, 60.0, 40.0].map(|side| Rect::new(0.0, 0.0, side, side));
        // The middle one is 60 wide, a card 120.
        assert_eq!(enlargement(&symbols), 2.0);
        assert_eq!(enlargement(&[Rect::new(0.0, 0.0, 300.0, 200.0)]), 1.0);
        assert_eq!(enlargement(&[]), 1.0);
    }
}
