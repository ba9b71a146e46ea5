use std::collections::BTreeSet;
use std::path::Path;

use diagram::layout::layered;
use diagram::{Catalogue, Command, Diagram, Document, GroupKind, PropertyValue, Routing, format};
use kurbo::Rect;
use proptest::prelude::*;

use super::{has_quick_fix, is_same, mend_of, quick_fix};
use crate::report::{Finding, Severity};
use crate::sketch::Sketch;

pub(super) fn report(diagram: &Diagram) -> crate::Report {
    crate::report(diagram, Catalogue::builtin())
}

/// Numbers that no id of a design has.
pub(super) fn fresh() -> impl FnMut() -> String {
    let mut number = 0;
    move || {
        number += 1;
        format!("fresh-{number}")
    }
}

pub(super) fn laid_out(sketch: &Sketch) -> Diagram {
    let mut diagram = sketch.diagram.clone();
    for (component, (_, position)) in diagram.components.iter_mut().zip(layered(&sketch.diagram)) {
        component.position = position;
    }
    for group in &mut diagram.groups {
        let members =
            diagram.components.iter().filter(|component| component.group.as_ref() == Some(&group.id));
        group.bounds =
            members.map(|member| member.bounds().inflate(20.0, 20.0)).reduce(|a, b| a.union(b)).unwrap();
    }
    diagram
}

fn overlap(one: Rect, other: Rect) -> bool {
    let both = one.intersect(other);
    both.width() > 0.0 && both.height() > 0.0
}

/// Makes the change and checks what holds for every quick fix; the design afterwards.
#[track_caller]
pub(super) fn made(before: &Diagram, finding: &Finding, command: &Command) -> Diagram {
    let Command::Together { summary, commands } = command else { panic!("{command:?}") };
    assert!(!summary.is_empty() && !summary.ends_with('.') && !summary.contains("  "), "{summary}");
    assert!(!commands.is_empty());
    let mut document = Document::from_diagram(7, before);
    let applied = document.apply(command).unwrap_or_else(|refusal| panic!("{refusal}: {command:?}"));
    assert_eq!(applied.summary, *summary);
    let after = document.diagram().clone();
    let left = report(&after).findings;
    assert!(!left.iter().any(|left| is_same(left, finding)), "{finding:?} is still there after {command:?}");
    for component in &after.components {
        if before.component(&component.id).is_none() {
            let others = after.components.iter().filter(|other| other.id != component.id);
            let hit = others.into_iter().find(|other| overlap(other.bounds(), component.bounds()));
            assert!(hit.is_none(), "{summary}: {} stands on {hit:?}", component.name);
            let frame =
                component.group.as_ref().and_then(|id| after.groups.iter().find(|group| group.id == *id));
            assert!(
                frame.is_none_or(|frame| frame.bounds.union(component.bounds()) == frame.bounds),
                "{summary}"
            );
        }
    }
    // It is one step.
    document.undo().unwrap();
    assert_eq!(document.diagram().components.len(), before.components.len());
    after
}

fn high(diagram: &Diagram) -> BTreeSet<String> {
    let findings = report(diagram).findings.into_iter().filter(|finding| finding.severity == Severity::High);
    findings.map(|finding| format!("{} {:?}", finding.id, finding.components)).collect()
}

/// Every finding of the rule has a quick fix, which brings nothing that is worse.
#[track_caller]
fn mends(rule: &str, sketch: &Sketch) {
    let before = laid_out(sketch);
    let findings: Vec<Finding> =
        report(&before).findings.into_iter().filter(|finding| finding.id == rule).collect();
    assert!(!findings.is_empty(), "{rule} finds nothing");
    for finding in findings {
        assert!(has_quick_fix(&finding));
        let command = quick_fix(&before, Catalogue::builtin(), None, &finding, &mut fresh());
        let command = command.unwrap_or_else(|| panic!("{rule} has no quick fix for {finding:?}"));
        let after = made(&before, &finding, &command);
        // A first client brings to light what was there all along.
        if matches!(rule, "no_client" | "orphan_component") {
            continue;
        }
        let worse: Vec<String> = high(&after).difference(&high(&before)).cloned().collect();
        assert_eq!(worse, Vec::<String>::new(), "{rule}: {command:?}");
    }
}

