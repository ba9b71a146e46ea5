use std::time::Duration;

use assessment::Attempt;
use leptos::prelude::*;

use crate::browser::clock;
use crate::pages::practice::kept;

const SECOND: Duration = Duration::from_secs(1);
/// From here on the time that is left is said aloud by screen readers.
const LAST_MINUTE_MILLIS: u64 = 60_000;

/// What a clock measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    pub attempt: String,
    /// Number of the section; 0 for an exam without sections.
    pub section: usize,
    /// Questions whose time counts; empty for all.
    pub items: Vec<String>,
    pub limit_millis: u64,
}

/// The clock of an exam, or of a section of one. At its end that is handed in as it stands.
#[component]
pub fn TimeLeft(timed: Timed, attempt: Memo<Option<Attempt>>, hand_in: Callback<()>) -> impl IntoView {
    let since = clock::monotonic_millis();
    // What was used before this clock was put on the page; from then on it runs by itself. Another tab, or a place that
    // forgot, may have kept less than the answers took.
    let by_answers = attempt.with_untracked(|attempt| used_millis(&timed, attempt.as_ref()));
    let used_before = by_answers.max(kept::read_exam_clock(&timed.attempt, timed.section));
    let limit_millis = timed.limit_millis;
    let used = move || used_before.saturating_add((clock::monotonic_millis() - since).max(0.0) as u64);
    let left_millis = RwSignal::new(limit_millis.saturating_sub(used()));
    let is_over = StoredValue::new(false);
    let tick = set_interval_with_handle(
        move || {
            let left = limit_millis.saturating_sub(used());
            // A timer may fire once more after the clock has left the page.
            if left_millis.try_set(left).is_some() {
                return;
            }
            kept::write_exam_clock(&timed.attempt, timed.section, used());
            if left == 0 && !is_over.get_value() {
                is_over.set_value(true);
                hand_in.run(());
            }
        },
        SECOND,
    );
    on_cleanup(move || tick.into_iter().for_each(|tick| tick.clear()));
    let words = move || {
        let seconds = left_millis.get().div_ceil(1000);
        format!("{}:{:02} left", seconds / 60, seconds % 60)
    };
    let is_last_minute = Memo::new(move |_| left_millis.get() <= LAST_MINUTE_MILLIS);
    view! {
        <p class="figures clock" role="timer">{words}</p>
        <p class="for-screen-readers" role="status">{move || is_last_minute.get().then_some("One minute is left.")}</p>
    }
}

/// Time that questions were on the screen, of those that were answered and of those that are still open.
fn used_millis(timed: &Timed, attempt: Option<&Attempt>) -> u64 {
    let asked = attempt.map(Attempt::asked).unwrap_or_default().iter();
    let counted = asked.filter(|asked| timed.items.is_empty() || timed.items.contains(&asked.item));
    counted
        .map(|asked| match &asked.answered {
            Some(answered) => answered.elapsed_millis,
            None => kept::read(&timed.attempt, &asked.item).map_or(0, |kept| kept.elapsed_millis),
        })
        .fold(0, u64::saturating_add)
}

/// Of an attempt that is over.
pub fn put_clocks_away(attempt: &str, sections: usize) {
    (0..sections.max(1)).for_each(|section| kept::remove_exam_clock(attempt, section));
}
