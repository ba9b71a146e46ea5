//! Challenges: the rules that a pack's compiler holds them to, and those of this repository, played through.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use analysis::challenge::{Sort, Standing};
use content::compile::{SourceFiles, compile_files, compile_folder, write};
use content::{Challenge, Difficulty, Pack, pack_from_json};
use diagram::{Catalogue, Diagram, PropertyValue, format};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/system-design")
}

const FILE: &str = "challenges/url-shortener/challenge.toml";
const SOLUTION: &str = "challenges/url-shortener/solution.json";
const NAIVE: &str = "challenges/url-shortener/naive.json";

/// The first challenge of the shipped pack, and nothing else.
fn one() -> SourceFiles {
    let names = ["challenge.toml", "brief.md", "explanation.md", "solution.json", "naive.json"];
    let names = names.map(|name| format!("challenges/url-shortener/{name}"));
    let read = |name: &str| (name.to_owned(), std::fs::read_to_string(folder().join(name)).unwrap());
    ["pack.toml", "topics.toml"]
        .iter()
        .map(|name| read(name))
        .chain(names.iter().map(|name| read(name)))
        .collect()
}

fn problems(files: &SourceFiles) -> Vec<String> {
    compile_files(files)
        .expect_err("the change should have been refused")
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// After `from` became `to` in `file`, one of the problems begins so.
#[track_caller]
fn refuses(file: &str, from: &str, to: &str, expected: &str) {
    let mut files = one();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    *text = text.replacen(from, to, 1);
    let problems = problems(&files);
    assert!(problems.iter().any(|problem| problem.starts_with(expected)), "{problems:#?}");
}

#[test]
fn a_challenge_is_put_together_and_read_back_the_same() {
    let pack = compile_files(&one()).unwrap();
    let challenge = pack.challenge("url-shortener").unwrap();
    assert_eq!((challenge.brief.clients.len(), challenge.difficulty), (2, Difficulty::Beginner));
    // Without a start of its own it begins with the brief's clients, as they are there.
    let start = challenge.start();
    let names: Vec<&str> = start.components.iter().map(|component| component.name.as_str()).collect();
    assert_eq!(names, ["People who follow links", "People who shorten links"]);
    assert_eq!(challenge.grade(&start, Catalogue::builtin(), &[]).imposed, Vec::<String>::new());
    assert_eq!(pack_from_json(&write(&pack).unwrap().json), Ok(pack));
}

#[test]
fn what_an_author_misspells_is_said_with_its_line() {
    refuses(FILE, "minutes", "minuets", "challenges/url-shortener/challenge.toml:4: unknown field `minuets`");
    refuses(
        FILE,
        "caching-strategies",
        "caching",
        "challenges/url-shortener/challenge.toml:5: the topic \"caching\"",
    );
    let check = "challenges/url-shortener/challenge.toml:45: ";
    refuses(
        FILE,
        "check = \"waits_for\"",
        "check = \"waits_fro\"",
        &format!("{check}this check is not understood"),
    );
    refuses(
        FILE,
        "kinds = [\"cache\", ",
        "kinds = [\"cahce\", ",
        &format!("{check}the check names the kind \"cahce\""),
    );
    refuses(
        FILE,
        "hit_ratio_percent = 85",
        "hit_ratio = 85",
        "challenges/url-shortener/challenge.toml:37: the kind",
    );
    refuses(
        FILE,
        "words = [\"count\"",
        "words = [\"Count\"",
        "challenges/url-shortener/challenge.toml:102: a trade-off",
    );
    refuses(
        FILE,
        "at_most = 90.0 ",
        "",
        "challenges/url-shortener/challenge.toml:60: the check bounds nothing",
    );
    refuses(
        "challenges/url-shortener/brief.md",
        "## How much",
        "<b>How much</b>",
        "challenges/url-shortener/brief.md:9: raw HTML",
    );
    refuses(
        SOLUTION,
        "hit_ratio_percent",
        "hit_ratio",
        "challenges/url-shortener/solution.json: The property \"hit_ratio\" of component \"copies\" is none that the kind \"cache\" has",
    );
}

#[test]
fn a_missing_file_and_one_too_many_are_said() {
    let mut files = one();
    files.remove(NAIVE);
    files.insert("challenges/url-shortener/brieff.md".to_owned(), String::new());
    assert_eq!(
        problems(&files).iter().map(|problem| problem.split(';').next().unwrap()).collect::<Vec<_>>(),
        [
            "challenges/url-shortener/brieff.md: nothing uses this file",
            "challenges/url-shortener/naive.json: the file was expected and is not there",
        ]
    );
}

#[test]
fn a_brief_bounds_what_every_brief_bounds() {
    refuses(
        FILE,
        "metric = \"monthly_usd\", at_most = 3200.0",
        "metric = \"scalability_score\", at_least = 1.0",
        "challenges/url-shortener/challenge.toml:42: no number asks for MonthlyUsd",
    );
}

#[test]
fn a_solution_has_to_be_one() {
    refuses(
        SOLUTION,
        "\"replicas\": 6",
        "\"replicas\": 1",
        "challenges/url-shortener/solution.json: the solution does not meet \"99 of 100 redirects",
    );
    refuses(
        SOLUTION,
        "\"rationale\": \"A click goes",
        "\"notes\": \"A click goes",
        "challenges/url-shortener/solution.json: Trade-offs considered of the solution is 0.00, under 4",
    );
    refuses(
        SOLUTION,
        "\"requests_per_second\": 4000",
        "\"requests_per_second\": 400",
        "challenges/url-shortener/solution.json: the solution differs from the brief: People who follow links asks",
    );
}

#[test]
fn what_first_comes_to_mind_must_not_do() {
    let mut files = one();
    let solution = files.get(SOLUTION).unwrap().clone();
    files.insert(NAIVE.to_owned(), solution);
    assert_eq!(
        problems(&files),
        ["challenges/url-shortener/naive.json: this design meets every requirement, and should not"]
    );
}

fn shipped() -> Pack {
    compile_folder(&folder()).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{} problems:\n{}", lines.len(), lines.join("\n"))
    })
}

