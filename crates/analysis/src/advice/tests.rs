use std::collections::BTreeSet;

use super::has_quick_fix;
use crate::report::{AdviceList, Severity};
use crate::sketch::{Sketch, id};

/// The rule finds something, and all that it found together points at these components.
#[track_caller]
pub(super) fn fires_at(rule: &str, sketch: &Sketch, components: &[&str]) {
    let findings = sketch.findings(rule);
    assert!(!findings.is_empty(), "{rule} found nothing");
    let pointed: BTreeSet<_> = findings.iter().flat_map(|finding| finding.components.clone()).collect();
    assert_eq!(pointed, components.iter().copied().map(id).collect(), "{rule} points elsewhere");
}

#[track_caller]
pub(super) fn is_quiet(rule: &str, sketch: &Sketch) {
    let findings = sketch.findings(rule);
    assert!(findings.is_empty(), "{rule} found {:?}", findings[0]);
}

fn designs() -> Vec<Sketch> {
    vec![
        Sketch::of(&[
            "client -> load_balancer -> service*3 -> cache -> sql_database",
            "service -> monitoring",
        ]),
        Sketch::of(&["client -> sql_database", "client -> a:service -> b:service -> a"])
            .add("", "nothing", 0),
        Sketch::of(&["client -> service -> third_party_api", "service -> message_queue"])
            .connect("gone", "service"),
    ]
}

#[test]
fn a20_every_finding_is_said_in_full() {
    for finding in designs().iter().flat_map(|design| design.report().findings) {
        assert!(!finding.title.is_empty() && !finding.title.ends_with('.'), "{finding:?}");
        assert!(finding.reason.ends_with('.') && !finding.reason.contains("  "), "{finding:?}");
        let is_praise = finding.severity == Severity::Praise;
        assert_eq!(finding.fix.is_empty(), is_praise, "{finding:?}");
        assert_eq!(finding.list == AdviceList::Strength, is_praise, "{finding:?}");
        assert!(!has_quick_fix(&finding) || !is_praise, "{finding:?}");
        assert!(!finding.fix.contains("  ") && (is_praise || finding.fix.ends_with('.')), "{finding:?}");
    }
}

#[test]
fn a20_findings_come_most_severe_first() {
    for design in designs() {
        assert!(design.report().findings.is_sorted_by_key(|finding| finding.severity));
    }
}

#[test]
fn a21_rules_have_names_of_their_own() {
    let ids: Vec<&str> = super::rule_ids().collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.iter().all(|id| id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')));
    assert!(ids.len() >= 25, "{}", ids.len());
}

#[test]
fn a21_rules_name_kinds_that_the_catalogue_has() {
    let named = "web_server service load_balancer cache cdn dns object_store third_party_api ml_model_server worker \
                 data_warehouse rate_limiter auth_service monitoring";
    for kind in named.split_whitespace() {
        assert!(diagram::Catalogue::builtin().kind(kind).is_some(), "no kind {kind}");
    }
}

#[test]
fn a1_every_kind_of_the_catalogue_can_be_analysed() {
    for kind in &diagram::Catalogue::builtin().kinds {
        let report =
            Sketch::of(&[&format!("start:client -> {0} -> next:{0} -> store:sql_database", kind.id)])
                .report();
        assert!(report.findings.iter().all(|finding| finding.id != "unknown_kind"), "{}", kind.id);
        assert!(report.components.iter().all(|component| !component.is_unbounded), "{}", kind.id);
    }
}
