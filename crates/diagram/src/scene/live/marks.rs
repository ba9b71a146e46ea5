//! Rings, handles, ports and bends: what shows that something is selected and can be taken hold of.

use kurbo::{Point, Rect};

use super::super::preview::RubberEnd;
use super::super::shape::{Ink, Shape, Stroke};
use super::super::{Detail, Side, annotation, card, frame};
use super::Live;
use crate::edits::Handle;
use crate::hit::{Hit, Target};
use crate::{AnnotationKind, ComponentId, ConnectionId};

const PORT_PIXELS: f64 = 4.5;
const HANDLE_PIXELS: f64 = 4.0;

impl Live<'_> {
    pub(super) fn rings(&mut self) {
        if let Some(target) = self.overlay.hovered.target()
            && !self.overlay.selection.contains(&target)
        {
            self.ring(&target, Ink::AccentSoft);
        }
        let selection = &self.overlay.selection;
        for group in &selection.groups {
            self.ring(&Target::Group(group.clone()), Ink::Accent);
        }
        for one in &selection.annotations {
            self.ring(&Target::Annotation(one.clone()), Ink::Accent);
        }
        let seen = self.viewport.visible();
        for id in &selection.components {
            if let Some(bounds) = self.shown_by_id(id).filter(|bounds| bounds.overlaps(seen)) {
                card::ring(&mut self.layer, bounds, Ink::Accent, 2.0, self.viewport.zoom);
            }
        }
    }

    pub(super) fn ring(&mut self, target: &Target, ink: Ink) {
        let zoom = self.viewport.zoom;
        match target {
            Target::Component(id) => {
                if let Some(bounds) = self.shown_by_id(id) {
                    card::ring(&mut self.layer, bounds, ink, 2.0, zoom);
                }
            }
            Target::Group(id) => {
                if let Some(group) = self.picture.diagram.group(id) {
                    let bounds = self.shown_group(group);
                    frame::ring(&mut self.layer, bounds, ink, 2.0, zoom);
                }
            }
            Target::Annotation(id) => {
                let Some(one) = self.picture.diagram.annotation(id) else { return };
                let shown = self.shown_annotation(one);
                let stroke = Stroke::solid(ink, self.units(2.0));
                if one.kind == AnnotationKind::Arrow {
                    annotation::pointing(&mut self.layer, shown.start, shown.end, stroke, zoom);
                } else {
                    self.layer.outline(shown.bounds().inset(self.units(2.5)), 8.0, stroke);
                }
            }
            Target::Connection(_) => {}
        }
    }

    /// Small squares by which the one thing that is selected is resized, and circles for the bends of a connection.
    pub(super) fn handles(&mut self) {
        let preview = &self.overlay.preview;
        if !self.is_quiet() || preview.rubber.is_some() || Detail::at(self.viewport.zoom) == Detail::Boxes {
            return;
        }
        let Some(target) = self.overlay.selection.single() else { return };
        for handle in Handle::of(&target, self.picture.diagram) {
            if let Some(at) = self.handle_place(&target, *handle) {
                let is_hovered =
                    self.overlay.hovered == Hit::Handle { target: target.clone(), handle: *handle };
                self.square(at, is_hovered);
            }
        }
        if let Target::Connection(id) = &target {
            self.bends(id);
        }
    }

    pub(super) fn handle_place(&self, target: &Target, handle: Handle) -> Option<Point> {
        let diagram = self.picture.diagram;
        Some(match target {
            Target::Component(id) => handle.on(self.shown_by_id(id)?),
            Target::Group(id) => handle.on(self.shown_group(diagram.group(id)?)),
            Target::Annotation(id) => {
                let shown = self.shown_annotation(diagram.annotation(id)?);
                match shown.kind {
                    AnnotationKind::Arrow => handle.on_arrow(&shown),
                    _ => handle.on(shown.bounds()),
                }
            }
            Target::Connection(_) => return None,
        })
    }

    pub(super) fn square(&mut self, at: Point, is_hovered: bool) {
        let (pixels, fill) =
            if is_hovered { (HANDLE_PIXELS + 1.5, Ink::Accent) } else { (HANDLE_PIXELS, Ink::Surface) };
        let side = self.units(2.0 * pixels);
        self.layer.push(Shape::Box {
            rect: Rect::from_center_size(at, (side, side)),
            radius: self.units(1.5),
            fill: Some(fill),
            stroke: Some(Stroke::solid(Ink::Accent, self.units(1.5))),
        });
    }

    pub(super) fn bends(&mut self, id: &ConnectionId) {
        let bending = self.overlay.preview.bend.as_ref().map(|bend| bend.waypoints.clone());
        let Some((position, connection)) = self.connection(id) else { return };
        let waypoints = bending.clone().unwrap_or_else(|| connection.waypoints.clone());
        let middles = match (&bending, self.picture.index.route(position)) {
            (None, Some(route)) => route.middles(&waypoints),
            _ => Vec::new(),
        };
        let hovered = self.overlay.hovered.clone();
        for (waypoint, at) in middles {
            let hit = Hit::NewWaypoint { connection: id.clone(), waypoint };
            self.dot(at, 3.0, hovered == hit, Ink::AccentSoft);
        }
        for (waypoint, at) in waypoints.into_iter().enumerate() {
            let hit = Hit::Waypoint { connection: id.clone(), waypoint };
            self.dot(at, PORT_PIXELS, hovered == hit, Ink::Accent);
        }
    }

    pub(super) fn dot(&mut self, centre: Point, pixels: f64, is_hovered: bool, ink: Ink) {
        let (pixels, fill) = if is_hovered { (pixels + 1.5, Ink::Accent) } else { (pixels, Ink::Surface) };
        self.layer.push(Shape::Circle {
            centre,
            radius: self.units(pixels),
            fill: Some(fill),
            stroke: Some(Stroke::solid(ink, self.units(1.75))),
        });
    }

    /// Small circles from which connections are drawn, on what is hovered and on a single selected component.
    pub(super) fn ports(&mut self) {
        let preview = &self.overlay.preview;
        if !self.is_quiet() || preview.resize.is_some() || Detail::at(self.viewport.zoom) == Detail::Boxes {
            return;
        }
        let aimed_at = preview.rubber.as_ref().and_then(|rubber| match &rubber.to {
            RubberEnd::Component(id) if *id != rubber.from => Some(id.clone()),
            _ => None,
        });
        let showing = self.overlay.selection.showing_ports(&self.overlay.hovered);
        for id in showing.into_iter().chain(aimed_at) {
            for side in Side::ALL {
                self.port(&id, side);
            }
        }
    }

    /// The one under the pointer is larger and filled.
    pub(super) fn port(&mut self, component: &ComponentId, side: Side) {
        let Some(bounds) = self.shown_by_id(component) else { return };
        let is_hovered = self.overlay.hovered == Hit::Port { component: component.clone(), side };
        self.dot(side.middle(bounds), PORT_PIXELS, is_hovered, Ink::Accent);
    }
}
