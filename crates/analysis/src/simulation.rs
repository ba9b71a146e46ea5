//! The simulated engine: single requests, one event after another.
//!
//! What requests do is what the instant engine assumes of them, and beside it everything that the instant engine leaves
//! out: full lines, timeouts, retries, circuit breakers, load shedding, autoscaling, cold caches, and faults. Rules S1 to
//! S21 of `SPEC.md` say exactly what.
//!
//! An *event* is one step of one request: it is sent by a client, reaches a component, ends its service, goes on to its
//! next call, returns with its answer, ends a pause, or runs into a deadline. Time is in whole nanoseconds; events of the
//! same nanosecond happen in the order in which they were planned. Nothing depends on the platform: chance comes from
//! [`Settings::seed`], and logarithms and exponentials from `libm`.
//!
//! ```
//! use analysis::simulation::{Settings, Simulation};
//! use diagram::{Catalogue, Diagram};
//!
//! let design = Diagram::default();
//! let mut simulation = Simulation::new(&design, Catalogue::builtin(), Settings::default())?;
//! while !simulation.advance(u64::MAX, 100_000).is_done {}
//! assert_eq!(simulation.result().completed, 0);
//! # Ok::<(), analysis::simulation::SimulationError>(())
//! ```

mod behaviour;
mod calls;
mod cause;
mod chance;
mod circumstance;
mod compare;
mod effect;
mod error;
mod estimate;
mod event_list;
mod fault;
mod fault_sentence;
mod flow;
mod frame;
mod histogram;
mod losses;
mod measure;
mod outage;
mod plan;
mod random;
mod result;
mod scaling;
mod service;
mod settings;
mod station;
mod visit;

use std::collections::{BTreeMap, VecDeque};

use diagram::{Catalogue, Diagram};

pub use cause::Cause;
pub use circumstance::{Circumstance, CircumstanceKind};
pub use compare::{Difference, compare};
pub use error::{FaultError, SimulationError};
pub use estimate::Estimate;
pub use fault::{Fault, FaultKind};
pub use frame::{ComponentFrame, Frame, Movement};
pub use measure::Moment;
pub use result::{CauseCount, SimulatedComponent, SimulatedLatency, SimulationCost, SimulationResult};
pub use settings::Settings;

use calls::Circuit;
use effect::PlannedFault;
use event_list::{EventList, Happening};
use frame::Shown;
use losses::Losses;
use measure::Measure;
use plan::Plan;
use scaling::Scaler;
use station::Station;
use visit::Visits;

/// A run, which goes on as far as it is told to and can be looked at and disturbed on the way.
#[derive(Debug, Clone)]
pub struct Simulation {
    settings: Settings,
    plan: Plan,
    stations: Vec<Station>,
    /// One an edge.
    circuits: Vec<Circuit>,
    visits: Visits,
    events: EventList,
    /// Visits whose next step happens now.
    ready: VecDeque<u32>,
    /// What happens to everything at once, by time and then in the order in which it was planned.
    agenda: BTreeMap<(u64, u64), Control>,
    next_control_nanos: u64,
    controls_planned: u64,
    now: u64,
    end: u64,
    events_done: u64,
    measure: Measure,
    faults: Vec<PlannedFault>,
    losses: Losses,
    /// Components that are lost as a whole.
    down: u32,
    scalers: Vec<Scaler>,
    shown: Shown,
}

/// What concerns more than one request.
#[derive(Debug, Clone, Copy)]
enum Control {
    WarmupEnds,
    BatchEnds,
    MomentEnds,
    FaultStarts(usize),
    FaultEnds(usize),
    /// Autoscaling looks at how busy replicas are.
    Scale,
    /// Replicas of a component that autoscaling asked for are there.
    ReplicasStart {
        scaler: usize,
        replicas: u32,
    },
}

/// In the order of a [`Control`] that changes something.
const CHANGES: u64 = 1 << 63;

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub nanos: u64,
    /// Since the start of the run.
    pub events: u64,
    /// The simulated time is over.
    pub is_done: bool,
}

