use diagram::{Distribution, Routing};
use proptest::prelude::*;

use super::{check_tail, latency, p99};
use crate::sketch::{Sketch, assert_close};

#[test]
fn a10_percentiles_of_m_m_1_are_logarithms() {
    // Response of M/M/1 is exponential with rate mu - lambda = 0.1 - 0.06 = 0.04 a millisecond.
    let one = Sketch::of(&["client -> service"])
        .without_network()
        .serves("service", 10.0)
        .load("client", 60.0, 100.0);
    let found = latency(&one);
    for (millis, p) in [(found.p50_millis, 0.5_f64), (found.p95_millis, 0.95), (found.p99_millis, 0.99)] {
        assert_close(millis.unwrap(), -(1.0 - p).ln() / 0.04, 1e-9);
    }
}

#[test]
fn a10_constant_network_time_only_shifts_percentiles() {
    let far = Sketch::of(&["client -> service"]).serves("service", 10.0).load("client", 60.0, 100.0);
    assert_close(p99(&far), 40.0 - 0.01_f64.ln() / 0.04, 1e-9);
    let farther =
        far.change_connection("client", "service", |connection| connection.network_millis = Some(5e5));
    assert_close(p99(&farther), 1e6 - 0.01_f64.ln() / 0.04, 1e-12);
}

#[test]
fn a10_two_equal_queues_are_erlang_2() {
    let tandem = Sketch::of(&["client -> a:service -> b:service"])
        .without_network()
        .load("client", 50.0, 100.0)
        .serves("a", 10.0)
        .serves("b", 10.0);
    check_tail(&tandem, |t| (1.0 + 0.05 * t) * (-0.05 * t).exp(), 1e-8);
}

#[test]
fn a10_two_different_queues_are_hypoexponential() {
    let tandem = Sketch::of(&["client -> a:service -> b:service"])
        .without_network()
        .load("client", 50.0, 100.0)
        .serves("a", 10.0)
        .serves("b", 4.0);
    // Rates 0.05 and 0.2 a millisecond.
    check_tail(&tandem, |t| (0.2 * (-0.05 * t).exp() - 0.05 * (-0.2 * t).exp()) / 0.15, 1e-8);
}

#[test]
fn a10_percentiles_of_m_m_c_follow_its_mixture() {
    // c = 3, a = 2: waits with probability 4 / 9, then exponentially at 3 mu - lambda = 0.05; service at mu = 0.05.
    // Both rates are equal, so P(T > t) = exp(-0.05 t) (5 / 9 + 4 / 9 (1 + 0.05 t)).
    let pool = Sketch::of(&["client -> service*3"])
        .without_network()
        .serves("service", 20.0)
        .load("client", 100.0, 50.0);
    check_tail(&pool, |t| (-0.05 * t).exp() * (1.0 + 4.0 / 9.0 * 0.05 * t), 1e-8);
}

#[test]
fn a10_percentiles_do_not_add() {
    let chain = |length: usize| {
        let way: Vec<String> = (0..length).map(|index| format!("s{index}:service")).collect();
        let sketch = Sketch::of(&[&format!("client -> {}", way.join(" -> "))]).without_network();
        (0..length).fold(sketch.load("client", 50.0, 100.0), |sketch, index| {
            sketch.serves(&format!("s{index}"), 10.0)
        })
    };
    // Ten exponentials of 20 ms are Erlang-10: p99 is 0.5 x chi²(20 degrees, 0.99) x 20 ms = 37.566 / 2 x 20 = 375.7 ms,
    // far under ten times the p99 of one, 921 ms.
    assert_close(p99(&chain(10)), 375.66, 1e-4);
    assert_close(p99(&chain(1)) * 10.0, 921.034, 1e-5);
}

#[test]
fn a10_constant_times_have_constant_percentiles() {
    let constant = Sketch::of(&["client -> service"])
        .serves_as("service", 10.0, Distribution::Constant, 1_000)
        .load("client", 1.0, 100.0);
    assert_close(p99(&constant), 50.0, 1e-9);
    assert_close(latency(&constant).p50_millis.unwrap(), 50.0, 1e-9);
}

