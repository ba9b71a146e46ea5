//! A new layout of the whole design, which things glide to.

use std::collections::HashMap;
use std::sync::Arc;

use diagram::{Diagram, SpatialIndex, Viewport, edits};
use kurbo::{Point, Rect};
use leptos::prelude::*;

use super::{Bench, Drawn};
use crate::browser::{clock, element};

const GLIDE_MILLIS: f64 = 320.0;
/// More than these are laid out at once: what cannot be followed need not be shown.
const MOST_GLIDING: usize = 400;

/// From where to where, and since when.
#[derive(Clone)]
struct Glide {
    from: Arc<Drawn>,
    to: Arc<Drawn>,
    from_view: Viewport,
    to_view: Viewport,
    began_millis: f64,
}

impl Bench {
    /// Columns from left to right as requests go, groups around what stands in them.
    pub fn lay_out(self) {
        let from = self.drawn.get_untracked();
        let from_view = self.viewport.get_untracked();
        let Some(command) = edits::laid_out(&from.diagram) else {
            self.announcement.set("The design is laid out already.".to_owned());
            return;
        };
        if !self.apply(&command) {
            return;
        }
        self.fit();
        let to_view = self.viewport.get_untracked();
        if element::wants_less_motion() || from.diagram.components.len() > MOST_GLIDING {
            return;
        }
        let to = self.drawn.get_untracked();
        let began_millis = clock::monotonic_millis();
        self.glide(Glide { from, to, from_view, to_view, began_millis });
    }

    /// One frame, and the next one after it until all is in place or the design is another one.
    fn glide(self, glide: Glide) {
        let gone = (clock::monotonic_millis() - glide.began_millis) / GLIDE_MILLIS;
        let is_current = self.drawn.try_get_untracked().is_some_and(|drawn| drawn == glide.to);
        if gone >= 1.0 || !is_current {
            self.motion.try_set(None);
            if is_current {
                self.viewport.set(glide.to_view);
            }
            return;
        }
        // Quick at first, then slower.
        let share = 1.0 - (1.0 - gone.max(0.0)).powi(3);
        let diagram = between(&glide.from.diagram, &glide.to.diagram, share);
        let revision = u64::MAX - (gone.max(0.0) * 1_000_000.0) as u64;
        self.motion.set(Some(Arc::new(Drawn {
            index: SpatialIndex::of(&diagram),
            diagram: Arc::new(diagram),
            revision,
        })));
        self.viewport.set(view_between(&glide.from_view, &glide.to_view, share));
        request_animation_frame(move || self.glide(glide));
    }
}

fn between(from: &Diagram, to: &Diagram, share: f64) -> Diagram {
    let components: HashMap<_, Point> = from.components.iter().map(|one| (&one.id, one.position)).collect();
    let groups: HashMap<_, Rect> = from.groups.iter().map(|one| (&one.id, one.bounds)).collect();
    let mut between = to.clone();
    for one in &mut between.components {
        if let Some(before) = components.get(&one.id) {
            one.position = before.lerp(one.position, share);
        }
    }
    for one in &mut between.groups {
        if let Some(before) = groups.get(&one.id) {
            let corner = |a: Point, b: Point| a.lerp(b, share);
            one.bounds = Rect::from_points(
                corner(before.origin(), one.bounds.origin()),
                corner(Point::new(before.x1, before.y1), Point::new(one.bounds.x1, one.bounds.y1)),
            );
        }
    }
    between
}

fn view_between(from: &Viewport, to: &Viewport, share: f64) -> Viewport {
    let origin = from.origin.lerp(to.origin, share);
    Viewport { origin, zoom: from.zoom + (to.zoom - from.zoom) * share, ..*to }
}
