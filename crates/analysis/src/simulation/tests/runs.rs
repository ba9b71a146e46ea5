//! What holds of every run, whatever the design.

use diagram::{Diagram, Distribution, Mode, Routing};

use super::*;
use crate::simulation::Difference;
use crate::simulation::station::{QUEUED, STARTED, WAITED};

/// Everything that a design can be made of: edge, cache, two services, a database, and work behind a queue.
fn shop() -> Sketch {
    Sketch::of(&[
        "client -> api_gateway -> load_balancer -> one:service*2 -> cache -> sql_database",
        "load_balancer -> two:service*2 -> cache",
        "one -> message_queue -> worker*8",
        "api_gateway -> monitoring",
    ])
    .load("client", 150.0, 80.0)
}

fn careful_shop() -> Sketch {
    ["client", "api_gateway", "one", "two"].into_iter().fold(shop(), |sketch, name| {
        sketch.property(name, "timeout_millis", 120.0).property(name, "retries", 2.0).flag(
            name,
            "circuit_breaker",
            true,
        )
    })
}

#[test]
fn s2_the_same_seed_gives_the_same_run_to_the_bit() {
    let faults = ["slow:sql_databasex8@4+3", "packets:0.05@8+2", "replica:one@6"];
    let of = |seed| run(&careful_shop(), with_faults(settings(2.0, 12.0, seed), &faults));
    let (one, other) = (of(7), of(7));
    assert_eq!(one, other);
    // Debug writes every digit.
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
    let different = of(8);
    assert_ne!(one.events, different.events);
    assert_ne!(one.latency, different.latency);
}

#[test]
fn s2_a_run_is_the_same_in_small_steps_and_however_often_it_is_looked_at() {
    let whole = run(&careful_shop(), settings(1.0, 6.0, 3));
    let mut stepped = start(&careful_shop(), settings(1.0, 6.0, 3));
    let mut until = 0;
    while !stepped.advance(until, 97).is_done {
        if stepped.now_nanos() >= until {
            until += 13_000_001;
        }
        stepped.frame();
        stepped.result();
    }
    assert_eq!(stepped.result(), whole);
}

#[test]
fn s2_a_run_is_the_same_on_every_platform() {
    // Written down from a run on x86-64; a wasm build must give the same numbers.
    let result = run(&careful_shop(), with_faults(settings(1.0, 10.0, 42), &["packets:0.02@3"]));
    let mean = result.client("client").mean_millis.unwrap().value;
    let response = result.component("sql_database").response_millis.unwrap().value;
    assert_eq!((result.events, result.completed, result.failed), EXPECTED_COUNTS);
    assert_eq!((mean.to_bits(), response.to_bits()), EXPECTED_BITS);
}

const EXPECTED_COUNTS: (u64, u64, u64) = (42_683, 1_468, 6);
const EXPECTED_BITS: (u64, u64) = (4_636_920_304_437_033_767, 4_617_887_155_986_718_054);

#[test]
fn s2_names_and_notes_change_no_figure() {
    let plain = run(&shop(), settings(1.0, 5.0, 1));
    let named = shop().change("one", |component| component.name = "Orders".to_owned());
    let named = run(&named, settings(1.0, 5.0, 1));
    let (mut a, mut b) = (plain, named);
    a.components.iter_mut().chain(&mut b.components).for_each(|component| component.name.clear());
    (a.circumstances, b.circumstances) = (Vec::new(), Vec::new());
    assert_eq!(a, b);
}

#[test]
fn s3_a_cdn_answers_files_only_as_in_the_report() {
    for percent in [0.0, 60.0, 100.0] {
        let sketch = Sketch::of(&["client -> cdn -> web_server -> sql_database*4"])
            .load("client", 200.0, 80.0)
            .property("client", "static_share_percent", percent);
        let (result, report) = (run(&sketch, settings(2.0, 100.0, 5)), sketch.report());
        for expected in &report.components {
            let found = result.component(&expected.id.0).arrivals_per_second.unwrap().value;
            let error = (found - expected.arrivals_per_second).abs();
            assert!(error < 0.05 * expected.arrivals_per_second, "{} {found} {percent}", expected.id.0);
        }
        let (simulated, formula) = (result.client("client"), &report.latency[0]);
        let pairs = [
            (simulated.mean_millis.as_ref(), formula.mean_millis),
            (simulated.p95_millis.as_ref(), formula.p95_millis),
        ];
        for (simulated, formula) in pairs {
            let (found, formula) = (simulated.unwrap().value, formula.unwrap());
            assert!((found - formula).abs() < 0.05 * formula, "{found} and {formula} at {percent}");
        }
    }
}

