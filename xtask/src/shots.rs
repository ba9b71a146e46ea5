//! `cargo xtask shots /route ...`: pictures of the built pages, for looking at them.

use anyhow::{Result, ensure};

use crate::process::{command, run as run_to_the_end};
use crate::setup;
use crate::workspace;

pub fn run(routes: &[String]) -> Result<()> {
    ensure!(
        workspace::dist().join("index.html").is_file(),
        "there is no build yet: run `cargo xtask build` first"
    );
    let browser = setup::browser::ready()?;
    let mut cargo = command("cargo");
    cargo.args(["run", "--quiet", "--package", "e2e", "--bin", "shots", "--"]).args(routes);
    cargo.env("SYSTEMCRAFT_DIST", workspace::dist());
    cargo.env("CHROME", browser.chromium).env("CHROMEDRIVER", browser.driver);
    run_to_the_end(&mut cargo, "taking the pictures")
}
