use kurbo::{Rect, Size};
use serde::{Deserialize, Serialize};

use crate::{Annotation, AnnotationId, Component, ComponentId, Connection, ConnectionId};

/// A design as plain data: what the analyses read and the painter draws.
///
/// Half-drawn is normal: a connection may name a component that is not there, a kind may be unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagram {
    pub name: String,
    /// Why this way and which trade-offs, in markdown.
    pub rationale: String,
    /// In drawing order, the last on top.
    pub components: Vec<Component>,
    pub connections: Vec<Connection>,
    pub groups: Vec<Group>,
    /// In drawing order.
    pub annotations: Vec<Annotation>,
}

impl Diagram {
    pub fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.components.iter().find(|component| component.id == *id)
    }

    pub fn connection(&self, id: &ConnectionId) -> Option<&Connection> {
        self.connections.iter().find(|connection| connection.id == *id)
    }

    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    pub fn annotation(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.annotations.iter().find(|annotation| annotation.id == *id)
    }
}

/// Identifies a group within one diagram.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupId(pub String);

/// A frame around components: a region, a zone, a boundary of trust.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub id: GroupId,
    pub kind: GroupKind,
    pub name: String,
    /// Document units.
    pub bounds: Rect,
    pub parent: Option<GroupId>,
    /// It stays where it is with all that stands in it, and cannot be deleted until it is unlocked.
    pub locked: bool,
}

impl Group {
    /// Document units, as a group has that does not say its size.
    pub const DEFAULT_SIZE: Size = Size::new(400.0, 300.0);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    Region,
    Zone,
    Vpc,
    TrustBoundary,
    /// One machine.
    Host,
    Frame,
}
