//! Prices that the learner set: a preference, kept in the journal like the others.

use diagram::catalogue::PriceBook;
use journal::Body;
use leptos::prelude::*;

use super::Bench;
use crate::browser::clock;
use crate::learner::Learner;
use crate::shelf;

/// Key of the preference; its value is the book as JSON.
const PRICES: &str = "prices";

/// The learner's own prices. Designs of tutorials and answers are measured with the catalogue's, as everybody's are.
pub(super) fn counting_in(learner: Learner, design: &str) -> Memo<PriceBook> {
    let count = shelf::is_own(design);
    let progress = learner.progress();
    Memo::new(move |_| {
        let text =
            progress.with(|progress| progress.profile.preferences.get(PRICES).filter(|_| count).cloned());
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    })
}

impl Bench {
    /// Changes the prices, as of today.
    pub fn change_prices(self, change: impl FnOnce(&mut PriceBook)) {
        let mut book = self.prices.get_untracked();
        change(&mut book);
        book.as_of = clock::today().to_string();
        if let Ok(value) = serde_json::to_string(&book) {
            self.learner.record(Body::PreferenceSet { key: PRICES.to_owned(), value });
        }
    }
}
