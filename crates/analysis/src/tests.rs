//! Whole designs, worked out by hand, and what holds for every design.

mod examples;
mod half_drawn;
mod monotone;
