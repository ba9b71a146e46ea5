//! Where data crosses a boundary of trust, and what is done there about each threat.

use std::collections::BTreeSet;

use diagram::catalogue::Category;
use diagram::{Catalogue, ComponentId, ConnectionId, Diagram};
use serde::Serialize;

use super::{Situation, is_compute, is_private_store};
use crate::model::{Edge, Model, Node, WRITES};
use crate::report::Threat;
use crate::traffic::Traffic;

pub(super) const THREATS: [Threat; 6] = [
    Threat::Spoofing,
    Threat::Tampering,
    Threat::Repudiation,
    Threat::Disclosure,
    Threat::DenialOfService,
    Threat::Elevation,
];

/// A connection whose two ends do not trust each other, and what is done about each threat to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crossing {
    pub connection: ConnectionId,
    pub from: ComponentId,
    pub to: ComponentId,
    /// One for each letter of STRIDE, in that order.
    pub answers: Vec<ThreatAnswer>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThreatAnswer {
    pub threat: Threat,
    /// Nothing in the design answers it.
    pub is_open: bool,
    /// What answers it, or what is missing.
    pub reason: String,
}

/// Every flow that crosses a boundary of trust, in the order of the diagram.
///
/// Clients and third parties stand outside unless they are drawn within a boundary; everything else stands in the
/// innermost trust boundary or VPC around it. What answers a threat is looked for along the whole way behind the flow.
pub fn crossings(diagram: &Diagram, catalogue: &Catalogue) -> Vec<Crossing> {
    let model = Model::new(diagram, catalogue);
    let traffic = Traffic::of(&model);
    let report = crate::figures(&model, &traffic);
    let situation = Situation { diagram, model: &model, traffic: &traffic, report: &report };
    let boundaries = Boundaries::new(&situation);
    boundaries.flows().map(|flow| flow.crossing()).collect()
}

/// What is asked about every flow, found out once.
pub(super) struct Boundaries<'s, 'a> {
    situation: &'s Situation<'a>,
    /// By component, whether what it does ends up in a log.
    is_logged: Vec<bool>,
    has_auth_service: bool,
}

/// A connection that crosses a boundary.
pub(super) struct Flow<'s, 'a> {
    boundaries: &'s Boundaries<'s, 'a>,
    pub(super) edge: &'a Edge<'a>,
    pub(super) way: Way,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From somebody nobody here knows.
    In,
    /// To somebody else's system.
    Out,
    /// Between two parts of the design.
    Between,
}

fn is_outside(node: &Node) -> bool {
    matches!(node.category(), Some(Category::Client | Category::ThirdParty)) && node.place.boundary.is_none()
}

impl<'s, 'a> Boundaries<'s, 'a> {
    pub(super) fn new(situation: &'s Situation<'a>) -> Self {
        let model = situation.model;
        let mut is_logged = vec![false; model.nodes.len()];
        let mut next: Vec<usize> = situation.of_kinds(&["logging"]).collect();
        while let Some(node) = next.pop() {
            if !std::mem::replace(&mut is_logged[node], true) {
                next.extend(model.edges_to(node).map(|edge| edge.from));
            }
        }
        let has_auth_service = situation.of_kinds(&["auth_service"]).any(|node| situation.has_edges(node));
        Self { situation, is_logged, has_auth_service }
    }

    pub(super) fn flows(&self) -> impl Iterator<Item = Flow<'_, 'a>> {
        let model = self.situation.model;
        model.edges.iter().filter_map(move |edge| {
            let (from, to) = (&model.nodes[edge.from], &model.nodes[edge.to]);
            let way = match (is_outside(from), is_outside(to)) {
                (true, false) => Way::In,
                (false, true) => Way::Out,
                (false, false) if from.place.boundary != to.place.boundary => Way::Between,
                _ => return None,
            };
            Some(Flow { boundaries: self, edge, way })
        })
    }
}

