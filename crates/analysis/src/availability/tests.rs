use diagram::catalogue::Catalogue;
use diagram::{GroupKind, Mode, PropertyValue, Routing};
use proptest::prelude::*;

use super::decision_diagram::exact;
use super::sampling::sampled;
use super::structure::{Cases, Structure, Turns};
use super::{REGION_AVAILABILITY, ZONE_AVAILABILITY};
use crate::model::Model;
use crate::sketch::{Sketch, assert_close, id};

#[track_caller]
fn check(sketch: &Sketch, expected: f64) {
    let report = sketch.report().availability;
    assert_eq!(report.method, "exact");
    assert_close(report.value, expected, 1e-12);
    assert_eq!((report.low, report.high), (report.value, report.value));
    assert_close(report.downtime_minutes_per_year, (1.0 - expected) * 525_960.0, 1e-6);
}

fn single_points(sketch: &Sketch) -> Vec<String> {
    sketch.report().availability.single_points_of_failure.into_iter().map(|id| id.0).collect()
}

#[test]
fn a15_what_can_fail_is_never_up_all_the_time() {
    // 1 - 1e-60 is 1 to the machine, but not all the time.
    let many = Sketch::of(&["client -> service*20"]).available("service", 0.999).report().availability;
    assert!(many.value < 1.0 && many.value > 1.0 - 1e-12, "{many:?}");
    assert_eq!((many.low, many.high), (many.value, many.value));
    assert_eq!(many.in_words(), "over 99.9999999 %");
    assert!(many.downtime_minutes_per_year > 0.0);
    let sure = Sketch::of(&["client -> service"]).available("service", 1.0).report().availability;
    assert_eq!((sure.value, sure.in_words().as_str()), (1.0, "100 %"));
}

#[test]
fn a15_what_all_requests_need_multiplies() {
    let chain = Sketch::of(&["client -> service -> sql_database"])
        .available("service", 0.99)
        .available("sql_database", 0.999);
    check(&chain, 0.99 * 0.999);
}

#[test]
fn a15_one_of_three_replicas_is_enough() {
    check(&Sketch::of(&["client -> service*3"]).available("service", 0.9), 1.0 - 0.001);
}

#[test]
fn a15_as_many_replicas_as_are_needed_have_to_be_up() {
    let needing = |replicas: u32, needed: u32| {
        Sketch::of(&["client -> service"]).available("service", 0.9).change("service", |service| {
            service.replicas = replicas;
            service.replicas_needed = Some(needed);
        })
    };
    check(&needing(3, 1), 1.0 - 0.001);
    // 3 x 0.9^2 x 0.1 + 0.9^3 = 0.243 + 0.729.
    check(&needing(3, 2), 0.972);
    check(&needing(3, 3), 0.729);
    // 10 x 0.9^3 x 0.01 + 5 x 0.9^4 x 0.1 + 0.9^5 = 0.0729 + 0.32805 + 0.59049.
    check(&needing(5, 3), 0.99144);
    check(&needing(2, 3), 0.0);
    check(&needing(2, 3).available("service", 1.0), 0.0);
    assert!(single_points(&needing(3, 2)).is_empty());
    assert_eq!(single_points(&needing(3, 3)), ["service"]);
    assert_eq!(single_points(&needing(2, 3)), ["service"]);
    // Shards: the one that has the data, and so many others: 0.9 x (1 - 0.1^2).
    let shards = Sketch::of(&["client -> sql_database*3"]).available("sql_database", 0.9);
    check(&shards.change("sql_database", |store| store.replicas_needed = Some(2)), 0.9 * 0.99);
}

#[test]
fn a15_of_copies_that_vote_more_than_half_are_needed() {
    // 2 of 3: 1 - 3 x 0.999 x 0.001^2 - 0.001^3 = 1 - 2.998e-6.
    check(&Sketch::of(&["client -> service_registry*3"]), 1.0 - 2.998e-6);
    check(&Sketch::of(&["client -> service_registry*2"]), 0.999 * 0.999);
    assert_eq!(single_points(&Sketch::of(&["client -> service_registry*2"])), ["service_registry"]);
    let relaxed = Sketch::of(&["client -> service_registry*3"])
        .change("service_registry", |registry| registry.replicas_needed = Some(1));
    check(&relaxed, 1.0 - 1e-9);
}

