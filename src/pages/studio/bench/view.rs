//! Which part of the design is seen.

use diagram::Component;
use diagram::edits::Carried;
use kurbo::{Point, Rect, Size};
use leptos::prelude::*;

use super::Bench;

const PADDING: f64 = 48.0;

impl Bench {
    /// The whole design in view.
    pub fn fit(self) {
        let extent = self.drawn.with_untracked(|drawn| drawn.index.extent());
        if let Some(extent) = extent {
            self.viewport.update(|viewport| *viewport = viewport.fitting(extent, PADDING));
        }
    }

    pub fn zoom(self, factor: f64) {
        self.viewport.update(|viewport| {
            let middle = Point::new(viewport.size.width / 2.0, viewport.size.height / 2.0);
            *viewport = viewport.zoomed_about(middle, factor);
        });
    }

    /// As large as what is selected fits.
    pub fn fit_selection(self) {
        match self.selection_bounds() {
            Some(bounds) => self.viewport.update(|viewport| *viewport = viewport.fitting(bounds, PADDING)),
            None => self.announcement.set("Nothing is selected.".to_owned()),
        }
    }

    /// Moves the view no further than needed.
    pub fn reveal_selection(self) {
        if let Some(bounds) = self.selection_bounds() {
            self.viewport.update(|viewport| *viewport = viewport.revealing(bounds, 24.0));
        }
    }

    /// The canvas has become larger or smaller. What is selected stays in view if it was.
    pub fn resize_view(self, size: Size) {
        let seen = self.viewport.get_untracked().visible();
        self.viewport.update(|viewport| viewport.size = size);
        if self.selection_bounds().is_some_and(|bounds| seen.contains_rect(bounds)) {
            self.reveal_selection();
        }
    }

    /// The middle of the view at a point of the design.
    pub fn look_at(self, world: Point) {
        self.viewport.update(|viewport| *viewport = viewport.centred_on(world));
    }

    /// What can be done, beside the pointer or beside what is selected.
    pub fn open_menu(self, at: Option<Point>) {
        let viewport = self.viewport.get_untracked();
        let beside = || {
            let bounds = self.selection_bounds()?;
            Some(viewport.screen_from_world(Point::new(bounds.x0, bounds.y1)))
        };
        let at = at.or_else(beside).unwrap_or(Point::new(viewport.size.width / 3.0, 16.0));
        let within = |at: f64, size: f64| at.clamp(0.0, (size - 48.0).max(0.0));
        self.menu
            .set(Some(Point::new(within(at.x, viewport.size.width), within(at.y, viewport.size.height))));
    }

    fn selection_bounds(self) -> Option<Rect> {
        let selection = self.selection.get_untracked();
        self.drawn.with_untracked(|drawn| {
            // Also what is locked, which nothing carries.
            let components = drawn.diagram.components.iter();
            let groups = drawn.diagram.groups.iter();
            let selected = components
                .filter(|one| selection.components.contains(&one.id))
                .map(Component::bounds)
                .chain(groups.filter(|one| selection.groups.contains(&one.id)).map(|one| one.bounds));
            let ends = drawn.diagram.connections.iter().enumerate().filter_map(|(place, connection)| {
                selection
                    .connections
                    .contains(&connection.id)
                    .then(|| drawn.index.route(place).map(|route| route.bounds()))
                    .flatten()
            });
            let others = Carried::by(&drawn.diagram, &selection).bounds(&drawn.diagram);
            selected.chain(ends).chain(others).reduce(|all, one| all.union(one))
        })
    }
}
