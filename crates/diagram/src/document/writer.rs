use kurbo::{Point, Rect, Vec2};
use yrs::{Any, Map, MapPrelim, MapRef, Out, TransactionMut};

use super::cache::Cache;
use super::rationale;
use super::roots::{DELETED, Roots, is_deleted};
use crate::wire::{
    PROPERTIES, Written, as_number, component_fields, connection_fields, group_fields, property_value,
    service_time_value, word,
};
use crate::{
    Command, Component, ComponentId, Connection, ConnectionChange, ConnectionId, Diagram, Group, GroupId, Mode,
    Protocol, limits,
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
}

impl<'a> Writer<'a> {
    pub(super) fn new(roots: &'a Roots, txn: TransactionMut<'a>, cache: &'a Cache) -> Self {
        let z = |component: Option<&Component>| component.and_then(|one| cache.components.z(&one.id));
        let components = &cache.diagram.components;
        let front = Front {
            component: z(components.last()).unwrap_or(0.0),
            connection: cache.highest_connection_z(),
            group: cache.diagram.groups.last().and_then(|last| cache.groups.z(&last.id)).unwrap_or(0.0),
        };
        Self { roots, txn, cache, front, back: z(components.first()).unwrap_or(0.0) }
    }

    pub(super) fn write_diagram(&mut self, diagram: &Diagram) {
        self.set_or_clear(&self.roots.design, "name", unless(diagram.name.as_str(), &""));
        rationale::write(&self.roots.rationale, &mut self.txn, &diagram.rationale);
        diagram.groups.iter().for_each(|group| self.add_group(group));
        diagram.components.iter().for_each(|component| self.add(component));
        diagram.connections.iter().for_each(|connection| self.connect(connection));
    }

