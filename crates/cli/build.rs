//! Compiles the flagship pack into the program, so that challenges can be graded wherever it runs.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let folder = manifest.join("../../content/system-design");
    println!("cargo::rerun-if-changed={}", folder.display());
    if let Err(sentence) = compile(&folder) {
        println!("cargo::error={sentence}");
    }
}

fn compile(folder: &Path) -> Result<(), String> {
    let pack = content::compile::compile_folder(folder).map_err(|problems| {
        let first = problems.first().map_or_else(String::new, |problem| problem.message.clone());
        format!(
            "content/system-design has {} problems; `cargo xtask content` lists them; first: {first}",
            problems.len()
        )
    })?;
    let compiled = content::compile::write(&pack).map_err(|error| error.to_string())?;
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("system-design.json"), compiled.json).map_err(|error| error.to_string())
}
