//! What goes wrong while it runs.

use diagram::GroupKind;

use super::*;
use crate::simulation::{Fault, FaultKind, Moment};

/// Requests of the seconds from one to another: arrived, completed, failed.
fn between(result: &SimulationResult, from: usize, to: usize) -> (u64, u64, u64) {
    let sum = |of: fn(&Moment) -> u64| result.moments[from..to].iter().map(of).sum();
    (sum(|moment| moment.arrived), sum(|moment| moment.completed), sum(|moment| moment.failed))
}

#[test]
fn s14_a_lost_replica_takes_its_requests_and_its_places_with_it() {
    // Two replicas of 20 places, all in use: half of those in service are lost, the waiting stay.
    let sketch = queue(1_000.0, 100.0, 20).change("service", |service| service.replicas = 2);
    let mut simulation = start(&sketch, with_faults(settings(0.0, 10.0, 1), &["replica:service@5+3"]));
    simulation.advance(4_999_999_999, u64::MAX);
    let before = simulation.frame();
    assert_eq!((before.components[1].in_service, before.failed), (40, 0));
    simulation.advance(5_000_000_000, u64::MAX);
    let after = simulation.frame();
    assert_eq!((after.components[1].places, after.components[1].in_service, after.failed), (20, 20, 20));
    assert_eq!(after.components[1].replicas, 1);
    simulation.advance(8_000_000_000, u64::MAX);
    let healed = simulation.frame();
    assert_eq!((healed.components[1].places, healed.components[1].in_service), (40, 40));
    assert_eq!(finish(simulation).count(Cause::Down), 20);
}

/// `client -> sql_database*3`, whose replicas hold different data unless they follow the first.
fn three_stores() -> Sketch {
    Sketch::of(&["client -> sql_database*3"])
        .serves("sql_database", 1.0)
        .load("client", 200.0, 100.0)
        .without_network()
}

/// Share of the requests that were served while so many replicas were lost.
fn share_served(sketch: &Sketch, lost: usize) -> f64 {
    let result = run(sketch, with_faults(settings(1.0, 100.0, 1), &vec!["replica:sql_database"; lost]));
    assert_eq!(result.count(Cause::Down), result.failed);
    result.completed as f64 / (result.completed + result.failed) as f64
}

#[test]
fn s22_what_is_served_while_replicas_are_lost_makes_up_the_availability_of_the_report() {
    // Each of three replicas is up 0.9 of the time: so often are none, one, two and all of them lost.
    let often = [0.729, 0.243, 0.027, 0.001];
    let apart = three_stores().available("sql_database", 0.9);
    // 3 - lost of three parts of the data can be read: 1, 2 / 3, 1 / 3, 0, which with these weights is 0.9.
    let following = apart.clone().following("sql_database");
    for (sketch, expected) in [(&apart, 0.9), (&following, 0.999)] {
        let served: f64 = (0..).zip(often).map(|(lost, often)| often * share_served(sketch, lost)).sum();
        let report = sketch.report().availability.value;
        assert!((report - expected).abs() < 1e-12, "{report}");
        // 20,000 requests: the share of one case has a standard deviation of at most 0.0035.
        assert!((served - report).abs() < 0.004, "{served} instead of {report}");
    }
}

#[test]
fn s22_the_comparison_says_that_data_was_out_of_reach() {
    let chain = |sketch: Sketch| {
        let sketch = sketch.serves("sql_database", 1.0).load("client", 200.0, 100.0).without_network();
        let result = run(&sketch, with_faults(settings(10.0, 100.0, 1), &["replica:sql_database"]));
        let differences = crate::simulation::compare(&sketch.diagram, &sketch.report(), &result);
        differences.iter().any(|one| one.sentence.contains("Replicas of sql_database hold different data"))
    };
    // What is behind the database hears of two thirds of the requests.
    let apart = Sketch::of(&["client -> sql_database*3 -> service"]);
    assert!(chain(apart.clone()));
    assert!(!chain(apart.following("sql_database")));
}

#[test]
fn s22_asking_again_does_not_bring_back_what_a_lost_replica_held() {
    let patient = |sketch: Sketch| {
        sketch.property("client", "retries", 5.0).property("client", "retry_base_millis", 1.0)
    };
    let direct = share_served(&patient(three_stores()), 1);
    assert!((direct - 2.0 / 3.0).abs() < 0.02, "{direct}");
    let behind = Sketch::of(&["client -> service*2 -> sql_database*3"])
        .serves("service", 1.0)
        .serves("sql_database", 1.0)
        .load("client", 200.0, 100.0);
    let behind = share_served(&patient(behind), 1);
    assert!((behind - 2.0 / 3.0).abs() < 0.02, "{behind}");
    assert_eq!(share_served(&patient(three_stores().following("sql_database")), 1), 1.0);
}

