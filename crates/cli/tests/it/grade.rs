use std::fs;
use std::path::Path;

use crate::program::{answer, file, refused_for};

/// Every challenge of the shipped pack.
fn challenges() -> Vec<(String, std::path::PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/system-design/challenges");
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found.into_iter().map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path)).collect()
}

#[test]
fn the_solution_of_every_challenge_passes_and_the_naive_design_does_not() {
    let challenges = challenges();
    assert!(!challenges.is_empty());
    for (id, folder) in challenges {
        let passed = |design: &str| {
            let design = folder.join(design);
            answer(&["grade", design.to_str().unwrap(), "--challenge", &id], "")["passed"].clone()
        };
        assert_eq!(passed("solution.json"), true, "{id}");
        assert_eq!(passed("naive.json"), false, "{id}");
    }
}

#[test]
fn an_empty_design_passes_nothing() {
    let design = file("grade-empty", r#"{"format": "systemcraft-design", "version": 1}"#);
    for (id, _) in challenges() {
        let graded = answer(&["grade", design.to_str().unwrap(), "--challenge", &id], "");
        assert_eq!(graded["passed"], false, "{id}");
        assert_eq!(graded["challenge"], id.as_str());
    }
}

#[test]
fn a_challenge_that_is_not_there_is_refused_with_those_that_are() {
    let design = file("grade-nobody", r#"{"format": "systemcraft-design", "version": 1}"#);
    let path = design.to_str().unwrap();
    refused_for(
        &["grade", path, "--challenge", "perpetual-motion"],
        "",
        "there is no challenge \"perpetual-motion\"",
    );
    refused_for(&["grade", "no/such/file.json", "--challenge", "url-shortener"], "", "cannot be read");
}
