use kurbo::{Point, Rect, Vec2};

use super::card::{self, Card};
use super::connection::{self, Emphasis};
use super::picture::{Kinds, Picture, Status};
use super::preview::{Ghost, Outline, Rubber, RubberEnd};
use super::route::Route;
use super::shape::{Ink, Layer, Shape, Stroke};
use super::{Drawing, Overlay, annotation, frame};
use crate::hit::Hit;
use crate::{AnnotationKind, Component, ComponentId, Connection, ConnectionId, GroupId, Viewport};

mod activity;
mod marks;
mod moving;

pub(super) fn layer(picture: &Picture, overlay: &Overlay, viewport: &Viewport) -> Layer {
    let mut live = Live { layer: Layer::default(), picture, overlay, viewport };
    let preview = &overlay.preview;
    if let Some(group) = &preview.into {
        live.taking_in(group);
    }
    live.connections();
    if let Some(activity) = &overlay.activity {
        live.activity(activity);
    }
    if let Some(lift) = &preview.lift {
        live.lifted(lift);
    }
    if let Some(resize) = &preview.resize {
        live.resized(resize);
    }
    if let Some(bend) = &preview.bend {
        live.bent(bend);
    }
    live.rings();
    if let Some(rubber) = &preview.rubber {
        live.rubber(rubber);
    }
    live.handles();
    live.ports();
    if let Some(ghost) = &preview.ghost {
        live.ghost(ghost);
    }
    if let Some(outline) = &preview.drawing {
        live.drawing(outline);
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

impl<'a> Live<'a> {
    /// Document units for so many screen pixels.
    fn units(&self, pixels: f64) -> f64 {
        pixels / self.viewport.zoom
    }

    fn is_quiet(&self) -> bool {
        let preview = &self.overlay.preview;
        preview.lift.is_none() && preview.marquee.is_none() && preview.drawing.is_none()
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
        let bent = self.overlay.preview.bend.as_ref().map(|bend| &bend.connection);
        for (position, connection) in self.picture.diagram.connections.iter().enumerate() {
            let emphasis = if bent == Some(&connection.id) {
                continue;
            } else if selected.contains(&connection.id) {
                Emphasis::SELECTED
            } else if hovered == Some(&connection.id) {
                Emphasis::HOVER
            } else {
                continue;
            };
            if let Some(route) = self.picture.index.route(position) {
                self.whole_connection(connection, &route, emphasis);
            }
        }
    }

    fn whole_connection(&mut self, connection: &Connection, route: &Route, emphasis: Emphasis) {
        let zoom = self.viewport.zoom;
        connection::draw(&mut self.layer, connection, route, emphasis, zoom);
        connection::head(&mut self.layer, route, emphasis, zoom);
        connection::label(&mut self.layer, connection, route, zoom);
    }

    fn emphasis(&self, connection: &ConnectionId) -> Emphasis {
        if self.picture.findings.highlighted.contains(connection) {
            Emphasis::HIGHLIGHT
        } else {
            Emphasis::NONE
        }
    }

    fn connection(&self, id: &ConnectionId) -> Option<(usize, &'a Connection)> {
        let picture = self.picture;
        picture.diagram.connections.iter().enumerate().find(|(_, one)| one.id == *id)
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

    /// A frame, a sheet or an arrow that is being drawn.
    fn drawing(&mut self, outline: &Outline) {
        let stroke = Stroke::dashed(Ink::Accent, self.units(2.0));
        if outline.what == Drawing::Annotation(AnnotationKind::Arrow) {
            annotation::pointing(&mut self.layer, outline.from, outline.to, stroke, self.viewport.zoom);
            return;
        }
        self.layer.push(Shape::Box {
            rect: Rect::from_points(outline.from, outline.to),
            radius: 8.0,
            fill: Some(Ink::AccentTint),
            stroke: Some(stroke),
        });
    }

    /// The group that what is dragged would come to stand in.
    fn taking_in(&mut self, group: &GroupId) {
        if let Some(group) = self.picture.diagram.group(group) {
            frame::ring(&mut self.layer, group.bounds, Ink::Accent, 3.0, self.viewport.zoom);
        }
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
            self.layer.line(kurbo::Line::new(at - across, at + Vec2::from(across)), stroke);
        }
    }
}
