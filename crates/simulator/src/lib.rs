//! A simulation behind a line of messages: what a page orders and what it hears of the run.
//!
//! [`Runner`] is the whole of it and knows neither worker nor clock, so that it is tested like any other code. The
//! program of this package puts it into a web worker. [`Dots`], [`Rates`] and [`standing`] are for the page: what it draws
//! and says of the frames that it hears.

mod dots;
mod message;
mod rates;
mod runner;
#[cfg(test)]
mod samples;
mod standing;

pub use dots::Dots;
pub use message::{Notice, Order, Run};
pub use rates::Rates;
pub use runner::Runner;
pub use standing::{standing, standing_in_words};
