//! `cargo xtask budget`: what a learner downloads before the first page, and which crate it comes from.

mod attribution;

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::{files, workspace};

/// Code of the app, compressed as a host would send it.
const LIMIT_BYTES: usize = 450 * 1024;
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW_BITS: i32 = 22;

struct Weight {
    path: String,
    raw_bytes: usize,
    compressed_bytes: usize,
}

pub fn run() -> Result<()> {
    let dist = workspace::dist();
    ensure!(dist.join("index.html").is_file(), "there is no build yet: run `cargo xtask build` first");
    let weights = weigh(&dist)?;
    println!("{:>10} {:>10}  code of the app", "raw", "brotli");
    for weight in &weights {
        println!("{:>10} {:>10}  {}", weight.raw_bytes, weight.compressed_bytes, weight.path);
    }
    let total: usize = weights.iter().map(|weight| weight.compressed_bytes).sum();
    println!("{:>10} {total:>10}  together, of {LIMIT_BYTES} bytes allowed", "");
    print_other_files(&dist)?;
    print_crates()?;
    ensure!(
        total <= LIMIT_BYTES,
        "the app weighs {total} bytes compressed, {} more than its budget: see the crates above",
        total - LIMIT_BYTES
    );
    Ok(())
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
