//! `cargo xtask content`: the authors' packs, checked and compiled.

use anyhow::Result;

use crate::process::{command, run as run_to_the_end};

/// Runs the pack compiler, a program of its own so that changing a subject crate does not rebuild every chore.
pub fn run() -> Result<()> {
    let mut cargo = command("cargo");
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", "packs", "--bin", "packs"]);
    run_to_the_end(&mut cargo, "compiling the content")
}
