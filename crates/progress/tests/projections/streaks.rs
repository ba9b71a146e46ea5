use expect_test::{Expect, expect};
use jiff::civil::{Date, date};
use journal::{Body, Moment};
use progress::{StreakState, Streaks};

use crate::samples::{answer, moment, progress, progress_of, step_completed};

/// An answer at noon of each of these days of 2026.
fn practised(days: &[&str]) -> Streaks {
    progress(days.iter().map(|day| (moment(&format!("2026-{day}T12:00")), answer(1.0)))).streaks
}

#[track_caller]
fn check(days: &[&str], today: Date, expected: &Expect) {
    let streak = practised(days).as_of(today);
    let (current, longest, freezes) = (streak.current, streak.longest, streak.freezes_left);
    expected.assert_eq(&format!("{current}, longest {longest}, freezes {freezes}: {}", streak.words));
}

#[test]
fn nobody_has_a_streak_before_the_first_day() {
    check(
        &[],
        date(2026, 3, 10),
        &expect!["0, longest 0, freezes 0: No day of practice yet. The first answer starts one."],
    );
}

#[test]
fn days_that_follow_each_other_make_a_streak() {
    let days = ["03-08", "03-09", "03-10"];
    check(
        &days,
        date(2026, 3, 10),
        &expect!["3, longest 3, freezes 2: 3 days of practice in a row, today included."],
    );
    check(
        &days,
        date(2026, 3, 11),
        &expect!["3, longest 3, freezes 2: 3 days of practice in a row. Today is still open."],
    );
}

#[test]
fn two_missed_days_are_bridged_and_a_third_is_not() {
    check(
        &["03-08", "03-11"],
        date(2026, 3, 11),
        &expect!["2, longest 2, freezes 0: 2 days of practice in a row, today included."],
    );
    check(
        &["03-08", "03-12"],
        date(2026, 3, 12),
        &expect!["1, longest 1, freezes 2: 1 day of practice in a row, today included."],
    );
    check(
        &["03-08", "03-10", "03-12", "03-14"],
        date(2026, 3, 14),
        &expect!["1, longest 3, freezes 0: 1 day of practice in a row, today included."],
    );
}

#[test]
fn while_a_freeze_is_left_a_day_off_does_not_end_it() {
    check(
        &["03-08", "03-09"],
        date(2026, 3, 12),
        &expect![
            "2, longest 2, freezes 2: 2 days of practice in a row. Freezes bridge 2 days without practice; practise today and it goes on."
        ],
    );
    check(
        &["03-08", "03-09"],
        date(2026, 3, 13),
        &expect![
            "0, longest 2, freezes 2: Your streak of 2 days ended after 9 March 2026. What you learned then is still yours, and the next answer starts a new one."
        ],
    );
}

#[test]
fn a_new_month_brings_two_freezes_again_and_never_more() {
    // Both are spent in March, both come back on 1 April, and 2 to 3 April are bridged.
    check(
        &["03-29", "04-01", "04-04"],
        date(2026, 4, 4),
        &expect!["3, longest 3, freezes 0: 3 days of practice in a row, today included."],
    );
    // None is spent in March, and still three days in April are one too many.
    check(
        &["03-31", "04-01", "04-05"],
        date(2026, 4, 5),
        &expect!["1, longest 2, freezes 2: 1 day of practice in a row, today included."],
    );
}

#[test]
fn a_month_without_practice_earns_nothing() {
    check(
        &["03-30", "03-31"],
        date(2026, 5, 1),
        &expect![
            "0, longest 2, freezes 2: Your streak of 2 days ended after 31 March 2026. What you learned then is still yours, and the next answer starts a new one."
        ],
    );
}

#[test]
fn the_longest_streak_is_remembered() {
    check(
        &["03-01", "03-02", "03-03", "03-20", "03-21"],
        date(2026, 3, 21),
        &expect!["2, longest 3, freezes 2: 2 days of practice in a row, today included."],
    );
}

