use proptest::prelude::*;
use reviews::{LEAST_REVIEWS_TO_FIT, Review, ReviewError, Weights, fitted};

use crate::learner::{histories, review};

/// Somebody who forgets much faster than most.
fn forgetful() -> Weights {
    let mut weights = Weights::default().as_slice().to_vec();
    weights[..4].copy_from_slice(&[0.1, 0.3, 0.8, 2.5]);
    weights[8] = 1.0;
    Weights::new(&weights).unwrap()
}

#[test]
fn r6_fitted_weights_predict_a_learner_better_than_those_of_most_people() {
    let learned = histories(&forgetful(), 400, 10, 1);
    let fit = fitted(&learned, &Weights::default()).unwrap();
    println!("{} reviews, log-loss {:.4} then {:.4}", fit.reviews, fit.log_loss_before, fit.log_loss_after);
    assert!(fit.log_loss_after < fit.log_loss_before - 0.005);
    // The first stabilities are found: those of this learner are about a third of most people's.
    let of = |weights: &Weights| weights.as_slice()[2];
    assert!((of(&fit.weights) - 0.8).abs() < 0.4, "{}", of(&fit.weights));
    // On reviews it has not seen, too.
    let unseen = histories(&forgetful(), 400, 10, 2);
    let check = fitted(&unseen, &fit.weights).unwrap();
    let default = fitted(&unseen, &Weights::default()).unwrap();
    assert!(check.log_loss_before < default.log_loss_before);
}

#[test]
fn r6_the_same_reviews_give_the_same_weights() {
    let learned = histories(&Weights::default(), 100, 8, 3);
    assert_eq!(fitted(&learned, &Weights::default()), fitted(&learned, &Weights::default()));
}

#[test]
fn r6_too_few_reviews_are_told_with_how_many_there_are() {
    let few = histories(&Weights::default(), 5, 6, 3);
    let error = fitted(&few, &Weights::default()).unwrap_err();
    assert!(matches!(error, ReviewError::TooFewReviews { found } if found <= 25), "{error}");
    assert!(error.to_string().contains(&LEAST_REVIEWS_TO_FIT.to_string()));
    assert_eq!(fitted(&[], &Weights::default()), Err(ReviewError::TooFewReviews { found: 0 }));
    // Reviews on one day say nothing of how memory fades.
    let one_day = vec![vec![review(3, 0); 500]];
    assert_eq!(fitted(&one_day, &Weights::default()), Err(ReviewError::TooFewReviews { found: 0 }));
}

/// Fits or says why not; what comes out can be used.
fn check_fit(items: &[Vec<Review>]) {
    if let Ok(fit) = fitted(items, &Weights::default()) {
        assert!(fit.weights.as_slice().iter().all(|weight| weight.is_finite()));
        assert!(fit.log_loss_before.is_finite() && fit.log_loss_after.is_finite());
    }
}

#[test]
fn r7_histories_without_variety_do_not_panic() {
    for rating in 1..=4 {
        check_fit(&vec![vec![review(rating, 1); 2]; 200]);
        check_fit(&vec![vec![review(rating, 3); 10]; 50]);
        check_fit(&[vec![review(rating, 1); 2000]]);
        check_fit(&vec![vec![review(rating, 0), review(rating, 30_000)]; 100]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn r7_whatever_was_reviewed_fitting_does_not_panic(
        items in proptest::collection::vec(
            proptest::collection::vec((1_u32..=4, prop_oneof![Just(0), 0_u32..5, 0_u32..2000]), 0..12),
            0..120,
        ),
    ) {
        let items: Vec<Vec<Review>> = items
            .into_iter()
            .map(|reviews| reviews.into_iter().map(|(rating, days)| review(rating, days)).collect())
            .collect();
        check_fit(&items);
    }
}
