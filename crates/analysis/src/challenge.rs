//! Challenges: what a brief asks for, and how good a design is as an answer to it.
//!
//! [`grade`] judges a design by the engines and by its words. The load, and whatever else the brief states, is imposed on
//! the design first, so that nobody passes by asking for less. [`compare`] says what a design would gain and pay if it did
//! as another one does.

mod brief;
mod compare;
mod figures;
mod grade;
mod guess;
mod imposed;
mod rationale;
mod rubric;
mod scores;
mod why;

pub use brief::{Brief, BriefClient, Given, Requirement, Sort, TradeOff};
pub use compare::{Comparison, Difference, MeasuredOn, compare};
pub use figures::{Figures, figures};
pub use grade::{Dimension, DimensionGrade, Grade, Point, RequirementGrade, Source, Standing, grade};
pub use guess::{Guessed, missed_by};
pub use imposed::{Imposed, imposed};
pub use rubric::{Answer, RubricAnswer, RubricQuestion, rubric};
pub use why::explain_requirement;

#[cfg(test)]
mod tests;
