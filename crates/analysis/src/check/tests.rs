use diagram::Catalogue;

use super::{Check, Metric, Outcome, Requests};
use crate::sketch::Sketch;

fn judge(check: &Check, sketch: &Sketch) -> Outcome {
    check.judge(&sketch.diagram, Catalogue::builtin(), &sketch.report())
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

fn kinds(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a24_one_of_several_kinds_is_enough() {
    let stores = |count| Check::ContainsAny { kinds: kinds(&["nosql_database", "sql_database"]), count };
    passes(&stores(1), &small());
    fails(
        &stores(2),
        &small(),
        "At least 2 components of the kind NoSQL database or SQL database",
        "sql_database",
    );
}

#[test]
fn a24_requests_reach_a_kind_over_however_many_others() {
    let reaches = |to: &str| Check::Reaches { from: "client".to_owned(), to: kinds(&[to]) };
    passes(&reaches("sql_database"), &small());
    fails(&reaches("cache"), &small(), "A way from client to cache", "No such way");
    let idle = small().routing("service", "sql_database", diagram::Routing::EveryCall, 0.0);
    fails(&reaches("sql_database"), &idle, "A way from client to SQL database", "No such way");
}

#[test]
fn a24_a_queue_ends_the_clients_wait() {
    let free_of_workers = Check::DoesNotWaitFor { kinds: kinds(&["worker"]) };
    passes(&free_of_workers, &Sketch::of(&["client -> service -> message_queue -> worker"]));
    fails(
        &free_of_workers,
        &Sketch::of(&["client -> service -> worker"]),
        "No client waits for worker",
        "One waits for worker",
    );
}

#[test]
fn a24_a_read_is_answered_from_somewhere() {
    let answered = Check::WaitsFor { client: "client".to_owned(), kinds: kinds(&["sql_database", "cache"]) };
    passes(&answered, &small());
    let later = small().change_connection("service", "sql_database", |connection| {
        connection.mode = diagram::Mode::Asynchronous;
    });
    let expected = "Reads by client are answered with what SQL database or cache has";
    fails(&answered, &later, expected, "None of that is waited for");
    fails(
        &answered,
        &small().routing("service", "sql_database", diagram::Routing::WritesOnly, 1.0),
        expected,
        "None of that is waited for",
    );
}

#[test]
fn a24_arrivals_are_counted_over_the_kinds() {
    let receives = |requests, least| Check::Receives {
        kinds: kinds(&["sql_database"]),
        requests,
        at_least: Some(least),
        at_most: None,
    };
    let design = small().load("client", 100.0, 80.0);
    passes(&receives(Requests::All, 100.0), &design);
    passes(&receives(Requests::Reads, 80.0), &design);
    let at_most = |most| Check::Receives {
        kinds: kinds(&["sql_database"]),
        requests: Requests::Reads,
        at_least: None,
        at_most: Some(most),
    };
    passes(&at_most(80.0), &design);
    fails(&at_most(79.0), &design, "At most 79 reads a second at SQL database", "80 reads a second");
    fails(
        &receives(Requests::Writes, 21.0),
        &design,
        "At least 21 writes a second at SQL database",
        "20 writes a second",
    );
}

#[test]
fn a24_settings_count_by_default_too() {
    let durable = |flag| Check::Sets {
        kinds: kinds(&["message_queue"]),
        property: "durable".to_owned(),
        one_of: vec![diagram::PropertyValue::Flag(flag)],
    };
    let queue = Sketch::of(&["client -> service -> message_queue -> worker"]);
    passes(&durable(true), &queue);
    fails(&durable(false), &queue, "Durability off at each message queue", "Not at message_queue");
    fails(
        &durable(true),
        &small(),
        "Durability on at each message queue",
        "No component of the kind message queue",
    );
}

#[test]
fn a24_stores_are_set_to_hold_the_data() {
    let holds = |gigabytes| Check::Holds { kinds: kinds(&["sql_database"]), gigabytes };
    passes(&holds(100.0), &small());
    fails(&holds(101.0), &small(), "101 GB kept in SQL database", "100 GB");
}

#[test]
fn a24_components_stand_in_regions() {
    let two = Check::InRegions { kinds: kinds(&["service"]), at_least: 2 };
    let apart = Sketch::of(&["client -> a:service", "client -> b:service"]);
    fails(&two, &apart, "service in at least 2 regions", "a and b in no region");
    let region = diagram::GroupKind::Region;
    let one = apart.group("west", region, None, &["a", "b"]);
    fails(&two, &one, "service in at least 2 regions", "1 region");
    passes(&two, &one.group("east", region, None, &["b"]));
}

#[test]
fn a24_components_stand_in_zones() {
    let two = Check::InZones { kinds: kinds(&["service"]), at_least: 2 };
    let (region, zone) = (diagram::GroupKind::Region, diagram::GroupKind::Zone);
    let expected = "service in at least 2 zones";
    // Any number of replicas that stand in one place are lost together with it.
    let one = Sketch::of(&["client -> a:service*4", "client -> b:service*4"]);
    fails(&two, &one, expected, "a and b in no zone");
    let one = one.group("west", region, None, &["a", "b"]);
    fails(&two, &one, expected, "a and b in no zone");
    let one = one.group("west-1", zone, Some("west"), &["a", "b"]);
    fails(&two, &one, expected, "1 zone");
    passes(&two, &one.clone().group("west-2", zone, Some("west"), &["b"]));
    fails(&two, &one.add("c", "service", 1), expected, "c in no zone");
    fails(&two, &Sketch::of(&["client -> cache"]), expected, "0 zones");
}

#[test]
fn a24_data_stays_where_it_must() {
    let at_home = Check::StaysIn { client: "client".to_owned(), region: "West".to_owned() };
    let region = diagram::GroupKind::Region;
    let design = Sketch::of(&["client -> service -> sql_database", "service -> monitoring"]);
    let expected = "What client writes is kept in West only";
    fails(&at_home, &design, expected, "sql_database not in West");
    passes(&at_home, &design.clone().group("west", region, None, &["service", "sql_database"]));
    let copied = design
        .group("west", region, None, &["service", "sql_database"])
        .add("copy", "sql_database", 1)
        .connect("sql_database", "copy");
    fails(&at_home, &copied, expected, "copy not in West");
    fails(&at_home, &Sketch::of(&["client -> service"]), expected, "It is kept nowhere");
}
