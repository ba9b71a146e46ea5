use std::sync::Arc;

use kurbo::Rect;

/// Where boxes stand, in cells of one size: quicker to ask for a short line than a tree.
#[derive(Debug, Clone, Default)]
pub(crate) struct Obstacles {
    boxes: Arc<[Rect]>,
    extent: Rect,
    cell: (f64, f64),
    columns: usize,
    rows: usize,
    /// Where in `entries` each cell begins; one more at the end.
    starts: Vec<u32>,
    entries: Vec<u32>,
}

/// Document units; about a card with the gap beside it.
const LEAST_CELL: (f64, f64) = (160.0, 120.0);
/// In each direction.
const MOST_CELLS: f64 = 256.0;

impl Obstacles {
    /// Of all boxes that are somewhere; they are known by their positions in the list.
    pub(crate) fn of(boxes: &Arc<[Rect]>) -> Self {
        let finite = || boxes.iter().filter(|one| one.is_finite());
        let Some(extent) = finite().copied().reduce(|all, one| all.union(one)) else {
            return Self::default();
        };
        let cell =
            (LEAST_CELL.0.max(extent.width() / MOST_CELLS), LEAST_CELL.1.max(extent.height() / MOST_CELLS));
        let columns = (extent.width() / cell.0) as usize + 1;
        let rows = (extent.height() / cell.1) as usize + 1;
        let mut grid = Self { boxes: Arc::clone(boxes), extent, cell, columns, rows, ..Self::default() };
        let mut counts = vec![0_u32; columns * rows + 1];
        for one in finite() {
            for cell in grid.cells(*one) {
                if let Some(count) = counts.get_mut(cell + 1) {
                    *count += 1;
                }
            }
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        let mut next = counts.clone();
        let mut entries = vec![0; sum as usize];
        for (at, one) in boxes.iter().enumerate().filter(|(_, one)| one.is_finite()) {
            for cell in grid.cells(*one) {
                let Some(place) = next.get_mut(cell) else { continue };
                if let Some(entry) = entries.get_mut(*place as usize) {
                    *entry = at as u32;
                }
                *place += 1;
            }
        }
        grid.starts = counts;
        grid.entries = entries;
        grid
    }

    /// Around all boxes, those in `except` aside, that have some area in common with `rect`.
    pub(crate) fn met(&self, rect: Rect, except: &[usize]) -> Option<Rect> {
        let mut met: Option<Rect> = None;
        for cell in self.cells(rect) {
            let (Some(&start), Some(&end)) = (self.starts.get(cell), self.starts.get(cell + 1)) else {
                continue;
            };
            for &at in self.entries.get(start as usize..end as usize).unwrap_or_default() {
                let Some(one) = self.boxes.get(at as usize) else { continue };
                let apart = one.x0 >= rect.x1 || one.x1 <= rect.x0 || one.y0 >= rect.y1 || one.y1 <= rect.y0;
                if !apart && !except.contains(&(at as usize)) {
                    met = Some(met.map_or(*one, |all| all.union(*one)));
                }
            }
        }
        met
    }

    fn cells(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let place = |at: f64, first: f64, cell: f64, count: usize| {
            (((at - first) / cell).max(0.0) as usize).min(count.saturating_sub(1))
        };
        let columns = self.columns;
        let is_off = columns == 0
            || rect.x1 < self.extent.x0
            || rect.x0 > self.extent.x1
            || rect.y1 < self.extent.y0
            || rect.y0 > self.extent.y1;
        let (x0, x1) = (
            place(rect.x0, self.extent.x0, self.cell.0, columns),
            place(rect.x1, self.extent.x0, self.cell.0, columns),
        );
        let (y0, y1) = (
            place(rect.y0, self.extent.y0, self.cell.1, self.rows),
            place(rect.y1, self.extent.y0, self.cell.1, self.rows),
        );
        let rows = if is_off { y0..y0 } else { y0..y1 + 1 };
        rows.flat_map(move |row| (x0..=x1).map(move |column| row * columns + column))
    }
}
