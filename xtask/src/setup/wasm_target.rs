//! A compiler that can make wasm: rustup's, or where rustup's server cannot be reached, Debian's.
//!
//! Debian ships a newer compiler for building browsers, and the standard library as source; the library is built once
//! with exactly that compiler and put where it looks for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use super::{apt, find_or_install, patience};
use crate::process::{command, output_of, run_quietly, say};
use crate::workspace;

pub const TARGET: &str = "wasm32-unknown-unknown";
/// The name under which rustup knows Debian's compiler.
pub const DEBIAN_TOOLCHAIN: &str = "web";

const DEBIAN_PACKAGES: [&str; 5] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy"];
const DEBIAN_COMPILER: &str = "/usr/bin/rustc";
const DEBIAN_LINKER: &str = "/usr/bin/rust-lld";
const DEBIAN_CLIPPY: &str = "/usr/bin/clippy-driver";
const DEBIAN_LIBRARY: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";

/// Which compiler makes the wasm on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WasmToolchain {
    /// The default toolchain, with the target added by rustup.
    Rustup,
    /// Debian's own compiler, linked into rustup.
    Debian,
}

impl WasmToolchain {
    /// The value of `RUSTUP_TOOLCHAIN`, where it is not the default one.
    pub fn rustup_name(self) -> Option<&'static str> {
        match self {
            Self::Rustup => None,
            Self::Debian => Some(DEBIAN_TOOLCHAIN),
        }
    }

    pub fn description(self) -> &'static str {
        match self {
            Self::Rustup => "rustup's, in the default toolchain",
            Self::Debian => "Debian's compiler, as the toolchain `web`",
        }
    }
}

/// Finds a compiler for wasm, and installs one where there is none.
pub fn ready() -> Result<WasmToolchain> {
    find_or_install(
        find,
        install,
        &format!("install the wasm target with `rustup target add {TARGET}`, then run this again"),
    )
}

fn find() -> Option<WasmToolchain> {
    if compiles_wasm(WasmToolchain::Rustup) {
        return Some(WasmToolchain::Rustup);
    }
    is_debian_ready().then_some(WasmToolchain::Debian)
}

fn install() -> Result<()> {
    if output_of(command("rustup").arg("--version")).is_none() {
        bail!("install rustup, or the target {TARGET} for the Rust compiler in use, then run this again");
    }
    say(format!(
        "adding the target {TARGET} with rustup (usually seconds; given up after 20 s without progress)"
    ));
    if patience::rustup_succeeds(command("rustup").args(["target", "add", TARGET])) {
        return Ok(());
    }
    if !Path::new("/etc/debian_version").exists() {
        bail!(
            "rustup could not fetch the wasm target: run `rustup target add {TARGET}` with a network, then run this again"
        );
    }
    say("rustup could not fetch it; taking Debian's compiler instead");
    install_debian()
}

/// The honest question is not which folders exist but whether a program with `std` compiles.
fn compiles_wasm(toolchain: WasmToolchain) -> bool {
    let mut rustc = crate::process::wasm_command("rustc", toolchain);
    rustc.args(["--target", TARGET, "--crate-type", "lib", "--edition", "2024", "--emit", "metadata=-"]);
    rustc.args(["--crate-name", "probe", "-"]).stdin(Stdio::piped());
    rustc.stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = rustc.spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        let _ = std::io::Write::write_all(&mut input, b"pub fn name() -> String { String::new() }");
    }
    child.wait().is_ok_and(|status| status.success())
}

fn is_debian_ready() -> bool {
    [DEBIAN_COMPILER, DEBIAN_LINKER, DEBIAN_CLIPPY].iter().all(|path| Path::new(path).exists())
        && compiles_wasm(WasmToolchain::Debian)
}

fn install_debian() -> Result<()> {
    apt::install(&DEBIAN_PACKAGES, "half a minute")?;
    // The linker is a link into a package that is only recommended.
    if !Path::new(DEBIAN_LINKER).exists() {
        let linker = fs::read_link(DEBIAN_LINKER)
            .with_context(|| format!("install a package that brings {DEBIAN_LINKER}, then run this again"))?;
        apt::install(&[&linker.to_string_lossy()], "seconds")?;
    }
    let built = build_standard_library()?;
    place_standard_library(&built)?;
    run_quietly(
        command("rustup").args(["toolchain", "link", DEBIAN_TOOLCHAIN, "/usr"]),
        "naming Debian's compiler in rustup",
    )
}

/// Builds std for wasm as a dependency of an empty crate; returns the folder of its libraries.
fn build_standard_library() -> Result<PathBuf> {
    say("building the standard library for wasm (usually 1 to 2 minutes)");
    let folder = workspace::tools_cache().join("wasm-std");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [lib]\ncrate-type = [\"cdylib\"]\n\n[workspace]\n",
    )?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let mut cargo = command("/usr/bin/cargo");
    cargo.current_dir(&folder).env("CARGO_TARGET_DIR", folder.join("target"));
    // Without bitcode in it a build with link-time optimisation fails.
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes").env("RUSTC_BOOTSTRAP", "1").env("RUSTC", DEBIAN_COMPILER);
    cargo.args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"]);
    run_quietly(&mut cargo, "building the standard library for wasm")?;
    Ok(folder.join("target").join(TARGET).join("release/deps"))
}

fn place_standard_library(built: &Path) -> Result<()> {
    let privilege = apt::Privilege::of_this_user().context("placing the standard library needs root")?;
    // Libraries of an earlier compiler would stand beside the new ones under other names.
    run_quietly(
        privilege.command("rm").args(["-rf", DEBIAN_LIBRARY]),
        "removing the earlier standard library",
    )?;
    run_quietly(privilege.command("mkdir").args(["-p", DEBIAN_LIBRARY]), "placing the standard library")?;
    let libraries = fs::read_dir(built)?.flatten().map(|entry| entry.path()).filter(|path| {
        path.extension().is_some_and(|extension| extension == "rlib")
            && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libempty"))
    });
    run_quietly(privilege.command("cp").args(libraries).arg(DEBIAN_LIBRARY), "placing the standard library")
}
