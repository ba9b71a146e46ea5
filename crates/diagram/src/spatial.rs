use std::collections::HashMap;
use std::sync::Arc;

use kurbo::{Point, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::scene::Side;
use crate::scene::route::{Ends, Obstacles, Plan, Route, RouteEnd, plans};
use crate::{ComponentId, Diagram};

/// Around a thing, in half the room: a little larger than it where its place is not one of `f32`.
type Entry = GeomWithData<Rectangle<[f32; 2]>, Item>;

/// By position in the diagram's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Component(u32),
    Connection(u32),
}

/// Where everything of one diagram stands: an R-tree over components and routed connections.
///
/// Made anew after each edit, but what an edit leaves alone keeps its route; it answers by position in the diagram's lists.
#[derive(Debug, Default)]
pub struct SpatialIndex {
    tree: RTree<Entry>,
    positions: HashMap<ComponentId, usize>,
    boxes: Arc<[Rect]>,
    connections: Vec<Placed>,
    obstacles: Obstacles,
    extent: Option<Rect>,
    touching: Touching,
}

/// For each component the connections that it is an end of.
#[derive(Debug, Default)]
struct Touching {
    /// Where in `connections` those of each component begin; one more at the end.
    starts: Vec<u32>,
    connections: Vec<u32>,
}

/// A connection with its way.
#[derive(Debug)]
struct Placed {
    ends: Option<Ends>,
    way: Option<Way>,
}

/// What cannot be had from the boxes at its ends.
#[derive(Debug)]
struct Way {
    sides: (Side, Side),
    shares: (f64, f64),
    waypoints: Box<[Point]>,
    points: Arc<[Point]>,
    /// Around what was looked at to find it: as long as nothing changes in there, it stays.
    examined: Rectangle<[f32; 2]>,
}

/// Positions in the diagram's lists, in drawing order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    pub components: Vec<usize>,
    pub connections: Vec<usize>,
}

/// With more changed boxes than this it is quicker to find all ways again.
const MOST_CHANGED: usize = 64;

impl SpatialIndex {
    pub fn of(diagram: &Diagram) -> Self {
        Self::after(&Self::default(), diagram)
    }

    /// The index of a diagram that came of the one of which `before` was made: the same as [`SpatialIndex::of`], sooner.
    pub fn after(before: &Self, diagram: &Diagram) -> Self {
        let boxes: Arc<[Rect]> = diagram.components.iter().map(crate::Component::bounds).collect();
        let positions: HashMap<ComponentId, usize> =
            diagram.components.iter().enumerate().map(|(n, component)| (component.id.clone(), n)).collect();
        let end = |id: &ComponentId| positions.get(id).copied().filter(|n| is_placed(&boxes, *n));
        let ends: Vec<Option<Ends>> = diagram
            .connections
            .iter()
            .map(|connection| Some((end(&connection.from)?, end(&connection.to)?)))
            .collect();
        let waypoints = diagram.connections.iter().map(|connection| connection.waypoints.as_slice());
        let plans = plans(&boxes, ends.iter().copied().zip(waypoints));
        let obstacles = Obstacles::of(&boxes);
        let kept = Kept::of(before, &positions, &boxes);
        let connections: Vec<Placed> = ends
            .iter()
            .zip(plans)
            .enumerate()
            .map(|(place, (ends, plan))| {
                let way = plan.map(|plan| {
                    let (points, examined) = match kept.way(place, &plan) {
                        Some(way) => (Arc::clone(&way.points), way.examined),
                        None => {
                            let (route, examined) = plan.route(Some(&obstacles));
                            (route.points, rectangle(examined))
                        }
                    };
                    let Plan { sides, shares, waypoints, .. } = plan;
                    Way { sides, shares, waypoints: waypoints.into(), points, examined }
                });
                Placed { ends: *ends, way }
            })
            .collect();
        let tree = RTree::bulk_load(entries(&boxes, &connections));
        let groups = diagram.groups.iter().map(|group| group.bounds);
        let annotations = diagram.annotations.iter().map(crate::Annotation::bounds);
        let others = groups.chain(annotations).filter(Rect::is_finite);
        let placed = boxes.iter().copied().filter(Rect::is_finite);
        let ways = connections.iter().filter_map(|one| Some(route(&boxes, one)?.bounds()));
        let extent = placed.chain(ways).chain(others).reduce(|all, one| all.union(one));
        let touching = Touching::of(boxes.len(), connections.iter().map(|one| one.ends));
        Self { tree, positions, boxes, connections, obstacles, extent, touching }
    }

