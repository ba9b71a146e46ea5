//! `cargo xtask budget`: what a learner downloads before the first page and for each other page, and which crate it
//! comes from.

mod attribution;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::{files, scripts, split, workers, workspace};

/// Code that has to arrive before the first page works, compressed as a host would send it.
const FIRST_PAGE_BYTES: usize = 450 * 1024;
/// The same for any other page, opened by its address: what comes first and every part that the page fetches. Pages with
/// the canvas are the heaviest.
const ANY_PAGE_BYTES: usize = 1550 * 1024;
/// What is fetched when a learner has agreed to start Python.
const PYTHON_BYTES: usize = 6 * 1024 * 1024;
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW_BITS: i32 = 22;

struct Weight {
    path: String,
    raw_bytes: usize,
    compressed_bytes: usize,
}

/// Fails while a page is over its budget.
pub fn run() -> Result<()> {
    let dist = workspace::dist();
    ensure!(dist.join("index.html").is_file(), "there is no build yet: run `cargo xtask build` first");
    let weights = weigh(&dist)?;
    print_weights(&weights);
    print_other_files(&dist)?;
    print_crates()?;
    print_and_check_pages(&dist, &weights)
}

fn print_weights(weights: &[Weight]) {
    println!("{:>10} {:>10}  code of the app", "raw", "brotli");
    for weight in weights {
        println!("{:>10} {:>10}  {}", weight.raw_bytes, weight.compressed_bytes, weight.path);
    }
    println!("{:>10} {:>10}  all of it together", "", sum(weights, |_| true));
}

fn print_and_check_pages(dist: &Path, weights: &[Weight]) -> Result<()> {
    let first_bytes = sum(weights, |path| !is_part(path));
    println!("\n{:>10} {:>10}  before a page works", "allowed", "brotli");
    println!("{FIRST_PAGE_BYTES:>10} {first_bytes:>10}  the first page");
    let mut over = Vec::new();
    if first_bytes > FIRST_PAGE_BYTES {
        over.push(format!("the first page by {}", first_bytes - FIRST_PAGE_BYTES));
    }
    let pages = fs::read_to_string(split::pages_file())
        .context("there is no list of parts: run `cargo xtask build`")?;
    let pages: BTreeMap<String, Vec<String>> = serde_json::from_str(&pages)?;
    for page in pages.keys() {
        let bytes = first_bytes + sum(weights, |path| is_part(path) && is_fetched_by(page, &pages, path));
        println!("{ANY_PAGE_BYTES:>10} {bytes:>10}  {page}");
        if bytes > ANY_PAGE_BYTES {
            over.push(format!("{page} by {}", bytes - ANY_PAGE_BYTES));
        }
    }
    let python_bytes = python_bytes(dist, weights)?;
    println!("{PYTHON_BYTES:>10} {python_bytes:>10}  Python, at its first start");
    if python_bytes > PYTHON_BYTES {
        over.push(format!("Python by {}", python_bytes - PYTHON_BYTES));
    }
    ensure!(over.is_empty(), "over their budget, in bytes compressed: {}", over.join(", "));
    Ok(())
}

/// Its scripts were weighed with the others; its data were not.
fn python_bytes(dist: &Path, weights: &[Weight]) -> Result<usize> {
    let mut bytes = sum(weights, |path| scripts::FETCHED_AT_FIRST_START.contains(&path));
    for path in scripts::FETCHED_AT_FIRST_START.into_iter().filter(|path| !is_code(path)) {
        bytes += compressed_bytes(&fs::read(dist.join(path))?)?;
    }
    Ok(bytes)
}

fn sum(weights: &[Weight], counts: impl Fn(&str) -> bool) -> usize {
    weights.iter().filter(|weight| counts(&weight.path)).map(|weight| weight.compressed_bytes).sum()
}

