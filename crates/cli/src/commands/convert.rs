use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use interchange::{Format, Theme, not_kept, read, write};
use serde::Serialize;

use crate::answer::Answer;
use crate::design;
use crate::failure::Failure;
use crate::input::bytes_of_drawing;

/// A design from one format into another, by the ending of the file: json, svg, png, mmd, drawio
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to read; its format is told from its content
    from: PathBuf,
    /// What to write; its format is told from its ending
    to: PathBuf,
    #[command(flatten)]
    packs: design::Packs,
    /// Colours of a picture
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colours {
    Light,
    Dark,
}

#[derive(Serialize)]
struct Converted {
    from: &'static str,
    to: &'static str,
    components: usize,
    connections: usize,
    groups: usize,
    bytes: usize,
    /// What was guessed or left out.
    notes: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let to = Format::of_file_name(&arguments.to.to_string_lossy()).ok_or_else(|| unknown(&arguments.to))?;
    let bytes = bytes_of_drawing(&arguments.from)?;
    let from = arguments.from.display().to_string();
    let mut opened = read(&bytes, &from).map_err(|error| Failure::Refused(format!("{from}: {error}")))?;
    let catalogue = arguments.packs.catalogue()?;
    opened.notes.extend(catalogue.not_taken(&opened.diagram));
    opened.notes.extend(not_kept(to, &opened.diagram));
    let theme = match arguments.theme {
        Colours::Light => Theme::Light,
        Colours::Dark => Theme::Dark,
    };
    let written = write(to, &opened.diagram, &catalogue, theme).map_err(Failure::refused)?;
    fs::write(&arguments.to, &written).map_err(|error| Failure::NotWritten {
        path: arguments.to.display().to_string(),
        reason: error.to_string(),
    })?;
    Answer::json(&Converted {
        from: opened.format.ending(),
        to: to.ending(),
        components: opened.diagram.components.len(),
        connections: opened.diagram.connections.len(),
        groups: opened.diagram.groups.len(),
        bytes: written.len(),
        notes: opened.notes,
    })
}

fn unknown(path: &Path) -> Failure {
    Failure::Refused(format!(
        "{} ends in nothing that can be written; use .json, .svg, .png, .mmd or .drawio",
        path.display()
    ))
}
