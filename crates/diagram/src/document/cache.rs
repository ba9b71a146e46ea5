use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use yrs::{Any, GetString, Map, Out, ReadTxn, Transact};

use super::applied::Applied;
use super::entry::{Entry, fields_of};
use super::order::{Order, Thing};
use super::roots::Roots;
use super::touched::Touched;
use crate::wire::{
    Fields, as_number, read_annotation, read_component, read_connection, read_group, settle_parents,
};
use crate::{
    Annotation, AnnotationId, Component, ComponentId, Connection, ConnectionId, Diagram, Group, GroupId,
};

/// The document as plain data, kept in step with it.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// Shared with whoever draws it: who changes it while it is drawn gets a copy.
    pub(super) diagram: Arc<Diagram>,
    components: Order,
    connections: Order,
    groups: Order,
    annotations: Order,
    /// Connections with an end that is not there, as after somebody else deleted it; with their `z`.
    hidden: Vec<(f64, Connection)>,
}

impl Cache {
    /// Reads again what was touched. What cannot be read is told.
    pub(super) fn absorb(&mut self, touched: Touched, roots: &Roots, left_out: &mut Vec<String>) -> Applied {
        let txn = roots.doc.transact();
        let mut applied = Applied::default();
        if touched.design {
            applied.design = self.absorb_design(&txn, roots);
        }
        let mut regrouped = BTreeSet::new();
        if !touched.groups.is_empty() {
            regrouped = self.absorb_groups(&txn, roots, left_out);
            applied.groups = touched.groups.into_iter().map(GroupId).collect();
        }
        let mut components = touched.components;
        components.extend(regrouped);
        let coming_or_going = self.absorb_components(&txn, roots, &components, left_out);
        applied.components = components.into_iter().map(ComponentId).collect();
        let mut connections = self.absorb_connections(&txn, roots, touched.connections, left_out);
        if coming_or_going {
            connections.extend(self.hide_and_show());
        }
        applied.connections = connections.into_iter().collect();
        applied.annotations = self.absorb_annotations(&txn, roots, touched.annotations, left_out);
        applied
    }

    fn absorb_design<T: ReadTxn>(&mut self, txn: &T, roots: &Roots) -> bool {
        let name = match roots.design.get(txn, "name") {
            Some(Out::Any(Any::String(name))) => name.to_string(),
            _ => String::new(),
        };
        let rationale = roots.rationale.get_string(txn);
        let changed = name != self.diagram.name || rationale != self.diagram.rationale;
        if changed {
            let diagram = Arc::make_mut(&mut self.diagram);
            (diagram.name, diagram.rationale) = (name, rationale);
        }
        changed
    }

    /// Reads all groups, since one can part another from its parent. Returns components that now stand elsewhere.
    fn absorb_groups<T: ReadTxn>(
        &mut self,
        txn: &T,
        roots: &Roots,
        left_out: &mut Vec<String>,
    ) -> BTreeSet<String> {
        let before: HashSet<GroupId> =
            Arc::make_mut(&mut self.diagram).groups.drain(..).map(|group| group.id).collect();
        self.groups = Order::default();
        for id in roots.groups.ids(txn) {
            let Some(fields) = fields_of(txn, &roots.groups, &id) else { continue };
            let group = read_group(&id, &fields, left_out).group;
            self.groups.put(&mut Arc::make_mut(&mut self.diagram).groups, z(&fields), group);
        }
        self.groups.sort(&mut Arc::make_mut(&mut self.diagram).groups);
        settle_parents(&mut Arc::make_mut(&mut self.diagram).groups);
        let after: HashSet<GroupId> = self.diagram.groups.iter().map(|group| group.id.clone()).collect();
        if before == after { BTreeSet::new() } else { self.differently_grouped(txn, roots) }
    }

    fn differently_grouped<T: ReadTxn>(&self, txn: &T, roots: &Roots) -> BTreeSet<String> {
        let shown = |component: &&Component| {
            let entry = Entry::find(txn, &roots.components, &component.id.0);
            let group =
                entry.and_then(|entry| entry.text(txn, "group")).map(|group| GroupId(group.to_string()));
            group.filter(|group| self.group(group).is_some()) != component.group
        };
        self.diagram.components.iter().filter(shown).map(|component| component.id.0.clone()).collect()
    }

