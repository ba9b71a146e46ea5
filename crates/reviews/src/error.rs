use crate::LEAST_REVIEWS_TO_FIT;

/// Why there is no schedule. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ReviewError {
    #[error("{0} is not a rating; choose 1 again, 2 hard, 3 good or 4 easy")]
    Rating(u32),
    #[error("the desired retention is {0}; choose a share from 0.1 to 0.99")]
    Retention(f64),
    #[error("there are {count} weights; FSRS-6 has 21, FSRS-5 has 19 and FSRS-4.5 has 17")]
    WeightCount { count: usize },
    #[error("weight {index}, counted from 0, is not a finite number; give it one")]
    WeightNotFinite { index: usize },
    #[error(
        "the memory of an item has stability {stability} and difficulty {difficulty}; both have to be numbers over 0"
    )]
    Memory { stability: f32, difficulty: f32 },
    #[error(
        "{found} reviews on a later day than the one before are too few to fit weights to; \
         {LEAST_REVIEWS_TO_FIT} are needed"
    )]
    TooFewReviews { found: usize },
    #[error("no weights fit these reviews; the present ones stay")]
    NotFitted,
}