#[test]
fn s22_who_waits_for_a_lost_part_of_the_data_fails_with_it() {
    // Far over capacity: thousands wait when one of two parts is lost, and half of them leave.
    let full = Sketch::of(&["client -> store:sql_database*2"])
        .serves("store", 100.0)
        .load("client", 2_000.0, 100.0)
        .without_network();
    let waiting = |sketch: &Sketch| {
        let mut simulation = start(sketch, with_faults(settings(0.0, 3.0, 1), &["replica:store@2"]));
        simulation.advance(1_999_999_999, u64::MAX);
        let before = simulation.frame().components[1].waiting as f64;
        simulation.advance(2_000_000_000, u64::MAX);
        (before, simulation.frame().components[1].waiting as f64)
    };
    let (before, after) = waiting(&full);
    assert!(before > 3_000.0 && (after / before - 0.5).abs() < 0.05, "{before} {after}");
    let (before, after) = waiting(&full.following("store"));
    assert!((after - before).abs() < 5.0, "{before} {after}");
}

#[test]
fn s14_below_the_replicas_that_it_needs_a_component_serves_nothing() {
    let sketch = queue(100.0, 10.0, 2).change("service", |service| {
        service.replicas = 3;
        service.replicas_needed = Some(2);
    });
    let faults = ["replica:service@5", "replica:service@10+10"];
    let result = run(&sketch, with_faults(settings(0.0, 30.0, 1), &faults));
    assert_eq!(between(&result, 6, 10).2, 0);
    let (arrived, completed, failed) = between(&result, 11, 20);
    assert!(arrived > 700 && completed == 0 && failed >= arrived - 5, "{arrived} {completed} {failed}");
    assert_eq!(between(&result, 21, 30).2, 0);
    // Too few from the start: a balancer goes past it.
    let never = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
        .load("client", 100.0, 100.0)
        .change("a", |service| service.replicas_needed = Some(2));
    let result = run(&never, settings(0.0, 20.0, 1));
    assert_eq!((result.failed, result.component("a").arrivals_per_second.unwrap().value), (0, 0.0));
    let alone = run(&sketch.change("service", |service| service.replicas = 1), settings(0.0, 10.0, 1));
    assert_eq!(alone.completed, 0);
    assert!(alone.failed > 800);
}

#[test]
fn s14_without_its_last_replica_a_component_refuses() {
    let result = run(&queue(50.0, 10.0, 1), with_faults(settings(0.0, 30.0, 1), &["replica:service@10+10"]));
    let (arrived, completed, failed) = between(&result, 10, 20);
    assert!(completed == 0 && failed >= arrived, "{arrived} {completed} {failed}");
    assert_eq!(between(&result, 0, 10).2, 0);
    assert_eq!(between(&result, 20, 30).2, 0);
    assert_eq!(result.faults, ["replica:service@10+10"]);
}

#[test]
fn s14_a_zone_or_a_region_is_lost_with_all_that_stands_in_it() {
    let sketch = Sketch::of(&["client -> load_balancer -> one:service", "load_balancer -> two:service"])
        .group("eu", GroupKind::Region, None, &["load_balancer"])
        .group("z1", GroupKind::Zone, Some("eu"), &["one", "client"])
        .group("z2", GroupKind::Zone, Some("eu"), &["two"])
        .load("client", 100.0, 100.0);
    let of = |fault: &str| run(&sketch, with_faults(settings(0.0, 20.0, 1), &[fault]));
    // The balancer goes past what is down: only what was there or on its way is lost.
    let zone = of("zone:z1@10");
    assert!(zone.failed > 0 && zone.failed < 20, "{}", zone.failed);
    assert!(between(&zone, 12, 20).1 > 600);
    let region = of("region:eu@10");
    assert_eq!(between(&region, 12, 20).1, 0);
    // A balancer that checks nobody's health loses every second request.
    let careless = sketch.clone().flag("load_balancer", "health_checks", false);
    let careless = run(&careless, with_faults(settings(0.0, 20.0, 1), &["zone:z1@10"]));
    let (arrived, _, failed) = between(&careless, 11, 20);
    assert!((failed as f64 / arrived as f64 - 0.5).abs() < 0.06, "{failed} of {arrived}");
}