#[test]
fn a15_the_tail_of_the_binomial_distribution_keeps_its_digits() {
    // All but one of a thousand, each down one time in a million: 1 - 1000 x 999 / 2 x 1e-12 and a little.
    let up = super::k_of_n(999, 1_000, 1.0 - 1e-6);
    assert_close(1.0 - up, 499_500.0 * 1e-12 * (1.0 - 998.0 * 1e-6 * 2.0 / 3.0), 1e-6);
    // Half of 100,001 that are up half of the time, and a number that nobody sees up at once.
    assert_close(super::k_of_n(50_001, 100_001, 0.5), 0.5, 1e-6);
    assert!(super::k_of_n(100_000, 100_000, 0.5) < 1e-300);
    assert_eq!(super::k_of_n(0, 0, 0.5), 1.0);
}

#[test]
fn a15_replicas_that_do_not_follow_one_another_cannot_stand_in() {
    for kind in ["sql_database", "nosql_database", "graph_database"] {
        let store = |replicas: u32, replication: &str| {
            Sketch::of(&[&format!("client -> store:{kind}*{replicas}")]).available("store", 0.9).change(
                "store",
                |store| {
                    let value = PropertyValue::Text(replication.to_owned());
                    store.properties.insert("replication".to_owned(), value);
                },
            )
        };
        for replicas in [1, 2, 3] {
            check(&store(replicas, "None"), 0.9);
            assert_eq!(single_points(&store(replicas, "None")), ["store"]);
        }
        check(&store(3, "Primary and replicas"), 1.0 - 0.001);
        assert!(single_points(&store(3, "Primary and replicas")).is_empty());
    }
    check(
        &Sketch::of(&["client -> time_series_database*3"]).available("time_series_database", 0.9),
        1.0 - 0.001,
    );
}

#[test]
fn a15_a_component_met_on_two_ways_fails_once() {
    // The database is needed by both services: its share counts once, not squared.
    let diamond = Sketch::of(&["client -> a:service -> sql_database", "client -> b:service -> sql_database"])
        .available("a", 0.99)
        .available("b", 0.98)
        .available("sql_database", 0.9);
    check(&diamond, 0.99 * 0.98 * 0.9);
}

#[test]
fn a16_a_balancer_needs_one_of_its_targets() {
    let balanced = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
        .available("load_balancer", 0.999)
        .available("a", 0.9)
        .available("b", 0.8);
    check(&balanced, 0.999 * (1.0 - 0.1 * 0.2));
    assert_eq!(single_points(&balanced), ["load_balancer"]);
}

#[test]
fn a37_without_health_checks_each_target_counts_with_its_share() {
    let blind = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
        .flag("load_balancer", "health_checks", false)
        .available("load_balancer", 0.999)
        .available("a", 0.9)
        .available("b", 0.8);
    check(&blind, 0.999 * (0.9 + 0.8) / 2.0);
    assert_eq!(single_points(&blind), ["load_balancer"]);
    let uneven = blind.clone().routing("load_balancer", "b", Routing::ByWeight, 3.0);
    check(&uneven, 0.999 * (0.9 / 4.0 + 0.8 * 3.0 / 4.0));
    // A request is sent to a certain replica: that another is up is no help to it.
    let replicas = blind.change("a", |service| service.replicas = 3);
    check(&replicas, 0.999 * (0.9 + 0.8) / 2.0);
    let alone = Sketch::of(&["client -> load_balancer -> service*3"])
        .flag("load_balancer", "health_checks", false)
        .available("load_balancer", 1.0)
        .available("service", 0.9);
    check(&alone, 0.9);
    assert!(single_points(&alone).is_empty());
    check(&alone.flag("load_balancer", "health_checks", true), 1.0 - 0.001);
}

#[test]
fn a37_what_all_targets_need_is_still_a_single_point_of_failure() {
    let blind = Sketch::of(&[
        "client -> load_balancer -> a:service -> sql_database",
        "load_balancer -> b:service -> sql_database",
    ])
    .flag("load_balancer", "health_checks", false)
    .available("load_balancer", 1.0)
    .available("a", 0.9)
    .available("b", 0.8)
    .available("sql_database", 0.99);
    check(&blind, 0.99 * 0.85);
    assert_eq!(single_points(&blind), ["sql_database"]);
    // Of a zone the share that is sent there is lost, not all.
    let in_zones = blind.group("z", GroupKind::Zone, None, &["a"]);
    check(&in_zones, 0.99 * (0.9 * ZONE_AVAILABILITY + 0.8) / 2.0);
}

