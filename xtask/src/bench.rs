//! `cargo xtask bench`: criterion benchmarks of the crates that need no browser, and the studio in one.

mod browser;
mod designs;
mod devtools;
mod profile;
mod table;

use anyhow::{Result, bail};

use crate::process::{command, run as run_to_the_end, say};
use crate::{files, workspace};

/// The name of the benchmark that is no crate.
const BROWSER: &str = "browser";

pub fn run(arguments: &[String]) -> Result<()> {
    let measured = packages_with_benches()?;
    let chosen: Vec<&String> = match arguments.split_first() {
        Some((name, rest)) if name == BROWSER => return browser::run(rest),
        Some((name, _)) => measured.iter().filter(|package| *package == name).collect(),
        None => measured.iter().collect(),
    };
    if chosen.is_empty() {
        bail!(
            "there are no such benchmarks; there are `{BROWSER}` and those of these crates: {}",
            measured.join(", ")
        );
    }
    for package in chosen {
        say(format!("measuring {package}"));
        run_to_the_end(
            command("cargo").args(["bench", "--package", package, "--bench", "*"]),
            &format!("measuring {package}"),
        )?;
    }
    if arguments.is_empty() { browser::run(&[]) } else { Ok(()) }
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
