//! A test for every rule of `SPEC.md`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod backup;
mod events;
mod logs;
mod merges;
mod samples;
mod snapshots;
