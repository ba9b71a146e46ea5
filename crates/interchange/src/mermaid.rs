//! Mermaid flowcharts.
//!
//! What a flowchart has no place for stands in comments, which Mermaid passes over: `%% systemcraft component a {..}`.

mod chain;
mod cursor;
mod drawn;
mod label;
mod link;
mod names;
mod node;
mod reading;
mod statements;
mod writing;

pub(crate) use reading::{is_likely, read};
pub(crate) use writing::write;

/// Begins our comments.
const MARK: &str = "systemcraft";

#[cfg(test)]
mod tests;
