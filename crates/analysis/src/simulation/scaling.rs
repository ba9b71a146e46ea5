//! Autoscaling, as the horizontal pod autoscaler of Kubernetes does it by default: every 15 s as many replicas are wanted
//! as would be busy to the target, unless that is within a tenth of what it is; fewer only when fewer would have done
//! for five minutes.

use super::plan::Plan;
use super::station::{BUSY, PLACES};
use super::{Control, Simulation};

pub(super) const PERIOD_NANOS: u64 = 15_000_000_000;
const TOLERANCE: f64 = 0.1;
/// Five minutes of periods.
const REMEMBERED: usize = 20;

/// A component that scales itself.
#[derive(Debug, Clone)]
pub(super) struct Scaler {
    node: u32,
    /// Replicas that were asked for and are not there yet.
    coming: u32,
    /// What was wanted in the periods before, the latest last.
    wanted: Vec<u32>,
    busy_seen: f64,
    places_seen: f64,
    pub(super) changes: u64,
}

pub(super) fn scalers(plan: &Plan) -> Vec<Scaler> {
    let scaling = (0u32..).zip(&plan.nodes).filter(|(_, node)| node.behaviour.autoscaling.is_some());
    scaling
        .map(|(node, _)| Scaler {
            node,
            coming: 0,
            wanted: Vec::new(),
            busy_seen: 0.0,
            places_seen: 0.0,
            changes: 0,
        })
        .collect()
}

impl Scaler {
    pub(super) fn node(&self) -> u32 {
        self.node
    }

    /// The most that was wanted in the last five minutes, this period included.
    fn remember(&mut self, wanted: u32) -> u32 {
        if self.wanted.len() >= REMEMBERED {
            self.wanted.remove(0);
        }
        self.wanted.push(wanted);
        self.wanted.iter().copied().fold(wanted, u32::max)
    }
}

impl Simulation {
    pub(super) fn scale(&mut self) {
        for scaler in 0..self.scalers.len() {
            self.scale_one(scaler);
        }
        self.plan_control(self.now.saturating_add(PERIOD_NANOS), Control::Scale);
    }

    fn scale_one(&mut self, number: usize) {
        let scaler = &mut self.scalers[number];
        let planned = &self.plan.nodes[scaler.node as usize];
        let Some(autoscaling) = planned.behaviour.autoscaling else { return };
        let station = &mut self.stations[scaler.node as usize];
        let total = station.total(self.now);
        let (busy, places) = (total[BUSY] - scaler.busy_seen, total[PLACES] - scaler.places_seen);
        (scaler.busy_seen, scaler.places_seen) = (total[BUSY], total[PLACES]);
        let up = station.replicas_up();
        if places <= 0.0 || up == 0 {
            return;
        }
        let ratio = busy / places / autoscaling.target;
        let current = station.replicas.saturating_add(scaler.coming);
        let is_near = (ratio - 1.0).abs() <= TOLERANCE;
        let wanted = if is_near { station.replicas } else { (f64::from(up) * ratio).ceil() as u32 };
        let least = planned.replicas;
        let wanted = wanted.clamp(least, autoscaling.most_replicas.max(least));
        let most_wanted = scaler.remember(wanted);
        if wanted > current {
            let replicas = wanted - current;
            scaler.coming += replicas;
            let ready = self.now.saturating_add(autoscaling.delay_nanos);
            self.plan_control(ready, Control::ReplicasStart { scaler: number, replicas });
        } else if most_wanted < station.replicas {
            // Those that are busy finish what they are at.
            station.set_replicas(most_wanted, self.now);
            scaler.changes += 1;
            let node = scaler.node;
            self.set_places(node);
        }
    }

    pub(super) fn start_replicas(&mut self, number: usize, replicas: u32) {
        let scaler = &mut self.scalers[number];
        scaler.coming = scaler.coming.saturating_sub(replicas);
        scaler.changes += 1;
        let node = scaler.node;
        let station = &mut self.stations[node as usize];
        station.set_replicas(station.replicas.saturating_add(replicas), self.now);
        self.set_places(node);
    }
}
