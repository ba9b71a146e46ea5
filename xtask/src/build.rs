//! `cargo xtask build`: the release, in `dist/`, seen to start.

use std::fs;

use anyhow::Result;

use crate::process::{run as run_to_the_end, say};
use crate::setup::wasm_target::WasmToolchain;
use crate::{first_page, trunk, workspace};

pub fn run(toolchain: WasmToolchain) -> Result<()> {
    say("building the release (usually 2 to 6 minutes the first time)");
    // The content is compiled and the precache list written by trunk's hooks: see Trunk.toml.
    run_to_the_end(
        trunk::command(toolchain).args(["build", "--release", "--features", "split"]),
        "the release build",
    )?;
    // Trunk's own lock is no part of the site.
    let _ = fs::remove_file(workspace::dist().join(".trunk-lock"));
    first_page::check()?;
    say(format!("the site is in {}", workspace::dist().display()));
    Ok(())
}
