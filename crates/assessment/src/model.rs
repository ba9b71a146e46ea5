use crate::ItemParameters;

/// Lowest and highest difficulty an item may have.
pub const DIFFICULTY_RANGE: [f64; 2] = [-3.0, 3.0];

/// Difficulty that can still be measured with: parameters estimated elsewhere go beyond what authors may set.
const MEASURABLE_DIFFICULTY: f64 = 10.0;

/// Discrimination an item may have: below, its curve is flat; above, it is a step. Neither measures anything.
pub const DISCRIMINATION_RANGE: [f64; 2] = [0.01, 10.0];

/// How far the upper asymptote has to be over the lower.
const LEAST_RISE: f64 = 0.05;

/// What is wrong with the parameters of an item.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ParameterError {
    #[error("parameter {name} is not a finite number; give it one")]
    NotFinite { name: char },
    #[error("discrimination a is {a}; choose a value over 0, from 0.01 to 10")]
    Discrimination { a: f64 },
    #[error("difficulty b is {b}; choose a value from -3 to 3")]
    Difficulty { b: f64 },
    #[error("asymptote {name} is {value}; it is a probability, choose a value from 0 to 1")]
    Asymptote { name: char, value: f64 },
    #[error("lower asymptote c is {c} and upper asymptote d is {d}; c has to be less than d by 0.05 or more")]
    AsymptotesCross { c: f64, d: f64 },
}

/// The four-parameter logistic model (Barton and Lord 1981) with D = 1; with `d = 1` it is the three-parameter model
/// of Birnbaum, with `c = 0` the two-parameter one, with `a = 1` that of Rasch.
///
/// All functions want parameters that passed [`ItemParameters::measurable`] and a finite ability in logits.
impl ItemParameters {
    /// The same parameters, if an item of a bank may have them: measurable, with a difficulty in [`DIFFICULTY_RANGE`].
    pub fn checked(self) -> Result<ItemParameters, ParameterError> {
        let [easiest, hardest] = DIFFICULTY_RANGE;
        let measurable = self.measurable()?;
        if self.b < easiest || self.b > hardest {
            return Err(ParameterError::Difficulty { b: self.b });
        }
        Ok(measurable)
    }

    /// The same parameters, if they make a rising curve; the difficulty may be anything from -10 to 10.
    pub fn measurable(self) -> Result<ItemParameters, ParameterError> {
        let named = [('a', self.a), ('b', self.b), ('c', self.c), ('d', self.d)];
        for (name, value) in named {
            if !value.is_finite() {
                return Err(ParameterError::NotFinite { name });
            }
        }
        if self.a < DISCRIMINATION_RANGE[0] || self.a > DISCRIMINATION_RANGE[1] {
            return Err(ParameterError::Discrimination { a: self.a });
        }
        if self.b.abs() > MEASURABLE_DIFFICULTY {
            return Err(ParameterError::Difficulty { b: self.b });
        }
        for (name, value) in [('c', self.c), ('d', self.d)] {
            if !(0.0..=1.0).contains(&value) {
                return Err(ParameterError::Asymptote { name, value });
            }
        }
        if self.d - self.c < LEAST_RISE {
            return Err(ParameterError::AsymptotesCross { c: self.c, d: self.d });
        }
        Ok(self)
    }

    /// As `[a, b, c, d]`, the way a record of an attempt keeps them.
    pub fn to_array(self) -> [f64; 4] {
        [self.a, self.b, self.c, self.d]
    }

    /// From `[a, b, c, d]`, checked.
    pub fn from_array([a, b, c, d]: [f64; 4]) -> Result<ItemParameters, ParameterError> {
        ItemParameters { a, b, c, d }.checked()
    }

    /// Chance that somebody of this ability is right, in `c..=d`: `c + (d - c) / (1 + exp(-a (ability - b)))`.
    ///
    /// ```
    /// # use assessment::ItemParameters;
    /// let item = ItemParameters { a: 1.0, b: 0.5, c: 0.2, d: 1.0 };
    /// assert!((item.probability(0.5) - 0.6).abs() < 1e-12); // half way between c and d where ability is b
    /// ```
    pub fn probability(self, ability: f64) -> f64 {
        self.at(ability).right
    }

    /// Fisher information at this ability, `P'^2 / (P (1 - P))`, at least 0.
    ///
    /// ```
    /// # use assessment::ItemParameters;
    /// let item = ItemParameters { a: 2.0, b: 0.0, c: 0.0, d: 1.0 };
    /// assert!((item.information(0.0) - 1.0).abs() < 1e-12); // a^2 P (1 - P) = 4 * 1/2 * 1/2
    /// ```
    pub fn information(self, ability: f64) -> f64 {
        let at = self.at(ability);
        let height = self.a * (self.d - self.c);
        height * height * at.above * at.below * (at.above / at.right) * (at.below / at.wrong)
    }

    /// Log-likelihood of an answer that was right by `share`, in `0..=1`: `share ln P + (1 - share) ln (1 - P)`.
    /// Finite for every finite ability.
    pub fn log_likelihood(self, ability: f64, share: f64) -> f64 {
        let at = self.at(ability);
        let logit = self.a * (ability - self.b);
        // Where an asymptote is out of the way, the logarithm is taken before the probability can round to 0.
        let log_right = || if self.c == 0.0 { self.d.ln() - softplus(-logit) } else { at.right.ln() };
        let log_wrong = || if self.d == 1.0 { (-self.c).ln_1p() - softplus(logit) } else { at.wrong.ln() };
        match share {
            0.0 => log_wrong(),
            1.0 => log_right(),
            _ => share * log_right() + (1.0 - share) * log_wrong(),
        }
    }

    /// Log-likelihood that an answer has on average at this ability: `P ln P + (1 - P) ln (1 - P)`.
    pub(crate) fn expected_log_likelihood(self, ability: f64) -> f64 {
        let at = self.at(ability);
        let times_logarithm = |share: f64| if share > 0.0 { share * share.ln() } else { 0.0 };
        times_logarithm(at.right) + times_logarithm(at.wrong)
    }

    /// Derivative of [`ItemParameters::log_likelihood`] by ability: `(share - P) P' / (P (1 - P))`.
    pub(crate) fn score(self, ability: f64, share: f64) -> f64 {
        let at = self.at(ability);
        let pull = self.a * (self.d - self.c) * (at.above / at.right) * (at.below / at.wrong);
        // `share - P`, written so that nothing cancels where P is close to the share.
        (share * at.wrong - (1.0 - share) * at.right) * pull
    }

    /// `P' P'' / (P (1 - P))`, the term of Warm's correction.
    pub(crate) fn warm(self, ability: f64) -> f64 {
        let at = self.at(ability);
        self.information(ability) * self.a * (at.below - at.above)
    }

    fn at(self, ability: f64) -> At {
        // Beyond 700 the exponential leaves the range of f64.
        let logit = (self.a * (ability - self.b)).clamp(-700.0, 700.0);
        let odds_below = (-logit).exp();
        let above = 1.0 / (1.0 + odds_below);
        let below = odds_below * above;
        // The two shares can add up to a hair less or more than 1.
        let right = (self.c * below + self.d * above).max(self.c).min(self.d);
        let wrong = (1.0 - self.c) * below + (1.0 - self.d) * above;
        At { above, below, right, wrong }
    }
}

/// The logistic curve and its complement, and the probabilities of a right and of a wrong answer, each without
/// cancellation.
struct At {
    above: f64,
    below: f64,
    right: f64,
    wrong: f64,
}

/// `ln (1 + exp(x))` without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}
