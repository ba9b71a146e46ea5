mod removal;

use kurbo::{Point, Rect, Vec2};
use yrs::{Any, Map, TransactionMut};

use super::cache::Cache;
use super::entry::Entry;
use super::rationale;
use super::roots::Roots;
use super::things::Things;
use crate::wire::{
    Written, annotation_fields, as_number, component_fields, connection_fields, group_fields, property_value,
    service_time_value, waypoints_value, word,
};
use crate::{
    Annotation, Command, Component, ComponentId, Connection, ConnectionChange, ConnectionId, Diagram, Group,
    Mode, Protocol, limits,
};

/// Writes checked commands into one transaction, which ends when this is dropped.
pub(super) struct Writer<'a> {
    roots: &'a Roots,
    txn: TransactionMut<'a>,
    cache: &'a Cache,
    /// `z` of the frontmost things so far.
    front: Front,
    /// `z` of the rearmost component so far.
    back: f64,
}

struct Front {
    component: f64,
    connection: f64,
    group: f64,
    annotation: f64,
}

impl<'a> Writer<'a> {
    pub(super) fn new(roots: &'a Roots, txn: TransactionMut<'a>, cache: &'a Cache) -> Self {
        let z = |component: Option<&Component>| component.and_then(|one| cache.component_z(&one.id));
        let components = &cache.diagram.components;
        let front = Front {
            component: z(components.last()).unwrap_or(0.0),
            connection: cache.highest_connection_z(),
            group: cache.highest_group_z(),
            annotation: cache.highest_annotation_z(),
        };
        Self { roots, txn, cache, front, back: z(components.first()).unwrap_or(0.0) }
    }

    /// Into a new document.
    pub(super) fn write_diagram(&mut self, diagram: &Diagram) {
        self.rename_design(&diagram.name);
        rationale::write(&self.roots.rationale, &mut self.txn, &diagram.rationale);
        let Roots { groups, components, connections, annotations, .. } = self.roots;
        let txn = &mut self.txn;
        groups.make_all(txn, diagram.groups.iter().map(|one| (one.id.0.as_str(), group_fields(one))));
        let fields = diagram.components.iter().map(|one| (one.id.0.as_str(), component_fields(one)));
        components.make_all(txn, fields);
        let fields = diagram.connections.iter().map(|one| (one.id.0.as_str(), connection_fields(one)));
        connections.make_all(txn, fields);
        let fields = diagram.annotations.iter().map(|one| (one.id.0.as_str(), annotation_fields(one)));
        annotations.make_all(txn, fields);
    }

