//! Faults, and what they take with them.

use diagram::GroupKind;

use super::cause::Cause;
use super::error::{FaultError, SimulationError};
use super::random::Random;
use super::settings::{nanos, seconds};
use super::station::Station;
use super::visit::{ADMITTED, State};
use super::{Control, Fault, FaultKind, Simulation};

/// More than anybody plans by hand.
const MOST_FAULTS: usize = 1_000;
/// A lost message is sent again after this time, then after twice that, and so on: as Linux does (`TCP_RTO_MIN`), with
/// the doubling of RFC 6298.
const RESEND_NANOS: u64 = 200_000_000;
/// After so many the connection is given up, as Linux gives up opening one (`tcp_syn_retries`).
const MOST_RESENDS: u32 = 6;

/// A fault with what it is about, found in the design.
#[derive(Debug, Clone)]
pub(super) struct PlannedFault {
    pub(super) fault: Fault,
    effect: Effect,
    is_active: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Effect {
    Replica(u32),
    Gone(Vec<u32>),
    Slow(u32, f64),
    Packets(Option<u32>, f64),
    Spike(Vec<u32>, f64),
    Flush(u32),
}

/// Shares of messages that are lost.
#[derive(Debug, Clone, Default)]
pub(super) struct Losses {
    everywhere: f64,
    /// By edge; empty where no fault is about a single one.
    by_edge: Vec<f64>,
}

impl Losses {
    #[inline]
    pub(super) fn is_any(&self) -> bool {
        self.everywhere > 0.0 || !self.by_edge.is_empty()
    }

    /// How much longer a message takes because it is sent again, and whether it is given up.
    pub(super) fn transit(&self, edge: usize, random: &mut Random) -> (u64, bool) {
        let share = either(self.everywhere, self.by_edge.get(edge).copied().unwrap_or(0.0));
        let mut waited = 0;
        for resend in 0..=MOST_RESENDS {
            if !random.happens(share) {
                return (waited, false);
            }
            if resend < MOST_RESENDS {
                waited += RESEND_NANOS << resend;
            }
        }
        (waited, true)
    }
}

/// Probability that one of two independent things happens.
fn either(one: f64, other: f64) -> f64 {
    1.0 - (1.0 - one) * (1.0 - other)
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
        let stands_there = |place: crate::model::Place| {
            if kind == GroupKind::Zone { place.zone == Some(group) } else { place.region == Some(group) }
        };
        let nodes = (0u32..).zip(&self.plan.nodes);
        let there = nodes.filter(|(_, node)| !node.is_client && stands_there(node.place));
        Ok(there.map(|(index, _)| index).collect())
    }

    pub(super) fn start_fault(&mut self, fault: usize) {
        self.faults[fault].is_active = true;
        if let Effect::Flush(cache) = self.faults[fault].effect {
            self.stations[cache as usize].entries = 0;
        }
        self.feel(fault);
    }

    pub(super) fn end_fault(&mut self, fault: usize) {
        self.faults[fault].is_active = false;
        self.feel(fault);
    }

    /// Faults that have started, in the order in which they were planned.
    pub(super) fn faults_so_far(&self) -> impl Iterator<Item = &Fault> {
        let started = |planned: &&PlannedFault| nanos(planned.fault.start_seconds) <= self.now;
        self.faults.iter().filter(started).map(|planned| &planned.fault)
    }

    /// Brings what a fault is about in line with all faults that are active now.
    fn feel(&mut self, fault: usize) {
        match self.faults[fault].effect.clone() {
            Effect::Replica(node) => self.set_outage(node),
            Effect::Gone(nodes) => nodes.into_iter().for_each(|node| self.set_outage(node)),
            Effect::Slow(node, _) => {
                let slow = self.active().map(|effect| match effect {
                    Effect::Slow(other, times) if *other == node => *times,
                    _ => 1.0,
                });
                self.stations[node as usize].slowness = slow.product();
            }
            Effect::Spike(clients, _) => clients.into_iter().for_each(|client| self.set_surge(client)),
            Effect::Packets(..) => self.set_losses(),
            Effect::Flush(_) => {}
        }
    }

    fn active(&self) -> impl Iterator<Item = &Effect> {
        self.faults.iter().filter(|fault| fault.is_active).map(|fault| &fault.effect)
    }

