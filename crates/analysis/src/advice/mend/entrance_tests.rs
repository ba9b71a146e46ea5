use diagram::{Catalogue, Diagram, PropertyValue, Routing};

use super::super::quick_fix;
use super::super::tests::{fresh, laid_out, made, report};
use crate::sketch::{Sketch, id};

/// The design after the quick fix of the first finding of a rule.
#[track_caller]
fn mended(rule: &str, sketch: &Sketch) -> Diagram {
    let before = laid_out(sketch);
    let finding = report(&before).findings.into_iter().find(|finding| finding.id == rule).expect(rule);
    let command = quick_fix(&before, Catalogue::builtin(), None, &finding, &mut fresh());
    made(&before, &finding, &command.expect("a quick fix"))
}

fn of_kind<'d>(design: &'d Diagram, kind: &str) -> Vec<&'d diagram::Component> {
    design.components.iter().filter(|component| component.kind == kind).collect()
}

fn callers(design: &Diagram, callee: &str) -> Vec<String> {
    let to_callee = design.connections.iter().filter(|connection| connection.to == id(callee));
    let mut callers: Vec<String> = to_callee.map(|connection| connection.from.0.clone()).collect();
    callers.sort();
    callers
}

fn arrivals(design: &Diagram, component: &str) -> f64 {
    report(design).components.iter().find(|one| one.id == id(component)).unwrap().arrivals_per_second
}

fn two_clients() -> Sketch {
    Sketch::of(&["a:client -> load_balancer -> service -> sql_database", "b:client -> load_balancer"])
        .load("a", 4000.0, 100.0)
        .load("b", 40.0, 0.0)
}

#[test]
fn one_guard_stands_where_the_traffic_of_all_clients_meets() {
    for (rule, kind) in [("no_rate_limit", "rate_limiter"), ("no_input_check", "web_application_firewall")] {
        let after = mended(rule, &two_clients());
        let guards = of_kind(&after, kind);
        assert_eq!(guards.len(), 1, "{rule}");
        assert_eq!(callers(&after, &guards[0].id.0), ["a", "b"], "{rule}");
        assert_eq!(callers(&after, "load_balancer"), [guards[0].id.0.as_str()], "{rule}");
        assert!(report(&after).findings.iter().all(|finding| finding.id != rule), "{rule}");
        assert_eq!(arrivals(&after, "service"), 4040.0, "{rule}");
    }
}

#[test]
fn a_limit_for_all_is_twice_what_all_send() {
    let after = mended("no_rate_limit", &two_clients());
    let limit = of_kind(&after, "rate_limiter")[0].properties.get("limit_requests_per_second");
    assert_eq!(limit, Some(&PropertyValue::Number(8080.0)));
}

#[test]
fn traffic_that_comes_by_way_of_a_cdn_meets_the_rest_behind_it() {
    let sketch = Sketch::of(&["a:client -> cdn -> load_balancer -> service", "b:client -> load_balancer"]);
    let after = mended("no_rate_limit", &sketch);
    let limiter = of_kind(&after, "rate_limiter");
    assert_eq!(limiter.len(), 1);
    assert_eq!(callers(&after, &limiter[0].id.0), ["b", "cdn"]);
    assert!(report(&after).findings.iter().all(|finding| finding.id != "no_rate_limit"));
}

#[test]
fn traffic_that_meets_nowhere_is_guarded_one_entry_at_a_time() {
    let sketch = Sketch::of(&["a:client -> one:service", "b:client -> other:service"]);
    let after = mended("no_rate_limit", &sketch);
    let limiters = of_kind(&after, "rate_limiter");
    assert_eq!((limiters.len(), callers(&after, &limiters[0].id.0)), (1, vec!["a".to_owned()]));
    assert_eq!(callers(&after, "other"), ["b"]);
}

#[test]
fn a_limiter_that_is_there_takes_the_others_as_well_and_lets_twice_as_much_pass() {
    let sketch =
        Sketch::of(&["a:client -> rate_limiter -> load_balancer -> service", "b:client -> load_balancer"])
            .load("a", 3000.0, 100.0)
            .load("b", 1000.0, 50.0)
            .routing("b", "load_balancer", Routing::EveryCall, 2.0);
    let after = mended("no_rate_limit", &sketch);
    let limiters = of_kind(&after, "rate_limiter");
    assert_eq!(limiters.len(), 1);
    assert_eq!(callers(&after, "rate_limiter"), ["a", "b"]);
    // 3,000 + 2 calls x 1,000 arrive, and twice that may pass.
    assert_eq!(arrivals(&after, "rate_limiter"), 5000.0);
    let limit = limiters[0].properties.get("limit_requests_per_second");
    assert_eq!(limit, Some(&PropertyValue::Number(10_000.0)));
}

#[test]
fn a_firewall_or_a_gateway_that_is_there_is_not_doubled() {
    let walled = Sketch::of(&[
        "a:client -> web_application_firewall -> rate_limiter -> load_balancer -> service",
        "b:client -> load_balancer",
    ]);
    let after = mended("no_input_check", &walled);
    assert_eq!(callers(&after, "web_application_firewall"), ["a", "b"]);
    let gated = Sketch::of(&["a:client -> api_gateway -> service", "b:client -> service"]).change(
        "api_gateway",
        |gateway| {
            gateway.properties.insert("rate_limiting".to_owned(), PropertyValue::Flag(true));
        },
    );
    let after = mended("no_rate_limit", &gated);
    assert!(of_kind(&after, "rate_limiter").is_empty());
    assert_eq!(callers(&after, "api_gateway"), ["a", "b"]);
}

#[test]
fn who_divides_calls_between_a_limiter_and_the_way_round_it_loses_none() {
    let sketch =
        Sketch::of(&["client -> rate_limiter -> load_balancer -> service", "client -> load_balancer"])
            .routing("client", "rate_limiter", Routing::ReadsOnly, 1.0)
            .routing("client", "load_balancer", Routing::WritesOnly, 1.0);
    let before = arrivals(&sketch.diagram, "service");
    let after = mended("no_rate_limit", &sketch);
    assert_eq!(arrivals(&after, "service"), before);
}

#[test]
fn all_quick_fixes_of_the_url_shortener_put_one_limiter_and_one_firewall() {
    let text = include_str!("../../../../../content/system-design/challenges/url-shortener/naive.json");
    let mut document = diagram::Document::from_diagram(7, &diagram::format::read(text).unwrap().diagram);
    let mut ids = fresh();
    let mut next = |design: &Diagram| {
        let findings = report(design).findings;
        findings.iter().find_map(|finding| quick_fix(design, Catalogue::builtin(), None, finding, &mut ids))
    };
    while let Some(command) = next(document.diagram()) {
        document.apply(&command).unwrap();
    }
    let counts =
        ["rate_limiter", "web_application_firewall"].map(|kind| of_kind(document.diagram(), kind).len());
    assert_eq!(counts, [1, 1]);
}
