use assessment::{
    Bound, Estimate, ItemParameters, LARGEST_STANDARD_ERROR, Observation, Posterior, Prior, eap, map, mle,
    wle,
};
use proptest::prelude::*;

use crate::build::{parameters, rasch, seen};
use crate::model::any_parameters;

#[track_caller]
fn close(one: f64, other: f64, margin: f64) {
    assert!((one - other).abs() <= margin, "{one} is not {other}, by {}", (one - other).abs());
}

/// Mean and standard deviation of the posterior by Simpson's rule on 80,001 nodes.
fn fine_eap(observations: &[Observation], prior: &Prior) -> (f64, f64) {
    const STEPS: usize = 80_000;
    let ability = |node: usize| -4.0 + 8.0 * node as f64 / STEPS as f64;
    let log_density = |at: f64| {
        let deviation = (at - prior.mean()) / prior.sd();
        let of = |seen: &Observation| seen.parameters().log_likelihood(at, seen.share());
        observations.iter().map(of).sum::<f64>() - 0.5 * deviation * deviation
    };
    let densities: Vec<f64> = (0..=STEPS).map(|node| log_density(ability(node))).collect();
    let highest = densities.iter().copied().fold(f64::MIN, f64::max);
    let weight = |node: usize| match node {
        0 | STEPS => 1.0,
        node if node % 2 == 1 => 4.0,
        _ => 2.0,
    };
    let (mut mass, mut first, mut second) = (0.0, 0.0, 0.0);
    for (node, density) in densities.iter().enumerate() {
        let share = weight(node) * (density - highest).exp();
        mass += share;
        first += share * ability(node);
        second += share * ability(node) * ability(node);
    }
    let mean = first / mass;
    (mean, (second / mass - mean * mean).sqrt())
}

/// `count` items with difficulties spread over -2.5 to 2.5; the share of each from a rule.
fn answers(count: usize, a: f64, c: f64, share: impl Fn(usize) -> f64) -> Vec<Observation> {
    let b = |index: usize| -2.5 + 5.0 * index as f64 / count as f64;
    (0..count).map(|index| seen(parameters(a, b(index), c, 1.0), share(index))).collect()
}

#[test]
fn m5_eap_agrees_with_a_fine_grid_to_a_millionth() {
    let alternating = |index: usize| f64::from(u8::from(index.is_multiple_of(2)));
    let up_to_half = |count: usize| move |index: usize| f64::from(u8::from(index < count / 2));
    let cases = [
        answers(0, 1.0, 0.0, alternating),
        answers(1, 1.0, 0.0, |_| 1.0),
        answers(5, 3.0, 0.0, |_| 0.0),
        answers(20, 1.5, 0.2, alternating),
        answers(20, 1.5, 0.2, up_to_half(20)),
        answers(20, 3.0, 0.25, |_| 1.0),
        answers(20, 3.0, 0.25, |_| 0.0),
        answers(100, 2.0, 0.0, up_to_half(100)),
        answers(100, 3.0, 0.2, up_to_half(100)),
        answers(60, 1.0, 0.2, |index| (index % 4) as f64 / 3.0),
    ];
    for prior in [Prior::default(), Prior::normal(1.5, 0.3).unwrap(), Prior::normal(-4.0, 10.0).unwrap()] {
        for observations in &cases {
            let (mean, sd) = fine_eap(observations, &prior);
            let estimate = eap(observations, &prior);
            close(estimate.theta, mean, 1e-6);
            close(estimate.standard_error, sd, 1e-6);
        }
    }
}

#[test]
fn m5_without_answers_eap_is_the_prior() {
    let estimate = eap(&[], &Prior::normal(0.5, 0.5).unwrap());
    close(estimate.theta, 0.5, 1e-6);
    close(estimate.standard_error, 0.5, 1e-6);
    assert_eq!((estimate.maxima, estimate.bound, estimate.log_likelihood), (1, None, 0.0));
}

