//! Places for what a file gives none.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use kurbo::{Point, Rect, Size, Vec2};

use crate::layout::{Layout, framed, in_groups};
use crate::{Diagram, GroupId, limits};

/// Document units between what has a place and what is laid out below it.
const GAP: f64 = 80.0;

/// What a file gives no place, as places in the lists of the design.
#[derive(Debug, Default)]
pub(super) struct Unplaced {
    pub(super) components: HashSet<usize>,
    pub(super) groups: HashSet<usize>,
}

/// Lays out what has no place, below what has one. A group without a place comes to stand round what stands in it.
pub(super) fn place(diagram: &mut Diagram, unplaced: &Unplaced) {
    if unplaced.components.is_empty() && unplaced.groups.is_empty() {
        return;
    }
    let around = Around::of(diagram);
    let wrapping = groups_round_placed_things(&around, unplaced);
    let layout = layout_of_rest(diagram, unplaced, &wrapping);
    let shift = shift_below(diagram, unplaced, &layout);
    let mut components = layout.components.into_iter();
    let mut groups = layout.groups.into_iter();
    for (at, component) in diagram.components.iter_mut().enumerate() {
        if unplaced.components.contains(&at)
            && let Some((_, corner)) = components.next()
        {
            component.position = in_range(corner + shift);
        }
    }
    for (at, group) in diagram.groups.iter_mut().enumerate() {
        if unplaced.groups.contains(&at)
            && !wrapping.contains(&at)
            && let Some((_, bounds)) = groups.next()
        {
            group.bounds = whole(bounds + shift);
        }
    }
    wrap(diagram, &around, &wrapping);
}

/// The group around each component, and around each group, as places in the list of groups.
struct Around {
    components: Vec<Option<usize>>,
    groups: Vec<Option<usize>>,
}

impl Around {
    fn of(diagram: &Diagram) -> Self {
        let index: HashMap<&GroupId, usize> =
            diagram.groups.iter().enumerate().map(|(at, group)| (&group.id, at)).collect();
        let place = |group: &Option<GroupId>| index.get(group.as_ref()?).copied();
        Self {
            components: diagram.components.iter().map(|one| place(&one.group)).collect(),
            groups: diagram.groups.iter().map(|one| place(&one.parent)).collect(),
        }
    }

    fn group(&self, at: usize) -> Option<usize> {
        self.groups.get(at).copied().flatten()
    }

    /// Every group before the one around it.
    fn inner_first(&self) -> Vec<usize> {
        let count = self.groups.len();
        let depth =
            |start: usize| std::iter::successors(Some(start), |at| self.group(*at)).take(count).count();
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_cached_key(|at| Reverse(depth(*at)));
        order
    }
}

/// Groups without a place in which, however deep, something has one.
fn groups_round_placed_things(around: &Around, unplaced: &Unplaced) -> HashSet<usize> {
    let components = around.components.iter().enumerate();
    let components = components.filter(|(at, _)| !unplaced.components.contains(at));
    let groups = around.groups.iter().enumerate().filter(|(at, _)| !unplaced.groups.contains(at));
    let mut found = HashSet::new();
    for (_, around_it) in components.chain(groups) {
        let mut here = *around_it;
        // What was found before was followed to its end then.
        while let Some(at) = here.filter(|at| found.insert(*at)) {
            here = around.group(at);
        }
    }
    found.retain(|at| unplaced.groups.contains(at));
    found
}

/// All that has no place, and nothing in it that has one, by itself.
fn layout_of_rest(diagram: &mut Diagram, unplaced: &Unplaced, wrapping: &HashSet<usize>) -> Layout {
    let components = diagram.components.iter().enumerate();
    let components = components.filter(|(at, _)| unplaced.components.contains(at));
    let groups = diagram.groups.iter().enumerate();
    let groups = groups.filter(|(at, _)| unplaced.groups.contains(at) && !wrapping.contains(at));
    let rest = Diagram {
        components: components.map(|(_, one)| one.clone()).collect(),
        groups: groups.map(|(_, one)| one.clone()).collect(),
        // Connections of what is not there are passed over.
        connections: std::mem::take(&mut diagram.connections),
        ..Diagram::default()
    };
    let layout = in_groups(&rest);
    diagram.connections = rest.connections;
    layout
}

/// How far down the layout goes for what has a place to stand above it.
fn shift_below(diagram: &Diagram, unplaced: &Unplaced, layout: &Layout) -> Vec2 {
    let components = diagram.components.iter().enumerate();
    let components = components.filter(|(at, _)| !unplaced.components.contains(at));
    let groups = diagram.groups.iter().enumerate().filter(|(at, _)| !unplaced.groups.contains(at));
    let lowest = components
        .map(|(_, component)| component.bounds().y1)
        .chain(groups.map(|(_, group)| group.bounds.y1))
        .reduce(f64::max);
    let corners = layout.components.iter().map(|(_, corner)| corner.y);
    let highest = corners.chain(layout.groups.iter().map(|(_, bounds)| bounds.y0)).fold(0.0, f64::min);
    lowest.map_or(Vec2::ZERO, |lowest| Vec2::new(0.0, (lowest + GAP - highest).ceil()))
}

/// Draws groups round what stands in them.
fn wrap(diagram: &mut Diagram, around: &Around, wrapping: &HashSet<usize>) {
    if wrapping.is_empty() {
        return;
    }
    let mut inside: Vec<Option<Rect>> = vec![None; diagram.groups.len()];
    for (component, group) in diagram.components.iter().zip(&around.components) {
        grow(&mut inside, *group, component.bounds());
    }
    for at in around.inner_first() {
        let Some(group) = diagram.groups.get_mut(at) else { continue };
        if let Some(Some(content)) = inside.get(at).filter(|_| wrapping.contains(&at)) {
            group.bounds = whole(framed(*content));
        }
        grow(&mut inside, around.group(at), group.bounds);
    }
}

fn grow(inside: &mut [Option<Rect>], group: Option<usize>, by: Rect) {
    if let Some(inside) = group.and_then(|at| inside.get_mut(at)) {
        *inside = Some(inside.map_or(by, |inside| inside.union(by)));
    }
}

fn in_range(point: Point) -> Point {
    let within = |number: f64| clamped(number, &limits::COORDINATE);
    Point::new(within(point.x), within(point.y))
}

/// On whole numbers, so that a width added to a corner gives the other corner again, and within what can be read back.
fn whole(bounds: Rect) -> Rect {
    let bounds = bounds.expand();
    let extent = |length: f64| clamped(length, &limits::EXTENT);
    Rect::from_origin_size(
        in_range(bounds.origin()),
        Size::new(extent(bounds.width()), extent(bounds.height())),
    )
}

fn clamped(number: f64, allowed: &RangeInclusive<f64>) -> f64 {
    number.clamp(*allowed.start(), *allowed.end())
}
