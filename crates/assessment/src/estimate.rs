use crate::posterior::{
    ABILITY_RANGE, NODES, Observation, Posterior, Prior, SPACING, ability_at, log_likelihood,
};

/// Standard deviation of an ability of which nothing is known but its range: `8 / sqrt(12)`. No standard error is
/// larger.
pub const LARGEST_STANDARD_ERROR: f64 = 2.309_401_076_758_503;

/// An ability and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// In logits, within [`ABILITY_RANGE`].
    pub theta: f64,
    /// In logits, over 0 and at most [`LARGEST_STANDARD_ERROR`].
    pub standard_error: f64,
    /// Of the answers, at `theta`, without the prior.
    pub log_likelihood: f64,
    /// How many local maxima has what was estimated from: the likelihood (MLE), the weighted likelihood (WLE) or the
    /// posterior (MAP, EAP). 0 where there was no answer to go by.
    pub maxima: usize,
    /// Set where the estimate stands at an end of the range: it may be further out.
    pub bound: Option<Bound>,
}

/// An end of the range of abilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Lowest,
    Highest,
}

impl Bound {
    pub(crate) fn of(theta: f64) -> Option<Bound> {
        if theta <= ABILITY_RANGE[0] {
            Some(Bound::Lowest)
        } else if theta >= ABILITY_RANGE[1] {
            Some(Bound::Highest)
        } else {
            None
        }
    }

    /// For the learner.
    pub fn sentence(self) -> &'static str {
        match self {
            Bound::Lowest => "This is the lowest value that can be shown; easier questions would tell more.",
            Bound::Highest => {
                "This is the highest value that can be shown; harder questions would tell more."
            }
        }
    }
}

impl Estimate {
    /// The interval that holds the ability with 95 %, cut to [`ABILITY_RANGE`].
    pub fn interval(&self) -> [f64; 2] {
        let half = 1.96 * self.standard_error;
        [(self.theta - half).max(ABILITY_RANGE[0]), (self.theta + half).min(ABILITY_RANGE[1])]
    }
}

/// Expected a posteriori: the mean of the posterior (Bock and Mislevy 1982), integrated on 201 nodes over
/// [`ABILITY_RANGE`]. The default: it always exists, and of all estimates has the least mean squared error.
pub fn eap(observations: &[Observation], prior: &Prior) -> Estimate {
    let mut posterior = Posterior::new(prior);
    for observation in observations {
        posterior.observe(*observation);
    }
    posterior.estimate()
}

/// Maximum a posteriori: the highest point of the posterior; its standard error is `1 / sqrt(information + 1 / sd^2)`.
pub fn map(observations: &[Observation], prior: &Prior) -> Estimate {
    let precision = 1.0 / (prior.sd() * prior.sd());
    let slope = |ability: f64| score(observations, ability) - (ability - prior.mean()) * precision;
    let height = |ability: f64| log_likelihood(observations, ability) + prior.log_density(ability);
    let peak = highest_peak(slope, height);
    estimate_at(peak, observations, precision)
}

/// Weighted likelihood (Warm 1989): the root of `score + J / (2 I)` with `J = sum P' P'' / (P (1 - P))`, which takes
/// out most of the bias of maximum likelihood and is finite for all-right and all-wrong answers to two-parameter
/// items. Among several roots the one with the greatest weighted likelihood.
pub fn wle(observations: &[Observation]) -> Estimate {
    if observations.is_empty() {
        return NOTHING_KNOWN;
    }
    let weight_slope = |ability: f64| {
        let warm: f64 = observations.iter().map(|seen| seen.parameters().warm(ability)).sum();
        warm / (2.0 * information(observations, ability))
    };
    let slope = |ability: f64| score(observations, ability) + weight_slope(ability);
    let height =
        |ability: f64| log_likelihood(observations, ability) + integral_from_lowest(weight_slope, ability);
    estimate_at(highest_peak(slope, height), observations, 0.0)
}

/// Maximum likelihood. The likelihood of three- and four-parameter items can have several maxima (Samejima 1973): all
/// of them are looked for and the highest is returned. All-right or all-wrong answers have none inside the range and
/// give its end, which `bound` says. Without answers theta is 0 and the standard error the largest there is.
pub fn mle(observations: &[Observation]) -> Estimate {
    if observations.is_empty() {
        return NOTHING_KNOWN;
    }
    let slope = |ability: f64| score(observations, ability);
    let height = |ability: f64| log_likelihood(observations, ability);
    estimate_at(highest_peak(slope, height), observations, 0.0)
}

const NOTHING_KNOWN: Estimate = Estimate {
    theta: 0.0,
    standard_error: LARGEST_STANDARD_ERROR,
    log_likelihood: 0.0,
    maxima: 0,
    bound: None,
};

struct Peak {
    theta: f64,
    maxima: usize,
}

fn estimate_at(peak: Peak, observations: &[Observation], prior_precision: f64) -> Estimate {
    let precision = information(observations, peak.theta) + prior_precision;
    Estimate {
        theta: peak.theta,
        // No information makes this infinite, and the cap finite again.
        standard_error: (1.0 / precision.sqrt()).min(LARGEST_STANDARD_ERROR),
        log_likelihood: log_likelihood(observations, peak.theta),
        maxima: peak.maxima,
        bound: Bound::of(peak.theta),
    }
}

/// All places where the slope turns from up to down, found by a scan in steps of 0.04 and narrowed by bisection, and of
/// them the highest; the ends count where the slope leads out.
fn highest_peak(slope: impl Fn(f64) -> f64, height: impl Fn(f64) -> f64) -> Peak {
    let mut peaks = Vec::new();
    let mut before = slope(ability_at(0));
    if before <= 0.0 {
        peaks.push(ABILITY_RANGE[0]);
    }
    for node in 1..NODES {
        let here = slope(ability_at(node));
        if before > 0.0 && here <= 0.0 {
            peaks.push(bisect(&slope, ability_at(node - 1), ability_at(node)));
        }
        before = here;
    }
    if before > 0.0 {
        peaks.push(ABILITY_RANGE[1]);
    }
    let maxima = peaks.len();
    let highest = peaks.into_iter().max_by(|one, other| height(*one).total_cmp(&height(*other)));
    Peak { theta: highest.unwrap_or(0.0), maxima }
}

/// Where a slope that is over 0 at `low` and not at `high` comes to 0.
fn bisect(slope: &impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if slope(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Trapezoid rule in steps of at most 0.04.
fn integral_from_lowest(of: impl Fn(f64) -> f64, ability: f64) -> f64 {
    let width = ability - ABILITY_RANGE[0];
    let steps = (width / SPACING).ceil().max(1.0);
    let step = width / steps;
    let inside: f64 = (1..steps as usize).map(|index| of(ABILITY_RANGE[0] + step * index as f64)).sum();
    step * (0.5 * of(ABILITY_RANGE[0]) + inside + 0.5 * of(ability))
}

fn information(observations: &[Observation], ability: f64) -> f64 {
    observations.iter().map(|observation| observation.parameters().information(ability)).sum()
}

fn score(observations: &[Observation], ability: f64) -> f64 {
    observations.iter().map(|seen| seen.parameters().score(ability, seen.share())).sum()
}
