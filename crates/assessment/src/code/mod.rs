//! Code that learners write: what is asked of it, and whether it was met (`docs/formats/code.md`).
//!
//! Python is asked in `python/harness`; what is expected stays here, so that no program can read it.

mod check;
pub mod figure;
mod flaws;
mod judge;
mod outcome;
mod output;
mod probes;
mod series;
mod task;
mod value;
mod verdict;

pub use check::{Case, CaseResult, CodeCheck, FigureCheck, OutputMatch, VariableCheck};
pub use flaws::{LONGEST_CODE, task_flaws};
pub use judge::{Facts, judge};
pub use outcome::{Outcome, ProgramError};
pub use probes::probes;
pub use series::{Height, SeriesCheck};
pub use task::{CodeCriterion, CodeTask};
pub use value::Value;
pub use verdict::{CodeVerdict, CriterionFeedback};
