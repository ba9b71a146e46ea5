use crate::posterior::{NODES, SPACING, ability_at, node_weight};

/// Which nodes of a posterior are looked at: every so many, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lattice {
    stride: usize,
}

impl Lattice {
    /// For figures: all nodes.
    pub(crate) const FINE: Lattice = Lattice { stride: 1 };
    /// For choosing: half as many, 0.08 apart, which is exact to many digits for whatever is as wide as a posterior, and
    /// halves what has to be fetched from memory.
    pub(crate) const COARSE: Lattice = Lattice { stride: 2 };

    pub(crate) const fn nodes(self) -> usize {
        (NODES - 1) / self.stride + 1
    }

    pub(crate) fn abilities(self) -> impl Iterator<Item = f64> + Clone {
        (0..NODES).step_by(self.stride).map(ability_at)
    }
}

/// How likely each ability is after some answers, on a lattice and up to a common factor.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AbilityWeights {
    lattice: Lattice,
    /// The integration's weight is in it; at most about 1.
    nodes: Vec<f64>,
    /// Node of the lattice at which they begin; nodes outside count for nothing.
    first: usize,
    /// Natural logarithm of the factor that was taken out so that nothing vanishes after many answers.
    log_scale: f64,
}

/// A node with less than this share of the highest density does not count.
const NEGLIGIBLE: f64 = 1e-13;

impl AbilityWeights {
    /// From the logarithm of the density at each node of a posterior.
    pub(crate) fn new(log_density: &[f64], lattice: Lattice) -> AbilityWeights {
        let log_density: Vec<f64> = log_density.iter().copied().step_by(lattice.stride).collect();
        let highest = log_density.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let counts = |log_density: &f64| *log_density - highest > NEGLIGIBLE.ln();
        let first = log_density.iter().position(counts).unwrap_or(0);
        let end = log_density.iter().rposition(counts).map_or(0, |last| last + 1);
        let weighted = |(node, log_density): (usize, &f64)| {
            node_weight(node, lattice.nodes()) * (log_density - highest).exp()
        };
        let nodes = log_density.iter().enumerate().take(end).skip(first).map(weighted).collect();
        AbilityWeights { lattice, nodes, first, log_scale: highest }
    }

    pub(crate) fn lattice(&self) -> Lattice {
        self.lattice
    }

    /// The factor that was taken out, and the distance between nodes.
    pub(crate) fn scale(&self) -> f64 {
        SPACING * self.lattice.stride as f64 * self.log_scale.exp()
    }

    pub(crate) fn sum(&self) -> f64 {
        self.nodes.iter().sum()
    }

    /// The same with another factor taken out.
    pub(crate) fn times(self, log_factor: f64) -> AbilityWeights {
        AbilityWeights { log_scale: self.log_scale + log_factor, ..self }
    }
}

/// Sum of weight times value over the nodes; of what has too few values, over those there are.
pub(crate) fn dot<T: Copy + Into<f64>>(weights: &AbilityWeights, values: &[T]) -> f64 {
    let values = values.get(weights.first..).unwrap_or_default();
    let length = weights.nodes.len().min(values.len());
    let (weights, weights_left) = weights.nodes.split_at(length).0.as_chunks::<4>();
    let (values, values_left) = values.split_at(length).0.as_chunks::<4>();
    // Four sums that do not wait for one another.
    let mut sums = [0.0; 4];
    for (weights, values) in weights.iter().zip(values) {
        for ((sum, weight), value) in sums.iter_mut().zip(weights).zip(values) {
            *sum += weight * (*value).into();
        }
    }
    let rest: f64 =
        weights_left.iter().zip(values_left).map(|(weight, value)| weight * (*value).into()).sum();
    sums.iter().sum::<f64>() + rest
}
