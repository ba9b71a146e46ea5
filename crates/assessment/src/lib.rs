//! Measurement: items, item response theory, item selection, grading, hints and feedback.

mod item;

pub use item::{Choice, Item, ItemParameters, Provenance, Question, Source};
