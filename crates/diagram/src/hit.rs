use kurbo::Point;

use crate::scene::Side;
use crate::{ComponentId, ConnectionId, Diagram, SpatialIndex};

/// Something that can be hovered, selected or renamed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Component(ComponentId),
    Connection(ConnectionId),
}

/// What is under a point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Hit {
    /// A place on a component's border from which a connection is drawn.
    Port {
        component: ComponentId,
        side: Side,
    },
    Component(ComponentId),
    Connection(ConnectionId),
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
            Self::Connection(connection) => Some(Target::Connection(connection.clone())),
            Self::Canvas => None,
        }
    }
}

/// Where to look, and how generously.
#[derive(Debug, Clone)]
pub struct Probe<'a> {
    /// World.
    pub at: Point,
    /// Document units from the line of a connection.
    pub line_tolerance: f64,
    /// Document units from the middle of a port.
    pub port_radius: f64,
    /// Components that show their ports now; those of others are not there to be met.
    pub showing_ports: &'a [ComponentId],
}

/// Ports that are shown come first, then components from the top, then connections.
pub fn hit(diagram: &Diagram, index: &SpatialIndex, probe: &Probe) -> Hit {
    let port = probe.showing_ports.iter().find_map(|component| {
        let side = index.port_at(component, probe.at, probe.port_radius)?;
        Some(Hit::Port { component: component.clone(), side })
    });
    let component =
        || Some(Hit::Component(diagram.components.get(index.component_at(probe.at)?)?.id.clone()));
    let connection = || {
        let found = index.connection_at(probe.at, probe.line_tolerance)?;
        Some(Hit::Connection(diagram.connections.get(found)?.id.clone()))
    };
    port.or_else(component).or_else(connection).unwrap_or(Hit::Canvas)
}
