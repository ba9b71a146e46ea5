use jiff::civil::date;
use journal::{Answered, Body, QuizMode, Response};

use crate::samples::{answer, answered, moment, progress, progress_of, quiz_finished, quiz_started};

#[test]
fn a_day_has_its_mean_and_the_rolling_mean_at_its_end() {
    // 19 wrong on the first day, then 2 right: of the last 20, 18 are wrong.
    let first = (0..19).map(|_| (moment("2026-03-09T12:00"), answer(0.0)));
    let second = (0..2).map(|_| (moment("2026-03-10T12:00"), answer(1.0)));
    let accuracy = progress(first.chain(second)).accuracy;
    let days: Vec<_> = accuracy.all().days().collect();
    assert_eq!(days.len(), 2);
    let (day, second) = days[1];
    assert_eq!((day, second.tally.answered, second.tally.accuracy()), (date(2026, 3, 10), 2, Some(1.0)));
    assert!((second.rolling - 0.1).abs() < 1e-12);
    assert_eq!(accuracy.subject("system-design").unwrap().days().count(), 2);
    assert_eq!(accuracy.subject("poker"), None);
}

#[test]
fn a_finished_quiz_adds_an_ability_to_its_subject() {
    let bodies = [quiz_started("q1", QuizMode::Adaptive), answer(1.0), quiz_finished("q1", 1, 1.0)];
    let accuracy = progress_of(bodies).accuracy;
    let points = accuracy.subject("system-design").unwrap().abilities();
    assert_eq!(points.len(), 1);
    assert_eq!((points[0].ability, points[0].standard_error), (0.5, 0.4));
    assert_eq!(points[0].date, date(2026, 3, 10));
    assert_eq!(accuracy.all().abilities(), points);
}

#[test]
fn a_quiz_without_answers_measured_nothing() {
    let accuracy =
        progress_of([quiz_started("q1", QuizMode::Adaptive), quiz_finished("q1", 0, 0.0)]).accuracy;
    assert_eq!(accuracy.all().abilities(), []);
}

#[test]
fn what_learners_rate_themselves_is_no_accuracy_no_ability_and_no_skill() {
    let rated = |text: &str, ratings: &[u8]| {
        let response = Response::Text { text: text.into(), ratings: ratings.to_vec() };
        Body::Answered(Answered { response, ..answered("caching", "eviction", 1.0) })
    };
    let bodies = [
        quiz_started("q1", QuizMode::Fixed),
        rated("Mine.", &[2]),
        rated("", &[]),
        quiz_finished("q1", 2, 1.0),
    ];
    let progress = progress_of(bodies);
    assert_eq!(progress.accuracy.all().days().count(), 0);
    assert_eq!(progress.accuracy.all().abilities(), []);
    assert_eq!(progress.skills, progress_of([]).skills);
    let judged = progress_of([
        quiz_started("q1", QuizMode::Fixed),
        rated("Judged by words.", &[]),
        quiz_finished("q1", 1, 1.0),
    ]);
    assert_eq!(judged.accuracy.all().abilities().len(), 1);
}