#[test]
fn a16_what_the_targets_share_is_still_needed() {
    let shared = Sketch::of(&[
        "client -> load_balancer -> a:service -> sql_database",
        "load_balancer -> b:service -> sql_database",
    ])
    .available("load_balancer", 0.999)
    .available("a", 0.9)
    .available("b", 0.8)
    .available("sql_database", 0.99);
    check(&shared, 0.999 * 0.99 * (1.0 - 0.1 * 0.2));
    assert_eq!(single_points(&shared), ["load_balancer", "sql_database"]);
}

#[test]
fn a19_what_never_fails_is_no_single_point_of_failure() {
    let sure = Sketch::of(&["client -> service -> flux_capacitor -> sql_database"])
        .available("service", 1.0)
        .available("sql_database", 0.99);
    check(&sure, 0.99);
    assert_eq!(single_points(&sure), ["sql_database"]);
}

#[test]
fn a16_a_cache_that_is_down_is_passed_by() {
    let through = Sketch::of(&["client -> service -> cache -> sql_database"])
        .available("service", 0.99)
        .available("cache", 0.5)
        .available("sql_database", 0.999);
    check(&through, 0.99 * 0.999);
    assert_eq!(single_points(&through), ["service", "sql_database"]);
    let aside = Sketch::of(&["client -> service -> cache", "service -> sql_database"])
        .routing("service", "sql_database", Routing::OnCacheMiss, 1.0)
        .available("service", 0.99)
        .available("cache", 0.5)
        .available("sql_database", 0.999);
    check(&aside, 0.99 * 0.999);
}

#[test]
fn a16_a_cache_with_nothing_behind_it_is_needed_and_so_is_a_cdn() {
    check(
        &Sketch::of(&["client -> service -> cache"]).available("service", 1.0).available("cache", 0.9),
        0.9,
    );
    let cdn = Sketch::of(&["client -> cdn -> service"]).available("cdn", 0.9).available("service", 0.99);
    check(&cdn, 0.9 * 0.99);
}

#[test]
fn a16_a_way_on_a_miss_is_not_beside_itself() {
    let on_miss = |sketch: Sketch, to| sketch.routing("client", to, Routing::OnCacheMiss, 1.0);
    let alone = on_miss(Sketch::of(&["client -> cache"]).available("cache", 0.9), "cache");
    check(&alone, 0.9);
    assert_eq!(single_points(&alone), ["cache"]);
    // The last cache has nothing beside it; the one before it is gone round.
    let two = Sketch::of(&["client -> a:cache", "client -> b:cache"]).available("a", 0.9).available("b", 0.8);
    let two = on_miss(on_miss(two, "a"), "b");
    check(&two, 0.8);
    let with_store = on_miss(two.add("store", "sql_database", 1).connect("client", "store"), "store");
    check(&with_store.available("store", 0.7), 0.7);
}

#[test]
fn a16_what_nobody_waits_for_is_not_needed() {
    let afterwards = Sketch::of(&["client -> service -> worker"])
        .change_connection("service", "worker", |connection| connection.mode = Mode::Asynchronous)
        .available("service", 0.99)
        .available("worker", 0.5);
    check(&afterwards, 0.99);
    let queued = Sketch::of(&["client -> message_queue -> worker"])
        .available("message_queue", 0.99)
        .available("worker", 0.5);
    check(&queued, 0.99);
}

#[test]
fn a16_a_client_that_only_reads_does_not_need_what_takes_writes() {
    let split = Sketch::of(&["client -> a:service", "client -> b:service"])
        .routing("client", "a", Routing::ReadsOnly, 1.0)
        .routing("client", "b", Routing::WritesOnly, 1.0)
        .available("a", 0.9)
        .available("b", 0.8);
    check(&split.clone().load("client", 1.0, 100.0), 0.9);
    check(&split.load("client", 1.0, 50.0), 0.9 * 0.8);
}

#[test]
fn a16_components_that_call_each_other_work_while_both_are_up() {
    let cycle = Sketch::of(&["client -> a:service -> b:service -> a"])
        .routing("b", "a", Routing::EveryCall, 0.5)
        .available("a", 0.9)
        .available("b", 0.8);
    check(&cycle, 0.9 * 0.8);
}

