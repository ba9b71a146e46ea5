//! What is counted over the whole design, and when.

use serde::{Deserialize, Serialize};

use super::cause::{Cause, Causes};
use super::estimate::MOST_BATCHES;
use super::histogram::{Filled, Histogram};
use super::plan::Plan;
use super::{Control, Simulation};
use crate::model::LIMIT;

/// The measured time is first cut into this many batches, which are joined in pairs as they become too many.
const FIRST_BATCHES: u64 = 256;
/// Moments kept; in longer runs each is longer than a second.
const MOST_MOMENTS: u64 = 3_600;
const SECOND_NANOS: u64 = 1_000_000_000;

/// What happened in one second of a run, or a few where it is longer than an hour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Its end, in seconds since the start of the run.
    pub seconds: f64,
    /// Requests that clients sent.
    pub arrived: u64,
    pub completed: u64,
    pub failed: u64,
    /// Requests under way at its end.
    pub in_flight: u64,
    /// Response times of what completed in it, all clients together; `None` where nothing did.
    pub p50_millis: Option<f64>,
    pub p95_millis: Option<f64>,
    pub p99_millis: Option<f64>,
    /// Since the start of the run.
    pub cost_usd: f64,
}

/// Requests of all clients, counted from some time on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) arrived: u64,
    pub(super) completed: u64,
    pub(super) failures: Causes,
}

impl Counts {
    pub(super) fn failed(&self) -> u64 {
        self.failures.iter().sum()
    }
}

#[derive(Debug, Clone)]
pub(super) struct Measure {
    /// Of the run so far.
    pub(super) arrived: u64,
    pub(super) completed: u64,
    pub(super) failures: Causes,
    /// When measuring began; `None` during the warm-up.
    pub(super) start: Option<Start>,
    batch_nanos: u64,
    batches: usize,
    /// By index of the component; those that are no clients have none.
    slots: Vec<u32>,
    pub(super) clients: Vec<Client>,
    /// Of all clients, since measuring began.
    pub(super) all: Histogram,
    recent: Histogram,
    moment_nanos: u64,
    moment_counts: Counts,
    pub(super) moments: Vec<Moment>,
    pub(super) usd_for_answers: f64,
}

/// The state of things when measuring began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) nanos: u64,
    pub(super) counts: Counts,
    pub(super) in_flight: u64,
}

#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) node: u32,
    latencies: Histogram,
    sums: ClientSums,
    batches: Vec<ClientBatch>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ClientSums {
    pub(super) completed: f64,
    pub(super) failed: f64,
    /// Response times of what completed.
    pub(super) nanos: f64,
}

#[derive(Debug, Clone, Default)]
pub(super) struct ClientBatch {
    pub(super) sums: ClientSums,
    pub(super) latencies: Filled,
}

impl ClientBatch {
    fn joined(&self, other: &Self) -> Self {
        let sums = ClientSums {
            completed: self.sums.completed + other.sums.completed,
            failed: self.sums.failed + other.sums.failed,
            nanos: self.sums.nanos + other.sums.nanos,
        };
        Self { sums, latencies: self.latencies.sum(&other.latencies) }
    }
}

impl Client {
    fn close(&mut self) {
        let batch = ClientBatch { sums: self.sums, latencies: self.latencies.filled() };
        self.batches.push(batch);
        self.forget();
    }

    fn forget(&mut self) {
        self.sums = ClientSums::default();
        self.latencies.clear();
    }

    fn halve(&mut self) {
        let join = |pair: &[ClientBatch]| match pair {
            [one, other] => one.joined(other),
            rest => rest.first().cloned().unwrap_or_default(),
        };
        self.batches = self.batches.chunks(2).map(join).collect();
    }

    /// Complete batches.
    pub(super) fn batches(&self) -> &[ClientBatch] {
        &self.batches
    }

    /// Everything measured, the batch that is not complete too.
    pub(super) fn whole(&self) -> ClientBatch {
        let open = ClientBatch { sums: self.sums, latencies: self.latencies.filled() };
        self.batches.iter().fold(open, |whole, batch| whole.joined(batch))
    }
}

