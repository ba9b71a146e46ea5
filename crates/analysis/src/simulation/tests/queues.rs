//! Queues of the textbook.

use diagram::Distribution;

use super::*;
use crate::simulation::Estimate;

#[track_caller]
fn holds(name: &str, found: Option<Estimate>, expected: f64) {
    let found = found.unwrap_or_else(|| panic!("{name} was not measured"));
    assert!(found.covers(expected), "{name}: {found:?} instead of {expected}");
    let half = (found.high.unwrap() - found.low.unwrap()) / 2.0;
    assert!(half < 0.15 * expected, "{name}: {found:?} says too little of {expected}");
}

#[test]
fn s3_m_m_1_agrees_with_the_formulas() {
    // 80 a second, 10 ms: rho = 0.8. W = 10 x 0.8 / 0.2 = 40 ms, response 50 ms and exponential, L = 80 x 0.04 = 3.2.
    let result = run(&queue(80.0, 10.0, 1), settings(20.0, 2_000.0, 1));
    let service = result.component("service");
    holds("load", service.arrivals_per_second, 80.0);
    holds("throughput", result.throughput_per_second, 80.0);
    holds("utilisation", service.utilisation, 0.8);
    holds("wait", service.wait_millis, 40.0);
    holds("response", service.response_millis, 50.0);
    holds("line", service.queue_length, 3.2);
    let client = result.client("client");
    holds("mean", client.mean_millis, 50.0);
    for (found, share) in [(client.p50_millis, 0.5), (client.p95_millis, 0.95), (client.p99_millis, 0.99f64)]
    {
        holds("percentile", found, -50.0 * (1.0 - share).ln());
    }
    assert_eq!((result.failed, result.failures.len()), (0, 0));
}

#[test]
fn s3_m_m_c_agrees_with_erlang() {
    // 3 places of 10 ms, 240 a second: a = 2.4. B = 2.4^3 / 6 / (1 + 2.4 + 2.88 + 2.304) = 2.304 / 8.584 = 0.26841,
    // C = B / (1 - 0.8 (1 - B)) = 0.64718, W = C x 10 / (3 - 2.4) = 10.786 ms.
    let lost = 2.304 / 8.584;
    let wait = lost / (1.0 - 0.8 * (1.0 - lost)) * 10.0 / 0.6;
    for replicas in [1, 3] {
        // Three places of one replica, or three replicas of one place: one line either way.
        let sketch =
            queue(240.0, 10.0, 3 / replicas).change("service", |service| service.replicas = replicas);
        let result = run(&sketch, settings(20.0, 1_000.0, 2));
        let service = result.component("service");
        holds("utilisation", service.utilisation, 0.8);
        holds("wait", service.wait_millis, wait);
        holds("line", service.queue_length, wait * 0.24);
        holds("response", service.response_millis, wait + 10.0);
    }
}

#[test]
fn s3_m_d_1_waits_half_as_long() {
    // Pollaczek and Khinchine: W = 10 x 0.8 / (2 x 0.2) = 20 ms; the service is 10 ms to the nanosecond.
    let sketch = queue(80.0, 10.0, 1).serves_as("service", 10.0, Distribution::Constant, 1);
    let result = run(&sketch, settings(20.0, 2_000.0, 3));
    let service = result.component("service");
    holds("wait", service.wait_millis, 20.0);
    holds("response", service.response_millis, 30.0);
    holds("utilisation", service.utilisation, 0.8);
}

#[test]
fn s3_m_g_1_follows_pollaczek_and_khinchine() {
    // Variation 1.5: W = 10 x 0.7 x (1 + 2.25) / (2 x 0.3) = 37.9167 ms at 70 a second, whatever the distribution.
    for distribution in [Distribution::Gamma, Distribution::LogNormal] {
        let sketch =
            queue(70.0, 10.0, 1).serves_as("service", 10.0, distribution, 1).change("service", |service| {
                service.service_time.as_mut().unwrap().coefficient_of_variation = 1.5;
            });
        let result = run(&sketch, settings(20.0, 3_000.0, 4));
        holds("wait", result.component("service").wait_millis, 37.916_666_7);
    }
}

