//! Percentiles, read from the distribution of a client's response time.

use std::collections::BTreeMap;

use num_complex::Complex64;

use super::Ways;
use super::calls::Calls;
use super::inversion::{Frequencies, POINTS, Tail};
use super::moments::Journey;
use super::transform::Transforms;
use crate::model::{CLASSES, Model};

/// Horizons are powers of this, so that clients and percentiles share transforms; a tail is only read between its horizon
/// and the next smaller one, where it is exact to about `1e-7` for smooth distributions.
const HORIZON_RATIO: f64 = 4.0;
/// Below this part of the mean, a random part counts as none.
const NEGLIGIBLE: f64 = 1e-6;
const MOST_STEPS: usize = 100;

/// Finds percentiles, keeping the transforms that it computed on the way.
#[derive(Debug)]
pub(crate) struct Percentiles<'w> {
    ways: &'w Ways<'w>,
    needed: [Vec<bool>; CLASSES],
    transforms: BTreeMap<i32, Transforms>,
}

impl<'w> Percentiles<'w> {
    pub(crate) fn new(ways: &'w Ways<'w>) -> Self {
        let needed = std::array::from_fn(|class| reached_from_clients(ways.model, &ways.calls[class]));
        Self { ways, needed, transforms: BTreeMap::new() }
    }

    /// The times in milliseconds within which these shares of the client's requests are answered.
    ///
    /// `journey` is of the client's mixed requests.
    pub(crate) fn of<const N: usize>(
        &mut self,
        client: usize,
        journey: &Journey,
        shares: [f64; N],
    ) -> [f64; N] {
        let mut tails = BTreeMap::new();
        shares.map(|share| {
            let mut tail_up_to = |horizon: i32| {
                tails
                    .entry(horizon)
                    .or_insert_with(|| self.tail(client, journey.least_millis, horizon))
                    .clone()
            };
            percentile(journey, share, &mut tail_up_to)
        })
    }

    /// The tail of the client's response time less `least_millis`.
    fn tail(&mut self, client: usize, least_millis: f64, horizon: i32) -> Tail {
        let transforms = self.transforms.entry(horizon).or_insert_with(|| {
            let frequencies = Frequencies::new(HORIZON_RATIO.powi(horizon));
            Transforms::new(self.ways, &self.needed, frequencies)
        });
        let mut mixed = [Complex64::ZERO; POINTS];
        for (class, share) in super::classes_of(self.ways.model, client) {
            let later = self.ways.least[class].of(client) - least_millis;
            let values = transforms.of(client, class).iter().zip(transforms.frequencies.values());
            for (sum, (value, s)) in mixed.iter_mut().zip(values) {
                *sum += share * value * (-s * later).exp();
            }
        }
        Tail::new(transforms.frequencies, &mixed)
    }
}

/// The constant part is taken off first; Cantelli's inequality bounds where the rest can be.
fn percentile(journey: &Journey, p: f64, tail_up_to: &mut impl FnMut(i32) -> Tail) -> f64 {
    let random_mean = (journey.mean_millis - journey.least_millis).max(0.0);
    let deviation = journey.variance.sqrt();
    if random_mean + deviation <= NEGLIGIBLE * journey.mean_millis {
        return journey.mean_millis;
    }
    let furthest = random_mean + deviation * (p / (1.0 - p)).sqrt();
    let nearest = NEGLIGIBLE * random_mean.max(NEGLIGIBLE * deviation);
    let guess = guessed(random_mean, deviation, p).clamp(nearest, furthest);
    let mut horizon = (guess.ln() / HORIZON_RATIO.ln()).ceil() as i32;
    let mut went_up = false;
    loop {
        let far = HORIZON_RATIO.powi(horizon);
        let near = far / HORIZON_RATIO;
        let tail = tail_up_to(horizon);
        if tail.at(far) > 1.0 - p && far < furthest {
            (horizon, went_up) = (horizon + 1, true);
        } else if tail.at(near) < 1.0 - p && near > nearest && !went_up {
            horizon -= 1;
        } else {
            return journey.least_millis + crossing(|millis| tail.at(millis) - (1.0 - p), near, far, nearest);
        }
    }
}

/// Where to look first: the percentile of a gamma distribution with this mean and deviation, nearly (E. B. Wilson and
/// M. M. Hilferty, 1931), or where it varies much that of a log-normal one.
fn guessed(mean: f64, deviation: f64, p: f64) -> f64 {
    let normal = if p < 0.9 {
        0.0
    } else if p < 0.98 {
        1.645
    } else {
        2.326
    };
    let variation = (deviation / mean).min(1e6);
    if variation > 1.5 {
        let variance = (variation * variation).ln_1p();
        return mean * (variance.sqrt() * normal - 0.5 * variance).exp();
    }
    let root = 1.0 - variation * variation / 9.0 + normal * variation / 3.0;
    mean * root.powi(3)
}

/// Where a falling function crosses zero between `near` and `far`: the secant where it makes progress, else halving
/// (the "Illinois" method; M. Dowell and P. Jarratt, 1971).
fn crossing(function: impl Fn(f64) -> f64, near: f64, far: f64, nearest: f64) -> f64 {
    let (mut low, mut high) = (near, far);
    let (mut at_low, mut at_high) = (function(low), function(high));
    if at_low <= 0.0 {
        return if near <= nearest { 0.0 } else { near };
    }
    if at_high >= 0.0 {
        return far;
    }
    let mut side = 0;
    for step in 0..MOST_STEPS {
        if high - low <= 1e-12 * high {
            break;
        }
        let secant = (low * at_high - high * at_low) / (at_high - at_low);
        let middle =
            if step % 8 == 7 || !(low < secant && secant < high) { 0.5 * (low + high) } else { secant };
        let at_middle = function(middle);
        if at_middle == 0.0 {
            return middle;
        }
        if at_middle > 0.0 {
            (low, at_low) = (middle, at_middle);
            if side < 0 {
                at_high *= 0.5;
            }
            side = -1;
        } else {
            (high, at_high) = (middle, at_middle);
            if side > 0 {
                at_low *= 0.5;
            }
            side = 1;
        }
    }
    0.5 * (low + high)
}

fn reached_from_clients(model: &Model, calls: &Calls) -> Vec<bool> {
    let mut reached = vec![false; model.nodes.len()];
    let asks = |client: &usize| model.shares_that_differ(*client)[calls.class] > 0.0;
    let mut next: Vec<usize> = model.clients().filter(asks).collect();
    while let Some(node) = next.pop() {
        if !std::mem::replace(&mut reached[node], true) {
            next.extend(calls.waited_for(node).map(|edge| edge.to));
        }
    }
    reached
}