fn text(value: &str) -> PropertyValue {
    PropertyValue::Text(value.to_owned())
}

/// For each rule that has quick fixes a design that it finds fault with.
fn samples() -> Vec<(&'static str, Sketch)> {
    let simple = Sketch::of(&["client -> service -> sql_database"]);
    let west = |sketch: Sketch, one: &str, other: &str| {
        sketch.group("west", GroupKind::Region, None, &[one]).group("east", GroupKind::Region, None, &[other])
    };
    let fan = |from: &str, callees: &str| {
        callees.split(' ').fold(Sketch::of(&[&format!("client -> {from}")]), |sketch, callee| {
            sketch.add(callee, "service", 1).connect(from.split(':').next().unwrap(), callee)
        })
    };
    let cached = Sketch::of(&["client -> service*20 -> cache -> sql_database"]);
    vec![
        (
            "busiest_hour",
            Sketch::of(&["client -> service -> sql_database"])
                .serves("service", 4.0)
                .property("client", "peak_factor", 6.0)
                .flag("service", "autoscaling", true)
                .property("service", "maximum_replicas", 2.0),
        ),
        ("busiest_hour", simple.clone().serves("service", 8.0).property("client", "peak_factor", 6.0)),
        ("no_client", Sketch::of(&["load_balancer -> service -> sql_database"])),
        ("orphan_component", simple.clone().add("cache", "cache", 1)),
        ("orphan_component", simple.clone().add("people", "client", 1)),
        ("orphan_component", simple.clone().add("monitoring", "monitoring", 1)),
        ("amplifying_cycle", Sketch::of(&["client -> a:service -> b:service -> c:service -> a", "c -> b"])),
        ("over_capacity", simple.clone().load("client", 5000.0, 80.0)),
        ("over_capacity", simple.clone().load("client", 5000.0, 0.0)),
        ("hot_component", simple.clone().load("client", 640.0, 80.0)),
        ("single_point_of_failure", simple.clone()),
        ("single_point_of_failure", Sketch::of(&["client -> service -> third_party_api"])),
        ("stateful_without_replica", simple.clone()),
        ("stateful_without_replica", Sketch::of(&["client -> service -> sql_database*3"])),
        ("single_point_of_failure", Sketch::of(&["client -> service*2 -> graph_database*2"])),
        ("load_balancer_missing", Sketch::of(&["client -> web_server -> service -> cache -> sql_database"])),
        (
            "all_in_one_zone",
            simple.clone().group("zone a", GroupKind::Zone, None, &["service", "sql_database"]),
        ),
        ("single_point_of_failure", Sketch::of(&["client -> service_registry*2"])),
        ("too_few_replicas", simple.clone().change("service", |service| service.replicas_needed = Some(4))),
        (
            "health_checks_off",
            Sketch::of(&["client -> load_balancer*2 -> service*2"]).flag(
                "load_balancer",
                "health_checks",
                false,
            ),
        ),
        (
            "retries_without_backoff",
            simple.clone().property("service", "retries", 3.0).change("service", |component| {
                component.properties.insert("retry_backoff".to_owned(), text("None"));
            }),
        ),
        (
            "unbounded_retries",
            simple.clone().property("service", "retries", 20.0).property("service", "timeout_millis", 0.0),
        ),
        (
            "retry_storm",
            Sketch::of(&["client -> a:service -> b:service -> sql_database"])
                .property("client", "retries", 3.0)
                .property("a", "retries", 3.0)
                .property("b", "retries", 4.0),
        ),
        ("cache_stampede", cached.load("client", 5000.0, 100.0)),
        (
            "hot_partition",
            Sketch::of(&["client -> service*200 -> nosql_database*6"])
                .load("client", 20_000.0, 100.0)
                .property("nosql_database", "hottest_key_percent", 40.0),
        ),
        ("no_backups", simple.clone()),
        ("no_encryption_at_rest", simple.clone()),
        ("unencrypted_across_boundary", simple.clone()),
        ("chatty_calls", simple.clone().routing("service", "sql_database", Routing::EveryCall, 10.0)),
        (
            "chatty_across_regions",
            west(simple.clone(), "service", "sql_database").routing(
                "service",
                "sql_database",
                Routing::EveryCall,
                3.0,
            ),
        ),
        ("cache_not_used", Sketch::of(&["client -> service -> cache", "service -> sql_database"])),
        ("no_rate_limit", Sketch::of(&["client -> load_balancer -> service -> sql_database"])),
        ("no_rate_limit", Sketch::of(&["client -> api_gateway -> service -> sql_database"])),
        ("no_authentication", simple.clone()),
        ("no_authentication", Sketch::of(&["client -> load_balancer -> web_server -> sql_database"])),
        ("no_authentication", Sketch::of(&["client -> api_gateway -> web_server"])),
        ("no_input_check", simple.clone()),
        ("no_input_check", Sketch::of(&["client -> api_gateway -> service"])),
        (
            "no_input_check",
            Sketch::of(&["client -> web_application_firewall -> service"]).change(
                "web_application_firewall",
                |component| {
                    component.properties.insert("mode".to_owned(), text("Count only"));
                },
            ),
        ),
        ("no_audit_log", simple.clone()),
        ("monitoring_missing", Sketch::of(&["client -> web_server -> service -> sql_database"])),
        (
            "cdn_missing",
            Sketch::of(&["client -> web_server"]).property("client", "static_share_percent", 50.0),
        ),
        ("client_to_data_store", Sketch::of(&["client -> sql_database"])),
        (
            "secrets_in_properties",
            simple.clone().change("service", |component| {
                component.notes = "asks with password=hunter2-and-more".to_owned();
                component.properties.insert("api_key".to_owned(), text("a1b2c3d4e5f6"));
            }),
        ),
        (
            "secrets_in_properties",
            simple.clone().change_connection("service", "sql_database", |connection| {
                connection.label = "postgres://app:hunter2@db".to_owned();
            }),
        ),
        ("cache_missing", simple.clone()),
        ("cache_missing", simple.clone().routing("service", "sql_database", Routing::ReadsOnly, 3.0)),
        (
            "third_party_limit",
            Sketch::of(&["client -> service -> third_party_api"]).load("client", 200.0, 100.0),
        ),
        (
            "write_heavy_cache",
            Sketch::of(&["client -> service -> cache -> sql_database"]).load("client", 100.0, 30.0),
        ),
        (
            "two_ways_to_data",
            Sketch::of(&[
                "client -> shop:service -> cache -> sql_database",
                "client -> admin:service -> sql_database",
            ]),
        ),
        (
            "two_ways_to_data",
            Sketch::of(&[
                "client -> shop:service -> cache",
                "shop -> sql_database",
                "client -> admin:service -> sql_database",
            ])
            .routing("shop", "cache", Routing::ReadsOnly, 1.0)
            .routing("shop", "sql_database", Routing::OnCacheMiss, 1.0),
        ),
        (
            "slow_work_without_queue",
            Sketch::of(&["client -> a:service -> ml_model_server", "client -> b:service -> ml_model_server"]),
        ),
        ("slow_third_party", Sketch::of(&["client -> service -> third_party_api"])),
        ("queue_without_consumer", Sketch::of(&["client -> service -> message_queue"])),
        (
            "long_chain",
            Sketch::of(&[
                "client -> load_balancer -> a:service -> b:service -> c:service -> d:service -> sql_database",
            ]),
        ),
        ("fan_out", fan("page:service", "a b c d e")),
        ("fan_out", fan("api_gateway", "a b c d e f")),
        (
            "shared_database",
            Sketch::of(&[
                "client -> a:service -> sql_database",
                "client -> b:service -> sql_database",
                "client -> c:service -> sql_database",
            ]),
        ),
        ("call_across_regions", west(simple, "service", "sql_database")),
    ]
}

