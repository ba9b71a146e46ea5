//! What components do beyond serving.

use diagram::Routing;

use super::*;

fn constant(sketch: Sketch, name: &str, millis: f64) -> Sketch {
    sketch.serves_as(name, millis, diagram::Distribution::Constant, 1)
}

#[test]
fn s7_a_full_line_turns_requests_away() {
    // M/M/1/K with K = 1 + 4: rho = 1 turns away 1 in K + 1 = 6.
    let result = run(&queue(100.0, 10.0, 1).property("service", "queue_limit", 4.0), settings(5.0, 500.0, 1));
    let service = result.component("service");
    let refused = service.failed as f64 / (service.failed + result.completed) as f64;
    assert!((refused - 1.0 / 6.0).abs() < 0.01, "{refused}");
    assert_eq!((result.count(Cause::LineFull), result.failed), (result.failed, service.failed));
    // At most five before it, so nobody waits in a line of more than four.
    assert!(service.queue_length.unwrap().value < 4.0);
}

#[test]
fn s7_the_limit_is_that_of_one_replica() {
    let limited = |replicas| {
        let sketch = queue(150.0, 10.0, 1).property("service", "queue_limit", 10.0);
        let sketch = sketch.change("service", |service| service.replicas = replicas);
        let mut simulation = start(&sketch.load("client", 400.0, 100.0), settings(0.0, 20.0, 1));
        simulation.advance(20_000_000_000, u64::MAX);
        simulation.frame().components[1].waiting
    };
    assert!((8..=10).contains(&limited(1)) && (25..=30).contains(&limited(3)));
}

#[test]
fn s7_connections_run_out() {
    // 20 connections, and everybody present holds one for the 100 ms that the database takes: Erlang's loss formula.
    let sketch = Sketch::of(&["client -> web_server -> sql_database"])
        .serves_as("sql_database", 100.0, diagram::Distribution::Exponential, 1_000)
        .serves_as("web_server", 0.0, diagram::Distribution::Constant, 1)
        .property("web_server", "maximum_connections", 20.0)
        .load("client", 200.0, 100.0)
        .without_network();
    let result = run(&sketch, settings(5.0, 400.0, 1));
    let refused = result.count(Cause::LineFull) as f64 / result.arrived as f64;
    let expected = crate::queueing::erlang_b(20, 20.0);
    assert!((refused - expected).abs() < 0.01, "{refused} instead of {expected}");
}

#[test]
fn s8_a_caller_gives_up_after_its_timeout_and_the_work_goes_on() {
    // Answers take 50 ms exponentially (M/M/1 at 0.8), so exp(-100 / 50) = 13.5 % take longer than 100 ms.
    let result =
        run(&queue(80.0, 10.0, 1).property("client", "timeout_millis", 100.0), settings(10.0, 1_000.0, 1));
    let late = result.count(Cause::TimedOut) as f64 / (result.completed + result.failed) as f64;
    assert!((late - (-2.0f64).exp()).abs() < 0.02, "{late}");
    let service = result.component("service");
    assert_eq!(service.failures.first().map(|failure| failure.cause), Some(Cause::TimedOut));
    assert!((service.response_millis.unwrap().value - 50.0).abs() < 6.0, "{service:?}");
    assert!(result.client("client").p99_millis.unwrap().value <= 100.8);
}

#[test]
fn s8_a_timeout_is_exact() {
    // 30 ms of service and 2 x 10 ms of network: an answer is there after exactly 50 ms.
    let took = |timeout: f64| {
        let sketch = constant(queue(1.0, 1.0, 1), "service", 30.0).network(10.0);
        let sketch = sketch.property("client", "timeout_millis", timeout);
        let result = run(&sketch, settings(0.0, 60.0, 1));
        (result.completed, result.failed)
    };
    assert_eq!(took(49.0).0, 0);
    let (completed, failed) = took(51.0);
    // Two that came at once have waited for each other.
    assert!(completed > 40 && failed < 6, "{completed} {failed}");
}

