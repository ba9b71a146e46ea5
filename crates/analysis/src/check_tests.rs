use super::{Check, Metric, Outcome};
use crate::sketch::Sketch;

fn judge(check: &Check, sketch: &Sketch) -> Outcome {
    check.judge(&sketch.diagram, &sketch.report())
}

#[track_caller]
fn passes(check: &Check, sketch: &Sketch) {
    let outcome = judge(check, sketch);
    assert!(outcome.passed, "{outcome:?}");
}

#[track_caller]
fn fails(check: &Check, sketch: &Sketch, expected: &str, found: &str) {
    let outcome = Outcome { passed: false, expected: expected.to_owned(), found: found.to_owned() };
    assert_eq!(judge(check, sketch), outcome);
}

fn small() -> Sketch {
    Sketch::of(&["client -> load_balancer -> service*2 -> sql_database"])
}

fn measures(metric: Metric, at_least: Option<f64>, at_most: Option<f64>) -> Check {
    Check::Measures { metric, at_least, at_most }
}

#[test]
fn a24_a_design_contains_components() {
    let cache = |count| Check::Contains { kind: "cache".to_owned(), count };
    fails(&cache(1), &small(), "At least one component of the kind cache", "None");
    let service = |count| Check::Contains { kind: "service".to_owned(), count };
    passes(&service(1), &small());
    fails(&service(2), &small(), "At least 2 components of the kind service", "1");
}

#[test]
fn a24_components_are_connected_or_not() {
    let connects = |from: &str, to: &str| Check::Connects { from: from.to_owned(), to: to.to_owned() };
    passes(&connects("service", "sql_database"), &small());
    fails(
        &connects("client", "sql_database"),
        &small(),
        "A connection from client to SQL database",
        "No such connection",
    );
    let apart = |from: &str, to: &str| Check::DoesNotConnect { from: from.to_owned(), to: to.to_owned() };
    passes(&apart("client", "sql_database"), &small());
    fails(
        &apart("service", "sql_database"),
        &small(),
        "No connection from service to SQL database",
        "1 such connection",
    );
}

#[test]
fn a24_components_have_replicas() {
    let replicas = |kind: &str, replicas| Check::Replicas { kind: kind.to_owned(), replicas };
    passes(&replicas("service", 2), &small());
    fails(&replicas("service", 3), &small(), "At least 3 replicas of one service", "2 replicas");
    fails(
        &replicas("cache", 1),
        &small(),
        "At least 1 replica of one cache",
        "No component of the kind cache",
    );
}

#[test]
fn a24_figures_lie_within_bounds() {
    let design = small().serves("service", 10.0).load("client", 100.0, 100.0);
    passes(&measures(Metric::HighestUtilisation, Some(0.5), Some(0.5)), &design);
    passes(&measures(Metric::SinglePointsOfFailure, Some(2.0), Some(2.0)), &design);
    passes(&measures(Metric::MaxRequestsPerSecond, Some(200.0), None), &design);
    fails(
        &measures(Metric::MaxRequestsPerSecond, Some(1000.0), None),
        &design,
        "A largest load of at least 1,000 requests a second",
        "200 requests a second",
    );
    fails(
        &measures(Metric::Availability, Some(0.9999), None),
        &design.available("load_balancer", 1.0).available("service", 1.0).available("sql_database", 0.999),
        "An availability of at least 99.99 %",
        "99.9 %",
    );
}

#[test]
fn a24_latency_is_the_worst_over_the_clients_that_wait() {
    let two = Sketch::of(&["near:client -> a:service", "far:client -> b:service"])
        .serves("a", 1.0)
        .serves("b", 100.0)
        .load("near", 0.0, 100.0)
        .load("far", 0.0, 100.0);
    // 2 x 20 ms of network and 100 ms of service.
    passes(&measures(Metric::MeanMillis, Some(140.0), Some(140.0)), &two);
    passes(&measures(Metric::MeanMillis, Some(140.0), Some(140.0)), &two.add("idle", "client", 1));
}

#[test]
fn a24_what_cannot_be_measured_does_not_pass() {
    let empty = Sketch::default();
    let nobody = "Nothing to measure yet: no client is connected to anything that it waits for";
    fails(
        &measures(Metric::P99Millis, None, Some(500.0)),
        &empty,
        "A p99 response time of at most 500 ms",
        nobody,
    );
    fails(
        &measures(Metric::SinglePointsOfFailure, None, Some(0.0)),
        &empty,
        "A number of single points of failure of at most 0",
        nobody,
    );
    fails(
        &measures(Metric::MonthlyUsd, None, Some(100.0)),
        &empty,
        "A monthly cost of at most 100 USD",
        "Nothing to measure yet: there is no component",
    );
    let full = small().serves("service", 100.0);
    fails(
        &measures(Metric::P95Millis, None, Some(500.0)),
        &full,
        "A p95 response time of at most 500 ms",
        "No end: a component on the way has more to do than it can",
    );
}

#[test]
fn a24_a_rule_finds_nothing() {
    let no_finding = |rule: &str| Check::NoFinding { rule: rule.to_owned() };
    passes(&no_finding("client_to_data_store"), &small());
    fails(
        &no_finding("client_to_data_store"),
        &Sketch::of(&["client -> sql_database"]),
        "Nothing that the rule \"client to data store\" would point out",
        "sql_database is open to clients",
    );
    assert!(!judge(&no_finding("no_such_rule"), &small()).passed);
}
