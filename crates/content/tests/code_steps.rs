//! Steps and questions that are answered with a program: put together, and refused by file and line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use assessment::Question;
use assessment::code::CodeCheck;
use content::compile::{SourceFiles, compile_files, write};
use content::{StepKind, pack_from_json};

const PACK: &str = r#"format = 1
id = "small"
title = "A small pack"
summary = "Just enough to be whole."
version = "0.1.0"
licence = "CC-BY-4.0"
language = "en"
"#;

const TOPICS: &str = r#"[[topic]]
id = "detection"
name = "Detection"
summary = "Find what is unusual."
skills = [{ id = "thresholds", name = "Set a threshold" }]
"#;

const ITEMS: &str = r#"[[item]]
id = "twice"
topic = "detection"
skill = "thresholds"
stem = "Write `twice`."
kind = "code"
starting_code = '''
def twice(number):
    pass
'''
solution = '''
def twice(number):
    return 2 * number
'''
expected_output = "4"
input = ["2"]
criteria = [
    { description = "It doubles", points = 2, check = { check = "function", cases = [{ call = "twice(2)", expected = 4 }] } },
    { description = "It is calm", points = 1, check = { check = "no_error" } },
]
hints = ["What is a sum of two?", "Multiply."]
explanation = "Two times the number."
sources = [{ title = "Python documentation", location = "chapter 3" }]
cognitive_level = "apply"
expected_seconds = 1200
parameters = { a = 1.0, b = 0.0, c = 0.0 }
"#;

const TUTORIAL: &str = r#"title = "First steps"
summary = "A first lesson."
difficulty = "beginner"
minutes = 15

[[objective]]
id = "double"
title = "Double"
skills = ["thresholds"]

[[step]]
id = "write"
title = "Write it"
content = "write.md"
minutes = 5
objectives = ["double"]
hints = ["One.", "Two."]
type = "code"
starting_code = "start.py"
solution = "solution.py"

[[step.criterion]]
description = "It uses a loop"
points = 10
check = { check = "uses", names = ["for", "while"] }

[[step]]
id = "draw"
title = "Draw it"
content = "write.md"
minutes = 5
objectives = ["double"]
hints = ["One.", "Two."]
type = "visualisation"
starting_code = ""
solution = '''import plot
plot.line([1, 2])
'''

[[step.criterion]]
description = "A line is drawn"
points = 10
check = { check = "figure", kind = "line" }

[[step]]
id = "build"
title = "Build it"
content = "write.md"
minutes = 5
objectives = ["double"]
hints = ["One.", "Two."]
type = "project"
starting_code = "print(1)"
solution = "print(2)"
items = ["twice"]

[[step.criterion]]
description = "Two is printed"
points = 10
check = { check = "output_number", at_least = 2, at_most = 2 }

[[step.criterion]]
description = "The question is answered"
points = 10
check = { check = "quiz", at_least_percent = 60 }
"#;

const TUTORIAL_FILE: &str = "tutorials/first/tutorial.toml";
const ITEMS_FILE: &str = "items/code.toml";

fn good() -> SourceFiles {
    let files = [
        ("pack.toml", PACK),
        ("topics.toml", TOPICS),
        (ITEMS_FILE, ITEMS),
        (TUTORIAL_FILE, TUTORIAL),
        ("tutorials/first/write.md", "Write it.\n"),
        ("tutorials/first/start.py", "print(0)\n"),
        ("tutorials/first/solution.py", "for one in [1]:\n    print(one)\n"),
    ];
    files.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
}

/// The problems after `from` became `to` in `file` are these, as they are printed.
#[track_caller]
fn refuses(file: &str, from: &str, to: &str, expected: &[&str]) {
    let mut files = good();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    *text = text.replacen(from, to, 1);
    let problems = compile_files(&files).expect_err("the change should have been refused");
    let printed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(printed.len(), expected.len(), "{printed:#?}");
    for (printed, expected) in printed.iter().zip(expected) {
        assert!(printed.contains(expected), "\n  printed: {printed}\n expected: {expected}");
    }
}

#[test]
fn code_is_written_in_files_or_in_place_and_read_back_the_same() {
    let pack = compile_files(&good()).unwrap();
    let tutorial = pack.tutorial("first").unwrap();
    let task = |id: &str| tutorial.step(id).unwrap().kind.code().unwrap();
    assert_eq!(task("write").starting_code, "print(0)\n");
    assert_eq!(task("draw").solution, "import plot\nplot.line([1, 2])\n");
    assert_eq!(task("build").items, ["twice"]);
    assert!(matches!(tutorial.step("build").unwrap().kind, StepKind::Project(_)));
    let Question::Code { task } = &pack.item("twice").unwrap().question else { panic!("code was expected") };
    assert_eq!((task.expected_output.as_str(), task.input.len(), task.criteria.len()), ("4", 1, 2));
    assert!(
        matches!(&task.criteria[0].check, CodeCheck::Function { cases, .. } if cases[0].call == "twice(2)")
    );
    assert_eq!(pack_from_json(&write(&pack).unwrap().json), Ok(pack));
}

