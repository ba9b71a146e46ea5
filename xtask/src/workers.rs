//! The programs that run beside the page, in web workers: built before the page, and copied into it as they are.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{command, run as run_to_the_end, run_quietly};
use crate::split::WASM_FEATURES;
use crate::workspace;

/// Packages that are workers. Each becomes a folder of its name with a `start.js`.
pub const WORKERS: [&str; 4] = ["converter", "inspector", "reviewer", "simulator"];
const TARGET: &str = "wasm32-unknown-unknown";

/// `cargo xtask workers`: run by trunk before it builds the page.
pub fn run() -> Result<()> {
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    for name in WORKERS {
        build(name, is_release).with_context(|| format!("the worker {name} was not built"))?;
    }
    Ok(())
}

fn build(name: &str, is_release: bool) -> Result<()> {
    let (profile, folder) = if is_release { ("worker", "worker") } else { ("dev", "debug") };
    // The toolchain comes with the environment that trunk was started in.
    let mut cargo = command("cargo");
    if let Some(toolchain) = env::var_os("RUSTUP_TOOLCHAIN") {
        cargo.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    cargo.args(["build", "--package", name, "--bin", name, "--target", TARGET, "--profile", profile]);
    run_to_the_end(&mut cargo, &format!("compiling {name}"))?;
    let compiled = workspace::target().join(TARGET).join(folder).join(name).with_extension("wasm");
    let out = workspace::root().join(".generated").join(name);
    fs::create_dir_all(&out)?;
    let mut bindgen = command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&out).arg(&compiled);
    run_quietly(&mut bindgen, &format!("wasm-bindgen on {name}"))?;
    if is_release {
        optimise(&out.join(format!("{name}_bg.wasm")))?;
    }
    let start = format!("import start from \"./{name}.js\";\n\nstart();\n");
    fs::write(out.join("start.js"), start)?;
    Ok(())
}

/// For speed: it is fetched once, and only by whoever runs it.
fn optimise(wasm: &Path) -> Result<()> {
    let mut optimiser = command("wasm-opt");
    optimiser.arg("-O3").args(WASM_FEATURES).arg(wasm).arg("-o").arg(wasm);
    run_quietly(&mut optimiser, "wasm-opt")
}
