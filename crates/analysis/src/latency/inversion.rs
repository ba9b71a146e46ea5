//! From a Laplace transform back to a distribution.

use num_complex::Complex64;

/// Terms of the Fourier series beside the first. Odd numbers of values suit the continued fraction.
const TERMS: usize = 40;
/// Values of the transform that one inversion needs.
pub(crate) const POINTS: usize = TERMS + 1;
/// Bound of the discretisation error relative to the tail one period later.
const TOLERANCE: f64 = 1e-10;

/// The complex frequencies at which a transform is sampled to know its distribution up to `horizon_millis`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frequencies {
    horizon_millis: f64,
}

impl Frequencies {
    pub(crate) fn new(horizon_millis: f64) -> Self {
        Self { horizon_millis }
    }

    /// Half the period of the Fourier series.
    fn half_period(self) -> f64 {
        2.0 * self.horizon_millis
    }

    /// Real part of every frequency, per millisecond.
    pub(crate) fn damping(self) -> f64 {
        -TOLERANCE.ln() / (2.0 * self.half_period())
    }

    /// Distance between two frequencies, radians per millisecond.
    pub(crate) fn step(self) -> f64 {
        std::f64::consts::PI / self.half_period()
    }

    pub(crate) fn values(self) -> [Complex64; POINTS] {
        std::array::from_fn(|k| Complex64::new(self.damping(), self.step() * k as f64))
    }
}

/// The tail `P(X > t)` of a positive random variable, for `t` up to the horizon.
#[derive(Debug, Clone)]
pub(crate) struct Tail {
    frequencies: Frequencies,
    series: [Complex64; POINTS],
    fraction: [Complex64; POINTS],
}

impl Tail {
    /// `transform` is `E[exp(-s X)]` at [`Frequencies::values`].
    pub(crate) fn new(frequencies: Frequencies, transform: &[Complex64]) -> Self {
        let mut series = [Complex64::ZERO; POINTS];
        for ((term, s), value) in series.iter_mut().zip(frequencies.values()).zip(transform) {
            *term = (1.0 - value) / s;
        }
        series[0] *= 0.5;
        Self { frequencies, series, fraction: continued_fraction(&series) }
    }

    pub(crate) fn at(&self, millis: f64) -> f64 {
        let half_period = self.frequencies.half_period();
        let z = Complex64::cis(std::f64::consts::PI * millis / half_period);
        let scale = (self.frequencies.damping() * millis).exp() / half_period;
        let value = scale * self.accelerated(z).re;
        if (-0.05..=1.05).contains(&value) {
            value.clamp(0.0, 1.0)
        } else {
            (scale * self.summed(z).re).clamp(0.0, 1.0)
        }
    }

    fn accelerated(&self, z: Complex64) -> Complex64 {
        let (mut a_before, mut a) = (Complex64::ZERO, self.fraction[0]);
        let (mut b_before, mut b) = (Complex64::ONE, Complex64::ONE);
        let mut last = Complex64::ZERO;
        for (index, d) in self.fraction.iter().enumerate().skip(1) {
            let dz = if index == TERMS {
                let h = 0.5 * (1.0 + z * (last - d));
                -h * (1.0 - (1.0 + z * d / (h * h)).sqrt())
            } else {
                d * z
            };
            last = *d;
            (a_before, a) = (a, a + dz * a_before);
            (b_before, b) = (b, b + dz * b_before);
        }
        a / b
    }

    fn summed(&self, z: Complex64) -> Complex64 {
        let mut power = Complex64::ONE;
        let mut sum = Complex64::ZERO;
        for (k, term) in self.series.iter().enumerate() {
            let x = std::f64::consts::PI * k as f64 / POINTS as f64;
            let sigma = if k == 0 { 1.0 } else { x.sin() / x };
            sum += sigma * term * power;
            power *= z;
        }
        sum
    }
}

