//! Faults, and what in the design they are about.

use diagram::GroupKind;

use super::error::{FaultError, SimulationError};
use super::settings::{nanos, seconds};
use super::{Control, Fault, FaultKind, Simulation};

/// More than anybody plans by hand.
const MOST_FAULTS: usize = 1_000;
/// A fault with what it is about, found in the design.
#[derive(Debug, Clone)]
pub(super) struct PlannedFault {
    pub(super) fault: Fault,
    pub(super) effect: Effect,
    pub(super) is_active: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Effect {
    Replica(u32),
    Gone(Vec<u32>),
    Slow(u32, f64),
    Packets(Option<u32>, f64),
    Spike(Vec<u32>, f64),
    Flush(u32),
}

impl Simulation {
    /// Lets something go wrong from now on, for so many seconds or to the end.
    ///
    /// Gives the fault as it is then listed, with its time to the nanosecond: a run that is told of it from the start
    /// is the same run again.
    pub fn inject(&mut self, kind: FaultKind, seconds_long: Option<f64>) -> Result<Fault, SimulationError> {
        let fault = Fault { kind, start_seconds: seconds(self.now + 1), seconds: seconds_long };
        self.add_fault(&fault)?;
        Ok(fault)
    }

    pub(super) fn add_fault(&mut self, fault: &Fault) -> Result<(), SimulationError> {
        if self.faults.len() >= MOST_FAULTS {
            return Err(FaultError::TooMany(MOST_FAULTS).into());
        }
        let effect = self.effect(fault)?;
        let is_time = |seconds: f64| seconds.is_finite() && seconds >= 0.0;
        if !is_time(fault.start_seconds)
            || !fault.seconds.is_none_or(|length| is_time(length) && length > 0.0)
        {
            return Err(FaultError::Number(fault.to_string()).into());
        }
        let (number, start) = (self.faults.len(), nanos(fault.start_seconds).max(self.now));
        self.faults.push(PlannedFault { fault: fault.clone(), effect, is_active: false });
        self.plan_control(start, Control::FaultStarts(number));
        if let Some(length) = fault.seconds {
            self.plan_control(start.saturating_add(nanos(length).max(1)), Control::FaultEnds(number));
        }
        Ok(())
    }

    fn effect(&self, fault: &Fault) -> Result<Effect, FaultError> {
        let is_number = |number: f64, most: f64| (0.0..=most).contains(&number);
        let makes_sense = match fault.kind {
            FaultKind::Slow(_, times) | FaultKind::Spike(_, times) => is_number(times, 1e4),
            FaultKind::Packets(_, share) => is_number(share, 1.0),
            _ => true,
        };
        if !makes_sense {
            return Err(FaultError::Number(fault.to_string()));
        }
        Ok(match &fault.kind {
            FaultKind::Replica(id) => Effect::Replica(self.worker(fault, &id.0)?),
            FaultKind::Gone(id) => Effect::Gone(vec![self.worker(fault, &id.0)?]),
            FaultKind::Slow(id, times) => Effect::Slow(self.worker(fault, &id.0)?, *times),
            FaultKind::Flush(id) => {
                let cache = self.worker(fault, &id.0)?;
                let is_cache = self.plan.nodes[cache as usize].hit_ratio.is_some();
                let wrong = || FaultError::NoCache { fault: fault.to_string(), id: id.0.clone() };
                is_cache.then_some(Effect::Flush(cache)).ok_or_else(wrong)?
            }
            FaultKind::Zone(id) => Effect::Gone(self.within(fault, &id.0, GroupKind::Zone)?),
            FaultKind::Region(id) => Effect::Gone(self.within(fault, &id.0, GroupKind::Region)?),
            FaultKind::Packets(None, share) => Effect::Packets(None, *share),
            FaultKind::Packets(Some(id), share) => {
                let edge = self.plan.edges.iter().position(|edge| edge.id == *id);
                let missing = || FaultError::NoConnection { fault: fault.to_string(), id: id.0.clone() };
                Effect::Packets(Some(edge.ok_or_else(missing)? as u32), *share)
            }
            FaultKind::Spike(None, times) => {
                let clients = (0u32..).zip(&self.plan.nodes).filter(|(_, node)| node.is_client);
                Effect::Spike(clients.map(|(index, _)| index).collect(), *times)
            }
            FaultKind::Spike(Some(id), times) => {
                let client = self.component(fault, &id.0)?;
                let is_client = self.plan.nodes[client as usize].is_client;
                let wrong = || FaultError::NoClient { fault: fault.to_string(), id: id.0.clone() };
                is_client.then_some(Effect::Spike(vec![client], *times)).ok_or_else(wrong)?
            }
        })
    }

    fn component(&self, fault: &Fault, id: &str) -> Result<u32, FaultError> {
        let found = self.plan.nodes.iter().position(|node| node.id.0 == id);
        let missing = || FaultError::NoComponent { fault: fault.to_string(), id: id.to_owned() };
        found.map(|index| index as u32).ok_or_else(missing)
    }

    fn worker(&self, fault: &Fault, id: &str) -> Result<u32, FaultError> {
        let index = self.component(fault, id)?;
        if self.plan.nodes[index as usize].is_client {
            return Err(FaultError::Client { fault: fault.to_string(), id: id.to_owned() });
        }
        Ok(index)
    }

    /// What stands in a zone or region and is no client.
    fn within(&self, fault: &Fault, id: &str, kind: GroupKind) -> Result<Vec<u32>, FaultError> {
        let expected = if kind == GroupKind::Zone { "zone" } else { "region" };
        let found = self.plan.groups.iter().position(|(group, its)| group.0 == id && *its == kind);
        let missing = || FaultError::NoGroup { fault: fault.to_string(), id: id.to_owned(), expected };
        let group = found.ok_or_else(missing)?;
        let nodes = (0u32..).zip(&self.plan.nodes);
        let there = nodes.filter(|(_, node)| !node.is_client && node.stands_in.contains(&group));
        Ok(there.map(|(index, _)| index).collect())
    }

    /// Faults that have started, in the order in which they were planned.
    pub(super) fn faults_so_far(&self) -> impl Iterator<Item = &PlannedFault> {
        let started = |planned: &&PlannedFault| nanos(planned.fault.start_seconds) <= self.now;
        self.faults.iter().filter(started)
    }
}
