use std::time::Duration;

use assessment::Attempt;
use leptos::prelude::*;

const SECOND: Duration = Duration::from_secs(1);

/// The time on this question and on the whole, for who wants to see it; it is said to nobody, for it changes all the time.
#[component]
pub fn Clocks(
    /// On this question so far, as measured by whoever shows it.
    elapsed_millis: impl Fn() -> u64 + 'static,
    attempt: Memo<Option<Attempt>>,
    /// An exam has a clock of its own for the whole.
    question_only: bool,
) -> impl IntoView {
    let now_millis = RwSignal::new(elapsed_millis());
    let tick = set_interval_with_handle(
        move || {
            now_millis.try_set(elapsed_millis());
        },
        SECOND,
    );
    on_cleanup(move || tick.into_iter().for_each(|tick| tick.clear()));
    let (before_millis, limit_millis) = attempt.with_untracked(|attempt| {
        let before = attempt.iter().flat_map(Attempt::answers).map(|answered| answered.elapsed_millis);
        let limit = attempt.as_ref().and_then(|attempt| attempt.settings().stop.time_millis);
        (before.fold(0, u64::saturating_add), limit)
    });
    let words = move || {
        let now = now_millis.get();
        let question = format!("{} on this question", minutes_and_seconds(now));
        if question_only {
            return question;
        }
        let whole = minutes_and_seconds(before_millis.saturating_add(now));
        match limit_millis {
            Some(limit) => format!("{question}, {whole} of {} in all", minutes_and_seconds(limit)),
            None => format!("{question}, {whole} in all"),
        }
    };
    view! { <p class="muted small figures clocks" aria-hidden="true">{words}</p> }
}

/// "4:05"
fn minutes_and_seconds(millis: u64) -> String {
    let seconds = millis / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