#[test]
fn s14_the_outer_of_nested_zones_and_regions_takes_the_inner_along() {
    let sketch = queue(100.0, 1.0, 10)
        .group("continent", GroupKind::Region, None, &[])
        .group("region", GroupKind::Region, Some("continent"), &[])
        .group("zone", GroupKind::Zone, Some("region"), &[])
        .group("room", GroupKind::Zone, Some("zone"), &["service"]);
    for fault in ["region:continent@10", "region:region@10", "zone:zone@10", "zone:room@10"] {
        let result = run(&sketch, with_faults(settings(0.0, 20.0, 1), &[fault]));
        assert_eq!((between(&result, 0, 10).2, between(&result, 11, 20).1), (0, 0), "{fault}");
        assert!(result.failed > 700, "{fault}: {}", result.failed);
    }
}

#[test]
fn s14_a_cache_on_a_miss_with_nothing_beside_it_is_missed_when_it_is_gone() {
    let sketch = Sketch::of(&["client -> cache"])
        .routing("client", "cache", diagram::Routing::OnCacheMiss, 1.0)
        .load("client", 100.0, 50.0);
    let result = run(&sketch, with_faults(settings(0.0, 20.0, 1), &["gone:cache@10"]));
    let (arrived, completed, failed) = between(&result, 11, 20);
    assert!(arrived > 700 && completed == 0 && failed >= arrived - 5, "{arrived} {completed} {failed}");
}

#[test]
fn s14_without_health_checks_a_lost_replica_keeps_its_share_of_the_requests() {
    let sketch = Sketch::of(&["client -> load_balancer -> service*4"]).load("client", 200.0, 100.0);
    let lost = |sketch: &Sketch| {
        let result = run(sketch, with_faults(settings(0.0, 40.0, 1), &["replica:service@10"]));
        let (arrived, _, failed) = between(&result, 11, 40);
        failed as f64 / arrived as f64
    };
    assert_eq!(lost(&sketch), 0.0);
    // One in four, as the formula has it: 0.25 within three standard errors of 5,800 requests.
    let share = lost(&sketch.flag("load_balancer", "health_checks", false));
    assert!((share - 0.25).abs() < 0.017, "{share}");
}

#[test]
fn s14_a_slow_component_is_slow_as_long_as_the_fault_lasts() {
    let sketch = queue(20.0, 10.0, 4);
    let result = run(&sketch, with_faults(settings(0.0, 90.0, 1), &["slow:servicex5@30+30"]));
    let median = |from: usize, to: usize| {
        let times: Vec<f64> =
            result.moments[from..to].iter().filter_map(|moment| moment.p50_millis).collect();
        times.iter().sum::<f64>() / times.len() as f64
    };
    let (before, during, after) = (median(0, 30), median(31, 60), median(62, 90));
    assert!((during / before - 5.0).abs() < 1.2, "{before} {during}");
    assert!((after / before - 1.0).abs() < 0.25, "{before} {after}");
}

#[test]
fn s14_lost_packets_are_sent_again_after_a_while() {
    // A share q of messages is lost; each way of 10 ms takes 200 ms more with q, 400 ms more with q^2, and so on.
    let sketch = queue(40.0, 1.0, 10).network(10.0);
    let of = |fault: &str| run(&sketch, with_faults(settings(0.0, 400.0, 1), &[fault]));
    let q = 0.1f64;
    let each_way: f64 = (1..=6).map(|resend| q.powi(resend) * 200.0 * 2f64.powi(resend - 1)).sum();
    for fault in ["packets:0.1", "packets:client-service:0.1"] {
        let result = of(fault);
        let mean = result.client("client").mean_millis.unwrap().value;
        assert!((mean - (21.0 + 2.0 * each_way)).abs() < 4.0, "{fault}: {mean}");
        assert!(result.failed <= 1);
    }
    // Three in ten both ways: 2 x 0.3^7 are given up.
    let lossy = of("packets:0.6");
    let given_up = lossy.count(Cause::PacketsLost) as f64 / (lossy.completed + lossy.failed) as f64;
    let expected = 1.0 - (1.0 - 0.6f64.powi(7)).powi(2);
    assert!((given_up - expected).abs() < 0.01, "{given_up} instead of {expected}");
}

#[test]
fn s14_a_spike_multiplies_the_requests_of_one_client_or_of_all() {
    let sketch = Sketch::of(&["a:client -> service*40", "b:client -> service"])
        .load("a", 100.0, 100.0)
        .load("b", 50.0, 100.0);
    let arrived = |fault: &str| {
        let result = run(&sketch, with_faults(settings(0.0, 60.0, 1), &[fault]));
        let rate = |from, to| between(&result, from, to).0 as f64 / (to - from) as f64;
        (rate(0, 20), rate(20, 40), rate(40, 60))
    };
    let near = |found: (f64, f64, f64), during: f64| {
        assert!((found.0 - 150.0).abs() < 10.0 && (found.2 - 150.0).abs() < 10.0, "{found:?}");
        assert!((found.1 - during).abs() < 0.05 * during + 1.0, "{found:?}");
    };
    near(arrived("spike:x4@20+20"), 600.0);
    near(arrived("spike:bx4@20+20"), 300.0);
    near(arrived("spike:x0@20+20"), 0.0);
}

