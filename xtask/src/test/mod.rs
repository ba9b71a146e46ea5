//! `cargo xtask test`: everything continuous integration checks, in order of what fails soonest.

mod steps;
mod table;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::process::say;
use crate::setup::{self, Workshop};
use table::Table;

/// One check with a name of its own.
#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    run: fn(&Workshop) -> Result<()>,
}

/// In this order. A step that needs the release build comes after it.
const STEPS: [Step; 12] = [
    Step { name: "format", run: steps::format },
    Step { name: "tidy", run: steps::tidy },
    Step { name: "content", run: steps::content },
    Step { name: "clippy", run: steps::clippy },
    Step { name: "clippy-wasm", run: steps::clippy_wasm },
    Step { name: "native", run: steps::native },
    Step { name: "foreign", run: steps::foreign },
    Step { name: "python", run: steps::python },
    Step { name: "browser", run: steps::browser },
    Step { name: "build", run: steps::build },
    Step { name: "budget", run: steps::budget },
    Step { name: "e2e", run: steps::e2e },
];

pub fn run(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--list") {
        println!("{}", STEPS.map(|step| step.name).join("\n"));
        return Ok(());
    }
    let chosen = chosen_steps(arguments)?;
    let workshop = setup::for_testing()?;
    let mut table = Table::default();
    for step in &chosen {
        say(step.name);
        let started = Instant::now();
        let outcome = (step.run)(&workshop);
        table.add(step.name, started.elapsed(), outcome.is_ok());
        if let Err(error) = outcome {
            table.print();
            return Err(error.context(format!("step {} (`cargo xtask test --only {0}`)", step.name)));
        }
    }
    table.print();
    Ok(())
}

/// `--only a --only b` or `--skip a`; all of them without either.
fn chosen_steps(arguments: &[String]) -> Result<Vec<Step>> {
    let (mut only, mut skip) = (Vec::new(), Vec::new());
    let mut rest = arguments.iter();
    while let Some(option) = rest.next() {
        let names = match option.as_str() {
            "--only" => &mut only,
            "--skip" => &mut skip,
            _ => bail!("`cargo xtask test` knows --only, --skip and --list, and not `{option}`"),
        };
        let Some(name) = rest.next().filter(|name| STEPS.iter().any(|step| step.name == **name)) else {
            bail!("{option} takes the name of a step: `cargo xtask test --list` shows them");
        };
        names.push(name.as_str());
    }
    let is_chosen =
        |step: &&Step| (only.is_empty() || only.contains(&step.name)) && !skip.contains(&step.name);
    Ok(STEPS.iter().filter(is_chosen).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Vec<&'static str> {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        chosen_steps(&arguments).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn only_and_skip_choose_steps_and_keep_their_order() {
        assert_eq!(names(&["--only", "e2e", "--only", "build"]), ["build", "e2e"]);
        assert_eq!(names(&["--skip", "e2e"]).len(), STEPS.len() - 1);
        assert_eq!(names(&[]).len(), STEPS.len());
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(chosen_steps(&["--only".into(), "everything".into()]).is_err());
        assert!(chosen_steps(&["--fast".into()]).is_err());
    }
}