#[test]
fn s9_failed_calls_are_made_again_after_a_growing_pause() {
    for (backoff, pauses) in [("None", 0.0), ("Fixed", 300.0), ("Exponential", 700.0)] {
        // The service is gone: one try and three retries, each refused after 2 x 5 ms.
        let sketch = Sketch::of(&["client -> api_gateway -> service"])
            .property("api_gateway", "retries", 3.0)
            .word("api_gateway", "retry_backoff", backoff)
            .serves_as("api_gateway", 0.0, diagram::Distribution::Constant, 1)
            .load("client", 20.0, 100.0)
            .network(5.0);
        let mut simulation = start(&sketch, with_faults(settings(0.0, 30.0, 1), &["gone:service"]));
        // The first request fails when its last try has failed.
        let mut first_failure = 0;
        while simulation.frame().failed == 0 {
            simulation.advance(simulation.now_nanos() + 1_000_000, u64::MAX);
            first_failure = simulation.now_nanos();
        }
        let first_request = first_request_nanos(&sketch);
        let millis = (first_failure - first_request) as f64 / 1e6;
        assert!((millis - (4.0 * 10.0 + 10.0 + pauses)).abs() <= 1.0, "{backoff}: {millis}");
        let result = finish(simulation);
        let expected = 4.0 * (result.failed + result.in_flight) as f64;
        let made = result.component("service").failed as f64;
        assert!(made <= expected && made > 0.97 * (4 * result.failed) as f64, "{backoff}: {made} {expected}");
        assert_eq!(result.component("service").failures[0].cause, Cause::Down);
    }
}

/// When the client of a design sends its first request.
fn first_request_nanos(sketch: &Sketch) -> u64 {
    let mut simulation = start(sketch, settings(0.0, 30.0, 1));
    simulation.advance(u64::MAX, 1);
    simulation.now_nanos()
}

#[test]
fn s9_jitter_spreads_retries_evenly_up_to_the_pause() {
    // One retry after up to 200 ms: failures come on average 100 ms after what the network takes.
    let sketch = Sketch::of(&["client -> service"])
        .property("client", "retries", 1.0)
        .property("client", "retry_base_millis", 200.0)
        .load("client", 50.0, 100.0)
        .without_network();
    let mut simulation = start(&sketch, with_faults(settings(0.0, 400.0, 1), &["gone:service"]));
    simulation.advance(u64::MAX, u64::MAX);
    let result = simulation.result();
    // Little: those under way are 50 a second x 0.1 s.
    let in_flight: f64 = result.moments.iter().map(|moment| moment.in_flight as f64).sum();
    let mean = in_flight / result.moments.len() as f64;
    assert!((mean - 5.0).abs() < 0.5, "{mean}");
    assert!((result.component("client").retries as f64 / result.arrived as f64 - 1.0).abs() < 0.01);
}

#[test]
fn s9_a_repeated_call_by_weight_chooses_anew() {
    // One of two targets answers too late. Six tries all go there once in 2^6 = 64 requests.
    let sketch = Sketch::of(&["client -> api_gateway -> slow:service*50", "api_gateway -> fast:service*50"])
        .routing("api_gateway", "slow", Routing::ByWeight, 1.0)
        .routing("api_gateway", "fast", Routing::ByWeight, 1.0)
        .property("api_gateway", "timeout_millis", 400.0)
        .property("api_gateway", "retries", 5.0)
        .word("api_gateway", "retry_backoff", "None")
        .load("client", 100.0, 100.0);
    let sketch = constant(constant(sketch, "slow", 600.0), "fast", 1.0);
    let result = run(&sketch, settings(0.0, 200.0, 1));
    let failed = result.failed as f64 / (result.completed + result.failed) as f64;
    assert!((failed - 1.0 / 64.0).abs() < 0.004, "{failed}");
}

