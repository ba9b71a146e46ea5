use std::collections::BTreeMap;

use diagram::Routing;

use crate::model::{CLASSES, Edge, Model};

/// Something that can be down as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// By index into the model.
    Component(usize),
    /// By index into the groups of the diagram, as regions are.
    Zone(usize),
    Region(usize),
}

/// Which units have to be up for every client to be served.
///
/// A component answers when it is up, when everything that it always or sometimes calls and waits for answers, and when
/// at least one of those it chooses from by weight does. Components on a common cycle answer if nothing else stops them.
#[derive(Debug)]
pub(crate) struct Structure<'m> {
    model: &'m Model<'m>,
    units: Vec<Unit>,
    /// By component, the units that it stands on: itself, its zone, its region.
    stands_on: Vec<Vec<usize>>,
    /// Groups of components on a common cycle, callees before callers.
    pub(crate) callees_first: Vec<Vec<usize>>,
    /// Clients that wait for something, with the classes of requests that they make.
    pub(crate) clients: Vec<(usize, Vec<usize>)>,
}

/// Truth that can be combined: 64 cases at once, or a decision diagram.
pub(crate) trait Truth {
    type Value: Copy + PartialEq;
    fn always(&self) -> Self::Value;
    fn never(&self) -> Self::Value;
    fn unit(&mut self, unit: usize) -> Self::Value;
    fn and(&mut self, one: Self::Value, other: Self::Value) -> Self::Value;
    fn or(&mut self, one: Self::Value, other: Self::Value) -> Self::Value;
}

impl<'m> Structure<'m> {
    pub(crate) fn new(model: &'m Model<'m>) -> Self {
        let mut units: Vec<Unit> = (0..model.nodes.len()).map(Unit::Component).collect();
        let mut unit_of_group = BTreeMap::new();
        let mut stands_on = Vec::with_capacity(model.nodes.len());
        for (index, node) in model.nodes.iter().enumerate() {
            let mut on = Vec::new();
            if !node.is_client {
                on.push(index);
                for (group, unit) in
                    [(node.place.zone, Unit::Zone as fn(usize) -> Unit), (node.place.region, Unit::Region)]
                {
                    if let Some(group) = group {
                        on.push(*unit_of_group.entry(group).or_insert_with(|| {
                            units.push(unit(group));
                            units.len() - 1
                        }));
                    }
                }
            }
            stands_on.push(on);
        }
        let callees_first = model.callees_first(|edge| waits_for(model, edge));
        let classes = |client: usize| {
            let shares = model.nodes[client].class_shares();
            (0..CLASSES).filter(|class| shares[*class] > 0.0).collect()
        };
        let clients = model
            .clients()
            .filter(|client| model.edges_from(*client).any(|edge| waits_for(model, edge)))
            .map(|client| (client, classes(client)))
            .collect();
        Self { model, units, stands_on, callees_first, clients }
    }

    pub(crate) fn has_clients(&self) -> bool {
        !self.clients.is_empty()
    }

    pub(crate) fn units(&self) -> std::ops::Range<usize> {
        0..self.units.len()
    }

    pub(crate) fn unit(&self, unit: usize) -> Unit {
        self.units[unit]
    }

    /// Units in the order in which they are met on the way from the clients.
    pub(crate) fn units_from_clients(&self) -> Vec<usize> {
        let (mut met, mut units) = (vec![false; self.stands_on.len()], Vec::new());
        let mut is_listed = vec![false; self.units.len()];
        let mut next: Vec<usize> = self.clients.iter().rev().map(|(client, _)| *client).collect();
        while let Some(node) = next.pop() {
            if std::mem::replace(&mut met[node], true) {
                continue;
            }
            for unit in &self.stands_on[node] {
                if !std::mem::replace(&mut is_listed[*unit], true) {
                    units.push(*unit);
                }
            }
            let called = self.model.edges_from(node).filter(|edge| waits_for(self.model, edge));
            let position = next.len();
            next.extend(called.map(|edge| edge.to));
            next[position..].reverse();
        }
        units
    }

