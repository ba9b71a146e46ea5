//! Service whose logarithm is normal: percentiles against closed forms and against a renewal equation solved on a grid.

use diagram::Distribution;

use super::latency;
use crate::sketch::{Sketch, assert_close};

/// Standard normal quantiles of 0.5, 0.95 and 0.99.
const NORMAL: [f64; 3] = [0.0, 1.644_853_626_951_472_2, 2.326_347_874_040_840_8];

fn log_normal(mean_millis: f64, variation: f64, concurrency: u32, per_second: f64) -> Sketch {
    Sketch::of(&["client -> service"])
        .without_network()
        .serves_as("service", mean_millis, Distribution::LogNormal, concurrency)
        .change("service", |component| {
            component.service_time.as_mut().unwrap().coefficient_of_variation = variation;
        })
        .load("client", per_second, 100.0)
}

fn percentiles(sketch: &Sketch) -> [f64; 3] {
    let found = latency(sketch);
    [found.p50_millis, found.p95_millis, found.p99_millis].map(Option::unwrap)
}

#[test]
fn a10_log_normal_service_has_log_normal_percentiles() {
    // exp(mu + sigma z) with sigma² = ln(1 + v²) and mu = ln(mean) - sigma² / 2; at v = 2 these are 4.47, 36.0, 85.6 ms.
    for variation in [0.2, 0.5, 1.0, 2.0, 3.0, 5.0] {
        let variance = f64::ln_1p(variation * variation);
        for (found, z) in percentiles(&log_normal(10.0, variation, 50, 1.0)).into_iter().zip(NORMAL) {
            assert_close(found, 10.0 * (variance.sqrt() * z - variance / 2.0).exp(), 1e-4);
        }
    }
}

#[test]
fn a10_a_narrow_log_normal_time_is_found_to_a_hundredth() {
    for variation in [1e-3, 0.01, 0.05, 0.1] {
        let variance = f64::ln_1p(variation * variation);
        for (found, z) in percentiles(&log_normal(10.0, variation, 50, 1.0)).into_iter().zip(NORMAL) {
            assert_close(found, 10.0 * (variance.sqrt() * z - variance / 2.0).exp(), 0.01);
        }
    }
}

#[test]
fn a10_an_added_constant_and_a_chance_mix_with_log_normal_service() {
    // Every second request goes to a log-normal service, the others are answered at once: p50 of those who are not is the
    // p95 of the whole at 90 % within the half that is slow: z(0.9) = 1.281551565545.
    let variance = f64::ln_1p(4.0);
    let mixed = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
        .without_network()
        .serves("load_balancer", 0.0)
        .serves("b", 0.0)
        .serves_as("a", 10.0, Distribution::LogNormal, 1_000)
        .change("a", |component| {
            component.service_time.as_mut().unwrap().coefficient_of_variation = 2.0;
        })
        .routing("load_balancer", "a", diagram::Routing::ByWeight, 1.0)
        .routing("load_balancer", "b", diagram::Routing::ByWeight, 1.0)
        .load("client", 1.0, 100.0);
    let expected = 10.0 * (variance.sqrt() * 1.281_551_565_545 - variance / 2.0).exp();
    assert_close(percentiles(&mixed)[1], expected, 1e-4);
    let far = mixed.change_connection("client", "load_balancer", |it| it.network_millis = Some(50.0));
    assert_close(percentiles(&far)[1], 100.0 + expected, 1e-5);
}

/// Percentiles of M/G/1 with log-normal service of mean 1, on a grid.
///
/// The wait solves `P(W > t) = rho P(R > t) + rho ∫ r(y) P(W > t - y) dy`, where `r(y) = P(S > y)` is the density of the rest
/// of a service time (Pollaczek and Khinchine as a renewal equation; W. Feller, "An Introduction to Probability Theory and
/// Its Applications", volume 2, 1971, section XI.6). The response is the wait plus a service time of its own.
fn response_on_a_grid(utilisation: f64, variation: f64, step: f64, cells: usize) -> [f64; 3] {
    let variance = f64::ln_1p(variation * variation);
    let longer = |t: f64| {
        if t <= 0.0 {
            return 1.0;
        }
        0.5 * libm::erfc((t.ln() + variance / 2.0) / (2.0 * variance).sqrt())
    };
    // Shares of rests and of services in each cell, exact up to the curve within a cell (Simpson's rule).
    let rest: Vec<f64> = (0..cells)
        .map(|cell| {
            let t = step * cell as f64;
            step / 6.0 * (longer(t) + 4.0 * longer(t + step / 2.0) + longer(t + step))
        })
        .collect();
    let mut left = 1.0;
    let beyond: Vec<f64> = rest
        .iter()
        .map(|share| {
            left -= share;
            left.max(0.0)
        })
        .collect();
    // Tails of the wait in the middle of each cell.
    let mut waits: Vec<f64> = Vec::with_capacity(cells);
    for cell in 0..cells {
        let before: f64 = (1..cell).map(|ago| rest[ago] * middle(&waits, cell - ago)).sum();
        let rest_longer = beyond[cell] + rest[cell] / 2.0;
        let within = rest[cell] / 2.0 * utilisation;
        // The first cell of rests leads to the mean of the wait before and the one that is looked for.
        let (known, unknown) = match cell {
            0 => (0.0, 0.0),
            _ => (rest[0] * waits[cell - 1] / 2.0, rest[0] / 2.0),
        };
        waits.push(utilisation * (rest_longer + before + within + known) / (1.0 - utilisation * unknown));
    }
    let served: Vec<f64> =
        (0..cells).map(|cell| longer(step * cell as f64) - longer(step * (cell as f64 + 1.0))).collect();
    let mut found = [0.0; 3];
    let mut wanted = [0.5, 0.05, 0.01].into_iter().enumerate().peekable();
    for cell in 0..cells {
        let t = step * (cell as f64 + 0.5);
        let waited: f64 = (0..cell).map(|ago| served[ago] * middle(&waits, cell - ago)).sum();
        let tail = longer(t) + waited + (longer(step * cell as f64) - longer(t)) * utilisation;
        while wanted.peek().is_some_and(|(_, height)| tail <= *height) {
            found[wanted.next().unwrap().0] = t;
        }
    }
    found
}

/// The tail at the start of a cell, between two middles.
fn middle(waits: &[f64], cell: usize) -> f64 {
    0.5 * (waits[cell - 1] + waits[cell])
}

#[test]
fn a10_percentiles_of_one_place_with_log_normal_service_are_those_of_pollaczek_and_khinchine() {
    for (utilisation, variation, step, cells) in
        [(0.5, 1.0, 0.01, 2_000), (0.8, 1.0, 0.02, 2_500), (0.5, 2.0, 0.02, 2_500), (0.7, 3.0, 0.06, 3_000)]
    {
        let expected = response_on_a_grid(utilisation, variation, step, cells);
        let found = percentiles(&log_normal(10.0, variation, 1, 100.0 * utilisation));
        for (found, expected) in found.into_iter().zip(expected) {
            assert!(expected > 0.0, "the grid ends too early");
            let slack = 0.01 * expected + step;
            assert!(
                (found / 10.0 - expected).abs() < slack,
                "{found} instead of {} ms with {utilisation} and {variation}",
                10.0 * expected
            );
        }
    }
}