#[test]
fn s3_cold_starts_happen_as_often_as_is_said_and_as_the_report_has_them() {
    let sketch = Sketch::of(&["client -> serverless_function"])
        .without_network()
        .load("client", 200.0, 100.0)
        .serves_as("serverless_function", 50.0, Distribution::Exponential, 1_000)
        .property("serverless_function", "cold_start_percent", 10.0)
        .property("serverless_function", "cold_start_millis", 1_000.0);
    let result = run(&sketch, settings(5.0, 200.0, 3));
    let (simulated, formula) = (result.client("client"), &sketch.report().latency[0]);
    for (found, expected) in [
        (simulated.mean_millis.as_ref(), formula.mean_millis),
        (simulated.p50_millis.as_ref(), formula.p50_millis),
        (simulated.p99_millis.as_ref(), formula.p99_millis),
    ] {
        let (found, expected) = (found.unwrap().value, expected.unwrap());
        assert!((found - expected).abs() < 0.04 * expected, "{found} and {expected}");
    }
    let busy = result.component("serverless_function").utilisation.unwrap().value;
    assert!((busy - 0.03).abs() < 0.002, "{busy}");
}

#[test]
fn s4_what_arrived_completed_failed_or_is_under_way() {
    for (sketch, warmup) in [(shop(), 0.0), (careful_shop(), 3.0), (queue(150.0, 10.0, 1), 2.0)] {
        let faults: &[&str] =
            if sketch.diagram.components.len() > 2 { &["gone:cache@4+2", "packets:0.1@5"] } else { &[] };
        let mut simulation = start(&sketch, with_faults(settings(warmup, 10.0, 9), faults));
        let mut until = 0;
        while !simulation.advance(until, 10_000).is_done {
            until += 250_000_000;
            let frame = simulation.frame();
            assert_eq!(frame.arrived, frame.completed + frame.failed + frame.in_flight);
        }
        let result = simulation.result();
        assert!(result.arrived > 500);
        assert_eq!(
            result.in_flight_at_start + result.arrived,
            result.completed + result.failed + result.in_flight
        );
        assert_eq!(result.failed, result.failures.iter().map(|failure| failure.count).sum::<u64>());
    }
}

#[test]
fn s4_nothing_is_left_behind_when_the_clients_fall_silent() {
    let faults = ["spike:x0@10", "gone:cache@3+2", "slow:sql_databasex20@4+2", "packets:0.1@5+2"];
    let simulation = start(&careful_shop(), with_faults(settings(0.0, 60.0, 5), &faults));
    let mut simulation = simulation;
    while !simulation.advance(u64::MAX, 1 << 20).is_done {}
    let result = simulation.result();
    assert!(result.completed > 100 && result.failed > 0);
    assert_eq!((result.in_flight, result.arrived), (0, result.completed + result.failed));
    assert_eq!((simulation.visits.count(), simulation.visits.shown()), (0, 0));
    for station in &simulation.stations {
        assert_eq!((station.waiting, station.in_service, station.present), (0, 0, 0));
    }
}

#[test]
fn s4_little_s_law_holds_at_every_line() {
    // With nothing waiting at either end, the line added up over time is the waits added up over requests.
    let faults = ["spike:x0@30"];
    let sketch = shop().serves("one", 20.0).serves("two", 20.0).serves("sql_database", 10.0);
    let mut simulation = start(&sketch, with_faults(settings(0.0, 40.0, 6), &faults));
    while !simulation.advance(u64::MAX, 1 << 20).is_done {}
    let mut waited = 0;
    for station in &simulation.stations {
        let total = station.total(simulation.now);
        assert!((total[QUEUED] - total[WAITED]).abs() <= 1e-9 * total[WAITED], "{total:?}");
        waited += usize::from(total[WAITED] > 0.0 && total[STARTED] > 0.0);
    }
    assert!(waited >= 3, "{waited} lines were waited in");
}

