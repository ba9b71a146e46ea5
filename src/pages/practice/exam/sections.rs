use analysis::words;
use journal::QuizStarted;
use leptos::prelude::*;

use super::Timed;
use crate::browser::element;

const MILLIS_PER_MINUTE: u64 = 60_000;

/// A part of an exam with its own clock; the whole of one that has no parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    pub number: usize,
    /// `None` where the exam has no parts.
    pub title: Option<String>,
    pub items: Vec<String>,
    /// `None` for as long as it takes.
    pub limit_millis: Option<u64>,
}

impl Section {
    pub fn timed(&self, attempt: &str) -> Option<Timed> {
        Some(Timed {
            attempt: attempt.to_owned(),
            section: self.number,
            items: self.items.clone(),
            limit_millis: self.limit_millis?,
        })
    }
}

/// The sections of an exam in their order; never none.
pub fn in_sections(started: &QuizStarted) -> Vec<Section> {
    if started.sections.is_empty() {
        return vec![Section {
            number: 0,
            title: None,
            items: started.pool.clone(),
            limit_millis: started.limit_millis,
        }];
    }
    let mut pool = started.pool.iter();
    let parts = started.sections.iter().enumerate();
    parts
        .map(|(number, part)| Section {
            number,
            title: Some(part.title.clone()),
            items: pool.by_ref().take(part.items as usize).cloned().collect(),
            limit_millis: Some(part.limit_millis),
        })
        .collect()
}

/// Between two sections: what comes next, and that its clock does not run yet.
#[component]
pub fn Before(section: Memo<Section>, begin: Callback<()>) -> impl IntoView {
    Effect::new(move || element::focus("next-section"));
    let title =
        move || section.with(|section| format!("Next: {}", section.title.as_deref().unwrap_or_default()));
    let size = move || {
        let (questions, minutes) =
            section.with(|it| (it.items.len(), it.limit_millis.unwrap_or(0).div_ceil(MILLIS_PER_MINUTE)));
        format!(
            "{} in {}. The clock starts with the first question, so this is the place for a break.",
            words::count(questions, "question"),
            words::count(usize::try_from(minutes).unwrap_or(usize::MAX), "minute")
        )
    };
    view! {
        <section class="card" aria-labelledby="next-section">
            <h2 id="next-section" tabindex="-1">{title}</h2>
            <p>{size}</p>
            <p><button type="button" class="button button--primary" on:click=move |_| begin.run(())>"Begin this section"</button></p>
        </section>
    }
}
