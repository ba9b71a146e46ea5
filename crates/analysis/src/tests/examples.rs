use diagram::Routing;

use crate::sketch::{Sketch, assert_close, id};

/// 100 requests a second, 80 of them reads, through a balancer, three services and a cache to a database. One request
/// at a time each, exponential.
fn example() -> Sketch {
    Sketch::of(&["client -> load_balancer -> service*3 -> cache -> sql_database"])
        .load("client", 100.0, 80.0)
        .property("cache", "hit_ratio_percent", 90.0)
        .serves("load_balancer", 1.0)
        .serves("service", 20.0)
        .serves("cache", 1.0)
        .serves("sql_database", 20.0)
}

#[test]
fn a3_the_example_loads_every_component() {
    let arrivals = |name| example().component_report(name).arrivals_per_second;
    assert_close(arrivals("client"), 100.0, 1e-12);
    assert_close(arrivals("load_balancer"), 100.0, 1e-12);
    assert_close(arrivals("service"), 100.0, 1e-12);
    assert_close(arrivals("cache"), 100.0, 1e-12);
    // 80 reads x 0.1 that miss, and 20 writes: 28.
    assert_close(arrivals("sql_database"), 28.0, 1e-12);
}

#[test]
fn a6_the_example_waits_at_every_component() {
    // Balancer: rho = 100 x 1 ms = 0.1, W = 1 x 0.1 / 0.9.
    let balancer = example().component_report("load_balancer");
    assert_close(balancer.utilisation, 0.1, 1e-12);
    assert_close(balancer.wait_millis.unwrap(), 0.1 / 0.9, 1e-12);
    assert_close(balancer.capacity_per_second.unwrap(), 1000.0, 1e-12);
    // Services: a = 100 x 20 ms = 2 of 3 places; Erlang C is 4 / 9, W = 4 / 9 x 20 / (3 - 2).
    let service = example().component_report("service");
    assert_close(service.utilisation, 2.0 / 3.0, 1e-12);
    assert_close(service.wait_millis.unwrap(), 80.0 / 9.0, 1e-12);
    // Little: 100 a second x 8.89 ms.
    assert_close(service.queue_length.unwrap(), 8.0 / 9.0, 1e-12);
    // Database: rho = 28 x 20 ms = 0.56, response 20 / 0.44.
    let database = example().component_report("sql_database");
    assert_close(database.utilisation, 0.56, 1e-12);
    assert_close(database.response_millis.unwrap(), 20.0 / 0.44, 1e-12);
}

#[test]
fn a9_the_example_answers_in_the_sum_of_its_visits() {
    // Network: 40 ms to the client, 1 ms to the service, 1 ms to the cache, and 0.28 x 1 ms to the database.
    // Components: 1 / 0.9 + (20 + 80 / 9) + 1 / 0.9 + 0.28 x 20 / 0.44.
    let expected = 42.28 + 1.0 / 0.9 + 20.0 + 80.0 / 9.0 + 1.0 / 0.9 + 0.28 * 20.0 / 0.44;
    assert_close(example().report().latency[0].mean_millis.unwrap(), expected, 1e-12);
}

#[test]
fn a9_a_client_in_another_region_has_further_to_go() {
    let near =
        Sketch::of(&["client -> service"]).serves_as("service", 0.0, diagram::Distribution::Constant, 1);
    let mean = |sketch: &Sketch| sketch.report().latency[0].mean_millis.unwrap();
    assert_close(mean(&near), 2.0 * 20.0, 1e-12);
    let region = diagram::GroupKind::Region;
    let placed = near.group("west", region, None, &["service"]);
    assert_close(mean(&placed), 2.0 * 20.0, 1e-12);
    assert_close(mean(&placed.group("east", region, None, &["client"])), 2.0 * (20.0 + 35.0), 1e-12);
}

#[test]
fn a9_two_on_one_host_are_nearer_than_two_in_a_zone() {
    use diagram::GroupKind::{Host, Zone};
    let two = Sketch::of(&["client -> a:service -> b:service"]);
    let mean = |sketch: &Sketch| sketch.report().latency[0].mean_millis.unwrap();
    let near = two.clone().group("machine", Host, None, &["a", "b"]);
    assert_close(mean(&two) - mean(&near), 2.0 * (0.5 - 0.05), 1e-9);
    let in_a_zone =
        two.clone().group("zone", Zone, None, &[]).group("machine", Host, Some("zone"), &["a", "b"]);
    assert_close(mean(&in_a_zone), mean(&near), 1e-12);
    let apart = two.clone().group("one", Host, None, &["a"]).group("other", Host, None, &["b"]);
    assert_close(mean(&apart), mean(&two), 1e-12);
    let on_the_clients_machine = two.clone().group("machine", Host, None, &["client", "a"]);
    assert_close(mean(&on_the_clients_machine), mean(&two), 1e-12);
}

