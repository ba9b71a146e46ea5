//! Where the parts of a sketch stand that do not say so.

use diagram::{Component, Group};
use kurbo::{Point, Rect, Size, Vec2};

use super::Sketch;
use crate::arrange::{Outline, PADDING, TITLE, arranged};

/// In the order of the sketch's lists.
pub(super) struct Places {
    pub(super) nodes: Vec<Rect>,
    pub(super) frames: Vec<Rect>,
}

pub(super) fn places(sketch: &Sketch) -> Places {
    let nodes: Vec<Option<Rect>> =
        sketch.nodes.iter().map(|node| node.bounds.or(node.known.as_ref().map(Component::bounds))).collect();
    let frames: Vec<Option<Rect>> = sketch
        .frames
        .iter()
        .map(|frame| frame.bounds.or(frame.known.as_ref().map(|group| group.bounds)))
        .collect();
    if nodes.iter().chain(&frames).all(Option::is_none) {
        return from_nothing(sketch);
    }
    beside_others(sketch, nodes, frames)
}

fn from_nothing(sketch: &Sketch) -> Places {
    let outline = Outline {
        sizes: vec![Component::DEFAULT_SIZE; sketch.nodes.len()],
        frames: sketch.nodes.iter().map(|node| node.frame).collect(),
        parents: sketch.frames.iter().map(|frame| frame.parent).collect(),
        calls: sketch.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect(),
    };
    let arranged = arranged(&outline);
    let corners = arranged.corners.into_iter();
    Places {
        nodes: corners.map(|corner| Rect::from_origin_size(corner, Component::DEFAULT_SIZE)).collect(),
        frames: arranged.frames,
    }
}

/// What has no place goes to the bottom of its frame, or below everything.
fn beside_others(sketch: &Sketch, nodes: Vec<Option<Rect>>, mut frames: Vec<Option<Rect>>) -> Places {
    let everything = nodes.iter().chain(&frames).flatten().copied().reduce(|all, one| all.union(one));
    let everything = everything.unwrap_or_default();
    let mut next = Point::new(everything.x0, everything.y1 + PADDING);
    let mut below = |size: Size| {
        let corner = next;
        next.x += size.width + PADDING;
        Rect::from_origin_size(corner, size)
    };
    // How far the bottom row of each frame has come.
    let mut rows: Vec<Option<Rect>> = vec![None; frames.len()];
    let mut placed = Vec::with_capacity(nodes.len());
    for (node, bounds) in sketch.nodes.iter().zip(nodes) {
        let size = Component::DEFAULT_SIZE;
        let place = bounds.unwrap_or_else(|| {
            let frame = node.frame.and_then(|at| Some((frames.get_mut(at)?.as_mut()?, rows.get_mut(at)?)));
            let Some((frame, row)) = frame else { return below(size) };
            let corner = match row {
                Some(last) => Point::new(last.x1 + PADDING, last.y0),
                None => Point::new(frame.x0 + PADDING, frame.y1),
            };
            let place = Rect::from_origin_size(corner, size);
            *row = Some(place);
            *frame = frame.union(place + Vec2::new(PADDING, PADDING));
            place
        });
        placed.push(place);
    }
    let frames = wrapped(sketch, &placed, frames, &mut below);
    Places { nodes: placed, frames }
}

/// Frames without bounds close around what they hold.
fn wrapped(
    sketch: &Sketch,
    nodes: &[Rect],
    mut frames: Vec<Option<Rect>>,
    below: &mut impl FnMut(Size) -> Rect,
) -> Vec<Rect> {
    let mut around: Vec<Option<Rect>> = vec![None; frames.len()];
    let grow = |around: &mut Vec<Option<Rect>>, at: Option<usize>, by: Rect| {
        if let Some(around) = at.and_then(|at| around.get_mut(at)) {
            *around = Some(around.map_or(by, |around| around.union(by)));
        }
    };
    for (node, bounds) in sketch.nodes.iter().zip(nodes) {
        grow(&mut around, node.frame, *bounds);
    }
    for at in deepest_first(sketch) {
        let Some(bounds) = frames.get_mut(at) else { continue };
        let content = around.get(at).copied().flatten();
        let whole = bounds.unwrap_or_else(|| match content {
            Some(content) => Rect::new(
                content.x0 - PADDING,
                content.y0 - TITLE,
                content.x1 + PADDING,
                content.y1 + PADDING,
            ),
            None => below(Group::DEFAULT_SIZE),
        });
        *bounds = Some(whole);
        grow(&mut around, sketch.frames.get(at).and_then(|frame| frame.parent), whole);
    }
    frames.into_iter().map(Option::unwrap_or_default).collect()
}

fn deepest_first(sketch: &Sketch) -> Vec<usize> {
    let parents: Vec<Option<usize>> = sketch.frames.iter().map(|frame| frame.parent).collect();
    crate::arrange::deepest_first(&parents)
}
