//! What counts in a step that is checked, and the hints that follow a check that failed.

use analysis::Outcome;
use leptos::prelude::*;

use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;

/// A criterion, and what the last check found.
#[component]
pub fn CriterionRow(description: String, outcome: Memo<Option<Outcome>>) -> impl IntoView {
    let class = move || match outcome.get() {
        None => "criterion",
        Some(Outcome { passed: true, .. }) => "criterion criterion--met",
        Some(Outcome { passed: false, .. }) => "criterion criterion--unmet",
    };
    let icon = move || {
        match outcome.get() {
        Some(Outcome { passed: true, .. }) => view! { <Icon glyph=Glyph::Check class="criterion__icon" /><span class="for-screen-readers">"Holds: "</span> }.into_any(),
        Some(_) => view! { <Icon glyph=Glyph::Cross class="criterion__icon" /><span class="for-screen-readers">"Does not hold: "</span> }.into_any(),
        None => view! { <Icon glyph=Glyph::Minus class="criterion__icon" /> }.into_any(),
    }
    };
    let found = move || {
        let outcome = outcome.get().filter(|outcome| !outcome.passed)?;
        Some(
            view! { <span class="criterion__found">{format!("Expected: {}. Found: {}.", outcome.expected.trim_end_matches('.'), outcome.found.trim_end_matches('.'))}</span> },
        )
    };
    view! {
        <li class=class>
            <span class="criterion__mark">{icon}</span>
            <span>{description}</span>
            {found}
        </li>
    }
}

/// After a failed check the first two hints are open; more on request.
#[component]
pub fn StepHints(hints: Vec<String>, shown: RwSignal<usize>, attempts: RwSignal<u32>) -> impl IntoView {
    let total = hints.len();
    Effect::new(move || {
        if attempts.get() > 0 {
            shown.update(|shown| *shown = (*shown).max(total.min(2)));
        }
    });
    let all_shown = move || shown.get() >= total;
    let more = move |_| shown.update(|shown| *shown = (*shown + 1).min(total));
    view! {
        <ol class="hints" aria-live="polite" aria-label="Hints">
            {move || hints.iter().take(shown.get()).map(|hint| view! { <li><Markdown source=hint.clone() /></li> }).collect_view()}
        </ol>
        <p hidden=all_shown>
            <button type="button" class="button button--secondary" on:click=more>
                <Icon glyph=Glyph::Hint class="button__icon" />
                "Show a hint"
            </button>
        </p>
    }
}