#[test]
fn how_it_stood_on_an_earlier_day_can_be_asked() {
    check(
        &["03-08", "03-09", "03-10"],
        date(2026, 3, 9),
        &expect!["2, longest 2, freezes 2: 2 days of practice in a row, today included."],
    );
}

#[test]
fn half_past_three_at_night_counts_for_the_day_before() {
    let streaks =
        progress([(moment("2026-03-09T12:00"), answer(1.0)), (moment("2026-03-11T03:30"), answer(1.0))]);
    let days: Vec<Date> = streaks.streaks.days().map(|(day, _)| day).collect();
    assert_eq!(days, [date(2026, 3, 9), date(2026, 3, 10)]);
}

#[test]
fn a_chosen_day_start_counts_from_then_on() {
    let preference = Body::PreferenceSet { key: progress::DAY_START_HOUR.into(), value: "0".into() };
    let streaks = progress([
        (moment("2026-03-10T03:30"), answer(1.0)),
        (moment("2026-03-10T03:31"), preference),
        (moment("2026-03-10T03:32"), answer(1.0)),
    ]);
    let days: Vec<Date> = streaks.streaks.days().map(|(day, _)| day).collect();
    assert_eq!(days, [date(2026, 3, 9), date(2026, 3, 10)]);
}

#[test]
fn a_day_start_that_is_no_hour_is_passed_over() {
    for value in ["24", "-1", "noon", ""] {
        let preference = Body::PreferenceSet { key: progress::DAY_START_HOUR.into(), value: value.into() };
        assert_eq!(progress_of([preference]).profile.day_start_hour(), 4, "{value}");
    }
}

/// 2026-03-10T00:00:00Z.
const TENTH_MILLIS: i64 = 1_773_100_800_000;

fn hours_after_tenth(hours: i64, offset_minutes: i32) -> (Moment, Body) {
    (Moment::new(TENTH_MILLIS + hours * 3_600_000, offset_minutes, "zone").unwrap(), answer(1.0))
}

#[test]
fn a_traveller_keeps_the_days_of_the_wall_clock() {
    // 12:30 on the 10th in Kolkata; twenty hours later it is 20:00 on the 10th in San Francisco (-7).
    let streaks = progress([hours_after_tenth(7, 330), hours_after_tenth(27, -420)]).streaks;
    let days: Vec<Date> = streaks.days().map(|(day, _)| day).collect();
    assert_eq!(days, [date(2026, 3, 10)]);
}

#[test]
fn crossing_the_date_line_westward_or_eastward_breaks_nothing() {
    // 22:00 UTC on the 10th is 11:00 on the 11th in Auckland (+13); six hours later it is 18:00 on the 10th in Honolulu.
    let eastward =
        progress([hours_after_tenth(22, 780), hours_after_tenth(28, -600), hours_after_tenth(46, -600)]);
    let streak = eastward.streaks.as_of(date(2026, 3, 11));
    assert_eq!((streak.current, streak.state), (2, StreakState::PractisedToday));
    // 18:00 on the 10th in Honolulu, and twelve hours later 5:00 on the 12th in Auckland: the 11th had no hours.
    let westward = progress([hours_after_tenth(28, -600), hours_after_tenth(40, 780)]);
    let streak = westward.streaks.as_of(date(2026, 3, 12));
    assert_eq!((streak.current, streak.freezes_left), (2, 1));
}

#[test]
fn the_heat_map_counts_what_was_done_on_a_day() {
    let streaks = progress_of([answer(0.0), answer(1.0), step_completed("t", "s", 80.0, false)]).streaks;
    let (day, activity) = streaks.days().next().unwrap();
    assert_eq!(day, date(2026, 3, 10));
    assert_eq!((activity.answers, activity.tutorial_steps, activity.designs), (2, 1, 0));
    // Two answers of 30 s and a step of 5 min.
    assert_eq!(activity.active_millis, 2 * 30_000 + 5 * 60_000);
}

#[test]
fn opening_the_app_is_not_practice() {
    let streaks = progress_of([Body::SessionStarted {}, Body::SessionEnded {}]).streaks;
    assert_eq!(streaks.days().count(), 0);
}