#[test]
fn a14_the_services_bind_the_example() {
    // The services are 2 / 3 busy, more than anything else: 100 / (2 / 3) = 150.
    let throughput = example().report().throughput;
    assert_close(throughput.offered_per_second, 100.0, 1e-12);
    assert_close(throughput.max_per_second.unwrap(), 150.0, 1e-12);
    assert_close(throughput.headroom.unwrap(), 1.5, 1e-12);
    assert_eq!(throughput.binding_component, Some(id("service")));
}

#[test]
fn a14_at_the_largest_load_the_binding_component_is_just_full() {
    let at_most = example().load("client", 150.0, 80.0);
    assert_close(at_most.component_report("service").utilisation, 1.0, 1e-12);
    assert_close(at_most.report().throughput.headroom.unwrap(), 1.0, 1e-12);
}

#[test]
fn a14_without_load_nothing_binds() {
    let idle = example().load("client", 0.0, 80.0).report().throughput;
    assert_eq!((idle.max_per_second, idle.headroom, idle.binding_component), (None, None, None));
}

#[test]
fn a15_the_example_is_up_as_long_as_what_it_needs() {
    // The cache is passed by when down; three replicas fail together one time in a thousand million.
    let placed = example()
        .available("load_balancer", 0.9999)
        .available("service", 0.999)
        .available("sql_database", 0.99);
    let expected = 0.9999 * (1.0 - 0.001_f64.powi(3)) * 0.99;
    assert_close(placed.report().availability.value, expected, 1e-12);
}

#[test]
fn a22_the_example_scores_what_the_formula_says() {
    // 100 - 15 (balancer) - 15 (database) = 70; 3 of 4 components scale out: 52.5; the database is 56 % busy: no more.
    let score = example().report().scalability;
    assert_close(score.score, 52.5, 1e-12);
    assert_eq!(score.deductions.len(), 3);
    assert_close(score.deductions[2].points, 17.5, 1e-12);
    assert_eq!(score.deductions[2].components, [id("sql_database")]);
    // At 80 % (40 a second at 20 ms) it is a bottleneck: 10 less.
    let busy = example().property("cache", "hit_ratio_percent", 75.0).report().scalability;
    assert_close(busy.score, 42.5, 1e-12);
    assert!(busy.deductions[3].reason.contains("80 % busy"), "{}", busy.deductions[3].reason);
}

#[test]
fn a22_deductions_add_up_to_what_is_missing() {
    let ways: Vec<String> = (0..12).map(|index| format!("client -> s{index}:sql_database")).collect();
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    for sketch in [example(), Sketch::of(&ways), Sketch::default(), Sketch::of(&["client -> scheduler"])] {
        let report = sketch.report().scalability;
        let points: f64 = report.deductions.iter().map(|deduction| deduction.points).sum();
        assert_close(100.0 - points, report.score, 1e-9);
        assert!((0.0..=100.0).contains(&report.score));
        assert!(report.deductions.iter().all(|deduction| deduction.points > 0.0));
    }
}

#[test]
fn a23_costs_are_replicas_requests_and_transfer() {
    // 30.4375 days have 2,629,800 s: at 10 a second 26.298 million requests.
    let millions = 26.298;
    let design = Sketch::of(&["client -> load_balancer -> service*3"]).load("client", 10.0, 100.0).property(
        "client",
        "response_kilobytes",
        100.0,
    );
    let cost = design.report().cost;
    let price = |kind: &str| diagram::Catalogue::builtin().kind(kind).unwrap().price.clone();
    let balancer = price("load_balancer").usd_per_replica_month
        + millions * price("load_balancer").usd_per_million_requests;
    let services = 3.0 * price("service").usd_per_replica_month;
    // 26.298 million x 100 KB = 2,629.8 GB at 0.09.
    let transfer = 2629.8 * 0.09;
    assert_close(cost.monthly_usd, balancer + services + transfer, 1e-12);
    assert_close(cost.usd_per_million_requests.unwrap(), cost.monthly_usd / millions, 1e-12);
    let basis: Vec<&str> = cost.lines.iter().map(|line| line.basis.as_str()).collect();
    assert_eq!(
        basis,
        [
            "1 replica x 16.50 USD + 26.3 million requests x 0.08 USD",
            "3 replicas x 70 USD",
            "26.3 million answers x 100 KB = 2,630 GB sent x 0.09 USD",
        ]
    );
}

