use kurbo::{Point, Rect};

use super::card::{self, Card};
use super::connection::{self, Emphasis};
use super::picture::{Kinds, Picture, Status};
use super::preview::{Ghost, Lift, Rubber, RubberEnd};
use super::route::Route;
use super::shape::{Ink, Layer, Shape, Stroke};
use super::{Detail, Overlay, Side, base};
use crate::hit::{Hit, Target};
use crate::{Component, ComponentId, Viewport};

const PORT_PIXELS: f64 = 4.5;

pub(super) fn layer(picture: &Picture, overlay: &Overlay, viewport: &Viewport) -> Layer {
    let mut live = Live { layer: Layer::default(), picture, overlay, viewport };
    live.connections();
    if let Some(lift) = &overlay.preview.lift {
        live.lifted(lift);
    }
    live.rings();
    if let Some(rubber) = &overlay.preview.rubber {
        live.rubber(rubber);
    }
    live.ports();
    if let Some(ghost) = &overlay.preview.ghost {
        live.ghost(ghost);
    }
    live.helpers();
    live.layer
}

struct Live<'a> {
    layer: Layer,
    picture: &'a Picture<'a>,
    overlay: &'a Overlay,
    viewport: &'a Viewport,
}

impl Live<'_> {
    /// Document units for so many screen pixels.
    fn units(&self, pixels: f64) -> f64 {
        pixels / self.viewport.zoom
    }

    /// Selected and hovered connections, over their selves on the base.
    fn connections(&mut self) {
        let hovered = match &self.overlay.hovered {
            Hit::Connection(id) => Some(id),
            _ => None,
        };
        let selected = &self.overlay.selection.connections;
        if hovered.is_none() && selected.is_empty() {
            return;
        }
        for (position, connection) in self.picture.diagram.connections.iter().enumerate() {
            let emphasis = if selected.contains(&connection.id) {
                Emphasis::SELECTED
            } else if hovered == Some(&connection.id) {
                Emphasis::HOVER
            } else {
                continue;
            };
            if let Some(route) = self.picture.index.route(position) {
                self.whole_connection(connection, route, emphasis);
            }
        }
    }

    fn whole_connection(&mut self, connection: &crate::Connection, route: &Route, emphasis: Emphasis) {
        let zoom = self.viewport.zoom;
        connection::draw(&mut self.layer, connection, route, emphasis, zoom);
        connection::head(&mut self.layer, route, emphasis, zoom);
        connection::label(&mut self.layer, connection, route, zoom);
    }

    /// What is being dragged, with its connections, where it would come down.
    fn lifted(&mut self, lift: &Lift) {
        let index = self.picture.index;
        for (position, connection) in self.picture.diagram.connections.iter().enumerate() {
            let Some((from, to)) = index.ends(position) else { continue };
            if !(lift.components.contains(&connection.from) || lift.components.contains(&connection.to)) {
                continue;
            }
            let (Some(route), Some(from), Some(to)) =
                (index.route(position), self.shown(from), self.shown(to))
            else {
                continue;
            };
            let is_highlighted = self.picture.findings.highlighted.contains(&connection.id);
            let emphasis = if is_highlighted { Emphasis::HIGHLIGHT } else { Emphasis::NONE };
            self.whole_connection(connection, &route.moved(from, to), emphasis);
        }
        let kinds = Kinds::of(self.picture.catalogue);
        let seen = self.viewport.visible();
        for component in lift.components.iter().filter_map(|id| index.position(id)) {
            let Some(component) = self.picture.diagram.components.get(component) else { continue };
            let resting = base::at_rest(self.picture, component);
            let card = Card { bounds: resting.bounds + lift.by, ..resting };
            if card.bounds.overlaps(seen) {
                card::draw(&mut self.layer, &kinds, &card, self.viewport.zoom);
            }
        }
    }

    /// Where a component is drawn: moved, if it is being dragged.
    fn shown(&self, position: usize) -> Option<Rect> {
        let bounds = self.picture.index.bounds(position)?;
        let component = self.picture.diagram.components.get(position)?;
        Some(match &self.overlay.preview.lift {
            Some(lift) if lift.components.contains(&component.id) => bounds + lift.by,
            _ => bounds,
        })
    }

    fn shown_by_id(&self, id: &ComponentId) -> Option<Rect> {
        self.shown(self.picture.index.position(id)?)
    }

    fn rings(&mut self) {
        let zoom = self.viewport.zoom;
        if let Some(Target::Component(id)) = self.overlay.hovered.target()
            && !self.overlay.selection.components.contains(&id)
            && let Some(bounds) = self.shown_by_id(&id)
        {
            card::ring(&mut self.layer, bounds, Ink::AccentSoft, 2.0, zoom);
        }
        let seen = self.viewport.visible();
        for id in &self.overlay.selection.components {
            if let Some(bounds) = self.shown_by_id(id).filter(|bounds| bounds.overlaps(seen)) {
                card::ring(&mut self.layer, bounds, Ink::Accent, 2.0, zoom);
            }
        }
    }

    /// Small circles from which connections are drawn, on what is hovered and on a single selected component.
    fn ports(&mut self) {
        let preview = &self.overlay.preview;
        if preview.lift.is_some()
            || preview.marquee.is_some()
            || Detail::at(self.viewport.zoom) == Detail::Boxes
        {
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
    fn port(&mut self, component: &ComponentId, side: Side) {
        let Some(bounds) = self.shown_by_id(component) else { return };
        let is_hovered = self.overlay.hovered == Hit::Port { component: component.clone(), side };
        let (pixels, fill) =
            if is_hovered { (PORT_PIXELS + 1.5, Ink::Accent) } else { (PORT_PIXELS, Ink::Surface) };
        self.layer.push(Shape::Circle {
            centre: side.middle(bounds),
            radius: self.units(pixels),
            fill: Some(fill),
            stroke: Some(Stroke::solid(Ink::Accent, self.units(1.75))),
        });
    }

    fn rubber(&mut self, rubber: &Rubber) {
        let Some(from) = self.shown_by_id(&rubber.from) else { return };
        let target = match &rubber.to {
            RubberEnd::Component(id) if *id != rubber.from => self.shown_by_id(id),
            _ => None,
        };
        let route = match (&rubber.to, target) {
            (_, Some(to)) => Route::plain(from, to),
            (RubberEnd::Loose(point), None) if !from.contains(*point) => {
                Route::to_point(from, rubber.side, *point)
            }
            _ => return,
        };
        let width = self.units(2.0).min(3.0);
        connection::line(&mut self.layer, &route, Stroke::dashed(Ink::Accent, width), self.viewport.zoom);
        connection::head(&mut self.layer, &route, Emphasis::SELECTED, self.viewport.zoom);
        if let Some(to) = target {
            card::ring(&mut self.layer, to, Ink::Accent, 2.5, self.viewport.zoom);
        }
    }

    fn ghost(&mut self, ghost: &Ghost) {
        let component = Component::new(ComponentId(String::new()), &ghost.kind, "", ghost.at);
        let card = Card { component: &component, bounds: component.bounds(), status: Status::default() };
        let kinds = Kinds::of(self.picture.catalogue);
        card::draw(&mut self.layer, &kinds, &card, self.viewport.zoom);
        card::ring(&mut self.layer, card.bounds, Ink::Accent, 2.0, self.viewport.zoom);
    }

    /// The marquee and the guides, thin at every zoom.
    fn helpers(&mut self) {
        if let Some(rect) = self.overlay.preview.marquee {
            let stroke = Some(Stroke::solid(Ink::Accent, self.units(1.0)));
            self.layer.push(Shape::Box {
                rect,
                radius: self.units(2.0),
                fill: Some(Ink::AccentTint),
                stroke,
            });
        }
        let stroke = Stroke::solid(Ink::Highlight, self.units(1.0));
        for guide in &self.overlay.preview.guides {
            self.layer.line(guide.line, stroke);
            for end in [guide.line.p0, guide.line.p1] {
                self.cross(end, stroke);
            }
        }
    }

    fn cross(&mut self, at: Point, stroke: Stroke) {
        let reach = self.units(3.0);
        for across in [(reach, reach), (reach, -reach)] {
            self.layer.line(kurbo::Line::new(at - across, at + kurbo::Vec2::from(across)), stroke);
        }
    }
}
