mod connections;

use std::collections::BTreeMap;

use diagram::{Catalogue, Component, ComponentId, ConnectionId, Diagram, PropertyValue, Routing};
use serde::Serialize;

use super::brief::Brief;
use super::figures::Figures;
use super::imposed::imposed;
use crate::words;

/// Differences beyond which a list helps nobody.
const MOST_DIFFERENCES: usize = 40;

/// Two answers to one brief, and what sets them apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    pub yours: Figures,
    pub reference: Figures,
    /// Parts first, then settings, then how calls go, then connections that only one side has.
    pub differences: Vec<Difference>,
}

/// One difference, and what doing as the reference does would change. Positive is more: slower, more available, dearer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// "The reference keeps copies in Link cache (cache), and yours has none like it"
    pub text: String,
    /// Of your design, or of the reference where `measured_on` says so.
    pub components: Vec<ComponentId>,
    pub measured_on: MeasuredOn,
    /// `None` where one of the two gives no answer at all.
    pub p99_millis: Option<f64>,
    pub mean_millis: Option<f64>,
    /// Share of time.
    pub availability: f64,
    pub monthly_usd: f64,
    /// `None` where one of the two is not bound by anything.
    pub max_requests_per_second: Option<f64>,
}

/// A part that a design lacks can only be measured where it is: by taking it out of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasuredOn {
    Yours,
    Reference,
}

/// Compares a design with a reference under the load of a brief, difference by difference.
///
/// Parts are paired by kind: those of the same id, then those of the same name, then in their order. Each difference is
/// measured alone, by making it, so that they need not add up to the whole.
pub fn compare(yours: &Diagram, reference: &Diagram, catalogue: &Catalogue, brief: &Brief) -> Comparison {
    let yours = imposed(yours, catalogue, brief).diagram;
    let reference = imposed(reference, catalogue, brief).diagram;
    let pairs = pairs(&yours, &reference);
    let mut measure = Measure {
        catalogue,
        figures: (Figures::measure(&yours, catalogue), Figures::measure(&reference, catalogue)),
        differences: Vec::new(),
    };
    measure.parts(&yours, &reference, &pairs);
    measure.settings(&yours, &reference, &pairs);
    measure.connections(&yours, &reference, &pairs);
    measure.connections_of_one_side(&yours, &reference, &pairs);
    Comparison { yours: measure.figures.0, reference: measure.figures.1, differences: measure.differences }
}

/// Component of the reference to its counterpart, both by index.
type Pairs = BTreeMap<usize, usize>;

fn pairs(yours: &Diagram, reference: &Diagram) -> Pairs {
    let mut pairs = Pairs::new();
    let mut is_free = vec![true; yours.components.len()];
    let ways: [fn(&Component, &Component) -> bool; 3] =
        [|one, other| one.id == other.id, |one, other| one.name == other.name, |_, _| true];
    for is_meant in ways {
        for (at, wanted) in reference.components.iter().enumerate() {
            if pairs.contains_key(&at) {
                continue;
            }
            let fits = |(index, one): &(usize, &Component)| {
                is_free.get(*index) == Some(&true) && one.kind == wanted.kind && is_meant(one, wanted)
            };
            if let Some((index, _)) = yours.components.iter().enumerate().find(fits) {
                pairs.insert(at, index);
                if let Some(free) = is_free.get_mut(index) {
                    *free = false;
                }
            }
        }
    }
    pairs
}

struct Measure<'a> {
    catalogue: &'a Catalogue,
    /// Of yours and of the reference, as they are.
    figures: (Figures, Figures),
    differences: Vec<Difference>,
}

