//! Compiles every folder of `content/` into one file in `.generated/packs/`, which the app serves and reads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use content::compile::{self, CompiledPack, Problem, compile_folder, limit_exposure};
use content::{Pack, Summary};
use xtask::workspace;

const FLAGSHIP: &str = "system-design";

fn main() -> anyhow::Result<ExitCode> {
    let packs = workspace::root().join(".generated/packs");
    fs::create_dir_all(&packs)?;
    let mut problem_count = 0;
    let (mut written, mut summaries) = (Vec::new(), Vec::new());
    for folder in pack_folders()? {
        match compile(&folder, &packs) {
            Ok((pack, compiled)) => {
                written.push(write_when_changed(&packs, &pack, &compiled)?);
                summaries.push(Summary::of(&pack));
            }
            Err(problems) => {
                problem_count += problems.len();
                for problem in problems {
                    eprintln!("{}/{problem}", shown(&folder));
                }
            }
        }
    }
    if problem_count > 0 {
        eprintln!("problems in the content, listed above: {problem_count}");
        return Ok(ExitCode::FAILURE);
    }
    written.push(write_index(&packs, summaries)?);
    remove_all_but(&packs, &written)?;
    Ok(ExitCode::SUCCESS)
}

/// `content/system-design`, for messages.
fn shown(folder: &Path) -> String {
    folder.strip_prefix(workspace::root()).unwrap_or(folder).display().to_string()
}

fn compile(folder: &Path, packs: &Path) -> Result<(Pack, CompiledPack), Vec<Problem>> {
    let mut pack = compile_folder(folder)?;
    // Simulating learners takes seconds, and their questions seldom change.
    let is_worked_out =
        |before: &Pack| before.items == pack.items && before.exposure.len() == before.items.len();
    match before(packs, &pack.id).filter(is_worked_out) {
        Some(before) => pack.exposure = before.exposure,
        None => limit_exposure(&mut pack).map_err(|problem| vec![problem])?,
    }
    let compiled = compile::write(&pack).map_err(|problem| vec![problem])?;
    Ok((pack, compiled))
}

/// The pack as it was compiled last, where there is one that can be read.
fn before(packs: &Path, id: &str) -> Option<Pack> {
    content::pack_from_json(&fs::read_to_string(packs.join(format!("{id}.json"))).ok()?).ok()
}

fn pack_folders() -> anyhow::Result<Vec<PathBuf>> {
    let content = workspace::root().join("content");
    let mut folders: Vec<PathBuf> = fs::read_dir(&content)
        .context("the folder content/ cannot be read")?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    Ok(folders)
}

/// A file that was touched without need would start another build while serving.
fn write_when_changed(packs: &Path, pack: &Pack, compiled: &CompiledPack) -> anyhow::Result<PathBuf> {
    let file = packs.join(format!("{}.json", pack.id));
    if !fs::read_to_string(&file).is_ok_and(|before| before == compiled.json) {
        fs::write(&file, &compiled.json)?;
        let (items, tutorials, challenges) = (pack.items.len(), pack.tutorials.len(), pack.challenges.len());
        println!(
            "compiled {} ({items} items, {tutorials} tutorials, {challenges} challenges, hash {})",
            pack.id, compiled.hash
        );
    }
    Ok(file)
}

/// What the app offers before it fetches any pack; the flagship comes first.
fn write_index(packs: &Path, mut summaries: Vec<Summary>) -> anyhow::Result<PathBuf> {
    summaries.sort_by_key(|summary| (summary.id != FLAGSHIP, summary.title.clone()));
    let file = packs.join("index.json");
    let json = serde_json::to_string(&summaries)?;
    if !fs::read_to_string(&file).is_ok_and(|before| before == json) {
        fs::write(&file, json)?;
    }
    Ok(file)
}

/// A pack that was renamed or taken out must not stay in the next build.
fn remove_all_but(packs: &Path, kept: &[PathBuf]) -> anyhow::Result<()> {
    for entry in fs::read_dir(packs)?.flatten() {
        if !kept.contains(&entry.path()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