#[test]
fn s3_requests_go_where_the_traffic_equations_say() {
    // Reads and writes, hits and misses, shares, calls in parts, messages that nobody waits for, two ways that meet.
    let sketch = Sketch::of(&[
        "client -> api_gateway -> one:service -> cache",
        "one -> sql_database",
        "api_gateway -> two:service -> sql_database",
        "two -> message_queue -> worker*40",
    ])
    .load("client", 200.0, 70.0)
    .routing("one", "sql_database", Routing::OnCacheMiss, 1.0)
    .routing("api_gateway", "one", Routing::ByWeight, 3.0)
    .routing("api_gateway", "two", Routing::ByWeight, 1.0)
    .routing("two", "sql_database", Routing::WritesOnly, 2.5)
    .change_connection("two", "message_queue", |connection| connection.mode = Mode::Asynchronous);
    let (report, result) = (sketch.report(), run(&sketch, settings(5.0, 120.0, 11)));
    for (instant, found) in report.components.iter().zip(&result.components) {
        let arrivals = found.arrivals_per_second.unwrap();
        assert!(arrivals.covers(instant.arrivals_per_second), "{:?} {arrivals:?} {instant:?}", instant.id);
        assert!((arrivals.value / instant.arrivals_per_second - 1.0).abs() < 0.05, "{:?}", instant.id);
    }
    let (instant, found) =
        (report.latency[0].mean_millis.unwrap(), result.client("client").mean_millis.unwrap());
    assert!((found.value / instant - 1.0).abs() < 0.02, "{found:?} {instant}");
}

#[test]
fn s16_an_empty_design_runs_to_its_end() {
    let mut simulation =
        Simulation::new(&Diagram::default(), Catalogue::builtin(), settings(1.0, 10.0, 1)).unwrap();
    assert!(simulation.advance(u64::MAX, 10).is_done);
    let result = simulation.result();
    assert_eq!((result.events, result.arrived, result.is_complete), (0, 0, true));
    assert_eq!((result.seconds, result.throughput_per_second.map(|it| it.value)), (10.0, Some(0.0)));
    let silent = run(&Sketch::of(&["client -> service"]).load("client", 0.0, 100.0), settings(0.0, 5.0, 1));
    assert_eq!((silent.arrived, silent.client("client").mean_millis), (0, None));
    assert_eq!(silent.component("service").wait_millis, None);
}

#[test]
fn s16_over_capacity_lines_grow_and_a_run_still_ends() {
    // 150 a second for 100 that can be done: 50 a second too many, so about 1,000 wait after 20 s.
    let result = run(&queue(150.0, 10.0, 1), settings(0.0, 20.0, 2));
    let service = result.component("service");
    assert!(service.utilisation.unwrap().value > 0.99);
    assert!((800..1_200).contains(&result.in_flight), "{}", result.in_flight);
    assert!((result.throughput_per_second.unwrap().value - 100.0).abs() < 5.0);
}

#[test]
fn s16_what_has_no_room_fails_and_memory_stays_bounded() {
    let tight = Settings { most_in_flight: 100, ..settings(0.0, 20.0, 2) };
    let mut simulation = start(&queue(150.0, 10.0, 1), tight);
    while !simulation.advance(u64::MAX, 1 << 20).is_done {}
    let result = simulation.result();
    assert!(simulation.visits.places() <= 100);
    assert!(result.count(Cause::NoRoom) > 500, "{:?}", result.failures);
    assert_eq!(result.arrived, result.completed + result.failed + result.in_flight);
    assert!(result.circumstances.iter().any(|it| it.sentence.contains("has room for")));
}

#[test]
fn s16_calls_that_go_round_without_end_stop_at_the_budget() {
    for (network, mode) in [(0.0, Mode::Request), (0.0, Mode::Asynchronous), (2.0, Mode::Request)] {
        let sketch = Sketch::of(&["client -> a:nothing -> b:nothing -> a"])
            .load("client", 100.0, 100.0)
            .network(network)
            .change_connection("b", "a", |connection| connection.mode = mode);
        let tight = Settings { most_in_flight: 500, ..settings(0.0, 5.0, 2) };
        let mut simulation = start(&sketch, tight);
        let progress = simulation.advance(u64::MAX, 20_000);
        assert!(progress.events <= 20_000);
        assert!(simulation.visits.places() <= 500);
        let frame = simulation.frame();
        assert_eq!(frame.arrived, frame.completed + frame.failed + frame.in_flight);
    }
}

