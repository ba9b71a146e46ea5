//! `systemcraft`: the engines of the app from a shell, for teachers, authors and continuous integration. JSON in, JSON
//! out; `docs/cli.md` describes it.

mod answer;
mod commands;
mod design;
mod failure;
mod input;
mod measured;
mod plain_words;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use answer::Answer;
use failure::Failure;

/// The engines of Systemcraft from a shell: JSON in, JSON out.
#[derive(Debug, Parser)]
#[command(name = "systemcraft", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let outcome = Arguments::parse().command.run().and_then(|answer| {
        print(&answer)?;
        Ok(answer)
    });
    match outcome {
        Ok(Answer { complaint: None, .. }) => ExitCode::SUCCESS,
        Ok(Answer { complaint: Some(complaint), .. }) => refuse(&complaint),
        Err(failure) => refuse(&failure.to_string()),
    }
}

fn print(answer: &Answer) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{}", answer.text).and_then(|()| out.flush());
    written.map_err(|error| Failure::NotWritten {
        path: "standard output".to_owned(),
        reason: error.to_string(),
    })
}

fn refuse(sentence: &str) -> ExitCode {
    // A closed standard error leaves only the exit code to tell.
    let _ = writeln!(std::io::stderr(), "{sentence}");
    ExitCode::FAILURE
}
