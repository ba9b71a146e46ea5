//! What faults take with them, and give back when they end.

use super::Simulation;
use super::cause::Cause;
use super::effect::Effect;
use super::losses::Losses;
use super::station::Station;
use super::visit::{ADMITTED, LOST, State};

impl Simulation {
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
            if let Effect::Packets(edge, share) = effect {
                losses.add(*edge, *share, self.plan.edges.len());
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
        let before = station.replicas_serving();
        (station.lost, station.is_gone) = (lost, is_gone);
        let fewer = before.saturating_sub(station.replicas_serving());
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
        station.places = station.places_with(planned.places_per_replica);
        self.down = self.down + u32::from(station.is_down()) - u32::from(was_down);
        self.fill_places(node);
    }

    pub(super) fn is_any_down(&self) -> bool {
        self.down > 0
    }

    /// Requests on `lost` of `replicas` fail. Which ones were there is drawn, as if each had been given a place at random.
    fn lose(&mut self, node: u32, lost: u32, replicas: u32) {
        let holds_apart = self.plan.nodes[node as usize].holds_apart;
        let mut stakes = Stakes {
            places: self.stations[node as usize].places,
            lost_places: u64::from(lost) * self.plan.nodes[node as usize].places_per_replica,
            is_all: lost == replicas,
            holds_apart,
            share: f64::from(lost) / f64::from(replicas),
        };
        for index in 0..self.visits.places() {
            let visit = &self.visits[index];
            // What passes by a cache that is down is on none of its replicas.
            let is_there = visit.node == node && visit.flags & ADMITTED != 0;
            if is_there && stakes.hit(visit.state, &mut self.stations[node as usize]) {
                self.visits[index].flags |= if holds_apart { LOST } else { 0 };
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
    /// Those who wait need a certain replica too.
    holds_apart: bool,
    share: f64,
}

impl Stakes {
    fn hit(&mut self, state: State, station: &mut Station) -> bool {
        match state {
            State::Waiting => self.is_all || self.holds_apart && station.random.happens(self.share),
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