#[test]
fn s16_a_request_that_sends_a_million_messages_is_interrupted() {
    let sketch = Sketch::of(&["client -> service -> message_queue"])
        .load("client", 10.0, 100.0)
        .change_connection("service", "message_queue", |connection| {
            connection.mode = Mode::Asynchronous;
            connection.share = 1e6;
        });
    let mut simulation = start(&sketch, settings(0.0, 5.0, 2));
    assert_eq!(simulation.advance(u64::MAX, 5_000).events, 5_000);
}

#[test]
fn s5_a_run_can_be_stopped_at_any_time() {
    let sketch = queue(80.0, 10.0, 1);
    let mut simulation = start(&sketch, settings(10.0, 100.0, 1));
    simulation.advance(4_000_000_000, u64::MAX);
    let early = simulation.result();
    assert_eq!((early.seconds, early.arrived, early.is_complete), (0.0, 0, false));
    assert_eq!(early.client("client").mean_millis, None);
    assert_eq!(early.component("service").wait_millis, None);
    simulation.advance(60_000_000_000, u64::MAX);
    let half = simulation.result();
    assert_eq!((half.seconds, half.is_complete), (50.0, false));
    assert!((3_500..4_500).contains(&half.completed), "{}", half.completed);
    assert!(half.client("client").mean_millis.unwrap().low.is_some());
}

#[test]
fn s19_a_frame_shows_what_stands_where() {
    let mut simulation = start(&queue(150.0, 10.0, 1).network(5.0), settings(0.0, 20.0, 1));
    simulation.advance(10_000_000_000, u64::MAX);
    let first = simulation.frame();
    let service = &first.components[1];
    assert_eq!((service.in_service, service.places, service.replicas), (1, 1, 1));
    assert!(service.waiting > 200 && service.utilisation > 0.95, "{service:?}");
    assert!((service.served_per_second - 100.0).abs() < 15.0, "{service:?}");
    assert_eq!(first.moments.len(), 10);
    assert!(first.p50_millis.unwrap() < first.p99_millis.unwrap());
    assert!(first.cost_usd > 0.0);
    assert!(!first.movements.is_empty() && first.movements.len() <= 512);
    for movement in &first.movements {
        assert_eq!((movement.connection, movement.arrives_nanos - movement.departs_nanos), (0, 5_000_000));
    }
    assert!(first.movements.iter().any(|movement| movement.is_answer));
    assert!(first.messages >= first.movements.len() as u64, "{} messages", first.messages);
    simulation.advance(11_000_000_000, u64::MAX);
    let second = simulation.frame();
    assert_eq!(second.moments.len(), 1);
    assert!((second.completed_per_second - 100.0).abs() < 40.0, "{}", second.completed_per_second);
    let again = simulation.frame();
    assert_eq!((again.completed_per_second, again.movements.len(), again.moments.len()), (0.0, 0, 0));
}

#[test]
fn s19_the_moments_add_up_to_the_run() {
    let result = run(&careful_shop(), settings(0.0, 12.5, 4));
    assert_eq!(result.moments.len(), 13);
    assert_eq!(result.moments.iter().map(|moment| moment.completed).sum::<u64>(), result.completed);
    assert_eq!(result.moments.iter().map(|moment| moment.arrived).sum::<u64>(), result.arrived);
    assert_eq!(
        result.moments.last().map(|moment| (moment.seconds, moment.in_flight)),
        Some((12.5, result.in_flight))
    );
}

#[test]
fn s20_a_run_costs_what_the_report_says() {
    let (report, result) = (shop().report(), run(&shop(), settings(0.0, 300.0, 1)));
    let (instant, found) = (report.cost.monthly_usd, result.cost.monthly_usd);
    assert!((found / instant - 1.0).abs() < 0.02, "{found} instead of {instant}");
    let per_million =
        (report.cost.usd_per_million_requests.unwrap(), result.cost.usd_per_million_requests.unwrap());
    assert!((per_million.0 / per_million.1 - 1.0).abs() < 0.02, "{per_million:?}");
}