    /// The next request is drawn anew, since none is owed to the past: arrivals are at random.
    fn set_surge(&mut self, client: u32) {
        let surge = self.active().map(|effect| match effect {
            Effect::Spike(clients, times) if clients.contains(&client) => *times,
            _ => 1.0,
        });
        let surge = surge.product();
        let station = &mut self.stations[client as usize];
        station.surge = surge;
        station.generation = station.generation.wrapping_add(1);
        self.plan_request(client);
    }

    fn set_losses(&mut self) {
        let mut losses = Losses::default();
        for effect in self.active() {
            match effect {
                Effect::Packets(None, share) => losses.everywhere = either(losses.everywhere, *share),
                Effect::Packets(Some(edge), share) => {
                    losses.by_edge.resize(self.plan.edges.len(), 0.0);
                    let lost = &mut losses.by_edge[*edge as usize];
                    *lost = either(*lost, *share);
                }
                _ => {}
            }
        }
        self.losses = losses;
    }

    fn set_outage(&mut self, node: u32) {
        let (mut lost, mut is_gone) = (0, false);
        for effect in self.active() {
            match effect {
                Effect::Replica(other) if *other == node => lost += 1,
                Effect::Gone(nodes) => is_gone |= nodes.contains(&node),
                _ => {}
            }
        }
        let station = &mut self.stations[node as usize];
        let before = station.replicas_up();
        (station.lost, station.is_gone) = (lost, is_gone);
        let fewer = before.saturating_sub(station.replicas_up());
        if fewer > 0 {
            self.lose(node, fewer, before);
        }
        self.set_places(node);
    }

    /// Counts the places of a component anew, and lets those waiting have them.
    pub(super) fn set_places(&mut self, node: u32) {
        let planned = &self.plan.nodes[node as usize];
        let station = &mut self.stations[node as usize];
        station.touch(self.now);
        let was_down = station.is_down();
        station.places = u64::from(station.replicas_up()).saturating_mul(planned.places_per_replica);
        self.down = self.down + u32::from(station.is_down()) - u32::from(was_down);
        self.fill_places(node);
    }

    pub(super) fn is_any_down(&self) -> bool {
        self.down > 0
    }

    /// Requests on `lost` of `replicas` fail. Which ones were there is drawn, as if each had been given a place at random.
    fn lose(&mut self, node: u32, lost: u32, replicas: u32) {
        let mut stakes = Stakes {
            places: self.stations[node as usize].places,
            lost_places: u64::from(lost) * self.plan.nodes[node as usize].places_per_replica,
            is_all: lost == replicas,
            share: f64::from(lost) / f64::from(replicas),
        };
        for index in 0..self.visits.places() {
            let visit = &self.visits[index];
            // What passes by a cache that is down is on none of its replicas.
            let is_there = visit.node == node && visit.flags & ADMITTED != 0;
            if is_there && stakes.hit(visit.state, &mut self.stations[node as usize]) {
                self.strike(index);
            }
        }
    }

    /// A visit fails because its replica is gone.
    fn strike(&mut self, index: u32) {
        let visit = &mut self.visits[index];
        let node = visit.node;
        let station = &mut self.stations[node as usize];
        station.touch(self.now);
        match visit.state {
            State::Waiting => {
                station.waiting -= 1;
                station.line = self.visits.unlink(index, station.line);
            }
            State::Serving => station.in_service -= 1,
            State::Calling => self.abandon(index),
            _ => {}
        }
        // What was planned for it, the end of its service or of its pause, is called off.
        let visit = &mut self.visits[index];
        visit.generation = visit.generation.wrapping_add(1);
        self.count_failure(node, Cause::Down);
        self.leave(index, Some(Cause::Down));
    }
}

/// Who stood on the replicas that were lost.
struct Stakes {
    /// Places not yet given to a request that is being served, and those of them that are lost.
    places: u64,
    lost_places: u64,
    is_all: bool,
    share: f64,
}

impl Stakes {
    fn hit(&mut self, state: State, station: &mut Station) -> bool {
        match state {
            State::Waiting => self.is_all,
            State::Calling | State::Pausing => self.is_all || station.random.happens(self.share),
            State::Serving => {
                let is_hit = station.random.happens(self.lost_places as f64 / (self.places as f64).max(1.0));
                self.places = self.places.saturating_sub(1);
                self.lost_places = self.lost_places.saturating_sub(u64::from(is_hit));
                self.is_all || is_hit
            }
            State::Free | State::Travelling | State::Ready | State::Returning => false,
        }
    }
}