impl Measure {
    pub(super) fn new(plan: &Plan, warmup: u64, end: u64) -> Self {
        let mut slots = Vec::with_capacity(plan.nodes.len());
        let mut clients: Vec<Client> = Vec::new();
        for (index, node) in (0u32..).zip(&plan.nodes) {
            slots.push(clients.len() as u32);
            if node.is_client {
                let (latencies, sums) = (Histogram::default(), ClientSums::default());
                clients.push(Client { node: index, latencies, sums, batches: Vec::new() });
            }
        }
        Self {
            arrived: 0,
            completed: 0,
            failures: Causes::default(),
            start: None,
            batch_nanos: ((end - warmup) / FIRST_BATCHES).max(1),
            batches: 0,
            slots,
            clients,
            all: Histogram::default(),
            recent: Histogram::default(),
            moment_nanos: end.div_ceil(MOST_MOMENTS).div_ceil(SECOND_NANOS).max(1) * SECOND_NANOS,
            moment_counts: Counts::default(),
            moments: Vec::new(),
            usd_for_answers: 0.0,
        }
    }

    pub(super) fn counts(&self) -> Counts {
        Counts { arrived: self.arrived, completed: self.completed, failures: self.failures }
    }

    #[inline]
    pub(super) fn completed(&mut self, client: u32, nanos: u64) {
        self.completed += 1;
        self.recent.add(nanos);
        if self.start.is_some() {
            self.all.add(nanos);
            let client = &mut self.clients[self.slots[client as usize] as usize];
            client.latencies.add(nanos);
            client.sums.completed += 1.0;
            client.sums.nanos += nanos as f64;
        }
    }

    pub(super) fn failed(&mut self, client: u32, cause: Cause) {
        self.failures[cause as usize] += 1;
        if self.start.is_some() {
            self.clients[self.slots[client as usize] as usize].sums.failed += 1.0;
        }
    }
}

impl Simulation {
    pub(super) fn in_flight(&self) -> u64 {
        self.measure.clients.iter().map(|client| self.stations[client.node as usize].present).sum()
    }

    pub(super) fn start_measuring(&mut self) {
        let (counts, in_flight) = (self.measure.counts(), self.in_flight());
        self.measure.start = Some(Start { nanos: self.now, counts, in_flight });
        self.measure.clients.iter_mut().for_each(Client::forget);
        for station in &mut self.stations {
            station.close(self.now, false);
            station.failures_in_warmup = station.failures;
            station.retried_in_warmup = station.retried;
            station.measured_from = station.closed;
        }
        self.plan_control(self.now.saturating_add(self.measure.batch_nanos), Control::BatchEnds);
    }

    pub(super) fn end_batch(&mut self) {
        let now = self.now;
        self.stations.iter_mut().for_each(|station| station.close(now, true));
        let measure = &mut self.measure;
        measure.clients.iter_mut().for_each(Client::close);
        measure.batches += 1;
        if measure.batches >= MOST_BATCHES {
            measure.clients.iter_mut().for_each(Client::halve);
            measure.batches /= 2;
            measure.batch_nanos *= 2;
            self.stations.iter_mut().for_each(super::station::Station::halve);
        }
        self.plan_control(now.saturating_add(self.measure.batch_nanos), Control::BatchEnds);
    }

    /// Length of the complete batches, one like the other.
    pub(super) fn batch_nanos(&self) -> f64 {
        self.measure.batch_nanos as f64
    }

    pub(super) fn end_moment(&mut self) {
        let (in_flight, cost_usd) = (self.in_flight(), self.cost_usd());
        let measure = &mut self.measure;
        let (now, before) = (measure.counts(), measure.moment_counts);
        let millis = |share| measure.recent.percentile_nanos(share).map(|nanos| nanos / 1e6);
        measure.moments.push(Moment {
            seconds: super::settings::seconds(self.now),
            arrived: now.arrived - before.arrived,
            completed: now.completed - before.completed,
            failed: now.failed() - before.failed(),
            in_flight,
            p50_millis: millis(0.50),
            p95_millis: millis(0.95),
            p99_millis: millis(0.99),
            cost_usd: cost_usd.min(LIMIT),
        });
        measure.moment_counts = now;
        measure.recent.clear();
        self.plan_moment();
    }

    /// The last moment ends with the run.
    pub(super) fn plan_moment(&mut self) {
        if self.now < self.end {
            let next = self.now.saturating_add(self.measure.moment_nanos).min(self.end);
            self.plan_control(next, Control::MomentEnds);
        }
    }
}
