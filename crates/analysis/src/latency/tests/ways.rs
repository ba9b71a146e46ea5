use diagram::{Distribution, Mode, Routing};

use super::{check_tail, latency, p99};
use crate::sketch::{Sketch, assert_close, id};

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
