//! Automatic layout: columns from left to right, as requests go.

use std::collections::{HashMap, VecDeque};

use kurbo::{Point, Rect, Size};

use crate::{Component, ComponentId, Connection, Diagram, GroupId};

mod nested;

const COLUMN_GAP: f64 = 80.0;
const ROW_GAP: f64 = 40.0;
/// A column with more rows than this continues in the next one, unless the design is larger still.
const USUAL_ROWS: usize = 12;

/// A top left corner for every component, in the order of the design: what calls stands left of what it calls.
///
/// Layers are longest paths from where requests start; within one, components stand near what calls them.
pub fn layered(diagram: &Diagram) -> Vec<(ComponentId, Point)> {
    let components = &diagram.components;
    let index = places(components);
    let link = |connection: &Connection| Some((*index.get(&connection.from)?, *index.get(&connection.to)?));
    let links: Vec<(usize, usize)> = diagram.connections.iter().filter_map(link).collect();
    let sizes: Vec<Size> = components.iter().map(|component| component.size).collect();
    components.iter().map(|component| component.id.clone()).zip(in_columns(&sizes, &links)).collect()
}

fn places(components: &[Component]) -> HashMap<&ComponentId, usize> {
    components.iter().enumerate().map(|(at, component)| (&component.id, at)).collect()
}

/// Boxes of the given sizes, linked by their places in the list: each one's top left corner.
fn in_columns(sizes: &[Size], links: &[(usize, usize)]) -> Vec<Point> {
    let graph = Graph::of(sizes.len(), links);
    let depths = graph.depths();
    let columns = graph.columns(&depths);
    let mut positions = vec![Point::ZERO; sizes.len()];
    let mut x = 0.0;
    for column in columns {
        let mut width: f64 = 0.0;
        let heights: f64 = column.iter().filter_map(|&at| sizes.get(at)).map(|size| size.height).sum();
        let mut y = -(heights + ROW_GAP * column.len().saturating_sub(1) as f64) / 2.0;
        for at in column {
            let (Some(size), Some(position)) = (sizes.get(at), positions.get_mut(at)) else {
                continue;
            };
            *position = Point::new(x, y.round());
            y += size.height + ROW_GAP;
            width = width.max(size.width);
        }
        x += width + COLUMN_GAP;
    }
    positions
}

/// Document units between a frame and what stands in it, and above that for its name.
pub(crate) const PADDING: f64 = 24.0;
pub(crate) const HEADER: f64 = 40.0;

/// The frame round what stands in it.
pub(crate) fn framed(inner: Rect) -> Rect {
    Rect::new(inner.x0 - PADDING, inner.y0 - HEADER, inner.x1 + PADDING, inner.y1 + PADDING)
}

/// Where components and groups go.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Top left corners, in the order of the design.
    pub components: Vec<(ComponentId, Point)>,
    pub groups: Vec<(GroupId, Rect)>,
}

/// Lays out what stands in each group by itself, and each group as one box among its neighbours.
pub fn in_groups(diagram: &Diagram) -> Layout {
    nested::layout(diagram)
}

/// Who calls whom, by place in the list.
struct Graph {
    calls: Vec<Vec<usize>>,
    callers: Vec<Vec<usize>>,
}

impl Graph {
    fn of(count: usize, links: &[(usize, usize)]) -> Self {
        let mut graph = Self { calls: vec![Vec::new(); count], callers: vec![Vec::new(); count] };
        for &(from, to) in links {
            if let Some(calls) = graph.calls.get_mut(from) {
                calls.push(to);
            }
            if let Some(callers) = graph.callers.get_mut(to) {
                callers.push(from);
            }
        }
        graph
    }

    /// Steps on the longest path to each; a ring of calls is entered at the component that comes first.
    fn depths(&self) -> Vec<usize> {
        let count = self.calls.len();
        let mut depths = vec![0; count];
        let mut waiting: Vec<usize> = self.callers.iter().map(Vec::len).collect();
        let mut done = vec![false; count];
        let mut ready: VecDeque<usize> = (0..count).filter(|&at| waiting.get(at) == Some(&0)).collect();
        let mut rings = 0..count;
        loop {
            let next = ready.pop_front().or_else(|| rings.find(|&at| done.get(at) == Some(&false)));
            let Some(at) = next else { return depths };
            if done.get(at) == Some(&true) {
                continue;
            }
            if let Some(done) = done.get_mut(at) {
                *done = true;
            }
            let depth = depths.get(at).copied().unwrap_or(0) + 1;
            for &to in self.calls.get(at).into_iter().flatten() {
                let (Some(other), Some(waits), Some(false)) =
                    (depths.get_mut(to), waiting.get_mut(to), done.get(to))
                else {
                    continue;
                };
                *other = depth.max(*other);
                *waits = waits.saturating_sub(1);
                if *waits == 0 {
                    ready.push_back(to);
                }
            }
        }
    }

