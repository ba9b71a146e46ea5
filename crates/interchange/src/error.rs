use diagram::format::FormatError;

use crate::limits::LARGEST_FILE;

/// Why a file was not opened. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("This file is larger than {} MB. A design is smaller; is it the right file?", LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    #[error("This file is empty. {EXPECTED}")]
    Empty,
    #[error("This file cannot be opened here. {EXPECTED}")]
    Unknown,
    #[error(transparent)]
    Design(#[from] FormatError),
    #[error(
        "This {what} is only a picture: there is no design in it. {what} files that Systemcraft saved can be opened."
    )]
    PictureOnly { what: &'static str },
    #[error("This {what} is damaged or was cut off: {how}. Fetching it again from where it came may help.")]
    Damaged { what: &'static str, how: &'static str },
    #[error(
        "This file was expected to be XML, and it stops being that at line {line}. It may have been cut off."
    )]
    NotXml { line: usize },
    #[error(
        "This XML file brings definitions of its own, and such files are not opened because they can be made to grow without end. Saving it without a document type helps."
    )]
    OwnEntities,
    #[error(
        "This is an XML file that begins with <{root}>, and neither an SVG picture nor a draw.io diagram."
    )]
    OtherXml { root: String },
    #[error(
        "This is a Mermaid diagram of another sort: it begins with \"{word}\". Flowcharts can be opened; they begin with \"flowchart\" or \"graph\"."
    )]
    OtherMermaid { word: String },
    #[error("This was expected to be a Mermaid flowchart, which begins with \"flowchart\" or \"graph\".")]
    NotAFlowchart,
    #[error("This file has {count} {what}, and at most {most} can be opened.")]
    TooMany { what: &'static str, count: usize, most: usize },
}

/// Ends the sentences about files that are none of ours.
const EXPECTED: &str = "Expected was a Systemcraft design (.json), an SVG or PNG picture that Systemcraft saved, a \
                        Mermaid flowchart (.mmd) or a draw.io diagram (.drawio).";

/// Why a design was not saved as something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    #[error("The design could not be drawn as pixels here. Save it as SVG instead.")]
    NoPixels,
    #[error("The picture is no PNG, so the design could not be put into it.")]
    NotAPng,
}
