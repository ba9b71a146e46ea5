//! A simulation behind a line of messages: what a page orders and what it hears of the run.
//!
//! [`Runner`] is the whole of it and knows neither worker nor clock, so that it is tested like any other code. The
//! program of this package puts it into a web worker.

mod message;
mod runner;

pub use message::{Notice, Order, Run};
pub use runner::Runner;
