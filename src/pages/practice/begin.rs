use journal::{Body, QuizStarted};
use leptos::prelude::*;

use crate::learner::Learner;

/// Begins an attempt when it is run. The page shows it a moment later; until then a second press is passed over, for it would begin
/// a second attempt.
pub fn begin_once(
    learner: Learner,
    latest: Memo<String>,
    started: impl Fn() -> QuizStarted + Send + Sync + 'static,
) -> Callback<()> {
    let is_pressed = StoredValue::new(false);
    Effect::new(move || {
        latest.track();
        is_pressed.set_value(false);
    });
    Callback::new(move |()| {
        if !is_pressed.get_value() {
            is_pressed.set_value(true);
            learner.record(Body::QuizStarted(started()));
        }
    })
}
