//! Where chance or the state of a component decides: copies, targets, refusals.

use std::collections::BTreeMap;

use super::Simulation;
use super::cause::Cause;
use super::plan::{PlannedNode, Step, Target};
use super::station::Station;
use super::visit::{CACHE_KNOWN, MISSED};

/// What a limiter lets through at once after a quiet time: as much as in this time.
const BURST_NANOS: f64 = 1e9;

/// When the bucket of each caller would next let a request through if nothing had been saved up.
#[derive(Debug, Clone, Default)]
pub(super) struct Callers {
    next_nanos: BTreeMap<u32, f64>,
    /// So many may be known before full buckets, which are as good as none, are looked for.
    most: usize,
}

impl Callers {
    fn of(&mut self, caller: u32, now: f64) -> &mut f64 {
        const FEW: usize = 1024;
        if self.next_nanos.len() >= self.most {
            self.next_nanos.retain(|_, next| *next > now);
            self.most = (2 * self.next_nanos.len()).max(FEW);
        }
        self.next_nanos.entry(caller).or_insert(now)
    }
}

impl Station {
    /// Why a request that arrives now is not let in.
    #[inline]
    pub(super) fn turns_away(&mut self, planned: &PlannedNode, caller: u32, now: u64) -> Option<Cause> {
        let behaviour = &planned.behaviour;
        if behaviour.blocked_share > 0.0 && self.random.happens(behaviour.blocked_share) {
            return Some(Cause::Blocked);
        }
        if let Some(gap_nanos) = behaviour.limit_gap_nanos {
            let now = now as f64;
            let each = behaviour.limits_each_caller;
            let bucket = if each { self.callers.of(caller, now) } else { &mut self.limiter_nanos };
            if !lets_through(bucket, gap_nanos, now) {
                return Some(Cause::RateLimited);
            }
        }
        let replicas = u64::from(self.replicas_up());
        if behaviour.most_present.is_some_and(|most| self.present >= most.saturating_mul(replicas)) {
            return Some(Cause::LineFull);
        }
        if self.in_service < self.places {
            return None;
        }
        if behaviour.line_limit.is_some_and(|limit| self.waiting >= limit.saturating_mul(replicas)) {
            return Some(Cause::LineFull);
        }
        let expected = self.waiting as f64 * planned.mean_service_nanos * self.slowness / self.places as f64;
        behaviour.shed_wait_nanos.filter(|longest| expected > *longest).map(|_| Cause::Shed)
    }

    /// Whether the one replica that a request is for, whichever that is, is lost.
    pub(super) fn misses_a_replica(&mut self) -> bool {
        self.lost > 0 && self.random.happens(f64::from(self.lost) / f64::from(self.replicas))
    }

    /// Share of reads that find a copy now.
    pub(super) fn hit_ratio(&self, planned: &PlannedNode) -> f64 {
        if self.is_down() {
            return 0.0;
        }
        planned.hit_ratio.unwrap_or(0.0) * self.entries as f64 / planned.behaviour.items as f64
    }
}

/// A token bucket, as the generic cell rate algorithm counts it (ITU-T I.371, annex A).
fn lets_through(bucket_nanos: &mut f64, gap_nanos: f64, now: f64) -> bool {
    let next = bucket_nanos.max(now);
    let is_let = gap_nanos.is_finite() && next - now <= (BURST_NANOS - gap_nanos).max(0.0);
    if is_let {
        *bucket_nanos = next + gap_nanos;
    }
    is_let
}

impl Simulation {
    /// A cache has been asked: it holds an answer, or will from now on, or never.
    ///
    /// Of all reads the hit ratio is for entries that are asked for again, each as often as any other. As long as such
    /// an entry is not there, the read that asks for it first misses and fills it.
    #[inline]
    pub(super) fn look_up(&mut self, index: u32) {
        let visit = &mut self.visits[index];
        let node = visit.node as usize;
        let planned = &self.plan.nodes[node];
        let Some(hit_ratio) = planned.hit_ratio else { return };
        visit.flags |= CACHE_KNOWN;
        if visit.writes() || planned.answers_static_only && !visit.reads_a_file() {
            visit.flags |= MISSED;
            return;
        }
        let station = &mut self.stations[node];
        let drawn = station.random.uniform();
        if drawn >= station.hit_ratio(planned) {
            visit.flags |= MISSED;
            if drawn < hit_ratio && station.entries < planned.behaviour.items {
                station.entries += 1;
            }
        }
    }

    /// Whether what it asks for is in no cache: its own, or those that it asks.
    pub(super) fn is_miss(&mut self, index: u32) -> bool {
        let visit = &self.visits[index];
        if visit.flags & CACHE_KNOWN == 0 {
            let node = visit.node as usize;
            let caches = self.plan.nodes[node].asked_caches.iter();
            let missed: f64 = caches
                .map(|cache| {
                    1.0 - self.stations[*cache as usize].hit_ratio(&self.plan.nodes[*cache as usize])
                })
                .product();
            let is_miss = visit.writes() || self.stations[node].random.happens(missed);
            self.visits[index].flags |= CACHE_KNOWN | if is_miss { MISSED } else { 0 };
        }
        self.visits[index].flags & MISSED != 0
    }

    /// The edge of one of the targets, by weight and past those that are down; `None` where the request ends at a client.
    pub(super) fn choose(&mut self, node: usize, step: Step) -> Option<u32> {
        let targets = &self.plan.targets[step.first as usize..(step.first + step.count) as usize];
        let drawn = self.stations[node].random.uniform();
        let is_up =
            |target: &&Target| !self.stations[self.plan.edges[target.edge as usize].to as usize].is_down();
        let passes_by = self.is_any_down() && self.plan.nodes[node].behaviour.checks_health;
        let up: f64 =
            if passes_by { targets.iter().filter(is_up).map(|target| target.share).sum() } else { 0.0 };
        let chosen = if up > 0.0 {
            let mut left = drawn * up;
            let mut those_up = targets.iter().filter(is_up);
            let found = those_up.find(|target| {
                left -= target.share;
                left < 0.0
            });
            found.or_else(|| targets.iter().rfind(is_up))
        } else {
            let place = targets.partition_point(|target| target.until <= drawn);
            targets.get(place).or(targets.last())
        };
        let edge = chosen?.edge;
        let leads_to_client = self.plan.nodes[self.plan.edges[edge as usize].to as usize].is_client;
        (!leads_to_client).then_some(edge)
    }
}
