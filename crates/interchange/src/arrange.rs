//! Automatic layout of a drawing with frames: what a frame holds is laid out by itself and then stands as one box.

use diagram::layout::layered;
use diagram::{Component, ComponentId, Connection, ConnectionId, Diagram};
use kurbo::{Point, Rect, Size, Vec2};

/// Document units between a frame and what it holds.
pub(crate) const PADDING: f64 = 24.0;
/// The same at the top, where its name stands.
pub(crate) const TITLE: f64 = 40.0;
const EMPTY_FRAME: Size = Size::new(200.0, 120.0);

/// Boxes and frames by their place in lists. No frame stands in itself.
pub(crate) struct Outline {
    pub(crate) sizes: Vec<Size>,
    /// The frame of each box.
    pub(crate) frames: Vec<Option<usize>>,
    /// The frame around each frame.
    pub(crate) parents: Vec<Option<usize>>,
    /// From box to box.
    pub(crate) calls: Vec<(usize, usize)>,
}

/// Document units, in the order of the outline.
pub(crate) struct Arranged {
    pub(crate) corners: Vec<Point>,
    pub(crate) frames: Vec<Rect>,
}

/// Boxes from left to right as calls go, none over another, each frame around its own.
pub(crate) fn arranged(outline: &Outline) -> Arranged {
    let levels = Levels::of(outline);
    let mut sizes = outline.sizes.clone();
    sizes.resize(outline.sizes.len() + outline.parents.len(), EMPTY_FRAME);
    // Places within the frame around; frames count on after the boxes.
    let mut corners = vec![Point::ZERO; sizes.len()];
    let boxes = outline.sizes.len();
    for frame in deepest_first(&outline.parents) {
        if let (Some(extent), Some(size)) =
            (levels.lay_out(Some(frame), &sizes, &mut corners), sizes.get_mut(boxes + frame))
        {
            *size = extent + Size::new(2.0 * PADDING, TITLE + PADDING);
        }
    }
    levels.lay_out(None, &sizes, &mut corners);
    shift_into_frames(outline, &mut corners);
    let frames = corners.split_off(boxes).into_iter().zip(sizes.split_off(boxes));
    Arranged { frames: frames.map(|(corner, size)| Rect::from_origin_size(corner, size)).collect(), corners }
}

/// From places within frames to places in the drawing.
fn shift_into_frames(outline: &Outline, corners: &mut [Point]) {
    let boxes = outline.sizes.len();
    let inside = Vec2::new(PADDING, TITLE);
    let mut shift = |at: usize, frame: Option<usize>| {
        let around = frame.and_then(|frame| corners.get(boxes + frame).copied());
        if let (Some(around), Some(corner)) = (around, corners.get_mut(at)) {
            *corner += around.to_vec2() + inside;
        }
    };
    for frame in deepest_first(&outline.parents).into_iter().rev() {
        shift(boxes + frame, outline.parents.get(frame).copied().flatten());
    }
    for (at, frame) in outline.frames.iter().enumerate() {
        shift(at, *frame);
    }
}

/// Every frame before the one around it.
pub(crate) fn deepest_first(parents: &[Option<usize>]) -> Vec<usize> {
    let depth = |start: usize| {
        let up = |at: &usize| parents.get(*at).copied().flatten();
        std::iter::successors(Some(start), up).take(parents.len()).count()
    };
    let mut order: Vec<(usize, usize)> = (0..parents.len()).map(|at| (depth(at), at)).collect();
    order.sort_unstable_by(|a, b| b.cmp(a));
    order.into_iter().map(|(_, at)| at).collect()
}

/// What each frame holds directly, and the calls between those; the last level is outside of all frames.
struct Levels {
    items: Vec<Vec<usize>>,
    calls: Vec<Vec<(usize, usize)>>,
}

impl Levels {
    fn of(outline: &Outline) -> Self {
        let (boxes, frames) = (outline.sizes.len(), outline.parents.len());
        let around: Vec<Option<usize>> = outline.frames.iter().chain(&outline.parents).copied().collect();
        let mut levels = Self { items: vec![Vec::new(); frames + 1], calls: vec![Vec::new(); frames + 1] };
        for (item, frame) in around.iter().enumerate() {
            if let Some(items) = levels.items.get_mut(frame.unwrap_or(frames)) {
                items.push(item);
            }
        }
        let path = |start: usize| {
            let up = |item: &usize| Some(boxes + around.get(*item).copied().flatten()?);
            let mut path: Vec<usize> = std::iter::successors(Some(start), up).collect();
            path.reverse();
            path
        };
        for &(from, to) in &outline.calls {
            let (from, to) = (path(from), path(to));
            // The first step in which they differ is what stands side by side.
            let parted = from.iter().zip(&to).position(|(a, b)| a != b);
            let Some((at, a, b)) = parted.and_then(|at| Some((at, *from.get(at)?, *to.get(at)?))) else {
                continue;
            };
            let level = at.checked_sub(1).and_then(|before| from.get(before)?.checked_sub(boxes));
            if let Some(calls) = levels.calls.get_mut(level.unwrap_or(frames)) {
                calls.push((a, b));
            }
        }
        levels
    }

