//! Figures with their 99 % interval, by batch means.
//!
//! The measured time is cut into batches of equal length; what is summed up in each gives a ratio such as "waiting time
//! over requests". The spread of the batches about the whole gives the interval, with Student's distribution
//! (A. M. Law, "Simulation Modeling and Analysis", 5th edition, 2015, sections 9.5.3 and, for ratios, 9.5.4). Batches
//! that are too short depend on the one before; the spread is then widened by their first autocorrelation `r`, times
//! `(1 + r) / (1 - r)`, as N-Skart does (A. Tafazzoli, N. M. Steiger and J. R. Wilson, 2011). A percentile has the
//! interval of the share of times below it, read back from the histogram.

use serde::{Deserialize, Serialize};

use super::histogram::Filled;

/// Batches are joined in pairs when there are this many, so that a run of any length has 16 to 31.
pub(crate) const MOST_BATCHES: usize = 32;
/// With fewer there is no interval.
const LEAST_BATCHES: usize = 8;
/// Autocorrelation beyond which batches say too little to widen by more.
const MOST_CORRELATION: f64 = 0.8;
/// Quantile 0.995 of the normal distribution.
const NORMAL_99: f64 = 2.576;

/// Quantiles 0.995 of Student's distribution with 1 to 31 degrees of freedom.
const STUDENT_99: [f64; 31] = [
    63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169, 3.106, 3.055, 3.012, 2.977, 2.947,
    2.921, 2.898, 2.878, 2.861, 2.845, 2.831, 2.819, 2.807, 2.797, 2.787, 2.779, 2.771, 2.763, 2.756, 2.750,
    2.744,
];

/// A figure and the bounds of its 99 % interval; no bounds where the run was too short to tell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl Estimate {
    pub(crate) const ZERO: Self = Self { value: 0.0, low: Some(0.0), high: Some(0.0) };

    /// Whether the interval holds `value`; not where there is none.
    pub fn covers(&self, value: f64) -> bool {
        self.low.is_some_and(|low| low <= value) && self.high.is_some_and(|high| value <= high)
    }

    /// Of a share, whose interval ends at 1 unless it is more itself.
    pub(crate) fn within_one(self) -> Self {
        Self { high: self.high.map(|high| high.min(self.value.max(1.0))), ..self }
    }

    fn around(value: f64, half_width: Option<f64>) -> Self {
        Self {
            value,
            low: half_width.map(|half| (value - half).max(0.0)),
            high: half_width.map(|half| value + half),
        }
    }

    fn times(self, factor: f64) -> Self {
        let by = |bound: f64| bound * factor;
        Self { value: by(self.value), low: self.low.map(by), high: self.high.map(by) }
    }
}

/// A sum over a sum in each complete batch, and over everything that was measured.
#[derive(Debug, Clone)]
pub(crate) struct Ratios {
    pub(crate) whole: (f64, f64),
    pub(crate) batches: Vec<(f64, f64)>,
}

impl Ratios {
    /// `None` where there was nothing to divide by. `factor` changes the unit.
    ///
    /// What is summed up in a few batches only happens too rarely to tell how much of it there could be.
    pub(crate) fn estimate(&self, factor: f64) -> Option<Estimate> {
        let (value, half_width) = self.value_and_half_width()?;
        let estimate = Estimate::around(value, half_width);
        let high = estimate.high.filter(|_| !self.is_rare());
        Some(Estimate { high, ..estimate }.times(factor))
    }

    /// As [`Ratios::estimate`], where what is above is a number of events: there is a bound also of what never happened
    /// ("rule of three"), that of a Poisson count (E. B. Wilson and M. M. Hilferty's approximation of chi-squared, 1931).
    pub(crate) fn estimate_of_events(&self, factor: f64) -> Option<Estimate> {
        let (value, half_width) = self.value_and_half_width()?;
        let estimate = Estimate::around(value, half_width);
        let (count, below) = self.whole;
        let next = count + 1.0;
        let root = 1.0 - 1.0 / (9.0 * next) + NORMAL_99 / (3.0 * libm::sqrt(next));
        let most = next * root * root * root / below;
        let high = estimate.high.map(|high| if self.is_rare() { high.max(most) } else { high });
        Some(Estimate { high, ..estimate }.times(factor))
    }

