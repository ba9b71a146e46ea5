//! Availability by Monte Carlo, where the design is too entangled for an exact answer.

use super::Share;
use super::structure::{Cases, Structure, Turns};

/// Cases drawn; a multiple of 64.
const SAMPLES: u64 = 16_384;
/// Fixed, so that the same design always gets the same answer.
const SEED: u64 = 0x5157_7465_6d63_7261;
/// Standard deviations on either side of a 99 % interval of the normal distribution.
const NORMAL_99: f64 = 2.575_829_303_548_901;
/// Binary digits of a probability that are looked at.
const DIGITS: u32 = 48;

/// Share of drawn cases in which every client is served, with Wilson's 99 % interval (E. B. Wilson, 1927).
///
/// Every unit draws from a stream of its own, so that making one more reliable never changes a case for the worse.
pub(crate) fn sampled(structure: &Structure, up: impl Fn(usize) -> f64) -> Share {
    let likely: Vec<f64> = structure.units().map(up).collect();
    let served: u64 = (0..SAMPLES / 64)
        .map(|batch| {
            let drawn: Vec<u64> =
                likely.iter().enumerate().map(|(unit, up)| draw(unit as u64, batch, *up)).collect();
            let mut cases = Cases { up: |unit: usize| drawn[unit], turns: Turns::Drawn };
            u64::from(structure.served(&mut cases).count_ones())
        })
        .sum();
    wilson(served as f64, SAMPLES as f64)
}

/// Bounds never pass the share itself, which rounding would otherwise let them do where all cases are alike.
pub(super) fn wilson(successes: f64, trials: f64) -> Share {
    let (share, square) = (successes / trials, NORMAL_99 * NORMAL_99);
    let centre = (share + square / (2.0 * trials)) / (1.0 + square / trials);
    let spread = NORMAL_99 / (1.0 + square / trials)
        * (share * (1.0 - share) / trials + square / (4.0 * trials * trials)).sqrt();
    Share {
        value: share,
        low: (centre - spread).clamp(0.0, share),
        high: (centre + spread).clamp(share, 1.0),
    }
}

/// 64 cases at once, each bit 1 with probability `likely`.
///
/// Compares random binary fractions with `likely` digit by digit, from the first on, until all 64 are decided.
fn draw(unit: u64, batch: u64, likely: f64) -> u64 {
    if likely >= 1.0 {
        return u64::MAX;
    }
    let mut stream = Stream::new(unit, batch);
    let (mut below, mut undecided, mut rest) = (0, u64::MAX, likely);
    for _ in 0..DIGITS {
        rest *= 2.0;
        let random = stream.next();
        if rest >= 1.0 {
            rest -= 1.0;
            below |= undecided & !random;
            undecided &= random;
        } else {
            undecided &= !random;
        }
        if undecided == 0 {
            break;
        }
    }
    below
}

/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", 2014).
struct Stream {
    state: u64,
}

impl Stream {
    fn new(unit: u64, batch: u64) -> Self {
        let mut start = Self { state: SEED ^ unit.wrapping_mul(0xd6e8_feb8_6659_fd93) };
        let state = start.next() ^ batch.wrapping_mul(0xa076_1d64_78bd_642f);
        Self { state }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
