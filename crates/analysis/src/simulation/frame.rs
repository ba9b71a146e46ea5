use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::Simulation;
use super::measure::{Counts, Moment};
use super::plan::PlannedEdge;
use super::settings::seconds;
use super::station::{BUSY, PLACES, SERVED, Tally};
use super::visit::Visit;
use crate::cost::SECONDS_PER_MONTH;

/// Movements kept until the next frame takes them; of more, the latest.
const MOST_MOVEMENTS: usize = 512;

/// A run as it stands, for drawing. Rates are those since the frame before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Simulated time since the start of the run.
    pub nanos: u64,
    /// Events since the start of the run.
    pub events: u64,
    pub is_done: bool,
    /// Whether the warm-up is over.
    pub is_measuring: bool,
    /// Requests that clients sent since the start of the run, and what became of them.
    pub arrived: u64,
    pub completed: u64,
    pub failed: u64,
    pub in_flight: u64,
    pub completed_per_second: f64,
    pub failed_per_second: f64,
    /// Response times measured so far, all clients together; `None` before the first.
    pub p50_millis: Option<f64>,
    pub p95_millis: Option<f64>,
    pub p99_millis: Option<f64>,
    /// What the design has cost since the start of the run, in US dollars.
    pub cost_usd: f64,
    /// In the order of the diagram.
    pub components: Vec<ComponentFrame>,
    /// Some of the messages that were sent since the frame before.
    pub movements: Vec<Movement>,
    /// How many messages were sent since the frame before, those that are not among `movements` included.
    #[serde(default)]
    pub messages: u64,
    /// Moments that ended since the frame before.
    pub moments: Vec<Moment>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComponentFrame {
    pub waiting: u64,
    pub in_service: u64,
    /// Requests that can be in service at once.
    pub places: u64,
    /// Replicas that are up.
    pub replicas: u32,
    /// Share of its places that was in use.
    pub utilisation: f64,
    /// Requests whose service ended.
    pub served_per_second: f64,
    /// Calls to it that failed for a reason of its own or of the way there.
    pub failed_per_second: f64,
    pub is_down: bool,
    /// Its circuit breaker is open on one of its connections.
    pub is_circuit_open: bool,
    /// Share of reads that find a copy now; `None` where none are kept.
    pub hit_ratio: Option<f64>,
}

/// A message on a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// Index into the connections of the diagram.
    pub connection: u32,
    /// From the called component back to the caller.
    pub is_answer: bool,
    pub is_write: bool,
    /// An answer that says no, or a message that does not arrive.
    pub is_failed: bool,
    pub departs_nanos: u64,
    pub arrives_nanos: u64,
}

/// What the frame before has shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    nanos: u64,
    counts: Counts,
    stations: Vec<(Tally, u64)>,
    moments: usize,
    movements: VecDeque<Movement>,
    /// Messages of any kind.
    pub(super) sent: u64,
}

impl Shown {
    pub(super) fn new(components: usize) -> Self {
        Self {
            nanos: 0,
            counts: Counts::default(),
            stations: vec![(Tally::default(), 0); components],
            moments: 0,
            movements: VecDeque::with_capacity(MOST_MOVEMENTS),
            sent: 0,
        }
    }

    pub(super) fn moved(&mut self, edge: &PlannedEdge, visit: &Visit, is_answer: bool, now: u64, delay: u64) {
        if self.movements.len() >= MOST_MOVEMENTS {
            self.movements.pop_front();
        }
        self.movements.push_back(Movement {
            connection: edge.connection,
            is_answer,
            is_write: visit.writes(),
            is_failed: visit.failed.is_some(),
            departs_nanos: now,
            arrives_nanos: now.saturating_add(delay),
        });
    }
}

impl Simulation {
    /// What has happened so far. Looking changes nothing in the run.
    pub fn frame(&mut self) -> Frame {
        let (progress, now) = (self.progress(), self.now);
        let passed = seconds(now - self.shown.nanos);
        let per_second = |count: f64| if passed > 0.0 { count / passed } else { 0.0 };
        let (counts, before) = (self.measure.counts(), self.shown.counts);
        let millis = |share| self.measure.all.percentile_nanos(share).map(|nanos| nanos / 1e6);
        let frame = Frame {
            nanos: now,
            events: progress.events,
            is_done: progress.is_done,
            is_measuring: self.measure.start.is_some(),
            arrived: counts.arrived,
            completed: counts.completed,
            failed: counts.failed(),
            in_flight: self.in_flight(),
            completed_per_second: per_second((counts.completed - before.completed) as f64),
            failed_per_second: per_second((counts.failed() - before.failed()) as f64),
            p50_millis: millis(0.50),
            p95_millis: millis(0.95),
            p99_millis: millis(0.99),
            cost_usd: self.cost_usd(),
            components: (0..self.stations.len()).map(|node| self.component_frame(node, passed)).collect(),
            movements: self.shown.movements.drain(..).collect(),
            messages: std::mem::take(&mut self.shown.sent),
            moments: self.measure.moments[self.shown.moments..].to_vec(),
        };
        (self.shown.nanos, self.shown.counts) = (now, counts);
        self.shown.moments = self.measure.moments.len();
        frame
    }

    fn component_frame(&mut self, node: usize, passed: f64) -> ComponentFrame {
        let (planned, station) = (&self.plan.nodes[node], &self.stations[node]);
        let (total, failed) = (station.total(self.now), station.failures.iter().sum::<u64>());
        let (before, failed_before) = std::mem::replace(&mut self.shown.stations[node], (total, failed));
        let since = |what: usize| total[what] - before[what];
        let ratio = |above: f64, below: f64| if below > 0.0 { above / below } else { 0.0 };
        let mut outgoing = self.plan.edges_from(node);
        ComponentFrame {
            waiting: station.waiting,
            in_service: station.in_service,
            places: station.places,
            replicas: station.replicas_up(),
            utilisation: ratio(since(BUSY), since(PLACES)),
            served_per_second: ratio(since(SERVED), passed),
            failed_per_second: ratio((failed - failed_before) as f64, passed),
            is_down: station.is_down(),
            is_circuit_open: outgoing.any(|edge| self.circuits[edge as usize].is_open()),
            hit_ratio: planned.hit_ratio.map(|_| station.hit_ratio(planned)),
        }
    }

    /// Since the start of the run: replicas, requests, what is kept and answers at the prices of the instant engine.
    pub(super) fn cost_usd(&self) -> f64 {
        let elapsed = self.now as f64 / 1e9 / SECONDS_PER_MONTH;
        let of = |(node, station): (&super::plan::PlannedNode, &super::station::Station)| {
            let months = station.replica_nanos_until(self.now) / 1e9 / SECONDS_PER_MONTH;
            let requests = station.closed[super::station::ARRIVED] + station.tally[super::station::ARRIVED];
            let kept =
                if elapsed > 0.0 { elapsed * node.kept.usd_per_month(requests / elapsed) } else { 0.0 };
            months * node.usd_per_replica_month + requests * node.usd_per_request + kept
        };
        let nodes = self.plan.nodes.iter().zip(&self.stations).filter(|(node, _)| !node.is_client);
        nodes.map(of).sum::<f64>() + self.measure.usd_for_answers
    }
}
