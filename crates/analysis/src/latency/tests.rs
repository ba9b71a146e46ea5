use diagram::{Distribution, Mode, Routing};
use proptest::prelude::*;

use crate::LatencyReport;
use crate::sketch::{Sketch, assert_close, id};

fn latency(sketch: &Sketch) -> LatencyReport {
    sketch.report().latency[0].clone()
}

fn p99(sketch: &Sketch) -> f64 {
    latency(sketch).p99_millis.unwrap()
}

/// Each percentile is where the tail of the distribution has the height that it should have.
#[track_caller]
fn check_tail(sketch: &Sketch, tail: impl Fn(f64) -> f64, relative: f64) {
    let found = latency(sketch);
    for (millis, height) in [(found.p50_millis, 0.5), (found.p95_millis, 0.05), (found.p99_millis, 0.01)] {
        assert_close(tail(millis.unwrap()), height, relative);
    }
}

#[test]
fn a9_the_mean_is_network_and_visits() {
    // M/M/1 of 10 ms at 50 a second: 10 / (1 - 0.5) = 20 ms, and 2 x 20 ms across the internet.
    let one = Sketch::of(&["client -> service"]).serves("service", 10.0).load("client", 50.0, 100.0);
    assert_close(latency(&one).mean_millis.unwrap(), 60.0, 1e-12);
    // A second service, 0.5 ms away each way, M/M/1 of 4 ms at 50 a second: 4 / 0.8 = 5 ms. 60 + 1 + 5.
    let two = one.add("second", "service", 1).connect("service", "second").serves("second", 4.0);
    assert_close(latency(&two).mean_millis.unwrap(), 66.0, 1e-12);
}

#[test]
fn a9_a_tandem_of_queues_adds_up_as_jackson_says() {
    // Three M/M/1 at 80 a second with 10, 5 and 8 ms: 10 / 0.2 + 5 / 0.6 + 8 / 0.36.
    let tandem = Sketch::of(&["client -> a:service -> b:service -> c:service"])
        .without_network()
        .load("client", 80.0, 100.0)
        .serves("a", 10.0)
        .serves("b", 5.0)
        .serves("c", 8.0);
    assert_close(latency(&tandem).mean_millis.unwrap(), 50.0 + 5.0 / 0.6 + 8.0 / 0.36, 1e-12);
}

#[test]
fn a9_two_ways_that_meet_again_both_take_time() {
    let diamond =
        Sketch::of(&["client -> a:service -> b:service -> sql_database", "a -> c:service -> sql_database"])
            .without_network()
            .load("client", 10.0, 100.0)
            .serves("a", 1.0)
            .serves("b", 1.0)
            .serves("c", 1.0)
            .serves("sql_database", 10.0);
    // At 10 a second 1 / 0.99 each; the database sees 20 a second, 10 / 0.8, and is asked twice.
    assert_close(latency(&diamond).mean_millis.unwrap(), 3.0 / 0.99 + 2.0 * 12.5, 1e-12);
}

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

#[test]
fn a10_gamma_service_has_gamma_percentiles() {
    let gamma = Sketch::of(&["client -> service"])
        .without_network()
        .serves_as("service", 10.0, Distribution::Gamma, 1)
        .change("service", |component| {
            component.service_time.as_mut().unwrap().coefficient_of_variation = 0.5
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
        component.service_time.as_mut().unwrap().coefficient_of_variation = 0.7
    });
    let found = p99(&between);
    assert!((28.0..33.2).contains(&found), "{found}");
}

#[test]
fn a11_an_asynchronous_call_adds_nothing() {
    let alone = Sketch::of(&["client -> service"]).load("client", 10.0, 100.0);
    let with_event = Sketch::of(&["client -> service -> worker"])
        .load("client", 10.0, 100.0)
        .change_connection("service", "worker", |connection| connection.mode = Mode::Asynchronous);
    assert_eq!(latency(&alone), latency(&with_event));
    assert_close(with_event.component_report("worker").arrivals_per_second, 10.0, 1e-12);
}

#[test]
fn a11_a_queue_ends_the_callers_wait() {
    let queued = Sketch::of(&["client -> service -> message_queue -> worker"]).load("client", 10.0, 100.0);
    let path = latency(&queued).critical_path;
    assert_eq!(path, ["client", "service", "message_queue"].map(id));
    // One worker takes 4 at once of 200 ms each: full at 20 a second, and at 25 nobody but the queue minds.
    let swamped = queued.load("client", 25.0, 100.0);
    assert!(swamped.component_report("worker").wait_millis.is_none());
    assert!(latency(&swamped).p99_millis.is_some());
}

#[test]
fn a11_monitoring_is_told_in_passing() {
    let alone = Sketch::of(&["client -> service"]);
    assert_eq!(
        latency(&alone).p99_millis,
        latency(&Sketch::of(&["client -> service -> monitoring"])).p99_millis
    );
}

#[test]
fn a12_hits_and_misses_are_mixed() {
    // The cache takes no time: 9 in 10 are answered at once, 1 in 10 waits exponentially at 0.1 - 0.01 x ..:
    // 10 a second reach a database of 10 ms, so the rate is 0.1 - 0.01 = 0.09.
    let cached = Sketch::of(&["client -> cache -> sql_database"])
        .without_network()
        .serves("cache", 0.0)
        .serves("sql_database", 10.0)
        .load("client", 100.0, 100.0);
    let found = latency(&cached);
    assert_close(found.mean_millis.unwrap(), 0.1 / 0.09, 1e-12);
    assert_close(found.p95_millis.unwrap(), (0.1_f64 / 0.05).ln() / 0.09, 1e-9);
    assert_close(found.p99_millis.unwrap(), (0.1_f64 / 0.01).ln() / 0.09, 1e-9);
    assert_eq!(found.p50_millis, Some(0.0));
}

