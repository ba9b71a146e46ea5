use kurbo::{Point, Rect, Vec2};

use crate::{
    Annotation, AnnotationId, Component, ComponentId, Connection, ConnectionId, Group, GroupId, Mode,
    PropertyValue, Protocol, Routing, ServiceTime,
};

/// One change of a design, and one step of undo. New ids are handed in by the caller.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// On top of the drawing order.
    Add(Component),
    Connect(Connection),
    Move {
        ids: Vec<ComponentId>,
        /// Document units.
        by: Vec2,
    },
    /// New bounds for one or several components, in document units.
    Resize {
        bounds: Vec<(ComponentId, Rect)>,
    },
    /// New top left corners: aligning, distributing and automatic layout.
    Arrange {
        positions: Vec<(ComponentId, Point)>,
    },
    Rename {
        component: ComponentId,
        name: String,
    },
    /// `None` returns to the default of the kind.
    SetProperty {
        component: ComponentId,
        property: String,
        value: Option<PropertyValue>,
    },
    SetReplicas {
        component: ComponentId,
        replicas: u32,
    },
    /// How many replicas have to be up; `None` returns to the default of the kind.
    SetReplicasNeeded {
        component: ComponentId,
        replicas_needed: Option<u32>,
    },
    /// `None` returns to the default of the kind.
    SetConcurrency {
        component: ComponentId,
        concurrency: Option<u32>,
    },
    /// `None` returns to the default of the kind.
    SetServiceTime {
        component: ComponentId,
        service_time: Option<ServiceTime>,
    },
    /// Share of time that one replica is up; `None` returns to the default of the kind.
    SetAvailability {
        component: ComponentId,
        availability: Option<f64>,
    },
    SetNotes {
        component: ComponentId,
        notes: String,
    },
    /// Puts components into a group, or with `None` takes them out.
    SetGroup {
        components: Vec<ComponentId>,
        group: Option<GroupId>,
    },
    /// Whether components stay where they are.
    SetLocked {
        components: Vec<ComponentId>,
        locked: bool,
    },
    /// Drawing order.
    BringToFront {
        components: Vec<ComponentId>,
    },
    SendToBack {
        components: Vec<ComponentId>,
    },
    SetConnection {
        connection: ConnectionId,
        change: ConnectionChange,
    },
    AddGroup(Group),
    /// Replaces what the group of the same id says.
    ChangeGroup(Group),
    /// The frame goes, what stands in it stays.
    DeleteGroup(GroupId),
    AddAnnotation(Annotation),
    /// Replaces what the annotation of the same id says.
    ChangeAnnotation(Annotation),
    DeleteAnnotations(Vec<AnnotationId>),
    /// Connections of the deleted components go with them.
    Delete {
        components: Vec<ComponentId>,
        connections: Vec<ConnectionId>,
    },
    /// Copies with fresh ids already; the connections are between the pasted components.
    Paste {
        components: Vec<Component>,
        connections: Vec<Connection>,
    },
    RenameDesign(String),
    /// Markdown.
    SetRationale(String),
    /// Several changes that are one step, such as a quick fix. All are made, or none is.
    Together {
        /// What it did, as a sentence for the live region: "Cache added in front of the database".
        summary: String,
        commands: Vec<Command>,
    },
}

/// Fields of a connection to change; `None` leaves one as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConnectionChange {
    /// `Some(None)` returns to what the kind of the sender does by default.
    pub routing: Option<Option<Routing>>,
    pub share: Option<f64>,
    pub mode: Option<Mode>,
    pub protocol: Option<Protocol>,
    pub encrypted: Option<bool>,
    pub label: Option<String>,
    /// One way; `Some(None)` is estimated again from where the two ends stand.
    pub network_millis: Option<Option<f64>>,
    /// Document units; none of them leaves the way to the drawing.
    pub waypoints: Option<Vec<Point>>,
}