#[test]
fn s9_retries_can_make_an_overload_last() {
    // A tenfold spike of two seconds on a service at 0.7, callers that wait 100 ms and try three times more.
    let calm = |retries: f64| {
        let sketch = queue(70.0, 10.0, 1)
            .property("client", "timeout_millis", 100.0)
            .property("client", "retries", retries)
            .property("client", "retry_base_millis", 10.0);
        let result = run(&sketch, with_faults(settings(0.0, 120.0, 1), &["spike:x10@20+2"]));
        let late = &result.moments[100..];
        late.iter().map(|moment| moment.completed).sum::<u64>() as f64
            / late.iter().map(|moment| moment.arrived).sum::<u64>() as f64
    };
    // Without retries the line is worked off; with them most work is for callers that have gone.
    assert!(calm(0.0) > 0.85, "{}", calm(0.0));
    assert!(calm(3.0) < 0.5, "{}", calm(3.0));
}

#[test]
fn s10_a_circuit_breaker_opens_tries_and_closes() {
    let sketch = Sketch::of(&["client -> api_gateway -> service"])
        .flag("api_gateway", "circuit_breaker", true)
        .property("api_gateway", "breaker_pause_millis", 3_000.0)
        .load("client", 50.0, 100.0);
    let mut simulation = start(&sketch, with_faults(settings(0.0, 40.0, 1), &["gone:service@10+10"]));
    simulation.advance(15_000_000_000, u64::MAX);
    assert!(simulation.frame().components[1].is_circuit_open);
    let result = finish(simulation);
    let causes = |cause| {
        result.component("service").failures.iter().find(|it| it.cause == cause).map_or(0, |it| it.count)
    };
    // Five calls until it opens and those on their way then, and one each 3 s: the others are not sent.
    assert!((8..=12).contains(&causes(Cause::Down)), "{}", causes(Cause::Down));
    assert!(causes(Cause::CircuitOpen) > 400, "{}", causes(Cause::CircuitOpen));
    // The outage ends at 20 s, and the next try is at most 3 s later.
    assert!(result.moments[24..].iter().all(|moment| moment.failed == 0));
    assert!(result.circumstances.iter().any(|it| it.sentence.contains("Circuit breakers opened")));
}

#[test]
fn s11_an_overloaded_service_sheds_what_would_wait_too_long() {
    let sketch = queue(200.0, 10.0, 1).flag("service", "load_shedding", true);
    let shedding = run(&sketch.property("service", "shed_wait_millis", 50.0), settings(2.0, 60.0, 1));
    assert!((shedding.count(Cause::Shed) as f64 / shedding.arrived as f64 - 0.5).abs() < 0.03);
    // Five before it take 50 ms; waits stay near that.
    let wait = shedding.component("service").wait_millis.unwrap().value;
    assert!((30.0..70.0).contains(&wait), "{wait}");
    assert!(shedding.client("client").p99_millis.unwrap().value < 200.0);
}

#[test]
fn s11_a_rate_limiter_lets_its_limit_through_and_a_second_s_worth_at_once() {
    let sketch = Sketch::of(&["client -> rate_limiter -> service*8"])
        .property("rate_limiter", "limit_requests_per_second", 100.0)
        .word("rate_limiter", "counted_per", "Everybody")
        .load("client", 300.0, 100.0);
    let result = run(&sketch, settings(0.0, 50.0, 1));
    // 100 a second and the 100 that were saved up.
    let let_through = result.component("rate_limiter").arrivals_per_second.unwrap().value * 50.0
        - result.component("rate_limiter").failed as f64;
    assert!((let_through - 5_100.0).abs() < 20.0, "{let_through}");
    let below = run(&sketch.load("client", 60.0, 100.0), settings(0.0, 50.0, 1));
    assert_eq!(below.failed, 0);
}

