use std::collections::{BTreeMap, BTreeSet};

use diagram::{GroupKind, Routing};

use crate::model::{CLASSES, Edge, Model, READS};

/// Something that can be down as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// By index into the model.
    Component(usize),
    /// By index into the groups of the diagram, as regions are.
    Zone(usize),
    Region(usize),
    /// The replica that a balancer without health checks happened to send a request to, where the component as a whole
    /// is up. By index of the component.
    Copy(usize),
    /// Whether a request that a balancer without health checks sent to none of its targets before goes to this one. By
    /// index of the connection into the model.
    Turn(usize),
}

/// Which units have to be up for every client to be served.
///
/// A component answers when it is up, when everything that it always or sometimes calls and waits for answers, and when
/// at least one of those it chooses from by weight does, or, where it does not look who is well, the one it happens to
/// choose. Components on a common cycle answer if nothing else stops them.
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
    /// Targets of which each request goes to one, whether or not it is up.
    picks: Vec<Pick>,
    /// Units that have to be up.
    units: Vec<usize>,
}

/// One target of a balancer without health checks.
#[derive(Debug, Clone, PartialEq)]
struct Pick {
    /// The unit that says whether it is this one; the last has none.
    turn: Option<usize>,
    /// `None` where nobody waits for the answer.
    callee: Option<usize>,
    /// The unit of the replica that is picked, where there are several.
    copy: Option<usize>,
}

/// Truth that can be combined: 64 cases at once, or a decision diagram.
pub(crate) trait Truth {
    type Value: Copy + PartialEq;
    fn always(&self) -> Self::Value;
    fn never(&self) -> Self::Value;
    fn unit(&mut self, unit: usize) -> Self::Value;
    fn and(&mut self, one: Self::Value, other: Self::Value) -> Self::Value;
    fn or(&mut self, one: Self::Value, other: Self::Value) -> Self::Value;
    /// `if_up` where the unit is up, and otherwise `if_down`.
    fn either(&mut self, unit: usize, if_up: Self::Value, if_down: Self::Value) -> Self::Value;
}

