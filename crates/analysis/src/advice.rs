//! What can be said of a design: rules that look at it and say what they found, why it matters and what would mend it.

mod balancing;
mod caching;
mod capacity;
mod coupling;
mod crossing;
mod drawing;
mod exposure;
mod failure;
mod keeping;
mod limiting;
mod mend;
mod operations;
mod resilience;
mod secrets;
mod slow_work;
mod spread;
mod threats;

use std::borrow::Cow;

use diagram::catalogue::Category;
use diagram::{ComponentId, ConnectionId, Diagram};

use crate::model::{Edge, Model, Node};
use crate::report::{AdviceList, ComponentReport, Finding, Report, Severity, Threat};
use crate::traffic::Traffic;

pub use crossing::{Crossing, ThreatAnswer, crossings};
pub use mend::{has_quick_fix, quick_fix};

/// All rules, by theme. Findings of equal severity come in this order.
const THEMES: [&[Rule]; 14] = [
    &drawing::RULES,
    &capacity::RULES,
    &limiting::RULES,
    &failure::RULES,
    &resilience::RULES,
    &exposure::RULES,
    &threats::RULES,
    &spread::RULES,
    &coupling::RULES,
    &slow_work::RULES,
    &caching::RULES,
    &balancing::RULES,
    &keeping::RULES,
    &operations::RULES,
];

/// What rules look at. The report has no findings yet.
#[derive(Debug)]
pub(crate) struct Situation<'a> {
    pub(crate) diagram: &'a Diagram,
    pub(crate) model: &'a Model<'a>,
    pub(crate) traffic: &'a Traffic,
    pub(crate) report: &'a Report,
}

/// One rule. All that it finds has the same weight.
#[derive(Debug)]
struct Rule {
    id: &'static str,
    list: AdviceList,
    severity: Severity,
    look: fn(&Situation) -> Vec<Found>,
}

/// One thing found.
#[derive(Debug)]
struct Found {
    title: String,
    reason: String,
    /// Empty for a strength.
    fix: Cow<'static, str>,
    components: Vec<ComponentId>,
    connections: Vec<ConnectionId>,
}

pub(crate) fn rule_ids() -> impl Iterator<Item = &'static str> {
    THEMES.into_iter().flatten().map(|rule| rule.id)
}

/// Most severe first.
pub(crate) fn findings(situation: &Situation) -> Vec<Finding> {
    let mut findings: Vec<Finding> = THEMES
        .into_iter()
        .flatten()
        .flat_map(|rule| (rule.look)(situation).into_iter().map(|found| found.into_finding(rule)))
        .collect();
    findings.sort_by_key(|finding| finding.severity);
    findings.shrink_to_fit();
    findings
}

impl Found {
    fn new(title: String, reason: String, fix: impl Into<Cow<'static, str>>) -> Self {
        Self { title, reason, fix: fix.into(), components: Vec::new(), connections: Vec::new() }
    }

    fn praise(title: &str, reason: String) -> Self {
        Self::new(title.to_owned(), reason, "")
    }

    fn at(mut self, situation: &Situation, nodes: impl IntoIterator<Item = usize>) -> Self {
        self.components
            .extend(nodes.into_iter().map(|node| situation.model.nodes[node].component.id.clone()));
        self
    }

    fn along<'e>(mut self, edges: impl IntoIterator<Item = &'e Edge<'e>>) -> Self {
        self.connections.extend(edges.into_iter().map(|edge| edge.connection.id.clone()));
        self
    }

    fn into_finding(mut self, rule: &Rule) -> Finding {
        // Thousands are kept, and formatting leaves as much room again.
        self.title.shrink_to_fit();
        self.reason.shrink_to_fit();
        Finding {
            id: rule.id,
            list: rule.list,
            severity: rule.severity,
            title: self.title,
            components: self.components,
            connections: self.connections,
            threats: threats_behind(rule.id),
            reason: self.reason,
            fix: self.fix,
        }
    }
}

/// What an attacker could do because of what a rule finds.
fn threats_behind(rule: &str) -> &'static [Threat] {
    match rule {
        "unencrypted_across_boundary" => &[Threat::Tampering, Threat::Disclosure],
        "no_authentication" => &[Threat::Spoofing],
        "no_rate_limit" => &[Threat::DenialOfService],
        "no_input_check" => &[Threat::Elevation],
        "no_audit_log" => &[Threat::Repudiation],
        "client_to_data_store" => &[Threat::Tampering, Threat::Disclosure, Threat::Elevation],
        "secrets_in_properties" => &[Threat::Spoofing, Threat::Disclosure],
        "no_encryption_at_rest" => &[Threat::Disclosure],
        _ => &[],
    }
}

impl<'a> Situation<'a> {
    fn nodes(&self) -> impl Iterator<Item = (usize, &'a Node<'a>)> + use<'a> {
        self.model.nodes.iter().enumerate()
    }

    /// Indices of the components of these kinds.
    fn of_kinds(&self, kinds: &'static [&'static str]) -> impl Iterator<Item = usize> + use<'a> {
        self.nodes().filter(|(_, node)| node.is_any(kinds)).map(|(index, _)| index)
    }

    /// Components other than clients, whether or not their kind is known.
    fn built(&self) -> usize {
        self.nodes().filter(|(_, node)| !node.is_client).count()
    }

    fn report_of(&self, node: usize) -> &'a ComponentReport {
        &self.report.components[node]
    }

    fn name(&self, node: usize) -> &'a str {
        self.model.nodes[node].name()
    }

    fn has_edges(&self, node: usize) -> bool {
        self.model.edges_from(node).chain(self.model.edges_to(node)).any(|edge| edge.from != edge.to)
    }

    /// What a request can reach from `start` along edges that `goes_along` accepts, `start` included.
    fn reached(&self, start: usize, goes_along: impl Fn(&Edge) -> bool) -> Vec<bool> {
        let mut reached = vec![false; self.model.nodes.len()];
        let mut next = vec![start];
        while let Some(node) = next.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                next.extend(self.model.edges_from(node).filter(|edge| goes_along(edge)).map(|edge| edge.to));
            }
        }
        reached
    }
}

/// A call between two parts of the design that stand in different regions.
fn crosses_regions(situation: &Situation, edge: &Edge) -> bool {
    let nodes = &situation.model.nodes;
    let (from, to) = (nodes[edge.from].place.region, nodes[edge.to].place.region);
    !nodes[edge.from].is_client && from.is_some() && to.is_some() && from != to
}

/// Keeps data that would be missed.
fn is_data_store(node: &Node) -> bool {
    node.category() == Some(Category::Storage) && node.is_stateful()
}

/// Clients may fetch files from an object store themselves; every other store is meant for services only.
fn is_private_store(node: &Node) -> bool {
    (is_data_store(node) || node.is("cache")) && !node.is("object_store")
}

/// Runs the learner's own code.
fn is_compute(node: &Node) -> bool {
    node.category() == Some(Category::Compute)
}

#[cfg(test)]
mod tests;
