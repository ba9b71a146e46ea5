use assessment::{
    Attempt, AttemptError, Balance, Bank, Item, Next, Order, Prior, Settings, StopReason, StopRule, eap,
};
use proptest::prelude::*;

use crate::build::{answer, item, parameters, rasch, run, seen, step, strings, synthetic_items};

fn bank() -> Bank {
    Bank::new(&synthetic_items(60, 11)).unwrap()
}

fn ids(attempt: &Attempt) -> Vec<String> {
    attempt.asked().iter().map(|asked| asked.item.clone()).collect()
}

/// The same attempt from its records.
fn replayed(attempt: &Attempt) -> Attempt {
    let mut again = Attempt::started(attempt.settings().clone());
    for asked in attempt.asked() {
        again.shown(&asked.item, asked.parameters).unwrap();
        again.hint(&asked.item, asked.hints).unwrap();
        if let Some(answered) = &asked.answered {
            again.answered(answered.clone()).unwrap();
        }
    }
    again
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn m19_an_attempt_goes_on_the_same_after_a_reload_at_any_step(
        seed in any::<u64>(),
        shares in proptest::collection::vec(prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0], 1..25),
        leaves_open in any::<bool>(),
    ) {
        let bank = bank();
        let mut attempt = Attempt::started(Settings::adaptive(30, seed));
        for share in shares {
            step(&mut attempt, &bank, share);
            if leaves_open && let Next::Question(index) = attempt.next(&bank) {
                attempt.shown(bank.id(index).unwrap(), bank.parameters(index).unwrap()).unwrap();
            }
            let again = replayed(&attempt);
            prop_assert_eq!(&again, &attempt);
            prop_assert_eq!(again.next(&bank), attempt.next(&bank));
        }
    }
}

#[test]
fn m19_a_question_that_is_open_is_the_next_until_it_is_answered() {
    let bank = bank();
    let mut attempt = Attempt::started(Settings::adaptive(10, 4));
    let Next::Question(index) = attempt.next(&bank) else { panic!("nothing to ask") };
    let id = bank.id(index).unwrap();
    attempt.shown(id, bank.parameters(index).unwrap()).unwrap();
    assert_eq!(attempt.next(&bank), Next::Question(index));
    assert_eq!(attempt.open_question().unwrap().item, id);
    attempt.answered(answer(id, 1.0)).unwrap();
    assert_ne!(attempt.next(&bank), Next::Question(index));
    assert_eq!(attempt.open_question(), None);
}

#[test]
fn m19_other_seeds_ask_other_questions() {
    let bank = bank();
    let questions = |seed| run(&mut Attempt::started(Settings::adaptive(10, seed)), &bank, &[1.0; 10]);
    assert_eq!(questions(1), questions(1));
    assert_ne!(questions(1), questions(2));
}

#[test]
fn m14_no_question_comes_twice_and_all_come_in_the_end() {
    let bank = bank();
    let mut attempt = Attempt::started(Settings::adaptive(100, 9));
    let mut asked = run(&mut attempt, &bank, &[1.0; 100]);
    assert_eq!(asked.len(), 60);
    assert_eq!(attempt.next(&bank), Next::Finished(StopReason::NothingLeft));
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), 60);
}

#[test]
fn m15_a_fixed_attempt_keeps_to_its_list_and_leaves_out_enemies() {
    let mut items: Vec<Item> = (0..5).map(|index| item(&format!("q{index}"), "caching", 0.0)).collect();
    items[3].enemies = vec!["q1".to_owned()];
    let bank = Bank::new(&items).unwrap();
    let pool: Vec<String> = ["q3", "gone", "q0", "q1", "q4"].map(str::to_owned).to_vec();
    let fixed = Settings { order: Order::AsListed, pool, ..Settings::adaptive(10, 1) };
    let mut attempt = Attempt::started(fixed.clone());
    assert_eq!(run(&mut attempt, &bank, &[1.0; 10]), ["q3", "q0", "q4"]);
    let mut whole_bank = Attempt::started(Settings { pool: Vec::new(), ..fixed });
    assert_eq!(run(&mut whole_bank, &bank, &[1.0; 10]), ["q0", "q1", "q2", "q4"]);
}

#[test]
fn m11_pool_and_topics_bound_what_is_asked() {
    let bank = bank();
    let settings = Settings { topics: vec!["topic-2".to_owned()], ..Settings::adaptive(50, 3) };
    let mut attempt = Attempt::started(settings.clone());
    assert_eq!(run(&mut attempt, &bank, &[0.5; 50]).len(), 12);
    assert!(attempt.answers().all(|answered| answered.topic == "topic-2"));
    let pool = vec!["item-00002".to_owned(), "item-00003".to_owned()];
    let mut attempt = Attempt::started(Settings { pool, ..settings });
    assert_eq!(run(&mut attempt, &bank, &[0.5; 50]), ["item-00002"]);
}

