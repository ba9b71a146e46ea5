//! Calls: who waits, how long, how often again, and who stops trying.

use super::Simulation;
use super::behaviour::Backoff;
use super::cause::Cause;
use super::event_list::Happening;
use super::flow::whole;
use super::plan::When;
use super::visit::{CACHE_KNOWN, LOST, MISSED, NONE, SHOWN, STATIC, State, WRITES};

/// Longest wait before a retry that grows.
const LONGEST_BACKOFF_NANOS: f64 = 30e9;

/// A circuit breaker on one edge.
#[derive(Debug, Clone, Default)]
pub(super) struct Circuit {
    /// Failed calls in a row.
    failures: u32,
    /// Open until then, if it is open.
    open_until: Option<u64>,
    /// The one call that an open breaker let through is under way.
    is_trying: bool,
    pub(super) opened: u64,
}

impl Circuit {
    pub(super) fn is_open(&self) -> bool {
        self.open_until.is_some()
    }
}

impl Simulation {
    /// Calls along the edge that the visit has chosen.
    pub(super) fn call(&mut self, index: u32) {
        let caller = self.visits[index];
        let edge = &self.plan.edges[caller.calling as usize];
        let (callee, waits, usd) = (edge.to, edge.waits, edge.usd_per_answer);
        let flags = caller.flags & (WRITES | STATIC | SHOWN | LOST);
        if !waits {
            self.measure.usd_for_answers += usd;
            match self.visits.add(callee, caller.calling, NONE, flags) {
                Some(message) => {
                    self.visits[message].caller = caller.caller;
                    self.send(message, false);
                }
                None => self.count_failure(callee, Cause::NoRoom),
            }
            // Its next step is an event of its own, so that a request which sends without end can be stopped.
            self.visits[index].state = State::Ready;
            self.plan_step(index, 0);
            return;
        }
        if !self.lets_through(index) {
            self.count_failure(callee, Cause::CircuitOpen);
            return self.call_failed(index, Cause::CircuitOpen);
        }
        let Some(child) = self.visits.add(callee, caller.calling, index, flags) else {
            self.count_failure(callee, Cause::NoRoom);
            self.circuit_failed(index);
            return self.call_failed(index, Cause::NoRoom);
        };
        self.visits[child].caller = caller.caller;
        let visit = &mut self.visits[index];
        visit.state = State::Calling;
        visit.child = child;
        if let Some(timeout) = self.plan.nodes[caller.node as usize].behaviour.timeout_nanos {
            self.set_deadline(index, timeout);
        }
        self.send(child, false);
    }

    /// A pause is over.
    pub(super) fn call_again(&mut self, index: u32) {
        let visit = &self.visits[index];
        let node = visit.node as usize;
        let step = self.plan.steps[(self.plan.nodes[node].steps.start + visit.step - 1) as usize];
        if step.when == When::Choose
            && let Some(chosen) = self.choose(node, step)
        {
            self.visits[index].calling = chosen;
        }
        self.call(index);
    }

    /// An answer is back.
    pub(super) fn answered(&mut self, child: u32) {
        let (parent, failed) = (self.visits[child].parent, self.visits[child].failed);
        let is_lost = self.visits[child].flags & LOST;
        self.visits.free(child);
        if parent == NONE {
            return;
        }
        self.stop_waiting(parent);
        match failed {
            Some(cause) => {
                self.visits[parent].flags |= is_lost;
                self.circuit_failed(parent);
                self.call_failed(parent, cause);
            }
            None => {
                self.visits[parent].flags &= !LOST;
                let edge = self.visits[parent].calling as usize;
                self.measure.usd_for_answers += self.plan.edges[edge].usd_per_answer;
                self.circuits[edge].failures = 0;
                if std::mem::take(&mut self.circuits[edge].is_trying) {
                    self.circuits[edge].open_until = None;
                }
                self.proceed(parent);
            }
        }
    }

