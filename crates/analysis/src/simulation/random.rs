//! Chance that is the same everywhere: integers, IEEE operations, and `libm` in place of the platform's own functions.

/// xoshiro256++ (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", 2021), seeded through
/// SplitMix64 as its authors advise.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: [u64; 4],
    /// The second of a pair of normal numbers.
    spare_normal: Option<f64>,
}

impl Random {
    /// A stream of its own for each `stream` of a `seed`.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut start = seed;
        let mut mixed = split_mix(&mut start) ^ stream.wrapping_mul(0xd6e8_feb8_6659_fd93);
        Self { state: std::array::from_fn(|_| split_mix(&mut mixed)), spare_normal: None }
    }

    #[inline]
    pub(crate) fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// In `[0, 1)`, in steps of 2^-53.
    #[inline]
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    #[inline]
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        probability > 0.0 && (probability >= 1.0 || self.uniform() < probability)
    }

    /// Exponential with mean 1.
    #[inline]
    pub(crate) fn exponential(&mut self) -> f64 {
        // 1 - u is in (0, 1], so the logarithm is finite.
        -libm::log(1.0 - self.uniform())
    }

    /// Standard normal, by the polar method (G. Marsaglia and T. A. Bray, 1964).
    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square < 1.0 && square > 0.0 {
                let factor = libm::sqrt(-2.0 * libm::log(square) / square);
                self.spare_normal = Some(y * factor);
                return x * factor;
            }
        }
    }

    /// Gamma with scale 1 (G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", 2000).
    pub(crate) fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            // G(a) = G(a + 1) U^(1/a), and -ln U is exponential.
            let power = libm::exp(-self.exponential() / shape);
            return self.gamma(shape + 1.0) * power;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let x = self.normal();
            let root = 1.0 + c * x;
            let v = root * root * root;
            if v > 0.0 {
                let u = 1.0 - self.uniform();
                let square = x * x;
                if u < 1.0 - 0.0331 * square * square
                    || libm::log(u) < 0.5 * square + d * (1.0 - v + libm::log(v))
                {
                    return d * v;
                }
            }
        }
    }
}

/// SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, 2014).
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of 200,000 draws.
    fn moments(mut draw: impl FnMut(&mut Random) -> f64) -> (f64, f64) {
        let mut random = Random::new(7, 0);
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..200_000 {
            let value = draw(&mut random);
            sum += value;
            squares += value * value;
        }
        let mean = sum / 200_000.0;
        (mean, squares / 200_000.0 - mean * mean)
    }

    #[track_caller]
    fn check((mean, variance): (f64, f64), expected_mean: f64, expected_variance: f64) {
        assert!((mean - expected_mean).abs() < 0.02, "mean {mean} instead of {expected_mean}");
        assert!(
            (variance / expected_variance - 1.0).abs() < 0.05,
            "variance {variance} instead of {expected_variance}"
        );
    }

    #[test]
    fn the_generator_gives_the_numbers_of_its_authors() {
        // First outputs of the reference implementation in C for the state 1, 2, 3, 4.
        let mut random = Random { state: [1, 2, 3, 4], spare_normal: None };
        let drawn: Vec<u64> = (0..6).map(|_| random.next()).collect();
        let expected = [
            41_943_041,
            58_720_359,
            3_588_806_011_781_223,
            3_591_011_842_654_386,
            9_228_616_714_210_784_205,
            9_973_669_472_204_895_162,
        ];
        assert_eq!(drawn, expected);
        // SplitMix64 from 1234567, as its reference prints it.
        let mut state = 1_234_567;
        assert_eq!(split_mix(&mut state), 6_457_827_717_110_365_317);
        assert_eq!(split_mix(&mut state), 3_203_168_211_198_807_973);
    }

    #[test]
    fn streams_of_one_seed_have_nothing_in_common() {
        let (mut one, mut other) = (Random::new(1, 0), Random::new(1, 1));
        assert!((0..1000).all(|_| one.next() != other.next()));
    }

    #[test]
    fn draws_have_the_mean_and_the_variance_of_their_distribution() {
        check(moments(Random::uniform), 0.5, 1.0 / 12.0);
        check(moments(Random::exponential), 1.0, 1.0);
        check(moments(Random::normal), 0.0, 1.0);
        // A gamma of shape a has mean a and variance a.
        check(moments(|random| random.gamma(4.0)), 4.0, 4.0);
        check(moments(|random| random.gamma(0.25)), 0.25, 0.25);
    }

    #[test]
    fn draws_are_the_same_on_every_platform() {
        // Bits, so that a platform with another logarithm or exponential would be found out.
        let mut random = Random::new(42, 3);
        let drawn = [random.exponential(), random.normal(), random.gamma(0.4), random.gamma(2.5)];
        let expected = [
            4_607_095_799_828_740_219,
            13_825_955_998_010_067_818,
            4_590_750_946_059_807_446,
            4_618_324_148_097_749_106,
        ];
        assert_eq!(drawn.map(f64::to_bits), expected);
    }
}