    pub(super) fn write(&mut self, command: &Command) {
        use Command as C;
        match command {
            C::Add(component) => self.add(component),
            C::Connect(connection) => self.connect(connection),
            C::Move { ids, by } => ids.iter().for_each(|id| self.shift(id, *by)),
            C::Resize { bounds } => bounds.iter().for_each(|(id, bounds)| self.resize(id, *bounds)),
            C::Arrange { positions } => positions.iter().for_each(|(id, at)| self.put_at(id, *at)),
            C::Rename { component, name } => {
                self.set_field(component, "name", Some(Any::from(name.as_str())));
            }
            C::SetProperty { component, property, value } => {
                self.set_property(component, property, value.as_ref().map(property_value));
            }
            C::SetReplicas { component, replicas } => {
                self.set_field(component, "replicas", unless(*replicas, &1));
            }
            C::SetReplicasNeeded { component, replicas_needed } => {
                self.set_field(component, "replicas_needed", replicas_needed.map(Any::from));
            }
            C::SetConcurrency { component, concurrency } => {
                self.set_field(component, "concurrency", concurrency.map(Any::from));
            }
            C::SetServiceTime { component, service_time } => {
                self.set_field(component, "service_time", service_time.map(service_time_value));
            }
            C::SetAvailability { component, availability } => {
                self.set_field(component, "availability", availability.map(Any::from));
            }
            C::SetNotes { component, notes } => {
                self.set_field(component, "notes", unless(notes.as_str(), &""));
            }
            C::SetGroup { components, group } => {
                let group = group.as_ref().map(|group| Any::from(group.0.as_str()));
                components.iter().for_each(|id| self.set_field(id, "group", group.clone()));
            }
            C::SetLocked { components, locked } => {
                let locked = unless(*locked, &false);
                components.iter().for_each(|id| self.set_field(id, "locked", locked.clone()));
            }
            C::BringToFront { components } => self.bring_to_front(components),
            C::SendToBack { components } => self.send_to_back(components),
            C::SetConnection { connection, change } => self.change_connection(connection, change),
            C::AddGroup(group) => self.add_group(group),
            C::ChangeGroup(group) => self.change_group(group),
            C::DeleteGroup(group) => self.delete_group(group),
            C::AddAnnotation(annotation) => self.add_annotation(annotation),
            C::ChangeAnnotation(annotation) => {
                self.change_entry(&self.roots.annotations, &annotation.id.0, annotation_fields(annotation));
            }
            C::DeleteAnnotations(annotations) => {
                annotations.iter().for_each(|id| self.delete_entry(&self.roots.annotations, &id.0));
            }
            C::Delete { components, connections } => self.delete(components, connections),
            C::Paste { components, connections } => {
                components.iter().for_each(|component| self.add(component));
                connections.iter().for_each(|connection| self.connect(connection));
            }
            C::RenameDesign(name) => self.rename_design(name),
            C::SetRationale(text) => rationale::write(&self.roots.rationale, &mut self.txn, text),
            C::Together { commands, .. } => commands.iter().for_each(|command| self.write(command)),
        }
    }

    fn add(&mut self, component: &Component) {
        self.front.component += 1.0;
        Entry::make(
            &mut self.txn,
            &self.roots.components,
            &component.id.0,
            component_fields(component),
            self.front.component,
        );
    }

    fn connect(&mut self, connection: &Connection) {
        self.front.connection += 1.0;
        Entry::make(
            &mut self.txn,
            &self.roots.connections,
            &connection.id.0,
            connection_fields(connection),
            self.front.connection,
        );
    }

    fn add_group(&mut self, group: &Group) {
        self.front.group += 1.0;
        Entry::make(&mut self.txn, &self.roots.groups, &group.id.0, group_fields(group), self.front.group);
    }

    fn add_annotation(&mut self, annotation: &Annotation) {
        self.front.annotation += 1.0;
        Entry::make(
            &mut self.txn,
            &self.roots.annotations,
            &annotation.id.0,
            annotation_fields(annotation),
            self.front.annotation,
        );
    }

    /// What is so already stays as it is, so that two people can change two fields.
    fn change_entry(&mut self, things: &Things, id: &str, fields: Written) {
        let Some(entry) = Entry::find(&self.txn, things, id) else { return };
        for (field, any) in fields {
            entry.set(&mut self.txn, field, Some(any));
        }
    }

    fn shift(&mut self, id: &ComponentId, by: Vec2) {
        let Some(entry) = self.component(id) else { return };
        let coordinate = |field| entry.value(&self.txn, field).as_ref().and_then(as_number).unwrap_or(0.0);
        self.put_at(id, Point::new(coordinate("x"), coordinate("y")) + by);
    }

    fn put_at(&mut self, id: &ComponentId, at: Point) {
        let within =
            |number: f64| Any::from(number.clamp(*limits::COORDINATE.start(), *limits::COORDINATE.end()));
        self.set_field(id, "x", Some(within(at.x)));
        self.set_field(id, "y", Some(within(at.y)));
    }

    fn resize(&mut self, id: &ComponentId, bounds: Rect) {
        self.put_at(id, bounds.origin());
        self.set_field(id, "width", unless(bounds.width(), &Component::DEFAULT_SIZE.width));
        self.set_field(id, "height", unless(bounds.height(), &Component::DEFAULT_SIZE.height));
    }

