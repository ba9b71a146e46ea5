//! The thresholds of staged help, one test each.

use assessment::{HintStage, credit, hint_cost, hint_offer};

use crate::build::good_item;

const MINUTE: u64 = 60_000;

#[track_caller]
fn check(millis: u64, attempts: u32, expected: HintStage) {
    assert_eq!(HintStage::after(millis, attempts), expected, "{millis} ms, {attempts} attempts");
}

#[test]
fn m32_under_two_minutes_and_at_the_first_attempt_help_is_minimal() {
    check(2 * MINUTE - 1, 1, HintStage::Minimal);
    check(0, 0, HintStage::Minimal);
}

#[test]
fn m32_from_two_minutes_on_help_is_gentle() {
    check(2 * MINUTE, 1, HintStage::Gentle);
    check(5 * MINUTE - 1, 2, HintStage::Gentle);
}

#[test]
fn m32_from_the_second_attempt_on_help_is_gentle() {
    check(0, 2, HintStage::Gentle);
}

#[test]
fn m32_from_five_minutes_on_help_is_moderate() {
    check(5 * MINUTE, 1, HintStage::Moderate);
    check(10 * MINUTE - 1, 3, HintStage::Moderate);
}

#[test]
fn m32_from_the_third_attempt_on_help_is_moderate() {
    check(0, 3, HintStage::Moderate);
}

#[test]
fn m32_from_ten_minutes_on_help_is_substantial() {
    check(10 * MINUTE, 1, HintStage::Substantial);
}

#[test]
fn m32_from_the_fourth_attempt_on_help_is_substantial() {
    check(0, 4, HintStage::Substantial);
}

#[test]
fn m32_asking_earlier_than_the_stage_is_allowed_one_hint_at_a_time() {
    let item = good_item("q");
    let next = hint_offer(&item, 1, 0, 1).unwrap();
    assert_eq!((next.stage, next.hint), (HintStage::Minimal, 2));
}

#[test]
fn m18_the_cost_told_before_is_the_cost_that_is_taken() {
    let item = good_item("q");
    for (millis, opened) in [(0, 0), (0, 1), (20 * MINUTE, 0)] {
        let offer = hint_offer(&item, opened, millis, 1).unwrap();
        let taken = credit(1.0, opened, 2) - credit(1.0, offer.hint, 2);
        assert!((offer.cost - taken).abs() < 1e-12, "{offer:?}");
    }
    assert!((hint_cost(1, 2) + hint_cost(2, 2) - 0.6).abs() < 1e-12);
}
