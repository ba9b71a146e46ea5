//! The model as the simulation walks it: flat lists, indices for everything, nothing borrowed from the diagram.

use std::ops::Range;

use diagram::{Catalogue, ComponentId, ConnectionId, Diagram, GroupKind, Routing};

use super::behaviour::Behaviour;
use super::service::Service;
use crate::cost;
use crate::model::{CLASSES, ColdStart, Edge, Model, READS, in_range};
use crate::traffic::Traffic;

#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// In the order of the diagram.
    pub(crate) nodes: Vec<PlannedNode>,
    pub(crate) edges: Vec<PlannedEdge>,
    /// What requests do after their service, node after node.
    pub(crate) steps: Vec<Step>,
    /// Targets of steps that choose.
    pub(crate) targets: Vec<Target>,
    /// By index into the diagram.
    pub(crate) groups: Vec<(diagram::GroupId, GroupKind)>,
    pub(crate) group_names: Vec<String>,
    /// Some limit is counted for each caller, so that it matters who sent a request.
    pub(crate) counts_callers: bool,
    /// Files go other ways than other reads somewhere.
    pub(crate) tells_static_apart: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct PlannedNode {
    pub(crate) id: ComponentId,
    pub(crate) name: String,
    pub(crate) is_client: bool,
    /// Zones and regions around it, by index into the groups.
    pub(crate) stands_in: Vec<usize>,
    pub(crate) service: Service,
    /// For some calls a copy has to be started, which comes on top of [`PlannedNode::service`].
    pub(crate) cold_start: Option<ColdStart>,
    /// With cold starts.
    pub(crate) mean_service_nanos: f64,
    pub(crate) replicas: u32,
    pub(crate) replicas_needed: u32,
    pub(crate) places_per_replica: u64,
    /// Replicas hold different data, so that each request needs a certain one.
    pub(crate) holds_apart: bool,
    pub(crate) steps: Range<u32>,
    /// Whether any of its requests waits for an answer.
    pub(crate) waits: bool,
    pub(crate) behaviour: Behaviour,
    /// Share of reads that it answers itself once it is full.
    pub(crate) hit_ratio: Option<f64>,
    /// Of reads, those of static files only.
    pub(crate) answers_static_only: bool,
    /// Caches of which one may save the calls on a miss; only where it keeps no copies itself.
    pub(crate) asked_caches: Vec<u32>,
    /// What it does not answer is asked behind it, so requests pass it by when it is down.
    pub(crate) is_passed_by: bool,
    pub(crate) requests_per_second: f64,
    pub(crate) read_share: f64,
    /// Of the reads, those of files that are the same for everybody.
    pub(crate) static_share: f64,
    /// Of a client: its callers are numbered from the first on, each by a number that no other client's has.
    pub(crate) callers: u32,
    pub(crate) first_caller: u32,
    pub(crate) usd_per_replica_month: f64,
    pub(crate) usd_per_request: f64,
    /// By the replicas that were drawn, however many there are.
    pub(crate) kept: cost::Kept,
}

#[derive(Debug, Clone)]
pub(crate) struct PlannedEdge {
    pub(crate) id: ConnectionId,
    /// Index into the connections of the diagram.
    pub(crate) connection: u32,
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Whether the caller waits for the answer.
    pub(crate) waits: bool,
    /// One way.
    pub(crate) network_nanos: u64,
    /// The callee is a cache that the caller goes round when it fails.
    pub(crate) is_bypassed: bool,
    /// The caller chooses among replicas without looking which of them are up.
    pub(crate) is_unchecked: bool,
    /// What an answer along here costs to send.
    pub(crate) usd_per_answer: f64,
}

/// Calls that follow one another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) when: When,
    /// An edge, or the first target of those to choose from.
    pub(crate) first: u32,
    /// How many targets there are.
    pub(crate) count: u32,
    pub(crate) calls: u32,
    /// Probability of one call more.
    pub(crate) part: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Always,
    Reads,
    Writes,
    /// Reads that no cache could answer, and writes.
    Miss,
    /// One of the targets, by weight.
    Choose,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) edge: u32,
    /// Share of the requests that goes here.
    pub(crate) share: f64,
    /// Sum of the shares up to here.
    pub(crate) until: f64,
}

impl Plan {
    pub(crate) fn new(diagram: &Diagram, catalogue: &Catalogue) -> Self {
        let model = Model::new(diagram, catalogue);
        let mut plan = Self {
            nodes: Vec::with_capacity(model.nodes.len()),
            edges: Vec::with_capacity(model.edges.len()),
            steps: Vec::new(),
            targets: Vec::new(),
            groups: diagram.groups.iter().map(|group| (group.id.clone(), group.kind)).collect(),
            group_names: diagram.groups.iter().map(|group| group.name.clone()).collect(),
            counts_callers: false,
            tells_static_apart: model.tells_static_apart,
        };
        let mut first_caller = 0u32;
        for index in 0..model.nodes.len() {
            let first = plan.steps.len() as u32;
            plan.add_steps(&model, index);
            let steps = first..plan.steps.len() as u32;
            let node = planned_node(&model, index, steps, first_caller);
            // Past four thousand million callers numbers come again, which no design that can be run notices.
            first_caller = first_caller.wrapping_add(node.callers);
            plan.counts_callers |= node.behaviour.limits_each_caller;
            plan.nodes.push(node);
        }
        let sent = cost::Sent::of(&model, &Traffic::of(&model));
        let mut connection = 0;
        for edge in &model.edges {
            while diagram.connections.get(connection).is_some_and(|it| !std::ptr::eq(it, edge.connection)) {
                connection += 1;
            }
            plan.edges.push(planned_edge(&model, &sent, edge, connection));
        }
        plan
    }