fn continued_fraction(series: &[Complex64; POINTS]) -> [Complex64; POINTS] {
    let mut fraction = [Complex64::ZERO; POINTS];
    fraction[0] = series[0];
    let mut q = [Complex64::ZERO; TERMS];
    let mut e = [Complex64::ZERO; POINTS];
    for i in 0..TERMS {
        q[i] = series[i + 1] / series[i];
    }
    fraction[1] = -q[0];
    // column r: e_r^{(i)} = q_r^{(i+1)} - q_r^{(i)} + e_{r-1}^{(i+1)}; q_{r+1}^{(i)} = q_r^{(i+1)} e_r^{(i+1)} / e_r^{(i)}
    let half = TERMS / 2;
    for r in 1..=half {
        let n = TERMS - 2 * r; // e entries 0..=n
        for i in 0..=n {
            e[i] = q[i + 1] - q[i] + e[i + 1];
        }
        fraction[2 * r] = -e[0];
        if r < half {
            for i in 0..n {
                q[i] = q[i + 1] * e[i + 1] / e[i];
            }
            fraction[2 * r + 1] = -q[0];
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;
    fn tail(h: f64, f: impl Fn(Complex64) -> Complex64) -> Tail {
        let fr = Frequencies::new(h);
        let v: Vec<_> = fr.values().iter().map(|s| f(*s)).collect();
        Tail::new(fr, &v)
    }
    #[test]
    fn probe() {
        let cases: Vec<(&str, Box<dyn Fn(Complex64) -> Complex64>, Box<dyn Fn(f64) -> f64>)> = vec![
            ("exp", Box::new(|s| 1.0 / (1.0 + s)), Box::new(|t: f64| (-t).exp())),
            ("erl2", Box::new(|s| (1.0 / (1.0 + s)).powi(2)), Box::new(|t: f64| (1.0 + t) * (-t).exp())),
            ("zero-inflated", Box::new(|s| 0.9 + 0.1 / (1.0 + s)), Box::new(|t: f64| 0.1 * (-t).exp())),
            (
                "hyper",
                Box::new(|s| 0.9 / (1.0 + 0.05 * s) + 0.1 / (1.0 + s * 2.0)),
                Box::new(|t: f64| 0.9 * (-t / 0.05).exp() + 0.1 * (-t / 2.0).exp()),
            ),
            (
                "shifted mix",
                Box::new(|s| 0.9 / (1.0 + 0.5 * s) + 0.1 * (-s * 1.0).exp() / (1.0 + s * 2.0)),
                Box::new(|t: f64| {
                    0.9 * (-t / 0.5).exp() + 0.1 * if t < 1.0 { 1.0 } else { (-(t - 1.0) / 2.0).exp() }
                }),
            ),
            (
                "shifted mix big",
                Box::new(|s| 0.5 / (1.0 + 0.1 * s) + 0.5 * (-s * 1.0).exp() / (1.0 + s * 0.1)),
                Box::new(|t: f64| {
                    0.5 * (-t / 0.1).exp() + 0.5 * if t < 1.0 { 1.0 } else { (-(t - 1.0) / 0.1).exp() }
                }),
            ),
            ("const 1", Box::new(|s| (-s).exp()), Box::new(|t: f64| if t < 1.0 { 1.0 } else { 0.0 })),
            (
                "two atoms",
                Box::new(|s| 0.7 + 0.3 * (-s).exp()),
                Box::new(|t: f64| if t < 1.0 { 0.3 } else { 0.0 }),
            ),
            (
                "gamma shape 100 mean 1",
                Box::new(|s| (1.0 + s * 0.01).powf(-100.0)),
                Box::new(|t: f64| {
                    let mut sum = 0.0;
                    let x = t * 100.0;
                    let mut term = (-x).exp();
                    for k in 0..100 {
                        sum += term;
                        term *= x / (k as f64 + 1.0);
                    }
                    sum
                }),
            ),
            (
                "gamma shape 4",
                Box::new(|s| (1.0 + s * 0.25).powf(-4.0)),
                Box::new(|t: f64| {
                    let mut sum = 0.0;
                    let x = t * 4.0;
                    let mut term = (-x).exp();
                    for k in 0..4 {
                        sum += term;
                        term *= x / (k as f64 + 1.0);
                    }
                    sum
                }),
            ),
        ];
        for (name, f, g) in &cases {
            for h in [1.0, 2.0, 4.0, 8.0] {
                let tail = tail(h, f);
                let mut line = String::new();
                for i in [1, 2, 3, 4, 5, 6, 7, 8] {
                    let t = h * i as f64 / 8.0 * 0.999;
                    line += &format!(" {:9.1e}", tail.at(t) - g(t));
                }
                println!("{name:24} h={h} {line}");
            }
        }
    }
}
