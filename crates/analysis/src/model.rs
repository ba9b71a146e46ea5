//! The diagram as the engine computes with it: indices for ids, and every number in a range it can be computed with.

mod adjacent;
mod edge;
mod network;
mod node;

use std::collections::HashMap;

use diagram::catalogue::{Kind, TransferPrice};
use diagram::{Catalogue, Connection, Diagram, Mode, Routing};

use adjacent::Adjacent;
pub(crate) use edge::{CLASSES, Edge, READS, STATIC, WRITES};
pub(crate) use network::Place;
pub use network::{
    ACROSS_REGIONS_MILLIS, ACROSS_ZONES_MILLIS, INTERNET_MILLIS, SAME_HOST_MILLIS, WITHIN_ZONE_MILLIS,
};
pub(crate) use node::{ColdStart, Node, RateLimit, ServiceShape, in_range};

/// Nothing in a report is larger: requests a second, milliseconds and their products stop here instead of at infinity.
pub(crate) const LIMIT: f64 = 1e15;

/// A diagram whose connections name their ends by index. Connections with a missing end are left out.
#[derive(Debug)]
pub(crate) struct Model<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    pub(crate) edges: Vec<Edge<'a>>,
    /// Indices of the edges that leave each node, in the order of the diagram.
    pub(crate) outgoing: Adjacent,
    pub(crate) incoming: Adjacent,
    pub(crate) transfer: &'a TransferPrice,
    /// Files go other ways than other reads somewhere.
    pub(crate) tells_static_apart: bool,
}

impl<'a> Model<'a> {
    pub(crate) fn new(diagram: &'a Diagram, catalogue: &'a Catalogue) -> Self {
        let kinds: HashMap<&str, &Kind> =
            catalogue.kinds.iter().rev().map(|kind| (kind.id.as_str(), kind)).collect();
        let places = network::Places::new(diagram);
        let nodes: Vec<Node> = diagram
            .components
            .iter()
            .map(|component| {
                let (place, stands_in) = places.of(component.group.as_ref());
                Node::new(component, kinds.get(component.kind.as_str()).copied(), place, stands_in)
            })
            .collect();
        let mut model = Self {
            outgoing: Adjacent::default(),
            incoming: Adjacent::default(),
            nodes,
            transfer: &catalogue.transfer,
            edges: Vec::with_capacity(diagram.connections.len()),
            tells_static_apart: false,
        };
        model.connect(diagram);
        model.set_chances();
        model
    }

