use jiff::civil::date;
use journal::{Answered, Body, QuizMode, Response};
use progress::{DAY_START_HOUR, DESIRED_RETENTION, Progress, REVIEWS_A_DAY, Rating, day_number};

use crate::samples::{answered, moment, progress, quiz_started};

fn of(item: &str, correctness: f64) -> Answered {
    Answered {
        item: item.to_owned(),
        attempt: item.to_owned(),
        ..answered("caching", "eviction", correctness)
    }
}

#[track_caller]
fn check(change: impl FnOnce(&mut Answered), expected: Rating) {
    let mut answered = of("a", 1.0);
    change(&mut answered);
    assert_eq!(Rating::of(&answered), expected, "{answered:?}");
}

#[test]
fn an_answer_that_was_right_counts_as_good() {
    check(|_| {}, Rating::Good);
    check(|answered| answered.confidence = Some(3), Rating::Good);
}

#[test]
fn right_sure_and_in_under_half_of_the_expected_time_counts_as_easy() {
    let quick = |millis, confidence| {
        move |answered: &mut Answered| {
            answered.elapsed_millis = millis;
            answered.confidence = confidence;
        }
    };
    check(quick(22_499, Some(3)), Rating::Easy);
    check(quick(22_500, Some(3)), Rating::Good);
    check(quick(1_000, Some(2)), Rating::Good);
    check(quick(1_000, None), Rating::Good);
}

#[test]
fn help_a_guess_or_a_part_that_was_wrong_counts_as_hard() {
    check(|answered| answered.hints = 1, Rating::Hard);
    check(|answered| answered.confidence = Some(1), Rating::Hard);
    check(|answered| answered.correctness = 0.99, Rating::Hard);
    check(|answered| answered.correctness = 0.5, Rating::Hard);
}

#[test]
fn less_than_half_and_a_skipped_question_count_as_forgotten() {
    check(|answered| answered.correctness = 0.49, Rating::Again);
    check(|answered| answered.correctness = f64::NAN, Rating::Again);
    check(|answered| answered.response = Response::Skipped, Rating::Again);
}

/// Item, day and rating of every review.
fn listed(progress: &Progress) -> Vec<(String, String, u8)> {
    let items = progress.reviews.items();
    items
        .flat_map(|(_, item, reviews)| {
            reviews
                .iter()
                .map(move |review| (item.to_owned(), review.day.to_string(), review.rating.number()))
        })
        .collect()
}

#[test]
fn every_item_answered_is_reviewable_in_whatever_mode_it_was_asked() {
    let modes = [QuizMode::Adaptive, QuizMode::Fixed, QuizMode::Review, QuizMode::Exam, QuizMode::Tutorial];
    let history = modes.iter().enumerate().flat_map(|(index, mode)| {
        let name = format!("q{index}");
        let at = moment("2026-03-10T12:00");
        [(at.clone(), quiz_started(&name, *mode)), (at, Body::Answered(of(&name, 1.0)))]
    });
    let progress = progress(history);
    assert_eq!(progress.reviews.items().count(), modes.len());
    assert_eq!(progress.reviews.answers(), 5);
}

#[test]
fn the_learners_day_ends_at_the_hour_that_they_chose() {
    let (late, later) = (moment("2026-03-11T03:30"), moment("2026-03-11T04:30"));
    let six = Body::PreferenceSet { key: DAY_START_HOUR.to_owned(), value: "6".to_owned() };
    let history = [
        (late, Body::Answered(of("a", 1.0))),
        (later.clone(), Body::Answered(of("b", 0.0))),
        (later.clone(), six),
        (later, Body::Answered(of("c", 1.0))),
    ];
    let expected = [("a", "2026-03-10", 3), ("b", "2026-03-11", 1), ("c", "2026-03-10", 3)];
    let expected = expected.map(|(item, day, rating)| (item.to_owned(), day.to_owned(), rating));
    assert_eq!(listed(&progress(history)), expected);
}

#[test]
fn an_answer_that_two_tabs_recorded_is_one_review() {
    let twice = [1.0, 0.0].map(|share| (moment("2026-03-10T12:00"), Body::Answered(of("a", share))));
    assert_eq!(listed(&progress(twice)).len(), 1);
}

#[test]
fn an_exam_date_can_be_set_and_taken_back() {
    let at = || moment("2026-03-10T12:00");
    let set = (at(), Body::ExamDateSet { date: date(2026, 9, 1) });
    assert_eq!(progress([set.clone()]).profile.exam_date, Some(date(2026, 9, 1)));
    assert_eq!(progress([set, (at(), Body::ExamDateCleared {})]).profile.exam_date, None);
}

#[test]
fn retention_and_the_daily_limit_are_what_was_chosen_or_else_the_usual() {
    let after = |key: &str, value: &str| {
        let set = Body::PreferenceSet { key: key.to_owned(), value: value.to_owned() };
        let profile = progress([(moment("2026-03-10T12:00"), set)]).profile;
        (profile.desired_retention(), profile.reviews_a_day())
    };
    assert_eq!(after("other", "1"), (0.9, 30));
    assert_eq!(after(DESIRED_RETENTION, "0.85"), (0.85, 30));
    assert_eq!(after(REVIEWS_A_DAY, "12"), (0.9, 12));
    for nonsense in ["", "NaN", "inf", "-1", "0", "1e9", "many"] {
        assert_eq!(after(DESIRED_RETENTION, nonsense), (0.9, 30), "{nonsense}");
        assert_eq!(after(REVIEWS_A_DAY, nonsense), (0.9, 30), "{nonsense}");
    }
}

#[test]
fn days_are_numbered_from_1970_on() {
    assert_eq!(day_number(date(1970, 1, 1)), 0);
    assert_eq!(day_number(date(1969, 12, 31)), -1);
    // 56 years of 365 days, 14 leap days, and 31 + 28 of January and February.
    assert_eq!(day_number(date(2026, 3, 1)), 56 * 365 + 14 + 59);
}
