//! Content packs: what authors write, checked and compiled to one file that the app reads.
//!
//! Packs come from strangers. [`pack_from_json`] checks limits before it parses and references before it answers;
//! [`markdown`] says what may be shown. There is no I/O in here but for one function behind the feature `compile`.

mod challenge;
#[cfg(feature = "compile")]
pub mod compile;
mod flaw;
pub mod limits;
pub mod markdown;
mod pack;
mod read;
mod structure;
mod tutorial;

pub use assessment::code::CodeTask;
pub use challenge::Challenge;
pub use flaw::{Flaw, Place, Segment};
pub use pack::{CanvasTask, Pack, Principle, Skill, Topic};
pub use read::{FORMAT, PackError, own_pack_from_json, pack_from_json};
pub use structure::flaws;
pub use tutorial::{Criterion, Difficulty, Objective, Step, StepKind, Tutorial};
