use diagram::ComponentId;
use serde::{Deserialize, Serialize};

use super::Simulation;
use super::cause::{Cause, Causes};
use super::circumstance::Circumstance;
use super::estimate::{Estimate, Ratios, percentile_millis};
use super::histogram::Filled;
use super::measure::{Client, ClientBatch, Moment};
use super::service::Service;
use super::settings::seconds;
use super::station::{ARRIVED, BUSY, PLACES, QUEUED, RESPONDED, SERVED, STARTED, Tally, WAITED};
use crate::cost::SECONDS_PER_MONTH;

/// What a run has shown, after the warm-up. Figures have the names and units of the instant report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimulationResult {
    pub seed: u64,
    pub warmup_seconds: f64,
    /// Simulated seconds that were measured.
    pub seconds: f64,
    /// The run went on to its end.
    pub is_complete: bool,
    /// Since the start of the run, the warm-up included.
    pub events: u64,
    /// Requests that clients sent. `in_flight_at_start + arrived = completed + failed + in_flight`.
    pub arrived: u64,
    pub completed: u64,
    pub failed: u64,
    /// Requests under way when measuring began, and at the end.
    pub in_flight_at_start: u64,
    pub in_flight: u64,
    /// Failed requests by what failed last; causes that did not happen are left out.
    pub failures: Vec<CauseCount>,
    /// Requests completed; `None` where nothing was measured.
    pub throughput_per_second: Option<Estimate>,
    /// In the order of the diagram.
    pub components: Vec<SimulatedComponent>,
    /// One a client, in the order of the diagram.
    pub latency: Vec<SimulatedLatency>,
    pub cost: SimulationCost,
    /// Second by second, the warm-up included.
    pub moments: Vec<Moment>,
    /// Faults that have started, as the words that they are read from.
    pub faults: Vec<String>,
    /// What the instant engine does not know of.
    pub circumstances: Vec<Circumstance>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseCount {
    pub cause: Cause,
    pub count: u64,
}

/// `None` where there was nothing to measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimulatedComponent {
    pub id: ComponentId,
    pub name: String,
    /// Of a client, the requests that it makes.
    pub arrivals_per_second: Option<Estimate>,
    /// Share of its places in use.
    pub utilisation: Option<Estimate>,
    pub wait_millis: Option<Estimate>,
    /// Wait and service.
    pub response_millis: Option<Estimate>,
    /// Mean number waiting.
    pub queue_length: Option<Estimate>,
    /// Calls to it that failed, by the reason; what failed further on is counted there.
    pub failed: u64,
    pub failures: Vec<CauseCount>,
    /// Calls that it made again.
    pub retries: u64,
    /// At the end, those that are lost left out.
    pub replicas: u32,
}

/// Response times of one client's completed requests; `None` where it waits for nothing or nothing completed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimulatedLatency {
    pub client: ComponentId,
    pub name: String,
    pub mean_millis: Option<Estimate>,
    pub p50_millis: Option<Estimate>,
    pub p95_millis: Option<Estimate>,
    pub p99_millis: Option<Estimate>,
    pub completed: u64,
    pub failed: u64,
}

/// The warm-up included, because it is paid for too.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SimulationCost {
    pub usd: f64,
    /// As if every month were like the run.
    pub monthly_usd: f64,
    /// `None` without requests.
    pub usd_per_million_requests: Option<f64>,
}

impl Simulation {
    /// What was found so far; the run can go on afterwards.
    pub fn result(&self) -> SimulationResult {
        let start = self.measure.start;
        let (before, in_flight_at_start) =
            start.map_or((self.measure.counts(), self.in_flight()), |start| (start.counts, start.in_flight));
        let counts = self.measure.counts();
        let failures: Causes = std::array::from_fn(|cause| counts.failures[cause] - before.failures[cause]);
        let components: Vec<SimulatedComponent> =
            (0..self.plan.nodes.len()).map(|node| self.simulated_component(node)).collect();
        SimulationResult {
            seed: self.settings.seed,
            warmup_seconds: self.settings.warmup_seconds,
            seconds: seconds(self.measured_nanos()),
            is_complete: self.progress().is_done,
            events: self.events_done,
            arrived: counts.arrived - before.arrived,
            completed: counts.completed - before.completed,
            failed: counts.failed() - before.failed(),
            in_flight_at_start,
            in_flight: self.in_flight(),
            failures: by_cause(&failures),
            throughput_per_second: self.throughput(),
            circumstances: self.circumstances(&components),
            components,
            latency: self.measure.clients.iter().map(|client| self.simulated_latency(client)).collect(),
            cost: self.simulated_cost(),
            moments: self.measure.moments.clone(),
            faults: self.faults_so_far().map(|planned| planned.fault.to_string()).collect(),
        }
    }

