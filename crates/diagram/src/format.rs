//! The design as a file: JSON, version 1. `docs/formats/design.md` describes it.

mod placing;
mod read;
mod write;

use crate::Diagram;
use crate::limits;

pub use read::read;
pub use write::write;

/// What every design file says under `format`.
pub const FORMAT: &str = "systemcraft-design";
/// The newest version that this build reads, and the one it writes.
pub const VERSION: u32 = 1;

/// A file that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    pub diagram: Diagram,
    /// What could not be read, as sentences for the learner.
    pub left_out: Vec<String>,
}

/// Why a file was not opened. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    #[error("This file is larger than {} MB. A design is smaller; is it the right file?", limits::LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    #[error(
        "This is not a Systemcraft design: a JSON file was expected, and it stops being one at line {line}, \
         column {column}."
    )]
    NotJson { line: usize, column: usize },
    #[error(
        "This is not a Systemcraft design: the parts of this JSON file are nested in each other too deeply to be \
         read, far deeper than those of any design."
    )]
    TooDeep,
    #[error("This is not a Systemcraft design: the file does not say \"format\": \"systemcraft-design\".")]
    NotADesign,
    #[error(
        "This design was saved by a newer version of Systemcraft (format {version}). Update this one to open it."
    )]
    Newer { version: u32 },
    #[error("This design has {count} {what}, and at most {most} can be opened.")]
    TooMany { what: &'static str, count: usize, most: usize },
}

#[cfg(test)]
mod tests;