    /// Lets go of what an index that is made of it does not take over: of a large design there is no room for two.
    pub fn keep_ways_only(&mut self) {
        self.tree = RTree::new();
        self.obstacles = Obstacles::default();
        self.touching = Touching::default();
    }

    /// What a world rectangle touches.
    pub fn within(&self, rect: Rect) -> Found {
        let mut found = Found::default();
        if !rect.is_finite() {
            return found;
        }
        let rect = rect.abs();
        for entry in self.tree.locate_in_envelope_intersecting(around(rect)) {
            let is_inside = rect.contains_rect(rect_of(entry.geom()));
            let is_met =
                |bounds: Option<Rect>| is_inside || bounds.is_some_and(|bounds| rect.overlaps(bounds));
            match entry.data {
                Item::Component(n) if is_met(self.bounds(n as usize)) => found.components.push(n as usize),
                Item::Connection(n) if is_met(self.route(n as usize).map(|route| route.bounds())) => {
                    found.connections.push(n as usize);
                }
                _ => {}
            }
        }
        found.components.sort_unstable();
        found.connections.sort_unstable();
        found
    }

    /// The top-most component under a world point.
    pub fn component_at(&self, point: Point) -> Option<usize> {
        self.within(Rect::from_points(point, point)).components.pop()
    }

    /// The connection nearest to a world point, if one is within `tolerance` document units.
    pub fn connection_at(&self, point: Point, tolerance: f64) -> Option<usize> {
        let near = self.within(Rect::from_points(point, point).inset(tolerance)).connections;
        near.into_iter()
            .filter_map(|n| Some((n, self.route(n)?.distance(point))))
            .filter(|(_, distance)| *distance <= tolerance)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(n, _)| n)
    }

    /// The side of a component whose port is within `radius` document units of a point.
    pub fn port_at(&self, component: &ComponentId, point: Point, radius: f64) -> Option<Side> {
        let bounds = self.bounds_of(component)?;
        Side::ALL
            .into_iter()
            .map(|side| (side, side.middle(bounds).distance(point)))
            .filter(|(_, distance)| *distance <= radius)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(side, _)| side)
    }

    pub fn position(&self, id: &ComponentId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    pub fn bounds(&self, component: usize) -> Option<Rect> {
        self.boxes.get(component).copied()
    }

    pub fn bounds_of(&self, id: &ComponentId) -> Option<Rect> {
        self.bounds(self.position(id)?)
    }

    /// `None` for a connection that lacks an end.
    pub fn route(&self, connection: usize) -> Option<Route> {
        route(&self.boxes, self.connections.get(connection)?)
    }

    fn plan(&self, connection: usize) -> Option<Plan<'_>> {
        let Placed { ends, way } = self.connections.get(connection)?;
        let (ends, Way { sides, shares, waypoints, .. }) = ((*ends)?, way.as_ref()?);
        let (from, to) = (self.bounds(ends.0)?, self.bounds(ends.1)?);
        Some(Plan { ends, from, to, sides: *sides, shares: *shares, waypoints })
    }

    /// The way that a connection would take between boxes that are dragged, or with other bends.
    ///
    /// `careful` goes round what stands in between, as the connection will once it is let go.
    pub fn rerouted(
        &self,
        connection: usize,
        (from, to): (Rect, Rect),
        waypoints: Option<&[Point]>,
        careful: bool,
    ) -> Option<Route> {
        let mut plan = self.plan(connection)?;
        let shift = from.origin() - plan.from.origin();
        if waypoints.is_none() && shift == to.origin() - plan.to.origin() {
            return Some(self.route(connection)?.shifted(shift));
        }
        if let Some(waypoints) = waypoints {
            plan.waypoints = waypoints;
        }
        Some(plan.moved(from, to).route(careful.then_some(&self.obstacles)).0)
    }

    /// Positions of the components that a connection joins.
    pub fn ends(&self, connection: usize) -> Option<Ends> {
        self.connections.get(connection)?.ends
    }

    /// Connections that begin or end at a component, by position.
    pub fn touching(&self, component: usize) -> impl Iterator<Item = usize> {
        self.touching.of_component(component).iter().map(|connection| *connection as usize)
    }

    /// World rectangle around everything; `None` for an empty drawing.
    pub fn extent(&self) -> Option<Rect> {
        self.extent
    }
}

