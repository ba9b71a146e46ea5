use proptest::prelude::*;
use reviews::{
    LONGEST_INTERVAL_DAYS, Memory, Rating, ReviewError, Scheduler, Weights, due_in_days, pulled_in,
};

use crate::learner::{review, reviews};

fn scheduler(desired_retention: f64) -> Scheduler {
    Scheduler::new(&Weights::default(), desired_retention).unwrap()
}

#[test]
fn r2_after_as_many_days_as_the_stability_ninety_percent_is_left() {
    for stability in [1.0, 7.0, 100.0, 3650.0] {
        let memory = Memory { stability, difficulty: 5.0 };
        let left = scheduler(0.9).retrievability(memory, stability as u32);
        assert!((left - 0.9).abs() < 1e-5, "{left}");
    }
}

#[test]
fn r3_an_item_is_due_when_as_little_is_left_as_is_desired() {
    for desired in [0.8, 0.85, 0.9, 0.95] {
        let scheduler = scheduler(desired);
        let memory = Memory { stability: 1000.0, difficulty: 5.0 };
        let days = scheduler.interval_days(memory).round() as u32;
        assert!((scheduler.retrievability(memory, days) - desired).abs() < 1e-3);
    }
}

#[test]
fn r3_intervals_are_whole_days_between_one_and_a_hundred_years() {
    let cases =
        [(0.0, 1), (0.4, 1), (1.4, 1), (1.5, 2), (99.6, 100), (1e9, LONGEST_INTERVAL_DAYS), (f64::NAN, 1)];
    for (interval, days) in cases {
        assert_eq!(due_in_days(interval), days, "{interval}");
    }
}

#[test]
fn r3_a_history_tells_what_was_left_before_each_review() {
    let states = scheduler(0.9).history(&reviews(&[(3, 0), (3, 2), (1, 30)]), None).unwrap();
    assert_eq!(states[0].retrievability, None);
    // Good at first: stability 2.3065 days, of which 2 are over.
    assert!(
        (states[1].retrievability.unwrap() - scheduler(0.9).retrievability(states[0].memory, 2)).abs()
            < 1e-12
    );
    assert!(states[1].memory.stability > states[0].memory.stability);
    assert!(states[2].retrievability.unwrap() < 0.9);
    assert!(states[2].memory.stability < states[1].memory.stability);
    assert!(scheduler(0.9).history(&[], None).unwrap().is_empty());
}

#[test]
fn r3_the_days_before_the_first_review_count_for_nothing() {
    let with = |elapsed_days| scheduler(0.9).history(&[review(3, elapsed_days)], None).unwrap();
    assert_eq!(with(0), with(400));
}

#[test]
fn r4_an_exam_pulls_intervals_in_to_the_day_before_it() {
    assert_eq!([2, 10, 11, 50].map(|days| pulled_in(9.6, Some(days))), [1.0, 9.0, 9.6, 9.6]);
    assert_eq!([0, 1].map(|days| pulled_in(9.6, Some(days))), [9.6, 9.6]);
    assert_eq!(pulled_in(9.6, None), 9.6);
    // 3 + 20 days of reviews and then 10 to the exam: 33 days from the first.
    let history = reviews(&[(4, 0), (3, 3), (4, 20)]);
    let states = scheduler(0.9).history(&history, Some(10)).unwrap();
    let free = scheduler(0.9).history(&history, None).unwrap();
    assert_eq!(states[2].due_in_days, 9);
    assert!(free[2].due_in_days > 9);
    assert_eq!(states[0].interval_days, free[0].interval_days);
    assert_eq!(
        states.iter().map(|state| state.memory).collect::<Vec<_>>(),
        free.iter().map(|state| state.memory).collect::<Vec<_>>()
    );
}

#[test]
fn r7_a_thousand_forgotten_reviews_leave_numbers() {
    let history = vec![review(1, 1); 1000];
    let states = scheduler(0.9).history(&history, Some(3)).unwrap();
    assert_eq!(states.len(), 1000);
    assert!(states.iter().all(|state| state.memory.stability > 0.0 && state.due_in_days >= 1));
}

#[test]
fn r7_what_makes_no_sense_is_refused_with_a_sentence() {
    assert_eq!(Rating::from_number(0), Err(ReviewError::Rating(0)));
    assert_eq!(Rating::from_number(5), Err(ReviewError::Rating(5)));
    for retention in [0.0, 1.0, -0.5, f64::NAN] {
        assert!(matches!(Scheduler::new(&Weights::default(), retention), Err(ReviewError::Retention(_))));
    }
    assert_eq!(Weights::new(&[0.5; 20]), Err(ReviewError::WeightCount { count: 20 }));
    let mut weights = vec![0.5; 21];
    weights[7] = f32::NAN;
    assert_eq!(Weights::new(&weights), Err(ReviewError::WeightNotFinite { index: 7 }));
    let lost = Memory { stability: f32::NAN, difficulty: 5.0 };
    assert!(matches!(scheduler(0.9).next(Some(lost), 3, None), Err(ReviewError::Memory { .. })));
    assert_eq!(
        ReviewError::Retention(1.0).to_string(),
        "the desired retention is 1; choose a share from 0.1 to 0.99"
    );
}

proptest! {
    #[test]
    fn r2_r3_r7_whatever_the_history_and_weights_the_schedule_makes_sense(
        history in proptest::collection::vec((1_u32..=4, 0_u32..40_000), 0..40),
        weights in proptest::collection::vec(-5.0..5.0_f32, 21),
        desired in 0.1..=0.99_f64,
        exam in proptest::option::of(0_u32..400),
    ) {
        let scheduler = Scheduler::new(&Weights::new(&weights).unwrap(), desired).unwrap();
        for state in scheduler.history(&reviews(&history), exam).unwrap() {
            prop_assert!(state.memory.stability.is_finite() && state.memory.stability > 0.0);
            prop_assert!((1.0..=10.0).contains(&state.memory.difficulty));
            prop_assert!(state.retrievability.is_none_or(|left| (0.0..=1.0).contains(&left)));
            prop_assert!((1..=LONGEST_INTERVAL_DAYS).contains(&state.due_in_days));
            let left = [0, 1, 5, 100, 40_000].map(|days| scheduler.retrievability(state.memory, days));
            prop_assert!(left.is_sorted_by(|sooner, later| sooner >= later), "{left:?}");
        }
    }
}