/// Tail of the wait of M/D/1 (A. K. Erlang, 1909; in this form C. D. Crommelin, 1932), in units of the service time:
/// `P(W <= t) = (1 - rho) sum over k from 0 to t of (rho (k - t))^k / k! exp(-rho (k - t))`.
fn wait_of_m_d_1(utilisation: f64, t: f64) -> f64 {
    let terms = (0..=t.floor() as u32).map(|k| {
        let x = utilisation * (f64::from(k) - t);
        (1..=k).fold((-x).exp(), |term, n| term * x / f64::from(n))
    });
    1.0 - (1.0 - utilisation) * terms.sum::<f64>()
}

#[test]
fn a10_percentiles_of_m_d_1_are_erlangs_of_1909() {
    assert_close(wait_of_m_d_1(0.5, 0.0), 0.5, 1e-12);
    for utilisation in [0.6, 0.7, 0.8, 0.9] {
        let one = Sketch::of(&["client -> service"])
            .without_network()
            .serves_as("service", 10.0, Distribution::Constant, 1)
            .load("client", 100.0 * utilisation, 100.0);
        let tail = |millis: f64| wait_of_m_d_1(utilisation, millis / 10.0 - 1.0);
        check_tail(&one, tail, 2e-3);
    }
}

#[test]
fn a10_percentiles_of_m_e2_1_are_its_closed_form() {
    // Pollaczek and Khinchine with Erlang-2 service, rate b = 0.2 for each half of 10 ms, and lambda = 0.05: the response
    // is (1 - rho) b² / (s² + (2 b - lambda) s + b (b - 2 lambda)) = 0.02 / ((s + p) (s + q)), p q = 0.02, p + q = 0.35.
    let half = (0.35_f64 * 0.35 - 4.0 * 0.02).sqrt() / 2.0;
    let (p, q) = (0.175 - half, 0.175 + half);
    let one = Sketch::of(&["client -> service"])
        .without_network()
        .serves_as("service", 10.0, Distribution::Gamma, 1)
        .change("service", |component| {
            component.service_time.as_mut().unwrap().coefficient_of_variation = 0.5_f64.sqrt();
        })
        .load("client", 50.0, 100.0);
    check_tail(&one, |t| (q * (-p * t).exp() - p * (-q * t).exp()) / (q - p), 1e-7);
}

#[test]
fn a10_gamma_service_has_gamma_percentiles() {
    let gamma = Sketch::of(&["client -> service"])
        .without_network()
        .serves_as("service", 10.0, Distribution::Gamma, 1)
        .change("service", |component| {
            component.service_time.as_mut().unwrap().coefficient_of_variation = 0.5;
        })
        .load("client", 0.0, 100.0);
    // Coefficient of variation 1/2 is shape 4: Erlang-4 with rate 0.4.
    let tail = |t: f64| {
        let x = 0.4 * t;
        (-x).exp() * (1.0 + x + x * x / 2.0 + x * x * x / 6.0)
    };
    check_tail(&gamma, tail, 1e-8);
    // Shape 1 / 0.7² is no whole number; between shapes 2 and 3 of the same mean lie its percentiles.
    let between = gamma.change("service", |component| {
        component.service_time.as_mut().unwrap().coefficient_of_variation = 0.7;
    });
    let found = p99(&between);
    assert!((28.0..33.2).contains(&found), "{found}");
}

