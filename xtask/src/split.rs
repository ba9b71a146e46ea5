//! The release's wasm as a light first file and the parts that pages fetch: run by trunk on the finished files.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{fs, thread};

use anyhow::{Context, Result, anyhow, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::post_build::hex;
use crate::process::{command, run_quietly, say};
use crate::{files, workspace};

const NAME: &str = "systemcraft-app";
/// What the first file and the parts find each other through.
const LINK: &str = "./parts.js";
/// The features that the compiler switches on for this target.
pub const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Replaces the one wasm file of a build by a folder of parts, named by their bytes.
pub fn run(staging: &Path) -> Result<()> {
    let work = named_parts();
    let _ = fs::remove_dir_all(&work);
    split(&compiled_wasm(), &work)?;
    bind(&work)?;
    let optimised = workspace::target().join("parts/optimised");
    let _ = fs::remove_dir_all(&optimised);
    optimise(&work, &optimised)?;
    install(&optimised, staging)
}

/// The parts with the names of their functions, for whoever wants to know what weighs what.
pub fn named_parts() -> PathBuf {
    workspace::target().join("parts/named")
}

/// Which files each part of the app fetches, without their ending: `{"studio": ["chunk_8", "split_studio"]}`.
pub fn pages_file() -> PathBuf {
    workspace::target().join("parts/pages.json")
}

fn compiled_wasm() -> PathBuf {
    workspace::target().join("wasm32-unknown-unknown/release").join(NAME).with_extension("wasm")
}

fn split(wasm: &Path, into: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("{} is not there to be split", wasm.display()))?;
    fs::create_dir_all(into)?;
    let main_file = into.join("unbound.wasm");
    let main_module = format!("./{NAME}.js");
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = into;
    options.main_out_path = &main_file;
    options.main_module = &main_module;
    options.link_name = LINK;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the wasm could not be split: {error:#}"))?;
    ensure!(!parts.split_modules.is_empty(), "the wasm has no parts: was it built with the feature `split`?");
    let pages: BTreeMap<_, _> = parts.prefetch_map.into_iter().collect();
    fs::write(pages_file(), serde_json::to_string(&pages)?)?;
    Ok(())
}

/// Gives the first file its JavaScript.
fn bind(folder: &Path) -> Result<()> {
    let unbound = folder.join("unbound.wasm");
    let mut bindgen = command("wasm-bindgen");
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
        "--no-demangle",
        "--out-name",
        NAME,
    ]);
    bindgen.arg("--out-dir").arg(folder).arg(&unbound);
    run_quietly(&mut bindgen, "wasm-bindgen on the first file")?;
    fs::remove_file(unbound)?;
    Ok(())
}

/// A process for each file, as many at once as there are cores: there are hundreds of small files.
fn optimise(from: &Path, into: &Path) -> Result<()> {
    say("optimising the parts (usually a minute)");
    let (parts, others): (Vec<_>, Vec<_>) = files::under(from)?
        .into_iter()
        .partition(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    let target_of = |file: &Path| -> Result<PathBuf> {
        let target = into.join(files::relative(from, file));
        fs::create_dir_all(target.parent().unwrap_or(into))?;
        Ok(target)
    };
    for file in others {
        fs::copy(&file, target_of(&file)?)?;
    }
    let queue = Mutex::new(parts.into_iter());
    let next = || queue.lock().ok()?.next();
    let work = || -> Result<()> {
        while let Some(file) = next() {
            optimise_part(&file, &target_of(&file)?)?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| anyhow!("wasm-opt stopped"))?)
    })
}

fn optimise_part(file: &Path, target: &Path) -> Result<()> {
    let mut optimiser = command("wasm-opt");
    optimiser.arg("-Oz").args(WASM_FEATURES).arg(file).arg("-o").arg(target);
    run_quietly(&mut optimiser, &format!("wasm-opt on {}", file.display()))
}

/// Moves the parts into the site, in a folder named by what is in them, and makes the page ask for them there.
fn install(parts: &Path, staging: &Path) -> Result<()> {
    let folder = format!("app-{}", digest_of(parts)?);
    for file in files::under(parts)? {
        let target = staging.join(&folder).join(files::relative(parts, &file));
        fs::create_dir_all(target.parent().unwrap_or(staging))?;
        fs::copy(&file, target)?;
    }
    let index = staging.join("index.html");
    let mut page = fs::read_to_string(&index)?;
    for suffix in [".js", "_bg.wasm"] {
        let old = whole_file(staging, suffix)?;
        let new = format!("{folder}/{NAME}{suffix}");
        page = page.replace(&integrity(&staging.join(&old))?, &integrity(&staging.join(&new))?);
        page = page.replace(&old, &new);
        fs::remove_file(staging.join(&old))?;
    }
    fs::write(index, page)?;
    Ok(())
}

/// The file that trunk wrote: `systemcraft-app-4dd51c9fbd57bb14.js`.
fn whole_file(staging: &Path, suffix: &str) -> Result<String> {
    let prefix = format!("{NAME}-");
    fs::read_dir(staging)?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| name.starts_with(&prefix) && name.ends_with(suffix))
        .with_context(|| format!("the build has no {prefix}*{suffix}"))
}

/// As a page states it: `sha384-…`.
fn integrity(file: &Path) -> Result<String> {
    Ok(format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(fs::read(file)?))))
}

fn digest_of(folder: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    for file in files::under(folder)? {
        digest.update(files::relative(folder, &file));
        digest.update(fs::read(&file)?);
    }
    Ok(hex(&digest.finalize()[..8]))
}
