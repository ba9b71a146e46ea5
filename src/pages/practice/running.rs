use assessment::{Advice, Attempt, advice, report, time_ratio};
use leptos::prelude::*;

use super::report::{Groups, by_confidence, by_difficulty, by_topic};
use crate::library::Shelved;

/// How the attempt goes so far, with what the figures suggest.
pub fn running(attempt: &Attempt, shelved: &Shelved) -> impl IntoView + use<> {
    let paces: Vec<_> = attempt.answers().map(|answered| answered.pace()).collect();
    let suggestions = advice(&paces);
    let so_far = report(attempt);
    let accuracy = so_far.accuracy.unwrap_or_default() * 100.0;
    let speed = time_ratio(&paces).map(|time| format!(", in {time:.1} times the expected time"));
    let words = format!("{} answered, {accuracy:.0} % right{}", so_far.answered, speed.unwrap_or_default());
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
