//! When to see an item again: spaced repetition by FSRS-6 (Ye, Su and Cao 2022; the crate `fsrs`), with the learner's own
//! weights, an exam that pulls reviews in, and days that are not too full.
//!
//! There is no clock here: days are civil days as the learner's zone and chosen hour part them, counted from any day on,
//! and handed in. The rules are numbered in `SPEC.md`.

mod error;
mod exam;
mod fit;
mod plan;
mod review;
mod scheduler;
mod weights;

pub use error::ReviewError;
pub use exam::{LONGEST_INTERVAL_DAYS, due_in_days, pulled_in};
pub use fit::{Fitted, LEAST_REVIEWS_TO_FIT, fitted};
pub use plan::{Due, PlanSettings, plan};
pub use review::{Rating, Review};
pub use scheduler::{Memory, Next, Scheduler, State};
pub use weights::Weights;
