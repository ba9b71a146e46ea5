//! Kinds of components that a pack brings: compiled from an author's folder, and read from the file of a stranger.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::path::Path;
use std::time::{Duration, Instant};

use content::compile::{SourceFiles, compile_files, compile_folder, write};
use content::{Pack, Summary, limits, pack_from_json};
use diagram::Catalogue;
use diagram::catalogue::Kind;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

const PACK: &str = "format = 1\nid = \"small\"\ntitle = \"Small\"\nsummary = \"One.\"\nversion = \"1.0.0\"\n\
                    licence = \"CC0-1.0\"\nlanguage = \"en\"\n";
const TOPICS: &str =
    "[[topic]]\nid = \"t\"\nname = \"T\"\nsummary = \"S.\"\nskills = [{ id = \"s\", name = \"S\" }]\n";
const KINDS: &str = r#"[[kind]]
id = "small~oracle"
name = "Oracle"
category = "compute"
icon = "M4 4h16v16H4z"
explanation = "Knows what comes, for a price."
inputs = ["Questions"]
outputs = ["Answers"]
properties = [
    { id = "mood", name = "Mood", help = "How it is today.", value = { type = "choice", options = ["Fair", "Foul"], default = "Fair" } },
    { id = "hit_ratio_percent", name = "Hit ratio", help = "Remembered answers.", value = { type = "number", default = 50, minimum = 0, maximum = 100, unit = "%" } },
]
performance = { service_time_millis = 40, coefficient_of_variation = 1, concurrency = 2 }
availability = 0.99
price = { usd_per_replica_month = 300, usd_per_million_requests = 2, as_of = "2026-10", basis = "One temple, by the month" }
scales_out = false
stateful = false
limits = ["50 answers a second"]
"#;

