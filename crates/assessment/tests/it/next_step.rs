use assessment::{AnsweredQuestion, Attempt, NextStep, Settings, next_steps, report};

use crate::build::{answer, rasch};

struct Given {
    topic: &'static str,
    share: f64,
    seconds: u64,
    confidence: Option<u8>,
}

const PLAIN: Given = Given { topic: "caching", share: 1.0, seconds: 60, confidence: None };

/// What is suggested after these answers to items of medium difficulty, each expected to take a minute.
fn suggested(answers: &[Given]) -> Vec<NextStep> {
    let mut attempt = Attempt::started(Settings::adaptive(50, 1));
    for (index, given) in answers.iter().enumerate() {
        let id = format!("q{index}");
        attempt.shown(&id, rasch(0.0)).unwrap();
        let answered = AnsweredQuestion {
            topic: given.topic.to_owned(),
            elapsed_millis: given.seconds * 1000,
            confidence: given.confidence,
            ..answer(&id, given.share)
        };
        attempt.answered(answered).unwrap();
    }
    next_steps(&report(&attempt))
}

fn sentences(answers: &[Given]) -> Vec<String> {
    suggested(answers).iter().map(|step| step.sentence(str::to_uppercase)).collect()
}

/// `count` answers of one sort.
fn times(count: usize, given: fn() -> Given) -> Vec<Given> {
    (0..count).map(|_| given()).collect()
}

#[test]
fn m35_there_is_always_a_next_step() {
    assert_eq!(
        sentences(&[]),
        ["Practise around difficulty -1.1: you would get about three of four questions right there."]
    );
}

#[test]
fn m35_the_widest_gaps_come_first_and_at_most_two() {
    let mut answers = times(4, || PLAIN);
    for topic in ["queues", "search", "storage"] {
        answers.extend([Given { topic, share: 0.0, ..PLAIN }, Given { topic, share: 0.0, ..PLAIN }]);
    }
    let steps = suggested(&answers);
    assert!(
        matches!(&steps[..], [NextStep::Study(_), NextStep::Study(_), NextStep::Practise { .. }]),
        "{steps:?}"
    );
    let first = &sentences(&answers)[0];
    assert!(
        first.starts_with("Study this topic next. QUEUES: 0 % of the credit over 2 questions"),
        "{first}"
    );
}

#[test]
fn m35_two_rushed_answers_ask_for_more_time_and_one_does_not() {
    let rushed = || Given { share: 0.0, seconds: 19, ..PLAIN };
    let slow = Given { share: 0.0, seconds: 20, ..PLAIN };
    assert!(suggested(&[rushed(), rushed(), PLAIN]).contains(&NextStep::TakeTime { rushed: 2 }));
    let one = suggested(&[rushed(), slow, PLAIN]);
    assert!(!one.iter().any(|step| matches!(step, NextStep::TakeTime { .. })), "{one:?}");
}

fn confident(confidence: u8, right: usize, of: usize) -> Vec<NextStep> {
    let given = |index: usize| Given {
        share: f64::from(u8::from(index < right)),
        confidence: Some(confidence),
        ..PLAIN
    };
    let answers: Vec<Given> = (0..of).map(given).collect();
    suggested(&answers)
}

#[test]
fn m35_sure_answers_under_60_percent_ask_for_doubt() {
    assert!(confident(3, 1, 3).iter().any(|step| matches!(step, NextStep::DoubtSure { answered: 3, .. })));
    assert!(!confident(3, 3, 5).iter().any(|step| matches!(step, NextStep::DoubtSure { .. })));
    assert!(!confident(3, 0, 2).iter().any(|step| matches!(step, NextStep::DoubtSure { .. })));
}

#[test]
fn m35_guesses_over_50_percent_ask_for_trust() {
    assert!(confident(1, 2, 3).iter().any(|step| matches!(step, NextStep::TrustGuesses { answered: 3, .. })));
    assert!(!confident(1, 2, 4).iter().any(|step| matches!(step, NextStep::TrustGuesses { .. })));
    assert!(!confident(2, 4, 4).iter().any(|step| matches!(step, NextStep::TrustGuesses { .. })));
}

#[test]
fn m35_right_and_over_1_2_times_the_time_asks_for_speed() {
    let spoken = |seconds: u64, right: usize| {
        let given = |index: usize| Given { share: f64::from(u8::from(index < right)), seconds, ..PLAIN };
        let answers: Vec<Given> = (0..10).map(given).collect();
        suggested(&answers).iter().any(|step| matches!(step, NextStep::SpeedDrills { .. }))
    };
    assert!(spoken(73, 9));
    assert!(!spoken(72, 9));
    assert!(!spoken(73, 8));
}

#[test]
fn m35_each_step_names_its_figures() {
    let answers: Vec<Given> = (0..4)
        .map(|index| Given {
            share: f64::from(u8::from(index == 0)),
            seconds: 15,
            confidence: Some(3),
            ..PLAIN
        })
        .collect();
    let said = sentences(&answers);
    assert!(said[0].contains("3 answers were wrong after less than a third"), "{said:?}");
    assert!(said[1].contains("of 4 answers that you were sure of, 1 was right in full"), "{said:?}");
}

#[test]
fn m35_credit_in_part_is_not_told_as_right_answers() {
    let in_part = || Given { share: 0.4, confidence: Some(3), ..PLAIN };
    let said = sentences(&[in_part(), in_part(), in_part()]);
    assert!(
        said.iter().any(|it| it.ends_with("of 3 answers that you were sure of, none was right in full.")),
        "{said:?}"
    );
    let guessed = || Given { share: 0.9, confidence: Some(1), ..PLAIN };
    let steps = suggested(&[guessed(), guessed(), guessed()]);
    assert!(!steps.iter().any(|step| matches!(step, NextStep::TrustGuesses { .. })), "{steps:?}");
}
