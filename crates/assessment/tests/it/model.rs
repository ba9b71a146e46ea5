use assessment::{ItemParameters, ParameterError};
use proptest::prelude::*;

use crate::build::{parameters, rasch};

pub fn any_parameters() -> impl Strategy<Value = ItemParameters> {
    let asymptotes = prop_oneof![Just((0.0, 1.0)), (0.0..0.4, 0.5..=1.0)];
    (0.01..10.0, -3.0..=3.0, asymptotes).prop_map(|(a, b, (c, d))| parameters(a, b, c, d))
}

#[track_caller]
fn close(one: f64, other: f64, margin: f64) {
    assert!((one - other).abs() <= margin, "{one} is not {other}");
}

#[test]
fn m1_probability_follows_the_logistic_curve_of_one_to_four_parameters() {
    // 1 / (1 + e^-1) = 0.731058578630
    close(rasch(0.0).probability(1.0), 0.731_058_578_630, 1e-12);
    // a = 2 doubles the logit: 1 / (1 + e^-2) = 0.880797077978
    close(parameters(2.0, 0.0, 0.0, 1.0).probability(1.0), 0.880_797_077_978, 1e-12);
    // 0.25 + 0.75 * 0.731058578630 = 0.798293933972
    close(parameters(1.0, 0.0, 0.25, 1.0).probability(1.0), 0.798_293_933_972, 1e-12);
    // 0.25 + 0.65 * 0.731058578630 = 0.725188076109
    close(parameters(1.0, 0.0, 0.25, 0.9).probability(1.0), 0.725_188_076_109, 1e-12);
}

#[test]
fn m2_information_of_a_three_parameter_item_is_the_known_closed_form() {
    // Lord 1980: I = a^2 (Q / P) ((P - c) / (1 - c))^2; at ability b: P = 0.6, Q = 0.4, (0.4 / 0.8)^2 = 0.25.
    let item = parameters(1.5, 0.5, 0.2, 1.0);
    close(item.information(0.5), 2.25 * (0.4 / 0.6) * 0.25, 1e-12);
}

#[test]
fn m4_the_error_names_the_parameter_that_is_wrong() {
    let error = |a, b, c, d| parameters(a, b, c, d).checked().unwrap_err();
    assert_eq!(error(0.0, 0.0, 0.0, 1.0), ParameterError::Discrimination { a: 0.0 });
    assert_eq!(error(-1.0, 0.0, 0.0, 1.0), ParameterError::Discrimination { a: -1.0 });
    assert_eq!(error(10.5, 0.0, 0.0, 1.0), ParameterError::Discrimination { a: 10.5 });
    assert_eq!(error(1.0, 3.5, 0.0, 1.0), ParameterError::Difficulty { b: 3.5 });
    assert_eq!(error(1.0, 0.0, -0.1, 1.0), ParameterError::Asymptote { name: 'c', value: -0.1 });
    assert_eq!(error(1.0, 0.0, 0.0, 1.1), ParameterError::Asymptote { name: 'd', value: 1.1 });
    assert_eq!(error(1.0, 0.0, 0.9, 0.8), ParameterError::AsymptotesCross { c: 0.9, d: 0.8 });
    assert_eq!(error(1.0, 0.0, 0.8, 0.8), ParameterError::AsymptotesCross { c: 0.8, d: 0.8 });
    assert_eq!(error(f64::NAN, 0.0, 0.0, 1.0), ParameterError::NotFinite { name: 'a' });
    assert_eq!(error(1.0, f64::NEG_INFINITY, 0.0, 1.0), ParameterError::NotFinite { name: 'b' });
    assert_eq!(
        error(1.0, 0.0, 0.9, 0.8).to_string(),
        "lower asymptote c is 0.9 and upper asymptote d is 0.8; c has to be less than d by 0.05 or more"
    );
}

#[test]
fn m4_parameters_survive_the_way_through_a_record() {
    let item = parameters(1.5, -0.5, 0.2, 0.98);
    assert_eq!(ItemParameters::from_array(item.to_array()), Ok(item));
    assert!(ItemParameters::from_array([0.0; 4]).is_err());
}

#[test]
fn m3_the_log_likelihood_keeps_its_digits_far_out() {
    // ln P = -ln(1 + e^-z) is -z for z = -600, and ln(1 - P) is -600 for z = 600.
    close(rasch(0.0).log_likelihood(-600.0, 1.0), -600.0, 1e-9);
    close(rasch(0.0).log_likelihood(600.0, 0.0), -600.0, 1e-9);
    close(rasch(0.0).log_likelihood(1e9, 0.0), -1e9, 1e-3);
}

proptest! {
    #[test]
    fn m1_probability_stays_between_the_asymptotes_and_rises(item in any_parameters(), at in -1e6..1e6_f64) {
        let probability = item.probability(at);
        prop_assert!((item.c..=item.d).contains(&probability));
        prop_assert!(item.probability(at + 0.1) >= probability);
    }

    #[test]
    fn m2_information_is_the_squared_slope_over_the_variance(item in any_parameters(), at in -4.0..4.0_f64) {
        let step = 1e-5;
        let slope = (item.probability(at + step) - item.probability(at - step)) / (2.0 * step);
        let probability = item.probability(at);
        let variance = probability * (1.0 - probability);
        prop_assume!(variance > 1e-4);
        let expected = slope * slope / variance;
        prop_assert!((item.information(at) - expected).abs() <= 1e-5 + 1e-5 * expected);
    }

    #[test]
    fn m2_m3_nothing_overflows_at_any_ability(item in any_parameters(), at in -1e9..1e9_f64, share in 0.0..=1.0_f64) {
        prop_assert!(item.information(at) >= 0.0 && item.information(at).is_finite());
        for share in [0.0, share, 1.0] {
            prop_assert!(item.log_likelihood(at, share) <= 1e-12);
            prop_assert!(item.log_likelihood(at, share).is_finite());
        }
    }
}