    fn measured_nanos(&self) -> u64 {
        self.measure.start.map_or(0, |start| self.now - start.nanos)
    }

    fn simulated_component(&self, node: usize) -> SimulatedComponent {
        let (planned, station) = (&self.plan.nodes[node], &self.stations[node]);
        let whole = if self.measure.start.is_some() { station.measured(self.now) } else { Tally::default() };
        let ratio = |above: usize, below: usize, factor: f64| {
            let pair = |tally: &Tally| (tally[above], tally[below]);
            Ratios { whole: pair(&whole), batches: station.batches.iter().map(pair).collect() }
                .estimate(factor)
        };
        let over_time = |above: usize| {
            let time = (self.measured_nanos() as f64, self.batch_nanos());
            Ratios {
                whole: (whole[above], time.0),
                batches: station.batches.iter().map(|tally| (tally[above], time.1)).collect(),
            }
        };
        let arrivals_per_second = over_time(ARRIVED).estimate_of_events(1e9);
        let does_nothing = arrivals_per_second.filter(|_| planned.is_client).map(|_| Estimate::ZERO);
        // Where there is no work nobody ever waits, however short the run.
        let has_no_work = planned.service == Service::None;
        let known = |found: Estimate| {
            if has_no_work && found.value == 0.0 { Estimate { high: found.low, ..found } } else { found }
        };
        let failures: Causes =
            std::array::from_fn(|cause| station.failures[cause] - station.failures_in_warmup[cause]);
        let is_measured = self.measure.start.is_some();
        SimulatedComponent {
            id: planned.id.clone(),
            name: planned.name.clone(),
            arrivals_per_second,
            utilisation: does_nothing
                .or_else(|| ratio(BUSY, PLACES, 1.0).map(Estimate::within_one))
                .map(known),
            wait_millis: does_nothing.or_else(|| ratio(WAITED, STARTED, 1e-6)).map(known),
            response_millis: does_nothing.or_else(|| ratio(RESPONDED, SERVED, 1e-6)).map(known),
            queue_length: does_nothing.or_else(|| over_time(QUEUED).estimate(1.0)).map(known),
            failed: if is_measured { failures.iter().sum() } else { 0 },
            failures: if is_measured { by_cause(&failures) } else { Vec::new() },
            retries: if is_measured { station.retried - station.retried_in_warmup } else { 0 },
            replicas: station.replicas_up(),
        }
    }

    fn simulated_latency(&self, client: &Client) -> SimulatedLatency {
        let planned = &self.plan.nodes[client.node as usize];
        let whole = client.whole();
        let mean = |batch: &ClientBatch| (batch.sums.nanos, batch.sums.completed);
        let means = Ratios { whole: mean(&whole), batches: client.batches().iter().map(mean).collect() };
        let latencies: Vec<Filled> = client.batches().iter().map(|batch| batch.latencies.clone()).collect();
        let percentile =
            |share| percentile_millis(&latencies, &whole.latencies, share).filter(|_| planned.waits);
        SimulatedLatency {
            client: planned.id.clone(),
            name: planned.name.clone(),
            mean_millis: means.estimate(1e-6).filter(|_| planned.waits),
            p50_millis: percentile(0.50),
            p95_millis: percentile(0.95),
            p99_millis: percentile(0.99),
            completed: whole.sums.completed as u64,
            failed: whole.sums.failed as u64,
        }
    }

    fn throughput(&self) -> Option<Estimate> {
        let clients = &self.measure.clients;
        let batches = clients.first().map_or(0, |client| client.batches().len());
        let completed = |batch: usize| {
            clients
                .iter()
                .filter_map(|client| client.batches().get(batch))
                .map(|batch| batch.sums.completed)
                .sum()
        };
        let start = self.measure.start?;
        let whole = (self.measure.completed - start.counts.completed) as f64;
        let ratios = Ratios {
            whole: (whole, self.measured_nanos() as f64),
            batches: (0..batches).map(|batch| (completed(batch), self.batch_nanos())).collect(),
        };
        ratios.estimate_of_events(1e9)
    }

    fn simulated_cost(&self) -> SimulationCost {
        let (usd, elapsed) = (self.cost_usd(), seconds(self.now));
        let (months, millions) = (elapsed / SECONDS_PER_MONTH, self.measure.arrived as f64 / 1e6);
        SimulationCost {
            usd,
            monthly_usd: if months > 0.0 { usd / months } else { 0.0 },
            usd_per_million_requests: (millions > 0.0).then(|| usd / millions),
        }
    }
}

fn by_cause(causes: &Causes) -> Vec<CauseCount> {
    let counted = Cause::ALL.into_iter().zip(causes).filter(|(_, count)| **count > 0);
    counted.map(|(cause, count)| CauseCount { cause, count: *count }).collect()
}
