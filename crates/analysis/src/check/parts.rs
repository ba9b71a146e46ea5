//! Checks of what is drawn and how it is set.

use diagram::{Catalogue, Component, ComponentId, Diagram, PropertyValue};

use super::{Outcome, Requests, SLACK, outcome, spoken, spoken_any};
use crate::report::Report;
use crate::{advice, words};

fn of_kind<'d>(diagram: &'d Diagram, kind: &str) -> impl Iterator<Item = &'d Component> {
    diagram.components.iter().filter(move |component| component.kind == kind)
}

pub(super) fn contains(diagram: &Diagram, kind: &str, count: u32) -> Outcome {
    let found = of_kind(diagram, kind).count();
    let found_words = if found == 0 { "None".to_owned() } else { words::number(found as f64) };
    let expected = match count {
        1 => format!("At least one component of the kind {}", spoken(kind)),
        _ => format!("At least {count} components of the kind {}", spoken(kind)),
    };
    outcome(found >= count as usize, expected, found_words)
}

fn of_kinds<'d>(diagram: &'d Diagram, kinds: &'d [String]) -> impl Iterator<Item = &'d Component> {
    diagram.components.iter().filter(move |component| kinds.contains(&component.kind))
}

pub(super) fn contains_any(diagram: &Diagram, kinds: &[String], count: u32) -> Outcome {
    let found: Vec<&str> = of_kinds(diagram, kinds).map(|component| component.name.as_str()).collect();
    let expected = match count {
        1 => format!("At least one component of the kind {}", spoken_any(kinds)),
        _ => format!("At least {count} components of the kind {}", spoken_any(kinds)),
    };
    let names = words::names(found.iter().copied());
    outcome(found.len() >= count as usize, expected, if found.is_empty() { "None".to_owned() } else { names })
}

pub(super) fn receives(
    diagram: &Diagram,
    report: &Report,
    kinds: &[String],
    requests: Requests,
    (at_least, at_most): (Option<f64>, Option<f64>),
) -> Outcome {
    let (noun, of): (_, fn(&crate::ComponentReport) -> f64) = match requests {
        Requests::All => ("requests", |component| component.arrivals_per_second),
        Requests::Reads => ("reads", |component| component.arrivals_per_second - component.writes_per_second),
        Requests::Writes => ("writes", |component| component.writes_per_second),
    };
    let counted = diagram.components.iter().zip(&report.components);
    let arriving = counted.filter(|(one, _)| kinds.contains(&one.kind)).map(|(_, component)| of(component));
    let found = arriving.fold(0.0, |sum, one| sum + one);
    let most = if at_least.is_some() { "at most" } else { "At most" };
    let bounds = [("At least", at_least), (most, at_most)];
    let bounds =
        bounds.iter().filter_map(|(word, bound)| Some(format!("{word} {}", words::number((*bound)?))));
    let bounds = bounds.collect::<Vec<_>>().join(" and ");
    let expected = format!("{bounds} {noun} a second at {}", spoken_any(kinds));
    let slack = SLACK * found.abs().max(1e-3);
    let passed = at_least.is_none_or(|least| found + slack >= least)
        && at_most.is_none_or(|most| found - slack <= most);
    outcome(passed, expected, format!("{} {noun} a second", words::number(found)))
}

/// What a component is set to, as its kind takes it.
fn is_set_to(catalogue: &Catalogue, component: &Component, property: &str, value: &PropertyValue) -> bool {
    let Some(kind) = catalogue.kind(&component.kind) else { return false };
    match value {
        PropertyValue::Flag(flag) => kind.flag(component, property) == Some(*flag),
        PropertyValue::Number(number) => kind.number(component, property) == Some(*number),
        PropertyValue::Text(text) => kind.text(component, property) == Some(text),
    }
}

pub(super) fn sets(
    diagram: &Diagram,
    catalogue: &Catalogue,
    kinds: &[String],
    property: &str,
    one_of: &[PropertyValue],
) -> Outcome {
    let written = |value: &PropertyValue| match value {
        PropertyValue::Flag(true) => "on".to_owned(),
        PropertyValue::Flag(false) => "off".to_owned(),
        PropertyValue::Number(number) => words::number(*number),
        PropertyValue::Text(text) => format!("\"{text}\""),
    };
    let options = one_of.iter().map(written).collect::<Vec<_>>().join(" or ");
    let named = kinds.iter().filter_map(|kind| catalogue.kind(kind)?.property(property)).next();
    let shown = named.map_or_else(|| property.replace('_', " "), |spec| spec.name.clone());
    let expected = format!("{shown} {options} at each {}", spoken_any(kinds));
    let all: Vec<&Component> = of_kinds(diagram, kinds).collect();
    let is_other = |component: &&&Component| {
        !one_of.iter().any(|value| is_set_to(catalogue, component, property, value))
    };
    let others: Vec<&str> = all.iter().filter(is_other).map(|component| component.name.as_str()).collect();
    let found = match (all.is_empty(), others.is_empty()) {
        (true, _) => format!("No component of the kind {}", spoken_any(kinds)),
        (false, true) => "All of them".to_owned(),
        (false, false) => format!("Not at {}", words::names(others.iter().copied())),
    };
    outcome(!all.is_empty() && others.is_empty(), expected, found)
}

pub(super) fn holds(diagram: &Diagram, catalogue: &Catalogue, kinds: &[String], gigabytes: f64) -> Outcome {
    let kept = |component: &Component| catalogue.kind(&component.kind)?.number(component, "data_gigabytes");
    let found = of_kinds(diagram, kinds).filter_map(kept).fold(0.0, |sum, one| sum + one);
    let expected = format!("{} GB kept in {}", words::number(gigabytes), spoken_any(kinds));
    outcome(found * (1.0 + SLACK) >= gigabytes, expected, format!("{} GB", words::number(found)))
}

pub(super) fn connections(diagram: &Diagram, from: &str, to: &str) -> usize {
    let is =
        |id: &ComponentId, kind: &str| diagram.component(id).is_some_and(|component| component.kind == kind);
    diagram
        .connections
        .iter()
        .filter(|connection| is(&connection.from, from) && is(&connection.to, to))
        .count()
}

pub(super) fn counted(connections: usize) -> String {
    if connections == 0 {
        "No such connection".to_owned()
    } else {
        words::count(connections, "such connection")
    }
}

pub(super) fn has_replicas(diagram: &Diagram, kind: &str, replicas: u32) -> Outcome {
    let most = of_kind(diagram, kind).map(|component| component.replicas).max();
    let found = most.map_or_else(
        || format!("No component of the kind {}", spoken(kind)),
        |most| words::count(most as usize, "replica"),
    );
    let expected = format!("At least {} of one {}", words::count(replicas as usize, "replica"), spoken(kind));
    outcome(most.is_some_and(|most| most >= replicas), expected, found)
}

pub(super) fn no_finding(report: &Report, rule: &str) -> Outcome {
    let expected = format!("Nothing that the rule \"{}\" would point out", rule.replace('_', " "));
    if !advice::rule_ids().any(|known| known == rule) {
        return outcome(false, expected, "There is no such rule, so this cannot be checked".to_owned());
    }
    let titles: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding.id == rule)
        .map(|finding| finding.title.as_str())
        .collect();
    let found = if titles.is_empty() { "Nothing".to_owned() } else { titles.join("; ") };
    outcome(titles.is_empty(), expected, found)
}