    /// Units whose loss alone cuts a client off.
    pub(crate) fn needed_alone(&self) -> Vec<bool> {
        let mut needed = vec![false; self.units.len()];
        for first in (0..self.units.len()).step_by(64) {
            // Case k of 64: only unit `first + k` is down.
            let up = |unit: usize| {
                if (first..first + 64).contains(&unit) { !(1 << (unit - first)) } else { u64::MAX }
            };
            let served = self.served(&mut Cases { up });
            for (case, needed) in needed[first..].iter_mut().take(64).enumerate() {
                *needed = served >> case & 1 == 0;
            }
        }
        needed
    }

    /// Whether every client is served.
    pub(crate) fn served<T: Truth>(&self, truth: &mut T) -> T::Value {
        let mut answers =
            [vec![truth.always(); self.stands_on.len()], vec![truth.always(); self.stands_on.len()]];
        for (class, answers) in answers.iter_mut().enumerate() {
            for group in &self.callees_first {
                self.settle(truth, class, group, answers);
            }
        }
        let mut served = truth.always();
        for (client, classes) in &self.clients {
            for class in classes {
                served = truth.and(served, answers[*class][*client]);
            }
        }
        served
    }

    /// Members of a cycle start as answering; what stops one stops those that need it, until nothing changes.
    fn settle<T: Truth>(&self, truth: &mut T, class: usize, group: &[usize], answers: &mut [T::Value]) {
        for round in 0..=group.len() {
            let mut changed = false;
            for position in 0..group.len() {
                // To and fro, so that news travels quickly either way round.
                let node = group[if round % 2 == 0 { position } else { group.len() - 1 - position }];
                let answer = self.answers(truth, class, node, answers);
                changed |= answer != answers[node];
                answers[node] = answer;
            }
            if !changed || group.len() == 1 {
                return;
            }
        }
    }

    fn answers<T: Truth>(&self, truth: &mut T, class: usize, node: usize, answers: &[T::Value]) -> T::Value {
        let (mut all, mut any, mut chooses) = (truth.always(), truth.never(), false);
        for edge in self.model.edges_from(node).filter(|edge| edge.carries(class)) {
            let called = if waits_for(self.model, edge) { answers[edge.to] } else { truth.always() };
            if edge.routing == Routing::ByWeight {
                chooses = true;
                any = truth.or(any, called);
            } else if !edge.is_bypassed_when_down {
                all = truth.and(all, called);
            }
        }
        if chooses {
            all = truth.and(all, any);
        }
        if !self.is_passed_by_when_down(node) {
            for unit in &self.stands_on[node] {
                let up = truth.unit(*unit);
                all = truth.and(up, all);
            }
        }
        all
    }

    /// A cache with something behind it: what it does not answer is asked there anyway.
    fn is_passed_by_when_down(&self, node: usize) -> bool {
        self.model.nodes[node].is_cache()
            && self
                .model
                .edges_from(node)
                .any(|edge| edge.routing == Routing::OnCacheMiss && waits_for(self.model, edge))
    }
}

fn waits_for(model: &Model, edge: &Edge) -> bool {
    edge.waits && edge.carries_any() && !model.nodes[edge.to].is_client
}

/// 64 cases, one a bit: `up` says in which of them a unit is up.
pub(crate) struct Cases<F> {
    pub(crate) up: F,
}

impl<F: FnMut(usize) -> u64> Truth for Cases<F> {
    type Value = u64;

    fn always(&self) -> u64 {
        u64::MAX
    }

    fn never(&self) -> u64 {
        0
    }

    fn unit(&mut self, unit: usize) -> u64 {
        (self.up)(unit)
    }

    fn and(&mut self, one: u64, other: u64) -> u64 {
        one & other
    }

    fn or(&mut self, one: u64, other: u64) -> u64 {
        one | other
    }
}