#[test]
fn s14_a_flushed_cache_has_to_fill_again() {
    let sketch = Sketch::of(&["client -> cache -> sql_database"]).load("client", 400.0, 100.0).property(
        "cache",
        "warm_up_items",
        2_000.0,
    );
    let mut simulation = start(&sketch, with_faults(settings(0.0, 120.0, 1), &["flush:cache@20"]));
    let mut hit_ratio_at = |nanos: u64| {
        simulation.advance(nanos, u64::MAX);
        simulation.frame().components[1].hit_ratio.unwrap()
    };
    assert_eq!(hit_ratio_at(19_999_999_999), 0.9);
    assert!(hit_ratio_at(20_000_000_000) < 0.001);
    assert!(hit_ratio_at(90_000_000_000) > 0.89);
}

#[test]
fn s14_a_third_party_that_is_gone_fails_what_waits_for_it() {
    let sketch = Sketch::of(&["client -> service -> third_party_api", "client -> other:service"])
        .routing("client", "service", diagram::Routing::ByWeight, 1.0)
        .routing("client", "other", diagram::Routing::ByWeight, 1.0)
        .load("client", 40.0, 100.0);
    let result = run(&sketch, with_faults(settings(0.0, 30.0, 1), &["gone:third_party_api@10+10"]));
    let (arrived, _, failed) = between(&result, 11, 20);
    assert!((failed as f64 / arrived as f64 - 0.5).abs() < 0.1, "{failed} of {arrived}");
    assert_eq!(between(&result, 22, 30).2, 0);
}

#[test]
fn s15_a_fault_can_be_let_loose_now_and_the_run_repeated_from_its_word() {
    let sketch = queue(60.0, 10.0, 1).network(3.0);
    let mut simulation = start(&sketch, settings(0.0, 20.0, 4));
    simulation.advance(7_123_456_789, u64::MAX);
    let fault = simulation.inject(FaultKind::Slow(id("service"), 4.0), Some(5.0)).unwrap();
    assert_eq!(fault.to_string(), "slow:servicex4@7.12345679+5");
    let injected = finish(simulation);
    let planned = run(&sketch, with_faults(settings(0.0, 20.0, 4), &[&injected.faults[0]]));
    assert_eq!(planned, injected);
    assert_ne!(planned.latency, run(&sketch, settings(0.0, 20.0, 4)).latency);
}

#[test]
fn s15_a_fault_about_what_is_not_there_changes_nothing_and_says_why() {
    let sketch = Sketch::of(&["client -> service"]).group("z1", GroupKind::Zone, None, &["service"]);
    let refused = |word: &str, part: &str| {
        let settings = with_faults(settings(0.0, 5.0, 1), &[word]);
        let error = Simulation::new(&sketch.diagram, Catalogue::builtin(), settings).unwrap_err();
        assert!(error.to_string().contains(part), "{word}: {error}");
    };
    refused("gone:nobody", "does not have");
    refused("replica:client", "is a client");
    refused("zone:z2", "no zone of this design");
    refused("region:z1", "no region of this design");
    refused("flush:service", "keeps no copies");
    refused("spike:servicex2", "only a client");
    refused("packets:nowhere:0.5", "does not have");
    let mut simulation = start(&sketch, settings(0.0, 5.0, 1));
    for kind in [FaultKind::Slow(id("service"), f64::NAN), FaultKind::Packets(None, -1.0)] {
        assert!(simulation.inject(kind, None).is_err());
    }
    assert!(simulation.inject(FaultKind::Gone(id("service")), Some(f64::INFINITY)).is_err());
    assert_eq!(finish(simulation), run(&sketch, settings(0.0, 5.0, 1)));
}

#[test]
fn s15_a_fault_before_now_starts_now_and_faults_have_an_end() {
    let sketch = queue(50.0, 10.0, 1);
    let mut simulation = start(&sketch, settings(0.0, 20.0, 1));
    simulation.advance(10_000_000_000, u64::MAX);
    let fault = Fault { kind: FaultKind::Gone(id("service")), start_seconds: 1.0, seconds: Some(2.0) };
    simulation.add_fault(&fault).unwrap();
    let result = finish(simulation);
    assert!(between(&result, 10, 12).2 > 50);
    assert_eq!(between(&result, 12, 20).2, 0);
}
