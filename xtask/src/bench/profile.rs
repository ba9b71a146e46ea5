//! Where the time of a gesture goes, for whoever makes it faster.

use std::collections::HashMap;

use anyhow::Result;
use serde_json::{Value, json};

use super::devtools::Page;
use crate::process::say;

const LISTED: usize = 16;

pub fn begin(page: &mut Page) -> Result<()> {
    page.ask("Profiler.enable", json!({}))?;
    page.ask("Profiler.setSamplingInterval", json!({ "interval": 500 }))?;
    page.ask("Profiler.start", json!({}))?;
    Ok(())
}

/// Prints the functions that took longest by themselves.
pub fn end(page: &mut Page, name: &str) -> Result<()> {
    let profile = page.ask("Profiler.stop", json!({}))?["profile"].clone();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut by_node: HashMap<u64, f64> = HashMap::new();
    for (node, micros) in list(&profile["samples"]).iter().zip(list(&profile["timeDeltas"])) {
        *by_node.entry(node.as_u64().unwrap_or_default()).or_default() += micros.as_f64().unwrap_or_default();
    }
    let mut by_function: HashMap<String, f64> = HashMap::new();
    for node in list(&profile["nodes"]) {
        let called = node["callFrame"]["functionName"].as_str().unwrap_or_default();
        let id = node["id"].as_u64().unwrap_or_default();
        *by_function.entry(called.to_owned()).or_default() += by_node.get(&id).copied().unwrap_or_default();
    }
    let mut functions: Vec<(String, f64)> = by_function.into_iter().collect();
    functions.sort_by(|a, b| b.1.total_cmp(&a.1));
    say(format!("{name}, milliseconds by function"));
    for (function, micros) in functions.into_iter().take(LISTED) {
        println!("{:9.1}  {function}", micros / 1e3);
    }
    Ok(())
}
