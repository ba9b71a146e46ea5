//! The parts of the page that are not Rust: the editor for programs, and Python with our modules for it.

mod licences;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::post_build::hex;
use crate::process::{command, run_quietly};
use crate::setup::packages;
use crate::{files, workspace};

/// Folders of the site, made here.
pub const FOLDERS: [&str; 2] = ["editor", "python"];
/// Of Python, only what a learner's first start fetches; it is kept for offline use from then on.
pub const FETCHED_AT_FIRST_START: [&str; 4] =
    ["python/modules.json", "python/pyodide.asm.wasm", "python/python_stdlib.zip", "python/worker.js"];

/// Scripts that a part of the app waits for before it works.
pub const WAITED_FOR: [(&str, &str); 2] =
    [("learn_code", "editor/editor.js"), ("practice_code", "editor/editor.js")];

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
    let pyodide = python.join("node_modules/pyodide");
    copy(&pyodide.join("pyodide.asm.wasm"), &into.join("pyodide.asm.wasm"))?;
    copy(&workspace::root().join("python/host/frame.html"), &into.join("frame.html"))?;
    for (folder, packages) in [("editor", &editor), ("python", &python)] {
        let text = licences::text(&packages.join("node_modules"))?;
        write_if_changed(&generated.join(folder).join("licences.txt"), &text)?;
    }
    write_if_changed(&into.join("modules.json"), &modules()?)?;
    precompile(&pyodide, &generated)?;
    let lock = pyodide.join("pyodide-lock.json");
    write_if_changed(&into.join("about.json"), &about(&generated, &fs::read_to_string(lock)?)?)
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

/// Python's library with what every start imports compiled already. It takes seconds, so what it was made from is noted.
fn precompile(pyodide: &Path, generated: &Path) -> Result<()> {
    let script = workspace::root().join("python/host/precompile.mjs");
    let (modules, library) =
        (generated.join("python/modules.json"), generated.join("python/python_stdlib.zip"));
    let mut digest = Sha256::new();
    for file in [&script, &modules, &pyodide.join("python_stdlib.zip"), &pyodide.join("pyodide.asm.wasm")] {
        digest.update(Sha256::digest(fs::read(file)?));
    }
    let made_from = hex(&digest.finalize());
    let note = generated.join("python-precompiled.txt");
    if library.is_file() && fs::read_to_string(&note).is_ok_and(|before| before == made_from) {
        return Ok(());
    }
    let mut node = command("node");
    node.arg(&script).args([pyodide, &modules, &library]);
    run_quietly(&mut node, "compiling Python's library")?;
    Ok(fs::write(note, made_from)?)
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

/// What the page has to know before Python is there: what its first start fetches, and which packages suit it.
/// `{"bytes": 13000000, "minor": 14, "platforms": ["pyemscripten_2026_0_wasm32", ...]}`.
fn about(generated: &Path, lock: &str) -> Result<String> {
    let mut bytes = 0;
    for file in FETCHED_AT_FIRST_START {
        bytes += fs::metadata(generated.join(file))?.len();
    }
    let lock: Value = serde_json::from_str(lock)?;
    let info = |name: &str| {
        lock["info"][name].as_str().with_context(|| format!("Pyodide's lock file does not say its `{name}`"))
    };
    let minor: u32 = info("python")?.split('.').nth(1).context("Python has no minor version")?.parse()?;
    let (abi, platform, arch) = (info("abi_version")?, info("platform")?, info("arch")?);
    // The name of PEP 783, the one before it, and the compiler's alone.
    let platforms =
        [format!("pyemscripten_{abi}_{arch}"), format!("pyodide_{abi}_{arch}"), format!("{platform}_{arch}")];
    Ok(json!({ "bytes": bytes, "minor": minor, "platforms": platforms }).to_string())
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