    /// Edges that leave a component, those to clients left out.
    pub(crate) fn edges_from(&self, node: usize) -> impl Iterator<Item = u32> + '_ {
        let steps = &self.nodes[node].steps;
        let steps = &self.steps[steps.start as usize..steps.end as usize];
        let edges = steps.iter().flat_map(|step| self.edges_of(*step));
        edges.filter(|edge| !self.nodes[self.edges[*edge as usize].to as usize].is_client)
    }

    /// Components that a step calls, or may call.
    pub(crate) fn callees(&self, step: Step) -> impl Iterator<Item = usize> + '_ {
        self.edges_of(step).map(|edge| self.edges[edge as usize].to as usize)
    }

    fn edges_of(&self, step: Step) -> impl Iterator<Item = u32> + '_ {
        let is_choice = step.when == When::Choose;
        let chosen = self.targets.iter().skip(step.first as usize).take(step.count as usize);
        let chosen = chosen.filter(move |_| is_choice).map(|target| target.edge);
        chosen.chain((!is_choice).then_some(step.first))
    }

    /// What is called at a client ends there, so there is no step for it.
    fn add_steps(&mut self, model: &Model, node: usize) {
        let mut has_chosen = false;
        for index in &model.outgoing[node] {
            let edge = &model.edges[*index];
            let is_for_client = model.nodes[edge.to].is_client;
            if edge.routing == Routing::ByWeight {
                if !std::mem::replace(&mut has_chosen, true) {
                    self.add_choice(model, node);
                }
            } else if !is_for_client && edge.carries_any() {
                let when = match edge.routing {
                    Routing::ReadsOnly => When::Reads,
                    Routing::WritesOnly => When::Writes,
                    Routing::OnCacheMiss => When::Miss,
                    Routing::EveryCall | Routing::ByWeight => When::Always,
                };
                let (calls, part) = (edge.calls.floor() as u32, edge.calls.fract());
                self.steps.push(Step { when, first: *index as u32, count: 1, calls, part });
            }
        }
    }

    fn add_choice(&mut self, model: &Model, node: usize) {
        let first = self.targets.len();
        let mut until = 0.0;
        for index in &model.outgoing[node] {
            let edge = &model.edges[*index];
            let share = edge.chance[READS];
            if edge.routing == Routing::ByWeight && share > 0.0 {
                until += share;
                self.targets.push(Target { edge: *index as u32, share, until });
            }
        }
        let count = (self.targets.len() - first) as u32;
        if count > 0 {
            self.steps.push(Step { when: When::Choose, first: first as u32, count, calls: 1, part: 0.0 });
        }
    }
}

fn planned_node(model: &Model, index: usize, steps: Range<u32>, first_caller: u32) -> PlannedNode {
    let node = &model.nodes[index];
    let price = node.kind.map(|kind| &kind.price);
    PlannedNode {
        id: node.component.id.clone(),
        name: node.name().to_owned(),
        is_client: node.is_client,
        stands_in: node.stands_in.iter().map(|(group, _)| *group).collect(),
        service: Service::of(node),
        cold_start: node.cold_start,
        mean_service_nanos: node.service_millis * 1e6,
        replicas: node.replicas,
        replicas_needed: node.replicas_needed,
        places_per_replica: (node.servers / u64::from(node.replicas)).max(1),
        holds_apart: !node.replicas_stand_in(),
        steps,
        waits: model.edges_from(index).any(|edge| waits_for(model, edge)),
        behaviour: Behaviour::of(node),
        hit_ratio: node.hit_ratio,
        answers_static_only: node.answers_static_only(),
        asked_caches: asked_caches(model, index),
        is_passed_by: crate::availability::is_passed_by_when_down(model, index),
        requests_per_second: node.requests_per_second,
        read_share: node.read_share,
        static_share: node.static_share,
        callers: if node.is_client { node.callers as u32 } else { 0 },
        first_caller,
        usd_per_replica_month: price.map_or(0.0, |price| cost::usable(price.usd_per_replica_month)),
        usd_per_request: price.map_or(0.0, |price| cost::usable(price.usd_per_million_requests) / 1e6)
            * node.work_per_request,
        kept: cost::Kept::of(node),
    }
}

fn waits_for(model: &Model, edge: &Edge) -> bool {
    let shares = model.nodes[edge.from].class_shares();
    let carries = (0..CLASSES).any(|class| shares[class] > 0.0 && edge.carries(class));
    edge.waits && carries && !model.nodes[edge.to].is_client
}

/// Those whose hit ratios the model multiplies.
fn asked_caches(model: &Model, index: usize) -> Vec<u32> {
    if model.nodes[index].hit_ratio.is_some() {
        return Vec::new();
    }
    let is_asked = |edge: &&Edge| {
        let share = in_range(edge.connection.share, 0.0, 1e6).unwrap_or(1.0);
        edge.waits && share > 0.0 && edge.to != index && model.nodes[edge.to].is_cache()
    };
    model.edges_from(index).filter(is_asked).map(|edge| edge.to as u32).collect()
}

fn planned_edge(model: &Model, sent: &cost::Sent, edge: &Edge, connection: usize) -> PlannedEdge {
    PlannedEdge {
        id: edge.connection.id.clone(),
        connection: connection as u32,
        from: edge.from as u32,
        to: edge.to as u32,
        waits: edge.waits,
        network_nanos: libm::round(edge.network_millis * 1e6) as u64,
        is_bypassed: edge.is_bypassed_when_down,
        is_unchecked: edge.routing == Routing::ByWeight
            && !model.nodes[edge.from].checks_health()
            && model.nodes[edge.to].replicas_stand_in(),
        usd_per_answer: sent.usd_per_answer(model, edge),
    }
}
