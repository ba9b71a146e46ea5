use jiff::civil::date;
use journal::{Body, ChallengeGraded};

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
    let links = progress.challenges.get("system-design", "links").unwrap();
    assert_eq!((links.tries(), links.best_score(), links.is_passed()), (3, 4.25, true));
    assert_eq!(links.last().map(|grading| grading.day), Some(date(2026, 3, 12)));
    assert_eq!(links.last_of("second").map(|grading| grading.graded.score), Some(4.25));
    assert_eq!((links.best_of("first"), links.best_of("third")), (Some(3.0), None));
    assert!(!progress.challenges.get("system-design", "chat").unwrap().is_passed());
    assert_eq!(progress.challenges.get("system-design", "feed"), None);
}

#[test]
fn challenges_of_one_id_in_two_packs_do_not_mix() {
    let elsewhere = |design: &str, score: f64| {
        let Body::ChallengeGraded(graded) = graded("links", design, score, true) else { unreachable!() };
        Body::ChallengeGraded(ChallengeGraded { subject: "networks".into(), ..graded })
    };
    let progress = progress_of([graded("links", "d", 4.0, true), elsewhere("e", 3.0), elsewhere("e", 3.5)]);
    let tries = |subject| progress.challenges.get(subject, "links").map(|links| links.tries());
    assert_eq!((tries("system-design"), tries("networks"), tries("chess")), (Some(1), Some(2), None));
    // The first pass of each gives points.
    let is_of_challenge = |award: &&progress::Award| award.activity == progress::Activity::Challenge;
    assert_eq!(progress.xp.awards().iter().filter(is_of_challenge).count(), 2);
}

#[test]
fn a_design_counts_what_it_was_submitted_for_by_the_name_across_packs() {
    let submitted = |subject: &str| Body::DesignSubmitted {
        design: "d".into(),
        challenge: "links".into(),
        subject: subject.into(),
    };
    let progress = progress_of(["", "system-design", "networks"].map(submitted));
    let submissions: Vec<_> = progress.designs.get("d").unwrap().submissions.iter().collect();
    assert_eq!(submissions, [(&"links".to_owned(), &2), (&"networks~links".to_owned(), &1)]);
}

#[test]
fn a_grade_of_an_older_journal_has_its_score_and_no_more() {
    let body = r#"{"challenge_graded":{"design":"d","challenge":"links","score":3.5}}"#;
    let Body::ChallengeGraded(graded) = serde_json::from_str(body).unwrap() else { unreachable!() };
    let progress = progress_of([Body::ChallengeGraded(graded)]);
    let links = progress.challenges.get("system-design", "links").unwrap();
    assert_eq!((links.best_score(), links.is_passed(), links.tries()), (3.5, false, 1));
}