    /// Indices of the clients, in the order of the diagram.
    pub(crate) fn clients(&self) -> impl Iterator<Item = usize> + '_ {
        self.nodes.iter().enumerate().filter(|(_, node)| node.is_client).map(|(index, _)| index)
    }

    /// What all clients together ask for.
    pub(crate) fn offered_per_second(&self) -> f64 {
        self.clients()
            .map(|client| self.nodes[client].requests_per_second)
            .fold(0.0, |sum: f64, load| (sum + load).min(LIMIT))
    }

    pub(crate) fn edges_from(&self, node: usize) -> impl Iterator<Item = &Edge<'a>> + '_ {
        self.outgoing[node].iter().map(|edge| &self.edges[*edge])
    }

    pub(crate) fn edges_to(&self, node: usize) -> impl Iterator<Item = &Edge<'a>> + '_ {
        self.incoming[node].iter().map(|edge| &self.edges[*edge])
    }

    /// Nodes in an order in which whatever a node leads to comes first; nodes on a common cycle stand together.
    ///
    /// Only edges that `counts` accepts are looked at. Kosaraju's algorithm, because petgraph's does not recurse.
    pub(crate) fn callees_first(&self, counts: impl Fn(&Edge) -> bool) -> Vec<Vec<usize>> {
        let mut graph = petgraph::graph::DiGraph::<(), ()>::with_capacity(self.nodes.len(), self.edges.len());
        let indices: Vec<_> = self.nodes.iter().map(|_| graph.add_node(())).collect();
        for edge in self.edges.iter().filter(|edge| counts(edge)) {
            graph.add_edge(indices[edge.from], indices[edge.to], ());
        }
        petgraph::algo::kosaraju_scc(&graph)
            .into_iter()
            .map(|group| {
                let mut group: Vec<usize> = group.into_iter().map(|node| node.index()).collect();
                group.sort_unstable();
                group
            })
            .collect()
    }

    /// Whether these nodes, one group of [`Model::callees_first`], lead back to themselves.
    pub(crate) fn is_cycle(&self, group: &[usize], counts: impl Fn(&Edge) -> bool) -> bool {
        match group {
            [single] => self.edges_from(*single).any(|edge| edge.to == *single && counts(edge)),
            _ => true,
        }
    }

    fn connect(&mut self, diagram: &'a Diagram) {
        let mut index_of = HashMap::with_capacity(self.nodes.len());
        for (index, node) in self.nodes.iter().enumerate() {
            index_of.entry(&node.component.id).or_insert(index);
        }
        for connection in &diagram.connections {
            let (Some(&from), Some(&to)) = (index_of.get(&connection.from), index_of.get(&connection.to))
            else {
                continue;
            };
            let edge = self.edge(connection, from, to);
            self.edges.push(edge);
        }
        self.outgoing = Adjacent::of(self.nodes.len(), self.edges.iter().map(|edge| edge.from));
        self.incoming = Adjacent::of(self.nodes.len(), self.edges.iter().map(|edge| edge.to));
    }

    fn edge(&self, connection: &'a Connection, from: usize, to: usize) -> Edge<'a> {
        let (caller, callee) = (&self.nodes[from], &self.nodes[to]);
        let default = caller.kind.map_or(Routing::EveryCall, |kind| kind.default_routing);
        Edge {
            connection,
            from,
            to,
            routing: connection.routing.unwrap_or(default),
            waits: connection.mode == Mode::Request && !caller.asynchronous && !callee.is_told_in_passing(),
            network_millis: network::one_way_millis(connection, caller, callee),
            chance: [0.0; CLASSES],
            calls: node::in_range(connection.share, 0.0, 1e6).unwrap_or(1.0),
            is_bypassed_when_down: false,
        }
    }

    fn set_chances(&mut self) {
        for node in 0..self.nodes.len() {
            let weights: f64 = self
                .edges_from(node)
                .filter(|edge| edge.routing == Routing::ByWeight)
                .map(|edge| edge.calls)
                .sum();
            let hits = self.hits_seen_by(node);
            let beside = self.way_beside_caches(node);
            for index in &self.outgoing[node] {
                let callee_is_cache = self.nodes[self.edges[*index].to].is_cache();
                let edge = &mut self.edges[*index];
                edge.set_chance(weights, hits);
                edge.is_bypassed_when_down =
                    callee_is_cache && beside.is_some_and(|beside| edge.to != beside);
                self.tells_static_apart |= edge.chance[STATIC] != edge.chance[READS];
            }
        }
    }

    /// Where a caller of caches gets on its own, on a miss, what they do not hold: to something that is no cache, or else
    /// to the last of them, which has nothing else beside it.
    fn way_beside_caches(&self, node: usize) -> Option<usize> {
        let is_way = |edge: &&Edge| {
            edge.routing == Routing::OnCacheMiss
                && edge.waits
                && edge.calls > 0.0
                && edge.to != node
                && !self.nodes[edge.to].is_client
        };
        let ways = || self.edges_from(node).filter(is_way).map(|edge| edge.to);
        let source = || ways().find(|callee| !self.nodes[*callee].is_cache());
        if self.nodes[node].hit_ratio.is_some() { None } else { source().or_else(|| ways().last()) }
    }

    /// By class, the share that a cache answers before `node` passes requests on: its own, or else that of the caches it
    /// asks.
    fn hits_seen_by(&self, node: usize) -> [f64; CLASSES] {
        if self.nodes[node].hit_ratio.is_some() {
            return std::array::from_fn(|class| self.nodes[node].hit_ratio_of(class));
        }
        let asked = self.edges_from(node).filter(|edge| edge.waits && edge.calls > 0.0 && edge.to != node);
        let mut missed = [1.0; CLASSES];
        for cache in asked.map(|edge| &self.nodes[edge.to]).filter(|callee| callee.is_cache()) {
            missed
                .iter_mut()
                .enumerate()
                .for_each(|(class, missed)| *missed *= 1.0 - cache.hit_ratio_of(class));
        }
        missed.map(|missed| 1.0 - missed)
    }

    /// Shares of the classes among a client's requests, files counted with the other reads where that makes no difference
    /// to anything: a class less is that much less to compute.
    pub(crate) fn shares_that_differ(&self, client: usize) -> [f64; CLASSES] {
        let mut shares = self.nodes[client].class_shares();
        if !self.tells_static_apart {
            shares[READS] += std::mem::take(&mut shares[STATIC]);
        }
        shares
    }
}
