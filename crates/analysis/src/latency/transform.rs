//! Laplace transforms of the time until an answer, `E[exp(-s T)]`, at many complex frequencies at once.

use std::collections::HashMap;

use num_complex::Complex64;

use diagram::Routing;

use super::Ways;
use super::calls::Calls;
use super::inversion::{Frequencies, POINTS};
use super::least::Least;
use super::log_normal::LogNormal;
use crate::model::{CLASSES, Edge, Node, ServiceShape};
use crate::queueing::Wait;

/// Values of one transform.
pub(crate) type Values = [Complex64; POINTS];

const ONES: Values = [Complex64::ONE; POINTS];
/// Components of a cycle of calls that are looked at, all rounds together, before what is left of it is neglected.
const MOST_VISITS: usize = 4_000;
/// Change of a transform below which a cycle counts as solved.
const SETTLED: f64 = 1e-13;

/// The transforms of all components that a client waits for, by class and index.
#[derive(Debug)]
pub(crate) struct Transforms {
    pub(crate) frequencies: Frequencies,
    by_class: [Vec<Values>; CLASSES],
}

impl Transforms {
    pub(crate) fn new(ways: &Ways, needed: &[Vec<bool>; CLASSES], frequencies: Frequencies) -> Self {
        let mut known = Known {
            frequencies: frequencies.values(),
            own: vec![None; ways.model.nodes.len()],
            delays: HashMap::new(),
        };
        let by_class = std::array::from_fn(|class| known.of_class(ways, class, &needed[class]));
        Self { frequencies, by_class }
    }

    pub(crate) fn of(&self, node: usize, class: usize) -> &Values {
        &self.by_class[class][node]
    }
}

/// Values that several transforms share.
struct Known {
    frequencies: Values,
    /// By index of the component.
    own: Vec<Option<Box<Values>>>,
    /// By the bits of the delay in milliseconds.
    delays: HashMap<u64, Values>,
}

impl Known {
    fn of_class(&mut self, ways: &Ways, class: usize, needed: &[bool]) -> Vec<Values> {
        let calls = &ways.calls[class];
        let mut transforms = vec![ONES; ways.model.nodes.len()];
        for (index, group) in calls.callees_first.iter().enumerate() {
            let members: Vec<usize> = group.iter().copied().filter(|node| needed[*node]).collect();
            let rounds = if calls.is_cycle(index) { MOST_VISITS / members.len().max(1) + 4 } else { 1 };
            for round in 0..rounds {
                let mut change: f64 = 0.0;
                for position in 0..members.len() {
                    // To and fro, so that news travels quickly either way round.
                    let node = members[if round % 2 == 0 { position } else { members.len() - 1 - position }];
                    let found = self.of_node(ways, class, node, &transforms);
                    if rounds > 1 {
                        let differences =
                            found.iter().zip(&transforms[node]).map(|(new, old)| (new - old).norm());
                        change = differences.fold(change, f64::max);
                    }
                    transforms[node] = found;
                }
                if change < SETTLED {
                    break;
                }
            }
        }
        transforms
    }

    /// Times that follow one another multiply; a choice between ways is the weighted sum.
    fn of_node(&mut self, ways: &Ways, class: usize, node: usize, transforms: &[Values]) -> Values {
        let (calls, least) = (&ways.calls[class], &ways.least[class]);
        let mut product = self.own(ways, least, node);
        for edge in calls.waited_for(node).filter(|edge| edge.routing != Routing::ByWeight) {
            self.multiply_by_calls(&mut product, calls, least, edge, &transforms[edge.to]);
        }
        if calls.chosen(node).next().is_some() {
            let mixture = self.mixture(calls, least, node, transforms);
            product.iter_mut().zip(&mixture).for_each(|(value, sum)| *value *= sum);
        }
        product
    }

    fn multiply_by_calls(
        &mut self,
        product: &mut Values,
        calls: &Calls,
        least: &Least,
        edge: &Edge,
        callee: &Values,
    ) {
        let chance = edge.chance[calls.class];
        let left = least.call_left(calls, edge);
        if chance == 1.0 && edge.calls == 1.0 && left == 0.0 {
            product.iter_mut().zip(callee).for_each(|(value, callee)| *value *= callee);
            return;
        }
        let (first, whole) = (self.delay(left), edge.calls.floor());
        if edge.calls == 1.0 {
            for ((value, first), callee) in product.iter_mut().zip(&first).zip(callee) {
                *value *= 1.0 - chance + first * callee * chance;
            }
            return;
        }
        let further = self.delay(least.call(edge));
        for (index, value) in product.iter_mut().enumerate() {
            let part = 1.0 + edge.calls.fract() * (further[index] * callee[index] - 1.0);
            let made = power(first[index] * callee[index], whole) * part;
            *value *= 1.0 + chance * (made - 1.0);
        }
    }

    fn mixture(&mut self, calls: &Calls, least: &Least, node: usize, transforms: &[Values]) -> Values {
        let mut mixture = [Complex64::ZERO; POINTS];
        for edge in calls.chosen(node) {
            let weight = edge.chance[calls.class];
            if calls.is_waited_for(edge) {
                let left = self.delay(least.call_left(calls, edge));
                for ((sum, left), callee) in mixture.iter_mut().zip(&left).zip(&transforms[edge.to]) {
                    *sum += weight * (left * callee);
                }
            } else {
                mixture.iter_mut().for_each(|sum| *sum += weight);
            }
        }
        mixture
    }