#[test]
fn s3_queues_in_a_row_are_each_as_if_alone() {
    // Burke: what leaves M/M/1 is Poisson. 50 a second through 10, 12 and 4 ms: responses 10 / 0.5 = 20, 12 / 0.4 = 30,
    // 4 / 0.8 = 5; together 55 ms and the network 3 x 2 x 1.5 = 9 ms.
    let sketch = Sketch::of(&["client -> a:service -> b:service -> c:service"])
        .serves("a", 10.0)
        .serves("b", 12.0)
        .serves("c", 4.0)
        .load("client", 50.0, 100.0)
        .network(1.5);
    let result = run(&sketch, settings(20.0, 2_000.0, 5));
    for (name, response) in [("a", 20.0), ("b", 30.0), ("c", 5.0)] {
        holds(name, result.component(name).response_millis, response);
    }
    holds("latency", result.client("client").mean_millis, 64.0);
}

#[test]
fn s3_a_jackson_network_with_feedback_agrees_with_the_traffic_equations() {
    // A quarter of what a serves goes round again by way of b: a has 30 / 0.75 = 40, b 10 a second.
    // Responses 15 / (1 - 0.6) = 37.5 and 50 / (1 - 0.5) = 100 ms; latency (4 / 3) x 37.5 + (1 / 3) x 100 = 83.33 ms.
    let sketch = Sketch::of(&["client -> a:service -> b:service -> a"])
        .serves("a", 15.0)
        .serves("b", 50.0)
        .routing("a", "b", diagram::Routing::EveryCall, 0.25)
        .load("client", 30.0, 100.0)
        .without_network();
    let result = run(&sketch, settings(30.0, 4_000.0, 6));
    holds("load of a", result.component("a").arrivals_per_second, 40.0);
    holds("load of b", result.component("b").arrivals_per_second, 10.0);
    holds("a", result.component("a").response_millis, 37.5);
    holds("b", result.component("b").response_millis, 100.0);
    holds("latency", result.client("client").mean_millis, 250.0 / 3.0);
    let report = sketch.report();
    holds("instant", result.client("client").mean_millis, report.latency[0].mean_millis.unwrap());
}

/// Of 100 seeds, how many runs hold the truth in their interval: wait, response, line, utilisation, mean, p50, p95, p99.
fn coverage(sketch: &Sketch, warmup: f64, seconds: f64) -> [usize; 8] {
    let report = sketch.report();
    let (service, client) = (&report.components[1], &report.latency[0]);
    let mut covered = [0; 8];
    for seed in 1..=100 {
        let result = run(sketch, settings(warmup, seconds, seed));
        let found = result.component("service");
        let measured = result.client("client");
        let pairs = [
            (found.wait_millis, service.wait_millis),
            (found.response_millis, service.response_millis),
            (found.queue_length, service.queue_length),
            (found.utilisation, Some(service.utilisation)),
            (measured.mean_millis, client.mean_millis),
            (measured.p50_millis, client.p50_millis),
            (measured.p95_millis, client.p95_millis),
            (measured.p99_millis, client.p99_millis),
        ];
        for (covered, (found, truth)) in covered.iter_mut().zip(pairs) {
            // A percentile near the longest time has no upper bound in a short run: then only the lower can miss.
            let truth = truth.unwrap();
            *covered += usize::from(found.is_some_and(|found| {
                found.low.is_some_and(|low| low <= truth) && found.high.is_none_or(|high| truth <= high)
            }));
        }
    }
    covered
}

#[test]
fn s18_of_a_hundred_short_runs_at_least_95_hold_the_truth() {
    let cases = [
        ("M/M/1 half busy", queue(50.0, 10.0, 1), 5.0, 60.0),
        ("M/M/1 busy", queue(80.0, 10.0, 1), 10.0, 120.0),
        ("M/M/4", queue(280.0, 10.0, 4), 5.0, 40.0),
        ("M/D/1", queue(70.0, 10.0, 1).serves_as("service", 10.0, Distribution::Constant, 1), 5.0, 60.0),
    ];
    for (name, sketch, warmup, seconds) in cases {
        let covered = coverage(&sketch, warmup, seconds);
        println!("{name}: {covered:?}");
        // Percentiles of M/D/1 are an approximation of the instant engine.
        let exact = if name == "M/D/1" { 5 } else { 8 };
        assert!(covered[..exact].iter().all(|covered| *covered >= 95), "{name}: {covered:?}");
    }
}
