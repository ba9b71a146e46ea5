//! A request from component to component.

use super::Simulation;
use super::cause::Cause;
use super::event_list::Happening;
use super::plan::When;
use super::service::Service;
use super::station::{ARRIVED, RESPONDED, SERVED, STARTED, WAITED};
use super::visit::{ADMITTED, CACHE_KNOWN, LOST, MISSED, NONE, SHOWN, STATIC, State, WRITES};

/// Movements of this many requests and calls are shown at once.
const MOST_SHOWN: u32 = 48;

impl Simulation {
    /// A client sends a request.
    pub(super) fn request(&mut self, client: u32) {
        self.events_done += 1;
        self.plan_request(client);
        let station = &mut self.stations[client as usize];
        station.tally[ARRIVED] += 1.0;
        self.measure.arrived += 1;
        let node = &self.plan.nodes[client as usize];
        let class = if !station.random.happens(node.read_share) {
            WRITES
        } else if self.plan.tells_static_apart && station.random.happens(node.static_share) {
            STATIC
        } else {
            0
        };
        let shown = if self.visits.shown() < MOST_SHOWN { SHOWN } else { 0 };
        let flags = ADMITTED | class | shown;
        let Some(visit) = self.visits.add(client, NONE, NONE, flags) else {
            self.count_failure(client, Cause::NoRoom);
            self.measure.failed(client, Cause::NoRoom);
            return;
        };
        station.present += 1;
        if self.plan.counts_callers {
            let node = &self.plan.nodes[client as usize];
            let one_of_them = (station.random.uniform() * f64::from(node.callers)) as u32;
            self.visits[visit].caller = node.first_caller.wrapping_add(one_of_them);
        }
        self.visits[visit].started_nanos = self.now;
        self.visits[visit].state = State::Ready;
        self.proceed(visit);
    }

    /// Draws when a client sends its next request: at random, as often as it does now.
    pub(super) fn plan_request(&mut self, client: u32) {
        let (node, station) = (&self.plan.nodes[client as usize], &mut self.stations[client as usize]);
        let per_second = node.requests_per_second * station.surge;
        if node.is_client && per_second > 0.0 {
            let nanos = self.now.saturating_add(whole(station.random.exponential() * 1e9 / per_second));
            self.events.plan(nanos, Happening::Request, client, station.generation);
        }
    }

    /// The next step of a visit.
    #[inline]
    pub(super) fn step(&mut self, visit: u32) {
        self.events_done += 1;
        match self.visits[visit].state {
            State::Travelling => self.arrive(visit),
            State::Serving => self.served(visit),
            State::Ready => self.proceed(visit),
            State::Pausing => self.call_again(visit),
            State::Returning => self.answered(visit),
            State::Waiting | State::Calling | State::Free => {}
        }
    }

    /// Plans the next step of a visit.
    #[inline]
    pub(super) fn plan_step(&mut self, visit: u32, delay: u64) {
        if delay == 0 {
            self.ready.push_back(visit);
        } else {
            let nanos = self.now.saturating_add(delay);
            self.events.plan(nanos, Happening::Visit, visit, self.visits[visit].generation);
        }
    }

    fn arrive(&mut self, index: u32) {
        let visit = &mut self.visits[index];
        visit.started_nanos = self.now;
        let node = visit.node as usize;
        let (planned, station) = (&self.plan.nodes[node], &mut self.stations[node]);
        station.tally[ARRIVED] += 1.0;
        let meets_lost_replica =
            self.plan.edges.get(visit.edge as usize).is_some_and(|edge| edge.is_unchecked)
                && station.misses_a_replica();
        if station.is_down() || meets_lost_replica {
            if planned.is_passed_by {
                visit.flags |= CACHE_KNOWN | MISSED;
                return self.proceed(index);
            }
            return self.refuse(index, Cause::Down);
        }
        if planned.holds_apart && (visit.flags & LOST != 0 && station.lost > 0 || station.misses_a_replica())
        {
            visit.flags |= LOST;
            return self.refuse(index, Cause::Down);
        }
        if let Some(cause) = station.turns_away(planned, visit.caller, self.now) {
            return self.refuse(index, cause);
        }
        visit.flags |= ADMITTED;
        station.present += 1;
        if matches!(station.service, Service::None) && planned.cold_start.is_none() {
            station.tally[STARTED] += 1.0;
            station.tally[SERVED] += 1.0;
            self.look_up(index);
            self.proceed(index);
        } else if station.in_service < station.places {
            self.begin(index);
        } else {
            station.touch(self.now);
            station.waiting += 1;
            visit.state = State::Waiting;
            station.line = self.visits.link(index, station.line);
        }
    }

