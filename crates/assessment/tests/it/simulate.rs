use std::sync::LazyLock;

use assessment::{Bank, ExposureTarget, Rule, Settings, calibrated_exposure, simulate, simulate_one_ability};

use crate::build::synthetic_items;

const LEARNERS: u32 = 1000;

fn bank() -> Bank {
    Bank::new(&synthetic_items(300, 42)).unwrap()
}

fn settings() -> Settings {
    Settings::adaptive(20, 0)
}

/// The bank with its limits, calibrated by the settings that it is used with; the ceiling leaves room for chance.
fn limited() -> &'static Bank {
    static LIMITED: LazyLock<Bank> = LazyLock::new(|| {
        let mut bank = bank();
        let target = ExposureTarget { ceiling: 0.22, learners: 600, rounds: 8, seed: 1 };
        bank.limit_exposure(&calibrated_exposure(&bank, &settings(), &target)).unwrap();
        bank
    });
    &LIMITED
}

#[test]
fn m31_twenty_questions_find_the_ability_of_simulated_learners() {
    for bank in [&bank(), limited()] {
        let figures = simulate(bank, &settings(), LEARNERS, 2026);
        println!("bias {:.4}, RMSE {:.4}, covered {:.3}", figures.bias, figures.rmse, figures.covered);
        assert!(figures.bias.abs() < 0.05);
        assert!(figures.rmse < 0.32);
        // 95 %, give or take four standard errors of sqrt(0.95 * 0.05 / 1000) = 0.7 %.
        assert!((figures.covered - 0.95).abs() < 0.028);
        assert_eq!(figures.mean_length, 20.0);
        // The five topics of the bank are the blueprint.
        assert_eq!(figures.fewest_topics, 5);
    }
}

#[test]
fn m34_exposure_control_keeps_every_item_from_more_than_thirty_percent_of_learners() {
    let free = simulate(&bank(), &Settings { randomesque: 1, ..settings() }, LEARNERS, 7);
    let controlled = simulate(limited(), &settings(), LEARNERS, 7);
    println!("highest exposure {:.3}, then {:.3}", free.highest_exposure(), controlled.highest_exposure());
    assert!(free.highest_exposure() > 0.5, "without control there has to be something to control");
    assert!(controlled.highest_exposure() <= 0.3);
    assert!(controlled.overlap < free.overlap);
}

#[test]
fn m34_overlap_and_exposure_of_questions_drawn_at_random_are_those_of_chance() {
    let random =
        Settings { rule: Rule::Random, balance: assessment::Balance::None, randomesque: 1, ..settings() };
    let figures = simulate(&bank(), &random, LEARNERS, 7);
    // Two draws of 20 out of 300 share 20 x 20 / 300 on average, a share of 1 / 15 with a standard error of under 0.001.
    assert!((figures.overlap - 1.0 / 15.0).abs() < 0.004, "{}", figures.overlap);
    // 1 / 15 of 1,000, with a standard deviation of 7.9, and the highest of 300 such.
    assert!((0.07..0.11).contains(&figures.highest_exposure()), "{}", figures.highest_exposure());
}

#[test]
fn m31_learners_far_out_are_drawn_to_the_middle_by_less_than_a_quarter() {
    // The prior pulls by about the posterior variance times the distance: 0.3^2 * 2 = 0.18.
    for (ability, pull) in [(-2.0, 1.0), (0.0, 0.0), (2.0, -1.0)] {
        let figures = simulate_one_ability(&bank(), &settings(), 300, 2026, ability);
        println!("at {ability}: bias {:.4}, RMSE {:.4}", figures.bias, figures.rmse);
        assert!(figures.bias.abs() < 0.25 && figures.bias * pull >= 0.0);
        assert!(figures.rmse < 0.4);
    }
}

#[test]
fn m31_every_adaptive_rule_finds_more_than_chance_does() {
    let rmse = |rule| simulate(&bank(), &Settings { rule, ..settings() }, 300, 5).rmse;
    let by_chance = rmse(Rule::Random);
    for rule in [
        Rule::MaximumInformation,
        Rule::KullbackLeibler,
        Rule::KullbackLeiblerPosterior,
        Rule::LikelihoodWeighted,
        Rule::PosteriorWeighted,
        Rule::Urry,
        Rule::AStratified { strata: 4 },
    ] {
        let rmse = rmse(rule);
        println!("{rule:?} {rmse:.3}, by chance {by_chance:.3}");
        assert!(rmse < 0.9 * by_chance, "{rule:?}");
    }
}
