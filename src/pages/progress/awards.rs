use leptos::prelude::*;
use progress::Award;

use super::Why;
use crate::learner::Learner;

/// More would only be scrolled past.
const SHOWN: usize = 12;

/// The last points, each with all that they were computed from.
#[component]
pub fn Awards() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let awards = Memo::new(move |_| {
        learner
            .progress()
            .with(|progress| progress.xp.awards().iter().rev().take(SHOWN).copied().collect::<Vec<_>>())
    });
    view! {
        <section class="card" aria-labelledby="awards">
            <h2 id="awards">"What the points are for"</h2>
            <ol class="awards">{move || awards.get().into_iter().map(row).collect_view()}</ol>
            <Why>
                <p>"Base points, times difficulty, times the share that was right, times what else applies: 1.5 from the third day of practice in a row, 2 for a difficult question, 2.5 for a quiz or step with everything right. Cut to a whole number. Level n is reached at 50 n (n - 1) points."</p>
            </Why>
        </section>
    }
}

fn row(award: Award) -> impl IntoView {
    let factors = award.reasons().into_iter().enumerate().map(|(index, reason)| {
        let words = lower_first(&reason.words);
        if index == 0 {
            format!("{:.0} for {words}", reason.factor)
        } else {
            format!("× {:.2} {words}", reason.factor)
        }
    });
    view! {
        <li class="award">
            <span class="award__points">{format!("+{}", award.points)}</span>
            <span>{award.activity.words()} " " <span class="muted small">{award.day.to_string()}</span></span>
            <span class="award__reasons figures">{factors.collect::<Vec<_>>().join(" ")}</span>
        </li>
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