impl<'a> Flow<'_, 'a> {
    fn crossing(&self) -> Crossing {
        let id = |node: usize| self.node(node).component.id.clone();
        Crossing {
            connection: self.edge.connection.id.clone(),
            from: id(self.edge.from),
            to: id(self.edge.to),
            answers: THREATS.map(|threat| self.answer(threat)).to_vec(),
        }
    }

    fn answer(&self, threat: Threat) -> ThreatAnswer {
        let exposed = self.exposed(threat);
        let is_open = !exposed.is_empty();
        let reason = match (threat, is_open) {
            (Threat::Spoofing, true) => "Nothing on the way asks who is calling",
            (Threat::Spoofing, false) => "The other side shows who it is, or only known callers can reach it",
            (Threat::Tampering, true) => "Without encryption it can be changed on the way",
            (Threat::Disclosure, true) => "Without encryption it can be read on the way",
            (Threat::Tampering | Threat::Disclosure, false) => "It is encrypted, or public by its nature",
            (Threat::Repudiation, true) => "No log keeps who asked for what",
            (Threat::Repudiation, false) => "A log keeps it, or it changes nothing",
            (Threat::DenialOfService, true) => "Nothing limits how much one caller can ask for",
            (Threat::DenialOfService, false) => {
                "A rate limit holds callers back, or no stranger can call here"
            }
            (Threat::Elevation, true) => "Nothing checks what is sent before it is acted on",
            (Threat::Elevation, false) => "Requests are checked first, or come from a part of the design",
        };
        ThreatAnswer { threat, is_open, reason: format!("{reason}.") }
    }

    /// Components that the threat reaches along this flow; none where it is answered or cannot be.
    pub(super) fn exposed(&self, threat: Threat) -> Vec<usize> {
        match (threat, self.way) {
            (Threat::Tampering | Threat::Disclosure, _) => {
                let is_public = self.node(self.edge.to).is("dns");
                if self.edge.connection.encrypted || is_public { Vec::new() } else { vec![self.edge.to] }
            }
            (Threat::Spoofing, Way::In) => {
                let asks = |node: &usize| self.asks_somebody(*node);
                let mut open = self.reached_unhindered(authenticates);
                open.retain(|node| !asks(node));
                open
            }
            (Threat::Spoofing, Way::Out) => {
                if self.edge.connection.encrypted {
                    Vec::new()
                } else {
                    vec![self.edge.to]
                }
            }
            (Threat::Spoofing | Threat::Elevation, Way::Between) => {
                let callee = self.node(self.edge.to);
                let could_ask = callee.kind.is_some_and(|kind| kind.property("authentication").is_some());
                let is_open = could_ask && !authenticates(callee) && !self.asks_somebody(self.edge.to);
                if is_open { vec![self.edge.to] } else { Vec::new() }
            }
            (Threat::DenialOfService, Way::In) => self.reached_unhindered(limits_rate),
            (Threat::Elevation, Way::In) => self.reached_unhindered(checks_input),
            (Threat::Repudiation, _) => self.unlogged(),
            (Threat::DenialOfService | Threat::Elevation, _) => Vec::new(),
        }
    }

    fn node(&self, node: usize) -> &'a Node<'a> {
        &self.boundaries.situation.model.nodes[node]
    }

    /// Components that do work and that the flow reaches first, past edges that do not stop it.
    fn reached_unhindered(&self, stops: impl Fn(&Node) -> bool) -> Vec<usize> {
        let (mut met, mut working) = (BTreeSet::new(), BTreeSet::new());
        let mut next = vec![self.edge.to];
        while let Some(index) = next.pop() {
            let node = self.node(index);
            if stops(node) || !met.insert(index) {
                continue;
            }
            if does_work(node) {
                working.insert(index);
            } else {
                // The counters of a rate limiter are its own: no request gets there.
                let is_own = |edge: &&Edge| node.is("rate_limiter") && is_private_store(self.node(edge.to));
                let edges = self.boundaries.situation.model.edges_from(index);
                next.extend(edges.filter(|edge| !is_own(edge)).map(|edge| edge.to));
            }
        }
        working.into_iter().collect()
    }

    /// A component that asks an authentication service before it answers is as good as one that asks itself.
    fn asks_somebody(&self, node: usize) -> bool {
        let asks = |edge: &Edge| authenticates(self.node(edge.to));
        self.boundaries.has_auth_service || self.boundaries.situation.model.edges_from(node).any(asks)
    }

    /// Components that first work for what the flow writes, unless what they do ends up in a log.
    fn unlogged(&self) -> Vec<usize> {
        let caller = self.node(self.edge.from);
        let writes = self.edge.carries(WRITES) && (!caller.is_client || caller.class_shares()[WRITES] > 0.0);
        let mut working = match self.way {
            _ if !writes => Vec::new(),
            Way::Out => vec![self.edge.from],
            Way::In | Way::Between => self.reached_unhindered(|_| false),
        };
        working.retain(|node| is_compute(self.node(*node)) && !self.boundaries.is_logged[*node]);
        working
    }
}

fn does_work(node: &Node) -> bool {
    is_compute(node) || is_private_store(node)
}

fn limits_rate(node: &Node) -> bool {
    node.is("rate_limiter") || node.has_flag("rate_limiting")
}

fn authenticates(node: &Node) -> bool {
    node.is("auth_service") || node.choice("authentication").is_some_and(|choice| choice != "None")
}

fn checks_input(node: &Node) -> bool {
    let blocks = node.is("web_application_firewall") && node.choice("mode") != Some("Count only");
    blocks || node.has_flag("request_validation")
}
