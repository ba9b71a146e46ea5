//! What the learner did: an append-only log of events that everything else is derived from.
//!
//! There is no clock, no storage and no randomness in here; see `SPEC.md` for the numbered rules.

mod body;

pub use body::*;
