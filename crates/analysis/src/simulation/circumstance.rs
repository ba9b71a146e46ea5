use std::collections::BTreeSet;

use diagram::ComponentId;
use serde::{Deserialize, Serialize};

use super::Simulation;
use super::cause::Cause;
use super::result::SimulatedComponent;
use super::service::Service;
use crate::words;

/// Something in a run that the instant engine does not know of, so that its figures may differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Circumstance {
    pub kind: CircumstanceKind,
    /// What it is about; empty where it is about the whole run.
    pub components: Vec<ComponentId>,
    pub sentence: String,
}

/// In the order in which they explain most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CircumstanceKind {
    FaultsHappened,
    DataWasOutOfReach,
    /// By a fault: clients sent more, or less.
    LoadWasChanged,
    RoomRanOut,
    RequestsWereTurnedAway,
    CallsTimedOut,
    CallsWereRepeated,
    CircuitBreakersOpened,
    ReplicasWereScaled,
    CachesWereCold,
    ArrivalsAreNotRandom,
    ServiceIsUneven,
    WarmupWasShort,
    RunWasShort,
}

impl CircumstanceKind {
    /// Makes the formulas a little wrong, rather than being something that they know nothing of.
    pub(super) fn is_slight(self) -> bool {
        matches!(
            self,
            Self::ArrivalsAreNotRandom | Self::ServiceIsUneven | Self::WarmupWasShort | Self::RunWasShort
        )
    }

    /// About how long requests wait, not about how many there are.
    pub(super) fn is_about_waits(self) -> bool {
        matches!(self, Self::ArrivalsAreNotRandom | Self::ServiceIsUneven)
    }
}

/// Relaxation times of the slowest component that a warm-up and a run should last.
const WARMUP_RELAXATIONS: f64 = 5.0;
const RUN_RELAXATIONS: f64 = 100.0;
/// Busier than this a component would never settle.
const SETTLING: f64 = 0.9999;
/// Below this there is hardly a wait that could differ.
const HARDLY_BUSY: f64 = 0.05;
/// So much more than it can do that it is not by chance.
const OVERLOADED: f64 = 1.02;

impl Simulation {
    pub(super) fn circumstances(&self, components: &[SimulatedComponent]) -> Vec<Circumstance> {
        use CircumstanceKind as Kind;
        let where_failed = |causes: &'static [Cause]| {
            self.nodes_where(move |node| {
                causes.iter().any(|cause| self.stations[node].failures[*cause as usize] > 0)
            })
        };
        let turned_away = [Cause::LineFull, Cause::Shed, Cause::RateLimited, Cause::Blocked].as_slice();
        let scaled: BTreeSet<usize> = self
            .scalers
            .iter()
            .filter(|scaler| scaler.changes > 0)
            .map(|scaler| scaler.node() as usize)
            .collect();
        let out_of_reach = |node: usize| {
            self.plan.nodes[node].holds_apart && self.stations[node].failures[Cause::Down as usize] > 0
        };
        let found = [
            (Kind::DataWasOutOfReach, self.nodes_where(out_of_reach)),
            (Kind::RoomRanOut, where_failed(&[Cause::NoRoom])),
            (Kind::RequestsWereTurnedAway, where_failed(turned_away)),
            (Kind::CallsTimedOut, where_failed(&[Cause::TimedOut])),
            (Kind::CallsWereRepeated, self.nodes_where(|node| self.stations[node].retried > 0)),
            (Kind::CircuitBreakersOpened, self.nodes_where(|node| self.has_opened(node))),
            (Kind::ReplicasWereScaled, scaled),
            (Kind::CachesWereCold, self.nodes_where(|node| self.was_cold(node))),
            (Kind::ArrivalsAreNotRandom, self.not_random()),
            (Kind::ServiceIsUneven, self.nodes_where(|node| self.is_uneven(node, components))),
        ];
        let mut circumstances = self.about_faults();
        let there = found.into_iter().filter(|(_, nodes)| !nodes.is_empty());
        circumstances.extend(there.map(|(kind, nodes)| self.circumstance(kind, &nodes)));
        circumstances.extend(self.about_length(components));
        circumstances
    }

    fn nodes_where(&self, holds: impl Fn(usize) -> bool) -> BTreeSet<usize> {
        (0..self.plan.nodes.len()).filter(|node| holds(*node)).collect()
    }

    fn circumstance(&self, kind: CircumstanceKind, nodes: &BTreeSet<usize>) -> Circumstance {
        let names = words::names(nodes.iter().map(|node| self.plan.nodes[*node].name.as_str()));
        Circumstance {
            kind,
            components: nodes.iter().map(|node| self.plan.nodes[*node].id.clone()).collect(),
            sentence: sentence(kind, &names),
        }
    }

    fn has_opened(&self, node: usize) -> bool {
        self.plan.edges_from(node).any(|edge| self.circuits[edge as usize].opened > 0)
    }

    fn was_cold(&self, node: usize) -> bool {
        let planned = &self.plan.nodes[node];
        planned.hit_ratio.is_some_and(|ratio| ratio > 0.0)
            && (planned.behaviour.starts_cold || self.stations[node].entries < planned.behaviour.items)
    }

    /// What departs from a component whose service is not exponential does not arrive at random further on; nor do
    /// several calls for one request.
    fn not_random(&self) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut next: Vec<usize> = Vec::new();
        for (index, planned) in self.plan.nodes.iter().enumerate() {
            let evens_out = !matches!(planned.service, Service::None | Service::Exponential(_));
            for step in &self.plan.steps[planned.steps.start as usize..planned.steps.end as usize] {
                if evens_out || step.calls > 1 || step.part > 0.0 && step.calls > 0 {
                    next.extend(self.plan.callees(*step));
                }
            }
            let waits_not = |edge: u32| !self.plan.edges[edge as usize].waits;
            let sent: Vec<u32> = self.plan.edges_from(index).filter(|edge| waits_not(*edge)).collect();
            if sent.len() > 1 {
                next.extend(sent.iter().map(|edge| self.plan.edges[*edge as usize].to as usize));
            }
        }
        while let Some(node) = next.pop() {
            if !self.plan.nodes[node].is_client && found.insert(node) {
                next.extend(
                    self.plan.edges_from(node).map(|edge| self.plan.edges[edge as usize].to as usize),
                );
            }
        }
        found.retain(|node| self.plan.nodes[*node].service != Service::None);
        found
    }

    /// The instant engine's wait is then an approximation, where there are several places.
    fn is_uneven(&self, node: usize, components: &[SimulatedComponent]) -> bool {
        let planned = &self.plan.nodes[node];
        let is_alone = planned.replicas == 1 && planned.places_per_replica == 1;
        let has_waited = components[node].wait_millis.is_some_and(|wait| wait.value > 0.0);
        has_waited && !is_alone && !matches!(planned.service, Service::None | Service::Exponential(_))
    }

    /// What arrives is more than its replicas can work on: no length of a run settles that.
    fn is_overloaded(&self, node: usize, components: &[SimulatedComponent]) -> bool {
        let planned = &self.plan.nodes[node];
        let places = planned.places_per_replica as f64 * f64::from(planned.replicas);
        let arrivals = components[node].arrivals_per_second.map_or(0.0, |load| load.value);
        arrivals * planned.mean_service_nanos / 1e9 > places * OVERLOADED
    }

    /// Compares lengths with the time in which a line forgets how it began: `mean / (places (1 - sqrt(rho))^2)`, the
    /// relaxation time of M/M/1 (J. W. Cohen, "The single server queue", 1982), with all places as one.
    fn about_length(&self, components: &[SimulatedComponent]) -> Vec<Circumstance> {
        let relaxation_seconds = |node: usize| {
            let (planned, busy) = (&self.plan.nodes[node], components[node].utilisation?.value.min(SETTLING));
            let places = planned.places_per_replica as f64 * f64::from(planned.replicas);
            let left = 1.0 - libm::sqrt(busy);
            (busy > HARDLY_BUSY && !self.is_overloaded(node, components))
                .then(|| planned.mean_service_nanos / 1e9 / places / (left * left))
        };
        let too_slow = |seconds: f64, times: f64| {
            self.nodes_where(|node| relaxation_seconds(node).is_some_and(|slow| slow * times > seconds))
        };
        let seconds = super::settings::seconds(self.now).max(self.settings.warmup_seconds);
        [
            (CircumstanceKind::WarmupWasShort, too_slow(self.settings.warmup_seconds, WARMUP_RELAXATIONS)),
            (
                CircumstanceKind::RunWasShort,
                too_slow(seconds - self.settings.warmup_seconds, RUN_RELAXATIONS),
            ),
        ]
        .into_iter()
        .filter(|(_, nodes)| !nodes.is_empty())
        .map(|(kind, nodes)| self.circumstance(kind, &nodes))
        .collect()
    }
}

