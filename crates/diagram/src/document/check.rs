use std::collections::HashMap;

use super::cache::Cache;
use super::ranges::{
    AVAILABILITY, CONCURRENCY, NETWORK, REPLICAS_NEEDED, SHARE, SIZE, bounds_are_fine, change_is_fine,
    ends_are_fine, position_is_fine, property_is_fine, service_time_is_fine, waypoints_are_fine, whole,
    within,
};
use crate::limits;
use crate::{
    Annotation, AnnotationId, Command, Component, ComponentId, Connection, ConnectionId, Group, GroupId,
};

/// Why a command was refused, for the learner.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("A component cannot be connected to itself. Choose another one as the other end.")]
    IntoItself,
    #[error(
        "\"{from}\" is connected to \"{to}\" already. Change that connection instead of adding a second one."
    )]
    AlreadyConnected { from: String, to: String },
    #[error("This {what} is not there any more. Perhaps somebody else deleted it.")]
    NotThere { what: &'static str },
    #[error("There is a {what} with the id \"{id}\" already.")]
    IdTaken { what: &'static str, id: String },
    #[error("A {what} needs an id.")]
    NoId { what: &'static str },
    #[error("{what} must be {expected}.")]
    OutOfRange { what: &'static str, expected: String },
    #[error("A design can have at most {most} {what}.")]
    TooMany { what: &'static str, most: usize },
    #[error("A group cannot stand within itself. Choose another one around it.")]
    GroupInItself,
}

type Ends = (ComponentId, ComponentId);

/// Whether commands can be made, one after the other, before any of them is.
pub(super) struct Check<'a> {
    cache: &'a Cache,
    /// What the commands so far changed; `false` or `None` is gone.
    components: HashMap<ComponentId, bool>,
    connections: HashMap<ConnectionId, Option<Ends>>,
    /// To the group around it.
    groups: HashMap<GroupId, Option<Option<GroupId>>>,
    annotations: HashMap<AnnotationId, bool>,
}

impl<'a> Check<'a> {
    pub(super) fn new(cache: &'a Cache) -> Self {
        Self {
            cache,
            components: HashMap::new(),
            connections: HashMap::new(),
            groups: HashMap::new(),
            annotations: HashMap::new(),
        }
    }

    pub(super) fn check(&mut self, command: &Command) -> Result<(), Refusal> {
        use Command as C;
        match command {
            C::Add(component) => self.add(component),
            C::Connect(connection) => self.connect(connection),
            C::Move { ids, by } => {
                within("A shift", by.x, &limits::COORDINATE)?;
                within("A shift", by.y, &limits::COORDINATE)?;
                self.all_there(ids)
            }
            C::Resize { bounds } => bounds.iter().try_for_each(|(id, bounds)| {
                bounds_are_fine(*bounds)?;
                self.there(id)
            }),
            C::Arrange { positions } => positions.iter().try_for_each(|(id, at)| {
                position_is_fine(*at)?;
                self.there(id)
            }),
            C::Rename { component, .. } | C::SetNotes { component, .. } => self.there(component),
            C::SetProperty { component, value, .. } => {
                value.iter().try_for_each(property_is_fine)?;
                self.there(component)
            }
            C::SetReplicas { component, replicas } => {
                whole("The number of replicas", *replicas, &limits::REPLICAS)?;
                self.there(component)
            }
            C::SetReplicasNeeded { component, replicas_needed } => {
                replicas_needed.iter().try_for_each(|one| whole(REPLICAS_NEEDED, *one, &limits::REPLICAS))?;
                self.there(component)
            }
            C::SetConcurrency { component, concurrency } => {
                concurrency.iter().try_for_each(|one| whole(CONCURRENCY, *one, &limits::CONCURRENCY))?;
                self.there(component)
            }
            C::SetServiceTime { component, service_time } => {
                service_time.iter().try_for_each(service_time_is_fine)?;
                self.there(component)
            }
            C::SetAvailability { component, availability } => {
                availability.iter().try_for_each(|one| within(AVAILABILITY, *one, &limits::AVAILABILITY))?;
                self.there(component)
            }
            C::SetGroup { components, group } => {
                group.iter().try_for_each(|group| self.group_there(group))?;
                self.all_there(components)
            }
            C::SetLocked { components, .. }
            | C::BringToFront { components }
            | C::SendToBack { components } => self.all_there(components),
            C::SetConnection { connection, change } => {
                change_is_fine(change)?;
                self.connection_there(connection)
            }
            C::AddGroup(group) => self.add_group(group),
            C::ChangeGroup(group) => self.change_group(group),
            C::DeleteGroup(group) => self.delete_group(group),
            C::AddAnnotation(annotation) => self.add_annotation(annotation),
            C::ChangeAnnotation(annotation) => {
                ends_are_fine(annotation)?;
                self.annotation_there(&annotation.id)
            }
            C::DeleteAnnotations(ids) => self.delete_annotations(ids),
            C::Delete { components, connections } => self.delete(components, connections),
            C::Paste { components, connections } => {
                components.iter().try_for_each(|component| self.add(component))?;
                connections.iter().try_for_each(|connection| self.connect(connection))
            }
            C::RenameDesign(_) | C::SetRationale(_) => Ok(()),
            C::Together { commands, .. } => commands.iter().try_for_each(|command| self.check(command)),
        }
    }

    fn add(&mut self, component: &Component) -> Result<(), Refusal> {
        let id = &component.id;
        new_id("component", &id.0, self.has(id))?;
        position_is_fine(component.position)?;
        within(SIZE, component.size.width, &limits::EXTENT)?;
        within(SIZE, component.size.height, &limits::EXTENT)?;
        whole("The number of replicas", component.replicas, &limits::REPLICAS)?;
        component
            .replicas_needed
            .iter()
            .try_for_each(|one| whole(REPLICAS_NEEDED, *one, &limits::REPLICAS))?;
        component.concurrency.iter().try_for_each(|one| whole(CONCURRENCY, *one, &limits::CONCURRENCY))?;
        component.service_time.iter().try_for_each(service_time_is_fine)?;
        component
            .availability
            .iter()
            .try_for_each(|one| within(AVAILABILITY, *one, &limits::AVAILABILITY))?;
        component.properties.values().try_for_each(property_is_fine)?;
        component.group.iter().try_for_each(|group| self.group_there(group))?;
        let added = self.components.values().filter(|there| **there).count();
        fits("components", self.cache.diagram.components.len() + added, limits::MOST_COMPONENTS)?;
        self.components.insert(id.clone(), true);
        Ok(())
    }

    fn connect(&mut self, connection: &Connection) -> Result<(), Refusal> {
        let (id, from, to) = (&connection.id, &connection.from, &connection.to);
        new_id("connection", &id.0, self.ends(id).is_some())?;
        if from == to {
            return Err(Refusal::IntoItself);
        }
        self.there(from)?;
        self.there(to)?;
        within(SHARE, connection.share, &limits::SHARE)?;
        waypoints_are_fine(&connection.waypoints)?;
        connection
            .network_millis
            .iter()
            .try_for_each(|one| within(NETWORK, *one, &limits::NETWORK_MILLIS))?;
        if self.connected(from, to) {
            return Err(Refusal::AlreadyConnected { from: self.name(from), to: self.name(to) });
        }
        let added = self.connections.values().flatten().count();
        fits("connections", self.cache.diagram.connections.len() + added, limits::MOST_CONNECTIONS)?;
        self.connections.insert(id.clone(), Some((from.clone(), to.clone())));
        Ok(())
    }

    fn delete(&mut self, components: &[ComponentId], connections: &[ConnectionId]) -> Result<(), Refusal> {
        self.all_there(components)?;
        connections.iter().try_for_each(|id| self.connection_there(id))?;
        // Only later commands of the same step ask for this.
        for connection in &self.cache.diagram.connections {
            let ends = [&connection.from, &connection.to];
            if ends.into_iter().any(|end| components.contains(end)) {
                self.connections.insert(connection.id.clone(), None);
            }
        }
        for ends in self.connections.values_mut() {
            ends.take_if(|(from, to)| components.contains(from) || components.contains(to));
        }
        self.connections.extend(connections.iter().map(|id| (id.clone(), None)));
        self.components.extend(components.iter().map(|id| (id.clone(), false)));
        Ok(())
    }

    fn add_group(&mut self, group: &Group) -> Result<(), Refusal> {
        new_id("group", &group.id.0, self.around(&group.id).is_some())?;
        bounds_are_fine(group.bounds)?;
        fits("groups", self.cache.diagram.groups.len() + self.groups.len(), limits::MOST_GROUPS)?;
        self.set_around(group)
    }

    fn change_group(&mut self, group: &Group) -> Result<(), Refusal> {
        self.group_there(&group.id)?;
        bounds_are_fine(group.bounds)?;
        self.set_around(group)
    }

    fn set_around(&mut self, group: &Group) -> Result<(), Refusal> {
        let mut around = group.parent.clone();
        while let Some(parent) = around {
            if parent == group.id {
                return Err(Refusal::GroupInItself);
            }
            // Groups that are there already form no ring, so the walk ends.
            around = self.around(&parent).ok_or(Refusal::NotThere { what: "group" })?;
        }
        self.groups.insert(group.id.clone(), Some(group.parent.clone()));
        Ok(())
    }

    fn delete_group(&mut self, group: &GroupId) -> Result<(), Refusal> {
        self.group_there(group)?;
        let outer = self.around(group).flatten();
        let shown = self.cache.diagram.groups.iter().map(|one| one.id.clone());
        let ids: Vec<GroupId> = shown.chain(self.groups.keys().cloned()).collect();
        for id in ids {
            if self.around(&id) == Some(Some(group.clone())) {
                self.groups.insert(id, Some(outer.clone()));
            }
        }
        self.groups.insert(group.clone(), None);
        Ok(())
    }

    fn add_annotation(&mut self, annotation: &Annotation) -> Result<(), Refusal> {
        let id = &annotation.id;
        new_id("annotation", &id.0, self.has_annotation(id))?;
        ends_are_fine(annotation)?;
        let added = self.annotations.values().filter(|there| **there).count();
        fits("annotations", self.cache.diagram.annotations.len() + added, limits::MOST_ANNOTATIONS)?;
        self.annotations.insert(id.clone(), true);
        Ok(())
    }

    fn delete_annotations(&mut self, ids: &[AnnotationId]) -> Result<(), Refusal> {
        ids.iter().try_for_each(|id| self.annotation_there(id))?;
        self.annotations.extend(ids.iter().map(|id| (id.clone(), false)));
        Ok(())
    }

    fn annotation_there(&self, id: &AnnotationId) -> Result<(), Refusal> {
        if self.has_annotation(id) { Ok(()) } else { Err(Refusal::NotThere { what: "annotation" }) }
    }

    fn has_annotation(&self, id: &AnnotationId) -> bool {
        self.annotations.get(id).copied().unwrap_or_else(|| self.cache.annotation(id).is_some())
    }

    fn has(&self, id: &ComponentId) -> bool {
        self.components.get(id).copied().unwrap_or_else(|| self.cache.has_component(id))
    }

    fn there(&self, id: &ComponentId) -> Result<(), Refusal> {
        if self.has(id) { Ok(()) } else { Err(Refusal::NotThere { what: "component" }) }
    }

    fn all_there(&self, ids: &[ComponentId]) -> Result<(), Refusal> {
        ids.iter().try_for_each(|id| self.there(id))
    }

    fn connection_there(&self, id: &ConnectionId) -> Result<(), Refusal> {
        self.ends(id).map(|_| ()).ok_or(Refusal::NotThere { what: "connection" })
    }

    fn group_there(&self, id: &GroupId) -> Result<(), Refusal> {
        self.around(id).map(|_| ()).ok_or(Refusal::NotThere { what: "group" })
    }

    fn ends(&self, id: &ConnectionId) -> Option<Ends> {
        let shown = || self.cache.connection(id).map(|one| (one.from.clone(), one.to.clone()));
        self.connections.get(id).cloned().unwrap_or_else(shown)
    }

    /// The group around this one; the outer `None` when this one is not there.
    fn around(&self, id: &GroupId) -> Option<Option<GroupId>> {
        let shown = || self.cache.group(id).map(|group| group.parent.clone());
        self.groups.get(id).cloned().unwrap_or_else(shown)
    }

    fn connected(&self, from: &ComponentId, to: &ComponentId) -> bool {
        let added = self.connections.values().flatten().any(|(a, b)| (a, b) == (from, to));
        // One that was deleted and made again may lead elsewhere now.
        let stays = |id: &ConnectionId| !self.connections.contains_key(id);
        let mut shown = self.cache.diagram.connections.iter();
        added || shown.any(|one| one.from == *from && one.to == *to && stays(&one.id))
    }

    fn name(&self, id: &ComponentId) -> String {
        self.cache.component(id).map_or_else(|| id.0.clone(), |component| component.name.clone())
    }
}

fn new_id(what: &'static str, id: &str, taken: bool) -> Result<(), Refusal> {
    if id.is_empty() {
        Err(Refusal::NoId { what })
    } else if taken {
        Err(Refusal::IdTaken { what, id: id.to_owned() })
    } else {
        Ok(())
    }
}

fn fits(what: &'static str, count: usize, most: usize) -> Result<(), Refusal> {
    if count < most { Ok(()) } else { Err(Refusal::TooMany { what, most }) }
}