    /// Says whether components came or went.
    fn absorb_components<T: ReadTxn>(
        &mut self,
        txn: &T,
        roots: &Roots,
        ids: &BTreeSet<String>,
        left_out: &mut Vec<String>,
    ) -> bool {
        let before = self.diagram.components.len();
        if !ids.is_empty() {
            let list = &mut Arc::make_mut(&mut self.diagram).components;
            self.components.make_room(list, ids.len());
        }
        let mut gone = HashSet::new();
        let mut unsorted = false;
        for id in ids {
            let fields = fields_of(txn, &roots.components, id);
            let read = fields.and_then(|fields| Some((z(&fields), read_component(id, &fields, left_out)?)));
            match read {
                Some((z, read)) => {
                    let mut component = read.component;
                    component.group.take_if(|group| self.group(group).is_none());
                    let list = &mut Arc::make_mut(&mut self.diagram).components;
                    unsorted |= self.components.put(list, z, component);
                }
                None => {
                    gone.insert(ComponentId(id.clone()));
                }
            }
        }
        let came = self.diagram.components.len() > before;
        let removed = if gone.is_empty() {
            Vec::new()
        } else {
            let list = &mut Arc::make_mut(&mut self.diagram).components;
            self.components.remove(list, |one| gone.contains(&one.id))
        };
        if unsorted {
            self.components.sort(&mut Arc::make_mut(&mut self.diagram).components);
        }
        came || !removed.is_empty()
    }

    fn absorb_connections<T: ReadTxn>(
        &mut self,
        txn: &T,
        roots: &Roots,
        ids: BTreeSet<String>,
        left_out: &mut Vec<String>,
    ) -> BTreeSet<ConnectionId> {
        let ids: BTreeSet<ConnectionId> = ids.into_iter().map(ConnectionId).collect();
        if ids.is_empty() {
            return ids;
        }
        self.hidden.retain(|(_, connection)| !ids.contains(&connection.id));
        self.connections.make_room(&mut Arc::make_mut(&mut self.diagram).connections, ids.len());
        let mut gone = HashSet::new();
        let mut unsorted = false;
        for id in &ids {
            let fields = fields_of(txn, &roots.connections, &id.0);
            let read =
                fields.and_then(|fields| Some((z(&fields), read_connection(&id.0, &fields, left_out)?)));
            match read {
                Some((z, connection)) if self.has_ends(&connection) => {
                    let list = &mut Arc::make_mut(&mut self.diagram).connections;
                    unsorted |= self.connections.put(list, z, connection);
                }
                Some(hidden) => {
                    gone.insert(id);
                    self.hidden.push(hidden);
                }
                None => {
                    gone.insert(id);
                }
            }
        }
        let list = &mut Arc::make_mut(&mut self.diagram).connections;
        if !gone.is_empty() {
            self.connections.remove(list, |one| gone.contains(&one.id));
        }
        if unsorted {
            self.connections.sort(list);
        }
        ids
    }

    fn absorb_annotations<T: ReadTxn>(
        &mut self,
        txn: &T,
        roots: &Roots,
        ids: BTreeSet<String>,
        left_out: &mut Vec<String>,
    ) -> Vec<AnnotationId> {
        if ids.is_empty() {
            return Vec::new();
        }
        let mut gone = HashSet::new();
        let ids: Vec<AnnotationId> = ids.into_iter().map(AnnotationId).collect();
        for id in &ids {
            let fields = fields_of(txn, &roots.annotations, &id.0);
            let read =
                fields.and_then(|fields| Some((z(&fields), read_annotation(&id.0, &fields, left_out)?)));
            match read {
                Some((z, annotation)) => {
                    let list = &mut Arc::make_mut(&mut self.diagram).annotations;
                    self.annotations.put(list, z, annotation);
                }
                None => {
                    gone.insert(id);
                }
            }
        }
        let is_gone = |one: &Annotation| gone.contains(&one.id);
        self.annotations.remove(&mut Arc::make_mut(&mut self.diagram).annotations, is_gone);
        if !ids.is_empty() {
            self.annotations.sort(&mut Arc::make_mut(&mut self.diagram).annotations);
        }
        ids
    }

