//! `cargo xtask budget`: what a learner downloads before the first page, and which crate it comes from.

mod attribution;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::{files, workspace};

/// Code of the app, compressed as a host would send it: the goal.
const BUDGET_BYTES: usize = 450 * 1024;
/// What the app may weigh while the goal is not reached: 845,138 bytes when it was set, and 3 % for compilers that differ.
/// It goes down with every saving, never up; once it is at the goal it goes away.
const RATCHET_BYTES: usize = 870_000;
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW_BITS: i32 = 22;

struct Weight {
    path: String,
    raw_bytes: usize,
    compressed_bytes: usize,
}

/// Fails while the app is over its budget.
pub fn run() -> Result<()> {
    let total = print_weights()?;
    ensure!(
        total <= BUDGET_BYTES,
        "the app weighs {total} bytes compressed, {} more than its budget",
        total - BUDGET_BYTES
    );
    Ok(())
}

/// Fails when the app gets heavier than it was, and says how far it is from its budget.
pub fn hold() -> Result<()> {
    let total = print_weights()?;
    if total > BUDGET_BYTES {
        println!(
            "over its budget by {} bytes; held at {RATCHET_BYTES} until that is mended",
            total - BUDGET_BYTES
        );
    }
    ensure!(
        total <= RATCHET_BYTES,
        "the app weighs {total} bytes compressed, {} more than before: see the crates above",
        total - RATCHET_BYTES
    );
    Ok(())
}

/// Prints what everything weighs; returns the compressed bytes of all code.
fn print_weights() -> Result<usize> {
    let dist = workspace::dist();
    ensure!(dist.join("index.html").is_file(), "there is no build yet: run `cargo xtask build` first");
    let weights = weigh(&dist)?;
    println!("{:>10} {:>10}  code of the app", "raw", "brotli");
    for weight in &weights {
        println!("{:>10} {:>10}  {}", weight.raw_bytes, weight.compressed_bytes, weight.path);
    }
    let total: usize = weights.iter().map(|weight| weight.compressed_bytes).sum();
    println!("{:>10} {total:>10}  together, of {BUDGET_BYTES} bytes allowed", "");
    print_other_files(&dist)?;
    print_crates()?;
    Ok(total)
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
    // What wasm-bindgen leaves behind still has its names; wasm-opt takes them out.
    let named = workspace::target().join("wasm-bindgen/release/systemcraft_bg.wasm");
    let wasm = fs::read(&named)
        .with_context(|| format!("{} is gone: run `cargo xtask build` first", named.display()))?;
    println!(
        "\n{:>10}  code of each crate (before wasm-opt, raw bytes; generic code counts for the crate that wrote it)",
        "raw"
    );
    for (name, bytes) in attribution::bytes_by_crate(&wasm)? {
        println!("{bytes:>10}  {name}");
    }
    Ok(())
}
