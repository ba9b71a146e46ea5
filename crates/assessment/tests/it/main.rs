//! Tests of the rules in `SPEC.md`; the names carry their numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attempt;
mod build;
mod estimate;
mod feedback;
mod grade;
mod lint;
mod model;
mod recalibrate;
mod report;
mod rules;
mod running;
mod select;
mod simulate;
mod stop;