    fn value_and_half_width(&self) -> Option<(f64, Option<f64>)> {
        let (above, below) = self.whole;
        if below <= 0.0 {
            return None;
        }
        let value = above / below;
        Some((value, self.half_width(value)))
    }

    fn is_rare(&self) -> bool {
        self.batches.iter().filter(|batch| batch.0 > 0.0).count() < LEAST_BATCHES
    }

    fn half_width(&self, ratio: f64) -> Option<f64> {
        let count = self.batches.len();
        let below: f64 = self.batches.iter().map(|batch| batch.1).sum();
        if count < LEAST_BATCHES || below <= 0.0 {
            return None;
        }
        let off: Vec<f64> = self.batches.iter().map(|(above, below)| above - ratio * below).collect();
        let squares: f64 = off.iter().map(|off| off * off).sum();
        let batches = count as f64;
        let variance = squares / (batches - 1.0) * correction(&off, squares);
        let student = STUDENT_99.get(count - 2).copied().unwrap_or(2.744);
        Some(student * libm::sqrt(variance / batches) / (below / batches))
    }
}

/// How much larger the variance of the mean is because a batch resembles the one before it.
fn correction(off: &[f64], squares: f64) -> f64 {
    if squares <= 0.0 {
        return 1.0;
    }
    let products: f64 = off.windows(2).map(|pair| pair.iter().product::<f64>()).sum();
    let correlation = (products / squares).clamp(0.0, MOST_CORRELATION);
    (1.0 + correlation) / (1.0 - correlation)
}

/// A percentile in milliseconds; `None` where nothing was counted.
pub(crate) fn percentile_millis(batches: &[Filled], whole: &Filled, share: f64) -> Option<Estimate> {
    let nanos = whole.percentile_nanos(share)?;
    let below = |counts: &Filled| (counts.at_most(nanos), counts.total() as f64);
    let ratios = Ratios { whole: below(whole), batches: batches.iter().map(below).collect() };
    let half_width = ratios.half_width(share);
    let bound = |share: f64| whole.percentile_nanos(share).unwrap_or(nanos);
    let estimate = Estimate {
        value: nanos,
        low: half_width.map(|half| bound(share - half).min(nanos)),
        // Where the interval of the share reaches 1 there is no telling how long it could have taken.
        high: half_width.filter(|half| share + half < 1.0).map(|half| bound(share + half).max(nanos)),
    };
    Some(estimate.times(1e-6))
}

#[cfg(test)]
mod tests {
    use super::super::histogram::Histogram;
    use super::super::random::Random;
    use super::*;

    fn ratios(batches: Vec<(f64, f64)>) -> Ratios {
        let whole = batches.iter().fold((0.0, 0.0), |sum, batch| (sum.0 + batch.0, sum.1 + batch.1));
        Ratios { whole, batches }
    }

