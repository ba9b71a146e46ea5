use assessment::{Attempt, Bank, Next, Settings, SplitMix64};

use crate::build::{answer, normal, synthetic_items, uniform};

struct Figures {
    bias: f64,
    rmse: f64,
    /// Share of learners whose ability lies in the 95 % interval.
    coverage: f64,
}

/// Learners of these abilities take 20 adaptive questions each.
fn simulate(abilities: impl Fn(&mut SplitMix64) -> f64, learners: u64) -> Figures {
    const QUESTIONS: u32 = 20;
    let items = synthetic_items(300, 42);
    let bank = Bank::new(&items).unwrap();
    let mut random = SplitMix64::new(2026);
    let (mut sum, mut squares, mut covered) = (0.0, 0.0, 0.0);
    for learner in 0..learners {
        let ability = abilities(&mut random);
        let mut attempt = Attempt::started(Settings::adaptive(QUESTIONS, learner));
        while let Next::Question(index) = attempt.next(&bank) {
            let item = &items[index];
            attempt.shown(&item.id, item.parameters).unwrap();
            let is_right = uniform(&mut random) < item.parameters.probability(ability);
            attempt.answered(answer(&item.id, f64::from(u8::from(is_right)))).unwrap();
        }
        let estimate = attempt.estimate();
        let error = estimate.theta - ability;
        sum += error;
        squares += error * error;
        let [low, high] = estimate.interval();
        covered += f64::from(u8::from((low..=high).contains(&ability)));
    }
    let learners = learners as f64;
    Figures { bias: sum / learners, rmse: (squares / learners).sqrt(), coverage: covered / learners }
}

#[test]
fn m31_twenty_questions_find_the_ability_of_simulated_learners() {
    let figures = simulate(normal, 1000);
    println!("bias {:.4}, RMSE {:.4}, coverage {:.3}", figures.bias, figures.rmse, figures.coverage);
    assert!(figures.bias.abs() < 0.05);
    assert!(figures.rmse < 0.32);
    // 95 %, give or take four standard errors of sqrt(0.95 * 0.05 / 1000) = 0.7 %.
    assert!((figures.coverage - 0.95).abs() < 0.028);
}

#[test]
fn m31_learners_far_out_are_drawn_to_the_middle_by_less_than_a_quarter() {
    // The prior pulls by about the posterior variance times the distance: 0.3^2 * 2 = 0.18.
    for (ability, pull) in [(-2.0, 1.0), (0.0, 0.0), (2.0, -1.0)] {
        let figures = simulate(|_| ability, 300);
        println!(
            "at {ability}: bias {:.4}, RMSE {:.4}, coverage {:.3}",
            figures.bias, figures.rmse, figures.coverage
        );
        assert!(figures.bias.abs() < 0.25 && figures.bias * pull >= 0.0);
        assert!(figures.rmse < 0.4);
    }
}