#[test]
fn a12_targets_of_a_balancer_are_mixed() {
    // Weights 3 and 1: 30 and 10 a second, rates 0.1 - 0.03 and 0.05 - 0.01; the second is 5 ms farther.
    let balanced = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
        .without_network()
        .serves("load_balancer", 0.0)
        .serves("a", 10.0)
        .serves("b", 20.0)
        .routing("load_balancer", "a", Routing::ByWeight, 3.0)
        .routing("load_balancer", "b", Routing::ByWeight, 1.0)
        .change_connection("load_balancer", "b", |connection| connection.network_millis = Some(2.5))
        .load("client", 40.0, 100.0);
    let tail =
        |t: f64| 0.75 * (-0.07 * t).exp() + 0.25 * if t < 5.0 { 1.0 } else { (-0.04 * (t - 5.0)).exp() };
    check_tail(&balanced, tail, 1e-5);
}

#[test]
fn a12_reads_and_writes_are_mixed() {
    let split = Sketch::of(&["client -> a:service", "client -> b:service"])
        .without_network()
        .routing("client", "a", Routing::ReadsOnly, 1.0)
        .routing("client", "b", Routing::WritesOnly, 1.0)
        .serves("a", 10.0)
        .serves("b", 20.0)
        .load("client", 40.0, 75.0);
    check_tail(&split, |t| 0.75 * (-0.07 * t).exp() + 0.25 * (-0.04 * t).exp(), 1e-8);
}

#[test]
fn a12_calls_for_one_request_follow_one_another() {
    let twice = Sketch::of(&["client -> service"])
        .without_network()
        .serves("service", 10.0)
        .routing("client", "service", Routing::EveryCall, 2.0)
        .load("client", 25.0, 100.0);
    // 50 a second arrive: two exponentials of rate 0.05.
    check_tail(&twice, |t| (1.0 + 0.05 * t) * (-0.05 * t).exp(), 1e-8);
    // Half of the requests make a second call.
    let half = twice.routing("client", "service", Routing::EveryCall, 1.5).load("client", 40.0, 100.0);
    let rate = 0.1 - 0.06;
    check_tail(&half, |t| 0.5 * (-rate * t).exp() + 0.5 * (1.0 + rate * t) * (-rate * t).exp(), 1e-8);
}

#[test]
fn a12_a_cache_before_a_slow_database_lowers_p99() {
    let slow = |ways: &[&str]| {
        Sketch::of(ways).load("client", 60.0, 90.0).serves_as(
            "sql_database",
            50.0,
            Distribution::Exponential,
            6,
        )
    };
    let without = slow(&["client -> service -> sql_database"]);
    let with = slow(&["client -> service -> cache -> sql_database"]);
    assert_close(without.component_report("sql_database").utilisation, 0.5, 1e-12);
    assert!(p99(&with) < p99(&without), "{} {}", p99(&with), p99(&without));
}

#[test]
fn a12_calls_that_come_back_are_counted_until_they_die_out() {
    // Half of the answers are tried again: visits 1 / (1 - 0.5) = 2, each exponential. A geometric number of
    // exponentials of rate r is exponential of rate r / 2: 20 a second at the service, r = 0.1 - 0.02.
    let retried = Sketch::of(&["client -> service -> again:web_server -> service"])
        .without_network()
        .routing("again", "service", Routing::EveryCall, 0.5)
        .serves("service", 10.0)
        .serves("again", 0.0)
        .load("client", 10.0, 100.0);
    assert_close(retried.component_report("service").arrivals_per_second, 20.0, 1e-12);
    assert_close(latency(&retried).mean_millis.unwrap(), 2.0 / 0.08, 1e-12);
    check_tail(&retried, |t| (-0.04 * t).exp(), 1e-8);
}

#[test]
fn a13_the_critical_path_follows_the_most_expected_time() {
    let fan = Sketch::of(&[
        "client -> load_balancer -> service -> cache -> sql_database",
        "service -> third_party_api",
        "service -> monitoring",
    ]);
    let report = latency(&fan);
    assert_eq!(report.critical_path, ["client", "load_balancer", "service", "third_party_api"].map(id));
    assert_eq!(report.critical_connections.len(), 3);
    // One call in a thousand matters less than the cache.
    let rare = fan.routing("service", "third_party_api", Routing::EveryCall, 0.001);
    assert_eq!(
        latency(&rare).critical_path,
        ["client", "load_balancer", "service", "cache", "sql_database"].map(id)
    );
}

#[test]
fn a13_a_component_at_capacity_is_on_the_critical_path_and_leaves_no_figure() {
    let full = Sketch::of(&["client -> a:service -> b:service", "a -> third_party_api"])
        .load("client", 100.0, 100.0)
        .serves("b", 10.0);
    let report = latency(&full);
    assert_eq!(report.critical_path, ["client", "a", "b"].map(id));
    assert_eq!((report.mean_millis, report.p50_millis, report.p99_millis), (None, None, None));
}

#[test]
fn a13_a_client_that_waits_for_nothing_has_no_latency() {
    let lonely = latency(&Sketch::default().add("client", "client", 1));
    assert_eq!((lonely.mean_millis, lonely.critical_path), (None, vec![id("client")]));
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
            prop_assert!((at - height).abs() < 1e-7, "{at} {height}");
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
                connection.network_millis = Some(far / 2.0)
            });
        let found = latency(&jump);
        assert_close(found.p95_millis.unwrap(), far, percent);
        assert_close(found.p99_millis.unwrap(), far, percent);
        assert!(weight == 0.5 || found.p50_millis.unwrap() <= percent * far, "{found:?}");
    }
}