proptest! {
    /// A chain of exponential stations against its closed form (distinct rates).
    #[test]
    fn a10_chains_match_the_hypoexponential_form(seeds in proptest::collection::vec(0.0..1.0f64, 1..5), load in 1.0..60.0f64) {
        // Means apart by at least a third, so that the closed form keeps its digits.
        let means: Vec<f64> = seeds.iter().enumerate().map(|(i, seed)| 1.5_f64.powi(i as i32) * (1.0 + 0.1 * seed)).collect();
        let way: Vec<String> = (0..means.len()).map(|i| format!("s{i}:service")).collect();
        let mut sketch = Sketch::of(&[&format!("client -> {}", way.join(" -> "))]).without_network().load("client", load, 100.0);
        for (i, mean) in means.iter().enumerate() {
            sketch = sketch.serves(&format!("s{i}"), *mean);
        }
        let rates: Vec<f64> = means.iter().map(|mean| 1.0 / mean - load / 1000.0).collect();
        let tail = |t: f64| -> f64 {
            rates.iter().enumerate().map(|(i, rate)| {
                let others = rates.iter().enumerate().filter(|(j, _)| *j != i);
                others.map(|(_, other)| other / (other - rate)).product::<f64>() * (-rate * t).exp()
            }).sum()
        };
        let found = latency(&sketch);
        for (millis, height) in [(found.p50_millis, 0.5), (found.p95_millis, 0.05), (found.p99_millis, 0.01)] {
            let at = tail(millis.unwrap());
            prop_assert!((at - height).abs() < 1e-6, "{at} {height}");
        }
    }
}

/// Two constant ways, of which one takes no time: the distribution is a single jump, the hardest case there is.
#[test]
fn a10_a_jump_is_found_to_a_tenth_and_usually_far_better() {
    for (weight, far, percent) in (0..40).flat_map(|k| {
        let far = 1.1_f64.powi(k);
        [(0.5, far, 0.02), (0.4, far, 0.02), (0.2, far, 0.02), (0.06, far, 0.12)]
    }) {
        let jump = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
            .without_network()
            .serves("load_balancer", 0.0)
            .serves("a", 0.0)
            .serves("b", 0.0)
            .routing("load_balancer", "a", Routing::ByWeight, 1.0 - weight)
            .routing("load_balancer", "b", Routing::ByWeight, weight)
            .change_connection("load_balancer", "b", |connection| {
                connection.network_millis = Some(far / 2.0);
            });
        let found = latency(&jump);
        assert_close(found.p95_millis.unwrap(), far, percent);
        assert_close(found.p99_millis.unwrap(), far, percent);
        assert!(weight == 0.5 || found.p50_millis.unwrap() <= percent * far, "{found:?}");
    }
}

/// 50 ms, and for one call in ten a second more, without any waiting.
fn with_cold_starts() -> Sketch {
    Sketch::of(&["client -> serverless_function"])
        .without_network()
        .load("client", 20.0, 100.0)
        .serves_as("serverless_function", 50.0, Distribution::Exponential, 1_000)
        .property("serverless_function", "cold_start_percent", 10.0)
        .property("serverless_function", "cold_start_millis", 1_000.0)
}

#[test]
fn a41_cold_starts_are_a_mixture() {
    let warm = |t: f64| (-t.max(0.0) / 50.0).exp();
    check_tail(&with_cold_starts(), |t| 0.9 * warm(t) + 0.1 * warm(t - 1_000.0).min(1.0), 0.05);
    let found = latency(&with_cold_starts());
    assert_close(found.mean_millis.unwrap(), 150.0, 1e-9);
    // 0.1 exp(-(t - 1000) / 50) = 0.01
    assert_close(found.p99_millis.unwrap(), 1_000.0 + 50.0 * 10.0_f64.ln(), 2e-3);
}

#[test]
fn a41_a_cold_start_takes_a_place_as_long_as_it_lasts() {
    // 20 a second x 150 ms of 1,000 places.
    assert_close(with_cold_starts().component_report("serverless_function").utilisation, 0.003, 1e-12);
    let every = with_cold_starts().property("serverless_function", "cold_start_percent", 100.0);
    assert_close(latency(&every).mean_millis.unwrap(), 1_050.0, 1e-9);
    let never = every.property("serverless_function", "cold_start_percent", 0.0);
    assert_close(p99(&never), 50.0 * 100.0_f64.ln(), 1e-9);
}
