use jiff::civil::date;
use journal::Body;
use proptest::prelude::*;

use crate::samples::{moment, progress, progress_of, step_attempted, step_completed};

fn started(tutorial: &str, step: &str) -> Body {
    Body::TutorialStepStarted { tutorial: tutorial.into(), step: step.into() }
}

#[test]
fn a_step_counts_its_attempts_and_keeps_its_completion() {
    let tutorials = progress_of([
        started("t", "s1"),
        step_attempted("t", "s1", 40.0),
        step_attempted("t", "s1", 90.0),
        step_completed("t", "s1", 80.0, false),
    ])
    .tutorials;
    let step = tutorials.get("t").unwrap().step("s1").unwrap();
    assert_eq!((step.attempts, step.failed_attempts, step.best_score), (2, 1, 90.0));
    let completion = step.completed.unwrap();
    assert_eq!((completion.date, completion.score), (date(2026, 3, 10), 80.0));
}

#[test]
fn one_goes_on_where_one_was() {
    let steps = ["s1", "s2", "s3"];
    let tutorials = progress_of([step_completed("t", "s1", 80.0, false), started("t", "s3")]).tutorials;
    assert_eq!(tutorials.get("t").unwrap().step_to_continue(&steps), Some("s3"));
    let tutorials = progress_of([started("t", "s2"), step_completed("t", "s1", 80.0, false)]).tutorials;
    assert_eq!(tutorials.get("t").unwrap().step_to_continue(&steps), Some("s2"));
}

#[test]
fn a_step_that_the_pack_no_longer_has_is_passed_over() {
    let tutorials = progress_of([started("t", "gone")]).tutorials;
    assert_eq!(tutorials.get("t").unwrap().step_to_continue(&["s1"]), Some("s1"));
    assert_eq!(tutorials.get("t").unwrap().step_to_continue(&[]), None);
}

#[test]
fn unfinished_tutorials_come_latest_first_and_finished_ones_not_at_all() {
    let tutorials = progress([
        (moment("2026-03-08T12:00"), started("a", "s1")),
        (moment("2026-03-09T12:00"), started("b", "s1")),
        (moment("2026-03-10T12:00"), step_completed("c", "s1", 100.0, true)),
    ])
    .tutorials;
    let open: Vec<&str> = tutorials.unfinished().into_iter().map(|(id, _)| id).collect();
    assert_eq!(open, ["b", "a"]);
    assert_eq!(tutorials.get("c").unwrap().finished, Some(date(2026, 3, 10)));
}

proptest! {
    #[test]
    fn the_step_to_continue_is_open_and_there_is_one_until_all_are_completed(done in prop::collection::vec(0_usize..4, 1..8)) {
        let steps = ["s0", "s1", "s2", "s3"];
        let tutorials = progress_of(done.iter().map(|step| step_completed("t", steps[*step], 50.0, false))).tutorials;
        let tutorial = tutorials.get("t").unwrap();
        match tutorial.step_to_continue(&steps) {
            Some(step) => prop_assert!(!tutorial.is_completed(step)),
            None => prop_assert!(steps.iter().all(|step| tutorial.is_completed(step))),
        }
    }
}
