//! Every program task that ships is run under CPython: its solution passes, its start does not, and its hints come.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use assessment::Question;
use assessment::code::{CodeTask, CodeVerdict, Facts, judge, probes};
use content::compile::compile_folder;
use serde::Deserialize;
use serde_json::json;

/// What a program may take; the page gives 10 seconds to a slower Python.
const LONGEST_RUN: Duration = Duration::from_secs(5);

/// What `tests/python/run_program.py` says.
#[derive(Deserialize)]
struct Ran {
    output: String,
    uses: String,
    outcome: String,
    answers: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(task: &CodeTask, source: &str) -> Result<Ran, String> {
    let python = env::var("SYSTEMCRAFT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(python)
        .args(["-B", "-X", "utf8"])
        .arg(root().join("tests/python/run_program.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("python3 starts");
    let asked =
        json!({ "source": source, "probes": probes(&task.criteria), "input": task.input }).to_string();
    child.stdin.take().expect("a pipe").write_all(asked.as_bytes()).expect("the program is taken in");
    let mut told = child.stdout.take().expect("a pipe");
    let reader = thread::spawn(move || {
        let mut text = String::new();
        told.read_to_string(&mut text).map(|_| text)
    });
    wait(&mut child)?;
    let text = reader.join().expect("the reader ends").map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| format!("the harness says {text:?}: {error}"))
}

fn wait(child: &mut Child) -> Result<(), String> {
    let started = Instant::now();
    while child.try_wait().expect("it is our child").is_none() {
        if started.elapsed() > LONGEST_RUN {
            child.kill().expect("it is our child");
            child.wait().expect("it is our child");
            return Err(format!("it runs for more than {LONGEST_RUN:?}"));
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

fn verdict(task: &CodeTask, source: &str) -> Result<CodeVerdict, String> {
    let Ran { output, uses, outcome, answers } = run(task, source)?;
    // Questions of a step are tested with the items.
    let facts = Facts {
        output: &output,
        uses: &uses,
        outcome: &outcome,
        answers: &answers,
        quiz_percent: Some(100.0),
        broken_off: None,
    };
    Ok(judge(&task.criteria, &facts))
}

/// What is wrong with a task, each as a line.
fn problems(name: &str, task: &CodeTask, hints: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    match verdict(task, &task.solution) {
        Err(error) => problems.push(format!("{name}: the solution: {error}")),
        Ok(verdict) => {
            let unmet = verdict.feedback.iter().filter(|one| !one.met);
            problems.extend(unmet.map(|one| {
                format!(
                    "{name}: the solution does not meet \"{}\": expected {}, found {}",
                    one.description, one.expected, one.found
                )
            }));
        }
    }
    match verdict(task, &task.starting_code) {
        Err(error) => problems.push(format!("{name}: the starting code: {error}")),
        Ok(verdict) if verdict.passed => {
            problems.push(format!("{name}: the starting code passes; there would be nothing to do"));
        }
        Ok(verdict) if verdict.hints(hints).len() < 2 => {
            problems.push(format!("{name}: who fails gets {} hints, not two", verdict.hints(hints).len()));
        }
        Ok(_) => {}
    }
    problems
}

#[test]
#[ignore = "needs python3: `cargo xtask test --only python`"]
fn each_solution_passes_and_each_start_does_not() {
    let mut folders: Vec<_> =
        fs::read_dir(root().join("content")).unwrap().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let (mut count, mut found) = (0, Vec::new());
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let pack =
            compile_folder(folder).unwrap_or_else(|problems| panic!("{}: {problems:?}", folder.display()));
        for item in &pack.items {
            if let Question::Code { task } = &item.question {
                count += 1;
                found.extend(problems(&format!("{}: item {}", pack.id, item.id), task, &item.hints));
            }
        }
        for (tutorial, step) in
            pack.tutorials.iter().flat_map(|one| one.steps.iter().map(move |step| (one, step)))
        {
            if let Some(task) = step.kind.code() {
                count += 1;
                found.extend(problems(
                    &format!("{}: {}/{}", pack.id, tutorial.id, step.id),
                    task,
                    &step.hints,
                ));
            }
        }
    }
    assert!(found.is_empty(), "{} problems:\n{}", found.len(), found.join("\n"));
    assert!(count > 0, "no task was found");
    println!("{count} tasks");
}