#[test]
fn m5_a_posterior_fed_one_by_one_is_the_same_as_all_at_once() {
    let observations = answers(12, 1.3, 0.2, |index| f64::from(u8::from(index % 3 != 0)));
    let mut posterior = Posterior::new(&Prior::default());
    for observation in &observations {
        posterior.observe(*observation);
    }
    assert_eq!(posterior.estimate(), eap(&observations, &Prior::default()));
}

#[test]
fn m5_a_prior_that_is_none_is_refused() {
    assert!(Prior::normal(f64::NAN, 1.0).is_err());
    assert!(Prior::normal(0.0, 0.0).is_err());
    assert!(Prior::normal(5.0, 1.0).is_err());
}

#[test]
fn m6_mle_of_equal_rasch_items_is_the_logit_of_the_share_right() {
    // 7 of 10 right at b = 0.5: theta = 0.5 + ln(7 / 3); I = 10 * 0.7 * 0.3 = 2.1.
    let observations: Vec<_> =
        (0..10).map(|index| seen(rasch(0.5), f64::from(u8::from(index < 7)))).collect();
    let estimate = mle(&observations);
    close(estimate.theta, 0.5 + (7.0_f64 / 3.0).ln(), 1e-9);
    close(estimate.standard_error, 1.0 / 2.1_f64.sqrt(), 1e-9);
    // 7 ln 0.7 + 3 ln 0.3
    close(estimate.log_likelihood, 7.0 * 0.7_f64.ln() + 3.0 * 0.3_f64.ln(), 1e-9);
    assert_eq!((estimate.maxima, estimate.bound), (1, None));
}

#[test]
fn m6_wle_of_equal_rasch_items_adds_half_a_right_and_half_a_wrong_answer() {
    // Score (x - n P) + J / 2I = 0 with J / I = 1 - 2P gives P = (x + 1/2) / (n + 1).
    for right in 0..=10 {
        let observations: Vec<_> =
            (0..10).map(|index| seen(rasch(0.5), f64::from(u8::from(index < right)))).collect();
        let share = (f64::from(right) + 0.5) / 11.0;
        close(wle(&observations).theta, 0.5 + (share / (1.0 - share)).ln(), 1e-9);
    }
}

#[test]
fn m6_map_of_one_right_rasch_item_solves_theta_is_one_minus_p() {
    // theta = 1 / (1 + e^theta) has the root 0.401058137542; I = P (1 - P) = 0.401058 * 0.598942, plus 1 / sd^2 = 1.
    let estimate = map(&[seen(rasch(0.0), 1.0)], &Prior::default());
    close(estimate.theta, 0.401_058_137_542, 1e-9);
    close(estimate.standard_error, 1.0 / (1.0 + 0.401_058_137_5 * 0.598_941_862_5_f64).sqrt(), 1e-9);
}

#[test]
fn m7_of_two_maxima_the_higher_is_returned() {
    // A steep easy item wrong and steep hard items right, with guessing: either the wrong answer was a slip of somebody
    // able, or the right ones were guesses.
    let slip = parameters(3.0, -2.0, 0.0, 1.0);
    let lucky = parameters(2.5, 2.0, 0.25, 1.0);
    let answers = |right: usize| {
        let mut observations = vec![seen(slip, 0.0)];
        observations.extend(std::iter::repeat_n(seen(lucky, 1.0), right));
        observations
    };
    for right in 1..=12 {
        let observations = answers(right);
        let estimate = mle(&observations);
        let likelihood = |at: f64| {
            observations.iter().map(|seen| seen.parameters().log_likelihood(at, seen.share())).sum::<f64>()
        };
        let scan = (0..=80_000).map(|node| -4.0 + f64::from(node) * 1e-4);
        let highest = scan.max_by(|one, other| likelihood(*one).total_cmp(&likelihood(*other))).unwrap();
        close(estimate.theta, highest, 2e-4);
        close(estimate.log_likelihood, likelihood(estimate.theta), 1e-12);
    }
    assert_eq!(mle(&answers(8)).maxima, 2);
    assert_eq!(mle(&answers(1)).bound, Some(Bound::Lowest));
}