    /// Components by column, each column from top to bottom.
    fn columns(&self, depths: &[usize]) -> Vec<Vec<usize>> {
        let mut layers: Vec<Vec<usize>> = vec![Vec::new(); depths.iter().max().map_or(0, |most| most + 1)];
        for (at, &depth) in depths.iter().enumerate() {
            if let Some(layer) = layers.get_mut(depth) {
                layer.push(at);
            }
        }
        let mut row = vec![0.0; depths.len()];
        let mut columns = Vec::new();
        for mut layer in layers {
            let wish: HashMap<usize, f64> = layer.iter().map(|&at| (at, self.mean_row(at, &row))).collect();
            // Stable, so those without a caller keep the order of the design.
            layer.sort_by(|a, b| wish.get(a).unwrap_or(&0.0).total_cmp(wish.get(b).unwrap_or(&0.0)));
            let middle = (layer.len() as f64 - 1.0) / 2.0;
            for (place, &at) in layer.iter().enumerate() {
                if let Some(row) = row.get_mut(at) {
                    *row = place as f64 - middle;
                }
            }
            let rows = USUAL_ROWS.max(layer.len().isqrt());
            columns.extend(layer.chunks(rows).map(<[usize]>::to_vec));
        }
        columns
    }

    fn mean_row(&self, at: usize, row: &[f64]) -> f64 {
        let callers = self.callers.get(at).map_or(&[][..], Vec::as_slice);
        let sum: f64 = callers.iter().filter_map(|&caller| row.get(caller)).sum();
        if callers.is_empty() { 0.0 } else { sum / callers.len() as f64 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ConnectionId;

    fn diagram(count: usize, edges: &[(usize, usize)]) -> Diagram {
        let id = |at: usize| ComponentId(format!("c{at}"));
        let components = (0..count).map(|at| Component::new(id(at), "service", "S", Point::ZERO)).collect();
        let connections = edges
            .iter()
            .enumerate()
            .map(|(at, &(from, to))| Connection::new(ConnectionId(format!("e{at}")), id(from), id(to)))
            .collect();
        Diagram { components, connections, ..Diagram::default() }
    }

    fn corners(count: usize, edges: &[(usize, usize)]) -> Vec<(f64, f64)> {
        layered(&diagram(count, edges)).into_iter().map(|(_, at)| (at.x, at.y)).collect()
    }

    #[test]
    fn a_chain_stands_in_a_row() {
        // Each 120 wide with 80 between; 80 high, so the middle is 40 below the top.
        assert_eq!(corners(3, &[(0, 1), (1, 2)]), [(0.0, -40.0), (200.0, -40.0), (400.0, -40.0)]);
    }

    #[test]
    fn two_called_by_one_stand_above_each_other() {
        // Two of 80 and a gap of 40 are 200 high: from -100.
        assert_eq!(corners(3, &[(0, 1), (0, 2)]), [(0.0, -40.0), (200.0, -100.0), (200.0, 20.0)]);
    }

    #[test]
    fn a_ring_of_calls_is_entered_at_its_first_component() {
        let at = corners(3, &[(0, 1), (1, 2), (2, 0)]);
        assert!(at[0].0 < at[1].0 && at[1].0 < at[2].0);
    }

    #[test]
    fn many_side_by_side_wrap_into_a_block() {
        let at = corners(400, &[]);
        // 20 columns of 20: 19 x 200 wide and 19 x 120 high between first and last corner.
        let width = at.iter().map(|at| at.0).fold(f64::MIN, f64::max);
        assert_eq!(width, 3800.0);
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_without_rings_callers_stand_left(
            count in 1_usize..40,
            picks in prop::collection::vec((0_usize..40, 0_usize..40), 0..80),
        ) {
            let edges: Vec<_> = picks
                .into_iter()
                .map(|(a, b)| (a % count, b % count))
                .filter(|(a, b)| a < b)
                .collect();
            let mut diagram = diagram(count, &edges);
            for (at, (_, corner)) in layered(&diagram).into_iter().enumerate() {
                diagram.components[at].position = corner;
            }
            for (a, b) in edges {
                prop_assert!(diagram.components[a].position.x < diagram.components[b].position.x);
            }
            for (at, a) in diagram.components.iter().enumerate() {
                for b in &diagram.components[at + 1..] {
                    prop_assert!(a.bounds().intersect(b.bounds()).is_zero_area());
                }
            }
        }

        #[test]
        fn any_graph_gets_a_place_for_every_component(
            count in 0_usize..30,
            picks in prop::collection::vec((0_usize..40, 0_usize..40), 0..80),
        ) {
            prop_assert_eq!(layered(&diagram(count, &picks)).len(), count);
        }
    }
}