impl Simulation {
    /// A run at its start; nothing has happened yet. A design without clients runs too: nothing happens in it.
    pub fn new(
        diagram: &Diagram,
        catalogue: &Catalogue,
        settings: Settings,
    ) -> Result<Self, SimulationError> {
        settings.check()?;
        let plan = Plan::new(diagram, catalogue);
        let stations: Vec<Station> =
            (0u64..).zip(&plan.nodes).map(|(index, node)| Station::new(node, settings.seed, index)).collect();
        let warmup = settings::nanos(settings.warmup_seconds);
        let end = warmup.saturating_add(settings::nanos(settings.seconds).max(1));
        let mut simulation = Self {
            circuits: vec![Circuit::default(); plan.edges.len()],
            visits: Visits::new(settings.most_in_flight),
            events: EventList::default(),
            ready: VecDeque::new(),
            agenda: BTreeMap::new(),
            next_control_nanos: u64::MAX,
            controls_planned: 0,
            now: 0,
            end,
            events_done: 0,
            measure: Measure::new(&plan, warmup, end),
            faults: Vec::new(),
            losses: Losses::default(),
            down: stations.iter().map(|station| u32::from(station.is_down())).sum(),
            scalers: scaling::scalers(&plan),
            shown: Shown::new(plan.nodes.len()),
            settings,
            plan,
            stations,
        };
        simulation.set_up(warmup)?;
        Ok(simulation)
    }

    fn set_up(&mut self, warmup: u64) -> Result<(), SimulationError> {
        self.plan_control(warmup, Control::WarmupEnds);
        self.plan_moment();
        if !self.scalers.is_empty() {
            self.plan_control(scaling::PERIOD_NANOS, Control::Scale);
        }
        for fault in self.settings.faults.clone() {
            self.add_fault(&fault)?;
        }
        for client in 0..self.plan.nodes.len() as u32 {
            self.plan_request(client);
        }
        Ok(())
    }

    /// Simulated time since the start of the run, the warm-up included.
    pub fn now_nanos(&self) -> u64 {
        self.now
    }

    /// When the run is over.
    pub fn end_nanos(&self) -> u64 {
        self.end
    }

    /// Runs until a time has come, but no further than the end of the run, and does at most `most_events`.
    pub fn advance(&mut self, until_nanos: u64, most_events: u64) -> Progress {
        let until = until_nanos.min(self.end);
        let stop_at = self.events_done.saturating_add(most_events);
        loop {
            if self.events_done >= stop_at {
                return self.progress();
            }
            if let Some(visit) = self.ready.pop_front() {
                self.step(visit);
                continue;
            }
            let next = self.events.next_nanos();
            if self.next_control_nanos <= next {
                if self.next_control_nanos > until {
                    break;
                }
                self.control();
            } else if next > until {
                break;
            } else {
                self.happen();
            }
        }
        self.now = self.now.max(until);
        self.progress()
    }

    fn progress(&self) -> Progress {
        let is_done = self.now >= self.end && self.ready.is_empty() && self.events.next_nanos() > self.end;
        Progress { nanos: self.now, events: self.events_done, is_done }
    }

    #[inline]
    fn happen(&mut self) {
        let Some(event) = self.events.take() else { return };
        self.now = event.nanos;
        match event.happening() {
            Happening::Visit => {
                if self.visits[event.index].generation == event.generation {
                    self.step(event.index);
                }
            }
            Happening::Request => {
                if self.stations[event.index as usize].generation == event.generation {
                    self.request(event.index);
                }
            }
            Happening::Deadline => self.deadline(event.index),
        }
    }

    fn plan_control(&mut self, nanos: u64, control: Control) {
        self.controls_planned += 1;
        // What was until now is counted before anything changes.
        let only_counts = matches!(control, Control::WarmupEnds | Control::BatchEnds | Control::MomentEnds);
        let order = self.controls_planned | if only_counts { 0 } else { CHANGES };
        self.agenda.insert((nanos, order), control);
        self.next_control_nanos = self.next_control_nanos.min(nanos);
    }

    fn control(&mut self) {
        let Some(((nanos, _), control)) = self.agenda.pop_first() else { return };
        self.next_control_nanos = self.agenda.first_key_value().map_or(u64::MAX, |(key, _)| key.0);
        self.now = nanos;
        match control {
            Control::WarmupEnds => self.start_measuring(),
            Control::BatchEnds => self.end_batch(),
            Control::MomentEnds => self.end_moment(),
            Control::FaultStarts(fault) => self.start_fault(fault),
            Control::FaultEnds(fault) => self.end_fault(fault),
            Control::Scale => self.scale(),
            Control::ReplicasStart { scaler, replicas } => self.start_replicas(scaler, replicas),
        }
    }
}

#[cfg(test)]
mod tests;
