//! The schedule of reviews behind a line of messages: the page sends what was answered when, and hears what is due.
//!
//! [`Desk`] is the whole of it and knows neither worker nor clock. The program of this package puts it into a web worker, so
//! that neither FSRS nor the fitting of weights is in the page.

mod desk;
mod message;

pub use desk::{Desk, REVIEWS_BETWEEN_FITS};
pub use message::{
    History, LEAST_REVIEWS_TO_FIT, Notice, PlannedReview, Request, Reviewed, Schedule, WeightsUsed,
};
