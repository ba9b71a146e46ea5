use crate::posterior::Posterior;
use crate::weights::{AbilityWeights, Lattice, dot};
use crate::{ItemParameters, SplitMix64};

/// By what the next question is the best one.
///
/// `t` is the ability as estimated, `L` the likelihood of the answers so far and `g` the density of the prior; integrals go
/// over [`crate::ABILITY_RANGE`], neither `L` nor `g L` being brought to one, as in the R package catR (Magis and Raiche
/// 2012). The higher the value, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rule {
    /// Fisher information at `t` (Lord 1980).
    #[default]
    MaximumInformation,
    /// `integral K(t, u) L(u) du` with the Kullback-Leibler information `K = P(t) ln (P(t) / P(u)) + Q(t) ln (Q(t) / Q(u))`
    /// (Chang and Ying 1996, over an interval around `t`; with the likelihood as weight in catR).
    KullbackLeibler,
    /// `integral K(t, u) g(u) L(u) du`.
    KullbackLeiblerPosterior,
    /// `integral I(u) L(u) du` (Veerkamp and Berger 1997).
    LikelihoodWeighted,
    /// `integral I(u) g(u) L(u) du` (van der Linden 1998).
    PosteriorWeighted,
    /// The difficulty closest to `t` (Urry 1970): `-|b - t|`.
    Urry,
    /// The bank is parted by discrimination into so many strata; the attempt goes from the flattest to the steepest and takes
    /// from each the difficulty closest to `t` (Chang and Ying 1999), so that steep items are kept until `t` is known. Where
    /// a stratum is used up, the next one steps in.
    AStratified { strata: u8 },
    /// Any question: a number drawn for each.
    Random,
}

/// What the value of an item depends on.
#[derive(Debug, Clone, Copy)]
pub struct Criterion<'a> {
    pub rule: Rule,
    /// As estimated, in logits.
    pub ability: f64,
    pub posterior: &'a Posterior,
    /// Share of the attempt that is over, in `0..=1`; for [`Rule::AStratified`].
    pub progress: f64,
}

/// An item in a ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    pub index: usize,
    /// As [`Rule`] defines it.
    pub value: f64,
}

/// All items, the best first; of equals the one that comes first. Measurable parameters are wanted.
pub fn rank(items: &[ItemParameters], criterion: &Criterion, random: &mut SplitMix64) -> Vec<Ranked> {
    let scorer = Scorer::new(criterion, Lattice::FINE);
    let ranks = steepness_ranks(criterion.rule, items);
    let mut at_nodes: Vec<f64> = Vec::new();
    let scale = scorer.scale();
    let mut ranking: Vec<Ranked> = items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            at_nodes.clear();
            at_nodes.extend(curve(criterion.rule, *item, Lattice::FINE));
            let stratum = ranks.get(index).map_or(0, |rank| stratum(criterion.rule, *rank, items.len()));
            Ranked { index, value: scorer.value(*item, &at_nodes, stratum, random) * scale }
        })
        .collect();
    ranking.sort_by(|one, other| other.value.total_cmp(&one.value));
    ranking
}

/// Values items by one criterion.
pub(crate) struct Scorer {
    rule: Rule,
    ability: f64,
    /// For the rules that weigh abilities.
    weights: Option<AbilityWeights>,
    stage: usize,
}

impl Scorer {
    pub(crate) fn new(criterion: &Criterion, lattice: Lattice) -> Scorer {
        let stage = match criterion.rule {
            Rule::AStratified { strata } => {
                let strata = f64::from(strata.max(1));
                (criterion.progress.clamp(0.0, 1.0) * strata).min(strata - 1.0) as usize
            }
            _ => 0,
        };
        let weights = match criterion.rule {
            Rule::KullbackLeibler | Rule::LikelihoodWeighted => {
                Some(criterion.posterior.likelihood_weights(lattice))
            }
            Rule::KullbackLeiblerPosterior | Rule::PosteriorWeighted => {
                Some(criterion.posterior.weights(lattice))
            }
            _ => None,
        };
        Scorer { rule: criterion.rule, ability: criterion.ability, weights, stage }
    }