    pub(super) fn write(&mut self, command: &Command) {
        use Command as C;
        match command {
            C::Add(component) => self.add(component),
            C::Connect(connection) => self.connect(connection),
            C::Move { ids, by } => ids.iter().for_each(|id| self.shift(id, *by)),
            C::Resize { bounds } => bounds.iter().for_each(|(id, bounds)| self.resize(id, *bounds)),
            C::Arrange { positions } => positions.iter().for_each(|(id, at)| self.put_at(id, *at)),
            C::Rename { component, name } => self.set_field(component, "name", Some(Any::from(name.as_str()))),
            C::SetProperty { component, property, value } => {
                self.set_property(component, property, value.as_ref().map(property_value));
            }
            C::SetReplicas { component, replicas } => {
                self.set_field(component, "replicas", unless(*replicas, &1));
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
            C::SetNotes { component, notes } => self.set_field(component, "notes", unless(notes.as_str(), &"")),
            C::SetGroup { components, group } => {
                let group = group.as_ref().map(|group| Any::from(group.0.as_str()));
                components.iter().for_each(|id| self.set_field(id, "group", group.clone()));
            }
            C::BringToFront { components } => self.bring_to_front(components),
            C::SendToBack { components } => self.send_to_back(components),
            C::SetConnection { connection, change } => self.change_connection(connection, change),
            C::AddGroup(group) => self.add_group(group),
            C::ChangeGroup(group) => self.change_group(group),
            C::DeleteGroup(group) => self.delete_group(group),
            C::Delete { components, connections } => self.delete(components, connections),
            C::Paste { components, connections } => {
                components.iter().for_each(|component| self.add(component));
                connections.iter().for_each(|connection| self.connect(connection));
            }
            C::RenameDesign(name) => self.set_or_clear(&self.roots.design, "name", unless(name.as_str(), &"")),
            C::SetRationale(text) => rationale::write(&self.roots.rationale, &mut self.txn, text),
            C::Together { commands, .. } => commands.iter().for_each(|command| self.write(command)),
        }
    }

    fn add(&mut self, component: &Component) {
        self.front.component += 1.0;
        self.insert(&self.roots.components, &component.id.0, component_fields(component), self.front.component);
    }

    fn connect(&mut self, connection: &Connection) {
        self.front.connection += 1.0;
        self.insert(&self.roots.connections, &connection.id.0, connection_fields(connection), self.front.connection);
    }

    fn add_group(&mut self, group: &Group) {
        self.front.group += 1.0;
        self.insert(&self.roots.groups, &group.id.0, group_fields(group), self.front.group);
    }

    fn insert(&mut self, root: &MapRef, id: &str, fields: Written, z: f64) {
        let map = root.insert(&mut self.txn, id, MapPrelim::default());
        for (field, any) in fields {
            match any {
                // A map of its own, so that two people can set two properties.
                Any::Map(properties) if field == PROPERTIES => {
                    let inner = map.insert(&mut self.txn, field, MapPrelim::default());
                    for (property, any) in properties.iter() {
                        inner.insert(&mut self.txn, property.as_str(), any.clone());
                    }
                }
                any => {
                    map.insert(&mut self.txn, field, any);
                }
            }
        }
        map.insert(&mut self.txn, "z", z);
    }

    fn shift(&mut self, id: &ComponentId, by: Vec2) {
        let Some(map) = self.map(&self.roots.components, &id.0) else { return };
        let (x, y) = (self.coordinate(&map, "x"), self.coordinate(&map, "y"));
        self.put_at(id, Point::new(x, y) + by);
    }

    fn coordinate(&self, map: &MapRef, field: &str) -> f64 {
        match map.get(&self.txn, field) {
            Some(Out::Any(any)) => as_number(&any).unwrap_or(0.0),
            _ => 0.0,
        }
    }

    fn put_at(&mut self, id: &ComponentId, at: Point) {
        let within = |number: f64| Any::from(number.clamp(*limits::COORDINATE.start(), *limits::COORDINATE.end()));
        self.set_field(id, "x", Some(within(at.x)));
        self.set_field(id, "y", Some(within(at.y)));
    }

    fn resize(&mut self, id: &ComponentId, bounds: Rect) {
        self.put_at(id, bounds.origin());
        self.set_field(id, "width", unless(bounds.width(), &Component::DEFAULT_SIZE.width));
        self.set_field(id, "height", unless(bounds.height(), &Component::DEFAULT_SIZE.height));
    }

    fn set_property(&mut self, id: &ComponentId, property: &str, value: Option<Any>) {
        let Some(map) = self.map(&self.roots.components, &id.0) else { return };
        let inner = match map.get(&self.txn, PROPERTIES) {
            Some(Out::YMap(inner)) => inner,
            _ => map.insert(&mut self.txn, PROPERTIES, MapPrelim::default()),
        };
        self.set_or_clear(&inner, property, value);
    }

    /// Components in front of all others, in the order they have among each other.
    fn bring_to_front(&mut self, ids: &[ComponentId]) {
        let ids = self.in_drawing_order(ids);
        let frontmost = self.cache.diagram.components.iter().rev().take(ids.len());
        if frontmost.map(|component| &component.id).eq(ids.iter().rev().copied()) {
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
        if rearmost.map(|component| &component.id).eq(ids.iter().copied()) {
            return;
        }
        for id in ids.into_iter().rev() {
            self.back -= 1.0;
            self.set_field(id, "z", Some(Any::from(self.back)));
        }
    }

    fn in_drawing_order<'b>(&self, ids: &'b [ComponentId]) -> Vec<&'b ComponentId> {
        let mut ids: Vec<_> = ids.iter().collect();
        ids.sort_by_key(|id| self.cache.components.at(id));
        ids.dedup();
        ids
    }

    fn change_connection(&mut self, id: &ConnectionId, change: &ConnectionChange) {
        let Some(map) = self.map(&self.roots.connections, &id.0) else { return };
        let protocol = |protocol: Protocol| if protocol == Protocol::Http { None } else { Some(word(&protocol)) };
        let mode = |mode: Mode| if mode == Mode::Request { None } else { Some(word(&mode)) };
        let fields = [
            ("routing", change.routing.map(|routing| routing.as_ref().map(word))),
            ("share", change.share.map(|share| unless(share, &1.0))),
            ("mode", change.mode.map(mode)),
            ("protocol", change.protocol.map(protocol)),
            ("encrypted", change.encrypted.map(|encrypted| unless(encrypted, &false))),
            ("label", change.label.as_ref().map(|label| unless(label.as_str(), &""))),
            ("network_millis", change.network_millis.map(|millis| millis.map(Any::from))),
        ];
        for (field, value) in fields {
            if let Some(value) = value {
                self.set_or_clear(&map, field, value);
            }
        }
    }