fn differences(sketch: &Sketch, settings: Settings) -> Vec<Difference> {
    crate::simulation::compare(&sketch.diagram, &sketch.report(), &run(sketch, settings))
}

#[test]
fn s20_what_is_kept_costs_a_run_what_it_costs_in_the_report() {
    let store = Sketch::of(&["client -> event_stream*3 -> worker -> object_store*2"])
        .load("client", 20.0, 0.0)
        .property("event_stream", "message_kilobytes", 200.0)
        .property("object_store", "data_gigabytes", 50_000.0);
    // 20 a second x 200 KB x 7 days x 3 copies = 7,258 GB at 0.10, and 50,000 GB at 0.023, of some 2,500 USD.
    let (report, result) = (store.report(), run(&store, settings(0.0, 300.0, 1)));
    let (instant, found) = (report.cost.monthly_usd, result.cost.monthly_usd);
    assert!(instant > 725.0 + 1150.0);
    assert!((found / instant - 1.0).abs() < 0.02, "{found} instead of {instant}");
}

#[test]
fn s17_where_the_engines_agree_nothing_is_said() {
    assert_eq!(differences(&queue(50.0, 10.0, 1), settings(10.0, 500.0, 1)), []);
    let even = queue(70.0, 10.0, 1).serves_as("service", 10.0, Distribution::Constant, 1);
    assert_eq!(differences(&even, settings(10.0, 300.0, 1)), [], "the wait of M/D/1 is known exactly");
}

/// Service of 10 ms on average, whose logarithm is normal.
fn log_normal(per_second: f64, variation: f64, places: u32) -> Sketch {
    queue(per_second, 10.0, 1).serves_as("service", 10.0, Distribution::LogNormal, places).change(
        "service",
        |component| {
            component.service_time.as_mut().unwrap().coefficient_of_variation = variation;
        },
    )
}

#[test]
fn s17_both_engines_take_log_normal_service_for_what_it_is() {
    for sketch in [log_normal(5.0, 2.0, 50), log_normal(50.0, 2.0, 1), log_normal(30.0, 1.0, 1)] {
        let result = run(&sketch, settings(10.0, 1_000.0, 1));
        assert_eq!(crate::simulation::compare(&sketch.diagram, &sketch.report(), &result), []);
        // A gamma of the same mean and variation has quite another median, so agreeing says something.
        let (instant, found) = (sketch.report().latency[0].clone(), result.latency[0].clone());
        for (instant, found) in
            [(instant.p50_millis, found.p50_millis), (instant.p95_millis, found.p95_millis)]
        {
            assert!((instant.unwrap() / found.unwrap().value - 1.0).abs() < 0.1, "{instant:?} {found:?}");
        }
    }
}

#[test]
fn s17_waits_that_never_or_hardly_happened_are_no_difference() {
    // M/M/4 at 10 a second and 10 ms is 2.5 % busy: the formulas' wait is some 1e-8 ms, and in ten minutes nobody waits.
    for (per_second, places) in [(1.0, 2), (5.0, 2), (10.0, 4), (40.0, 4)] {
        let sketch = queue(per_second, 10.0, places);
        let mut found = differences(&sketch, settings(10.0, 600.0, 1));
        found.retain(|it| it.figure == "wait_millis" || it.figure == "queue_length");
        assert_eq!(found, [], "{per_second} {places}");
    }
    // Whole nanoseconds are no difference from nothing.
    let nothing = Sketch::of(&["client -> load_balancer"]).load("client", 50.0, 100.0).without_network();
    assert_eq!(differences(&nothing.serves("load_balancer", 1e-7), settings(1.0, 100.0, 1)), []);
}

