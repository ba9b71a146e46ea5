//! `cargo xtask bench`: criterion benchmarks of the crates that need no browser.

use anyhow::{Result, bail};

use crate::process::{command, run as run_to_the_end, say};
use crate::{files, workspace};

pub fn run(arguments: &[String]) -> Result<()> {
    let measured = packages_with_benches()?;
    let chosen: Vec<&String> = match arguments.first() {
        Some(name) => measured.iter().filter(|package| *package == name).collect(),
        None => measured.iter().collect(),
    };
    if chosen.is_empty() {
        bail!("there are no such benchmarks; these crates have some: {}", measured.join(", "));
    }
    for package in chosen {
        say(format!("measuring {package}"));
        run_to_the_end(
            command("cargo").args(["bench", "--package", package, "--bench", "*"]),
            &format!("measuring {package}"),
        )?;
    }
    Ok(())
}

fn packages_with_benches() -> Result<Vec<String>> {
    let crates = workspace::root().join("crates");
    let mut packages: Vec<String> = files::under(&crates)?
        .iter()
        .map(|file| files::relative(&crates, file))
        .filter_map(|path| Some(path.split_once("/benches/")?.0.to_owned()))
        .collect();
    packages.dedup();
    Ok(packages)
}