    fn has_ends(&self, connection: &Connection) -> bool {
        self.has_component(&connection.from) && self.has_component(&connection.to)
    }

    /// After components came or went: connections that lost an end, and hidden ones that have both again.
    fn hide_and_show(&mut self) -> Vec<ConnectionId> {
        let Diagram { components, connections, .. } = Arc::make_mut(&mut self.diagram);
        let is_there = |id: &ComponentId| self.components.contains(components, id);
        let has_ends = |one: &Connection| is_there(&one.from) && is_there(&one.to);
        let lost = self.connections.remove(connections, |one| !has_ends(one));
        let found: Vec<_> = self.hidden.extract_if(.., |(_, one)| has_ends(one)).collect();
        let changed = lost.iter().chain(&found).map(|(_, connection)| connection.id.clone()).collect();
        self.hidden.extend(lost);
        for (z, connection) in found {
            self.connections.put(connections, z, connection);
        }
        self.connections.sort(connections);
        changed
    }

    pub(super) fn tell_of_hidden(&self, left_out: &mut Vec<String>) {
        for (_, connection) in &self.hidden {
            let ends = [&connection.from, &connection.to];
            if let Some(end) = ends.into_iter().find(|end| !self.has_component(end)) {
                let (id, end) = (&connection.id.0, &end.0);
                left_out.push(format!(
                    "Connection \"{id}\" was left out because component \"{end}\" is not there."
                ));
            }
        }
    }

    pub(super) fn has_component(&self, id: &ComponentId) -> bool {
        self.components.contains(&self.diagram.components, id)
    }

    /// Where in the drawing order it stands.
    pub(super) fn place_of(&self, id: &ComponentId) -> Option<usize> {
        self.components.at(&self.diagram.components, id)
    }

    pub(super) fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.diagram.components.get(self.place_of(id)?)
    }

    pub(super) fn connection(&self, id: &ConnectionId) -> Option<&Connection> {
        let list = &self.diagram.connections;
        list.get(self.connections.at(list, id)?)
    }

    pub(super) fn group(&self, id: &GroupId) -> Option<&Group> {
        let list = &self.diagram.groups;
        list.get(self.groups.at(list, id)?)
    }

    pub(super) fn annotation(&self, id: &AnnotationId) -> Option<&Annotation> {
        let list = &self.diagram.annotations;
        list.get(self.annotations.at(list, id)?)
    }

    pub(super) fn component_z(&self, id: &ComponentId) -> Option<f64> {
        self.components.z(&self.diagram.components, id)
    }

    /// The highest `z` of connections, those not shown included.
    pub(super) fn highest_connection_z(&self) -> f64 {
        let list = &self.diagram.connections;
        let shown = list.last().and_then(|last| self.connections.z(list, &last.id));
        self.hidden.iter().map(|(z, _)| *z).chain(shown).fold(0.0, f64::max)
    }

    pub(super) fn highest_group_z(&self) -> f64 {
        let list = &self.diagram.groups;
        list.last().and_then(|last| self.groups.z(list, &last.id)).unwrap_or(0.0)
    }

    pub(super) fn highest_annotation_z(&self) -> f64 {
        let list = &self.diagram.annotations;
        list.last().and_then(|last| self.annotations.z(list, &last.id)).unwrap_or(0.0)
    }
}

fn z(fields: &Fields) -> f64 {
    fields.get("z").and_then(as_number).unwrap_or(0.0)
}

impl Thing for Component {
    type Id = ComponentId;

    fn id(&self) -> &ComponentId {
        &self.id
    }
}

impl Thing for Connection {
    type Id = ConnectionId;

    fn id(&self) -> &ConnectionId {
        &self.id
    }
}

impl Thing for Group {
    type Id = GroupId;

    fn id(&self) -> &GroupId {
        &self.id
    }
}

impl Thing for Annotation {
    type Id = AnnotationId;

    fn id(&self) -> &AnnotationId {
        &self.id
    }
}