#[test]
fn a17_a_zone_takes_everything_in_it_along() {
    let placed = Sketch::of(&["client -> service*2"]).available("service", 0.9).group(
        "zone",
        GroupKind::Zone,
        None,
        &["service"],
    );
    check(&placed, 0.99 * ZONE_AVAILABILITY);
    assert_eq!(single_points(&placed), Vec::<String>::new());
}

#[test]
fn a17_two_zones_of_one_region_fail_apart_but_not_with_the_region() {
    let across = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
        .available("load_balancer", 1.0)
        .available("a", 0.9)
        .available("b", 0.9)
        .group("region", GroupKind::Region, None, &[])
        .group("zone a", GroupKind::Zone, Some("region"), &["a"])
        .group("zone b", GroupKind::Zone, Some("region"), &["b"]);
    let one = 0.9 * ZONE_AVAILABILITY;
    check(&across, REGION_AVAILABILITY * (1.0 - (1.0 - one) * (1.0 - one)));
}

#[test]
fn a17_the_outer_of_nested_zones_and_regions_takes_the_inner_along() {
    let nested = Sketch::of(&["client -> service"])
        .available("service", 0.9)
        .group("continent", GroupKind::Region, None, &[])
        .group("region", GroupKind::Region, Some("continent"), &[])
        .group("zone", GroupKind::Zone, Some("region"), &[])
        .group("frame", GroupKind::Frame, Some("zone"), &[])
        .group("room", GroupKind::Zone, Some("frame"), &["service"]);
    check(&nested, 0.9 * ZONE_AVAILABILITY.powi(2) * REGION_AVAILABILITY.powi(2));
    let apart = Sketch::of(&["client -> load_balancer -> a:service", "load_balancer -> b:service"])
        .available("load_balancer", 1.0)
        .available("a", 0.9)
        .available("b", 0.9)
        .group("zone", GroupKind::Zone, None, &[])
        .group("room a", GroupKind::Zone, Some("zone"), &["a"])
        .group("room b", GroupKind::Zone, Some("zone"), &["b"]);
    let one = 0.9 * ZONE_AVAILABILITY;
    check(&apart, ZONE_AVAILABILITY * (1.0 - (1.0 - one) * (1.0 - one)));
}

#[test]
fn a19_a_single_point_is_one_replica_whose_loss_cuts_a_client_off() {
    let design = Sketch::of(&[
        "client -> load_balancer -> service*3 -> cache -> sql_database",
        "service -> monitoring",
    ]);
    assert_eq!(single_points(&design), ["load_balancer", "sql_database"]);
}

#[test]
fn a19_a_single_point_for_one_client_is_enough() {
    let two = Sketch::of(&["web:client -> a:service", "phone:client -> b:service*2"]);
    assert_eq!(two.report().availability.single_points_of_failure, [id("a")]);
}

#[test]
fn a15_without_a_client_that_waits_there_is_nothing_to_fail() {
    let nobody = Sketch::of(&["service -> sql_database"]).report().availability;
    assert_eq!((nobody.method.as_str(), nobody.value), ("none", 1.0));
}

/// Balancers on balancers: any of `links` out of `a[i]` leads to a `b[j]`.
fn entangled(links: &[(usize, usize)], size: usize) -> Sketch {
    let mut ways: Vec<String> =
        (0..size).map(|i| format!("client -> top:load_balancer -> a{i}:load_balancer")).collect();
    ways.extend(links.iter().map(|(from, to)| format!("a{} -> b{}:service", from % size, to % size)));
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    let mut sketch = Sketch::of(&ways);
    sketch.diagram.connections.dedup_by(|one, other| one.from == other.from && one.to == other.to);
    for (index, component) in sketch.diagram.components.iter_mut().enumerate() {
        component.availability = Some(0.6 + 0.03 * (index % 10) as f64);
    }
    sketch
}