    /// Tries again, goes round a cache, or fails with the call.
    fn call_failed(&mut self, index: u32, cause: Cause) {
        let visit = &mut self.visits[index];
        let node = visit.node as usize;
        let is_refused_here = matches!(cause, Cause::CircuitOpen | Cause::NoRoom);
        if !is_refused_here && visit.attempt < self.plan.nodes[node].behaviour.retries {
            visit.attempt += 1;
            visit.state = State::Pausing;
            let pause = self.pause_nanos(node, self.visits[index].attempt);
            self.stations[node].retried += 1;
            self.plan_step(index, pause);
        } else if self.plan.edges[visit.calling as usize].is_bypassed {
            visit.flags |= CACHE_KNOWN | MISSED;
            visit.state = State::Ready;
            self.plan_step(index, 0);
        } else {
            self.leave(index, Some(cause));
        }
    }

    fn pause_nanos(&mut self, node: usize, attempt: u8) -> u64 {
        let behaviour = &self.plan.nodes[node].behaviour;
        let base = behaviour.retry_base_nanos;
        let doublings = f64::from(1u32 << u32::from(attempt - 1).min(20));
        let grown = (base * doublings).min(LONGEST_BACKOFF_NANOS.max(base));
        whole(match behaviour.backoff {
            Backoff::None => 0.0,
            Backoff::Fixed => base,
            Backoff::Exponential => grown,
            Backoff::Jitter => grown * self.stations[node].random.uniform(),
        })
    }

    fn set_deadline(&mut self, index: u32, timeout: u64) {
        let visit = &mut self.visits[index];
        visit.deadline_nanos = self.now.saturating_add(timeout);
        let (node, deadline) = (visit.node, visit.deadline_nanos);
        let station = &mut self.stations[node as usize];
        station.deadlines = self.visits.link(index, station.deadlines);
        if !station.is_deadline_planned {
            station.is_deadline_planned = true;
            self.events.plan(deadline, Happening::Deadline, node, 0);
        }
    }

    /// The call has ended, one way or another.
    pub(super) fn stop_waiting(&mut self, index: u32) {
        let visit = &mut self.visits[index];
        visit.child = NONE;
        let node = visit.node as usize;
        if self.plan.nodes[node].behaviour.timeout_nanos.is_some() {
            let station = &mut self.stations[node];
            station.deadlines = self.visits.unlink(index, station.deadlines);
        }
    }

    /// Gives up on the calls that are over their time. All at a component wait equally long, so they stand in order.
    pub(super) fn deadline(&mut self, node: u32) {
        self.events_done += 1;
        self.stations[node as usize].is_deadline_planned = false;
        loop {
            let first = self.stations[node as usize].deadlines.0;
            if first == NONE {
                return;
            }
            let deadline = self.visits[first].deadline_nanos;
            if deadline > self.now {
                self.stations[node as usize].is_deadline_planned = true;
                self.events.plan(deadline, Happening::Deadline, node, 0);
                return;
            }
            self.abandon(first);
            self.count_failure(self.plan.edges[self.visits[first].calling as usize].to, Cause::TimedOut);
            self.call_failed(first, Cause::TimedOut);
        }
    }

    /// Nobody waits for the call any more; what it caused goes on.
    pub(super) fn abandon(&mut self, index: u32) {
        let child = self.visits[index].child;
        self.visits[child].parent = NONE;
        self.stop_waiting(index);
        self.circuit_failed(index);
    }

    fn lets_through(&mut self, index: u32) -> bool {
        let visit = &self.visits[index];
        let circuit = &mut self.circuits[visit.calling as usize];
        match circuit.open_until {
            None => true,
            Some(until) if self.now >= until && !circuit.is_trying => {
                circuit.is_trying = true;
                true
            }
            Some(_) => false,
        }
    }

    fn circuit_failed(&mut self, index: u32) {
        let visit = &self.visits[index];
        let Some(breaker) = self.plan.nodes[visit.node as usize].behaviour.breaker else { return };
        let circuit = &mut self.circuits[visit.calling as usize];
        circuit.failures = circuit.failures.saturating_add(1);
        let failed_again = std::mem::take(&mut circuit.is_trying);
        if failed_again || circuit.failures >= breaker.failures && circuit.open_until.is_none() {
            circuit.open_until = Some(self.now.saturating_add(breaker.pause_nanos));
            circuit.opened += 1;
        }
    }
}
