use std::collections::{BTreeMap, HashMap, HashSet};

use super::clipboard::outer_first;
use crate::{Command, Component, ComponentId, Connection, ConnectionChange, Diagram, Group};

/// Makes of a design another one, such as an earlier version of it; `None` where it is that already.
///
/// What is in both stays and changes only where it differs, so that what somebody else does meanwhile is kept. Of several
/// connections between the same two components, which a file may bring, the first is taken.
pub fn becoming(now: &Diagram, then: &Diagram, summary: String) -> Option<Command> {
    let change = Change::between(now, then);
    let mut commands = Vec::new();
    change.remove(&mut commands);
    change.groups(&mut commands);
    change.components(&mut commands);
    change.connections(&mut commands);
    change.annotations(&mut commands);
    change.order(&mut commands);
    if now.name != then.name {
        commands.push(Command::RenameDesign(then.name.clone()));
    }
    if now.rationale != then.rationale {
        commands.push(Command::SetRationale(then.rationale.clone()));
    }
    (!commands.is_empty()).then_some(Command::Together { summary, commands })
}

struct Change<'a> {
    now: &'a Diagram,
    then: &'a Diagram,
    /// Those that stay and change; a component whose kind is another one is another component.
    kept: HashMap<&'a ComponentId, &'a Component>,
    kept_connections: HashMap<&'a crate::ConnectionId, &'a Connection>,
}

impl<'a> Change<'a> {
    fn between(now: &'a Diagram, then: &'a Diagram) -> Self {
        let wanted: HashMap<_, _> = then.components.iter().map(|one| (&one.id, one)).collect();
        let stays = |one: &&Component| wanted.get(&one.id).is_some_and(|other| other.kind == one.kind);
        let kept: HashMap<_, _> = now.components.iter().filter(stays).map(|one| (&one.id, one)).collect();
        let joined: HashMap<_, _> =
            first_of_each_pair(then).map(|one| (&one.id, (&one.from, &one.to))).collect();
        let kept_connections = now
            .connections
            .iter()
            .filter(|one| joined.get(&one.id) == Some(&(&one.from, &one.to)))
            .filter(|one| kept.contains_key(&one.from) && kept.contains_key(&one.to))
            .map(|one| (&one.id, one))
            .collect();
        Self { now, then, kept, kept_connections }
    }

    fn remove(&self, commands: &mut Vec<Command>) {
        let wanted: HashSet<_> = self.then.annotations.iter().map(|one| &one.id).collect();
        let gone = self.now.annotations.iter().map(|one| &one.id).filter(|id| !wanted.contains(id));
        let annotations: Vec<_> = gone.cloned().collect();
        if !annotations.is_empty() {
            commands.push(Command::DeleteAnnotations(annotations));
        }
        let gone = self.now.components.iter().filter(|one| !self.kept.contains_key(&one.id));
        let components: Vec<_> = gone.map(|one| one.id.clone()).collect();
        let goes_with_its_end =
            |one: &Connection| !self.kept.contains_key(&one.from) || !self.kept.contains_key(&one.to);
        let connections: Vec<_> = self
            .now
            .connections
            .iter()
            .filter(|one| !self.kept_connections.contains_key(&one.id) && !goes_with_its_end(one))
            .map(|one| one.id.clone())
            .collect();
        if !components.is_empty() || !connections.is_empty() {
            commands.push(Command::Delete { components, connections });
        }
        let wanted: HashSet<_> = self.then.groups.iter().map(|one| &one.id).collect();
        let gone = self.now.groups.iter().map(|one| &one.id).filter(|id| !wanted.contains(id));
        commands.extend(gone.cloned().map(Command::DeleteGroup));
    }

    fn groups(&self, commands: &mut Vec<Command>) {
        let before: HashMap<_, _> = self.now.groups.iter().map(|one| (&one.id, one)).collect();
        // First out of each other, so that two which change places never stand in each other.
        for group in &self.then.groups {
            if let Some(before) = before.get(&group.id).filter(|before| before.parent != group.parent) {
                commands.push(Command::ChangeGroup(Group { parent: None, ..(*before).clone() }));
            }
        }
        for group in outer_first(self.then) {
            match before.get(&group.id) {
                Some(before) if *before == group => {}
                Some(_) => commands.push(Command::ChangeGroup(group.clone())),
                None => commands.push(Command::AddGroup(group.clone())),
            }
        }
    }

    fn components(&self, commands: &mut Vec<Command>) {
        // Deleting a group moved what stood in it one level out.
        let groups: HashSet<_> = self.then.groups.iter().map(|one| &one.id).collect();
        for then in &self.then.components {
            match self.kept.get(&then.id) {
                Some(now) => {
                    let lost_group = now.group.as_ref().is_some_and(|group| !groups.contains(group));
                    change_component(now, then, lost_group, commands);
                }
                None => commands.push(Command::Add(then.clone())),
            }
        }
    }

