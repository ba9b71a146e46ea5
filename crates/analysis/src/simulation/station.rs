use super::cause::Causes;
use super::chance::Callers;
use super::plan::PlannedNode;
use super::random::Random;
use super::service::Service;
use super::visit::NONE;

/// Sums over one batch, in the order of the constants below. Times are in nanoseconds.
pub(crate) type Tally = [f64; 8];
pub(crate) const ARRIVED: usize = 0;
/// Requests whose wait is over, and their waits.
pub(crate) const STARTED: usize = 1;
pub(crate) const WAITED: usize = 2;
/// Requests whose service is over, and their waits and service together.
pub(crate) const SERVED: usize = 3;
pub(crate) const RESPONDED: usize = 4;
/// Integrals over time: places in use, requests waiting, places there are.
pub(crate) const BUSY: usize = 5;
pub(crate) const QUEUED: usize = 6;
pub(crate) const PLACES: usize = 7;

/// A component at work. One line for all its replicas, as the instant engine has it.
#[derive(Debug, Clone)]
pub(crate) struct Station {
    pub(crate) random: Random,
    pub(crate) service: Service,
    /// Service takes this many times as long.
    pub(crate) slowness: f64,
    pub(crate) in_service: u64,
    pub(crate) waiting: u64,
    /// Requests that can be in service at once, now.
    pub(crate) places: u64,
    /// First and last of those waiting for service.
    pub(crate) line: (u32, u32),
    /// Of those that wait for an answer with a deadline, which all wait equally long.
    pub(crate) deadlines: (u32, u32),
    pub(crate) is_deadline_planned: bool,
    pub(crate) touched_nanos: u64,
    pub(crate) tally: Tally,
    /// Of all batches that are complete, the warm-up included.
    pub(crate) closed: Tally,
    /// What `closed` was when measuring began.
    pub(crate) measured_from: Tally,
    /// Complete batches of the measured time.
    pub(crate) batches: Vec<Tally>,
    /// Requests that were let in and not yet answered.
    pub(crate) present: u64,
    /// When a limiter would next let a request through if nothing had been saved up.
    pub(crate) limiter_nanos: f64,
    /// The same of each caller that sent something lately, where a limiter counts them apart.
    pub(crate) callers: Callers,
    /// Different entries that a cache holds.
    pub(crate) entries: u64,
    pub(crate) replicas: u32,
    /// With fewer that are up it serves nothing.
    pub(crate) replicas_needed: u32,
    /// Replicas that a fault took.
    pub(crate) lost: u32,
    /// Lost as a whole.
    pub(crate) is_gone: bool,
    /// Replica-nanoseconds until `replicas_since_nanos`.
    pub(crate) replica_nanos: f64,
    pub(crate) replicas_since_nanos: u64,
    pub(crate) failures: Causes,
    pub(crate) failures_in_warmup: Causes,
    pub(crate) retried: u64,
    pub(crate) retried_in_warmup: u64,
    /// Of a client: how many times its usual load, and which planned request counts.
    pub(crate) surge: f64,
    pub(crate) generation: u32,
}

impl Station {
    pub(crate) fn new(node: &PlannedNode, seed: u64, stream: u64) -> Self {
        let mut station = Self {
            random: Random::new(seed, stream),
            service: node.service,
            slowness: 1.0,
            in_service: 0,
            waiting: 0,
            line: (NONE, NONE),
            deadlines: (NONE, NONE),
            is_deadline_planned: false,
            touched_nanos: 0,
            tally: Tally::default(),
            closed: Tally::default(),
            measured_from: Tally::default(),
            batches: Vec::new(),
            present: 0,
            limiter_nanos: 0.0,
            callers: Callers::default(),
            entries: if node.behaviour.starts_cold { 0 } else { node.behaviour.items },
            replicas: node.replicas,
            replicas_needed: node.replicas_needed,
            lost: 0,
            is_gone: false,
            replica_nanos: 0.0,
            replicas_since_nanos: 0,
            failures: Causes::default(),
            failures_in_warmup: Causes::default(),
            retried: 0,
            retried_in_warmup: 0,
            surge: 1.0,
            generation: 0,
            places: 0,
        };
        station.places = station.places_with(node.places_per_replica);
        station
    }

    /// Adds up what was until now. Called before anything of it changes.
    #[inline]
    pub(crate) fn touch(&mut self, now: u64) {
        let passed = (now - self.touched_nanos) as f64;
        self.touched_nanos = now;
        self.tally[BUSY] += passed * self.in_service as f64;
        self.tally[QUEUED] += passed * self.waiting as f64;
        self.tally[PLACES] += passed * self.places as f64;
    }

    pub(crate) fn is_down(&self) -> bool {
        self.places == 0
    }

    pub(crate) fn replicas_up(&self) -> u32 {
        if self.is_gone { 0 } else { self.replicas.saturating_sub(self.lost) }
    }

    /// Those that are up and serve: none while fewer are up than are needed.
    pub(crate) fn replicas_serving(&self) -> u32 {
        let up = self.replicas_up();
        if up < self.replicas_needed { 0 } else { up }
    }

    pub(crate) fn places_with(&self, places_per_replica: u64) -> u64 {
        u64::from(self.replicas_serving()).saturating_mul(places_per_replica)
    }

    /// Ends a batch; outside the measured time it is not kept.
    pub(crate) fn close(&mut self, now: u64, is_measured: bool) {
        self.touch(now);
        let tally = std::mem::take(&mut self.tally);
        add(&mut self.closed, &tally);
        if is_measured {
            self.batches.push(tally);
        }
    }

    /// Joins batches in pairs.
    pub(crate) fn halve(&mut self) {
        let join = |pair: &[Tally]| {
            let mut sum = Tally::default();
            pair.iter().for_each(|tally| add(&mut sum, tally));
            sum
        };
        self.batches = self.batches.chunks(2).map(join).collect();
    }

    /// Everything since the start of the run.
    pub(crate) fn total(&self, now: u64) -> Tally {
        let mut total = self.closed;
        add(&mut total, &self.tally);
        let passed = (now - self.touched_nanos) as f64;
        total[BUSY] += passed * self.in_service as f64;
        total[QUEUED] += passed * self.waiting as f64;
        total[PLACES] += passed * self.places as f64;
        total
    }

    /// Everything measured.
    pub(crate) fn measured(&self, now: u64) -> Tally {
        let mut measured = self.total(now);
        measured.iter_mut().zip(&self.measured_from).for_each(|(sum, before)| *sum -= before);
        measured
    }

    pub(crate) fn set_replicas(&mut self, replicas: u32, now: u64) {
        self.replica_nanos = self.replica_nanos_until(now);
        self.replicas_since_nanos = now;
        self.replicas = replicas;
    }

    pub(crate) fn replica_nanos_until(&self, now: u64) -> f64 {
        self.replica_nanos + (now - self.replicas_since_nanos) as f64 * f64::from(self.replicas)
    }
}

pub(crate) fn add(sum: &mut Tally, tally: &Tally) {
    sum.iter_mut().zip(tally).for_each(|(sum, more)| *sum += more);
}
