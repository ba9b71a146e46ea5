use std::collections::BTreeSet;

use diagram::catalogue::Kind;
use diagram::{
    Catalogue, Command, Component, ComponentId, Connection, ConnectionChange, ConnectionId, Diagram, GroupId,
    PropertyValue, Routing, free_spot, unused_name,
};
use kurbo::{Point, Rect};

use super::super::capacity::MOST_REPLICAS;
use super::Situation;
use super::capacity::following;
use crate::model::{Edge, Node};
use crate::report::Finding;

/// Utilisation that new replicas are sized for.
const COMFORTABLE: f64 = 0.6;
/// Between a new component and the frame that it stands in, in document units.
const MARGIN: f64 = 20.0;

/// Changes that are planned one after the other.
pub(super) struct Plan<'p, 'a> {
    pub(super) situation: &'p Situation<'a>,
    finding: &'p Finding,
    catalogue: &'p Catalogue,
    /// The design with what was added to it so far, for places, names and what is connected.
    drawn: Diagram,
    commands: Vec<Command>,
    fresh_id: &'p mut dyn FnMut() -> String,
}

impl<'p, 'a> Plan<'p, 'a> {
    pub(super) fn new(
        situation: &'p Situation<'a>,
        drawn: &Diagram,
        catalogue: &'p Catalogue,
        finding: &'p Finding,
        fresh_id: &'p mut dyn FnMut() -> String,
    ) -> Self {
        let drawn = drawn.clone();
        Self { situation, finding, catalogue, drawn, commands: Vec::new(), fresh_id }
    }

    pub(super) fn into_commands(self) -> Vec<Command> {
        self.commands
    }

    /// Index of the first component that the finding points at.
    pub(super) fn subject(&self) -> Option<usize> {
        self.subjects().first().copied()
    }

    /// Indices of the components that the finding points at, in its order.
    pub(super) fn subjects(&self) -> Vec<usize> {
        self.finding.components.iter().filter_map(|id| self.index(id)).collect()
    }

    /// The connections that the finding points at.
    pub(super) fn edges(&self) -> Vec<&'a Edge<'a>> {
        let edges = self.situation.model.edges.iter();
        edges.filter(|edge| self.finding.connections.contains(&edge.connection.id)).collect()
    }

    pub(super) fn node(&self, index: usize) -> &'a Node<'a> {
        &self.situation.model.nodes[index]
    }

    pub(super) fn id(&self, index: usize) -> ComponentId {
        self.node(index).component.id.clone()
    }