#[test]
fn the_example_of_the_documented_format_compiles() {
    let description = include_str!("../../../docs/formats/code.md");
    let example = description.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let example = example.replace("an-item-of-the-pack", "twice").replace("set-a-threshold", "double");
    let head = TUTORIAL.split("[[step]]").next().unwrap();
    // `items` ask for a criterion of their own.
    let quiz = "[[step.criterion]]\ndescription = \"Asked\"\npoints = 1\ncheck = { check = \"quiz\", at_least_percent = 50 }\n";
    let mut files = good();
    files.insert(TUTORIAL_FILE.to_owned(), format!("{head}{example}{quiz}"));
    for name in ["write.md", "start.py", "solution.py"] {
        files.remove(&format!("tutorials/first/{name}"));
    }
    files.insert("tutorials/first/first-threshold.md".to_owned(), "Text.\n".to_owned());
    files.insert("tutorials/first/first-threshold-start.py".to_owned(), "print(0)\n".to_owned());
    files.insert("tutorials/first/first-threshold-solution.py".to_owned(), "print(1)\n".to_owned());
    let pack = compile_files(&files).unwrap();
    let task = pack.tutorials[0].steps[0].kind.code().unwrap();
    assert_eq!((task.criteria.len(), task.input.len()), (2, 2));
}

#[test]
fn a_step_has_the_keys_of_its_type_and_its_files() {
    refuses(
        TUTORIAL_FILE,
        "\"start.py\"",
        "\"begin.py\"",
        &["first/start.py: nothing uses", "toml:19: the file \"begin.py\""],
    );
    refuses(
        TUTORIAL_FILE,
        "starting_code = \"start.py\"\n",
        "",
        &[
            "solution.py: nothing uses",
            "start.py: nothing uses",
            "toml:18: the step \"write\" does not fit its type",
        ],
    );
    refuses(
        TUTORIAL_FILE,
        "type = \"visualisation\"",
        "type = \"conceptual\"",
        &["toml:34: the step \"draw\" does not fit its type: conceptual"],
    );
    refuses(
        TUTORIAL_FILE,
        "hints = [\"One.\", \"Two.\"]",
        "hints = [\"One.\"]",
        &["toml:17: there are 1 hints"],
    );
}

#[test]
fn checks_and_values_are_refused_with_their_line() {
    refuses(
        TUTORIAL_FILE,
        "check = \"uses\", names = [\"for\", \"while\"]",
        "check = \"uses\"",
        &["toml:25: this check is not understood: the check \"uses\" lacks its `names`"],
    );
    refuses(TUTORIAL_FILE, "[\"for\", \"while\"]", "[\"for loop\"]", &["toml:22: `names` has 1 to 20 names"]);
    refuses(TUTORIAL_FILE, "points = 10", "points = 0", &["toml:22: a criterion is worth 1 to 1,000 points"]);
    refuses(
        TUTORIAL_FILE,
        "kind = \"line\"",
        "kind = \"pie\"",
        &["`kind` is line, scatter, bar or histogram"],
    );
    refuses(
        TUTORIAL_FILE,
        "at_least = 2, at_most = 2",
        "at_least = 3, at_most = 2",
        &["no number lies from"],
    );
    refuses(TUTORIAL_FILE, "items = [\"twice\"]\n", "", &["belong together"]);
    refuses(
        TUTORIAL_FILE,
        "items = [\"twice\"]",
        "items = [\"thrice\"]",
        &["the item \"thrice\" is unknown"],
    );
    refuses(TUTORIAL_FILE, "\"It uses a loop\"", "\"It uses a loop!\"", &["an exclamation mark"]);
    refuses(
        TUTORIAL_FILE,
        "solution = \"print(2)\"",
        "solution = \"print(1)\"",
        &["the starting code is the solution"],
    );
    refuses(
        ITEMS_FILE,
        "expected = 4",
        "expected = { float = \"huge\" }",
        &["code.toml:18: an expected value is written in a way"],
    );
    refuses(ITEMS_FILE, "expected = 4", "expected = nan", &["nothing is expected"]);
    refuses(ITEMS_FILE, "expected = 4", "expect = 4", &["unknown field `expect`"]);
    refuses(
        ITEMS_FILE,
        "input = [\"2\"]",
        "unit = \"s\"",
        &["does not fit its kind: code has `starting_code`"],
    );
    refuses(ITEMS_FILE, "expected_seconds = 1200", "expected_seconds = 1801", &["choose from 10 to 1800"]);
}

#[test]
fn programs_have_a_limit() {
    let mut files = good();
    files.insert("tutorials/first/start.py".to_owned(), "#".repeat(20_001));
    let problems = compile_files(&files).unwrap_err();
    assert!(problems[0].message.contains("more than 20,000 characters"), "{problems:?}");
}

#[test]
fn a_compiled_pack_is_checked_again_when_it_is_read() {
    let written = write(&compile_files(&good()).unwrap()).unwrap();
    // Without the hash, which tells damage alone: a stranger could have written any.
    let json = written.json.replacen(&format!("\"hash\":\"{}\",", written.hash), "", 1);
    pack_from_json(&json).unwrap();
    for (from, to, words) in [
        ("\"check\":\"no_error\"", "\"check\":\"no_errors\"", "is not known"),
        ("\"points\":2", "\"points\":0", "a criterion is worth"),
        ("\"call\":\"twice(2)\"", "\"call\":\" \"", "a call is empty"),
    ] {
        assert!(json.contains(from), "{from}");
        let error = pack_from_json(&json.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}
