use crate::estimate::{Bound, Estimate, LARGEST_STANDARD_ERROR};
use crate::weights::{AbilityWeights, Lattice};
use crate::{ItemParameters, ParameterError};

/// Lowest and highest ability that is told apart, in logits.
pub const ABILITY_RANGE: [f64; 2] = [-4.0, 4.0];

pub(crate) const NODES: usize = 201;
pub(crate) const SPACING: f64 = 0.04;

/// Weights of the outermost nodes, in units of the spacing: the trapezoid rule with Gregory's correction up to third
/// differences (Abramowitz and Stegun 25.4.7 ff.). Inside, the trapezoid rule is exact for all that is as smooth as a
/// posterior; only the cut ends need care.
const END_WEIGHTS: [f64; 4] = [251.0 / 720.0, 299.0 / 240.0, 211.0 / 240.0, 739.0 / 720.0];

/// What is wrong with a prior.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PriorError {
    #[error("the mean of the prior is {0}; choose an ability from -4 to 4")]
    Mean(f64),
    #[error("the standard deviation of the prior is {0}; choose a value from 0.1 to 10")]
    Spread(f64),
}

/// What is believed of an ability before the first answer: a normal distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    mean: f64,
    sd: f64,
}

impl Default for Prior {
    /// The standard normal distribution.
    fn default() -> Prior {
        Prior { mean: 0.0, sd: 1.0 }
    }
}

impl Prior {
    /// `mean` in [`ABILITY_RANGE`], `sd` in `0.1..=10`.
    pub fn normal(mean: f64, sd: f64) -> Result<Prior, PriorError> {
        if !(ABILITY_RANGE[0]..=ABILITY_RANGE[1]).contains(&mean) {
            return Err(PriorError::Mean(mean));
        }
        if !(0.1..=10.0).contains(&sd) {
            return Err(PriorError::Spread(sd));
        }
        Ok(Prior { mean, sd })
    }

    pub fn mean(&self) -> f64 {
        self.mean
    }

    pub fn sd(&self) -> f64 {
        self.sd
    }

    /// Logarithm of what makes the density integrate to 1.
    fn log_constant(&self) -> f64 {
        -(self.sd * std::f64::consts::TAU.sqrt()).ln()
    }

    /// Logarithm of the density, without its constant.
    pub(crate) fn log_density(&self, ability: f64) -> f64 {
        let deviation = (ability - self.mean) / self.sd;
        -0.5 * deviation * deviation
    }
}

/// One answer, as measurement sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    parameters: ItemParameters,
    share: f64,
}

impl Observation {
    /// An answer that was right by `share`, which is brought into `0..=1` (a share that is no number counts as 0).
    pub fn new(parameters: ItemParameters, share: f64) -> Result<Observation, ParameterError> {
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        Ok(Observation { parameters: parameters.measurable()?, share })
    }

    pub fn parameters(&self) -> ItemParameters {
        self.parameters
    }

    pub fn share(&self) -> f64 {
        self.share
    }

    pub(crate) fn log_likelihood(&self, ability: f64) -> f64 {
        self.parameters.log_likelihood(ability, self.share)
    }
}

/// The distribution of an ability after some answers, on 201 nodes over [`ABILITY_RANGE`]. One more answer costs 201
/// evaluations, however many came before.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    prior: Prior,
    /// Without its constant.
    log_density: Vec<f64>,
    observations: Vec<Observation>,
}

impl Posterior {
    pub fn new(prior: &Prior) -> Posterior {
        let log_density = (0..NODES).map(|node| prior.log_density(ability_at(node))).collect();
        Posterior { prior: *prior, log_density, observations: Vec::new() }
    }

    pub fn observe(&mut self, observation: Observation) {
        for (node, log_density) in self.log_density.iter_mut().enumerate() {
            *log_density += observation.log_likelihood(ability_at(node));
        }
        self.observations.push(observation);
    }

    /// Mean and standard deviation of the posterior, the EAP estimate (Bock and Mislevy 1982).
    pub fn estimate(&self) -> Estimate {
        let highest = self.log_density.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mass =
            |(node, log_density): (usize, &f64)| node_weight(node, NODES) * (log_density - highest).exp();
        let masses: Vec<f64> = self.log_density.iter().enumerate().map(mass).collect();
        let total: f64 = masses.iter().sum();
        let moment = |of: &dyn Fn(f64) -> f64| {
            masses.iter().enumerate().map(|(node, mass)| mass * of(ability_at(node))).sum::<f64>() / total
        };
        let theta = moment(&|ability| ability).clamp(ABILITY_RANGE[0], ABILITY_RANGE[1]);
        let variance = moment(&|ability| (ability - theta) * (ability - theta));
        // Nothing narrower than the nodes stand apart can be told.
        let standard_error = variance.max(0.0).sqrt().clamp(SPACING / 2.0, LARGEST_STANDARD_ERROR);
        Estimate {
            theta,
            standard_error,
            log_likelihood: log_likelihood(&self.observations, theta),
            maxima: self.maxima(),
            bound: Bound::of(theta),
        }
    }

    /// Chance that the ability is at least this, by the trapezoid rule.
    pub fn chance_at_least(&self, cut: f64) -> f64 {
        let highest = self.log_density.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let density = |log_density: f64| (log_density - highest).exp();
        let (mut above, mut all) = (0.0, 0.0);
        let ends = self.log_density.iter().zip(self.log_density.iter().skip(1));
        for (node, (low, high)) in ends.enumerate() {
            let (low, high) = (density(*low), density(*high));
            // The share of the stretch between two nodes that lies under the cut.
            let under = ((cut - ability_at(node)) / SPACING).clamp(0.0, 1.0);
            let at_cut = low + (high - low) * under;
            above += (1.0 - under) * (at_cut + high) / 2.0;
            all += (low + high) / 2.0;
        }
        above / all
    }

    pub fn observations(&self) -> &[Observation] {
        &self.observations
    }

    /// The density of the prior times the likelihood.
    pub(crate) fn weights(&self, lattice: Lattice) -> AbilityWeights {
        AbilityWeights::new(&self.log_density, lattice).times(self.prior.log_constant())
    }

    /// The likelihood alone.
    pub(crate) fn likelihood_weights(&self, lattice: Lattice) -> AbilityWeights {
        let without_prior = |(node, log_density)| log_density - self.prior.log_density(ability_at(node));
        let log_likelihood: Vec<f64> =
            self.log_density.iter().copied().enumerate().map(without_prior).collect();
        AbilityWeights::new(&log_likelihood, lattice)
    }

    fn maxima(&self) -> usize {
        let outside = f64::NEG_INFINITY;
        let before = std::iter::once(&outside).chain(&self.log_density);
        let after = self.log_density.iter().skip(1).chain(std::iter::once(&outside));
        let peaks = self.log_density.iter().zip(before).zip(after);
        peaks.filter(|((here, before), after)| here > before && here >= after).count()
    }
}

pub(crate) fn log_likelihood(observations: &[Observation], ability: f64) -> f64 {
    observations.iter().map(|observation| observation.log_likelihood(ability)).sum()
}

pub(crate) fn ability_at(node: usize) -> f64 {
    ABILITY_RANGE[0] + SPACING * node as f64
}

/// What a node counts for in an integral over so many nodes, in units of the spacing.
pub(crate) fn node_weight(node: usize, nodes: usize) -> f64 {
    let from_end = node.min((nodes - 1).saturating_sub(node));
    END_WEIGHTS.get(from_end).copied().unwrap_or(1.0)
}
