//! How the learner wants to be asked.

use journal::Body;
use progress::Progress;

use crate::learner::Learner;

/// Key of the preference; `no` where the learner does not want to be asked how sure they are.
const ASKS_CONFIDENCE: &str = "asks_confidence";

/// Whether to ask how sure the learner is.
pub fn asks_confidence(progress: &Progress) -> bool {
    progress.profile.preferences.get(ASKS_CONFIDENCE).is_none_or(|value| value != "no")
}

pub fn ask_confidence(learner: Learner, asks: bool) {
    let value = if asks { "yes" } else { "no" };
    learner.record(Body::PreferenceSet { key: ASKS_CONFIDENCE.to_owned(), value: value.to_owned() });
}
