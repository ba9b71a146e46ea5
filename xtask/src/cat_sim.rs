//! `cargo xtask cat-sim`: what adaptive questions come to, with simulated learners.

use anyhow::Result;

use crate::process::{command, run as run_to_the_end};

/// Runs the simulator, a program of its own for the same reason as the pack compiler.
pub fn run(arguments: &[String]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", "packs", "--bin", "cat-sim", "--"]);
    run_to_the_end(cargo.args(arguments), "simulating learners")
}