    /// Gives what one frame holds its places, from (0, 0); the answer is how much room that takes.
    fn lay_out(&self, frame: Option<usize>, sizes: &[Size], corners: &mut [Point]) -> Option<Size> {
        let level = frame.unwrap_or(self.items.len().saturating_sub(1));
        let (items, calls) = (self.items.get(level)?, self.calls.get(level)?);
        let id = |item: usize| ComponentId(item.to_string());
        let boxes = items.iter().map(|&item| Component {
            size: sizes.get(item).copied().unwrap_or(Component::DEFAULT_SIZE),
            ..Component::new(id(item), "", "", Point::ZERO)
        });
        let connections =
            calls.iter().map(|&(from, to)| Connection::new(ConnectionId(String::new()), id(from), id(to)));
        let level =
            Diagram { components: boxes.collect(), connections: connections.collect(), ..Diagram::default() };
        let places = layered(&level);
        let rects = places.iter().zip(&level.components);
        let rects = rects.map(|((_, corner), component)| Rect::from_origin_size(*corner, component.size));
        let extent = rects.reduce(|all, one| all.union(one))?;
        for (&item, (_, corner)) in items.iter().zip(&places) {
            if let Some(place) = corners.get_mut(item) {
                *place = *corner - extent.origin().to_vec2();
            }
        }
        Some(extent.size())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOX: Size = Component::DEFAULT_SIZE;

    fn rects(outline: &Outline, arranged: &Arranged) -> Vec<Rect> {
        arranged
            .corners
            .iter()
            .zip(&outline.sizes)
            .map(|(at, size)| Rect::from_origin_size(*at, *size))
            .collect()
    }

    #[test]
    fn a_frame_holds_its_boxes_and_stands_as_one_box_among_others() {
        // 0 calls 1 and 2, which stand in a frame.
        let outline = Outline {
            sizes: vec![BOX; 3],
            frames: vec![None, Some(0), Some(0)],
            parents: vec![None],
            calls: vec![(0, 1), (1, 2)],
        };
        let arranged = arranged(&outline);
        // Two of 120 with 80 between are 320 wide, and 24 on each side; 80 high, and 40 and 24.
        assert_eq!(arranged.frames[0].size(), Size::new(368.0, 144.0));
        assert_eq!(arranged.corners[1] - arranged.frames[0].origin(), Vec2::new(24.0, 40.0));
        assert!(arranged.corners[0].x + 120.0 < arranged.frames[0].x0);
    }

    #[test]
    fn a_thousand_frames_in_each_other_are_no_matter() {
        let parents = (0..1000).map(|at: usize| at.checked_sub(1)).collect();
        let outline = Outline { sizes: vec![BOX], frames: vec![Some(999)], parents, calls: vec![] };
        let arranged = arranged(&outline);
        assert!(arranged.frames[0].contains(arranged.corners[0]));
    }

    proptest! {
        #[test]
        fn nothing_overlaps_but_frames_and_what_they_hold(
            frames in prop::collection::vec(prop::option::of(0..6_usize), 0..12),
            parents in prop::collection::vec(prop::option::of(0..6_usize), 6),
            calls in prop::collection::vec((0..12_usize, 0..12_usize), 0..20),
        ) {
            let parents: Vec<_> =
                parents.into_iter().enumerate().map(|(at, parent)| parent.filter(|parent| *parent < at)).collect();
            let calls = calls.into_iter().filter(|(a, b)| a.max(b) < &frames.len()).collect();
            let outline = Outline { sizes: vec![BOX; frames.len()], frames, parents, calls };
            let arranged = arranged(&outline);
            let boxes = rects(&outline, &arranged);
            let inside = |item: usize, frame: usize| {
                std::iter::successors(outline.frames[item], |at| outline.parents[*at]).any(|at| at == frame)
            };
            for (at, one) in boxes.iter().enumerate() {
                for other in &boxes[at + 1..] {
                    prop_assert!(one.intersect(*other).is_zero_area());
                }
                for (frame, bounds) in arranged.frames.iter().enumerate() {
                    prop_assert_eq!(bounds.contains_rect(*one), inside(at, frame));
                    prop_assert!(inside(at, frame) || bounds.intersect(*one).is_zero_area());
                }
            }
        }
    }
}
