//! The parts of the page that are not Rust: the editor for programs, and Python with our modules for it.

mod licences;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use crate::process::{command, run_quietly};
use crate::setup::packages;
use crate::{files, workspace};

/// Folders of the site, made here.
pub const FOLDERS: [&str; 2] = ["editor", "python"];
/// Of Python, only what a learner's first start fetches; it is kept for offline use from then on.
pub const FETCHED_AT_FIRST_START: [&str; 4] =
    ["python/modules.json", "python/pyodide.asm.wasm", "python/python_stdlib.zip", "python/worker.js"];

/// `cargo xtask scripts`: run by trunk before it builds the page.
pub fn run() -> Result<()> {
    let editor = packages::EDITOR.ready()?;
    let python = packages::PYTHON.ready()?;
    let generated = workspace::root().join(".generated");
    for folder in FOLDERS {
        fs::create_dir_all(generated.join(folder))?;
    }
    bundle(&editor, &editor, "editor/editor.js", &generated.join("editor/editor.js"))?;
    let into = generated.join("python");
    bundle(&editor, &python, "python/host/worker.js", &into.join("worker.js"))?;
    for file in ["pyodide.asm.wasm", "python_stdlib.zip"] {
        copy(&python.join("node_modules/pyodide").join(file), &into.join(file))?;
    }
    copy(&workspace::root().join("python/host/frame.html"), &into.join("frame.html"))?;
    for (folder, packages) in [("editor", &editor), ("python", &python)] {
        let text = licences::text(&packages.join("node_modules"))?;
        write_if_changed(&generated.join(folder).join("licences.txt"), &text)?;
    }
    write_if_changed(&into.join("modules.json"), &modules()?)?;
    write_if_changed(&into.join("size.json"), &size(&generated)?)
}

/// One file of a script and everything that it imports. `bundler` and `imports` are folders of packages.
fn bundle(bundler: &Path, imports: &Path, script: &str, into: &Path) -> Result<()> {
    let mut esbuild = command(&bundler.join("node_modules/.bin/esbuild").to_string_lossy());
    esbuild.env("NODE_PATH", imports.join("node_modules")).current_dir(workspace::root()).arg(script);
    esbuild.args(["--bundle", "--minify", "--format=iife", "--platform=browser", "--legal-comments=none"]);
    esbuild.args(["--target=es2022", "--log-level=warning", "--loader:.py=text"]);
    // Pyodide runs in other places too, and asks where it is.
    esbuild.args(["--external:node:*", "--external:ws", "--define:import.meta.url=\"blob:python\""]);
    esbuild.arg(format!("--outfile={}", into.display()));
    run_quietly(&mut esbuild, &format!("bundling {script}"))
}

/// Our modules for programs: `{"plot.py": "...", "anomaly/__init__.py": "..."}`.
fn modules() -> Result<String> {
    let folder = workspace::root().join("python");
    let mut texts = serde_json::Map::new();
    for file in files::under(&folder)? {
        let path = files::relative(&folder, &file);
        let is_module = path.ends_with(".py") && !["host/", "tests/"].iter().any(|not| path.starts_with(not));
        if is_module {
            texts.insert(path, fs::read_to_string(&file)?.into());
        }
    }
    Ok(serde_json::to_string(&texts)?)
}

/// What the first start fetches, so that it can be said before: `{"bytes": 13000000}`.
fn size(generated: &Path) -> Result<String> {
    let mut bytes = 0;
    for file in FETCHED_AT_FIRST_START {
        bytes += fs::metadata(generated.join(file))?.len();
    }
    Ok(json!({ "bytes": bytes }).to_string())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}

fn write_if_changed(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|before| before == text) {
        return Ok(());
    }
    Ok(fs::write(file, text)?)
}
