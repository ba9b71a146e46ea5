use fsrs::{ComputeParametersInput, FSRSItem, FSRSReview, compute_parameters};

use crate::{Review, ReviewError, Weights};

/// Reviews on a later day than the one before; with fewer, weights would follow chance.
pub const LEAST_REVIEWS_TO_FIT: usize = 64;

/// Reviews of one item that are looked at; what came later tells little and costs much.
const MOST_REVIEWS_OF_ITEM: usize = 256;

/// Weights that were fitted to a learner's reviews.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    pub weights: Weights,
    /// Reviews on a later day than the one before, which are those that tell how memory fades.
    pub reviews: usize,
    /// Mean log-loss of the predictions by the weights handed in, later reviews counting more; the lower the better.
    pub log_loss_before: f64,
    /// By the fitted ones. They are worth taking where it is lower.
    pub log_loss_after: f64,
}

/// Fits weights to the reviews of one learner, one list for each item, oldest first. The same reviews give the same weights.
/// Takes some hundred milliseconds for thousands of reviews: for a worker, not for the page.
///
/// # Errors
/// [`ReviewError::TooFewReviews`] under [`LEAST_REVIEWS_TO_FIT`]; [`ReviewError::NotFitted`] where no weights come out, as
/// when every review has the same pattern.
pub fn fitted(items: &[Vec<Review>], present: &Weights) -> Result<Fitted, ReviewError> {
    let (prefixes, ids) = prefixes(items);
    if prefixes.len() < LEAST_REVIEWS_TO_FIT {
        return Err(ReviewError::TooFewReviews { found: prefixes.len() });
    }
    let input = ComputeParametersInput {
        train_set: prefixes.clone(),
        card_ids: Some(ids.clone()),
        ..ComputeParametersInput::default()
    };
    let fitted = compute_parameters(input).map_err(|_| ReviewError::NotFitted)?;
    let weights = Weights::new(&fitted).map_err(|_| ReviewError::NotFitted)?;
    let log_loss = |weights: &Weights| {
        let evaluation = weights.model()?.evaluate_with_card_ids(prefixes.clone(), ids.clone(), |_| true);
        evaluation.map(|evaluation| f64::from(evaluation.log_loss)).map_err(|_| ReviewError::NotFitted)
    };
    Ok(Fitted {
        reviews: prefixes.len(),
        log_loss_before: log_loss(present)?,
        log_loss_after: log_loss(&weights)?,
        weights,
    })
}

/// For each review on a later day the item's reviews up to it, as FSRS learns from them, and which item it is.
fn prefixes(items: &[Vec<Review>]) -> (Vec<FSRSItem>, Vec<i64>) {
    let (mut prefixes, mut ids) = (Vec::new(), Vec::new());
    for (id, reviews) in (0..).zip(items) {
        let mut so_far: Vec<FSRSReview> = Vec::new();
        for review in reviews.iter().take(MOST_REVIEWS_OF_ITEM) {
            let elapsed_days = if so_far.is_empty() { 0 } else { review.elapsed_days };
            so_far.push(FSRSReview { rating: review.rating.number(), delta_t: elapsed_days });
            if elapsed_days > 0 {
                prefixes.push(FSRSItem { reviews: so_far.clone() });
                ids.push(id);
            }
        }
    }
    (prefixes, ids)
}
