//! Content packs: what authors write, checked and compiled to one file that the app reads.

mod pack;
mod tutorial;

pub use pack::{Pack, Skill, Topic};
pub use tutorial::{Criterion, Difficulty, Objective, Step, StepKind, Tutorial};
