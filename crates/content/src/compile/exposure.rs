use assessment::{Bank, ExposureTarget, Settings, calibrated_exposure};

use super::Problem;
use crate::Pack;

/// The share of learners that an item may be shown to. Under the 30 % that may not be exceeded, to leave room for chance.
pub const EXPOSURE_CEILING: f64 = 0.22;
/// Questions of the attempts that the chances are worked out for.
pub const EXPOSURE_QUESTIONS: u32 = 20;

/// How the chances are looked for.
pub fn exposure_target() -> ExposureTarget {
    ExposureTarget { ceiling: EXPOSURE_CEILING, learners: 600, rounds: 8, seed: 1 }
}

/// Twice as many questions as attempts at the ceiling need: with fewer, holding back would leave nothing to choose from.
pub fn is_large_enough_to_limit(pack: &Pack) -> bool {
    let askable = pack.items.iter().filter(|item| !item.question.takes_long()).count();
    askable as f64 >= 2.0 * f64::from(EXPOSURE_QUESTIONS) / EXPOSURE_CEILING
}

/// Works out how often each item is let through, with simulated learners. Takes seconds.
///
/// # Errors
/// When the items make no bank, which a compiled pack's do.
pub fn limit_exposure(pack: &mut Pack) -> Result<(), Problem> {
    if !is_large_enough_to_limit(pack) {
        pack.exposure = Vec::new();
        return Ok(());
    }
    let bank = Bank::new(&pack.items).map_err(|error| Problem::new("items", None, error.to_string()))?;
    let chances = calibrated_exposure(&bank, &Settings::adaptive(EXPOSURE_QUESTIONS, 0), &exposure_target());
    // Three digits are more than the simulation can tell.
    pack.exposure = chances.iter().map(|chance| (chance * 1000.0).round() / 1000.0).collect();
    Ok(())
}
