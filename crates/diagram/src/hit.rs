use kurbo::{Line, ParamCurveNearest, Point, Rect};

use crate::edits::Handle;
use crate::scene::Side;
use crate::{
    Annotation, AnnotationId, AnnotationKind, ComponentId, ConnectionId, Diagram, GroupId, SpatialIndex,
};

/// Something that can be hovered, selected or renamed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Component(ComponentId),
    Connection(ConnectionId),
    Group(GroupId),
    Annotation(AnnotationId),
}

/// What is under a point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Hit {
    /// A place on a component's border from which a connection is drawn.
    Port {
        component: ComponentId,
        side: Side,
    },
    /// A corner or side of something that is selected alone, by which its size is changed.
    Handle {
        target: Target,
        handle: Handle,
    },
    /// A bend of the connection that is selected alone, by its place among the waypoints.
    Waypoint {
        connection: ConnectionId,
        waypoint: usize,
    },
    /// The middle of a part of the connection that is selected alone: a waypoint comes there before number `waypoint`.
    NewWaypoint {
        connection: ConnectionId,
        waypoint: usize,
    },
    Component(ComponentId),
    Connection(ConnectionId),
    /// The border of a group or its name; what is within is the canvas.
    Group(GroupId),
    Annotation(AnnotationId),
    #[default]
    Canvas,
}

impl Hit {
    /// A port counts as its component; the bare canvas is nothing.
    pub fn target(&self) -> Option<Target> {
        match self {
            Self::Port { component, .. } | Self::Component(component) => {
                Some(Target::Component(component.clone()))
            }
            Self::Connection(connection)
            | Self::Waypoint { connection, .. }
            | Self::NewWaypoint { connection, .. } => Some(Target::Connection(connection.clone())),
            Self::Handle { target, .. } => Some(target.clone()),
            Self::Group(group) => Some(Target::Group(group.clone())),
            Self::Annotation(annotation) => Some(Target::Annotation(annotation.clone())),
            Self::Canvas => None,
        }
    }
}

/// Where to look, and how generously.
#[derive(Debug, Clone)]
pub struct Probe<'a> {
    /// World.
    pub at: Point,
    /// Document units from the line of a connection, the border of a group or an arrow.
    pub line_tolerance: f64,
    /// Document units from the middle of a port or a handle.
    pub port_radius: f64,
    /// Components that show their ports now; those of others are not there to be met.
    pub showing_ports: &'a [ComponentId],
    /// What shows its handles now.
    pub showing_handles: Option<&'a Target>,
}

/// Handles and ports that are shown come first, then components from the top, annotations, connections and groups.
pub fn hit(diagram: &Diagram, index: &SpatialIndex, probe: &Probe) -> Hit {
    let handle = || {
        let target = probe.showing_handles?;
        handle_at(diagram, target, probe).or_else(|| waypoint_at(diagram, index, target, probe))
    };
    let port = || {
        probe.showing_ports.iter().find_map(|component| {
            let side = index.port_at(component, probe.at, probe.port_radius)?;
            Some(Hit::Port { component: component.clone(), side })
        })
    };
    let component =
        || Some(Hit::Component(diagram.components.get(index.component_at(probe.at)?)?.id.clone()));
    let annotation = || {
        let mut from_the_top = diagram.annotations.iter().rev();
        let found = from_the_top.find(|one| is_on(one, probe))?;
        Some(Hit::Annotation(found.id.clone()))
    };
    let connection = || {
        let found = index.connection_at(probe.at, probe.line_tolerance)?;
        Some(Hit::Connection(diagram.connections.get(found)?.id.clone()))
    };
    let group = || {
        let border = diagram.groups.iter().filter(|group| is_on_frame(group.bounds, probe));
        let found = border.min_by(|a, b| a.bounds.area().total_cmp(&b.bounds.area()))?;
        Some(Hit::Group(found.id.clone()))
    };
    port()
        .or_else(handle)
        .or_else(component)
        .or_else(annotation)
        .or_else(connection)
        .or_else(group)
        .unwrap_or(Hit::Canvas)
}

fn handle_at(diagram: &Diagram, target: &Target, probe: &Probe) -> Option<Hit> {
    let place = |handle: &Handle| match target {
        Target::Component(id) => Some(handle.on(diagram.component(id)?.bounds())),
        Target::Group(id) => Some(handle.on(diagram.group(id)?.bounds)),
        Target::Annotation(id) => {
            let annotation = diagram.annotation(id)?;
            Some(match annotation.kind {
                AnnotationKind::Arrow => handle.on_arrow(annotation),
                _ => handle.on(annotation.bounds()),
            })
        }
        Target::Connection(_) => None,
    };
    let near = |handle: &&Handle| {
        place(handle).is_some_and(|there| there.distance(probe.at) <= probe.port_radius * HANDLE_SHARE)
    };
    let handle = *Handle::of(target, diagram).iter().find(near)?;
    Some(Hit::Handle { target: target.clone(), handle })
}

/// Of the reach of a port: a corner lies on what is moved by its surface.
const HANDLE_SHARE: f64 = 0.8;

fn waypoint_at(diagram: &Diagram, index: &SpatialIndex, target: &Target, probe: &Probe) -> Option<Hit> {
    let Target::Connection(id) = target else { return None };
    let connection = diagram.connection(id)?;
    let near = |point: Point| point.distance(probe.at) <= probe.port_radius * HANDLE_SHARE;
    if let Some(waypoint) = connection.waypoints.iter().position(|at| near(*at)) {
        return Some(Hit::Waypoint { connection: id.clone(), waypoint });
    }
    let place = diagram.connections.iter().position(|one| one.id == *id)?;
    let middles = index.route(place)?.middles(&connection.waypoints);
    let (waypoint, _) = middles.into_iter().find(|(_, at)| near(*at))?;
    Some(Hit::NewWaypoint { connection: id.clone(), waypoint })
}

fn is_on(annotation: &Annotation, probe: &Probe) -> bool {
    if annotation.kind == AnnotationKind::Arrow {
        let line = Line::new(annotation.start, annotation.end);
        return line.nearest(probe.at, 0.1).distance_sq <= probe.line_tolerance * probe.line_tolerance;
    }
    annotation.bounds().contains(probe.at)
}

/// Document units from the upper edge of a group in which its name stands.
const NAME_HEIGHT: f64 = 30.0;
/// A name may end anywhere; a short stretch is its.
const NAME_WIDTH: f64 = 180.0;

fn is_on_frame(bounds: Rect, probe: &Probe) -> bool {
    let (outer, inner) = (bounds.inset(probe.line_tolerance), bounds.inset(-probe.line_tolerance));
    let width = NAME_WIDTH.min(bounds.width());
    let name = Rect::from_origin_size(bounds.origin(), (width, NAME_HEIGHT.min(bounds.height())));
    outer.contains(probe.at) && (!inner.contains(probe.at) || name.contains(probe.at))
}
