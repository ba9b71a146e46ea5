//! A Python of its own with what the detectors of `python/anomaly` are held against: `tests/python/requirements.txt`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{apt, find_or_install};
use crate::process::{command, output_of, run_quietly, say};
use crate::workspace;

const REQUIREMENTS: &str = "tests/python/requirements.txt";
/// Written when everything else is there.
const LAST_WRITTEN: &str = "installed.txt";

/// The interpreter, with its packages.
pub fn ready() -> Result<PathBuf> {
    let requirements = fs::read_to_string(workspace::root().join(REQUIREMENTS))
        .with_context(|| format!("{REQUIREMENTS} cannot be read"))?;
    let folder = folder(&requirements);
    find_or_install(
        || folder.join(LAST_WRITTEN).is_file().then(|| folder.join("bin/python")),
        || install(&folder, &requirements),
        &format!("pip finished and left no packages: remove {} and run this again", folder.display()),
    )
}

/// Another one for each list of packages, so that two checkouts do not undo each other's.
fn folder(requirements: &str) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    requirements.hash(&mut hasher);
    workspace::tools_cache().join("tools").join(format!("scikit-learn-{:016x}", hasher.finish()))
}

fn install(folder: &Path, requirements: &str) -> Result<()> {
    // Debian parts the module venv in two, and leaves out the half that brings pip.
    if output_of(command("python3").args(["-c", "import venv, ensurepip"])).is_none() {
        apt::install(&["python3", "python3-venv"], "under a minute")?;
    }
    say("installing scikit-learn, which our detectors are held against in tests (usually a minute)");
    fs::create_dir_all(folder)?;
    let mut venv = command("python3");
    run_quietly(venv.args(["-m", "venv", "--clear"]).arg(folder), "making a folder for Python packages")?;
    let mut pip = command(&folder.join("bin/python").to_string_lossy());
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
        REQUIREMENTS,
    ]);
    run_quietly(&mut pip, "installing the packages of tests/python with pip")?;
    fs::write(folder.join(LAST_WRITTEN), requirements)?;
    Ok(())
}
