use assessment::{Advice, Attempt, advice, report, time_ratio, times_expected};
use leptos::prelude::*;

use super::report::{Groups, by_confidence, by_difficulty, by_topic};
use crate::library::Shelved;

/// How the attempt goes so far, with what the figures suggest.
pub fn running(attempt: &Attempt, shelved: &Shelved) -> impl IntoView + use<> {
    let paces: Vec<_> = attempt.answers().map(|answered| answered.pace()).collect();
    let suggestions = advice(&paces);
    let so_far = report(attempt);
    let speed = time_ratio(&paces).map(|time| format!(", in {}", times_expected(time)));
    let skipped = match so_far.skipped {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    let words = format!(
        "{} answered, {} right in full{skipped}{}",
        so_far.answered,
        so_far.right,
        speed.unwrap_or_default()
    );
    let (topics, difficulties, confidences) =
        (by_topic(&so_far, shelved), by_difficulty(&so_far), by_confidence(&so_far));
    let group = |title: &'static str, rows: Vec<super::report::Row>| {
        (!rows.is_empty()).then(|| view! { <h3>{title}</h3><Groups groups=rows label=title /> })
    };
    view! {
        {suggestions.into_iter().map(suggestion).collect_view()}
        <details class="small">
            <summary>"How it goes: " {words}</summary>
            <div class="stack">
                {group("By topic", topics)}
                {group("By difficulty", difficulties)}
                {group("By how sure you were", confidences)}
            </div>
        </details>
    }
}

fn suggestion(advice: Advice) -> impl IntoView {
    let link = match advice {
        Advice::Material { .. } => Some(("/learn", "See the tutorials")),
        Advice::Harder { .. } | Advice::SpeedDrills { .. } | Advice::Break { .. } => None,
    };
    view! {
        <p class="notice">
            {advice.sentence()}
            {link.map(|(href, label)| view! { <a href=href>{label}</a> })}
        </p>
    }
}
