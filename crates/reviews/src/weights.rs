use crate::ReviewError;

/// The 21 weights of FSRS-6: how a learner's memory grows and fades.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(Vec<f32>);

impl Default for Weights {
    /// Those that fit most learners.
    fn default() -> Weights {
        Weights(fsrs::DEFAULT_PARAMETERS.to_vec())
    }
}

impl Weights {
    /// 21 weights, or those of FSRS-5 (19) or FSRS-4.5 (17), which are brought to 21. Out of range they are used as the
    /// closest that makes sense.
    pub fn new(weights: &[f32]) -> Result<Weights, ReviewError> {
        if ![17, 19, 21].contains(&weights.len()) {
            return Err(ReviewError::WeightCount { count: weights.len() });
        }
        if let Some(index) = weights.iter().position(|weight| !weight.is_finite()) {
            return Err(ReviewError::WeightNotFinite { index });
        }
        let filled = fsrs::check_and_fill_parameters(weights)
            .map_err(|_| ReviewError::WeightCount { count: weights.len() })?;
        match filled.iter().position(|weight| !weight.is_finite()) {
            Some(index) => Err(ReviewError::WeightNotFinite { index }),
            None => Ok(Weights(filled)),
        }
    }

    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// How fast memory fades: the last weight, in the range that `fsrs` brings it to.
    pub(crate) fn decay(&self) -> f32 {
        self.0.last().copied().unwrap_or(fsrs::FSRS6_DEFAULT_DECAY).clamp(0.1, 0.8)
    }

    pub(crate) fn model(&self) -> Result<fsrs::FSRS, ReviewError> {
        fsrs::FSRS::new(&self.0).map_err(|_| ReviewError::WeightCount { count: self.0.len() })
    }
}