impl Structure {
    pub(crate) fn new(model: &Model) -> Self {
        let (mut units, stands_on) = units_of(model);
        let picks = picks_of(model, &mut units);
        let waited_for = |edge: &Edge| waits_for(model, edge);
        let (met, units_from_clients) = met_from_clients(model, &stands_on, &picks);
        let mut callees_first = model.callees_first(waited_for);
        callees_first.iter_mut().for_each(|group| group.retain(|node| met[*node]));
        let plan = |class: usize| Plan {
            groups: callees_first
                .iter()
                .map(|group| {
                    group.iter().map(|node| step(model, class, *node, &stands_on[*node], &picks)).collect()
                })
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

    /// Units whose loss alone cuts a client off, however balancers choose.
    pub(crate) fn needed_alone(&self) -> Vec<bool> {
        let mut needed = vec![false; self.units.len()];
        for first in (0..self.units.len()).step_by(64) {
            // Case k of 64: only unit `first + k` is down.
            let up = |unit: usize| {
                if (first..first + 64).contains(&unit) { !(1 << (unit - first)) } else { u64::MAX }
            };
            let served = self.served(&mut Cases { up, turns: Turns::Best });
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
        if let Some(picked) = self.picked(truth, answers) {
            all = truth.and(all, picked);
        }
        for unit in &self.units {
            let up = truth.unit(*unit);
            all = truth.and(up, all);
        }
        all
    }

    /// Whether the target answers that a request is sent to unchecked; `None` where there are no such targets.
    fn picked<T: Truth>(&self, truth: &mut T, answers: &[T::Value]) -> Option<T::Value> {
        let mut picked = None;
        // From the last on: each stands above those that are left when it is not picked.
        for pick in self.picks.iter().rev() {
            let mut answer = pick.callee.map_or_else(|| truth.always(), |callee| answers[callee]);
            if let Some(copy) = pick.copy {
                let up = truth.unit(copy);
                answer = truth.and(up, answer);
            }
            picked = Some(match (pick.turn, picked) {
                (Some(turn), Some(others)) => truth.either(turn, answer, others),
                _ => answer,
            });
        }
        picked
    }
}

fn step(
    model: &Model,
    class: usize,
    node: usize,
    stands_on: &[usize],
    picks: &BTreeMap<usize, Vec<Pick>>,
) -> Step {
    let (mut all, mut any, mut is_sure_of_one) = (Vec::new(), Vec::new(), false);
    for edge in model.edges_from(node).filter(|edge| edge.carries(class)) {
        match (edge.routing == Routing::ByWeight, waits_for(model, edge)) {
            (true, _) if picks.contains_key(&node) => {}
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
    let picks = picks.get(&node).cloned().unwrap_or_default();
    Step { component: node, all, any, picks, units }
}

/// By component that sends requests on by weight and does not look who is well: its targets. Their units are added.
fn picks_of(model: &Model, units: &mut Vec<Unit>) -> BTreeMap<usize, Vec<Pick>> {
    let mut copies = BTreeMap::new();
    let mut picks_of = BTreeMap::new();
    let mut add = |unit: Unit| {
        units.push(unit);
        units.len() - 1
    };
    for node in (0..model.nodes.len()).filter(|node| !model.nodes[*node].checks_health()) {
        let mut picks = Vec::new();
        for index in &model.outgoing[node] {
            let edge = &model.edges[*index];
            if edge.routing != Routing::ByWeight || !edge.carries_any() {
                continue;
            }
            let waits = waits_for(model, edge);
            let has_copies =
                waits && model.nodes[edge.to].has_copies() && !is_passed_by_when_down(model, edge.to);
            picks.push(Pick {
                turn: Some(add(Unit::Turn(*index))),
                callee: waits.then_some(edge.to),
                copy: has_copies.then(|| *copies.entry(edge.to).or_insert_with(|| add(Unit::Copy(edge.to)))),
            });
        }
        if let Some(last) = picks.last_mut() {
            last.turn = None;
            picks_of.insert(node, picks);
        }
    }
    picks_of
}

/// Probability that a request goes along a connection, given that it went along none of those before it.
pub(super) fn turn_share(model: &Model, edge: usize) -> f64 {
    let share = |index: &usize| model.edges[*index].chance[READS];
    let by_weight = |index: &&usize| model.edges[**index].routing == Routing::ByWeight;
    let siblings = model.outgoing[model.edges[edge].from].iter();
    let before: f64 = siblings.filter(by_weight).take_while(|index| **index != edge).map(share).sum();
    (share(&edge) / (1.0 - before)).clamp(0.0, 1.0)
}

/// A cache with something behind it: what it does not answer is asked there anyway.
pub(crate) fn is_passed_by_when_down(model: &Model, node: usize) -> bool {
    model.nodes[node].is_cache()
        && model.edges_from(node).any(|edge| edge.routing == Routing::OnCacheMiss && waits_for(model, edge))
}

/// All units, and by component those that it stands on: itself and the zones and regions around it.
fn units_of(model: &Model) -> (Vec<Unit>, Vec<Vec<usize>>) {
    let mut units: Vec<Unit> = (0..model.nodes.len()).map(Unit::Component).collect();
    let mut unit_of_group = BTreeMap::new();
    let mut stands_on = vec![Vec::new(); model.nodes.len()];
    for (index, node) in model.nodes.iter().enumerate().filter(|(_, node)| !node.is_client) {
        stands_on[index].push(index);
        for (group, kind) in &node.stands_in {
            stands_on[index].push(*unit_of_group.entry(*group).or_insert_with(|| {
                let is_zone = *kind == GroupKind::Zone;
                units.push(if is_zone { Unit::Zone(*group) } else { Unit::Region(*group) });
                units.len() - 1
            }));
        }
    }
    (units, stands_on)
}

/// Components that clients wait for, and the units they stand on in the order in which they are met.
fn met_from_clients(
    model: &Model,
    stands_on: &[Vec<usize>],
    picks: &BTreeMap<usize, Vec<Pick>>,
) -> (Vec<bool>, Vec<usize>) {
    let (mut met, mut units) = (vec![false; model.nodes.len()], Vec::new());
    let mut is_listed = BTreeSet::new();
    let mut next: Vec<usize> = model.clients().collect();
    next.reverse();
    while let Some(node) = next.pop() {
        if std::mem::replace(&mut met[node], true) {
            continue;
        }
        let picks = picks.get(&node).into_iter().flatten();
        let chances = picks.flat_map(|pick| pick.turn.into_iter().chain(pick.copy));
        let met_here = stands_on[node].iter().copied().chain(chances);
        units.extend(met_here.filter(|unit| is_listed.insert(*unit)));
        let called = model.edges_from(node).filter(|edge| waits_for(model, edge));
        let position = next.len();
        next.extend(called.map(|edge| edge.to));
        next[position..].reverse();
    }
    (met, units)
}

pub(super) fn waits_for(model: &Model, edge: &Edge) -> bool {
    edge.waits && edge.carries_any() && !model.nodes[edge.to].is_client
}

/// 64 cases, one a bit: `up` says in which of them a unit is up.
pub(crate) struct Cases<F> {
    pub(crate) up: F,
    pub(crate) turns: Turns,
}

/// Where balancers without health checks send requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turns {
    /// To one that answers, if any does.
    Best,
    /// To one that does not, if any.
    Worst,
    /// Wherever the case says.
    Drawn,
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

    fn either(&mut self, unit: usize, if_up: u64, if_down: u64) -> u64 {
        match self.turns {
            Turns::Best => if_up | if_down,
            Turns::Worst => if_up & if_down,
            Turns::Drawn => {
                let up = (self.up)(unit);
                up & if_up | !up & if_down
            }
        }
    }
}
