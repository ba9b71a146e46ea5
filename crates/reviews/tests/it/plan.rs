use std::collections::BTreeMap;

use proptest::prelude::*;
use reviews::{Due, PlanSettings, plan};

const TODAY: i32 = 20_000;

fn due(day: i32, retrievability: f64) -> Due {
    Due { day: TODAY + day, retrievability }
}

fn settings(daily_limit: u32, exam: Option<i32>) -> PlanSettings {
    PlanSettings { today: TODAY, daily_limit, done_today: 0, exam_day: exam.map(|day| TODAY + day) }
}

/// Days from today.
fn planned(dues: &[Due], settings: &PlanSettings) -> Vec<i32> {
    plan(dues, settings).into_iter().map(|day| day - TODAY).collect()
}

fn counts(days: &[i32]) -> BTreeMap<i32, u32> {
    let mut counts = BTreeMap::new();
    days.iter().for_each(|day| *counts.entry(*day).or_insert(0) += 1);
    counts
}

#[test]
fn r5_what_fits_comes_on_its_day() {
    let dues = [due(0, 0.9), due(3, 0.9), due(3, 0.9), due(-2, 0.8)];
    assert_eq!(planned(&dues, &settings(2, None)), [0, 3, 3, 0]);
}

#[test]
fn r5_a_backlog_is_spread_and_the_best_remembered_comes_first() {
    let dues: Vec<Due> = (0..7).map(|index| due(-30 - index, 0.9 - 0.1 * f64::from(index))).collect();
    assert_eq!(planned(&dues, &settings(3, None)), [0, 0, 0, 1, 1, 1, 2]);
    let worst_first: Vec<Due> = dues.iter().rev().copied().collect();
    assert_eq!(planned(&worst_first, &settings(3, None)), [2, 1, 1, 1, 0, 0, 0]);
}

#[test]
fn r5_what_is_due_later_waits_for_the_backlog_too() {
    let dues = [due(-9, 0.5), due(-9, 0.4), due(-9, 0.3), due(1, 0.9), due(1, 0.95)];
    assert_eq!(planned(&dues, &settings(2, None)), [0, 0, 1, 2, 1]);
}

#[test]
fn r5_what_was_done_today_takes_room_of_today_only() {
    let dues = [due(0, 0.9), due(0, 0.8), due(0, 0.7), due(0, 0.6)];
    let after = |done_today| planned(&dues, &PlanSettings { done_today, ..settings(2, None) });
    assert_eq!(after(0), [0, 0, 1, 1]);
    assert_eq!(after(1), [0, 1, 1, 2]);
    assert_eq!(after(2), [1, 1, 2, 2]);
    assert_eq!(after(u32::MAX), [1, 1, 2, 2]);
}

#[test]
fn r5_before_an_exam_the_limit_gives_way_but_the_exam_does_not() {
    // Four due on the last day before the exam, two a day: the others come on the days before.
    let dues = [due(4, 0.9); 4];
    let mut days = planned(&dues, &settings(2, Some(5)));
    days.sort_unstable();
    assert_eq!(days, [3, 3, 4, 4]);
    // Nine for three days of two: one more on each.
    let dues = [due(-3, 0.9); 9];
    assert_eq!(counts(&planned(&dues, &settings(2, Some(3)))), BTreeMap::from([(0, 3), (1, 3), (2, 3)]));
    // What is due after the exam is left where it is.
    assert_eq!(planned(&[due(9, 0.9)], &settings(2, Some(5))), [9]);
    assert_eq!(planned(&[due(-1, 0.9)], &settings(2, Some(-5))), [0]);
}

#[test]
fn r5_twenty_thousand_reviews_are_planned() {
    let dues = vec![due(-100, 0.5); 20_000];
    let days = planned(&dues, &settings(10, None));
    assert_eq!(days.iter().max(), Some(&1_999));
    assert_eq!(planned(&dues[..3], &settings(0, None)), [0, 1, 2]);
    assert!(planned(&[], &settings(5, None)).is_empty());
}

proptest! {
    #[test]
    fn r5_no_day_is_too_full_and_nothing_comes_before_its_day(
        dues in proptest::collection::vec((-200..200_i32, 0.0..=1.0_f64), 0..120),
        limit in 0_u32..12,
    ) {
        let dues: Vec<Due> = dues.into_iter().map(|(day, retrievability)| due(day, retrievability)).collect();
        let days = planned(&dues, &settings(limit, None));
        for (due, day) in dues.iter().zip(&days) {
            prop_assert!(*day >= 0 && *day >= due.day - TODAY);
        }
        prop_assert!(counts(&days).values().all(|count| *count <= limit.max(1)));
        // No day stays empty before one that holds a review which was due by then.
        for (due, day) in dues.iter().zip(&days) {
            let from = (due.day - TODAY).max(0);
            prop_assert!((from..*day).all(|earlier| counts(&days)[&earlier] == limit.max(1)));
        }
    }

    #[test]
    fn r5_what_is_due_before_an_exam_is_planned_before_it(
        dues in proptest::collection::vec((-50..50_i32, 0.0..=1.0_f64), 0..80),
        limit in 1_u32..6,
        exam in 1..40_i32,
    ) {
        let dues: Vec<Due> = dues.into_iter().map(|(day, retrievability)| due(day, retrievability)).collect();
        let days = planned(&dues, &settings(limit, Some(exam)));
        for (due, day) in dues.iter().zip(&days) {
            prop_assert!(*day >= 0);
            prop_assert!(due.day - TODAY >= exam || *day < exam);
        }
    }
}

#[test]
fn r7_days_at_the_end_of_time_do_not_overflow() {
    let last = Due { day: i32::MAX, retrievability: f64::NAN };
    let settings = PlanSettings { today: i32::MAX, daily_limit: 1, done_today: 0, exam_day: Some(i32::MAX) };
    assert_eq!(plan(&[last, last], &settings), [i32::MAX, i32::MAX]);
    assert_eq!(plan(&[Due { day: i32::MIN, ..last }], &settings), [i32::MAX]);
}