fn files(kinds: &str) -> SourceFiles {
    [("pack.toml", PACK), ("topics.toml", TOPICS), ("kinds.toml", kinds)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
}

fn pack() -> Pack {
    compile_files(&files(KINDS)).unwrap()
}

#[track_caller]
fn compiler_refuses(from: &str, to: &str, expected: &str) {
    assert!(KINDS.contains(from), "{from}");
    let problems = compile_files(&files(&KINDS.replacen(from, to, 1))).expect_err(to);
    let printed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(printed.len() == 1 && printed[0].starts_with(expected), "{printed:#?}\nexpected: {expected}");
}

/// The file of a stranger with this value at this place of its kind is refused there.
#[track_caller]
fn reader_refuses(pointer: &str, value: Value, place: &str, words: &str) {
    let mut file: Value = serde_json::to_value(pack()).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(&format!("/kinds/0{parent}")).expect(pointer);
    match parent {
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        other => other[key] = value,
    }
    let said = pack_from_json(&file.to_string()).expect_err(pointer).to_string();
    assert!(said.contains(place) && said.contains(words), "{said}");
}

#[test]
fn a_kind_is_compiled_and_read_back_and_stands_after_the_built_in_ones() {
    let pack = pack();
    assert_eq!(pack_from_json(&write(&pack).unwrap().json).as_ref(), Ok(&pack));
    let catalogue = pack.catalogue();
    assert_eq!(catalogue.kinds.len(), Catalogue::builtin().kinds.len() + 1);
    let kind = catalogue.kind("small~oracle").unwrap();
    assert_eq!((kind.name.as_str(), kind.performance.concurrency, kind.price.is_own), ("Oracle", 2, false));
    let summed_up: Vec<Kind> =
        Summary::of(&pack).kinds.iter().map(|kind| Kind::deserialize(kind).unwrap()).collect();
    assert_eq!(summed_up, pack.kinds());
}

#[test]
fn a_pack_without_kinds_is_the_same_file_as_before_there_were_any() {
    let mut without = files(KINDS);
    without.remove("kinds.toml");
    let written = write(&compile_files(&without).unwrap()).unwrap();
    assert!(!written.json.contains("kinds"));
}

#[test]
fn the_compiler_names_file_and_line_of_what_is_wrong_with_a_kind() {
    compiler_refuses("scales_out", "scales", "kinds.toml:16: unknown field `scales`");
    compiler_refuses(
        "small~oracle",
        "cache",
        "kinds.toml:2: \"cache\" is a kind of the app; \"small~\" and then",
    );
    compiler_refuses(
        "small~oracle",
        "other~oracle",
        "kinds.toml:2: \"other~oracle\" is no id of a kind of this pack",
    );
    compiler_refuses("small~oracle", "small~the oracle", "kinds.toml:2: ");
    compiler_refuses("M4 4h16v16H4z", "M4 4 away", "kinds.toml:5: this is no path data of SVG");
    compiler_refuses("M4 4h16v16H4z", "M4 4h60", "kinds.toml:5: the path is empty or leaves its square");
    compiler_refuses("0.99", "1.5", "kinds.toml:14: 1.5 is out of range; 0 to 1 was expected");
    compiler_refuses("\"2026-10\"", "\"lately\"", "kinds.toml:15: the month of the estimate was expected");
    compiler_refuses(
        "default = \"Fair\"",
        "default = \"Odd\"",
        "kinds.toml:10: the default is none of the options",
    );
    compiler_refuses("\"compute\"", "\"client\"", "kinds.toml:4: load comes from the app's own kind");
    compiler_refuses("for a price.", "for a price!", "kinds.toml:6: an exclamation mark");
    compiler_refuses(
        "maximum = 100,",
        "maximum = 900,",
        "kinds.toml:11: built-in kinds have \"hit_ratio_percent\" too",
    );
    let twice = format!("{KINDS}\n{KINDS}");
    let problems = compile_files(&files(&twice)).unwrap_err();
    assert!(
        problems[0].to_string().starts_with("kinds.toml:21: the kind \"small~oracle\" stands twice"),
        "{problems:?}"
    );
}

#[test]
fn a_design_of_the_pack_may_use_its_kinds_and_none_of_another_pack() {
    let design = |kind: &str| {
        format!(
            r#"{{"format": "systemcraft-design", "version": 1, "components": [{{"id": "o", "kind": "{kind}"}}]}}"#
        )
    };
    let task = |kind: &str| {
        let mut files = files(KINDS);
        let tutorial = format!(
            "title = \"T\"\nsummary = \"S.\"\ndifficulty = \"beginner\"\nminutes = 5\n[[objective]]\nid = \"o\"\n\
             title = \"O\"\ndescription = \"Asks an oracle.\"\nskills = [\"s\"]\nminutes = 5\n[[step]]\nid = \"build\"\ntitle = \"B\"\n\
             content = \"build.md\"\nminutes = 5\nobjectives = [\"o\"]\nhints = [\"One.\", \"Two.\"]\ntype = \"canvas\"\n\
             starting_design = \"start.json\"\nsolution = \"solution.json\"\n[[step.criterion]]\ndescription = \"D\"\n\
             points = 1\ncheck = {{ check = \"contains\", kind = \"{kind}\", count = 1 }}\n"
        );
        let start = r#"{"format": "systemcraft-design", "version": 1}"#.to_owned();
        for (name, text) in [
            ("tutorial.toml", tutorial),
            ("build.md", "Ask.\n".to_owned()),
            ("start.json", start),
            ("solution.json", design(kind)),
        ] {
            files.insert(format!("tutorials/first/{name}"), text);
        }
        compile_files(&files)
    };
    assert!(task("small~oracle").is_ok(), "{:?}", task("small~oracle"));
    let problems = format!("{:?}", task("other~oracle").unwrap_err());
    assert!(problems.contains("the check names the kind") && problems.contains("has the kind"), "{problems}");
}

#[test]
fn a_hostile_kind_is_refused_with_its_place() {
    let long = |count: usize| json!("x".repeat(count));
    reader_refuses("/id", json!("cache"), "kinds[0].id", "is a kind of the app");
    reader_refuses("/id", json!("small~Oracle<script>"), "kinds[0].id", "were expected");
    reader_refuses("/id", long(100_000), "kinds[0].id", "were expected");
    reader_refuses("/name", long(61), "kinds[0].name", "1 to 60 characters");
    reader_refuses("/name", json!("two\nlines"), "kinds[0].name", "one line");
    reader_refuses("/explanation", long(1_501), "kinds[0].explanation", "characters was expected");
    reader_refuses("/icon", long(limits::MAX_ICON_BYTES + 1), "kinds[0].icon", "at most 2000");
    reader_refuses("/icon", json!("M0 0L1e300 1e300"), "kinds[0].icon", "leaves its square");
    reader_refuses("/icon", json!("M1e999 0L0 1"), "kinds[0].icon", "expected");
    reader_refuses("/icon", json!("M4 4A1e-300 1e300 45 1 0 9e99 9"), "kinds[0].icon", "expected");
    reader_refuses("/icon", json!(""), "kinds[0].icon", "empty");
    reader_refuses("/availability", json!(-0.1), "kinds[0].availability", "out of range");
    reader_refuses("/performance/service_time_millis", json!(-1), "service_time_millis", "out of range");
    reader_refuses("/performance/concurrency", json!(0), "concurrency", "out of range");
    reader_refuses("/price/usd_per_replica_month", json!(1e300), "usd_per_replica_month", "out of range");
    reader_refuses("/price/usd_per_gigabyte_month", json!(-0.1), "usd_per_gigabyte_month", "out of range");
    reader_refuses("/price/usd_per_gigabyte_month", json!(0.1), "usd_per_gigabyte_month", "how much is kept");
    let tiers = |tiers: Value| json!({ "usd_per_gigabyte": 0.1, "tiers": tiers });
    let tier = |beyond: f64, usd: f64| json!({ "beyond_gigabytes": beyond, "usd_per_gigabyte": usd });
    let refuses_tiers = |list: Vec<Value>, place: &str, words: &str| {
        reader_refuses("/price/sending", tiers(Value::Array(list)), place, words);
    };
    refuses_tiers(vec![tier(-1.0, 0.05)], "tiers[0].beyond_gigabytes", "more than 0");
    refuses_tiers(vec![tier(10.0, 0.05), tier(10.0, 0.04)], "tiers[1].beyond_gigabytes", "more than 10");
    refuses_tiers(vec![tier(10.0, 0.05), tier(20.0, 0.06)], "tiers[1].usd_per_gigabyte", "at most 0.05");
    refuses_tiers(vec![tier(10.0, -0.05)], "tiers[0].usd_per_gigabyte", "was expected");
    refuses_tiers((1..=11).map(|step| tier(f64::from(step), 0.05)).collect(), "tiers", "at most 10");
    reader_refuses("/price/included_gigabytes", json!(1e300), "included_gigabytes", "out of range");
    reader_refuses("/price/is_own", json!(true), "kinds[0].price.is_own", "the learner's to set");
    reader_refuses("/outputs", json!(vec!["x"; 31]), "kinds[0].outputs", "at most 30");
    reader_refuses("/properties/0/id", json!("__proto__"), "kinds[0].properties[0].id", "is no id");
    reader_refuses("/properties/1/id", json!("mood"), "kinds[0].properties[1].id", "stands twice");
    reader_refuses("/properties/0/value/options", json!(["Fair"]), "options", "2 to 30");
    reader_refuses("/properties/1/value/minimum", json!(-1e300), "minimum", "out of range");
    reader_refuses("/properties/1/value/default", json!(101), "default", "0 to 100 was expected");
    // A flag that the engines take for a number would be passed over without a word.
    let flag = json!({ "type": "flag", "default": true });
    reader_refuses("/properties/1/value", flag, "kinds[0].properties[1].value", "the same type");
}

#[test]
fn too_many_kinds_are_refused_and_looked_at_in_bounded_time() {
    let mut file: Value = serde_json::to_value(pack()).unwrap();
    let one = file["kinds"][0].clone();
    file["kinds"] = Value::Array(vec![one; 20_000]);
    let started = Instant::now();
    let said = pack_from_json(&file.to_string()).unwrap_err().to_string();
    assert!(said.contains("there are 20000 kinds; at most 50 were expected"), "{said}");
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn the_kinds_that_ship_are_sound_and_unlike_the_built_in_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/anomaly-detection");
    let pack = compile_folder(&folder).unwrap();
    let ids: Vec<&str> = pack.kinds.iter().filter_map(|kind| kind["id"].as_str()).collect();
    assert_eq!(ids, ["anomaly-detection~feature_store", "anomaly-detection~model_registry"]);
    for kind in pack.kinds() {
        let builtin = &Catalogue::builtin().kinds;
        assert!(builtin.iter().all(|one| one.icon != kind.icon && one.name != kind.name), "{}", kind.id);
        assert!(kind.explanation.len() > 120 && kind.explanation.ends_with('.'), "{}", kind.id);
    }
}

proptest! {
    /// Whatever the icon is, it is judged; what is taken lies within its square.
    #[test]
    fn any_icon_is_judged(icon in "[MLHVCSQTAZmlhvcsqtaz0-9eE., +-]{0,60}") {
        let mut file: Value = serde_json::to_value(pack()).unwrap();
        file["kinds"][0]["icon"] = json!(icon);
        let _ = pack_from_json(&file.to_string());
    }
}
