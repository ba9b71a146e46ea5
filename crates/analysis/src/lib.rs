//! What a diagram can do: load, latency, availability, cost, risks and advice.

mod check;
mod report;

pub use check::Check;
pub use report::*;