    /// Service begins.
    #[inline]
    fn begin(&mut self, index: u32) {
        let visit = &mut self.visits[index];
        let station = &mut self.stations[visit.node as usize];
        station.touch(self.now);
        station.in_service += 1;
        station.tally[STARTED] += 1.0;
        station.tally[WAITED] += (self.now - visit.started_nanos) as f64;
        visit.state = State::Serving;
        let mut nanos = station.service.draw(&mut station.random);
        if let Some(cold) = self.plan.nodes[visit.node as usize].cold_start
            && station.random.happens(cold.share)
        {
            nanos += cold.millis * 1e6;
        }
        let nanos = whole(nanos * station.slowness);
        self.plan_step(index, nanos);
    }

    /// Lets those in front of the line begin, as far as there are places.
    pub(super) fn fill_places(&mut self, node: u32) {
        loop {
            let station = &mut self.stations[node as usize];
            let first = station.line.0;
            if first == NONE || station.in_service >= station.places {
                return;
            }
            station.touch(self.now);
            station.waiting -= 1;
            station.line = self.visits.unlink(first, station.line);
            self.begin(first);
        }
    }

    /// Service ends.
    fn served(&mut self, index: u32) {
        let visit = &mut self.visits[index];
        let node = visit.node;
        let station = &mut self.stations[node as usize];
        station.touch(self.now);
        station.in_service -= 1;
        station.tally[SERVED] += 1.0;
        station.tally[RESPONDED] += (self.now - visit.started_nanos) as f64;
        visit.state = State::Ready;
        if station.line.0 != NONE {
            self.fill_places(node);
        }
        self.look_up(index);
        self.proceed(index);
    }

    /// Makes the next call that the request leads to; without one it is answered.
    pub(super) fn proceed(&mut self, index: u32) {
        let visit = &mut self.visits[index];
        visit.state = State::Ready;
        let node = visit.node as usize;
        let steps = self.plan.nodes[node].steps.clone();
        loop {
            let visit = &mut self.visits[index];
            if visit.calls_left > 0 {
                visit.calls_left -= 1;
                visit.attempt = 0;
                return self.call(index);
            }
            let number = steps.start + visit.step;
            if number >= steps.end {
                return self.leave(index, None);
            }
            visit.step += 1;
            let step = self.plan.steps[number as usize];
            let is_taken = match step.when {
                When::Always => true,
                When::Reads => !visit.writes(),
                When::Writes => visit.writes(),
                When::Miss => self.is_miss(index),
                When::Choose => {
                    let chosen = self.choose(node, step);
                    self.visits[index].calling = chosen.unwrap_or(NONE);
                    self.visits[index].calls_left = u32::from(chosen.is_some());
                    continue;
                }
            };
            if is_taken {
                let more = step.part > 0.0 && self.stations[node].random.happens(step.part);
                let visit = &mut self.visits[index];
                visit.calling = step.first;
                visit.calls_left = step.calls + u32::from(more);
            }
        }
    }

    /// Turns a request away that has just arrived.
    fn refuse(&mut self, index: u32, cause: Cause) {
        self.count_failure(self.visits[index].node, cause);
        self.leave(index, Some(cause));
    }

    pub(super) fn count_failure(&mut self, node: u32, cause: Cause) {
        self.stations[node as usize].failures[cause as usize] += 1;
    }

    /// Done at its component, well or not: the answer goes back to where somebody waits for it.
    pub(super) fn leave(&mut self, index: u32, failed: Option<Cause>) {
        let visit = &mut self.visits[index];
        if visit.flags & ADMITTED != 0 {
            visit.flags &= !ADMITTED;
            self.stations[visit.node as usize].present -= 1;
        }
        if visit.edge == NONE {
            match failed {
                Some(cause) => self.measure.failed(visit.node, cause),
                None => self.measure.completed(visit.node, self.now - visit.started_nanos),
            }
            self.visits.free(index);
        } else if visit.parent == NONE {
            self.visits.free(index);
        } else {
            visit.failed = failed;
            visit.state = State::Returning;
            self.send(index, true);
        }
    }

    /// Puts a visit onto the network along the edge by which it came: to the component, or back.
    pub(super) fn send(&mut self, index: u32, is_answer: bool) {
        let visit = &self.visits[index];
        let edge = visit.edge as usize;
        let mut delay = self.plan.edges[edge].network_nanos;
        if self.losses.is_any() {
            let sender = if is_answer { visit.node } else { self.plan.edges[edge].from };
            let (extra, is_lost) = self.losses.transit(edge, &mut self.stations[sender as usize].random);
            delay = delay.saturating_add(extra);
            if is_lost {
                self.count_failure(visit.node, Cause::PacketsLost);
                let visit = &mut self.visits[index];
                visit.failed = Some(Cause::PacketsLost);
                visit.state = State::Returning;
            }
        }
        self.shown.sent += 1;
        let visit = &self.visits[index];
        if visit.is_shown() {
            self.shown.moved(&self.plan.edges[edge], visit, is_answer, self.now, delay);
        }
        self.plan_step(index, delay);
    }
}

/// To the nearest nanosecond.
#[inline]
pub(super) fn whole(nanos: f64) -> u64 {
    (nanos + 0.5) as u64
}
