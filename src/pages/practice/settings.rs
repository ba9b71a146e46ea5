//! How the learner wants to be asked.

use journal::Body;
use leptos::prelude::*;
use progress::Progress;

use crate::learner::Learner;

/// Something that can be turned off.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Key of the preference; it is `no` where it was turned off.
    key: &'static str,
    label: &'static str,
}

pub const ASK_CONFIDENCE: Wish =
    Wish { key: "asks_confidence", label: "Ask me how sure I am of each answer" };
pub const SHOW_CLOCKS: Wish =
    Wish { key: "shows_clocks", label: "Show me the time on each question and on the whole" };

impl Wish {
    pub fn is_on(self, progress: &Progress) -> bool {
        progress.profile.preferences.get(self.key).is_none_or(|value| value != "no")
    }

    fn set(self, learner: Learner, is_on: bool) {
        let value = if is_on { "yes" } else { "no" };
        learner.record(Body::PreferenceSet { key: self.key.to_owned(), value: value.to_owned() });
    }
}

#[component]
pub fn WishBox(wish: Wish) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let is_on = Memo::new(move |_| learner.progress().with(|progress| wish.is_on(progress)));
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || is_on.get()
                on:change=move |event| wish.set(learner, event_target_checked(&event))
            />
            <span>{wish.label}</span>
        </label>
    }
}