#[test]
fn s17_a_full_component_is_measured_by_the_time_that_it_works() {
    let row = Sketch::of(&["client -> service -> after:service"])
        .serves("service", 10.0)
        .serves("after", 1.0)
        .load("client", 150.0, 100.0)
        .without_network();
    let late =
        Sketch::of(&["client -> message_queue -> worker"]).serves("worker", 50.0).load("client", 100.0, 0.0);
    for (sketch, full, below) in [(row, "service", Some("after")), (late, "worker", None)] {
        let found = differences(&sketch, settings(10.0, 200.0, 1));
        let of = |name: &str, figure: &str| {
            found.iter().find(|it| it.component == id(name) && it.figure == figure).unwrap().sentence.clone()
        };
        assert!(of(full, "utilisation").contains("never over 100 %"), "{}", of(full, "utilisation"));
        if let Some(below) = below {
            let load = of(below, "arrivals_per_second");
            assert!(load.contains("service has more to do than it can, so less goes on"), "{load}");
        }
        assert!(found.iter().all(|it| !it.reason.contains("longer run")), "{found:#?}");
    }
}

#[test]
fn s17_a_difference_is_named_with_its_reason() {
    let told = |sketch: &Sketch, faults: &[&str], figure: &str, part: &str| {
        let differences = differences(sketch, with_faults(settings(10.0, 300.0, 1), faults));
        let found = differences.iter().find(|difference| difference.figure == figure);
        let found = found.unwrap_or_else(|| panic!("nothing about {figure}: {differences:?}"));
        assert!(found.sentence.contains(part), "{}", found.sentence);
    };
    let busy = || queue(90.0, 10.0, 1);
    told(&queue(150.0, 10.0, 1), &[], "wait_millis", "more to do than it can");
    told(&queue(150.0, 10.0, 1), &[], "p99_millis", "more to do than it can");
    told(&busy().property("service", "queue_limit", 3.0), &[], "queue_length", "turned away");
    told(
        &busy().property("client", "timeout_millis", 60.0).property("client", "retries", 3.0),
        &[],
        "arrivals_per_second",
        "timed out",
    );
    told(&busy(), &["slow:servicex3@50+100"], "p95_millis", "took 3 times as long from second 50");
    told(&busy().flag("service", "autoscaling", true), &[], "utilisation", "Autoscaling");
    told(&log_normal(200.0, 3.0, 4), &[], "wait_millis", "not exponential");
    let cold = Sketch::of(&["client -> cache -> sql_database"])
        .load("client", 50.0, 100.0)
        .flag("cache", "starts_cold", true)
        .property("cache", "warm_up_items", 1e6);
    told(&cold, &[], "arrivals_per_second", "Copies were missing");
    let row = Sketch::of(&["client -> a:service -> b:service"])
        .serves_as("a", 10.0, Distribution::Constant, 1)
        .serves("b", 10.0)
        .load("client", 70.0, 100.0)
        .without_network();
    told(&row, &[], "wait_millis", "not arrive at random at");
}

#[test]
fn s17_the_fault_that_touches_a_component_or_what_it_needs_comes_first() {
    let sketch =
        Sketch::of(&["client -> load_balancer*2 -> service*4 -> cache", "service -> db:sql_database"])
            .routing("service", "db", diagram::Routing::OnCacheMiss, 1.0)
            .group("Zone A", diagram::GroupKind::Zone, None, &["cache"])
            .load("client", 100.0, 100.0);
    let faults = [
        "replica:load_balancer@3.0231+10",
        "slow:dbx5@0.4498+29",
        "flush:cache@0.5",
        "zone:Zone A@0.6",
        "packets:client-load_balancer:0.1@0.7+29",
        "spike:clientx4@0.8",
    ];
    let found = differences(&sketch, with_faults(settings(0.0, 30.0, 1), &faults));
    let told = |name: &str, figure: &str, part: &str| {
        let about = found.iter().find(|it| it.component == id(name) && it.figure == figure);
        let about = about.unwrap_or_else(|| panic!("nothing about {name} {figure}: {found:#?}"));
        assert!(about.reason.starts_with(part), "{} instead of {part}", about.reason);
        assert!(!about.reason.contains('@'), "{}", about.reason);
    };
    let spike = "Requests of client were 4 times as many from second 0.8 of the run to its end.";
    told("client", "arrivals_per_second", spike);
    told(
        "cache",
        "arrivals_per_second",
        "The zone Zone A was lost with all that stands in it from second 0.6",
    );
    told(
        "db",
        "response_millis",
        "Work at db took 5 times as long from second 0.45 of the run on, for 29 seconds.",
    );
}