#[test]
fn s11_callers_that_are_counted_apart_do_not_use_up_each_others_limit() {
    let sketch = Sketch::of(&["one:client -> rate_limiter*4 -> service*8", "other:client -> rate_limiter"])
        .property("rate_limiter", "limit_requests_per_second", 1_000.0)
        .property("one", "callers", 1.0)
        .property("other", "callers", 1.0)
        .load("one", 900.0, 100.0)
        .load("other", 900.0, 100.0);
    for counted_per in ["Caller", "API key", "Address"] {
        let result =
            run(&sketch.clone().word("rate_limiter", "counted_per", counted_per), settings(0.0, 20.0, 1));
        assert_eq!(result.failed, 0, "{counted_per}");
    }
    let everybody = run(&sketch.word("rate_limiter", "counted_per", "Everybody"), settings(0.0, 20.0, 1));
    // 1,800 a second arrive in 20 s and 20,000 + 1,000 saved up pass.
    assert!(everybody.count(Cause::RateLimited) > 14_000);
}

#[test]
fn s11_the_callers_that_a_client_stands_for_send_equally_much() {
    // 4,000 a second from 4 callers are 1,000 from each, of which 100 pass, and 100 that each saved up.
    let sketch = Sketch::of(&["client -> rate_limiter*4 -> service*8"])
        .property("rate_limiter", "limit_requests_per_second", 100.0)
        .property("client", "callers", 4.0)
        .load("client", 4_000.0, 100.0);
    let result = run(&sketch, settings(0.0, 20.0, 1));
    let limiter = result.component("rate_limiter");
    let let_through = limiter.arrivals_per_second.unwrap().value * 20.0 - limiter.failed as f64;
    assert!((let_through - 4.0 * (20.0 * 100.0 + 100.0)).abs() < 30.0, "{let_through}");
    // From 400 callers each sends 10 a second.
    assert_eq!(run(&sketch.property("client", "callers", 400.0), settings(0.0, 20.0, 1)).failed, 0);
}

#[test]
fn s11_a_caller_is_known_behind_other_components() {
    // Each of 400 callers sends one request a second, and may send ten.
    let ways =
        ["client -> load_balancer -> service*8 -> rate_limiter", "service -> message_queue -> rate_limiter"];
    let sketch = Sketch::of(&ways)
        .property("rate_limiter", "limit_requests_per_second", 10.0)
        .property("client", "callers", 400.0)
        .load("client", 400.0, 100.0);
    let result = run(&sketch, settings(0.0, 20.0, 1));
    assert_eq!(result.component("rate_limiter").failed, 0);
    let one = run(&sketch.property("client", "callers", 1.0), settings(0.0, 20.0, 1));
    assert!(one.component("rate_limiter").failed > 7_000);
}

#[test]
fn s11_a_gateway_keeps_to_its_limit_once_it_limits() {
    let sketch = Sketch::of(&["client -> api_gateway -> service*8"])
        .property("api_gateway", "limit_requests_per_second", 100.0)
        .word("api_gateway", "counted_per", "Everybody")
        .load("client", 300.0, 100.0);
    assert_eq!(run(&sketch, settings(0.0, 20.0, 1)).failed, 0);
    let limited = run(&sketch.flag("api_gateway", "rate_limiting", true), settings(0.0, 20.0, 1));
    assert!((limited.count(Cause::RateLimited) as f64 - (300.0 * 20.0 - 2_100.0)).abs() < 200.0);
}

#[test]
fn s11_a_firewall_stops_its_share() {
    let sketch = Sketch::of(&["client -> web_application_firewall -> service*4"])
        .property("web_application_firewall", "blocked_percent", 30.0)
        .load("client", 100.0, 100.0);
    let result = run(&sketch, settings(0.0, 100.0, 1));
    assert!((result.count(Cause::Blocked) as f64 / result.arrived as f64 - 0.3).abs() < 0.02);
    let counting =
        run(&sketch.word("web_application_firewall", "mode", "Count only"), settings(0.0, 20.0, 1));
    assert_eq!(counting.failed, 0);
}

