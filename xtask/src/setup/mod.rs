//! Installs what is missing on this machine, says so, and is quick when nothing is.

mod apt;
pub mod browser;
mod components;
pub mod packages;
mod patience;
mod scikit_learn;
pub mod tools;
mod turn;
pub mod wasm_target;

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::say;
use browser::Browser;
use turn::Turn;
use wasm_target::WasmToolchain;

/// What the tests need, beyond this machine's own Rust.
#[derive(Clone, Debug)]
pub struct Workshop {
    pub wasm: WasmToolchain,
    pub browser: Browser,
    /// The folder of the programs that open our exports.
    pub foreign: PathBuf,
    /// The folder of axe.
    pub axe: PathBuf,
    /// An interpreter with what our Python is tested against.
    pub python: PathBuf,
}

/// Everything that building and serving the page needs.
pub fn for_building() -> Result<WasmToolchain> {
    let wasm = wasm_target::ready()?;
    tools::ready(wasm)?;
    packages::EDITOR.ready()?;
    packages::PYTHON.ready()?;
    Ok(wasm)
}

/// Everything that any chore needs.
pub fn for_testing() -> Result<Workshop> {
    components::ready()?;
    let browser = browser::ready()?;
    let wasm = for_building()?;
    let foreign = packages::FOREIGN.ready()?;
    let axe = packages::AXE.ready()?;
    let python = scikit_learn::ready()?;
    Ok(Workshop { wasm, browser, foreign, axe, python })
}

/// `cargo xtask setup`
pub fn everything() -> Result<()> {
    let workshop = for_testing()?;
    say(format!("wasm target: {}", workshop.wasm.description()));
    for tool in tools::pinned()? {
        say(format!("{} {}: {}", tool.name, tool.version, tool.program().display()));
    }
    say(format!("browser: {}", workshop.browser.chromium.display()));
    say(format!("its driver: {}", workshop.browser.driver.display()));
    say(format!("programs that open our exports: {}", workshop.foreign.display()));
    say(format!("axe: {}", workshop.axe.display()));
    say(format!("Python for tests: {}", workshop.python.display()));
    say("everything is in place");
    Ok(())
}

/// Looks, installs when nothing was found, and looks again. Two checkouts never install at the same time.
fn find_or_install<T>(
    find: impl Fn() -> Option<T>,
    install: impl FnOnce() -> Result<()>,
    still_missing: &str,
) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let _turn = Turn::take()?;
    if let Some(found) = find() {
        return Ok(found);
    }
    install()?;
    find().with_context(|| still_missing.to_owned())
}
