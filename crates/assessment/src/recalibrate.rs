use crate::model::DIFFICULTY_RANGE;
use crate::{ItemParameters, Observation, ParameterError, Prior, Provenance, eap};

/// Fewer answers change nothing.
pub const LEAST_ANSWERS_FOR_CALIBRATION: u32 = 10;

/// By how much, in logits, a difficulty that an author guessed is off: the standard deviation of the prior.
pub const SPREAD_OF_AUTHORED_GUESSES: f64 = 0.7;

/// One answer to the item, with what was known of the learner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationAnswer {
    /// From the other answers of the attempt, in logits.
    pub ability: f64,
    /// Share that was right, in `0..=1`.
    pub share: f64,
}

impl CalibrationAnswer {
    /// One of the answers of an attempt. The ability is estimated from the others, or the answer would speak twice.
    pub fn of_attempt(
        prior: &Prior,
        observations: &[Observation],
        place: usize,
    ) -> Option<CalibrationAnswer> {
        let share = observations.get(place)?.share();
        let others = observations.iter().enumerate().filter(|(other, _)| *other != place);
        let others: Vec<Observation> = others.map(|(_, observation)| *observation).collect();
        Some(CalibrationAnswer { ability: eap(&others, prior).theta, share })
    }
}

/// An item after its difficulty was estimated anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recalibrated {
    pub parameters: ItemParameters,
    /// Counts all answers so far.
    pub provenance: Provenance,
    /// Of the difficulty, in logits.
    pub standard_error: f64,
}

/// Estimates the difficulty anew from answers that it was not estimated from yet; `None` with too few of them.
///
/// It is the highest point of the posterior of `b`, with a normal prior around the present value (as Swaminathan and Gifford
/// 1986 do for all item parameters): the fewer the answers, the less it moves. A guess of an author has the spread
/// [`SPREAD_OF_AUTHORED_GUESSES`]; a value from n answers is as sure as that guess and n answers like the new ones together.
/// The abilities are taken as known, which makes the standard error somewhat too small. Discrimination and asymptotes stay:
/// they need hundreds of answers.
///
/// # Errors
/// When the parameters are not those of an item.
pub fn recalibrated(
    parameters: ItemParameters,
    provenance: Provenance,
    answers: &[CalibrationAnswer],
) -> Result<Option<Recalibrated>, ParameterError> {
    let present = parameters.checked()?;
    let is_known = |answer: &&CalibrationAnswer| answer.ability.is_finite() && answer.share.is_finite();
    let answers: Vec<&CalibrationAnswer> = answers.iter().filter(is_known).collect();
    if answers.len() < LEAST_ANSWERS_FOR_CALIBRATION as usize {
        return Ok(None);
    }
    let answers_before = match provenance {
        Provenance::AuthoredGuess => 0,
        Provenance::Calibrated { answers } => answers,
    };
    // An answer tells as much of the difficulty as of the ability: only their difference counts.
    let information =
        |item: ItemParameters| answers.iter().map(|answer| item.information(answer.ability)).sum::<f64>();
    let told_by_one = information(present) / answers.len() as f64;
    let prior_precision = SPREAD_OF_AUTHORED_GUESSES.powi(-2) + f64::from(answers_before) * told_by_one;
    let height = |b: f64| {
        let item = ItemParameters { b, ..present };
        let of =
            |answer: &&CalibrationAnswer| item.log_likelihood(answer.ability, answer.share.clamp(0.0, 1.0));
        let fit: f64 = answers.iter().map(of).sum();
        fit - 0.5 * prior_precision * (b - present.b) * (b - present.b)
    };
    let parameters = ItemParameters { b: highest_point(height), ..present };
    Ok(Some(Recalibrated {
        parameters,
        provenance: Provenance::Calibrated { answers: answers_before.saturating_add(answers.len() as u32) },
        standard_error: 1.0 / (information(parameters) + prior_precision).sqrt(),
    }))
}

/// Over [`DIFFICULTY_RANGE`]: the best of 241 points, and from there by golden section (Kiefer 1953).
fn highest_point(height: impl Fn(f64) -> f64) -> f64 {
    const STEPS: u32 = 240;
    let [easiest, hardest] = DIFFICULTY_RANGE;
    let step = (hardest - easiest) / f64::from(STEPS);
    let points = (0..=STEPS).map(|point| easiest + step * f64::from(point));
    let best = points.max_by(|one, other| height(*one).total_cmp(&height(*other))).unwrap_or(0.0);
    let (mut low, mut high) = ((best - step).max(easiest), (best + step).min(hardest));
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    for _ in 0..60 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if height(left) >= height(right) {
            high = right;
        } else {
            low = left;
        }
    }
    0.5 * (low + high)
}