#[test]
fn a28_after_a_quick_fix_the_finding_is_gone() {
    for (rule, sketch) in samples() {
        mends(rule, &sketch);
    }
}

#[test]
fn a28_services_that_get_a_store_each_divide_the_data_among_them() {
    let shared = Sketch::of(&[
        "client -> a:service -> sql_database",
        "client -> b:service -> sql_database",
        "client -> c:service -> sql_database",
    ]);
    let before = laid_out(&shared.property("sql_database", "data_gigabytes", 1000.0));
    let found = report(&before).findings.into_iter().find(|found| found.id == "shared_database").unwrap();
    let command = quick_fix(&before, Catalogue::builtin(), None, &found, &mut fresh()).unwrap();
    let after = made(&before, &found, &command);
    let kept = after.components.iter().filter_map(|one| one.properties.get("data_gigabytes"));
    // A third of 1,000, in whole gigabytes.
    assert_eq!(kept.collect::<Vec<_>>(), [&PropertyValue::Number(334.0); 3]);
}

#[test]
fn a28_every_rule_with_quick_fixes_has_a_sample() {
    let sampled: BTreeSet<&str> = samples().into_iter().map(|(rule, _)| rule).collect();
    let fixable: BTreeSet<&str> = super::super::rule_ids().filter(|rule| mend_of(rule).is_some()).collect();
    assert_eq!(sampled, fixable);
    assert!(fixable.len() >= 30, "{}", fixable.len());
}