    #[test]
    fn s18_the_interval_is_that_of_student() {
        // Ten batches, 9 and 11 by turns: mean 10, variance 10 / 9, t(9) = 3.250, so 3.25 x sqrt(1 / 9) = 1.0833. They
        // are correlated the other way round, which does not narrow the interval.
        let batches = (0..10).map(|index| (if index % 2 == 0 { 9.0 } else { 11.0 }, 1.0)).collect();
        let found = ratios(batches).estimate(1.0).unwrap();
        assert_eq!(found.value, 10.0);
        assert!((found.low.unwrap() - (10.0 - 3.25 / 3.0)).abs() < 1e-12, "{found:?}");
        assert!((found.high.unwrap() - (10.0 + 3.25 / 3.0)).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn s18_batches_that_resemble_the_one_before_widen_it() {
        // 5 x 9, 5 x 11: deviations give r = (4 - 1 + 4) / 10 = 0.7, so sqrt(1.7 / 0.3) as wide.
        let batches = (0..10).map(|index| (if index < 5 { 9.0 } else { 11.0 }, 1.0)).collect();
        let found = ratios(batches).estimate(2.0).unwrap();
        let half = 2.0 * 3.25 / 3.0 * (1.7f64 / 0.3).sqrt();
        assert!((found.high.unwrap() - 20.0 - half).abs() < 1e-9, "{found:?} {half}");
    }

    #[test]
    fn s18_a_run_too_short_has_no_interval() {
        let found = ratios(vec![(1.0, 1.0); 7]).estimate(1.0).unwrap();
        assert_eq!(found, Estimate { value: 1.0, low: None, high: None });
        assert!(!found.covers(1.0));
        assert_eq!(ratios(vec![(0.0, 0.0); 20]).estimate(1.0), None);
    }

    #[test]
    fn s18_what_never_or_hardly_happened_has_no_upper_bound() {
        let never = ratios(vec![(0.0, 1.0); 20]).estimate(1.0).unwrap();
        assert_eq!(never, Estimate { value: 0.0, low: Some(0.0), high: None });
        let in_batches = |count: usize| {
            let batches = (0..20).map(|index| (if index < count { 1.0 } else { 0.0 }, 1.0)).collect();
            ratios(batches).estimate(1.0).unwrap()
        };
        assert_eq!((in_batches(7).low, in_batches(7).high), (Some(0.0), None));
        assert!(in_batches(8).high.is_some());
    }

    #[test]
    fn s18_events_that_were_not_seen_are_bounded_by_a_poisson_count() {
        // Of counts of 0, 1 and 3 the exact bounds with 99.5 % are 5.298, 7.430 and 10.978; 20 s were looked at.
        for (count, bound) in [(0usize, 5.298), (1, 7.430), (3, 10.978)] {
            let is_one = |index: usize| index.is_multiple_of(6) && index / 6 < count;
            let batches = (0..20).map(|index| (if is_one(index) { 1.0 } else { 0.0 }, 1.0)).collect();
            let found = ratios(batches).estimate_of_events(1.0).unwrap();
            assert!((found.high.unwrap() / (bound / 20.0) - 1.0).abs() < 0.02, "{found:?} {bound}");
            assert_eq!(found.low, Some(0.0));
        }
        // Nor is a load that ended early a few events only: 2 batches of 20 had a hundred each.
        let batches = (0..20).map(|index| (if index < 2 { 100.0 } else { 0.0 }, 1.0)).collect();
        let found = ratios(batches).estimate_of_events(1.0).unwrap();
        assert!((10.0..100.0).contains(&found.high.unwrap()), "{found:?}");
        assert_eq!(ratios(vec![(0.0, 1.0); 5]).estimate_of_events(1.0).unwrap().high, None);
    }

    #[test]
    fn s18_intervals_of_independent_batches_hold_the_truth_99_times_in_100() {
        let mut random = Random::new(5, 0);
        let mut covered = [0, 0];
        for _ in 0..2_000 {
            let mut histograms: Vec<Histogram> = Vec::new();
            let mut sums = Vec::new();
            for _ in 0..16 {
                let (mut histogram, mut sum) = (Histogram::default(), 0.0);
                for _ in 0..50 {
                    let time = random.exponential() * 1e6;
                    histogram.add(time as u64);
                    sum += time;
                }
                histograms.push(histogram);
                sums.push((sum, 50.0));
            }
            let filled: Vec<Filled> = histograms.iter().map(Histogram::filled).collect();
            let whole = filled.iter().fold(Filled::default(), |sum, filled| sum.sum(filled));
            covered[0] += usize::from(ratios(sums).estimate(1e-6).unwrap().covers(1.0));
            // The median of an exponential time is ln 2 times its mean.
            let median = percentile_millis(&filled, &whole, 0.5).unwrap();
            covered[1] += usize::from(median.covers(std::f64::consts::LN_2));
        }
        assert!(covered.iter().all(|covered| (1_960..=2_000).contains(covered)), "{covered:?}");
    }
}
