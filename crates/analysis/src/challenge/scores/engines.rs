//! What the engines measure.

use super::{Judged, point};
use crate::challenge::brief::Sort;
use crate::challenge::grade::{Point, Source};
use crate::report::{AdviceList, Finding, Severity};
use crate::{Check, Metric, words};

/// Findings that are about the choice or the use of a part.
const MISUSED: [&str; 12] = [
    "write_heavy_cache",
    "cache_not_used",
    "cache_stampede",
    "client_to_data_store",
    "slow_work_without_queue",
    "slow_third_party",
    "queue_without_consumer",
    "hot_partition",
    "third_party_limit",
    "two_ways_to_data",
    "secrets_in_properties",
    "cdn_missing",
];
/// Findings that say that the drawing is not finished.
const UNFINISHED: [&str; 4] = ["no_client", "orphan_component", "unknown_kind", "dangling_connection"];

/// Functional requirements and constraints, serious findings, and a drawing that is finished.
pub(super) fn soundness(judged: &Judged) -> Vec<Point> {
    let has_constraints = judged.requirements.iter().any(|one| one.sort == Sort::Constraint);
    let functional = if has_constraints { 2.0 } else { 3.0 };
    let mut points = judged.requirement_points(&[Sort::Functional], functional);
    points.extend(judged.requirement_points(&[Sort::Constraint], 3.0 - functional));
    let is_fault = |finding: &&Finding| {
        matches!(finding.list, AdviceList::Weakness | AdviceList::AntiPattern)
            && finding.severity != Severity::Low
            && !is_one_of(finding, &MISUSED)
            && !is_one_of(finding, &UNFINISHED)
    };
    let cost = |finding: &Finding| if finding.severity == Severity::High { 0.5 } else { 0.25 };
    points.extend(faults(judged, 1.5, "No serious finding", is_fault, cost));
    let is_unfinished = |finding: &&Finding| is_one_of(finding, &UNFINISHED);
    points.extend(faults(judged, 0.5, "The drawing is finished", is_unfinished, |_| 0.25));
    points
}

fn is_one_of(finding: &Finding, rules: &[&str]) -> bool {
    rules.contains(&finding.id)
}

/// `out_of` points, less what each finding costs; what is lost is said with the finding that lost it.
fn faults(
    judged: &Judged,
    out_of: f64,
    praise: &str,
    counts: impl Fn(&&Finding) -> bool,
    cost: impl Fn(&Finding) -> f64,
) -> Vec<Point> {
    if !judged.is_built() {
        let reason = "There is nothing yet that a finding could be about.".to_owned();
        return vec![point(0.0, out_of, reason, Source::Drawing)];
    }
    let mut left = out_of;
    let mut points = Vec::new();
    for finding in judged.report.findings.iter().filter(counts) {
        let lost = cost(finding).min(left);
        left -= lost;
        if lost > 0.0 {
            let source =
                Source::Finding { rule: finding.id.to_owned(), components: finding.components.clone() };
            points.push(point(0.0, lost, format!("{}. {}", finding.title, finding.fix), source));
        }
    }
    if left > 0.0 {
        let reason =
            if points.is_empty() { format!("{praise}.") } else { "What the findings leave.".to_owned() };
        points.push(point(left, left, reason, Source::Drawing));
    }
    points
}

/// The numbers of the brief, room for the rush, and the engine's score.
pub(super) fn scalability(judged: &Judged) -> Vec<Point> {
    let mut points = judged.requirement_points(&[Sort::Number], 2.5);
    let peak = judged.brief.clients.iter().map(|client| client.peak_factor).fold(1.0, f64::max);
    let headroom = judged.report.throughput.headroom.filter(|_| judged.is_built()).unwrap_or(0.0);
    let reason = format!(
        "A rush brings {}; the design carries {}.",
        words::times(peak, "the load"),
        words::times(headroom, "the load")
    );
    points.push(point((headroom / peak).clamp(0.0, 1.0), 1.0, reason, Source::Figure { name: "headroom" }));
    let score = if judged.is_built() { judged.report.scalability.score } else { 0.0 };
    let reason = format!("The scalability score is {} of 100.", words::number(score));
    points.push(point(1.5 * score / 100.0, 1.5, reason, Source::Figure { name: "scalability_score" }));
    points
}

/// Parts that suit the work, used for what they are good at, within the budget.
pub(super) fn technology(judged: &Judged) -> Vec<Point> {
    let has_choices = judged.requirements.iter().any(|one| one.sort == Sort::Choice);
    let mut points = judged.requirement_points(&[Sort::Choice], 3.0);
    points.extend(budget(judged));
    let misused = if has_choices { 1.0 } else { 4.0 };
    let is_misused = |finding: &&Finding| is_one_of(finding, &MISUSED);
    points.extend(faults(judged, misused, "No part is used for what it is bad at", is_misused, |_| {
        misused / 2.0
    }));
    points
}

fn budget(judged: &Judged) -> Option<Point> {
    let most = judged.brief.requirements.iter().find_map(|requirement| match requirement.check {
        Check::Measures { metric: Metric::MonthlyUsd, at_most, .. } => at_most,
        _ => None,
    });
    let most = most.filter(|most| *most > 0.0)?;
    let cost = judged.report.cost.monthly_usd;
    let share = match cost / most {
        _ if !judged.is_built() => 0.0,
        over if over <= 1.0 + 1e-9 => 1.0,
        over if over <= 1.5 => 0.5,
        _ => 0.0,
    };
    let reason = format!("It costs {} a month of {}.", words::usd(cost), words::usd(most));
    Some(point(share, 1.0, reason, Source::Figure { name: "monthly_usd" }))
}