/// Adds up the probabilities of all cases in which every client is served.
fn by_enumeration(structure: &Structure, up: impl Fn(usize) -> f64) -> f64 {
    let units: Vec<usize> = structure.units().filter(|unit| up(*unit) < 1.0).collect();
    let mut sum = 0.0;
    for case in 0..1u64 << units.len() {
        let is_up =
            |unit: usize| units.iter().position(|it| *it == unit).is_none_or(|bit| case >> bit & 1 == 1);
        let bits = |unit| if is_up(unit) { u64::MAX } else { 0 };
        let mut cases = Cases { up: bits, turns: Turns::Drawn };
        if structure.served(&mut cases) != 0 {
            sum += units
                .iter()
                .map(|unit| if is_up(*unit) { up(*unit) } else { 1.0 - up(*unit) })
                .product::<f64>();
        }
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a18_the_decision_diagram_is_the_sum_over_all_cases(links in proptest::collection::vec((0usize..4, 0usize..4), 1..12)) {
        let sketch = entangled(&links, 4);
        let model = Model::new(&sketch.diagram, Catalogue::builtin());
        let structure = Structure::new(&model);
        let up = |unit: usize| model.nodes[unit].component.availability.unwrap();
        let up = |unit: usize| if model.nodes[unit].is_client { 1.0 } else { up(unit) };
        let nothing_certain = vec![false; structure.units().len()];
        let found = exact(&structure, &nothing_certain, up).unwrap();
        prop_assert!((found - by_enumeration(&structure, up)).abs() < 1e-12);
        prop_assert!((found - sketch.report().availability.value).abs() < 1e-12);
    }

    #[test]
    fn a15_k_of_n_is_the_sum_over_all_states_of_the_replicas(needed in 0u32..14, replicas in 0u32..=12, up in 0.0..=1.0f64) {
        let chance = |state: u32| {
            let up_now = state.count_ones();
            up.powi(up_now as i32) * (1.0 - up).powi((replicas - up_now) as i32)
        };
        let working = (0..1u32 << replicas).filter(|state| state.count_ones() >= needed);
        let expected: f64 = working.map(chance).sum();
        let found = super::k_of_n(needed, replicas, up);
        prop_assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
    }

    #[test]
    fn a26_one_more_replica_at_the_same_number_needed_never_lowers_availability(
        needed in 1u32..400, more in 0u32..400, up in 0.0..=1.0f64,
    ) {
        let (fewer, one_more) =
            (super::k_of_n(needed, needed + more, up), super::k_of_n(needed, needed + more + 1, up));
        prop_assert!(one_more >= fewer - 1e-12, "{fewer} {one_more}");
        prop_assert!(super::k_of_n(needed + 1, needed + more, up) <= fewer + 1e-12);
    }

    #[test]
    fn a18_sampling_finds_the_same_within_its_interval(links in proptest::collection::vec((0usize..4, 0usize..4), 1..12)) {
        let sketch = entangled(&links, 4);
        let model = Model::new(&sketch.diagram, Catalogue::builtin());
        let structure = Structure::new(&model);
        let up = |unit: usize| model.nodes[unit].component.availability.unwrap();
        let share = sampled(&structure, up);
        let exact = exact(&structure, &vec![false; structure.units().len()], up).unwrap();
        // 99 % of intervals hold the truth; half as wide again nearly all do.
        let slack = 0.5 * (share.high - share.low);
        prop_assert!(share.low - slack <= exact && exact <= share.high + slack, "{exact} {share:?}");
        prop_assert!(share.low <= share.value && share.value <= share.high);
    }
}

#[test]
fn a18_an_interval_holds_its_own_share() {
    let trials = 16_384.0;
    for successes in 0..=16_384 {
        let share = super::sampling::wilson(f64::from(successes), trials);
        assert!(share.low <= share.value && share.value <= share.high, "{share:?}");
    }
    // Closed forms at the ends, with z^2 = 6.6349: all of n leaves from n / (n + z^2) on.
    let all = super::sampling::wilson(trials, trials);
    assert_eq!((all.value, all.high), (1.0, 1.0));
    assert_close(all.low, trials / (trials + 6.634_896_6), 1e-9);
    assert_eq!(super::sampling::wilson(0.0, trials).low, 0.0);
}

#[test]
fn a18_what_is_too_entangled_is_sampled_and_says_so() {
    let size = 48;
    let mut state = 7_usize;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let links: Vec<(usize, usize)> = (0..size * 4).map(|link| (link % size, random() % size)).collect();
    let mut sketch = entangled(&links, size);
    // The client asks every `a`, so that all alternatives count at once.
    for connection in &mut sketch.diagram.connections {
        if connection.from == id("top") {
            connection.routing = Some(Routing::EveryCall);
        }
    }
    for component in &mut sketch.diagram.components {
        component.availability = Some(if component.id.0.starts_with('a') { 1.0 } else { 0.8 });
    }
    let report = sketch.report().availability;
    assert_eq!(report.method, "monte_carlo");
    assert!(
        report.low < report.value && report.value < report.high && report.high - report.low < 0.03,
        "{report:?}"
    );
    assert_eq!(report, sketch.report().availability);
}
