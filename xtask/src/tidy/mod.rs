//! `cargo xtask tidy`: house rules that no compiler checks.

mod colours;
mod foreign_hosts;
mod lengths;
mod prose;
mod rust_literals;
mod unwanted_words;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::process::{command, output_of};
use crate::workspace;

/// A text file of this checkout.
struct SourceFile {
    /// From the root, with forward slashes.
    path: String,
    text: String,
}

impl SourceFile {
    fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }

    fn is_under(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }
}

/// What is wrong, and on which line, counted from one.
#[derive(Debug, PartialEq, Eq)]
struct Complaint {
    line: usize,
    sentence: String,
}

const RULES: [fn(&SourceFile) -> Vec<Complaint>; 5] =
    [colours::check, foreign_hosts::check, lengths::check, prose::check, unwanted_words::check];

pub fn run() -> Result<()> {
    let mut complaints = Vec::new();
    for file in tracked_files()? {
        for complaint in RULES.iter().flat_map(|rule| rule(&file)) {
            complaints.push(format!("{}:{}: {}", file.path, complaint.line, complaint.sentence));
        }
    }
    if complaints.is_empty() {
        return Ok(());
    }
    println!("{}", complaints.join("\n"));
    bail!("broken house rules, listed above: {}", complaints.len());
}

/// Every text file that is or could be committed.
fn tracked_files() -> Result<Vec<SourceFile>> {
    let list = output_of(command("git").args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "--deduplicate",
    ]))
    .context("the files of this checkout cannot be listed: install git, then run this again")?;
    let root = workspace::root();
    // What is no text, or was deleted and not committed yet, has no lines to complain about.
    let read =
        |path: &str| Some(SourceFile { path: path.into(), text: fs::read_to_string(root.join(path)).ok()? });
    Ok(list.lines().filter_map(read).collect())
}

/// The line on which a byte of a text stands.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
const NONE: [usize; 0] = [];

#[cfg(test)]
fn complaints_of(rule: fn(&SourceFile) -> Vec<Complaint>, path: &str, text: &str) -> Vec<usize> {
    rule(&SourceFile { path: path.into(), text: text.into() })
        .into_iter()
        .map(|complaint| complaint.line)
        .collect()
}
