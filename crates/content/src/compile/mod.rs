//! An author's folder to one file: read, checked and written. The format is documented in `docs/formats/pack.md`.

mod assembly;
mod canvas;
mod challenge_checks;
mod challenge_source;
mod challenges;
mod described;
mod exposure;
mod folder;
mod item_source;
mod kind_source;
mod mock_source;
mod origins;
mod pack_source;
mod path_source;
mod pictures;
mod problem;
mod question_source;
mod teaching_order;
mod toml_file;
mod tutorial_source;

use std::collections::BTreeMap;

use crate::{Flaw, Pack, Place, limits, picture, prose, read, structure};
use assessment::{Question, lint, lint_bank};
pub use exposure::{
    EXPOSURE_CEILING, EXPOSURE_QUESTIONS, exposure_target, is_large_enough_to_limit, limit_exposure,
};
pub use folder::compile_folder;
pub use problem::Problem;

/// The files of a pack: text by name, with `/` between folders (`items/caching.toml`).
pub type SourceFiles = BTreeMap<String, String>;

/// The pictures of a pack: bytes by name (`images/ring.svg`).
pub type SourcePictures = BTreeMap<String, Vec<u8>>;

/// What the app reads, with the name it is stored under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledPack {
    pub json: String,
    /// XXH3 of what follows it in `json`, 64 bits, as 16 hexadecimal digits.
    pub hash: String,
}

/// Checks the files of a pack and puts them together.
///
/// # Errors
/// All problems that were found, by file and line. Problems that keep a file from being read hide those of its content.
pub fn compile_files(files: &SourceFiles) -> Result<Pack, Vec<Problem>> {
    compile_files_and_pictures(files, &SourcePictures::new())
}

/// As [`compile_files`], for a pack that shows pictures.
///
/// # Errors
/// Those of [`compile_files`], and pictures that nothing shows or that a pack cannot carry.
pub fn compile_files_and_pictures(
    files: &SourceFiles,
    pictures: &SourcePictures,
) -> Result<Pack, Vec<Problem>> {
    let (mut pack, origins) = assembly::assemble(files)?;
    let picture_problems = pictures::problems(&pack, pictures);
    pack.pictures = pictures::embedded(pictures);
    let mut flaws = structure::flaws(&pack);
    flaws.extend(prose::flaws(&pack));
    flaws.extend(item_flaws(&pack, &flaws));
    flaws.extend(unused_tasks(&pack));
    let mut problems: Vec<Problem> = flaws.iter().map(|flaw| origins.locate(flaw)).collect();
    problems.extend(picture_problems);
    problems.extend(canvas::problems(&pack, &origins));
    problems.extend(challenge_checks::problems(&pack, &origins));
    if problems.is_empty() {
        problems =
            lint_bank(&pack.items).into_iter().map(|message| Problem::new("items", None, message)).collect();
    }
    if !problems.is_empty() {
        return Err(in_order(problems));
    }
    pack.tutorials = teaching_order::in_teaching_order(pack.tutorials);
    pack.challenges.sort_by_key(|challenge| challenge.difficulty);
    Ok(pack)
}

/// A task that no question sets would never be seen.
fn unused_tasks(pack: &Pack) -> Vec<Flaw> {
    let is_set = |id: &str| {
        let mut questions = pack.items.iter().map(|item| &item.question);
        questions.any(|question| matches!(question, Question::Design { task } if task == id))
    };
    let tasks = pack.tasks.iter().enumerate();
    tasks
        .filter(|(_, task)| !is_set(&task.id))
        .map(|(index, task)| {
            let message =
                format!("no item sets the task \"{}\"; one of the kind design was expected", task.id);
            Flaw::new(Place::entry("tasks", index), message)
        })
        .collect()
}

/// Rules of item writing, for the items that nothing else is wrong with.
fn item_flaws(pack: &Pack, known: &[Flaw]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for (index, item) in pack.items.iter().enumerate() {
        let place = Place::entry("items", index);
        if !known.iter().any(|flaw| flaw.place.0.starts_with(&place.0)) {
            flaws.extend(lint(item).into_iter().map(|message| Flaw::new(place.clone(), message)));
        }
    }
    flaws
}

/// The file that the app reads; the same pack always gives the same bytes.
///
/// # Errors
/// Says that the file would be larger than a reader takes.
pub fn write(pack: &Pack) -> Result<CompiledPack, Problem> {
    let json = serde_json::to_string(pack)
        .map_err(|error| Problem::new("pack.toml", None, format!("the pack cannot be written: {error}")))?;
    // The hash comes right after the version of the format, which every pack begins with.
    let rest = json.strip_prefix("{\"format\":1,").unwrap_or_default();
    let hash = picture::hash(rest.as_bytes());
    let json = format!("{}{hash}\",{rest}", read::BEFORE_HASH);
    limits::check_json_text(&json).map_err(|error| Problem::new("pack.toml", None, error.to_string()))?;
    Ok(CompiledPack { json, hash })
}

fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems.dedup();
    problems
}
