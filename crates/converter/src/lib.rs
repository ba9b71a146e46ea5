//! Files of other formats behind single messages: what a page orders and what it hears.
//!
//! [`carry_out`] is the whole of it and is tested like any other code. The program of this package puts it into a web
//! worker: a file that takes too long is given up by ending the worker, and the page goes on.

mod carry_out;
mod message;

pub use carry_out::carry_out;
pub use message::{Answer, Look, Order, Seen};
