//! Tests of the rules in `SPEC.md`; the names carry their numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attempt;
mod build;
mod code;
mod draft;
mod estimate;
mod feedback;
mod grade;
mod hints;
mod kinds;
mod lint;
mod lint_kinds;
mod model;
mod next_step;
mod pool;
mod quantity;
mod recalibrate;
mod report;
mod rules;
mod running;
mod select;
mod simulate;
mod stop;
mod story;
mod text;
