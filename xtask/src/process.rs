//! Starting other programs, with an environment that does not depend on how this one was started.

use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::setup::tools;
use crate::setup::wasm_target::{DEBIAN_TOOLCHAIN, WasmToolchain};
use crate::workspace;

/// One line about what is happening, visible between the output of other programs.
pub fn say(line: impl AsRef<str>) {
    println!("==> {}", line.as_ref());
    let _ = std::io::stdout().flush();
}

/// A program with the pinned tools first on its path, for this machine's own compiler.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root()).env("PATH", search_path());
    // What `cargo run` sets for us would make a nested cargo rebuild things.
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_set_by_cargo_run) {
            command.env_remove(name);
        }
    }
    if let Some(paths) = env::var_os("LD_LIBRARY_PATH") {
        command.env("LD_LIBRARY_PATH", without_compiler_folders(&paths));
    }
    if env::var("RUSTUP_TOOLCHAIN").is_ok_and(|name| name == DEBIAN_TOOLCHAIN) {
        command.env_remove("RUSTUP_TOOLCHAIN");
    }
    command
}

/// The same, for a program that compiles to wasm.
pub fn wasm_command(program: &str, toolchain: WasmToolchain) -> Command {
    let mut command = command(program);
    if let Some(name) = toolchain.rustup_name() {
        command.env("RUSTUP_TOOLCHAIN", name);
    }
    command
}

/// Runs to the end with the terminal as its output; `what` starts the sentence shown when it fails.
pub fn run(command: &mut Command, what: &str) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| {
        format!("{what}: `{program}` could not be started; is it installed and on the path?")
    })?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}

/// Runs to the end and shows the output only when it fails.
pub fn run_quietly(command: &mut Command, what: &str) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| {
        format!("{what}: `{program}` could not be started; is it installed and on the path?")
    })?;
    if !output.status.success() {
        print!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        bail!("{what} failed ({})", output.status);
    }
    Ok(())
}

/// What a program prints, or nothing when it is missing or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn is_set_by_cargo_run(name: &str) -> bool {
    const PREFIXES: [&str; 5] =
        ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || ["CARGO", "OUT_DIR", "RUST_RECURSION_COUNT"].contains(&name)
}

fn search_path() -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = tools::folders().into_iter().chain(env::split_paths(&inherited));
    env::join_paths(folders).unwrap_or(inherited)
}

/// `cargo run` puts the running compiler's libraries first, which another compiler must not load.
fn without_compiler_folders(paths: &OsString) -> OsString {
    let target = workspace::target();
    let kept = env::split_paths(paths)
        .filter(|path| !path.starts_with(&target) && !path.to_string_lossy().contains("/toolchains/"));
    env::join_paths(kept).unwrap_or_default()
}
