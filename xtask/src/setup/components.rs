//! rustfmt and clippy for this machine's own compiler.

use anyhow::Result;

use super::{find_or_install, patience};
use crate::process::{command, output_of, say};

pub fn ready() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        find_or_install(
            || output_of(command("cargo").args([subcommand, "--version"])).map(drop),
            || {
                say(format!("adding {component} to the Rust toolchain (usually seconds)"));
                patience::rustup_succeeds(command("rustup").args(["component", "add", component]));
                Ok(())
            },
            &format!("install {component} with `rustup component add {component}`, then run this again"),
        )?;
    }
    Ok(())
}
