use assessment::{
    Attempt, Bank, Classification, Item, Level, MOST_QUESTIONS_UNTIL_KNOWN, Next, Observation, Posterior,
    Prior, Settings, SoFar, StopReason, StopRule, simulate_one_ability,
};

use crate::build::{item, rasch, run, seen, synthetic_items};

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
fn m16_what_tells_too_little_waits_until_nothing_else_is_left() {
    // A Rasch item tells P (1 - P), which is 0.1 at 2.06 logits from the ability.
    let items: Vec<Item> =
        (0..13).map(|index| item(&format!("q{index}"), "caching", 0.5 * f64::from(index) - 3.0)).collect();
    let bank = Bank::new(&items).unwrap();
    for seed in 0..50 {
        let stop = StopRule { information: Some(0.1), ..StopRule::after(40) };
        let mut attempt = Attempt::started(Settings { stop, ..Settings::adaptive(40, seed) });
        while let Next::Question(next) = attempt.next(&bank) {
            let ability = attempt.estimate().theta;
            let tells = |index: usize| bank.parameters(index).unwrap().information(ability) >= 0.1;
            let asked: Vec<String> = attempt.asked().iter().map(|asked| asked.item.clone()).collect();
            let mut open =
                (0..bank.len()).filter(|index| !asked.iter().any(|id| bank.id(*index) == Some(id)));
            assert!(tells(next) || !open.any(tells), "seed {seed}, after {asked:?}");
            run(&mut attempt, &bank, &[0.0]);
        }
        assert_eq!(attempt.next(&bank), Next::Finished(StopReason::LittleToLearn), "seed {seed}");
    }
}

/// As learners may ask whether they have reached a level.
fn deciding(level: Level) -> Settings {
    let classification = Some(Classification::of_level(level));
    let stop = StopRule { classification, ..StopRule::after(MOST_QUESTIONS_UNTIL_KNOWN) };
    Settings { stop, ..Settings::adaptive(stop.length, 1) }
}

#[test]
fn m16_what_was_decided_about_a_level_is_told_with_how_sure_it_is() {
    let bank = Bank::new(&synthetic_items(60, 3)).unwrap();
    for (shares, is_reached, title) in [
        (vec![1.0; 40], Some(true), "Decided: at or above “Strong”"),
        (vec![0.0; 40], Some(false), "Decided: below “Strong”"),
        (vec![1.0; 2], None, "Not decided: at or above “Strong”, or below it"),
    ] {
        let mut attempt = Attempt::started(deciding(Level::Strong));
        let asked = run(&mut attempt, &bank, &shares).len();
        let decision = attempt.decision().unwrap();
        assert_eq!((decision.is_reached, decision.title().as_str()), (is_reached, title));
        let classified =
            Next::Finished(StopReason::Classified { cut: 1.0, is_above: is_reached == Some(true) });
        assert_eq!(attempt.next(&bank) == classified, is_reached.is_some());
        assert!((5..20).contains(&asked) || is_reached.is_none(), "{asked} questions");
        let [certainty, errors] = decision.certainty();
        assert!(certainty.starts_with("The level begins at an ability of +1.0."), "{certainty}");
        assert_eq!(certainty.ends_with("which leaves it open."), is_reached.is_none(), "{certainty}");
        assert!(errors.contains("at most about 5 % of those whose ability is 0.5 or more away"), "{errors}");
    }
    assert_eq!(Attempt::started(Settings::adaptive(10, 1)).decision(), None);
}

#[test]
fn m16_a_decision_about_a_cut_that_no_level_has_names_the_ability() {
    let mut settings = deciding(Level::Capable);
    settings.stop.classification = Some(Classification { cut: 0.25, indifference: 0.4, error: 0.1 });
    let decision = Attempt::started(settings).decision().unwrap();
    assert_eq!(decision.title(), "Not decided: at or above an ability of +0.3, or below it");
    assert!(decision.certainty()[0].starts_with("The line is at"), "{:?}", decision.certainty());
}

#[test]
fn m16_the_chance_that_an_ability_is_past_a_cut_is_the_part_of_the_posterior_there() {
    let normal = |cut: f64| Posterior::new(&Prior::default()).chance_at_least(cut);
    // Of the standard normal distribution between -4 and 4: Phi(1) = 0.841345, Phi(0.51) = 0.694974, Phi(4) = 0.999968.
    for (cut, chance) in [(-4.0, 1.0), (0.0, 0.5), (0.51, 0.305014), (1.0, 0.158634), (4.0, 0.0), (9.0, 0.0)]
    {
        assert!((normal(cut) - chance).abs() < 1e-4, "{cut}: {}", normal(cut));
    }
    // After answers, against a fine grid of what a right and a wrong answer make of the prior.
    let mut posterior = Posterior::new(&Prior::default());
    [seen(rasch(0.5), 1.0), seen(rasch(1.5), 0.0)].into_iter().for_each(|answer| posterior.observe(answer));
    let logistic = |x: f64| 1.0 / (1.0 + (-x).exp());
    let density = |t: f64| (-t * t / 2.0).exp() * logistic(t - 0.5) * (1.0 - logistic(t - 1.5));
    let mass = |from: f64| {
        let steps = 40_000;
        let width = (4.0 - from) / f64::from(steps);
        (0..steps).map(|step| density(from + width * (f64::from(step) + 0.5)) * width).sum::<f64>()
    };
    assert!((posterior.chance_at_least(1.0) - mass(1.0) / mass(-4.0)).abs() < 1e-4);
}

#[test]
fn m16_half_a_level_away_at_most_one_decision_in_twenty_is_wrong() {
    let bank = Bank::new(&synthetic_items(300, 42)).unwrap();
    let settings = deciding(Level::Strong);
    for distance in [-1.0, -0.5, 0.5, 1.0] {
        let figures = simulate_one_ability(&bank, &settings, 1000, 2026, 1.0 + distance);
        let [below, above] = figures.decided;
        let (right, wrong) = if distance > 0.0 { (above, below) } else { (below, above) };
        println!("{distance}: right {right:.3}, wrong {wrong:.3}, after {:.1}", figures.mean_length);
        // 0.05 / 0.95 is the bound of the test; a whole level away it is far from it.
        assert!(wrong < if distance.abs() < 1.0 { 0.053 } else { 0.005 });
        assert!(right > if distance.abs() < 1.0 { 0.85 } else { 0.98 });
        assert!(figures.mean_length < f64::from(MOST_QUESTIONS_UNTIL_KNOWN) / 2.0);
    }
}

#[test]
fn m16_numbers_that_make_no_ratio_test_are_told() {
    let sound = Classification::of_level(Level::Strong);
    assert!(sound.is_sound());
    for flawed in [
        Classification { cut: f64::NAN, ..sound },
        Classification { cut: f64::INFINITY, ..sound },
        Classification { indifference: 0.0, ..sound },
        Classification { indifference: f64::NAN, ..sound },
        Classification { error: 0.0, ..sound },
        Classification { error: 0.5, ..sound },
    ] {
        assert!(!flawed.is_sound(), "{flawed:?}");
    }
}

#[test]
fn m16_only_an_attempt_that_nothing_else_ends_has_a_length() {
    let whole = StopRule::after(10);
    assert!(whole.has_length());
    for stop in [
        StopRule { standard_error: Some(0.3), ..whole },
        StopRule { information: Some(0.1), ..whole },
        StopRule { classification: Some(Classification::of_level(Level::Expert)), ..whole },
        StopRule { time_millis: Some(1), ..whole },
    ] {
        assert!(!stop.has_length());
    }
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