    pub(super) fn name(&self, index: usize) -> &'a str {
        self.situation.name(index)
    }

    fn index(&self, id: &ComponentId) -> Option<usize> {
        self.situation.model.nodes.iter().position(|node| node.component.id == *id)
    }

    fn kind(&self, id: &str) -> Option<&'p Kind> {
        self.catalogue.kind(id)
    }

    /// Replicas of a kind that carry a load with room to spare, at least `least`.
    pub(super) fn replicas_for(&self, kind: &str, per_second: f64, least: u32) -> u32 {
        let Some(kind) = self.kind(kind) else { return least };
        let performance = &kind.performance;
        let places = per_second * performance.service_time_millis / 1000.0 / COMFORTABLE;
        let replicas =
            (places / f64::from(performance.concurrency.max(1))).ceil().min(f64::from(MOST_REPLICAS));
        (replicas as u32).max(least)
    }

    /// A new component beside another, in its group, whose frame grows when it has to.
    pub(super) fn add(&mut self, kind: &str, beside: usize, replicas: u32) -> Option<ComponentId> {
        let beside = self.node(beside).component;
        // Left of it, on the way to it.
        let near = Point::new(beside.position.x - 160.0, beside.position.y);
        self.add_at(kind, near, beside.group.clone(), replicas)
    }

    pub(super) fn add_at(
        &mut self,
        kind: &str,
        near: Point,
        group: Option<GroupId>,
        replicas: u32,
    ) -> Option<ComponentId> {
        let kind = self.kind(kind)?;
        let id = ComponentId((self.fresh_id)());
        let position = free_spot(&self.drawn, near);
        let mut component = Component::new(id.clone(), &kind.id, &unused_name(&self.drawn, kind), position);
        component.replicas = replicas;
        component.group = group;
        self.add_component(component);
        Some(id)
    }

    pub(super) fn add_component(&mut self, component: Component) {
        self.make_room(component.group.clone(), component.bounds());
        self.drawn.components.push(component.clone());
        self.commands.push(Command::Add(component));
    }

    /// A store like another one, near a place and perhaps in another group, with a replica that follows it.
    pub(super) fn add_copy(
        &mut self,
        of: usize,
        name: String,
        near: Point,
        group: Option<GroupId>,
    ) -> ComponentId {
        // As it is drawn: a brief may measure it with other figures.
        let component = self.node(of).component;
        let mut copy = self.drawn.component(&component.id).unwrap_or(component).clone();
        copy.id = ComponentId((self.fresh_id)());
        copy.replicas = copy.replicas.max(2);
        if let Some(following) = following(self.node(of)) {
            copy.properties.insert("replication".to_owned(), following);
        }
        copy.size = Component::DEFAULT_SIZE;
        copy.position = free_spot(&self.drawn, near);
        copy.name = name;
        copy.group = group;
        let id = copy.id.clone();
        self.add_component(copy);
        id
    }

    /// Lets the frames around a component reach round it.
    fn make_room(&mut self, group: Option<GroupId>, bounds: Rect) {
        let mut bounds = bounds.inflate(MARGIN, MARGIN);
        let mut next = group;
        for _ in 0..self.drawn.groups.len() {
            let Some(group) = next.and_then(|id| self.drawn.groups.iter_mut().find(|group| group.id == id))
            else {
                return;
            };
            if group.bounds.union(bounds) != group.bounds {
                group.bounds = group.bounds.union(bounds);
                self.commands.push(Command::ChangeGroup(group.clone()));
            }
            bounds = group.bounds.inflate(MARGIN, MARGIN);
            next = group.parent.clone();
        }
    }

    pub(super) fn change_group(&mut self, at: usize, change: impl FnOnce(&mut diagram::Group)) {
        if let Some(group) = self.drawn.groups.get_mut(at) {
            change(group);
            self.commands.push(Command::ChangeGroup(group.clone()));
        }
    }

    pub(super) fn is_connected(&self, from: &ComponentId, to: &ComponentId) -> bool {
        self.drawn.connections.iter().any(|one| one.from == *from && one.to == *to)
    }

    /// A new connection, changed as wished; nothing where the two are connected already.
    pub(super) fn connect(
        &mut self,
        from: &ComponentId,
        to: &ComponentId,
        change: impl FnOnce(&mut Connection),
    ) {
        if from == to || self.is_connected(from, to) {
            return;
        }
        let mut connection = Connection::new(ConnectionId((self.fresh_id)()), from.clone(), to.clone());
        change(&mut connection);
        self.drawn.connections.push(connection.clone());
        self.commands.push(Command::Connect(connection));
    }

    /// A connection like an existing one, between other ends; it keeps how the calls go, and its network time is
    /// estimated anew.
    pub(super) fn connect_like(&mut self, edge: &Edge, from: &ComponentId, to: &ComponentId) {
        let like = edge.connection;
        self.connect(from, to, |connection| {
            connection.protocol = like.protocol;
            connection.mode = like.mode;
            connection.routing = like.routing;
            connection.share = like.share;
            connection.encrypted = like.encrypted;
            connection.label = like.label.clone();
        });
    }

    pub(super) fn disconnect(&mut self, edge: &Edge) {
        let id = &edge.connection.id;
        self.drawn.connections.retain(|connection| connection.id != *id);
        self.commands.push(Command::Delete { components: Vec::new(), connections: vec![id.clone()] });
    }

    /// The caller calls `through` instead, as it did before, and that calls the callee.
    pub(super) fn put_between(&mut self, edge: &Edge, through: &ComponentId) {
        let (caller, callee) = (self.id(edge.from), self.id(edge.to));
        self.disconnect(edge);
        self.connect_like(edge, &caller, through);
        let protocol = edge.connection.protocol;
        self.connect(through, &callee, |connection| connection.protocol = protocol);
    }

    pub(super) fn take_out(&mut self, index: usize) {
        let id = self.id(index);
        self.drawn.components.retain(|component| component.id != id);
        self.commands.push(Command::Delete { components: vec![id], connections: Vec::new() });
    }

    pub(super) fn set(&mut self, component: ComponentId, property: &str, value: Option<PropertyValue>) {
        self.commands.push(Command::SetProperty { component, property: property.to_owned(), value });
    }

    pub(super) fn turn_on(&mut self, component: ComponentId, flag: &str) {
        self.set(component, flag, Some(PropertyValue::Flag(true)));
    }

    pub(super) fn choose(&mut self, component: ComponentId, property: &str, option: &str) {
        self.set(component, property, Some(PropertyValue::Text(option.to_owned())));
    }

    pub(super) fn set_number(&mut self, component: ComponentId, property: &str, number: f64) {
        self.set(component, property, Some(PropertyValue::Number(number)));
    }

    pub(super) fn set_replicas(&mut self, index: usize, replicas: u32) {
        let component = self.id(index);
        self.commands.push(Command::SetReplicas { component, replicas: replicas.min(MOST_REPLICAS) });
    }

    pub(super) fn change_connection(&mut self, edge: &Edge, change: ConnectionChange) {
        self.commands.push(Command::SetConnection { connection: edge.connection.id.clone(), change });
    }

    pub(super) fn route(&mut self, edge: &Edge, routing: Routing) {
        let change = ConnectionChange { routing: Some(Some(routing)), ..ConnectionChange::default() };
        self.change_connection(edge, change);
    }

    pub(super) fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Connections that lead to a component, in the order of the diagram, clients' or not.
    pub(super) fn edges_to(&self, index: usize) -> Vec<&'a Edge<'a>> {
        let model = self.situation.model;
        model.incoming[index]
            .iter()
            .map(|edge| &model.edges[*edge])
            .filter(|edge| edge.from != index)
            .collect()
    }

    pub(super) fn edges_from(&self, index: usize) -> Vec<&'a Edge<'a>> {
        let model = self.situation.model;
        model.outgoing[index].iter().map(|edge| &model.edges[*edge]).filter(|edge| edge.to != index).collect()
    }

    /// Requests a second along these connections together.
    pub(super) fn load_along(&self, edges: &[&Edge]) -> f64 {
        let along = |edge: &&Edge| self.situation.traffic.along_per_second(self.situation.model, edge);
        edges.iter().map(along).sum()
    }

    /// Components that a connection from outside leads to through whatever only passes requests on, itself included.
    pub(super) fn on_the_way_in(&self, edge: &Edge) -> BTreeSet<usize> {
        let goes_on =
            |edge: &Edge| self.node(edge.from).category() == Some(diagram::catalogue::Category::Edge);
        let reached = self.situation.reached(edge.to, goes_on);
        (0..reached.len()).filter(|node| reached[*node]).collect()
    }
}
