use assessment::{
    CalibrationAnswer, ItemParameters, LEAST_ANSWERS_FOR_CALIBRATION, Observation, Prior, Provenance,
    Recalibrated, SPREAD_OF_AUTHORED_GUESSES, SplitMix64, eap, recalibrated,
};
use proptest::prelude::*;

use crate::build::{parameters, rasch};

fn answers(count: usize, right: usize, ability: f64) -> Vec<CalibrationAnswer> {
    (0..count).map(|index| CalibrationAnswer { ability, share: f64::from(u8::from(index < right)) }).collect()
}

fn again(item: ItemParameters, provenance: Provenance, answers: &[CalibrationAnswer]) -> Recalibrated {
    recalibrated(item, provenance, answers).unwrap().unwrap()
}

#[test]
fn m35_the_difficulty_is_the_highest_point_of_the_posterior() {
    // 30 of 100 learners of ability 0 are right at a Rasch item thought to be at 0: the slope of the posterior,
    // -(30 - 100 P) - b / 0.7^2 with P = 1 / (1 + e^b), is 0.
    let found = again(rasch(0.0), Provenance::AuthoredGuess, &answers(100, 30, 0.0));
    let b = found.parameters.b;
    let slope = 100.0 / (1.0 + b.exp()) - 30.0 - b / SPREAD_OF_AUTHORED_GUESSES.powi(2);
    assert!(slope.abs() < 1e-4, "{slope} at {b}");
    // Drawn to the guess from ln (70 / 30) = 0.847.
    assert!((0.7..0.847).contains(&b), "{b}");
    assert_eq!(found.provenance, Provenance::Calibrated { answers: 100 });
    let right = 1.0 / (1.0 + b.exp());
    let information = 100.0 * right * (1.0 - right) + SPREAD_OF_AUTHORED_GUESSES.powi(-2);
    assert!((found.standard_error - 1.0 / information.sqrt()).abs() < 1e-9);
}

#[test]
fn m35_few_answers_change_nothing() {
    let few = answers(LEAST_ANSWERS_FOR_CALIBRATION as usize - 1, 0, 0.0);
    assert_eq!(recalibrated(rasch(0.0), Provenance::AuthoredGuess, &few), Ok(None));
    let unknown = vec![CalibrationAnswer { ability: f64::NAN, share: 1.0 }; 50];
    assert_eq!(recalibrated(rasch(0.0), Provenance::AuthoredGuess, &unknown), Ok(None));
}

#[test]
fn m35_the_more_answers_the_further_a_difficulty_may_move() {
    let moved =
        |count: usize| again(rasch(0.0), Provenance::AuthoredGuess, &answers(count, 0, 0.0)).parameters.b;
    assert!(0.0 < moved(10) && moved(10) < moved(40) && moved(40) < moved(1000));
    assert!(moved(1000) <= 3.0);
}

#[test]
fn m35_a_value_from_many_answers_moves_less_and_counts_on() {
    let moved = |provenance| again(rasch(0.0), provenance, &answers(50, 10, 0.0));
    let (guessed, known) = (moved(Provenance::AuthoredGuess), moved(Provenance::Calibrated { answers: 500 }));
    assert!(0.0 < known.parameters.b && known.parameters.b < 0.25 * guessed.parameters.b);
    assert_eq!(known.provenance, Provenance::Calibrated { answers: 550 });
    assert!(known.standard_error < guessed.standard_error);
}

#[test]
fn m35_a_thousand_simulated_answers_find_the_true_difficulty() {
    let truth = parameters(1.3, 1.1, 0.2, 1.0);
    let mut random = SplitMix64::new(5);
    let answers: Vec<CalibrationAnswer> = (0..1000)
        .map(|_| {
            let ability = 4.0 * random.uniform() - 1.0;
            let share = f64::from(u8::from(random.uniform() < truth.probability(ability)));
            CalibrationAnswer { ability, share }
        })
        .collect();
    let found = again(ItemParameters { b: 0.0, ..truth }, Provenance::AuthoredGuess, &answers);
    assert!((found.parameters.b - 1.1).abs() < 3.0 * found.standard_error, "{found:?}");
    assert!(found.standard_error < 0.1);
    assert_eq!((found.parameters.a, found.parameters.c, found.parameters.d), (1.3, 0.2, 1.0));
}

#[test]
fn m35_parameters_that_make_no_curve_are_refused() {
    let crossed = parameters(1.0, 0.0, 0.9, 0.8);
    assert!(recalibrated(crossed, Provenance::AuthoredGuess, &answers(50, 10, 0.0)).is_err());
}

proptest! {
    #[test]
    fn m35_whatever_the_answers_the_item_can_still_be_used(
        b in -3.0..=3.0_f64,
        c in 0.0..0.3_f64,
        answers in proptest::collection::vec((-4.0..4.0_f64, 0.0..=1.0_f64), 10..60),
    ) {
        let answers: Vec<CalibrationAnswer> =
            answers.into_iter().map(|(ability, share)| CalibrationAnswer { ability, share }).collect();
        let found = again(parameters(1.2, b, c, 1.0), Provenance::AuthoredGuess, &answers);
        prop_assert!(found.parameters.checked().is_ok());
        prop_assert!(found.standard_error > 0.0 && found.standard_error <= SPREAD_OF_AUTHORED_GUESSES);
    }
}

#[test]
fn m35_an_answer_is_held_against_the_ability_that_the_others_show() {
    let observations =
        [(0.0, 1.0), (0.5, 0.0), (1.0, 1.0)].map(|(b, share)| Observation::new(rasch(b), share).unwrap());
    let prior = Prior::default();
    let middle = CalibrationAnswer::of_attempt(&prior, &observations, 1).unwrap();
    let others = eap(&[observations[0], observations[2]], &prior).theta;
    assert_eq!((middle.ability, middle.share), (others, 0.0));
    assert!(others > eap(&observations, &prior).theta);
    // The only answer of an attempt is held against the prior.
    let alone = CalibrationAnswer::of_attempt(&prior, &observations[..1], 0).unwrap();
    assert!(alone.ability.abs() < 1e-9);
    assert_eq!(CalibrationAnswer::of_attempt(&prior, &observations, 3), None);
}
