use std::collections::{BTreeMap, BTreeSet};

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
pub(crate) struct Structure {
    units: Vec<Unit>,
    /// In the order in which they are met on the way from the clients.
    pub(crate) units_from_clients: Vec<usize>,
    /// One for each class of requests, or a single one when both need the same.
    plans: Vec<Plan>,
    components: usize,
}

/// What requests of one class need, components before those that call them.
#[derive(Debug, PartialEq)]
struct Plan {
    groups: Vec<Vec<Step>>,
    /// Clients that send such requests and wait for something.
    clients: Vec<usize>,
}

/// When one component answers.
#[derive(Debug, PartialEq)]
struct Step {
    component: usize,
    /// Components that all have to answer.
    all: Vec<usize>,
    /// Components of which one has to answer, unless there are none.
    any: Vec<usize>,
    /// Units that have to be up.
    units: Vec<usize>,
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

impl Structure {
    pub(crate) fn new(model: &Model) -> Self {
        let (units, stands_on) = units_of(model);
        let waited_for = |edge: &Edge| waits_for(model, edge);
        let (met, units_from_clients) = met_from_clients(model, &stands_on);
        let mut callees_first = model.callees_first(waited_for);
        callees_first.iter_mut().for_each(|group| group.retain(|node| met[*node]));
        let plan = |class: usize| Plan {
            groups: callees_first
                .iter()
                .map(|group| group.iter().map(|node| step(model, class, *node, &stands_on[*node])).collect())
                .collect(),
            clients: model
                .clients()
                .filter(|client| model.shares_that_differ(*client)[class] > 0.0)
                .filter(|client| model.edges_from(*client).any(waited_for))
                .collect(),
        };
        let mut plans: Vec<Plan> = (0..CLASSES).map(plan).filter(|plan| !plan.clients.is_empty()).collect();
        plans.dedup();
        Self { units, units_from_clients, plans, components: model.nodes.len() }
    }

    pub(crate) fn has_clients(&self) -> bool {
        !self.plans.is_empty()
    }

    pub(crate) fn units(&self) -> std::ops::Range<usize> {
        0..self.units.len()
    }

    pub(crate) fn unit(&self, unit: usize) -> Unit {
        self.units[unit]
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
        let mut served = truth.always();
        for plan in &self.plans {
            let mut answers = vec![truth.always(); self.components];
            for group in &plan.groups {
                settle(truth, group, &mut answers);
            }
            // Last drawn first: in a decision diagram what is added then stands above what is there.
            for client in plan.clients.iter().rev() {
                served = truth.and(answers[*client], served);
            }
        }
        served
    }
}

/// Members of a cycle start as answering; what stops one stops those that need it, until nothing changes.
fn settle<T: Truth>(truth: &mut T, group: &[Step], answers: &mut [T::Value]) {
    if let [step] = group {
        // A component that calls itself answers if nothing else stops it, so once is enough.
        answers[step.component] = step.answer(truth, answers);
        return;
    }
    for round in 0..=group.len() {
        let mut changed = false;
        for position in 0..group.len() {
            // To and fro, so that news travels quickly either way round.
            let step = &group[if round % 2 == 0 { position } else { group.len() - 1 - position }];
            let answer = step.answer(truth, answers);
            changed |= answer != answers[step.component];
            answers[step.component] = answer;
        }
        if !changed {
            return;
        }
    }
}

impl Step {
    fn answer<T: Truth>(&self, truth: &mut T, answers: &[T::Value]) -> T::Value {
        let mut all = truth.always();
        for callee in &self.all {
            all = truth.and(all, answers[*callee]);
        }
        if !self.any.is_empty() {
            let mut any = truth.never();
            for callee in &self.any {
                any = truth.or(any, answers[*callee]);
            }
            all = truth.and(all, any);
        }
        for unit in &self.units {
            let up = truth.unit(*unit);
            all = truth.and(up, all);
        }
        all
    }
}

fn step(model: &Model, class: usize, node: usize, stands_on: &[usize]) -> Step {
    let (mut all, mut any, mut is_sure_of_one) = (Vec::new(), Vec::new(), false);
    for edge in model.edges_from(node).filter(|edge| edge.carries(class)) {
        match (edge.routing == Routing::ByWeight, waits_for(model, edge)) {
            (true, true) => any.push(edge.to),
            // A choice that nobody waits for always works.
            (true, false) => is_sure_of_one = true,
            (false, true) if !edge.is_bypassed_when_down => all.push(edge.to),
            (false, _) => {}
        }
    }
    if is_sure_of_one {
        any.clear();
    }
    let units = if is_passed_by_when_down(model, node) { Vec::new() } else { stands_on.to_vec() };
    Step { component: node, all, any, units }
}

/// A cache with something behind it: what it does not answer is asked there anyway.
pub(crate) fn is_passed_by_when_down(model: &Model, node: usize) -> bool {
    model.nodes[node].is_cache()
        && model.edges_from(node).any(|edge| edge.routing == Routing::OnCacheMiss && waits_for(model, edge))
}

/// All units, and by component those that it stands on: itself, its zone, its region.
fn units_of(model: &Model) -> (Vec<Unit>, Vec<Vec<usize>>) {
    let mut units: Vec<Unit> = (0..model.nodes.len()).map(Unit::Component).collect();
    let mut unit_of_group = BTreeMap::new();
    let mut stands_on = vec![Vec::new(); model.nodes.len()];
    for (index, node) in model.nodes.iter().enumerate().filter(|(_, node)| !node.is_client) {
        stands_on[index].push(index);
        let zone = node.place.zone.map(|group| (group, Unit::Zone(group)));
        let region = node.place.region.map(|group| (group, Unit::Region(group)));
        for (group, unit) in zone.into_iter().chain(region) {
            stands_on[index].push(*unit_of_group.entry(group).or_insert_with(|| {
                units.push(unit);
                units.len() - 1
            }));
        }
    }
    (units, stands_on)
}

/// Components that clients wait for, and the units they stand on in the order in which they are met.
fn met_from_clients(model: &Model, stands_on: &[Vec<usize>]) -> (Vec<bool>, Vec<usize>) {
    let (mut met, mut units) = (vec![false; model.nodes.len()], Vec::new());
    let mut is_listed = BTreeSet::new();
    let mut next: Vec<usize> = model.clients().collect();
    next.reverse();
    while let Some(node) = next.pop() {
        if std::mem::replace(&mut met[node], true) {
            continue;
        }
        units.extend(stands_on[node].iter().copied().filter(|unit| is_listed.insert(*unit)));
        let called = model.edges_from(node).filter(|edge| waits_for(model, edge));
        let position = next.len();
        next.extend(called.map(|edge| edge.to));
        next[position..].reverse();
    }
    (met, units)
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
