use jiff::civil::date;
use journal::{Body, DesignSaved};
use progress::{Activity, Award, level_for, xp_at_level};
use proptest::prelude::*;

use crate::samples::{
    answer, answered, graded, moment, progress, progress_of, quiz_finished, step_completed,
};

fn answer_of(b: f64, credit: f64) -> Body {
    let mut answered = answered("caching", "eviction", credit);
    answered.parameters = [1.0, b, 0.25, 1.0];
    Body::Answered(answered)
}

#[track_caller]
fn check(body: Body, expected: u32) {
    assert_eq!(progress_of([body]).xp.total(), u64::from(expected));
}

#[test]
fn an_answer_gives_base_times_difficulty_times_credit() {
    // 10 x 1 x 1
    check(answer_of(0.0, 1.0), 10);
    // 10 x 1.25 x 0.5 = 6.25
    check(answer_of(1.0, 0.5), 6);
    // 10 x 0.5, for 1 - 3/4 is held at 0.5
    check(answer_of(-3.0, 1.0), 5);
    check(answer_of(0.0, 0.0), 0);
}

#[test]
fn a_difficult_question_counts_double() {
    // 10 x 1.375 x 2 = 27.5
    check(answer_of(1.5, 1.0), 27);
    // 10 x 1.3725 = 13.725
    check(answer_of(1.49, 1.0), 13);
    // 10 x 1.75 x 2, for 1 + 4/4 is held at 1.75
    check(answer_of(4.0, 1.0), 35);
}

#[test]
fn a_quiz_gives_two_points_an_answer_and_more_if_all_was_right() {
    // 2 x 12 x 0.75
    check(quiz_finished("q", 12, 0.75), 18);
    // 2 x 12 x 1 x 2.5
    check(quiz_finished("q", 12, 1.0), 60);
    check(quiz_finished("q", 0, 0.0), 0);
}

#[test]
fn a_sum_that_misses_one_by_a_rounding_error_is_everything_right() {
    let score = (0..10).map(|_| 0.1).sum::<f64>();
    assert!(score < 1.0);
    check(quiz_finished("q", 10, score), 50);
}

#[test]
fn steps_and_tutorials_count_once() {
    let bodies = [
        step_completed("t", "s1", 80.0, false),
        step_completed("t", "s1", 100.0, false),
        step_completed("t", "s2", 100.0, true),
        step_completed("t", "s2", 100.0, true),
    ];
    // 20 x 0.8, then 20 x 2.5 and 50 for the tutorial.
    assert_eq!(progress_of(bodies).xp.total(), 16 + 50 + 50);
}

#[test]
fn a_quiz_counts_once() {
    assert_eq!(progress_of([quiz_finished("q", 10, 0.5), quiz_finished("q", 10, 0.5)]).xp.total(), 10);
}

#[test]
fn a_design_milestone_counts() {
    let saved = DesignSaved {
        design: "d".into(),
        components: 5,
        connections: 4,
        scalability_score: 50.0,
        availability: 0.99,
        max_requests_per_second: None,
    };
    check(Body::DesignSaved(saved), 15);
}

#[test]
fn a_challenge_counts_when_it_is_first_passed() {
    check(graded("links", "d", 4.0, false), 0);
    // 60 x 4 / 5, and nothing for passing it again with a better grade.
    let bodies =
        [graded("links", "d", 3.0, false), graded("links", "d", 4.0, true), graded("links", "e", 5.0, true)];
    assert_eq!(progress_of(bodies).xp.total(), 48);
    // 60 x 5 / 5 x 2.5
    check(graded("links", "d", 5.0, true), 150);
}

#[test]
fn from_the_third_day_in_a_row_points_count_half_as_much_again() {
    let days = ["2026-03-08T12:00", "2026-03-09T12:00", "2026-03-10T12:00"];
    let xp = progress(days.map(|day| (moment(day), answer(1.0)))).xp;
    let points: Vec<u32> = xp.awards().iter().map(|award| award.points).collect();
    assert_eq!(points, [10, 10, 15]);
    assert_eq!(xp.on(date(2026, 3, 10)), 15);
    assert_eq!(xp.on(date(2026, 3, 11)), 0);
    assert_eq!(xp.by_day().count(), 3);
}

#[test]
fn an_award_says_its_reasons() {
    let day = |day: u32| moment(&format!("2026-03-{day:02}T12:00"));
    let xp = progress([(day(8), answer(1.0)), (day(9), answer(1.0)), (day(10), answer_of(2.0, 0.8))]).xp;
    let award = xp.awards().last().unwrap();
    let reasons: Vec<String> =
        award.reasons().iter().map(|reason| format!("{} x{}", reason.words, reason.factor)).collect();
    assert_eq!(
        reasons,
        [
            "Question answered x10",
            "Difficulty x1.5",
            "Share that was right x0.8",
            "Practised 3 days or more in a row x1.5",
            "Difficult question x2",
        ]
    );
    // 10 x 1.5 x 0.8 x 1.5 x 2
    assert_eq!((award.activity, award.points), (Activity::Answer, 36));
}

#[test]
fn levels_follow_the_published_curve() {
    assert_eq!([0, 99, 100, 299, 300, 599, 600].map(level_for), [1, 1, 2, 2, 3, 3, 4]);
    let level = progress_of([step_completed("t", "s", 100.0, true), quiz_finished("q", 10, 1.0)]).xp.level();
    // 50 + 50 + 50 points: level 2 starts at 100 and takes 200.
    assert_eq!((level.level, level.gathered, level.needed), (2, 50, 200));
}

proptest! {
    #[test]
    fn a_level_is_reached_exactly_at_its_points(level in 1_u32..4_000_000) {
        let at = xp_at_level(level);
        prop_assert_eq!(level_for(at), level);
        prop_assert_eq!(level_for(at + 50 * 2 * u64::from(level) - 1), level);
    }

    #[test]
    fn no_amount_of_points_is_too_much(xp in any::<u64>()) {
        prop_assert!(level_for(xp) >= 1);
    }

    #[test]
    fn reasons_multiply_to_the_points(b in -4.0_f64..4.0, credit in 0.0_f64..=1.0) {
        let xp = progress_of([answer_of(b, credit)]).xp;
        let product = |award: &Award| award.reasons().iter().map(|reason| reason.factor).product::<f64>();
        for award in xp.awards() {
            prop_assert_eq!(award.points, (product(award) + 1e-9) as u32);
        }
    }
}