/// Designs of the packs in this repository, and the samples above.
fn all_designs() -> Vec<(String, Diagram)> {
    let mut designs: Vec<(String, Diagram)> =
        samples().iter().map(|(rule, sketch)| ((*rule).to_owned(), laid_out(sketch))).collect();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut folders = vec![content];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "json") {
                let opened = format::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
                designs.push((path.display().to_string(), opened.diagram));
            }
        }
    }
    designs
}

#[test]
fn a28_every_quick_fix_of_every_design_keeps_its_promise() {
    let (mut fixed, mut unfixed) = (0, BTreeSet::new());
    for (_, design) in all_designs() {
        for finding in report(&design).findings {
            match quick_fix(&design, Catalogue::builtin(), None, &finding, &mut fresh()) {
                Some(command) => {
                    made(&design, &finding, &command);
                    fixed += 1;
                }
                None if has_quick_fix(&finding) => {
                    unfixed.insert(finding.id);
                }
                None => {}
            }
        }
    }
    assert!(fixed >= 200, "{fixed}");
    println!("{fixed} findings mended; rules that could not always: {unfixed:?}");
}

#[test]
fn a28_quick_fixes_taken_one_after_the_other_come_to_an_end() {
    for (name, design) in all_designs() {
        let mut document = Document::from_diagram(7, &design);
        let mut ids = fresh();
        let mut taken = Vec::new();
        loop {
            let findings = report(document.diagram()).findings;
            let next = findings.iter().find_map(|finding| {
                quick_fix(document.diagram(), Catalogue::builtin(), None, finding, &mut ids)
            });
            let Some(command) = next else { break };
            taken.push(document.apply(&command).unwrap().summary);
            assert!(taken.len() < 120, "{name}: {taken:#?}");
        }
        let left: BTreeSet<&str> = report(document.diagram())
            .findings
            .into_iter()
            .filter(has_quick_fix)
            .map(|finding| finding.id)
            .collect();
        // In a whole design something may be left that only its author can decide.
        assert!(left.is_empty() || name.ends_with(".json"), "{name}: {left:?} after {taken:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a28_quick_fixes_of_half_drawn_designs_can_be_made(diagram in crate::tests::half_drawn::diagram()) {
        // Only what a document can hold is ever shown, and asked to be mended.
        let diagram = Document::from_diagram(7, &diagram).diagram().clone();
        for finding in report(&diagram).findings {
            if let Some(command) = quick_fix(&diagram, Catalogue::builtin(), None, &finding, &mut fresh()) {
                made(&diagram, &finding, &command);
            }
        }
    }
}
