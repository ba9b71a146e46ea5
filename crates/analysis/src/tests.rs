//! Whole designs, worked out by hand, and what holds for every design.

mod classes;
mod examples;
pub(crate) mod half_drawn;
mod monotone;
mod properties;
