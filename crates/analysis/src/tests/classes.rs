//! Reads, writes, static files and events.

use diagram::{Mode, Routing};

use crate::Visits;
use crate::sketch::{Sketch, assert_close};

/// 100 a second, 80 of them reads, before a CDN that answers nine in ten of what it may.
fn delivered(static_percent: f64) -> Sketch {
    Sketch::of(&["client -> cdn -> web_server"])
        .load("client", 100.0, 80.0)
        .property("client", "static_share_percent", static_percent)
        .property("cdn", "hit_ratio_percent", 90.0)
}

fn visits(sketch: &Sketch, name: &str) -> Visits {
    sketch.component_report(name).visits
}

#[track_caller]
fn check(found: Visits, expected: [f64; 4]) {
    let found = [found.read, found.write, found.static_file, found.event].map(Option::unwrap);
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
    }
}

#[test]
fn a3_a_cdn_answers_static_files_only() {
    // 20 writes, the reads that are no files, and one file in ten.
    for (percent, at_the_origin) in [(0.0, 100.0), (50.0, 20.0 + 40.0 + 4.0), (100.0, 20.0 + 8.0)] {
        let report = delivered(percent).component_report("web_server");
        assert_close(report.arrivals_per_second, at_the_origin, 1e-12);
        assert_close(report.writes_per_second, 20.0, 1e-12);
    }
}

#[test]
fn a3_a_cdn_before_a_client_of_whom_nothing_was_said_is_useful() {
    let report = Sketch::of(&["client -> cdn -> web_server"]).component_report("web_server");
    // 20 writes, 8 other reads and 7.2 of 72 files.
    assert_close(report.arrivals_per_second, 35.2, 1e-12);
}

#[test]
fn a3_a_cache_that_a_service_asks_answers_all_reads() {
    for percent in [0.0, 50.0, 100.0] {
        let cached = Sketch::of(&["client -> service -> cache -> sql_database"])
            .load("client", 100.0, 80.0)
            .property("client", "static_share_percent", percent)
            .property("cache", "hit_ratio_percent", 75.0);
        assert_close(cached.component_report("sql_database").arrivals_per_second, 40.0, 1e-12);
    }
}

#[test]
fn a3_files_are_reads_for_connections_that_take_reads_or_writes_only() {
    let split = Sketch::of(&["client -> service -> cache", "service -> sql_database"])
        .load("client", 100.0, 80.0)
        .property("client", "static_share_percent", 50.0)
        .routing("service", "cache", Routing::ReadsOnly, 1.0)
        .routing("service", "sql_database", Routing::WritesOnly, 1.0);
    assert_close(split.component_report("cache").arrivals_per_second, 80.0, 1e-12);
    assert_close(split.component_report("sql_database").arrivals_per_second, 20.0, 1e-12);
}

#[test]
fn a41_a_log_works_on_each_line() {
    let logged = Sketch::of(&["client -> logging"]).load("client", 100.0, 0.0);
    let (one, five) = (logged.report(), logged.property("logging", "lines_per_request", 5.0).report());
    assert_close(five.components[1].utilisation, 5.0 * one.components[1].utilisation, 1e-12);
    let cost_of_log = |report: &crate::Report| report.cost.lines[0].monthly_usd;
    assert_close(cost_of_log(&five), 5.0 * cost_of_log(&one), 1e-12);
}

#[test]
fn a40_visits_are_counted_by_class() {
    check(visits(&delivered(50.0), "client"), [1.0, 1.0, 1.0, 0.0]);
    check(visits(&delivered(50.0), "cdn"), [1.0, 1.0, 1.0, 0.0]);
    check(visits(&delivered(50.0), "web_server"), [1.0, 1.0, 0.1, 0.0]);
    assert_eq!(visits(&delivered(0.0), "web_server").static_file, None);
    let idle = visits(&delivered(50.0).load("client", 0.0, 80.0), "web_server");
    assert_eq!(idle, Visits::default());
}

#[test]
fn a40_what_nobody_waits_for_and_what_it_leads_to_are_events() {
    let told = Sketch::of(&[
        "client -> service -> message_queue -> worker -> sql_database",
        "service -> sql_database",
    ])
    .load("client", 100.0, 80.0)
    .property("client", "static_share_percent", 0.0)
    .routing("service", "message_queue", Routing::WritesOnly, 3.0)
    .change_connection("service", "message_queue", |connection| connection.mode = Mode::Asynchronous);
    let of = |name| visits(&told, name);
    for name in ["message_queue", "worker"] {
        // Three messages for each of 20 writes, 60 a second of 100 requests.
        let found = of(name);
        assert_eq!((found.read, found.write), (Some(0.0), Some(0.0)), "{name}");
        assert_close(found.event.unwrap(), 0.6, 1e-12);
    }
    let stored = of("sql_database");
    assert_eq!((stored.read, stored.write), (Some(1.0), Some(1.0)));
    assert_close(stored.event.unwrap(), 0.6, 1e-12);
}

#[test]
fn a40_visits_add_up_to_the_arrivals() {
    let sketch = delivered(40.0).add("queue", "message_queue", 1).connect("web_server", "queue");
    let sent = [80.0 * 0.6, 20.0, 80.0 * 0.4, 100.0];
    for component in sketch.report().components {
        let Visits { read, write, static_file, event } = component.visits;
        let visits = [read, write, static_file, event].map(Option::unwrap);
        let arrivals: f64 = visits.iter().zip(sent).map(|(visits, sent)| visits * sent).sum();
        assert_close(arrivals, component.arrivals_per_second, 1e-12);
    }
}
