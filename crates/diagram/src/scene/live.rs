use kurbo::{Point, Rect, Vec2};

use super::card::{self, Card};
use super::connection::{self, Emphasis};
use super::picture::{Kinds, Picture, Status};
use super::preview::{Bend, Ghost, Lift, Outline, Resize, Rubber, RubberEnd};
use super::route::Route;
use super::shape::{Ink, Layer, Shape, Stroke};
use super::{Detail, Drawing, Overlay, Side, annotation, base, frame};
use crate::edits::Handle;
use crate::hit::{Hit, Target};
use crate::{
    Annotation, AnnotationKind, Component, ComponentId, Connection, ConnectionId, Group, GroupId, Viewport,
};

const PORT_PIXELS: f64 = 4.5;
const HANDLE_PIXELS: f64 = 4.0;
/// While more connections than this follow the pointer, each takes the plainest way.
const MOST_CAREFUL: usize = 300;

pub(super) fn layer(picture: &Picture, overlay: &Overlay, viewport: &Viewport) -> Layer {
    let mut live = Live { layer: Layer::default(), picture, overlay, viewport };
    let preview = &overlay.preview;
    if let Some(group) = &preview.into {
        live.taking_in(group);
    }
    live.connections();
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
                self.whole_connection(connection, route, emphasis);
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

    /// What is being dragged, with its connections, where it would come down.
    fn lifted(&mut self, lift: &Lift) {
        let zoom = self.viewport.zoom;
        for group in self.picture.diagram.groups.iter().filter(|one| lift.carried.groups.contains(&one.id)) {
            frame::draw_at(&mut self.layer, group, group.bounds + lift.by, zoom);
        }
        let components = &lift.carried.components;
        self.following(|id| components.contains(id));
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
    fn following(&mut self, is_moving: impl Fn(&ComponentId) -> bool) {
        let (index, diagram) = (self.picture.index, self.picture.diagram);
        let follows = |one: &Connection| is_moving(&one.from) || is_moving(&one.to);
        let following: Vec<(usize, &Connection)> =
            diagram.connections.iter().enumerate().filter(|(_, one)| follows(one)).collect();
        let careful = following.len() <= MOST_CAREFUL;
        for (position, connection) in following {
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
    fn resized(&mut self, resize: &Resize) {
        let zoom = self.viewport.zoom;
        match &resize.target {
            Target::Component(id) => {
                self.following(|one| one == id);
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

    fn bent(&mut self, bend: &Bend) {
        let Some((position, connection)) = self.connection(&bend.connection) else { return };
        let Some((from, to)) = self.picture.index.ends(position) else { return };
        let (Some(from), Some(to)) = (self.shown(from), self.shown(to)) else { return };
        if let Some(route) = self.picture.index.rerouted(position, (from, to), Some(&bend.waypoints), true) {
            self.whole_connection(connection, &route, Emphasis::SELECTED);
        }
    }

    fn connection(&self, id: &ConnectionId) -> Option<(usize, &'a Connection)> {
        let picture = self.picture;
        picture.diagram.connections.iter().enumerate().find(|(_, one)| one.id == *id)
    }

    /// Where a component is drawn: elsewhere than it stands, if it is being dragged or resized.
    fn shown(&self, position: usize) -> Option<Rect> {
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

    fn shown_by_id(&self, id: &ComponentId) -> Option<Rect> {
        self.shown(self.picture.index.position(id)?)
    }

    fn shown_group(&self, group: &Group) -> Rect {
        let preview = &self.overlay.preview;
        match (&preview.lift, &preview.resize) {
            (Some(lift), _) if lift.carried.groups.contains(&group.id) => group.bounds + lift.by,
            (_, Some(resize)) if resize.target == Target::Group(group.id.clone()) => resize.bounds(),
            _ => group.bounds,
        }
    }

    fn shown_annotation(&self, one: &Annotation) -> Annotation {
        let preview = &self.overlay.preview;
        match (&preview.lift, &preview.resize) {
            (Some(lift), _) if lift.carried.annotations.contains(&one.id) => one.shifted(lift.by),
            (_, Some(resize)) if resize.target == Target::Annotation(one.id.clone()) => {
                Annotation { start: resize.from, end: resize.to, ..one.clone() }
            }
            _ => one.clone(),
        }
    }

    fn rings(&mut self) {
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

    fn ring(&mut self, target: &Target, ink: Ink) {
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
    fn handles(&mut self) {
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

    fn handle_place(&self, target: &Target, handle: Handle) -> Option<Point> {
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

    fn square(&mut self, at: Point, is_hovered: bool) {
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

    fn bends(&mut self, id: &ConnectionId) {
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

    fn dot(&mut self, centre: Point, pixels: f64, is_hovered: bool, ink: Ink) {
        let (pixels, fill) = if is_hovered { (pixels + 1.5, Ink::Accent) } else { (pixels, Ink::Surface) };
        self.layer.push(Shape::Circle {
            centre,
            radius: self.units(pixels),
            fill: Some(fill),
            stroke: Some(Stroke::solid(ink, self.units(1.75))),
        });
    }

    /// Small circles from which connections are drawn, on what is hovered and on a single selected component.
    fn ports(&mut self) {
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
    fn port(&mut self, component: &ComponentId, side: Side) {
        let Some(bounds) = self.shown_by_id(component) else { return };
        let is_hovered = self.overlay.hovered == Hit::Port { component: component.clone(), side };
        self.dot(side.middle(bounds), PORT_PIXELS, is_hovered, Ink::Accent);
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
            self.layer.fill(group.bounds, 16.0, Ink::AccentTint);
            frame::ring(&mut self.layer, group.bounds, Ink::Accent, 2.0, self.viewport.zoom);
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