#[test]
fn m7_all_right_and_all_wrong_give_the_ends_of_the_range_and_say_so() {
    let highest = mle(&answers(10, 1.2, 0.2, |_| 1.0));
    assert_eq!((highest.theta, highest.bound), (4.0, Some(Bound::Highest)));
    let lowest = mle(&answers(10, 1.2, 0.2, |_| 0.0));
    assert_eq!((lowest.theta, lowest.bound), (-4.0, Some(Bound::Lowest)));
    assert!(lowest.bound.unwrap().sentence().contains("lowest"));
}

#[test]
fn m7_without_answers_likelihood_says_that_nothing_is_known() {
    for estimate in [mle(&[]), wle(&[])] {
        assert_eq!((estimate.theta, estimate.maxima, estimate.bound), (0.0, 0, None));
        assert_eq!(estimate.standard_error, LARGEST_STANDARD_ERROR);
    }
}

#[test]
fn m8_a_thousand_wrong_answers_give_a_number() {
    for share in [0.0, 1.0] {
        for items in [answers(1000, 1.0, 0.0, |_| share), answers(1000, 10.0, 0.25, |_| share)] {
            all_estimates(&items).iter().for_each(check_sane);
        }
    }
}

#[test]
fn m9_a_half_right_answer_at_the_difficulty_moves_nothing() {
    // score = (1/2 - P) a = 0 at theta = b.
    close(mle(&[seen(rasch(0.7), 0.5)]).theta, 0.7, 1e-9);
    // Ten answers right by 0.7 are like seven right and three wrong.
    let shares: Vec<_> = (0..10).map(|_| seen(rasch(0.0), 0.7)).collect();
    close(mle(&shares).theta, (7.0_f64 / 3.0).ln(), 1e-9);
}

fn all_estimates(observations: &[Observation]) -> [Estimate; 4] {
    let prior = Prior::default();
    [eap(observations, &prior), map(observations, &prior), wle(observations), mle(observations)]
}

fn check_sane(estimate: &Estimate) {
    assert!((-4.0..=4.0).contains(&estimate.theta), "{estimate:?}");
    assert!(
        estimate.standard_error > 0.0 && estimate.standard_error <= LARGEST_STANDARD_ERROR,
        "{estimate:?}"
    );
    assert!(estimate.log_likelihood.is_finite(), "{estimate:?}");
    let [low, high] = estimate.interval();
    assert!(-4.0 <= low && low <= estimate.theta && estimate.theta <= high && high <= 4.0, "{estimate:?}");
}

fn any_answers(most: usize) -> impl Strategy<Value = Vec<Observation>> {
    let share = prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0];
    let answer = (any_parameters(), share).prop_map(|(parameters, share)| seen(parameters, share));
    proptest::collection::vec(answer, 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn m8_no_estimate_is_ever_not_a_number(observations in any_answers(30)) {
        all_estimates(&observations).iter().for_each(check_sane);
    }

    #[test]
    fn m7_no_point_of_the_range_has_a_greater_likelihood(observations in any_answers(8), at in -4.0..=4.0_f64) {
        let likelihood: f64 = observations.iter().map(|seen| seen.parameters().log_likelihood(at, seen.share())).sum();
        let estimate = mle(&observations);
        prop_assert!(likelihood <= estimate.log_likelihood + 1e-6);
    }

    #[test]
    fn m9_more_credit_never_lowers_the_ability(
        observations in any_answers(8),
        item in any_parameters(),
        one in 0.0..=1.0_f64,
        other in 0.0..=1.0_f64,
    ) {
        let with = |share: f64, item: ItemParameters| {
            let mut observations = observations.clone();
            observations.push(seen(item, share));
            eap(&observations, &Prior::default()).theta
        };
        prop_assert!(with(one.min(other), item) <= with(one.max(other), item) + 1e-6);
    }
}