    /// What the values of the weighted rules are multiplied by to be as defined; the order does not depend on it, and after
    /// many answers it may be too small for a number.
    fn scale(&self) -> f64 {
        self.weights.as_ref().map_or(1.0, AbilityWeights::scale)
    }

    /// The higher the better; never not a number. `at_nodes` has the values of [`curve`] on the scorer's lattice.
    pub(crate) fn value<T: Copy + Into<f64>>(
        &self,
        item: ItemParameters,
        at_nodes: &[T],
        stratum: usize,
        random: &mut SplitMix64,
    ) -> f64 {
        if let Some(weights) = &self.weights {
            return match self.rule {
                Rule::KullbackLeibler | Rule::KullbackLeiblerPosterior => {
                    self.kullback_leibler(item, weights, at_nodes)
                }
                _ => dot(weights, at_nodes),
            };
        }
        let distance = (item.b - self.ability).abs();
        match self.rule {
            Rule::Urry => -distance,
            // A stratum further away is worse than any difficulty in a nearer one.
            Rule::AStratified { .. } => -distance - 100.0 * self.stage.abs_diff(stratum) as f64,
            Rule::Random => random.uniform(),
            _ => item.information(self.ability),
        }
    }

    /// `sum of w(u) K(t, u)`, with `K(t, u) = l(t) - l(u)` for `l(u) = P(t) ln P(u) + Q(t) ln Q(u)`.
    fn kullback_leibler<T: Copy + Into<f64>>(
        &self,
        item: ItemParameters,
        weights: &AbilityWeights,
        at_nodes: &[T],
    ) -> f64 {
        let right = item.probability(self.ability);
        let at_ability = item.expected_log_likelihood(self.ability) * weights.sum();
        let (log_right, log_wrong) = at_nodes.split_at_checked(weights.lattice().nodes()).unwrap_or_default();
        at_ability - right * dot(weights, log_right) - (1.0 - right) * dot(weights, log_wrong)
    }
}

/// Numbers in the curve that a rule needs of each item.
pub(crate) fn curve_length(rule: Rule, lattice: Lattice) -> usize {
    match rule {
        Rule::LikelihoodWeighted | Rule::PosteriorWeighted => lattice.nodes(),
        Rule::KullbackLeibler | Rule::KullbackLeiblerPosterior => 2 * lattice.nodes(),
        _ => 0,
    }
}

/// The item at each node: its information, or `ln P` and then `ln Q`, or nothing, as the rule needs it.
pub(crate) fn curve(rule: Rule, item: ItemParameters, lattice: Lattice) -> impl Iterator<Item = f64> {
    let weighs_information = matches!(rule, Rule::LikelihoodWeighted | Rule::PosteriorWeighted);
    let at = move |(place, ability): (usize, f64)| {
        if weighs_information {
            item.information(ability)
        } else {
            item.log_likelihood(ability, if place < lattice.nodes() { 1.0 } else { 0.0 })
        }
    };
    let twice = lattice.abilities().chain(lattice.abilities());
    twice.enumerate().map(at).take(curve_length(rule, lattice))
}

/// For each item how many are flatter, where the rule goes by that; else empty.
pub(crate) fn steepness_ranks(rule: Rule, items: &[ItemParameters]) -> Vec<usize> {
    if !matches!(rule, Rule::AStratified { .. }) {
        return Vec::new();
    }
    let mut by_steepness: Vec<(usize, f64)> = items.iter().map(|item| item.a).enumerate().collect();
    by_steepness.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let mut ranks = vec![0; items.len()];
    for (rank, (index, _)) in by_steepness.into_iter().enumerate() {
        if let Some(place) = ranks.get_mut(index) {
            *place = rank;
        }
    }
    ranks
}

/// Which stratum an item is in, from 0 for the flattest.
pub(crate) fn stratum(rule: Rule, rank: usize, items: usize) -> usize {
    match rule {
        Rule::AStratified { strata } => rank * usize::from(strata) / items.max(1),
        _ => 0,
    }
}
