//! Programs that other people wrote, which the tests let open our exports: what `tests/foreign/package.json` names.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{find_or_install, tools};
use crate::process::{command, run_quietly, say};
use crate::workspace;

const FILES: [&str; 2] = ["package.json", "package-lock.json"];
/// npm writes this when everything else is there.
const LAST_WRITTEN: &str = "node_modules/.package-lock.json";

/// The folder of the packages, filled where it is not yet.
pub fn ready() -> Result<PathBuf> {
    let folder = folder()?;
    find_or_install(
        || folder.join(LAST_WRITTEN).is_file().then(|| folder.clone()),
        || install(&folder),
        &format!("npm finished and left no packages: remove {} and run this again", folder.display()),
    )
}

/// Another one for each lock file, so that two checkouts do not undo each other's.
fn folder() -> Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    for file in FILES {
        fs::read(source().join(file))
            .with_context(|| format!("tests/foreign/{file} cannot be read"))?
            .hash(&mut hasher);
    }
    Ok(workspace::tools_cache().join("tools").join(format!("foreign-{:016x}", hasher.finish())))
}

fn source() -> PathBuf {
    workspace::root().join("tests/foreign")
}

fn install(folder: &Path) -> Result<()> {
    tools::npm_ready()?;
    say("installing the programs that open our exports in tests (usually half a minute)");
    fs::create_dir_all(folder)?;
    for file in FILES {
        fs::copy(source().join(file), folder.join(file))?;
    }
    let mut npm = command("npm");
    npm.args(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix"]).arg(folder);
    run_quietly(&mut npm, "installing the packages of tests/foreign with npm")
}
