//! Content packs: what authors write, checked and compiled to one file that the app reads.
//!
//! Packs come from strangers. [`text_of_file`] says whether bytes are worth reading at all, [`pack_from_json`] checks limits
//! before it parses, and texts, pictures and references before it answers; [`markdown`] says what may be shown. There is no I/O in here but for one function behind the feature `compile`.

mod challenge;
mod changes;
#[cfg(feature = "compile")]
pub mod compile;
mod designs;
mod file;
mod fit_text;
mod flaw;
mod interview;
pub mod limits;
mod locate;
pub mod markdown;
mod mock_test;
mod pack;
mod path;
mod picture;
mod prose;
mod read;
mod skill_tree;
mod structure;
mod summary;
mod task_grade;
mod tutorial;
mod version;
mod warnings;

pub use assessment::code::CodeTask;
pub use challenge::Challenge;
pub use changes::{Changes, Counted};
pub use file::text_of_file;
pub use flaw::{Flaw, Place, Segment};
pub use interview::{Annotation, ExampleStory, Interview, Prompt, Rubric, RubricLine, StoryPart, Tone};
pub use mock_test::{MockSection, MockTest, Quota};
pub use pack::{CanvasTask, Pack, Principle, Skill, Topic};
pub use path::{Certification, Experience, Goal, Levels, Path, PathTutorial, Route, Stop};
pub use picture::{Picture, PictureKind};
pub use read::{FORMAT, PackError, own_pack_from_json, pack_from_json};
pub use skill_tree::{Branch, Tier};
pub use structure::flaws;
pub use summary::Summary;
pub use tutorial::{Criterion, Difficulty, Objective, Step, StepKind, Tutorial};
pub use version::is_earlier;
pub use warnings::warnings;
