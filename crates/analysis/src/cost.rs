//! What a design costs a month.

mod kept;
mod sent;

use crate::model::{LIMIT, Model, Node};
use crate::report::{CostLine, CostReport};
use crate::traffic::Traffic;
use crate::words;

pub(crate) use kept::Kept;
pub(crate) use sent::Sent;

/// Days of a month, a twelfth of a year of 365.25.
pub(crate) const DAYS_PER_MONTH: f64 = 30.4375;
pub const SECONDS_PER_MONTH: f64 = DAYS_PER_MONTH * 24.0 * 3600.0;

/// Replicas, requests and what is kept at the prices of their kinds, and what answers to clients cost to send.
pub(crate) fn cost(model: &Model, traffic: &Traffic) -> CostReport {
    let sent = Sent::of(model, traffic);
    let mut lines: Vec<CostLine> = Vec::with_capacity(model.nodes.len());
    for (index, node) in model.nodes.iter().enumerate() {
        if !node.is_client {
            let requests = requests_per_month(traffic.total_per_second(index));
            lines.extend(component_line(node, requests, sent.by(model, index)));
        }
    }
    for client in model.clients() {
        lines.extend(transfer_line(model, &sent, client));
    }
    let monthly_usd = lines.iter().fold(0.0, |sum: f64, line| (sum + line.monthly_usd).min(LIMIT));
    let millions = requests_per_month(model.offered_per_second()) / 1e6;
    CostReport {
        monthly_usd,
        usd_per_million_requests: (millions > 0.0).then(|| (monthly_usd / millions).min(LIMIT)),
        lines,
    }
}

fn requests_per_month(per_second: f64) -> f64 {
    per_second * SECONDS_PER_MONTH
}

/// `None` where the catalogue has no price.
fn component_line(node: &Node, requests: f64, sent: Option<sent::Line>) -> Option<CostLine> {
    let price = &node.kind?.price;
    let (per_replica, per_million) =
        (usable(price.usd_per_replica_month), usable(price.usd_per_million_requests));
    let (kept, lines) = (Kept::of(node), node.work_per_request);
    let mut parts = Vec::new();
    if per_replica > 0.0 {
        parts.push(format!(
            "{} x {}",
            words::count(node.replicas as usize, "replica"),
            words::usd(per_replica)
        ));
    }
    if per_million > 0.0 {
        let lines = if lines == 1.0 { String::new() } else { format!(" x {} lines", words::number(lines)) };
        parts.push(format!(
            "{} million requests{lines} x {}",
            words::number(requests / 1e6),
            words::usd(per_million)
        ));
    }
    parts.extend(kept.arithmetic(requests));
    parts.extend(sent.as_ref().map(sent::Line::arithmetic));
    let monthly = f64::from(node.replicas) * per_replica
        + requests / 1e6 * lines * per_million
        + kept.usd_per_month(requests)
        + sent.map_or(0.0, |sent| sent.usd_per_month());
    (!parts.is_empty()).then(|| CostLine {
        component: node.component.id.clone(),
        monthly_usd: monthly.min(LIMIT),
        basis: parts.join(" + "),
    })
}

fn transfer_line(model: &Model, sent: &Sent, client: usize) -> Option<CostLine> {
    let line = sent.to(model, client)?;
    let node = &model.nodes[client];
    let kilobytes = sent::answer_kilobytes(node);
    let answers = line.gigabytes * 1e6 / kilobytes;
    Some(CostLine {
        component: node.component.id.clone(),
        monthly_usd: line.usd_per_month(),
        basis: format!(
            "{} million answers x {} KB = {}",
            words::number(answers / 1e6),
            words::number(kilobytes),
            line.arithmetic(),
        ),
    })
}

/// Prices and sizes come from packs: what is no amount counts as nothing.
pub(crate) fn usable(amount: f64) -> f64 {
    if amount.is_finite() { amount.clamp(0.0, 1e9) } else { 0.0 }
}

#[cfg(test)]
mod tests;
