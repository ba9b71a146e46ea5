//! What is drawn elsewhere than it stands, or otherwise, while it is worked on.

use std::collections::BTreeSet;

use kurbo::{Point, Rect, Vec2};

use super::super::card::{self, Card};
use super::super::connection::Emphasis;
use super::super::picture::Kinds;
use super::super::preview::{Bend, Lift, Resize};
use super::super::{annotation, base, frame};
use super::Live;
use crate::hit::Target;
use crate::{Annotation, ComponentId, Group};

/// While more connections than this follow the pointer, each takes the plainest way.
const MOST_CAREFUL: usize = 300;

impl Live<'_> {
    /// What is being dragged, with its connections, where it would come down.
    pub(super) fn lifted(&mut self, lift: &Lift) {
        let zoom = self.viewport.zoom;
        for group in self.picture.diagram.groups.iter().filter(|one| lift.carried.groups.contains(&one.id)) {
            frame::draw_at(&mut self.layer, group, group.bounds + lift.by, zoom);
        }
        let components = &lift.carried.components;
        self.following(components);
        for one in &self.picture.diagram.annotations {
            if lift.carried.annotations.contains(&one.id) {
                annotation::draw(&mut self.layer, &one.shifted(lift.by), zoom);
            }
        }
        let kinds = Kinds::of(self.picture.catalogue);
        let seen = self.viewport.visible();
        for component in components.iter().filter_map(|id| self.picture.index.position(id)) {
            let Some(component) = self.picture.diagram.components.get(component) else { continue };
            let resting = base::at_rest(self.picture, component);
            let card = Card { bounds: resting.bounds + lift.by, ..resting };
            if card.bounds.overlaps(seen) {
                card::draw(&mut self.layer, &kinds, &card, zoom);
            }
        }
    }

    /// Connections of components that are drawn elsewhere than they stand.
    pub(super) fn following(&mut self, moving: &BTreeSet<ComponentId>) {
        let (index, diagram) = (self.picture.index, self.picture.diagram);
        let is_moving = |id: &ComponentId| moving.contains(id);
        let places = moving.iter().filter_map(|id| index.position(id));
        let following: BTreeSet<usize> = places.flat_map(|place| index.touching(place)).collect();
        let careful = following.len() <= MOST_CAREFUL;
        for position in following {
            let Some(connection) = diagram.connections.get(position) else { continue };
            let Some((from, to)) = index.ends(position) else { continue };
            let (Some(from), Some(to)) = (self.shown(from), self.shown(to)) else { continue };
            let both = is_moving(&connection.from) && is_moving(&connection.to);
            let by = self.overlay.preview.lift.as_ref().map_or(Vec2::ZERO, |lift| lift.by);
            let bends: Option<Vec<Point>> = (both && !connection.waypoints.is_empty())
                .then(|| connection.waypoints.iter().map(|at| *at + by).collect());
            if let Some(route) = index.rerouted(position, (from, to), bends.as_deref(), careful) {
                self.whole_connection(connection, &route, self.emphasis(&connection.id));
            }
        }
    }

    /// What is being made larger or smaller, as it will be.
    pub(super) fn resized(&mut self, resize: &Resize) {
        let zoom = self.viewport.zoom;
        match &resize.target {
            Target::Component(id) => {
                self.following(&BTreeSet::from([id.clone()]));
                let kinds = Kinds::of(self.picture.catalogue);
                let place = self.picture.index.position(id);
                let Some(component) = place.and_then(|at| self.picture.diagram.components.get(at)) else {
                    return;
                };
                let card = Card { bounds: resize.bounds(), ..base::at_rest(self.picture, component) };
                card::draw(&mut self.layer, &kinds, &card, zoom);
            }
            Target::Group(id) => {
                if let Some(group) = self.picture.diagram.group(id) {
                    frame::draw_at(&mut self.layer, group, resize.bounds(), zoom);
                }
            }
            Target::Annotation(id) => {
                if let Some(one) = self.picture.diagram.annotation(id) {
                    let resized = Annotation { start: resize.from, end: resize.to, ..one.clone() };
                    annotation::draw(&mut self.layer, &resized, zoom);
                }
            }
            Target::Connection(_) => {}
        }
    }

    pub(super) fn bent(&mut self, bend: &Bend) {
        let Some((position, connection)) = self.connection(&bend.connection) else { return };
        let Some((from, to)) = self.picture.index.ends(position) else { return };
        let (Some(from), Some(to)) = (self.shown(from), self.shown(to)) else { return };
        if let Some(route) = self.picture.index.rerouted(position, (from, to), Some(&bend.waypoints), true) {
            self.whole_connection(connection, &route, Emphasis::SELECTED);
        }
    }

    /// Where a component is drawn: elsewhere than it stands, if it is being dragged or resized.
    pub(super) fn shown(&self, position: usize) -> Option<Rect> {
        let bounds = self.picture.index.bounds(position)?;
        let component = self.picture.diagram.components.get(position)?;
        let preview = &self.overlay.preview;
        Some(match (&preview.lift, &preview.resize) {
            (Some(lift), _) if lift.carried.components.contains(&component.id) => bounds + lift.by,
            (_, Some(Resize { target: Target::Component(id), .. })) if *id == component.id => {
                preview.resize.as_ref().map_or(bounds, Resize::bounds)
            }
            _ => bounds,
        })
    }

    pub(super) fn shown_by_id(&self, id: &ComponentId) -> Option<Rect> {
        self.shown(self.picture.index.position(id)?)
    }

    pub(super) fn shown_group(&self, group: &Group) -> Rect {
        let preview = &self.overlay.preview;
        match (&preview.lift, &preview.resize) {
            (Some(lift), _) if lift.carried.groups.contains(&group.id) => group.bounds + lift.by,
            (_, Some(resize)) if resize.target == Target::Group(group.id.clone()) => resize.bounds(),
            _ => group.bounds,
        }
    }

    pub(super) fn shown_annotation(&self, one: &Annotation) -> Annotation {
        let preview = &self.overlay.preview;
        match (&preview.lift, &preview.resize) {
            (Some(lift), _) if lift.carried.annotations.contains(&one.id) => one.shifted(lift.by),
            (_, Some(resize)) if resize.target == Target::Annotation(one.id.clone()) => {
                Annotation { start: resize.from, end: resize.to, ..one.clone() }
            }
            _ => one.clone(),
        }
    }
}
