use jiff::civil::date;
use journal::Body;

use crate::samples::{graded, moment, progress, progress_of};

#[test]
fn the_best_grade_the_tries_and_the_last_one_are_kept_for_each_challenge() {
    let history = [
        ("2026-03-10T12:00", graded("links", "first", 2.5, false)),
        ("2026-03-11T12:00", graded("links", "second", 4.25, true)),
        ("2026-03-12T12:00", graded("links", "first", 3.0, false)),
        ("2026-03-12T13:00", graded("chat", "third", 1.0, false)),
    ];
    let progress = progress(history.map(|(time, body)| (moment(time), body)));
    let links = progress.challenges.get("links").unwrap();
    assert_eq!((links.tries(), links.best_score(), links.is_passed()), (3, 4.25, true));
    assert_eq!(links.last().map(|grading| grading.day), Some(date(2026, 3, 12)));
    assert_eq!(links.last_of("second").map(|grading| grading.graded.score), Some(4.25));
    assert_eq!((links.best_of("first"), links.best_of("third")), (Some(3.0), None));
    assert!(!progress.challenges.get("chat").unwrap().is_passed());
    assert_eq!(progress.challenges.get("feed"), None);
    assert_eq!(progress.challenges.iter().map(|(id, _)| id).collect::<Vec<_>>(), ["chat", "links"]);
}

#[test]
fn a_grade_of_an_older_journal_has_its_score_and_no_more() {
    let body = r#"{"challenge_graded":{"design":"d","challenge":"links","score":3.5}}"#;
    let Body::ChallengeGraded(graded) = serde_json::from_str(body).unwrap() else { unreachable!() };
    let progress = progress_of([Body::ChallengeGraded(graded)]);
    let links = progress.challenges.get("links").unwrap();
    assert_eq!((links.best_score(), links.is_passed(), links.tries()), (3.5, false, 1));
}
