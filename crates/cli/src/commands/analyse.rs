use std::path::PathBuf;

use analysis::{Report, report};
use clap::Args;
use serde::Serialize;

use crate::answer::Answer;
use crate::design;
use crate::failure::Failure;

/// What a design can do: load, latency, availability, cost and advice, without simulating it
#[derive(Debug, Args)]
pub struct Arguments {
    /// A design as the app saves it (docs/formats/design.md)
    design: PathBuf,
    #[command(flatten)]
    packs: design::Packs,
    /// Fail when a part of the design could not be read or used
    #[arg(long)]
    strict: bool,
}

/// `docs/formats/report.md` describes every field.
#[derive(Serialize)]
struct Analysis {
    #[serde(flatten)]
    report: Report,
    left_out: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let catalogue = arguments.packs.catalogue()?;
    let opened = design::opened(&arguments.design, &catalogue)?;
    if arguments.strict
        && let Some(first) = opened.left_out.first()
    {
        return Err(Failure::Refused(first.clone()));
    }
    let report = report(&opened.diagram, &catalogue);
    Answer::json(&Analysis { report, left_out: opened.left_out })
}