    /// Wait and service, without the constant part that is kept apart.
    fn own(&mut self, ways: &Ways, least: &Least, node: usize) -> Values {
        let (wait, component) = (ways.waits[node].unwrap_or(Wait::NONE), &ways.model.nodes[node]);
        if component.service_millis == 0.0 {
            return ONES;
        }
        let frequencies = &self.frequencies;
        let mut own =
            **self.own[node].get_or_insert_with(|| Box::new(random_transforms(component, wait, frequencies)));
        let constant = least.constant_service_left(node, component);
        if constant > 0.0 {
            own.iter_mut().zip(&self.delay(constant)).for_each(|(value, delay)| *value *= delay);
        }
        own
    }

    fn delay(&mut self, millis: f64) -> Values {
        if millis == 0.0 {
            return ONES;
        }
        let frequencies = &self.frequencies;
        *self.delays.entry(millis.to_bits()).or_insert_with(|| frequencies.map(|s| (-s * millis).exp()))
    }
}

/// Wait and service at one component; a constant service time is left out.
fn random_transforms(node: &Node, wait: Wait, frequencies: &Values) -> Values {
    let service = service_transforms(node, frequencies, 1.0);
    let mut values = service;
    if node.service_shape == ServiceShape::Constant {
        values = ONES;
        start_cold(node, &mut values, frequencies, 1.0);
    }
    if wait.chance > 0.0 {
        let waiting = waiting_transforms(node, wait, frequencies, &service);
        for (value, waiting) in values.iter_mut().zip(&waiting) {
            *value *= 1.0 - wait.chance + wait.chance * waiting;
        }
    }
    values
}

/// A wait that happens: a geometric number of rests of a service time on all places together, see [`Wait`].
fn waiting_transforms(node: &Node, wait: Wait, frequencies: &Values, service: &Values) -> Values {
    let mut values = *frequencies;
    if node.service_shape == ServiceShape::Exponential && node.cold_start.is_none() {
        return values.map(|s| 1.0 / (1.0 + s * wait.mean_when_waiting_millis));
    }
    let parts = match wait.places {
        1.0 => *service,
        places => service_transforms(node, frequencies, 1.0 / places),
    };
    for (value, part) in values.iter_mut().zip(&parts) {
        let rest = rest_transform(node, *value / wait.places, *part);
        *value = (1.0 - wait.utilisation) * rest / (1.0 - wait.utilisation * rest);
    }
    values
}

/// What is left of a service time at a random moment: `(1 - E[exp(-s S)]) / (s E[S])`, where `service` is `E[exp(-s S)]`.
fn rest_transform(node: &Node, s: Complex64, service: Complex64) -> Complex64 {
    /// Where the difference would lose more digits than the third term of the series is worth.
    const SMALL: f64 = 1e-4;
    let (x, square) = (s * node.service_millis, node.service_variation * node.service_variation);
    if x.norm() * (1.0 + square) < SMALL {
        return 1.0 - x * ((1.0 + square) / 2.0 - x * (node.service_cube() / 6.0));
    }
    (1.0 - service) / x
}

/// Of `part` of the service time.
fn service_transforms(node: &Node, frequencies: &Values, part: f64) -> Values {
    let mean_millis = node.warm_millis * part;
    let mut values = match node.service_shape {
        ServiceShape::Constant => frequencies.map(|s| (-s * mean_millis).exp()),
        ServiceShape::Exponential => frequencies.map(|s| 1.0 / (1.0 + s * mean_millis)),
        ServiceShape::Gamma => frequencies.map(|s| gamma_transform(mean_millis, node.warm_variation, s)),
        ServiceShape::LogNormal => LogNormal::new(mean_millis, node.warm_variation).transform(frequencies),
    };
    start_cold(node, &mut values, frequencies, part);
    values
}

/// What a cold start adds to some calls: a mixture of nothing and a constant, of which `part` counts.
fn start_cold(node: &Node, values: &mut Values, frequencies: &Values, part: f64) {
    let Some(cold) = node.cold_start else { return };
    for (value, s) in values.iter_mut().zip(frequencies) {
        *value *= 1.0 - cold.share + cold.share * (-s * cold.millis * part).exp();
    }
}

/// `(1 + s m v²)^(-1 / v²)` for mean `m` and coefficient of variation `v`.
fn gamma_transform(mean_millis: f64, variation: f64, s: Complex64) -> Complex64 {
    let scale = variation * variation;
    let (base, shape) = (1.0 + s * (mean_millis * scale), 1.0 / scale);
    let nearest = shape.round();
    if nearest <= 64.0 && (shape - nearest).abs() < 1e-12 * shape {
        return 1.0 / base.powu(nearest as u32);
    }
    (-shape * base.ln()).exp()
}

fn power(base: Complex64, exponent: f64) -> Complex64 {
    if exponent == 1.0 {
        base
    } else if exponent <= 64.0 {
        base.powu(exponent as u32)
    } else {
        (exponent * base.ln()).exp()
    }
}
