//! The programs that turn a crate into a page, at pinned versions, in a folder every checkout shares.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::wasm_target::WasmToolchain;
use super::{apt, find_or_install};
use crate::process::{command, output_of, run_quietly, say, wasm_command};
use crate::workspace;

const TRUNK: &str = "0.22.1";
/// Earlier ones write wasm that does not start in a browser.
const BINARYEN: &str = "132";

/// A program at the one version this checkout was tried with.
#[derive(Clone, Debug)]
pub struct Tool {
    pub name: &'static str,
    pub version: String,
    executable: &'static str,
    source: Source,
    usually: &'static str,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Cargo { options: &'static [&'static str] },
    Npm,
}

/// The tools of this checkout.
pub fn pinned() -> Result<Vec<Tool>> {
    let wasm_bindgen = locked_version("wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen: run `cargo generate-lockfile`, then run this again")?;
    Ok(vec![
        Tool {
            name: "binaryen",
            version: BINARYEN.into(),
            executable: "wasm-opt",
            source: Source::Npm,
            usually: "half a minute",
        },
        Tool {
            name: "wasm-bindgen",
            version: wasm_bindgen,
            executable: "wasm-bindgen",
            // Its own lock file names a version that was withdrawn.
            source: Source::Cargo { options: &[] },
            usually: "2 to 4 minutes",
        },
        Tool {
            name: "trunk",
            version: TRUNK.into(),
            executable: "trunk",
            // It asks for a newer compiler than it needs.
            source: Source::Cargo { options: &["--locked", "--ignore-rust-version"] },
            usually: "4 to 9 minutes",
        },
    ])
}

/// The folders of the tools, to stand first on the path.
pub fn folders() -> Vec<PathBuf> {
    pinned().unwrap_or_default().iter().map(Tool::programs).collect()
}

/// Installs the tools that are missing.
pub fn ready(toolchain: WasmToolchain) -> Result<()> {
    for tool in pinned()? {
        find_or_install(
            || tool.is_installed().then_some(()),
            || tool.install(toolchain),
            &format!(
                "{} {} was installed and does not start: remove {} and run this again",
                tool.name,
                tool.version,
                tool.folder().display()
            ),
        )?;
    }
    Ok(())
}

impl Tool {
    pub fn program(&self) -> PathBuf {
        self.programs().join(self.executable)
    }

    fn folder(&self) -> PathBuf {
        workspace::tools_cache().join("tools").join(format!("{}-{}", self.name, self.version))
    }

    fn programs(&self) -> PathBuf {
        match self.source {
            Source::Cargo { .. } => self.folder().join("bin"),
            Source::Npm => self.folder().join("node_modules/.bin"),
        }
    }

    fn is_installed(&self) -> bool {
        let program = self.program();
        program.is_file()
            && output_of(command(&program.to_string_lossy()).arg("--version"))
                .is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self, toolchain: WasmToolchain) -> Result<()> {
        match self.source {
            Source::Cargo { options } => self.install_with_cargo(options, toolchain),
            Source::Npm => self.install_with_npm(),
        }
    }

    /// Unoptimised: these programs only steer others, and the build takes a third of the time.
    fn install_with_cargo(&self, options: &[&str], toolchain: WasmToolchain) -> Result<()> {
        say(format!("installing {} {} (usually {})", self.name, self.version, self.usually));
        let package = if self.name == "wasm-bindgen" { "wasm-bindgen-cli" } else { self.name };
        let mut cargo = wasm_command("cargo", toolchain);
        cargo.env_remove("CARGO_TARGET_DIR").env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.args(["install", &format!("{package}@{}", self.version), "--debug"]).args(options);
        cargo.arg("--root").arg(self.folder());
        run_quietly(&mut cargo, &format!("installing {} {} with cargo", self.name, self.version))
    }

    fn install_with_npm(&self) -> Result<()> {
        npm_ready()?;
        say(format!("installing {} {} (usually {})", self.name, self.version, self.usually));
        fs::create_dir_all(self.folder())?;
        let mut npm = command("npm");
        npm.args(["install", "--no-fund", "--no-audit", "--prefix"]).arg(self.folder());
        npm.arg(format!("{}@{}.0.0", self.name, self.version));
        run_quietly(&mut npm, &format!("installing {} {} with npm", self.name, self.version))
    }
}

/// Node and its package manager.
pub fn npm_ready() -> Result<()> {
    if output_of(command("npm").arg("--version")).is_none() {
        apt::install(&["nodejs", "npm"], "1 to 2 minutes")?;
    }
    Ok(())
}

/// The version of a package in this checkout's lock file.
fn locked_version(package: &str) -> Option<String> {
    let lock = fs::read_to_string(workspace::root().join("Cargo.lock")).ok()?;
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}