/// Whether a page, or the page that it is a part of (`learn` for `learn_canvas`), fetches a file.
fn is_fetched_by(page: &str, pages: &BTreeMap<String, Vec<String>>, path: &str) -> bool {
    let holds =
        |name: &str| page == name || page.strip_prefix(name).is_some_and(|rest| rest.starts_with('_'));
    let parts = pages.iter().filter(|(name, _)| holds(name)).flat_map(|(_, parts)| parts);
    let is_its_script = scripts::WAITED_FOR.iter().any(|(part, script)| holds(part) && path == *script);
    is_its_script || parts.into_iter().any(|part| path.ends_with(&format!("/{part}.wasm")))
}

/// A file that only some pages fetch, or a worker that somebody starts.
fn is_part(path: &str) -> bool {
    let fetched_when_used = workers::WORKERS.iter().chain(&scripts::FOLDERS);
    if fetched_when_used.into_iter().any(|folder| path.starts_with(&format!("{folder}/"))) {
        return true;
    }
    path.rsplit('/').next().is_some_and(|name| name.starts_with("chunk_") || name.starts_with("split_"))
}

/// Every script and wasm file of the app, heaviest first. Packs are content, not code.
fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for file in files::under(dist)? {
        let path = files::relative(dist, &file);
        if is_code(&path) {
            let bytes = fs::read(&file)?;
            weights.push(Weight {
                path,
                raw_bytes: bytes.len(),
                compressed_bytes: compressed_bytes(&bytes)?,
            });
        }
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.compressed_bytes));
    Ok(weights)
}

fn is_code(path: &str) -> bool {
    !path.starts_with("packs/") && [".wasm", ".js", ".mjs"].iter().any(|extension| path.ends_with(extension))
}

/// The length of some bytes after brotli at its best.
fn compressed_bytes(bytes: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::with_params(
        Vec::new(),
        64 * 1024,
        &brotli::enc::BrotliEncoderParams {
            quality: BROTLI_QUALITY,
            lgwin: BROTLI_WINDOW_BITS,
            size_hint: bytes.len(),
            ..Default::default()
        },
    );
    writer.write_all(bytes)?;
    Ok(writer.into_inner().len())
}

/// Not in the budget, and still good to see.
fn print_other_files(dist: &Path) -> Result<()> {
    println!("\n{:>10}  everything else", "raw");
    for file in files::under(dist)? {
        let path = files::relative(dist, &file);
        if !is_code(&path) {
            println!("{:>10}  {path}", file.metadata()?.len());
        }
    }
    Ok(())
}

fn print_crates() -> Result<()> {
    println!(
        "\n{:>10}  code of each crate (before wasm-opt, raw bytes; generic code counts for the crate that wrote it)",
        "raw"
    );
    // What wasm-bindgen leaves behind still has its names; wasm-opt takes them out.
    let mut by_crate = attribution::ByCrate::default();
    for file in
        files::under(&split::named_parts()).context("the parts are gone: run `cargo xtask build` first")?
    {
        if file.extension().is_some_and(|extension| extension == "wasm") {
            by_crate.add(&fs::read(&file)?)?;
        }
    }
    for (name, bytes) in by_crate.largest_first() {
        println!("{bytes:>10}  {name}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_programs_weighs_its_editor_and_no_other_page_does() {
        let parts =
            [("learn", "split_learn"), ("learn_code", "split_learn_code"), ("studio", "split_studio")];
        let pages: BTreeMap<String, Vec<String>> =
            parts.map(|(page, part)| (page.to_owned(), vec![part.to_owned()])).into();
        let fetches = |page: &str, path: &str| is_fetched_by(page, &pages, path);
        assert!(fetches("learn_code", "editor/editor.js"));
        assert!(fetches("learn_code", "app-1/split_learn.wasm"));
        for page in ["learn", "studio"] {
            assert!(!fetches(page, "editor/editor.js"), "{page}");
        }
        assert!(!fetches("learn_code", "python/worker.js"), "Python is fetched when the learner agrees");
    }
}
