//! Every chore of this repository: `cargo xtask` lists them.

mod bench;
mod budget;
mod build;
mod cat_sim;
mod content;
mod files;
mod first_page;
mod post_build;
mod process;
mod scripts;
mod serve;
mod setup;
mod shots;
mod split;
mod test;
mod tidy;
mod trunk;
mod webdriver;
mod workers;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};
use xtask::workspace;

const HELP: &str = "\
cargo xtask <chore>

  setup     install whatever is missing for every other chore
  serve     build the app and serve it on this machine, rebuilding as files change
  build     build the release into dist/ and see that it starts
  test      everything continuous integration checks; `--only <step>`, `--skip <step>`, `--list`
  bench     benchmarks of the crates and of the studio; `bench <crate>` for one, `bench browser --write` for docs/benchmarks.md
  budget    what the built page weighs, and fail when it is too much
  tidy      house rules that no compiler checks
  content   check the packs in content/ and compile them into .generated/packs/
  workers   compile what runs beside the page into .generated/
  scripts   make the editor and Python for the page into .generated/
  cat-sim   what adaptive questions come to with simulated learners; `--write` for docs/cat-sim.md
  shots     pictures of pages of the built app: `shots / /practice`
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: &[String]) -> Result<()> {
    let Some((chore, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    match chore.as_str() {
        "setup" => setup::everything(),
        "serve" => serve::run(),
        "build" => build::run(setup::for_building()?),
        "test" => test::run(rest),
        "bench" => bench::run(rest),
        "budget" => budget::run(),
        "workers" => workers::run(),
        "scripts" => scripts::run(),
        "tidy" => tidy::run(),
        "content" => content::run(),
        "cat-sim" => cat_sim::run(rest),
        "shots" => shots::run(rest),
        "post-build" => post_build::run(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        _ => bail!("there is no chore `{chore}`: `cargo xtask` lists them"),
    }
}
