//! Tests of the rules in `SPEC.md`; the names carry their numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

mod fit;
mod learner;
mod plan;
mod schedule;
mod vectors;