    fn set_property(&mut self, id: &ComponentId, property: &str, value: Option<Any>) {
        if let Some(entry) = self.component(id) {
            entry.set_property(&mut self.txn, property, value);
        }
    }

    /// Components in front of all others, in the order they have among each other.
    fn bring_to_front(&mut self, ids: &[ComponentId]) {
        let ids = self.in_drawing_order(ids);
        let frontmost = self.cache.diagram.components.iter().rev().take(ids.len());
        let last = self.cache.diagram.components.last();
        // Earlier commands of the same step may have brought others in front since.
        let is_last_in_front =
            last.and_then(|last| self.cache.component_z(&last.id)) == Some(self.front.component);
        if is_last_in_front && frontmost.map(|component| &component.id).eq(ids.iter().rev().copied()) {
            return;
        }
        for id in ids {
            self.front.component += 1.0;
            self.set_field(id, "z", Some(Any::from(self.front.component)));
        }
    }

    fn send_to_back(&mut self, ids: &[ComponentId]) {
        let ids = self.in_drawing_order(ids);
        let rearmost = self.cache.diagram.components.iter().take(ids.len());
        let first = self.cache.diagram.components.first();
        let is_first_behind = first.and_then(|first| self.cache.component_z(&first.id)) == Some(self.back);
        if is_first_behind && rearmost.map(|component| &component.id).eq(ids.iter().copied()) {
            return;
        }
        for id in ids.into_iter().rev() {
            self.back -= 1.0;
            self.set_field(id, "z", Some(Any::from(self.back)));
        }
    }

    fn in_drawing_order<'b>(&self, ids: &'b [ComponentId]) -> Vec<&'b ComponentId> {
        let mut ids: Vec<_> = ids.iter().collect();
        ids.sort_by_key(|id| self.cache.place_of(id));
        ids.dedup();
        ids
    }

    fn change_connection(&mut self, id: &ConnectionId, change: &ConnectionChange) {
        let Some(entry) = Entry::find(&self.txn, &self.roots.connections, &id.0) else { return };
        let protocol =
            |protocol: Protocol| if protocol == Protocol::Http { None } else { Some(word(&protocol)) };
        let mode = |mode: Mode| if mode == Mode::Request { None } else { Some(word(&mode)) };
        let fields = [
            ("routing", change.routing.map(|routing| routing.as_ref().map(word))),
            ("share", change.share.map(|share| unless(share, &1.0))),
            ("mode", change.mode.map(mode)),
            ("protocol", change.protocol.map(protocol)),
            ("encrypted", change.encrypted.map(|encrypted| unless(encrypted, &false))),
            ("label", change.label.as_ref().map(|label| unless(label.as_str(), &""))),
            ("network_millis", change.network_millis.map(|millis| millis.map(Any::from))),
            ("waypoints", change.waypoints.as_ref().map(|waypoints| some_waypoints(waypoints))),
        ];
        for (field, value) in fields {
            if let Some(value) = value {
                entry.set(&mut self.txn, field, value);
            }
        }
    }

    fn component(&self, id: &ComponentId) -> Option<Entry> {
        Entry::find(&self.txn, &self.roots.components, &id.0)
    }

    fn set_field(&mut self, id: &ComponentId, field: &str, value: Option<Any>) {
        if let Some(entry) = self.component(id) {
            entry.set(&mut self.txn, field, value);
        }
    }

    fn rename_design(&mut self, name: &str) {
        let design = &self.roots.design;
        if !name.is_empty() || design.contains_key(&self.txn, "name") {
            design.try_update(&mut self.txn, "name", name);
        }
    }
}

fn some_waypoints(waypoints: &[Point]) -> Option<Any> {
    (!waypoints.is_empty()).then(|| waypoints_value(waypoints))
}

/// A default is not written, here as in a file.
fn unless<T: PartialEq + Into<Any>>(value: T, default: &T) -> Option<Any> {
    (value != *default).then(|| value.into())
}
