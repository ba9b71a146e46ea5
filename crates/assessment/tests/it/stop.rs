use assessment::{
    Attempt, Bank, Classification, Item, Next, Observation, Settings, SoFar, StopReason, StopRule,
};

use crate::build::{item, rasch, run, seen};

fn so_far(answered: u32, standard_error: f64) -> SoFar<'static> {
    SoFar { answered, standard_error, elapsed_millis: 0, observations: &[] }
}

#[test]
fn m16_an_attempt_ends_by_length_precision_or_the_cap() {
    let rule = StopRule { standard_error: Some(0.4), ..StopRule::after(10) };
    assert_eq!(rule.reached(&so_far(9, 1.0)), None);
    assert_eq!(rule.reached(&so_far(10, 1.0)), Some(StopReason::Length));
    assert_eq!(rule.reached(&so_far(4, 0.1)), None);
    assert_eq!(rule.reached(&so_far(5, 0.4)), Some(StopReason::Precise { standard_error: 0.4 }));
    assert_eq!(rule.reached(&so_far(5, 0.41)), None);
    assert_eq!(StopRule::after(u32::MAX).reached(&so_far(200, 1.0)), Some(StopReason::Cap));
    assert_eq!(StopRule::after(0).reached(&so_far(0, 1.0)), Some(StopReason::Length));
    assert_eq!(StopRule::after(u32::MAX).longest(), 200);
}

#[test]
fn m16_an_attempt_ends_with_the_answer_that_uses_up_its_time() {
    let rule = StopRule { time_millis: Some(60_000), ..StopRule::after(10) };
    let after = |elapsed_millis| rule.reached(&SoFar { elapsed_millis, ..so_far(1, 1.0) });
    assert_eq!(after(59_999), None);
    assert_eq!(after(60_000), Some(StopReason::Time));
    // The answers of these tests take a minute each.
    let bank = bank();
    let stop = StopRule { time_millis: Some(150_000), ..StopRule::after(10) };
    let mut attempt = Attempt::started(Settings { stop, ..Settings::adaptive(10, 1) });
    assert_eq!(run(&mut attempt, &bank, &[1.0; 10]).len(), 3);
    assert_eq!(attempt.next(&bank), Next::Finished(StopReason::Time));
}

#[test]
fn m16_an_attempt_ends_when_no_question_tells_enough() {
    // At the start the ability is 0, where the Rasch items with b = 0 tell 1/4 and those further out less.
    let bank = bank();
    let with = |least: f64| {
        let stop = StopRule { information: Some(least), least: 0, ..StopRule::after(10) };
        Attempt::started(Settings { stop, ..Settings::adaptive(10, 1) }).next(&bank)
    };
    assert_eq!(with(0.251), Next::Finished(StopReason::LittleToLearn));
    assert!(matches!(with(0.249), Next::Question(_)));
}

#[test]
fn m16_a_ratio_test_decides_on_which_side_of_a_cut_an_ability_lies() {
    // Each right Rasch answer at the cut adds ln (P(0.5) / P(-0.5)) = 0.5: the odds at 0.5 over those at -0.5 are e^1, and
    // P(0.5) / P(-0.5) = e^0.5. ln (0.95 / 0.05) = 2.944, so that six in a row decide and five do not.
    let classification = Classification { cut: 1.0, indifference: 0.5, error: 0.05 };
    let answers = |count: usize, share: f64| vec![seen(rasch(1.0), share); count];
    assert_eq!(classification.decided(&answers(5, 1.0)), None);
    assert_eq!(classification.decided(&answers(6, 1.0)), Some(true));
    assert_eq!(classification.decided(&answers(6, 0.0)), Some(false));
    assert_eq!(classification.decided(&[]), None);
    let both: Vec<Observation> = [answers(20, 1.0), answers(20, 0.0)].concat();
    assert_eq!(classification.decided(&both), None);

    let rule = StopRule { classification: Some(classification), ..StopRule::after(50) };
    let six = answers(6, 1.0);
    let reason = rule.reached(&SoFar { observations: &six, ..so_far(6, 1.0) });
    assert_eq!(reason, Some(StopReason::Classified { cut: 1.0, is_above: true }));
    assert_eq!(rule.reached(&SoFar { observations: &six, ..so_far(4, 1.0) }), None);
}

#[test]
fn m16_every_end_is_told_in_a_sentence() {
    let sentence = |reason: StopReason| reason.sentence();
    assert_eq!(
        sentence(StopReason::Precise { standard_error: 0.3 }),
        "Your level is known closely enough: to within 0.59 either way."
    );
    assert_eq!(
        sentence(StopReason::Classified { cut: 1.0, is_above: false }),
        "Your answers show that your level lies below 1.00."
    );
    for reason in [StopReason::Time, StopReason::LittleToLearn, StopReason::NothingLeft, StopReason::Cap] {
        assert!(sentence(reason).ends_with('.'));
    }
}

fn bank() -> Bank {
    let items: Vec<Item> =
        (0..20).map(|index| item(&format!("q{index}"), "caching", 0.1 * f64::from(index))).collect();
    Bank::new(&items).unwrap()
}