#[test]
fn s12_autoscaling_follows_the_load_up_and_later_down() {
    // 4.5 replicas' worth of work, kept at 70 %: 4.5 / 0.7 = 6.4, so 7 replicas; alone, at 5 %, one is enough.
    let sketch = queue(450.0, 10.0, 1).flag("service", "autoscaling", true).load("client", 5.0, 100.0);
    let faults = ["spike:x90@60+600"];
    let mut simulation = start(&sketch, with_faults(settings(0.0, 1_300.0, 1), &faults));
    let mut replicas_at = |seconds: u64| {
        simulation.advance(seconds * 1_000_000_000, u64::MAX);
        simulation.frame().components[1].replicas
    };
    assert_eq!(replicas_at(60), 1);
    // Wanted after the first full period, ready 30 s later.
    assert_eq!(replicas_at(100), 1);
    assert!((6..=8).contains(&replicas_at(650)), "{}", replicas_at(650));
    // Five minutes of calm before any goes.
    assert!(replicas_at(900) > 5);
    assert_eq!(replicas_at(1_250), 1);
    let result = finish(simulation);
    assert!(result.circumstances.iter().any(|it| it.sentence.contains("Autoscaling changed the replicas")));
}

#[test]
fn s12_autoscaling_goes_no_further_than_allowed() {
    let sketch = queue(900.0, 10.0, 1).flag("service", "autoscaling", true).property(
        "service",
        "maximum_replicas",
        3.0,
    );
    assert_eq!(run(&sketch, settings(0.0, 300.0, 1)).component("service").replicas, 3);
}

#[test]
fn s13_a_cold_cache_fills_with_what_is_asked_for() {
    // Of 2,000 entries each is asked for as often as any other, by 90 % of 400 reads a second: after t seconds a share
    // of 1 - exp(-0.18 t) is there. After 5 s that is 0.593, so 53.4 % are hits; in the end 90 %.
    let sketch = Sketch::of(&["client -> cache -> sql_database"])
        .load("client", 400.0, 100.0)
        .flag("cache", "starts_cold", true)
        .property("cache", "warm_up_items", 2_000.0);
    let mut simulation = start(&sketch, settings(0.0, 200.0, 1));
    let mut hit_ratio_at = |seconds: u64| {
        simulation.advance(seconds * 1_000_000_000, u64::MAX);
        simulation.frame().components[1].hit_ratio.unwrap()
    };
    assert_eq!(hit_ratio_at(0), 0.0);
    let expected = 0.9 * (1.0 - (-0.9f64).exp());
    assert!((hit_ratio_at(5) - expected).abs() < 0.03);
    assert_eq!(hit_ratio_at(200), 0.9);
    // What misses goes to the database: 400 a second at first, 40 in the end.
    let early = finish(simulation);
    assert!(early.component("sql_database").arrivals_per_second.unwrap().value > 45.0);
}

#[test]
fn s13_a_caller_that_asks_a_cache_feels_how_warm_it_is() {
    let sketch = Sketch::of(&["client -> service -> cache", "service -> sql_database"])
        .routing("service", "sql_database", Routing::OnCacheMiss, 1.0)
        .load("client", 200.0, 100.0);
    let at_database = |sketch: &Sketch, faults: &[&str]| {
        let result = run(sketch, with_faults(settings(0.0, 60.0, 1), faults));
        assert_eq!(result.failed, 0);
        result.component("sql_database").arrivals_per_second.unwrap().value
    };
    assert!((at_database(&sketch, &[]) - 20.0).abs() < 3.0);
    let cold = sketch.clone().flag("cache", "starts_cold", true).property("cache", "warm_up_items", 1e9);
    assert!((at_database(&cold, &[]) - 200.0).abs() < 10.0);
    // Down, it is gone round.
    assert!((at_database(&sketch, &["gone:cache"]) - 200.0).abs() < 10.0);
}
