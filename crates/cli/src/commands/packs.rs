//! A pack from a shell's point of view: an author's folder or the file compiled from it.

use std::path::Path;

use content::compile::{Problem, compile_folder};
use content::{Pack, limits, pack_from_json, text_of_file};
use serde::Serialize;

use crate::failure::Failure;
use crate::input::bytes_of_file;

/// Something for the author to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flawed {
    /// Within the folder; `None` in a compiled file.
    pub file: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// Id of the item, where a compiled file is read.
    pub item: Option<String>,
    pub message: String,
}

impl From<Problem> for Flawed {
    fn from(problem: Problem) -> Flawed {
        Flawed { file: Some(problem.file), line: problem.line, item: None, message: problem.message }
    }
}

/// The pack, or what is wrong with its folder. A compiled file is read whole or not at all.
pub fn opened(path: &Path) -> Result<Result<Pack, Vec<Flawed>>, Failure> {
    if path.is_dir() {
        return Ok(compile_folder(path).map_err(|problems| problems.into_iter().map(Flawed::from).collect()));
    }
    compiled_file(path).map(Ok)
}

/// The pack; the first thing that is wrong with it is the failure.
pub fn sound(path: &Path) -> Result<Pack, Failure> {
    opened(path)?.map_err(|flaws| {
        let first = flaws.first().map_or_else(String::new, sentence);
        Failure::Refused(format!(
            "{} has {} to mend, first {first}; `systemcraft pack check` lists all",
            path.display(),
            counted(flaws.len())
        ))
    })
}

/// Lines for standard error at most; standard output has all.
const MOST_LINES: usize = 20;

/// What standard error says where there is something to mend: a sentence, then a line for each thing.
pub fn complaint(path: &Path, flaws: &[Flawed]) -> Option<String> {
    let count = counted(flaws.len());
    if flaws.is_empty() {
        return None;
    }
    let lines: String = flaws.iter().take(MOST_LINES).map(|flaw| format!("\n  {}", sentence(flaw))).collect();
    let more = if flaws.len() > MOST_LINES { "\n  and more, listed on standard output" } else { "" };
    Some(format!("{} has {count} to mend:{lines}{more}", path.display()))
}

fn counted(things: usize) -> String {
    if things == 1 { "1 thing".to_owned() } else { format!("{things} things") }
}

const MOST_MEGABYTES: u64 = (limits::MAX_PACK_BYTES / 1024 / 1024) as u64;

fn compiled_file(path: &Path) -> Result<Pack, Failure> {
    text_of_file(bytes_of_file(path, MOST_MEGABYTES)?)
        .and_then(|text| pack_from_json(&text))
        .map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))
}

fn sentence(flaw: &Flawed) -> String {
    match (&flaw.file, flaw.line) {
        (Some(file), Some(line)) => format!("{file}:{line}: {}", flaw.message),
        (Some(file), None) => format!("{file}: {}", flaw.message),
        (None, _) => flaw.message.clone(),
    }
}
