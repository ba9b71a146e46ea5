use assessment::{Attempt, HintOffer, HintStage, Item, hint_cost, hint_offer};
use journal::Body;
use leptos::prelude::*;

use crate::learner::Learner;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;

/// The next hint for whoever asks, and, the longer and oftener somebody has struggled, the offer of a plainer one. What
/// each costs is said before it is opened.
#[component]
pub fn Hints(
    id: Memo<String>,
    item: Item,
    attempt: Memo<Option<Attempt>>,
    /// How long the question has been on the screen.
    elapsed_millis: RwSignal<u64>,
    /// Counts how often the key for a hint was pressed.
    asked: RwSignal<u32>,
) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let total = u8::try_from(item.hints.len()).unwrap_or(u8::MAX);
    let attempts = 1 + failed_before(learner, &id.get_untracked(), &item.id);
    let opened = Memo::new(move |_| {
        attempt.with(|attempt| {
            attempt.as_ref().and_then(|attempt| attempt.open_question()).map_or(0, |open| open.hints)
        })
    });
    let open = {
        let item = item.id.clone();
        Callback::new(move |level: u8| {
            if level > opened.get_untracked() && level <= total {
                let attempt = id.get_untracked();
                learner.record(Body::HintOpened { attempt, item: item.clone(), level });
            }
        })
    };
    Effect::new(move |before: Option<u32>| {
        let asked = asked.get();
        if before.is_some_and(|before| asked > before) {
            open.run(opened.get_untracked().saturating_add(1));
        }
        asked
    });
    let hints = item.hints.clone();
    let shown = move || hints.iter().take(usize::from(opened.get())).cloned().collect::<Vec<_>>();
    let offer = Memo::new(move |_| hint_offer(&item, opened.get(), elapsed_millis.get(), attempts));
    let none_left = move || opened.get() >= total;
    let next = move |_| open.run(opened.get_untracked().saturating_add(1));
    view! {
        <p>
            <button type="button" class="button button--secondary" on:click=next disabled=none_left>
                <Icon glyph=Glyph::Hint class="button__icon" />
                {move || label(opened.get(), total)}
            </button>
        </p>
        {move || offer.get().map(|offer| view! { <Plainer offer opened=opened.get() total elapsed=elapsed_millis.get() attempts open /> })}
        <ol class="hints" aria-live="polite" aria-label="Hints">
            {move || shown().into_iter().map(|hint| view! { <li><Markdown source=hint /></li> }).collect_view()}
        </ol>
    }
}

/// Answers to this question in other attempts that were not right.
fn failed_before(learner: Learner, attempt: &str, item: &str) -> u32 {
    learner.progress().with_untracked(|progress| progress.quizzes.failed_answers(item, attempt))
}

fn label(opened: u8, total: u8) -> String {
    if opened >= total {
        return "No hints left".to_owned();
    }
    let next = opened.saturating_add(1);
    format!("Hint {next} of {total}, costs {}", price(hint_cost(next, total), opened, total))
}

/// What opening hints costs after those that are open: "20 % of the credit", and "40 % more of the credit, 60 % in all".
fn price(cost: f64, opened: u8, total: u8) -> String {
    let spent: f64 = (1..=opened).map(|hint| hint_cost(hint, total)).sum();
    if spent > 0.0 {
        format!("{:.0} % more of the credit, {:.0} % in all", cost * 100.0, (spent + cost) * 100.0)
    } else {
        format!("{:.0} % of the credit", cost * 100.0)
    }
}

/// Help beyond the next hint, where the time or the attempts speak for it.
#[component]
fn Plainer(
    offer: HintOffer,
    opened: u8,
    total: u8,
    elapsed: u64,
    attempts: u32,
    open: Callback<u8>,
) -> impl IntoView {
    let HintOffer { stage, hint, cost, review, approach, .. } = offer;
    let skips_some = hint > opened + 1;
    if !skips_some && approach.is_none() {
        return None;
    }
    let by_time = HintStage::after(elapsed, 1) == stage;
    let why = match (stage, attempts) {
        (HintStage::Minimal, _) => return None,
        _ if by_time => format!("You have been at this for {} minutes.", elapsed / 60_000),
        (_, 2) => "This question was not right once before.".to_owned(),
        (_, attempts) => format!("This question was not right {} times before.", attempts.saturating_sub(1)),
    };
    let plainer = skips_some.then(|| {
        let words = format!("Open hints {} to {hint}, costs {}", opened + 1, price(cost, opened, total));
        view! {
            <p><button type="button" class="button button--secondary" on:click=move |_| open.run(hint)>{words}</button></p>
        }
    });
    let review = (!review.is_empty()).then(|| format!("Worth a look first: {}.", review.join(", ")));
    Some(view! {
        <div class="notice" role="status">
            <p>{why} " A plainer hint would fit."</p>
            {plainer}
            {review.map(|words| view! { <p>{words}</p> })}
            {approach.map(|words| view! { <p>{words}</p> })}
        </div>
    })
}
