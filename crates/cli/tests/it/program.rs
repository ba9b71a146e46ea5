//! Runs the program and looks at what it says.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_systemcraft"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments has closed its input.
    let _ = program.stdin.take().unwrap().write_all(input.as_bytes());
    program.wait_with_output().unwrap()
}

/// What it prints when all is well.
#[track_caller]
pub fn answer(arguments: &[&str], input: &str) -> Value {
    let output = run(arguments, input);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && complaint.is_empty(), "{complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The one sentence with which it refuses.
#[track_caller]
pub fn refusal(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let sentence = String::from_utf8(output.stderr).unwrap();
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(!sentence.contains("panicked"), "{sentence}");
    sentence.trim_end().to_owned()
}

/// Refused with a sentence that has these words.
#[track_caller]
pub fn refused_for(arguments: &[&str], input: &str, words: &str) {
    let sentence = refusal(arguments, input);
    assert!(sentence.contains(words), "{sentence}");
}

#[track_caller]
pub fn close(value: &Value, expected: f64, margin: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() <= margin, "{value} is not {expected}");
}

/// A file of its own for one test.
pub fn file(name: &str, text: &str) -> PathBuf {
    let path = folder(name).join("file.json");
    std::fs::write(&path, text).unwrap();
    path
}

/// An empty folder of its own for one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