impl Touching {
    fn of(components: usize, ends: impl Iterator<Item = Option<Ends>>) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (connection, ends) in (0..).zip(ends) {
            if let Some((from, to)) = ends {
                pairs.extend([(from as u32, connection), (to as u32, connection)]);
            }
        }
        pairs.sort_unstable();
        let start = |component| pairs.partition_point(|(one, _)| (*one as usize) < component) as u32;
        Self {
            starts: (0..=components).map(start).collect(),
            connections: pairs.iter().map(|(_, connection)| *connection).collect(),
        }
    }

    fn of_component(&self, component: usize) -> &[u32] {
        let place = |at: usize| self.starts.get(at).map(|start| *start as usize);
        let (Some(first), Some(end)) = (place(component), place(component.saturating_add(1))) else {
            return &[];
        };
        self.connections.get(first..end).unwrap_or_default()
    }
}

/// What of an earlier index still holds.
struct Kept<'a> {
    before: &'a SpatialIndex,
    /// Boxes as they were and as they are of components that came, went or changed; `None` for too many.
    changed: Option<Vec<Rect>>,
    /// Where in the earlier list each component stood.
    places: Vec<Option<usize>>,
}

impl<'a> Kept<'a> {
    fn of(before: &'a SpatialIndex, positions: &HashMap<ComponentId, usize>, boxes: &[Rect]) -> Self {
        let mut changed = Vec::new();
        let mut places = vec![None; boxes.len()];
        for (id, at) in positions {
            if let Some(place) = places.get_mut(*at) {
                *place = before.position(id);
            }
            let (is, was) = (boxes.get(*at), before.bounds_of(id));
            if is != was.as_ref() {
                changed.extend(is.copied().into_iter().chain(was));
            }
            if changed.len() > 2 * MOST_CHANGED {
                return Self { before, changed: None, places };
            }
        }
        for (id, at) in &before.positions {
            if !positions.contains_key(id) {
                changed.extend(before.boxes.get(*at));
            }
            if changed.len() > 2 * MOST_CHANGED {
                return Self { before, changed: None, places };
            }
        }
        Self { before, changed: Some(changed), places }
    }

