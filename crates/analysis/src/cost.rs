//! What a design costs a month.

use crate::model::{LIMIT, Model, Node};
use crate::report::{CostLine, CostReport};
use crate::traffic::Traffic;
use crate::words;

/// Seconds of a month of 30.4375 days, a twelfth of a year of 365.25.
pub const SECONDS_PER_MONTH: f64 = 30.4375 * 24.0 * 3600.0;
/// The price of a CDN a request has the transfer in it, and a name lookup sends next to nothing.
pub(crate) const TRANSFER_IN_PRICE: [&str; 2] = ["cdn", "dns"];

/// Replicas and requests at the prices of their kinds, and what answers to clients cost to send.
pub(crate) fn cost(model: &Model, traffic: &Traffic) -> CostReport {
    let mut lines: Vec<CostLine> = Vec::with_capacity(model.nodes.len());
    for (index, node) in model.nodes.iter().enumerate() {
        if !node.is_client {
            lines.extend(component_line(node, requests_per_month(traffic.total_per_second(index))));
        }
    }
    for client in model.clients() {
        lines.extend(transfer_line(model, traffic, client));
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
fn component_line(node: &Node, requests: f64) -> Option<CostLine> {
    let price = &node.kind?.price;
    let (per_replica, per_million) =
        (usable(price.usd_per_replica_month), usable(price.usd_per_million_requests) * node.work_per_request);
    let mut parts = Vec::new();
    if per_replica > 0.0 {
        parts.push(format!(
            "{} x {}",
            words::count(node.replicas as usize, "replica"),
            words::usd(per_replica)
        ));
    }
    if per_million > 0.0 {
        parts.push(format!(
            "{} million requests x {}",
            words::number(requests / 1e6),
            words::usd(per_million)
        ));
    }
    let monthly = f64::from(node.replicas) * per_replica + requests / 1e6 * per_million;
    (!parts.is_empty()).then(|| CostLine {
        component: node.component.id.clone(),
        monthly_usd: monthly.min(LIMIT),
        basis: parts.join(" + "),
    })
}

fn transfer_line(model: &Model, traffic: &Traffic, client: usize) -> Option<CostLine> {
    let node = &model.nodes[client];
    let kilobytes = usable(node.kind?.number(node.component, "response_kilobytes")?);
    let answers: f64 = model
        .edges_from(client)
        .filter(|edge| !model.nodes[edge.to].is_any(&TRANSFER_IN_PRICE))
        .map(|edge| traffic.along_per_second(model, edge))
        .sum();
    let gigabytes = requests_per_month(answers) * kilobytes / 1e6;
    let per_gigabyte = usable(model.transfer.usd_per_gigabyte);
    (gigabytes > 0.0).then(|| CostLine {
        component: node.component.id.clone(),
        monthly_usd: (gigabytes * per_gigabyte).min(LIMIT),
        basis: format!(
            "{} million answers x {} KB = {} GB sent x {}",
            words::number(requests_per_month(answers) / 1e6),
            words::number(kilobytes),
            words::number(gigabytes),
            words::usd(per_gigabyte),
        ),
    })
}

/// Prices and sizes come from packs: what is no amount counts as nothing.
pub(crate) fn usable(amount: f64) -> f64 {
    if amount.is_finite() { amount.clamp(0.0, 1e9) } else { 0.0 }
}