#[test]
fn m11_an_attempt_spreads_over_topics_as_its_balance_says() {
    // 40 items on caching, 20 on queues.
    let items: Vec<Item> = (0..60)
        .map(|index| {
            item(&format!("q{index}"), if index % 3 == 0 { "queues" } else { "caching" }, 0.01 * index as f64)
        })
        .collect();
    let bank = Bank::new(&items).unwrap();
    let queues = |balance: Balance| {
        let mut attempt = Attempt::started(Settings { balance, ..Settings::adaptive(12, 3) });
        run(&mut attempt, &bank, &[1.0, 0.0].repeat(6));
        attempt.answers().filter(|answered| answered.topic == "queues").count()
    };
    assert_eq!(queues(Balance::Equal), 6);
    assert_eq!(queues(Balance::LikeTheBank), 4);
    assert_eq!(queues(Balance::Shares(vec![("queues".to_owned(), 3.0), ("caching".to_owned(), 1.0)])), 9);
    assert_eq!(queues(Balance::Shares(vec![("queues".to_owned(), 1.0)])), 12);
}

#[test]
fn m13_recently_seen_items_wait_in_an_attempt() {
    let bank = bank();
    let recently_seen: Vec<String> = (0..50).map(|index| format!("item-{index:05}")).collect();
    let mut attempt =
        Attempt::started(Settings { recently_seen: recently_seen.clone(), ..Settings::adaptive(12, 3) });
    let asked = run(&mut attempt, &bank, &[1.0; 12]);
    let waited: Vec<bool> = asked.iter().map(|item| recently_seen.contains(item)).collect();
    assert_eq!(waited, [[false; 10].as_slice(), &[true; 2]].concat());
}

#[test]
fn m16_an_attempt_ends_after_its_length_or_when_it_is_precise() {
    let bank = bank();
    let mut attempt = Attempt::started(Settings::adaptive(7, 3));
    assert_eq!(run(&mut attempt, &bank, &[1.0; 20]).len(), 7);
    assert_eq!(attempt.next(&bank), Next::Finished(StopReason::Length));
    let stop = StopRule { standard_error: Some(0.5), least: 3, ..StopRule::after(50) };
    let mut precise = Attempt::started(Settings { stop, ..Settings::adaptive(50, 3) });
    let asked = run(&mut precise, &bank, &[1.0, 0.0].repeat(25)).len();
    assert!((3..50).contains(&asked));
    assert!(precise.trajectory()[asked - 2].standard_error > 0.5);
    assert!(precise.estimate().standard_error <= 0.5);
}

#[test]
fn m20_an_answer_is_measured_by_the_parameters_it_was_shown_with() {
    let mut attempt = Attempt::started(Settings::adaptive(5, 1));
    attempt.shown("q", rasch(1.0)).unwrap();
    // The bank changed meanwhile and the question is shown again after a reload.
    attempt.shown("q", rasch(-1.0)).unwrap();
    let estimate = attempt.answered(answer("q", 1.0)).unwrap();
    assert_eq!(estimate, eap(&[seen(rasch(1.0), 1.0)], &Prior::default()));
    assert_eq!(attempt.asked().len(), 1);
}

#[test]
fn m20_an_attempt_whose_items_left_the_bank_goes_on_with_others() {
    let mut attempt = Attempt::started(Settings::adaptive(5, 1));
    attempt.shown("gone", rasch(0.0)).unwrap();
    assert!(matches!(attempt.next(&bank()), Next::Question(_)));
    attempt.answered(answer("gone", 1.0)).unwrap();
    assert!(matches!(attempt.next(&bank()), Next::Question(_)));
    assert!(attempt.estimate().theta > 0.0);
}

#[test]
fn m21_the_trajectory_has_the_ability_and_its_band_after_each_answer() {
    let bank = bank();
    let mut attempt = Attempt::started(Settings::adaptive(20, 1));
    assert!(attempt.trajectory().is_empty());
    assert!(attempt.estimate().theta.abs() < 1e-9);
    run(&mut attempt, &bank, &[1.0, 1.0, 0.0, 1.0, 0.5, 0.0]);
    let answered: Vec<u32> = attempt.trajectory().iter().map(|point| point.answered).collect();
    assert_eq!(answered, [1, 2, 3, 4, 5, 6]);
    for point in attempt.trajectory() {
        let half = 1.96 * point.standard_error;
        assert!((point.band[0] - (point.theta - half).max(-4.0)).abs() < 1e-12);
        assert!((point.band[1] - (point.theta + half).min(4.0)).abs() < 1e-12);
    }
    let last = attempt.trajectory().last().unwrap();
    assert_eq!(
        (last.theta, last.standard_error),
        (attempt.estimate().theta, attempt.estimate().standard_error)
    );
}

#[test]
fn m21_the_attempt_starts_from_its_prior() {
    let prior = Prior::normal(1.0, 0.5).unwrap();
    let attempt = Attempt::started(Settings { prior, ..Settings::adaptive(20, 1) });
    assert!((attempt.estimate().theta - 1.0).abs() < 1e-6);
}

#[test]
fn m9_hints_lower_the_ability_that_a_right_answer_shows() {
    let ability = |credit: f64| {
        let mut attempt = Attempt::started(Settings::adaptive(5, 1));
        attempt.shown("q", rasch(0.0)).unwrap();
        attempt.answered(assessment::AnsweredQuestion { credit, ..answer("q", 1.0) }).unwrap().theta
    };
    assert!(ability(1.0) > ability(0.8) && ability(0.8) > ability(0.4));
}