fn opened(design: &serde_json::Value) -> Diagram {
    let opened = format::read(&design.to_string()).unwrap();
    assert_eq!(opened.left_out, Vec::<String>::new());
    opened.diagram
}

fn unmet(challenge: &Challenge, design: &Diagram) -> usize {
    let grade = challenge.grade(design, Catalogue::builtin(), &[]);
    grade.requirements.iter().filter(|one| one.sort.is_required() && !one.passed).count()
}

#[test]
fn every_shipped_challenge_is_solved_by_its_solution_and_by_nothing_else() {
    let pack = shipped();
    assert_eq!(pack.challenges.len(), 24);
    for challenge in &pack.challenges {
        let solution = opened(&challenge.solution);
        let grade = challenge.grade(&solution, Catalogue::builtin(), &[]);
        assert!(grade.passed, "{}: {grade:#?}", challenge.id);
        assert!(
            grade.dimensions.iter().all(|one| one.standing == Standing::Strength),
            "{}: {grade:#?}",
            challenge.id
        );
        for other in [Diagram::default(), opened(&challenge.naive), challenge.start()] {
            let grade = challenge.grade(&other, Catalogue::builtin(), &[]);
            assert!(!grade.passed && unmet(challenge, &other) > 0, "{}: {grade:#?}", challenge.id);
        }
        // Nor by asking for less, or by sending only a part.
        let mut idle = opened(&challenge.naive);
        for component in idle.components.iter_mut().filter(|component| component.kind == "client") {
            component.properties.insert("requests_per_second".to_owned(), PropertyValue::Number(1.0));
        }
        assert_eq!(
            challenge.grade(&idle, Catalogue::builtin(), &[]).figures,
            challenge.grade(&opened(&challenge.naive), Catalogue::builtin(), &[]).figures
        );
        let mut silent = solution.clone();
        for connection in &mut silent.connections {
            let is_client = |client: &analysis::challenge::BriefClient| client.id == connection.from.0;
            if challenge.brief.clients.iter().any(is_client) {
                connection.share = 0.01;
            }
        }
        assert!(!challenge.grade(&silent, Catalogue::builtin(), &[]).passed, "{}", challenge.id);
    }
}

#[test]
fn every_shipped_challenge_says_what_its_naive_answer_lacks() {
    for challenge in &shipped().challenges {
        let comparison = challenge.compare(&opened(&challenge.naive), Catalogue::builtin()).unwrap();
        assert!(comparison.differences.len() >= 4, "{}: {comparison:#?}", challenge.id);
        assert!(
            comparison.differences.iter().any(|one| one.monthly_usd != 0.0),
            "{}: nothing costs anything",
            challenge.id
        );
        let itself = challenge.compare(&opened(&challenge.solution), Catalogue::builtin()).unwrap();
        assert_eq!(itself.differences, [], "{}", challenge.id);
        assert_eq!(itself.yours, itself.reference);
    }
}

#[test]
fn shipped_challenges_are_of_every_difficulty_and_touch_most_topics() {
    let pack = shipped();
    let mut by_difficulty = BTreeMap::new();
    for challenge in &pack.challenges {
        *by_difficulty.entry(challenge.difficulty).or_insert(0) += 1;
        assert!((2..=4).contains(&challenge.hints.len()) && challenge.sources.len() >= 2, "{}", challenge.id);
        assert!((30..=80).contains(&challenge.minutes), "{}", challenge.id);
        let count = |sort: Sort| challenge.brief.requirements.iter().filter(|one| one.sort == sort).count();
        assert!(
            count(Sort::Functional) >= 2 && count(Sort::Number) >= 3 && count(Sort::Constraint) >= 2,
            "{}",
            challenge.id
        );
        assert!(challenge.brief.trade_offs.len() >= 3, "{}", challenge.id);
    }
    let counts: Vec<i32> = by_difficulty.values().copied().collect();
    assert!(counts.len() == 4 && counts.iter().all(|count| *count >= 3), "{by_difficulty:?}");
    let topics: BTreeSet<&String> = pack.challenges.iter().flat_map(|challenge| &challenge.topics).collect();
    assert!(topics.len() >= 16, "{topics:?}");
    // Easy ones first.
    assert!(pack.challenges.is_sorted_by_key(|challenge| challenge.difficulty));
}

/// Sentences long enough that writing them twice is no chance.
fn sentences(text: &str) -> Vec<String> {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    flat.split(". ").filter(|sentence| sentence.chars().count() > 70).map(str::to_owned).collect()
}

#[test]
fn no_two_shipped_challenges_say_the_same() {
    let pack = shipped();
    let mut said = BTreeMap::new();
    for challenge in &pack.challenges {
        let words = |text: &str| text.split_whitespace().count();
        assert!(
            (150..=500).contains(&words(&challenge.text)),
            "{}: {}",
            challenge.id,
            words(&challenge.text)
        );
        assert!((250..=600).contains(&words(&challenge.explanation)), "{}", challenge.id);
        let rationale = opened(&challenge.solution).rationale;
        for sentence in
            [&challenge.text, &challenge.explanation, &rationale].into_iter().flat_map(|text| sentences(text))
        {
            let before = said.insert(sentence.clone(), challenge.id.clone());
            assert!(before.is_none(), "{} and {before:?} both say: {sentence}", challenge.id);
        }
    }
    assert!(said.len() > 500, "{}", said.len());
}
