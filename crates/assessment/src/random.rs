/// SplitMix64 (Steele, Lea and Flood 2014, the finaliser of Stafford's variant 13): small, fast, and the same sequence
/// for the same seed on every machine and in every later version. Not for secrets.
///
/// ```
/// # use assessment::SplitMix64;
/// assert_eq!(SplitMix64::new(1234567).next(), 6457827717110365317);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

const GOLDEN_GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl SplitMix64 {
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64 { state: seed }
    }

    /// A generator of its own for one name or place within an attempt, so that what was drawn elsewhere does not
    /// matter.
    pub fn for_name(seed: u64, name: &str) -> SplitMix64 {
        SplitMix64 { state: SplitMix64 { state: seed }.next() ^ fnv1a(name) }
    }

    #[expect(
        clippy::should_implement_trait,
        reason = "an endless generator is not an iterator one would loop over"
    )]
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN_GAMMA);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number under `bound`; 0 for a bound of 0. Even to within `bound / 2^64`.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// In `0..1`, evenly.
    pub fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Fisher-Yates.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}

/// FNV-1a, 64 bits: the hash of the standard library may change with its version.
fn fnv1a(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
