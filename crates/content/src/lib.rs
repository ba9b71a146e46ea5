//! Content packs: what authors write, checked and compiled to one file that the app reads.
//!
//! Packs come from strangers. [`pack_from_json`] checks limits before it parses and references before it answers;
//! [`markdown`] says what may be shown. There is no I/O in here but for one function behind the feature `compile`.

mod challenge;
#[cfg(feature = "compile")]
pub mod compile;
mod flaw;
mod interview;
pub mod limits;
pub mod markdown;
mod pack;
mod path;
mod read;
mod skill_tree;
mod structure;
mod task_grade;
mod tutorial;

pub use assessment::code::CodeTask;
pub use challenge::Challenge;
pub use flaw::{Flaw, Place, Segment};
pub use interview::{Annotation, ExampleStory, Interview, Prompt, Rubric, RubricLine, StoryPart, Tone};
pub use pack::{CanvasTask, Pack, Principle, Skill, Topic};
pub use path::{Certification, Experience, Goal, Path, PathTutorial, Route, Stop};
pub use read::{FORMAT, PackError, own_pack_from_json, pack_from_json};
pub use skill_tree::{Branch, Tier};
pub use structure::flaws;
pub use tutorial::{Criterion, Difficulty, Objective, Step, StepKind, Tutorial};