#[test]
fn a23_a_cdn_has_the_transfer_in_its_price() {
    let lines = Sketch::of(&["client -> cdn -> web_server"]).report().cost.lines;
    assert_eq!(lines.iter().map(|line| &line.component).collect::<Vec<_>>(), [&id("cdn"), &id("web_server")]);
}

#[test]
fn a3_shares_weigh_calls_and_split_choices() {
    let fan = Sketch::of(&[
        "client -> load_balancer -> a:service -> sql_database",
        "load_balancer -> b:service -> sql_database",
        "load_balancer -> c:service",
    ])
    .load("client", 100.0, 60.0)
    .routing("load_balancer", "a", Routing::ByWeight, 2.0)
    .routing("load_balancer", "b", Routing::ByWeight, 1.0)
    .routing("load_balancer", "c", Routing::ByWeight, 1.0)
    .routing("a", "sql_database", Routing::EveryCall, 3.0)
    .routing("b", "sql_database", Routing::WritesOnly, 1.0);
    let arrivals = |name| fan.component_report(name).arrivals_per_second;
    assert_close(arrivals("a"), 50.0, 1e-12);
    assert_close(arrivals("b"), 25.0, 1e-12);
    // 3 x 50 from a, and 40 % of 25 from b.
    assert_close(arrivals("sql_database"), 150.0 + 10.0, 1e-12);
}

#[test]
fn a4_two_ways_that_meet_again_are_both_counted() {
    let diamond =
        Sketch::of(&["client -> a:service -> b:service -> sql_database", "a -> c:service -> sql_database"])
            .load("client", 10.0, 100.0);
    assert_close(diamond.component_report("sql_database").arrivals_per_second, 20.0, 1e-12);
}

#[test]
fn a3_a_service_beside_its_cache_asks_the_database_on_a_miss() {
    let aside = Sketch::of(&["client -> service -> cache", "service -> sql_database"])
        .load("client", 100.0, 80.0)
        .property("cache", "hit_ratio_percent", 75.0)
        .routing("service", "cache", Routing::ReadsOnly, 1.0)
        .routing("service", "sql_database", Routing::OnCacheMiss, 1.0);
    assert_close(aside.component_report("cache").arrivals_per_second, 80.0, 1e-12);
    // 80 x 0.25 + 20.
    assert_close(aside.component_report("sql_database").arrivals_per_second, 40.0, 1e-12);
}

#[test]
fn a5_a_cycle_that_dies_out_is_summed() {
    // x = 10 + 0.6 x: 25.
    let retried = Sketch::of(&["client -> a:service -> b:service -> a"])
        .routing("b", "a", Routing::EveryCall, 0.6)
        .load("client", 10.0, 100.0);
    assert_close(retried.component_report("a").arrivals_per_second, 25.0, 1e-12);
    assert_close(retried.component_report("b").arrivals_per_second, 25.0, 1e-12);
}

#[test]
fn a5_a_cycle_without_end_is_said_and_shown_for_one_turn() {
    let endless = Sketch::of(&["client -> a:service -> b:service -> a", "b -> sql_database"])
        .load("client", 10.0, 100.0);
    let report = endless.report();
    for name in ["a", "b", "sql_database"] {
        let component = endless.component_report(name);
        assert!(component.is_unbounded && component.utilisation >= 1.0, "{component:?}");
        assert_close(component.arrivals_per_second, 10.0, 1e-12);
        assert_eq!(
            (component.wait_millis, component.response_millis, component.queue_length),
            (None, None, None)
        );
    }
    assert_eq!(report.latency[0].mean_millis, None);
    assert_eq!((report.throughput.max_per_second, report.throughput.headroom), (Some(0.0), Some(0.0)));
    assert_eq!(report.findings[0].id, "amplifying_cycle");
}

#[test]
fn a8_over_capacity_nothing_is_capped() {
    let full = example().load("client", 300.0, 80.0);
    assert_close(full.component_report("service").utilisation, 2.0, 1e-12);
    assert_eq!(full.component_report("service").wait_millis, None);
    assert_eq!(full.report().latency[0].p99_millis, None);
    assert_close(full.report().throughput.headroom.unwrap(), 0.5, 1e-12);
}