    fn connections(&self, commands: &mut Vec<Command>) {
        for then in first_of_each_pair(self.then) {
            match self.kept_connections.get(&then.id) {
                Some(now) => {
                    let change = connection_change(now, then);
                    if change != ConnectionChange::default() {
                        commands.push(Command::SetConnection { connection: then.id.clone(), change });
                    }
                }
                None => commands.push(Command::Connect(then.clone())),
            }
        }
    }

    fn annotations(&self, commands: &mut Vec<Command>) {
        let before: HashMap<_, _> = self.now.annotations.iter().map(|one| (&one.id, one)).collect();
        for annotation in &self.then.annotations {
            match before.get(&annotation.id) {
                Some(before) if *before == annotation => {}
                Some(_) => commands.push(Command::ChangeAnnotation(annotation.clone())),
                None => commands.push(Command::AddAnnotation(annotation.clone())),
            }
        }
    }

    /// What lies on top of what. From the first that lies elsewhere on, all come to the front one after the other.
    fn order(&self, commands: &mut Vec<Command>) {
        let stay = self.now.components.iter().map(|one| &one.id).filter(|id| self.kept.contains_key(id));
        let come = self.then.components.iter().map(|one| &one.id).filter(|id| !self.kept.contains_key(id));
        let as_it_would_be = stay.chain(come);
        let wanted = self.then.components.iter().map(|one| &one.id);
        let same = as_it_would_be.zip(wanted.clone()).take_while(|(is, wanted)| is == wanted).count();
        commands.extend(wanted.skip(same).map(|id| Command::BringToFront { components: vec![id.clone()] }));
    }
}

/// Of connections from one component to another, the first.
fn first_of_each_pair(diagram: &Diagram) -> impl Iterator<Item = &Connection> {
    let mut joined = HashSet::new();
    diagram.connections.iter().filter(move |one| joined.insert((&one.from, &one.to)))
}

fn change_component(now: &Component, then: &Component, lost_group: bool, commands: &mut Vec<Command>) {
    let id = || now.id.clone();
    if now.size != then.size {
        commands.push(Command::Resize { bounds: vec![(id(), then.bounds())] });
    } else if now.position != then.position {
        commands.push(Command::Arrange { positions: vec![(id(), then.position)] });
    }
    if now.name != then.name {
        commands.push(Command::Rename { component: id(), name: then.name.clone() });
    }
    let properties: BTreeMap<_, _> = now.properties.iter().chain(&then.properties).collect();
    for property in properties.into_keys() {
        let value = then.properties.get(property);
        if now.properties.get(property) != value {
            commands.push(Command::SetProperty {
                component: id(),
                property: property.clone(),
                value: value.cloned(),
            });
        }
    }
    if now.replicas != then.replicas {
        commands.push(Command::SetReplicas { component: id(), replicas: then.replicas });
    }
    if now.replicas_needed != then.replicas_needed {
        commands.push(Command::SetReplicasNeeded { component: id(), replicas_needed: then.replicas_needed });
    }
    if now.concurrency != then.concurrency {
        commands.push(Command::SetConcurrency { component: id(), concurrency: then.concurrency });
    }
    if now.service_time != then.service_time {
        commands.push(Command::SetServiceTime { component: id(), service_time: then.service_time });
    }
    if now.availability != then.availability {
        commands.push(Command::SetAvailability { component: id(), availability: then.availability });
    }
    if now.notes != then.notes {
        commands.push(Command::SetNotes { component: id(), notes: then.notes.clone() });
    }
    if now.group != then.group || lost_group {
        commands.push(Command::SetGroup { components: vec![id()], group: then.group.clone() });
    }
    if now.locked != then.locked {
        commands.push(Command::SetLocked { components: vec![id()], locked: then.locked });
    }
}

/// What differs, between connections of the same two ends.
fn connection_change(now: &Connection, then: &Connection) -> ConnectionChange {
    ConnectionChange {
        routing: (now.routing != then.routing).then_some(then.routing),
        share: (now.share != then.share).then_some(then.share),
        mode: (now.mode != then.mode).then_some(then.mode),
        protocol: (now.protocol != then.protocol).then_some(then.protocol),
        encrypted: (now.encrypted != then.encrypted).then_some(then.encrypted),
        label: (now.label != then.label).then(|| then.label.clone()),
        network_millis: (now.network_millis != then.network_millis).then_some(then.network_millis),
        waypoints: (now.waypoints != then.waypoints).then(|| then.waypoints.clone()),
    }
}