    /// The way of a connection between the same components, if it would be found again.
    fn way(&self, place: usize, plan: &Plan<'_>) -> Option<&'a Way> {
        let changed = self.changed.as_ref()?;
        // Connections that went or came leave the others a little further on.
        let place_of = |component: usize| self.places.get(component).copied().flatten();
        let ends = place_of(plan.ends.0).zip(place_of(plan.ends.1))?;
        let is_it = |at: &usize| {
            self.before.ends(*at) == Some(ends)
                && self.before.plan(*at).is_some_and(|before| before.is_drawn_as(plan))
        };
        let found = std::iter::once(place).chain(place.saturating_sub(8)..place + 8).find(is_it)?;
        let way = self.before.connections.get(found)?.way.as_ref()?;
        let examined = rect_of(&way.examined);
        changed.iter().all(|one| !one.overlaps(examined)).then_some(way)
    }
}

fn route(boxes: &[Rect], connection: &Placed) -> Option<Route> {
    let (ends, way) = (connection.ends?, connection.way.as_ref()?);
    Some(Route {
        from: RouteEnd::on(*boxes.get(ends.0)?, way.sides.0, way.shares.0),
        to: RouteEnd::on(*boxes.get(ends.1)?, way.sides.1, way.shares.1),
        points: Arc::clone(&way.points),
    })
}

fn entries(boxes: &[Rect], connections: &[Placed]) -> Vec<Entry> {
    let components = (0..)
        .zip(boxes)
        .filter(|(_, one)| one.is_finite())
        .map(|(n, one)| Entry::new(rectangle(*one), Item::Component(n)));
    let connections = (0..).zip(connections).filter_map(|(n, connection)| {
        Some(Entry::new(rectangle(route(boxes, connection)?.bounds()), Item::Connection(n)))
    });
    components.chain(connections).collect()
}

/// A document of somebody else's may hold positions that are no numbers: such a component is nowhere.
fn is_placed(boxes: &[Rect], position: usize) -> bool {
    boxes.get(position).is_some_and(Rect::is_finite)
}

fn rectangle(rect: Rect) -> Rectangle<[f32; 2]> {
    let around = around(rect);
    Rectangle::from_corners(around.lower(), around.upper())
}

/// The least box of `f32` that a rectangle fits into.
fn around(rect: Rect) -> AABB<[f32; 2]> {
    let low = |exact: f64| {
        let near = exact as f32;
        if f64::from(near) > exact { near.next_down() } else { near }
    };
    let high = |exact: f64| -low(-exact);
    AABB::from_corners([low(rect.x0), low(rect.y0)], [high(rect.x1), high(rect.y1)])
}

fn rect_of(rectangle: &Rectangle<[f32; 2]>) -> Rect {
    let ([x0, y0], [x1, y1]) = (rectangle.lower(), rectangle.upper());
    Rect::new(x0.into(), y0.into(), x1.into(), y1.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Component, Connection, ConnectionId};
    use proptest::prelude::*;

    fn diagram(places: &[(f64, f64)], connections: &[(usize, usize)]) -> Diagram {
        let id = |n: usize| ComponentId(n.to_string());
        Diagram {
            components: places
                .iter()
                .enumerate()
                .map(|(n, place)| Component::new(id(n), "cache", "", (*place).into()))
                .collect(),
            connections: connections
                .iter()
                .enumerate()
                .map(|(n, (from, to))| Connection::new(ConnectionId(n.to_string()), id(*from), id(*to)))
                .collect(),
            ..Diagram::default()
        }
    }

    #[test]
    fn of_two_overlapping_components_the_later_one_is_on_top() {
        let index = SpatialIndex::of(&diagram(&[(0.0, 0.0), (60.0, 40.0)], &[]));
        assert_eq!(index.component_at(Point::new(70.0, 50.0)), Some(1));
        assert_eq!(index.component_at(Point::new(10.0, 10.0)), Some(0));
        assert_eq!(index.component_at(Point::new(10.0, 100.0)), None);
    }

    #[test]
    fn a_connection_is_found_by_its_line_and_not_by_its_bounds() {
        let index = SpatialIndex::of(&diagram(&[(0.0, 0.0), (400.0, 300.0)], &[(0, 1)]));
        // Half way between (120, 40) and (391, 340).
        assert_eq!(index.connection_at(Point::new(256.0, 190.0), 6.0), Some(0));
        assert_eq!(index.connection_at(Point::new(380.0, 60.0), 6.0), None);
    }

    #[test]
    fn ports_are_found_on_the_component_that_is_asked_for() {
        let index = SpatialIndex::of(&diagram(&[(0.0, 0.0)], &[]));
        let port = |x, y| index.port_at(&ComponentId("0".into()), Point::new(x, y), 10.0);
        assert_eq!(port(124.0, 42.0), Some(Side::Right));
        assert_eq!(port(60.0, -4.0), Some(Side::Top));
        assert_eq!(port(60.0, 40.0), None);
    }

    #[test]
    fn positions_that_are_no_numbers_are_left_out_and_harm_nobody() {
        let index = SpatialIndex::of(&diagram(
            &[(f64::NAN, 0.0), (0.0, f64::INFINITY), (0.0, 0.0)],
            &[(0, 2), (1, 2)],
        ));
        assert_eq!(
            index.within(Rect::new(-1e6, -1e6, 1e6, 1e6)),
            Found { components: vec![2], connections: vec![] }
        );
        assert_eq!(index.extent(), Some(Rect::new(0.0, 0.0, 120.0, 80.0)));
    }

    #[test]
    fn a_component_knows_the_connections_that_meet_it() {
        let index =
            SpatialIndex::of(&diagram(&[(0.0, 0.0), (200.0, 0.0), (400.0, 0.0)], &[(0, 1), (2, 1), (0, 2)]));
        let touching = |component| index.touching(component).collect::<Vec<_>>();
        assert_eq!((touching(0), touching(1), touching(2)), (vec![0, 2], vec![0, 1], vec![1, 2]));
        assert!(touching(3).is_empty());
    }

    #[test]
    fn an_empty_drawing_has_no_extent() {
        assert_eq!(SpatialIndex::of(&Diagram::default()).extent(), None);
    }

    #[test]
    fn places_that_are_none_of_f32_are_told_apart_to_the_last_digit() {
        // An f32 has steps of 1 from 8,388,608 on.
        let index = SpatialIndex::of(&diagram(&[(9e6 + 0.25, 0.0), (0.1, 200.0)], &[]));
        let at = |x, y| index.component_at(Point::new(x, y));
        assert_eq!((at(9e6 + 0.25, 40.0), at(9e6 + 0.125, 40.0)), (Some(0), None));
        assert_eq!((at(9e6 + 120.25, 40.0), at(9e6 + 120.375, 40.0)), (Some(0), None));
        assert_eq!((at(0.1, 240.0), at(0.1 - 1e-9, 240.0)), (Some(1), None));
        assert_eq!(index.extent(), Some(Rect::new(0.1, 0.0, 9e6 + 120.25, 280.0)));
    }

    proptest! {
        #[test]
        fn an_index_made_of_the_one_before_is_the_same_as_a_new_one(
            places in prop::collection::vec((0..8_i32, 0..8_i32), 3..24),
            ends in prop::collection::vec((0..24_usize, 0..24_usize), 1..24),
            moves in prop::collection::vec((0..24_usize, 0..8_i32, 0..8_i32), 1..6),
            gone in prop::option::of(0..24_usize),
        ) {
            let place = |(x, y): (i32, i32)| (f64::from(x) * 160.0, f64::from(y) * 130.0);
            let places: Vec<(f64, f64)> = places.into_iter().map(place).collect();
            let count = places.len();
            let ends: Vec<(usize, usize)> = ends.into_iter().map(|(a, b)| (a % count, b % count)).collect();
            let mut diagram = diagram(&places, &ends);
            let mut index = SpatialIndex::of(&diagram);
            for (which, x, y) in moves {
                diagram.components[which % count].position = place((x, y)).into();
                if let Some(gone) = gone.filter(|gone| *gone < diagram.connections.len()) {
                    diagram.connections.remove(gone);
                }
                index.keep_ways_only();
                index = SpatialIndex::after(&index, &diagram);
                let fresh = SpatialIndex::of(&diagram);
                for n in 0..diagram.connections.len() {
                    prop_assert_eq!(index.route(n), fresh.route(n));
                }
            }
        }

        #[test]
        fn the_tree_finds_what_looking_at_each_component_finds(
            places in prop::collection::vec((-500.0..500.0, -500.0..500.0), 0..60),
            corner in (-500.0..500.0, -500.0..500.0), size in (0.0..400.0, 0.0..400.0),
        ) {
            let diagram = diagram(&places, &[]);
            let window = Rect::from_origin_size(corner, size);
            let expected: Vec<usize> = (0..places.len())
                .filter(|n| diagram.components[*n].bounds().overlaps(window))
                .collect();
            prop_assert_eq!(SpatialIndex::of(&diagram).within(window).components, expected);
        }
    }
}
