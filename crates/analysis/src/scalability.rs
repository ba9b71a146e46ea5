//! A score for how well a design would grow.

use std::collections::HashSet;

use diagram::ComponentId;

use crate::model::Model;
use crate::report::{ComponentReport, Deduction, ScalabilityReport};
use crate::words;

/// Points for each single point of failure.
const SINGLE_POINT_POINTS: f64 = 15.0;
/// Points for each database that is a bottleneck.
const BOTTLENECK_POINTS: f64 = 10.0;
/// Utilisation from which a component that keeps data is a bottleneck.
pub(crate) const BOTTLENECK_UTILISATION: f64 = 0.7;

/// `((100 - 15 x single points of failure) x share that scales out) - 10 x database bottlenecks`, never below 0.
///
/// The share is of the components that the catalogue knows, clients left out; without any the score is 0. The deductions
/// add up to what is missing from 100.
pub(crate) fn scalability(
    model: &Model,
    single_points: &[ComponentId],
    components: &[ComponentReport],
) -> ScalabilityReport {
    let mut report = ScalabilityReport { score: 100.0, deductions: Vec::new() };
    let single_points: HashSet<&ComponentId> = single_points.iter().collect();
    let is_single = |index: &usize| single_points.contains(&model.nodes[*index].component.id);
    for index in (0..model.nodes.len()).filter(is_single) {
        let name = model.nodes[index].name();
        report.deduct(model, SINGLE_POINT_POINTS, format!("{name} is a single point of failure."), &[index]);
    }
    let counted = |scales_out: bool| -> Vec<usize> {
        let is = |index: &usize| {
            let node = &model.nodes[*index];
            node.kind.is_some() && !node.is_client && node.scales_out() == scales_out
        };
        (0..model.nodes.len()).filter(is).collect()
    };
    let (growing, fixed) = (counted(true), counted(false));
    let all = growing.len() + fixed.len();
    if all == 0 {
        report.deduct(model, 100.0, "There is no component yet that could carry load.".to_owned(), &[]);
        return report;
    }
    let points = report.score * fixed.len() as f64 / all as f64;
    let names = words::names(fixed.iter().map(|node| model.nodes[*node].name()));
    let reason = format!(
        "{} of {} scale out by adding replicas; {names} {} not.",
        growing.len(),
        words::count(all, "component"),
        if fixed.len() == 1 { "does" } else { "do" },
    );
    report.deduct(model, points, reason, &fixed);
    for (index, component) in components.iter().enumerate() {
        if model.nodes[index].is_stateful() && component.utilisation >= BOTTLENECK_UTILISATION {
            let reason = format!(
                "{} keeps data and is {} busy: a database bottleneck.",
                model.nodes[index].name(),
                words::percent(component.utilisation),
            );
            report.deduct(model, BOTTLENECK_POINTS, reason, &[index]);
        }
    }
    report
}

impl ScalabilityReport {
    /// Takes off `points`, or what is left, and says so.
    fn deduct(&mut self, model: &Model, points: f64, reason: String, nodes: &[usize]) {
        let points = points.min(self.score);
        if points > 0.0 {
            let components = nodes.iter().map(|node| model.nodes[*node].component.id.clone()).collect();
            self.score -= points;
            self.deductions.push(Deduction { points, reason, components });
        }
    }
}