impl Measure<'_> {
    fn parts(&mut self, yours: &Diagram, reference: &Diagram, pairs: &Pairs) {
        for (at, component) in reference.components.iter().enumerate() {
            if pairs.contains_key(&at) || component.kind == "client" {
                continue;
            }
            let without = Figures::measure(&bypassed(reference, &component.id), self.catalogue);
            let text =
                format!("The reference has {}; yours has no such {}.", component.name, self.kind(component));
            self.add(text, &component.id, MeasuredOn::Reference, &without, &self.figures.1.clone());
        }
        for (at, component) in yours.components.iter().enumerate() {
            if pairs.values().any(|index| *index == at) || component.kind == "client" {
                continue;
            }
            let without = Figures::measure(&bypassed(yours, &component.id), self.catalogue);
            let text = format!(
                "Yours has {}; the reference does without such a {}.",
                component.name,
                self.kind(component)
            );
            self.add(text, &component.id, MeasuredOn::Yours, &self.figures.0.clone(), &without);
        }
    }

    fn settings(&mut self, yours: &Diagram, reference: &Diagram, pairs: &Pairs) {
        for (theirs, mine) in pairs {
            let (Some(theirs), Some(own)) = (reference.components.get(*theirs), yours.components.get(*mine))
            else {
                continue;
            };
            if own.kind == "client" {
                continue;
            }
            if theirs.replicas != own.replicas {
                let text = format!(
                    "{} has {} in the reference and {} in yours.",
                    own.name,
                    words::count(theirs.replicas as usize, "replica"),
                    words::number(f64::from(own.replicas)),
                );
                self.changed(yours, *mine, text, |component| component.replicas = theirs.replicas);
            }
            for (property, (theirs, own_value)) in self.settings_that_differ(theirs, own) {
                let name = self.catalogue.kind(&own.kind).and_then(|kind| kind.property(&property));
                let name = name.map_or_else(|| property.replace('_', " "), |spec| spec.name.clone());
                let text = format!(
                    "{name} of {} is {} in the reference and {} in yours.",
                    own.name,
                    written(&theirs),
                    written(&own_value),
                );
                self.changed(yours, *mine, text, |component| {
                    component.properties.insert(property.clone(), theirs.clone());
                });
            }
        }
    }

    /// Properties with their values in the reference and in yours, defaults filled in.
    fn settings_that_differ(
        &self,
        theirs: &Component,
        own: &Component,
    ) -> Vec<(String, (PropertyValue, PropertyValue))> {
        let Some(kind) = self.catalogue.kind(&own.kind) else { return Vec::new() };
        let value = |component: &Component, id: &str| {
            let number = kind.number(component, id).map(PropertyValue::Number);
            let flag = || kind.flag(component, id).map(PropertyValue::Flag);
            number.or_else(flag).or_else(|| Some(PropertyValue::Text(kind.text(component, id)?.to_owned())))
        };
        let specs = kind.properties.iter();
        specs
            .filter_map(|spec| Some((spec.id.clone(), (value(theirs, &spec.id)?, value(own, &spec.id)?))))
            .filter(|(_, (theirs, own))| theirs != own)
            .collect()
    }

    fn changed(&mut self, yours: &Diagram, at: usize, text: String, change: impl FnOnce(&mut Component)) {
        let mut as_theirs = yours.clone();
        let Some(component) = as_theirs.components.get_mut(at) else { return };
        change(component);
        let id = component.id.clone();
        let then = Figures::measure(&as_theirs, self.catalogue);
        self.add(text, &id, MeasuredOn::Yours, &self.figures.0.clone(), &then);
    }

    fn kind(&self, component: &Component) -> String {
        let kind = self.catalogue.kind(&component.kind);
        kind.map_or_else(|| component.kind.clone(), |kind| kind.name.clone())
    }

    fn add(
        &mut self,
        text: String,
        component: &ComponentId,
        measured_on: MeasuredOn,
        before: &Figures,
        after: &Figures,
    ) {
        if self.differences.len() >= MOST_DIFFERENCES {
            return;
        }
        let more = |before: Option<f64>, after: Option<f64>| Some(after? - before?);
        self.differences.push(Difference {
            text,
            components: vec![component.clone()],
            measured_on,
            p99_millis: more(before.p99_millis, after.p99_millis),
            mean_millis: more(before.mean_millis, after.mean_millis),
            availability: after.availability - before.availability,
            monthly_usd: after.monthly_usd - before.monthly_usd,
            max_requests_per_second: more(before.max_requests_per_second, after.max_requests_per_second),
        });
    }
}

fn written(value: &PropertyValue) -> String {
    match value {
        PropertyValue::Flag(true) => "on".to_owned(),
        PropertyValue::Flag(false) => "off".to_owned(),
        PropertyValue::Number(number) => words::number(*number),
        PropertyValue::Text(text) if text.is_empty() => "not set".to_owned(),
        PropertyValue::Text(text) => format!("\"{text}\""),
    }
}

/// The design without a component; its callers call what it called, as they called it.
fn bypassed(diagram: &Diagram, gone: &ComponentId) -> Diagram {
    let mut without = diagram.clone();
    without.components.retain(|component| component.id != *gone);
    without.connections.retain(|connection| connection.from != *gone && connection.to != *gone);
    let callers = diagram.connections.iter().filter(|connection| connection.to == *gone);
    for (number, caller) in callers.enumerate() {
        for callee in diagram.connections.iter().filter(|connection| connection.from == *gone) {
            let is_there =
                without.connections.iter().any(|one| one.from == caller.from && one.to == callee.to);
            if caller.from == callee.to || is_there {
                continue;
            }
            let mut connection = caller.clone();
            connection.id = ConnectionId(format!("past {} {number} {}", gone.0, callee.id.0));
            connection.to = callee.to.clone();
            connection.share *= if callee.routing == Some(Routing::ByWeight) { 1.0 } else { callee.share };
            without.connections.push(connection);
        }
    }
    without
}
