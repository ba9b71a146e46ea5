//! What a diagram can do: load, latency, availability, cost, risks and advice.
//!
//! [`report()`] is the instant engine: pure, the same answer for the same diagram, never a panic and never a number that
//! is not finite, however half-drawn the diagram is. [`simulation`] runs single requests through the same model. The
//! numbered rules that both follow are in `SPEC.md`.

mod advice;
mod availability;
pub mod challenge;
pub mod check;
mod cost;
mod day;
mod explain;
mod latency;
mod limits;
mod linear;
mod load;
mod model;
pub mod queueing;
mod report;
mod scalability;
pub mod simulation;
#[cfg(test)]
mod sketch;
mod throughput;
mod traffic;
pub mod words;

use diagram::{Catalogue, Diagram};

pub use advice::{Crossing, ThreatAnswer, crossings, has_quick_fix, quick_fix};
pub use availability::{MINUTES_PER_YEAR, REGION_AVAILABILITY, ZONE_AVAILABILITY, k_of_n};
pub use check::{Check, Metric, Outcome, Requests};
pub use cost::SECONDS_PER_MONTH;
pub use day::hours;
pub use explain::{Explanation, Figure, explain};
pub use model::{
    ACROSS_REGIONS_MILLIS, ACROSS_ZONES_MILLIS, INTERNET_MILLIS, SAME_HOST_MILLIS, WITHIN_ZONE_MILLIS,
};
pub use report::*;

/// Everything the instant engine says of a design.
///
/// What is half drawn is said in the findings: connections that lead nowhere are left out, kinds that the catalogue does
/// not know do no work, numbers that make no sense are brought into range.
pub fn report(diagram: &Diagram, catalogue: &Catalogue) -> Report {
    let model = model::Model::new(diagram, catalogue);
    let traffic = traffic::Traffic::of(&model);
    let mut report = figures(&model, &traffic);
    report.findings =
        advice::findings(&advice::Situation { diagram, model: &model, traffic: &traffic, report: &report });
    report
}

/// A report without findings.
fn figures(model: &model::Model, traffic: &traffic::Traffic) -> Report {
    let waits = load::waits(model, traffic);
    let limits = limits::limits(model, traffic);
    let components = load::components(model, traffic, &waits, &limits);
    let availability = availability::availability(model);
    Report {
        latency: latency::latency(model, &waits),
        throughput: throughput::throughput(model, traffic, &limits),
        scalability: scalability::scalability(model, &availability.single_points_of_failure, &components),
        cost: cost::cost(model, traffic),
        components,
        availability,
        findings: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