fn sentence(kind: CircumstanceKind, names: &str) -> String {
    match kind {
        CircumstanceKind::FaultsHappened => format!("Faults happened at {names}."),
        CircumstanceKind::DataWasOutOfReach => {
            format!(
                "Replicas of {names} hold different data, so requests for what a lost one held failed; the formulas \
                 count that in the availability and not in load and times."
            )
        }
        CircumstanceKind::LoadWasChanged => format!("The load of {names} changed."),
        CircumstanceKind::RoomRanOut => {
            format!(
                "More was under way at once than the simulation has room for, so calls failed at {names}."
            )
        }
        CircumstanceKind::RequestsWereTurnedAway => {
            format!("Requests were turned away at {names}; the formulas let every request wait.")
        }
        CircumstanceKind::CallsTimedOut => {
            format!("Calls to {names} timed out; the formulas let every caller wait for ever.")
        }
        CircumstanceKind::CallsWereRepeated => {
            format!("{names} called again after failures, which is load that the formulas do not count.")
        }
        CircumstanceKind::CircuitBreakersOpened => {
            format!("Circuit breakers opened at {names}, and kept load away for a while.")
        }
        CircumstanceKind::ReplicasWereScaled => {
            format!("Autoscaling changed the replicas of {names}; the formulas take those that are drawn.")
        }
        CircumstanceKind::CachesWereCold => {
            format!(
                "Copies were missing at {names} for a while; the formulas take the hit ratio of a full cache."
            )
        }
        CircumstanceKind::ArrivalsAreNotRandom => format!(
            "Requests do not arrive at random at {names}, because of how they are sent on before; the formulas take \
             arrivals to be random and times at different components to be independent."
        ),
        CircumstanceKind::ServiceIsUneven => format!(
            "The time of service at {names} is not exponential; the formulas then approximate the wait."
        ),
        CircumstanceKind::WarmupWasShort => format!(
            "The warm-up was short for how busy {names} is, so the start with empty lines still shows."
        ),
        CircumstanceKind::RunWasShort => format!(
            "The run was short for how busy {names} is: lines that long change slowly, and the interval may be too \
             narrow. A longer run tells more."
        ),
    }
}
