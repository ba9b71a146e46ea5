use std::collections::HashMap;

use kurbo::{Point, Rect, Size, Vec2};

use super::{HEADER, Layout, PADDING, in_columns, places};
use crate::{Diagram, Group, GroupId};

/// Components and groups as boxes in boxes. Nodes are numbered: components first, then groups.
struct Nest<'a> {
    diagram: &'a Diagram,
    /// The group around each node, by its place in the list of groups.
    around: Vec<Option<usize>>,
    sizes: Vec<Size>,
    /// Corners within what is around.
    corners: Vec<Point>,
}

pub(super) fn layout(diagram: &Diagram) -> Layout {
    let mut nest = Nest::of(diagram);
    let links = nest.links();
    let none = Vec::new();
    for group in nest.inner_first() {
        nest.fill(Some(group), links.get(&Some(group)).unwrap_or(&none));
    }
    nest.fill(None, links.get(&None).unwrap_or(&none));
    let count = diagram.components.len();
    let components = diagram.components.iter().enumerate().map(|(at, one)| (one.id.clone(), nest.corner(at)));
    let groups = diagram.groups.iter().enumerate().map(|(at, one)| {
        let node = count + at;
        let size = nest.sizes.get(node).copied().unwrap_or(one.bounds.size());
        (one.id.clone(), Rect::from_origin_size(nest.corner(node), size))
    });
    Layout { components: components.collect(), groups: groups.collect() }
}

impl<'a> Nest<'a> {
    fn of(diagram: &'a Diagram) -> Self {
        let index: HashMap<&GroupId, usize> =
            diagram.groups.iter().enumerate().map(|(at, group)| (&group.id, at)).collect();
        let place = |group: Option<&GroupId>| index.get(group?).copied();
        let components = diagram.components.iter();
        let groups = diagram.groups.iter();
        let around = components
            .clone()
            .map(|one| place(one.group.as_ref()))
            .chain(groups.clone().map(|one| place(one.parent.as_ref())))
            .collect();
        let sizes: Vec<Size> =
            components.map(|one| one.size).chain(groups.map(|one: &Group| one.bounds.size())).collect();
        let corners = vec![Point::ZERO; sizes.len()];
        Self { diagram, around, sizes, corners }
    }

    fn node_of(&self, group: usize) -> usize {
        self.diagram.components.len() + group
    }

    /// Groups around a node from the innermost outwards.
    fn path(&self, node: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut here = node;
        while let Some(group) = self.around.get(here).copied().flatten() {
            // Groups in a ring would never end.
            if path.len() > self.diagram.groups.len() {
                break;
            }
            path.push(group);
            here = self.node_of(group);
        }
        path
    }

    fn inner_first(&self) -> Vec<usize> {
        let mut groups: Vec<usize> = (0..self.diagram.groups.len()).collect();
        let depths: Vec<usize> = groups.iter().map(|group| self.path(self.node_of(*group)).len()).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(depths.get(*group).copied().unwrap_or(0)));
        groups
    }

    /// For each group, and for outside of all, which of its nodes call each other through what stands in them.
    fn links(&self) -> HashMap<Option<usize>, Vec<(usize, usize)>> {
        let index = places(&self.diagram.components);
        let mut links: HashMap<Option<usize>, Vec<(usize, usize)>> = HashMap::new();
        for connection in &self.diagram.connections {
            let (Some(&from), Some(&to)) = (index.get(&connection.from), index.get(&connection.to)) else {
                continue;
            };
            let (from, to) = (self.line(from), self.line(to));
            // Both lines start outside of all groups; where they part, one box calls the other.
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if let (Some(&from), Some(&to)) = (from.get(shared), to.get(shared)) {
                let container = self.around.get(from).copied().flatten();
                links.entry(container).or_default().push((from, to));
            }
        }
        links
    }

    /// The nodes around a node from the outermost inwards, itself last.
    fn line(&self, node: usize) -> Vec<usize> {
        let mut line: Vec<usize> = self.path(node).into_iter().map(|group| self.node_of(group)).collect();
        line.reverse();
        line.push(node);
        line
    }

    /// Places what stands in a group, or outside of all, and makes the group as large as that needs.
    fn fill(&mut self, container: Option<usize>, links: &[(usize, usize)]) {
        let members: Vec<usize> = (0..self.sizes.len())
            .filter(|node| self.around.get(*node).copied().flatten() == container)
            .collect();
        if members.is_empty() {
            return;
        }
        let rank: HashMap<usize, usize> = members.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let links: Vec<(usize, usize)> =
            links.iter().filter_map(|(from, to)| Some((*rank.get(from)?, *rank.get(to)?))).collect();
        let sizes: Vec<Size> = members.iter().filter_map(|node| self.sizes.get(*node).copied()).collect();
        let corners = in_columns(&sizes, &links);
        let boxes = corners.iter().zip(&sizes).map(|(corner, size)| Rect::from_origin_size(*corner, *size));
        let Some(extent) = boxes.reduce(|all, one| all.union(one)) else { return };
        let shift = match container {
            Some(_) => Vec2::new(PADDING, HEADER) - extent.origin().to_vec2(),
            None => Vec2::ZERO,
        };
        for (node, corner) in members.into_iter().zip(corners) {
            if let Some(place) = self.corners.get_mut(node) {
                *place = corner + shift;
            }
        }
        if let Some(group) = container {
            let node = self.node_of(group);
            if let Some(size) = self.sizes.get_mut(node) {
                *size = extent.size() + Size::new(2.0 * PADDING, HEADER + PADDING);
            }
        }
    }

    /// In the drawing, not only within what is around.
    fn corner(&self, node: usize) -> Point {
        let around = self.path(node).into_iter().map(|group| self.node_of(group));
        let at = |node: usize| self.corners.get(node).copied().unwrap_or_default().to_vec2();
        around.fold(at(node), |sum, group| sum + at(group)).to_point()
    }
}