    fn change_group(&mut self, group: &Group) {
        let Some(map) = self.map(&self.roots.groups, &group.id.0) else { return };
        for (field, any) in group_fields(group) {
            self.set(&map, field, any);
        }
        if group.parent.is_none() {
            self.set_or_clear(&map, "parent", None);
        }
    }

    fn delete_group(&mut self, group: &GroupId) {
        for id in self.naming(&self.roots.components, "group", &group.0) {
            self.set_field(&ComponentId(id), "group", None);
        }
        // Groups within it move one level out.
        let outer = self.map(&self.roots.groups, &group.0).and_then(|map| match map.get(&self.txn, "parent") {
            Some(Out::Any(any)) => Some(any),
            _ => None,
        });
        for id in self.naming(&self.roots.groups, "parent", &group.0) {
            if let Some(map) = self.map(&self.roots.groups, &id) {
                self.set_or_clear(&map, "parent", outer.clone());
            }
        }
        self.mark_deleted(&self.roots.groups, &group.0);
    }

    fn delete(&mut self, components: &[ComponentId], connections: &[ConnectionId]) {
        let mut connections: Vec<String> = connections.iter().map(|id| id.0.clone()).collect();
        if !components.is_empty() {
            connections.extend(self.connections_of(components));
        }
        connections.sort();
        connections.dedup();
        for id in connections {
            self.mark_deleted(&self.roots.connections, &id);
        }
        for id in components {
            self.mark_deleted(&self.roots.components, &id.0);
        }
    }

    /// Ids of all connections with one of these ends, those not shown included.
    fn connections_of(&self, components: &[ComponentId]) -> Vec<String> {
        let is_end = |map: &MapRef, field| match map.get(&self.txn, field) {
            Some(Out::Any(Any::String(end))) => components.iter().any(|id| *id.0 == *end),
            _ => false,
        };
        let touching = |(id, out): (&str, Out)| match out {
            Out::YMap(map) if is_deleted(&self.txn, &map) => None,
            Out::YMap(map) => (is_end(&map, "from") || is_end(&map, "to")).then(|| id.to_owned()),
            _ => None,
        };
        self.roots.connections.iter(&self.txn).filter_map(touching).collect()
    }

    /// Ids of the entries whose `field` is `value`.
    fn naming(&self, root: &MapRef, field: &str, value: &str) -> Vec<String> {
        let named = |(id, out): (&str, Out)| match out {
            Out::YMap(map) => match map.get(&self.txn, field) {
                Some(Out::Any(Any::String(text))) if *text == *value => Some(id.to_owned()),
                _ => None,
            },
            _ => None,
        };
        let mut ids: Vec<String> = root.iter(&self.txn).filter_map(named).collect();
        ids.sort();
        ids
    }

    fn mark_deleted(&mut self, root: &MapRef, id: &str) {
        if let Some(map) = self.map(root, id) {
            self.set(&map, DELETED, Any::from(true));
        }
    }

    fn set_field(&mut self, id: &ComponentId, field: &str, value: Option<Any>) {
        if let Some(map) = self.map(&self.roots.components, &id.0) {
            self.set_or_clear(&map, field, value);
        }
    }

    /// `null` stands for what is absent. Removing the entry itself would break a chain of undo: after
    /// setting 5, removing, setting 7, taking that back and doing something else, the 5 would be out of reach.
    fn set_or_clear(&mut self, map: &MapRef, field: &str, value: Option<Any>) {
        match value {
            Some(value) => self.set(map, field, value),
            None if map.contains_key(&self.txn, field) => self.set(map, field, Any::Null),
            None => {}
        }
    }

    /// A value that is there already makes no change and no step of undo.
    fn set(&mut self, map: &MapRef, field: &str, value: Any) {
        map.try_update(&mut self.txn, field, value);
    }

    fn map(&self, root: &MapRef, id: &str) -> Option<MapRef> {
        match root.get(&self.txn, id) {
            Some(Out::YMap(map)) => Some(map),
            _ => None,
        }
    }
}

/// A default is not written, here as in a file.
fn unless<T: PartialEq + Into<Any>>(value: T, default: &T) -> Option<Any> {
    (value != *default).then(|| value.into())
}
