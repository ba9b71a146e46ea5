//! What one setting mends.

use diagram::{ConnectionChange, Routing};

use super::super::resilience::hottest_key;
use super::plan::Plan;
use crate::words;

/// Share of what one partition can do that its hottest key may take.
const COOL: f64 = 0.5;

pub(super) fn back_off(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    plan.choose(plan.id(index), "retry_backoff", "Exponential with jitter");
    Some(format!("{} waits longer before each further try", plan.name(index)))
}

pub(super) fn bound_retries(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    let (node, id) = (plan.node(index), plan.id(index));
    plan.set_number(id.clone(), "retries", 2.0);
    if node.number("timeout_millis") == Some(0.0) {
        plan.set_number(id.clone(), "timeout_millis", 1000.0);
    }
    if node.kind.is_some_and(|kind| kind.property("circuit_breaker").is_some()) {
        plan.turn_on(id, "circuit_breaker");
    }
    Some(format!("{} gives up after two retries", plan.name(index)))
}

/// Only the last of the chain, next to what fails, goes on retrying.
pub(super) fn retry_once(plan: &mut Plan) -> Option<String> {
    let retrying = plan.subjects();
    let (last, others) = retrying.split_last()?;
    for index in others {
        plan.set_number(plan.id(*index), "retries", 0.0);
    }
    let most = plan.node(*last).number("retries").unwrap_or(0.0).min(3.0);
    plan.set_number(plan.id(*last), "retries", most);
    Some(format!("Only {} retries now", plan.name(*last)))
}

pub(super) fn check_health(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    plan.turn_on(plan.id(index), "health_checks");
    Some(format!("{} goes past what is down", plan.name(index)))
}

pub(super) fn protect_cache(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    plan.turn_on(plan.id(index), "stampede_protection");
    Some(format!("{} lets one caller fetch what is missing", plan.name(index)))
}

pub(super) fn split_key(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    let (load, capacity) = hottest_key(plan.situation, index)?;
    let parts = (load / (COOL * capacity)).ceil().max(2.0);
    let percent = plan.node(index).number("hottest_key_percent")?;
    plan.set_number(plan.id(index), "hottest_key_percent", percent / parts);
    Some(format!("Hottest key of {} split into {}", plan.name(index), words::count(parts as usize, "part")))
}

pub(super) fn back_up(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    plan.turn_on(plan.id(index), "backups");
    Some(format!("{} is backed up", plan.name(index)))
}

pub(super) fn encrypt_at_rest(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    plan.turn_on(plan.id(index), "encryption_at_rest");
    Some(format!("{} encrypts what it keeps", plan.name(index)))
}

pub(super) fn encrypt(plan: &mut Plan) -> Option<String> {
    let edges = plan.edges();
    let first = *edges.first()?;
    for edge in edges {
        plan.change_connection(
            edge,
            ConnectionChange { encrypted: Some(true), ..ConnectionChange::default() },
        );
    }
    Some(format!("Connection from {} to {} encrypted", plan.name(first.from), plan.name(first.to)))
}

pub(super) fn ask_once(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    plan.change_connection(edge, ConnectionChange { share: Some(1.0), ..ConnectionChange::default() });
    Some(format!("{} asks {} for everything in one call", plan.name(edge.from), plan.name(edge.to)))
}

pub(super) fn ask_on_miss(plan: &mut Plan) -> Option<String> {
    let edge = *plan.edges().first()?;
    plan.route(edge, Routing::OnCacheMiss);
    Some(format!(
        "{} asks {} only for what the cache does not hold",
        plan.name(edge.from),
        plan.name(edge.to)
    ))
}