#[test]
fn m19_steps_that_do_not_fit_are_refused_and_change_nothing() {
    let mut attempt = Attempt::started(Settings::adaptive(5, 1));
    assert_eq!(attempt.answered(answer("q", 1.0)), Err(AttemptError::NotShown { item: "q".to_owned() }));
    assert_eq!(attempt.hint("q", 1), Err(AttemptError::NotShown { item: "q".to_owned() }));
    assert!(matches!(
        attempt.shown("q", parameters(f64::NAN, 0.0, 0.0, 1.0)),
        Err(AttemptError::Parameters { .. })
    ));
    assert_eq!(attempt, Attempt::started(Settings::adaptive(5, 1)));
    attempt.shown("q", rasch(0.0)).unwrap();
    attempt.hint("q", 2).unwrap();
    attempt.hint("q", 1).unwrap();
    assert_eq!(attempt.asked()[0].hints, 2);
    assert!(matches!(attempt.answered(answer("q", f64::NAN)), Err(AttemptError::Share { .. })));
    assert!(matches!(attempt.answered(answer("q", 1.5)), Err(AttemptError::Share { .. })));
    attempt.answered(answer("q", 1.0)).unwrap();
    let before = attempt.clone();
    let again = AttemptError::AlreadyAnswered { item: "q".to_owned() };
    assert_eq!(attempt.answered(answer("q", 0.0)), Err(again.clone()));
    assert_eq!(attempt.shown("q", rasch(0.0)), Err(again));
    assert_eq!(attempt, before);
    assert_eq!(ids(&attempt), ["q"]);
}

#[test]
fn m23_the_learner_can_see_why_a_question_was_asked() {
    let items: Vec<Item> =
        (0..10).map(|index| item(&format!("q{index}"), "caching", 0.2 * index as f64)).collect();
    let bank = Bank::new(&items).unwrap();
    let mut attempt = Attempt::started(Settings { randomesque: 3, ..Settings::adaptive(5, 1) });
    assert_eq!(attempt.why(&bank, "q0"), None);
    attempt.shown("q0", rasch(0.0)).unwrap();
    let first = attempt.why(&bank, "q0").unwrap();
    assert!(first.ability.abs() < 1e-9 && first.asked.parameters.b == 0.0);
    assert!((first.probability - 0.5).abs() < 1e-9 && (first.asked.information - 0.25).abs() < 1e-9);
    assert_eq!((first.told_more, first.alternatives, first.answers, first.candidates), (0, 9, 0, 10));
    let runners_up =
        |why: &assessment::Why| why.runners_up.iter().map(|it| it.item.clone()).collect::<Vec<_>>();
    assert_eq!((first.drawn_from, runners_up(&first)), (3, strings(&["q1", "q2"])));
    attempt.answered(answer("q0", 0.0)).unwrap();
    let ability = attempt.estimate().theta;
    // The ability is below 0 now, so q1 tells more than q3, and q2 too; q0 cannot come again.
    attempt.shown("q3", rasch(0.6)).unwrap();
    let why = attempt.why(&bank, "q3").unwrap();
    assert_eq!((why.told_more, why.alternatives, why.answers), (2, 8, 1));
    assert_eq!(runners_up(&why), strings(&["q1", "q2"]));
    assert!((why.ability - ability).abs() < 1e-12 && ability < 0.0);
    // What came later changes nothing of what was known then.
    attempt.answered(answer("q3", 1.0)).unwrap();
    assert_eq!(attempt.why(&bank, "q3"), Some(why.clone()));
    assert_eq!(attempt.why(&bank, "q0"), Some(first));
    let words = why.sentences().join(" ");
    for figures in
        ["After 1 answer", "maximum Fisher information", "difficulty +0.6", "best 3", "8 open", "2 would"]
    {
        assert!(words.contains(figures), "{figures}: {words}");
    }
}

#[test]
fn m23_the_question_that_comes_is_one_of_those_that_are_named() {
    let bank = bank();
    let mut attempt = Attempt::started(Settings::adaptive(12, 5));
    while let Next::Question(index) = attempt.next(&bank) {
        let id = bank.id(index).unwrap().to_owned();
        attempt.shown(&id, bank.parameters(index).unwrap()).unwrap();
        let why = attempt.why(&bank, &id).unwrap();
        // The others of the best five; the asked one is the fifth.
        assert_eq!(why.runners_up.len() + 1, why.drawn_from, "{id}");
        attempt.answered(answer(&id, f64::from(u8::from(index % 2 == 0)))).unwrap();
    }
    assert_eq!(attempt.answered_count(), 12);
}

#[test]
fn m23_a_fixed_order_has_no_other_reason_than_its_list() {
    let bank = bank();
    let mut attempt = Attempt::started(Settings { order: Order::AsListed, ..Settings::adaptive(3, 5) });
    let id = step(&mut attempt, &bank, 1.0).unwrap();
    assert_eq!(attempt.why(&bank, &id), None);
}
