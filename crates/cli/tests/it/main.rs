//! The built program, as a shell sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

mod analyse;
mod convert;
mod estimate;
mod grade;
mod kinds;
mod packs;
mod program;
mod schedule;
mod select;
mod simulate;
