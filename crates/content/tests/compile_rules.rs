//! Each rule of a pack fires on a bad example, by file and line, and not on the good one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use assessment::Question;
use content::compile::{
    SourceFiles, SourcePictures, compile_files, compile_files_and_pictures, compile_folder, write,
};
use content::{Difficulty, StepKind, limits, pack_from_json};
use proptest::prelude::*;

const PACK: &str = r#"format = 1
id = "small"
title = "A small pack"
summary = "Just enough to be whole."
version = "0.1.0"
licence = "CC-BY-4.0"
language = "en"
"#;

const TOPICS: &str = r#"[[topic]]
id = "caching"
name = "Caching"
summary = "Keep answers near."
skills = [
    { id = "placement", name = "Place a cache" },
    { id = "expiry", name = "Choose an expiry" },
]
"#;

const ITEMS: &str = r#"[[item]]
id = "miss-cost"
topic = "caching"
skill = "placement"
stem = """
A cache answers in 1 ms and a database in 9 ms.

What does a **miss** cost in all?
"""
kind = "single_choice"
options = [
    { text = "10 ms", correct = true, rationale = "The cache is asked first, then the database: 1 + 9." },
    { text = "9 ms", rationale = "The look into the cache takes its time too." },
    { text = "1 ms", rationale = "That is a hit." },
]
hints = ["What happens first?", "Both are asked, one after the other."]
explanation = "A miss pays for both: 1 + 9 = 10 ms."
related = ["hit ratio"]
sources = [{ title = "Wikipedia: Cache", location = "https://en.wikipedia.org/wiki/Cache_(computing)" }]
cognitive_level = "apply"
expected_seconds = 45
enemies = ["mean-wait"]
parameters = { a = 1.1, b = -0.5, c = 0.3 }

[[item]]
id = "mean-wait"
topic = "caching"
skill = "placement"
stem = "A cache answers 80 % of requests in 1 ms; the others take 11 ms. How long is the mean wait?"
kind = "numeric"
answer = 3.0
tolerance = 0.1
unit = "ms"
hints = ["Weigh each time by its share.", "0.8 times 1 plus 0.2 times 11."]
explanation = "0.8 x 1 + 0.2 x 11 = 3 ms."
sources = [{ title = "Wikipedia: Expected value", location = "https://en.wikipedia.org/wiki/Expected_value" }]
cognitive_level = "apply"
expected_seconds = 60
enemies = ["miss-cost"]
parameters = { a = 1.0, b = 0.0, c = 0.0 }
"#;

const TUTORIAL: &str = r#"title = "First steps"
summary = "A first lesson."
difficulty = "beginner"
minutes = 10

[[objective]]
id = "place"
title = "Place a cache"
skills = ["placement"]

[[step]]
id = "read"
title = "Read"
content = "read.md"
minutes = 5
objectives = ["place"]
type = "conceptual"

[[step]]
id = "quiz"
title = "Check yourself"
content = "quiz.md"
minutes = 5
objectives = ["place"]
type = "assessment"
items = ["miss-cost", "mean-wait"]
"#;

const SECOND: &str = r#"title = "Second steps"
summary = "A second lesson."
difficulty = "intermediate"
minutes = 10
prerequisites = ["first"]

[[objective]]
id = "place"
title = "Place a cache"
skills = ["placement"]

[[step]]
id = "build"
title = "Build it"
content = "build.md"
minutes = 5
objectives = ["place"]
hints = ["Something stands between.", "Add a cache and connect the service to it."]
type = "canvas"
starting_design = "start.json"
solution = "solution.json"

[[step.criterion]]
description = "The service asks a cache"
points = 10
check = { check = "connects", from = "service", to = "cache" }
"#;

const START: &str = r#"{
  "format": "systemcraft-design",
  "version": 1,
  "components": [
    {"id": "people", "kind": "client", "name": "People"},
    {"id": "shop", "kind": "service", "name": "Shop"}
  ],
  "connections": [
    {"id": "a", "from": "people", "to": "shop"}
  ]
}
"#;

const SOLUTION: &str = r#"{
  "format": "systemcraft-design",
  "version": 1,
  "components": [
    {"id": "people", "kind": "client", "name": "People"},
    {"id": "shop", "kind": "service", "name": "Shop"},
    {"id": "copies", "kind": "cache", "name": "Copies", "properties": {"hit_ratio_percent": 80, "software": "Redis"}}
  ],
  "connections": [
    {"id": "a", "from": "people", "to": "shop"},
    {"id": "b", "from": "shop", "to": "copies"}
  ]
}
"#;

const READ: &str = "# Read\n\nThe operator `!=` is code, and so is this:\n\n```\nlet ready = !busy;\n```\n";

const NAMES: [(&str, &str); 10] = [
    ("pack.toml", PACK),
    ("topics.toml", TOPICS),
    ("items/caching.toml", ITEMS),
    ("tutorials/first/tutorial.toml", TUTORIAL),
    ("tutorials/first/read.md", READ),
    ("tutorials/first/quiz.md", "Two questions.\n"),
    ("tutorials/second/tutorial.toml", SECOND),
    ("tutorials/second/build.md", "Add a cache.\n"),
    ("tutorials/second/start.json", START),
    ("tutorials/second/solution.json", SOLUTION),
];

fn good() -> SourceFiles {
    NAMES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn changed(file: &str, from: &str, to: &str) -> SourceFiles {
    let mut files = good();
    let text = files.get_mut(file).unwrap_or_else(|| panic!("no file {file}"));
    assert!(text.contains(from), "{file} has no {from:?}");
    *text = text.replacen(from, to, 1);
    files
}

/// The problems after `from` became `to` in `file` are these, as they are printed.
#[track_caller]
fn refuses(file: &str, from: &str, to: &str, expected: &[&str]) {
    let problems = compile_files(&changed(file, from, to)).expect_err("the change should have been refused");
    let printed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(printed.len(), expected.len(), "{printed:#?}");
    for (printed, expected) in printed.iter().zip(expected) {
        assert!(printed.starts_with(expected), "\n  printed: {printed}\n expected: {expected}");
    }
}

const ITEMS_FILE: &str = "items/caching.toml";
const FIRST: &str = "tutorials/first/tutorial.toml";
const SECOND_FILE: &str = "tutorials/second/tutorial.toml";

#[test]
fn a_good_pack_is_put_together_and_read_back_the_same() {
    let pack = compile_files(&good()).unwrap();
    assert_eq!((pack.topics.len(), pack.items.len(), pack.tutorials.len()), (1, 2, 2));
    assert_eq!(pack.item("mean-wait").unwrap().parameters.d, 1.0);
    assert_eq!(pack.skill("expiry").unwrap().0.id, "caching");
    let build = pack.tutorial("second").unwrap().step("build").unwrap();
    assert!(matches!(&build.kind, StepKind::Canvas { criteria, .. } if criteria.len() == 1));
    let written = write(&pack).unwrap();
    assert_eq!(pack_from_json(&written.json), Ok(pack));
    assert_eq!(written.hash.len(), 16);
}

#[test]
fn the_same_files_always_give_the_same_bytes() {
    let bytes = |files: &SourceFiles| write(&compile_files(files).unwrap()).unwrap();
    assert_eq!(bytes(&good()), bytes(&good()));
    assert_ne!(bytes(&good()).hash, bytes(&changed("pack.toml", "A small pack", "Another small pack")).hash);
}

#[test]
fn a_key_that_nobody_knows_is_refused_with_its_line() {
    refuses(
        "pack.toml",
        "language",
        "colour = \"red\"\nlanguage",
        &["pack.toml:7: unknown field `colour`, expected"],
    );
    refuses(
        "topics.toml",
        "name = \"Caching\"",
        "name = \"Caching\"\nnote = 1",
        &["topics.toml:4: unknown field `note`"],
    );
    refuses(ITEMS_FILE, "skill = ", "skil = ", &["items/caching.toml:4: unknown field `skil`"]);
    refuses(
        ITEMS_FILE,
        "correct = true, ",
        "corect = true, ",
        &["items/caching.toml:12: unknown field `corect`"],
    );
    refuses(ITEMS_FILE, "a = 1.1,", "a = 1.1, e = 2,", &["items/caching.toml:23: unknown field `e`"]);
    refuses(
        FIRST,
        "minutes = 10",
        "minuets = 10",
        &["tutorials/first/tutorial.toml:4: unknown field `minuets`"],
    );
    refuses(
        SECOND_FILE,
        "from = \"service\"",
        "form = 1, from = \"service\"",
        &["tutorials/second/tutorial.toml:26: the check has a key `form`"],
    );
}

#[test]
fn a_missing_key_or_a_wrong_type_is_refused_with_its_line() {
    refuses("pack.toml", "licence = \"CC-BY-4.0\"\n", "", &["pack.toml:1: missing field `licence`"]);
    refuses(
        ITEMS_FILE,
        "hints = [\"Weigh",
        "# hints = [\"Weigh",
        &["items/caching.toml:25: missing field `hints`"],
    );
    refuses(
        ITEMS_FILE,
        "seconds = 45",
        "seconds = \"45\"",
        &["items/caching.toml:21: invalid type: string \"45\""],
    );
    refuses(ITEMS_FILE, "answer = 3.0", "answer = ", &["items/caching.toml:31: "]);
    refuses(FIRST, "\"beginner\"", "\"easy\"", &["tutorials/first/tutorial.toml:3: unknown variant `easy`"]);
}

#[test]
fn a_pack_states_its_format_and_its_licence() {
    refuses("pack.toml", "format = 1", "format = 2", &["pack.toml:1: format 2 is not known; 1 was expected"]);
    refuses(
        "pack.toml",
        "\"CC-BY-4.0\"",
        "\" \"",
        &["pack.toml:6: the licence is empty; every pack states it"],
    );
}

#[test]
fn ids_are_well_formed_and_stand_once() {
    refuses("pack.toml", "\"small\"", "\"Small pack\"", &["pack.toml:2: \"Small pack\" is no id;"]);
    refuses(
        "topics.toml",
        "id = \"expiry\"",
        "id = \"placement\"",
        &["topics.toml:7: the skill \"placement\" stands twice in the pack"],
    );
    refuses(
        ITEMS_FILE,
        "id = \"mean-wait\"",
        "id = \"miss-cost\"",
        &[
            "items/caching.toml:22: the item \"mean-wait\" is unknown",
            "items/caching.toml:26: the item \"miss-cost\" stands twice in the pack",
            "items/caching.toml:39: an item cannot be its own enemy",
            "tutorials/first/tutorial.toml:26: the item \"mean-wait\" is unknown",
        ],
    );
    refuses(
        FIRST,
        "id = \"quiz\"",
        "id = \"read\"",
        &["tutorials/first/tutorial.toml:20: the step \"read\" stands twice"],
    );
    refuses(
        FIRST,
        "id = \"read\"",
        "id = \"-read\"",
        &["tutorials/first/tutorial.toml:12: \"-read\" is no id;"],
    );
}

#[test]
fn references_lead_somewhere() {
    refuses(
        ITEMS_FILE,
        "topic = \"caching\"",
        "topic = \"cashing\"",
        &["items/caching.toml:3: the topic \"cashing\" is unknown"],
    );
    refuses(
        ITEMS_FILE,
        "skill = \"placement\"",
        "skill = \"eviction\"",
        &["items/caching.toml:4: the topic \"caching\" has no skill \"eviction\"; it has expiry, placement"],
    );
    refuses(
        ITEMS_FILE,
        "[\"mean-wait\"]",
        "[\"miss-cost\"]",
        &["items/caching.toml:22: an item cannot be its own enemy"],
    );
    refuses(
        FIRST,
        "skills = [\"placement\"]",
        "skills = [\n  \"placement\",\n  \"eviction\",\n]",
        &["tutorials/first/tutorial.toml:11: the skill \"eviction\" is unknown"],
    );
    refuses(
        FIRST,
        "objectives = [\"place\"]",
        "objectives = [\"lace\"]",
        &["tutorials/first/tutorial.toml:16: the tutorial has no objective \"lace\""],
    );
    refuses(
        FIRST,
        "[\"miss-cost\", \"mean-wait\"]",
        "[\"hit-cost\"]",
        &["tutorials/first/tutorial.toml:26: the item \"hit-cost\" is unknown"],
    );
    refuses(
        SECOND_FILE,
        "[\"first\"]",
        "[\"zeroth\"]",
        &["tutorials/second/tutorial.toml:5: the tutorial \"zeroth\" is unknown"],
    );
}

#[test]
fn prerequisites_that_go_in_a_circle_are_refused() {
    refuses(
        FIRST,
        "minutes = 10\n",
        "minutes = 10\nprerequisites = [\"second\"]\n",
        &[
            "tutorials/first/tutorial.toml:5: \"first\" can never be begun: its prerequisites go round in a circle",
            "tutorials/second/tutorial.toml:5: \"second\" can never be begun",
        ],
    );
    refuses(
        SECOND_FILE,
        "[\"first\"]",
        "[\"second\"]",
        &["tutorials/second/tutorial.toml:5: \"second\" can never be begun"],
    );
}

#[test]
fn objectives_say_what_they_build_on_and_not_in_a_circle() {
    // Two objectives in place of the one that stands in lines 6 to 9.
    let second = |first_after: &str| {
        format!(
            "skills = [\"placement\"]\nminutes = 6\nprerequisites = [{first_after}]\n\n[[objective]]\nid = \"expire\"\n\
             title = \"Choose an expiry\"\ndescription = \"You say how old a copy may be.\"\nskills = [\"expiry\"]\n\
             prerequisites = [\"place\"]\n"
        )
    };
    let mut files = good();
    let with = |after: &str| TUTORIAL.replacen("skills = [\"placement\"]\n", &second(after), 1);
    files.insert(FIRST.to_owned(), with(""));
    let pack = pack_from_json(&write(&compile_files(&files).unwrap()).unwrap().json).unwrap();
    let objectives = &pack.tutorial("first").unwrap().objectives;
    assert_eq!((objectives[0].minutes, objectives[1].minutes), (6, 0));
    assert_eq!(objectives[1].description, "You say how old a copy may be.");
    assert_eq!(objectives[1].prerequisites, ["place"]);
    let circle = [
        "tutorials/first/tutorial.toml:11: \"place\" can never be reached: its prerequisites go round in a circle",
        "tutorials/first/tutorial.toml:18: \"expire\" can never be reached",
    ];
    let unknown = ["tutorials/first/tutorial.toml:11: the tutorial has no objective \"gone\""];
    let cases = [("\"expire\"", &circle[..]), ("\"place\"", &circle), ("\"gone\"", &unknown)];
    for (after, expected) in cases {
        refuses(FIRST, "skills = [\"placement\"]\n", &second(after), expected);
    }
    refuses(
        FIRST,
        "skills = [\"placement\"]",
        "skills = [\"placement\"]\ndescription = \"Now\u{21}\"",
        &["tutorials/first/tutorial.toml:10: an exclamation mark"],
    );
}

#[test]
fn a_step_is_as_hard_as_its_tutorial_where_it_does_not_say() {
    let mut files = good();
    let harder = TUTORIAL.replacen("minutes = 5\n", "minutes = 5\ndifficulty = \"advanced\"\n", 1);
    files.insert(FIRST.to_owned(), harder);
    let pack = pack_from_json(&write(&compile_files(&files).unwrap()).unwrap().json).unwrap();
    let tutorial = pack.tutorial("first").unwrap();
    let difficulties: Vec<Difficulty> =
        tutorial.steps.iter().map(|step| tutorial.difficulty_of(step)).collect();
    assert_eq!(difficulties, [Difficulty::Advanced, Difficulty::Beginner]);
    refuses(
        FIRST,
        "minutes = 5\n",
        "minutes = 5\ndifficulty = \"hard\"\n",
        &["tutorials/first/tutorial.toml:16: "],
    );
}

#[test]
fn a_question_has_the_keys_of_its_kind() {
    let expected =
        "items/caching.toml:30: the item \"mean-wait\" does not fit its kind: numeric has `answer`";
    refuses(ITEMS_FILE, "answer = 3.0\n", "", &[expected]);
    refuses(ITEMS_FILE, "answer = 3.0\n", "answer = 3.0\nsteps = []\n", &[expected]);
    refuses(
        ITEMS_FILE,
        "answer = 3.0",
        "answer = nan",
        &["items/caching.toml:31: the answer is NaN; a number up to 1e18 was expected"],
    );
    refuses(ITEMS_FILE, "tolerance = 0.1", "tolerance = -1", &["items/caching.toml:32: the tolerance is -1"]);
    refuses(ITEMS_FILE, "correct = true, ", "", &["items/caching.toml:11: 0 options are correct"]);
    refuses(ITEMS_FILE, "a = 1.1", "a = 0", &["items/caching.toml:23: discrimination a is 0"]);
}

/// An item of each kind that is estimated, matched, filled in, written or drawn.
const KINDS: &str = r#"[[item]]
id = "a-size"
topic = "caching"
skill = "placement"
stem = "Estimate the reads a second."
kind = "estimate"
answer = 2e4
unit = "reads/s"
hints = ["First hint.", "Second hint."]
explanation = "Because."
sources = [{ title = "Notes", location = "page 1" }]
cognitive_level = "apply"
expected_seconds = 60
parameters = { a = 1.0, b = 0.0, c = 0.0 }

[[item]]
id = "pairs"
topic = "caching"
skill = "expiry"
stem = "Match the policies."
kind = "matching"
pairs = [
  { left = "LRU", right = "Least recently used", rationale = "By time." },
  { left = "LFU", right = "Least frequently used", rationale = "By count." },
  { left = "FIFO", right = "First in, first out", rationale = "By age." },
]
extra = ["At random"]
hints = ["First hint.", "Second hint."]
explanation = "Because."
sources = [{ title = "Notes", location = "page 1" }]
cognitive_level = "remember"
expected_seconds = 60
parameters = { a = 1.0, b = 0.0, c = 0.0 }

[[item]]
id = "gaps"
topic = "caching"
skill = "expiry"
stem = "Complete the sentence."
kind = "fill_in"
text = "A look that finds nothing is a ___."
blanks = [{ accepted = ["miss", "cache miss"], rationale = "The other is a hit." }]
hints = ["First hint.", "Second hint."]
explanation = "Because."
sources = [{ title = "Notes", location = "page 1" }]
cognitive_level = "remember"
expected_seconds = 60
parameters = { a = 1.0, b = 0.0, c = 0.0 }

[[item]]
id = "words"
topic = "caching"
skill = "expiry"
stem = "Explain what staleness is."
kind = "short_text"
keywords = [{ idea = "The copy is old", any = ["old", "outdated"], rationale = "It is behind." }]
model_answer = "The copy is older than what it was made from, so it is outdated."
hints = ["First hint.", "Second hint."]
explanation = "Because."
sources = [{ title = "Notes", location = "page 1" }]
cognitive_level = "understand"
expected_seconds = 60
parameters = { a = 1.0, b = 0.0, c = 0.0 }

[[item]]
id = "told"
topic = "caching"
skill = "expiry"
stem = "Tell of a cache that lied."
kind = "story"
principles = ["candour"]
rubric = ["Clear", "Own", "Measured"]
hints = ["First hint.", "Second hint."]
explanation = "Because."
sources = [{ title = "Notes", location = "page 1" }]
cognitive_level = "evaluate"
expected_seconds = 900
parameters = { a = 1.0, b = 0.0, c = 0.0 }

[[item]]
id = "drawn"
topic = "caching"
skill = "placement"
stem = "Place a cache."
kind = "design"
task = "a-cache"
hints = ["First hint.", "Second hint."]
explanation = "Because."
sources = [{ title = "Notes", location = "page 1" }]
cognitive_level = "create"
expected_seconds = 600
parameters = { a = 1.0, b = 0.0, c = 0.0 }
"#;

const PRINCIPLES: &str = "[[principle]]\nid = \"candour\"\nname = \"Candour\"\nsummary = \"You said it.\"\n";

const TASK: &str = r#"starting_design = "start.json"
solution = "solution.json"

[[criterion]]
description = "The service asks a cache"
points = 10
check = { check = "connects", from = "service", to = "cache" }
"#;

const KINDS_FILE: &str = "items/kinds.toml";
const TASK_FILE: &str = "tasks/a-cache/task.toml";

fn good_with_kinds() -> SourceFiles {
    let mut files = good();
    let more = [
        (KINDS_FILE, KINDS),
        ("principles.toml", PRINCIPLES),
        (TASK_FILE, TASK),
        ("tasks/a-cache/start.json", START),
        ("tasks/a-cache/solution.json", SOLUTION),
    ];
    files.extend(more.map(|(name, text)| (name.to_owned(), text.to_owned())));
    files
}

/// As [`refuses`], in a pack that has every kind.
#[track_caller]
fn refuses_kinds(file: &str, from: &str, to: &str, expected: &[&str]) {
    let mut files = good_with_kinds();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    *text = text.replacen(from, to, 1);
    let problems = compile_files(&files).expect_err("the change should have been refused");
    let printed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(printed.len(), expected.len(), "{printed:#?}");
    for (printed, expected) in printed.iter().zip(expected) {
        assert!(printed.starts_with(expected), "\n  printed: {printed}\n expected: {expected}");
    }
}

#[test]
fn questions_of_every_kind_are_put_together_and_read_back_the_same() {
    let pack = compile_files(&good_with_kinds()).unwrap();
    assert_eq!((pack.items.len(), pack.tasks.len(), pack.principles.len()), (8, 1, 1));
    let Question::Estimate { factor, .. } = pack.item("a-size").unwrap().question else {
        panic!("no estimate")
    };
    assert_eq!(factor, 3.0);
    assert_eq!(pack.task("a-cache").unwrap().criteria.len(), 1);
    let written = write(&pack).unwrap();
    assert_eq!(pack_from_json(&written.json), Ok(pack));
}

#[test]
fn a_question_of_any_kind_has_the_keys_of_its_kind() {
    refuses_kinds(
        KINDS_FILE,
        "answer = 2e4\n",
        "",
        &[
            "items/kinds.toml:6: the item \"a-size\" does not fit its kind: estimate has `answer` and `unit`, and may have `factor`",
        ],
    );
    refuses_kinds(
        KINDS_FILE,
        "extra = [\"At random\"]",
        "steps = [\"At random\"]",
        &["items/kinds.toml:21: the item \"pairs\" does not fit its kind: matching has `pairs`"],
    );
    refuses_kinds(
        KINDS_FILE,
        "rationale = \"By time.\" }",
        "why = \"By time.\" }",
        &["items/kinds.toml:23: unknown field `why`"],
    );
    refuses_kinds(
        KINDS_FILE,
        "kind = \"story\"",
        "kind = \"song\"",
        &["items/kinds.toml:70: unknown variant `song`"],
    );
}

#[test]
fn a_question_of_any_kind_can_be_graded() {
    refuses_kinds(
        KINDS_FILE,
        "answer = 2e4",
        "answer = 0.0",
        &["items/kinds.toml:7: the answer is 0; a number over 0, up to 1e18, was expected"],
    );
    refuses_kinds(
        KINDS_FILE,
        "unit = \"reads/s\"",
        "unit = \"reads/s\"\nfactor = 0.5",
        &["items/kinds.toml:9: the factor is 0.5; 1 or more was expected"],
    );
    refuses_kinds(
        KINDS_FILE,
        "is a ___.",
        "is a ___ or a ___.",
        &["items/kinds.toml:41: the text has 2 gaps (___); 1 were expected"],
    );
    refuses_kinds(
        KINDS_FILE,
        "[\"miss\", \"cache miss\"]",
        "[]",
        &["items/kinds.toml:42: there are 0 accepted answers; 1 to 50 were expected"],
    );
    refuses_kinds(
        KINDS_FILE,
        "keywords = [",
        "# keywords = [",
        &[
            "items/kinds.toml:50: nothing says what a good answer is; `accepted`, `keywords` or a `rubric` was expected",
        ],
    );
    refuses_kinds(
        KINDS_FILE,
        "any = [\"old\", \"outdated\"]",
        "any = []",
        &["items/kinds.toml:56: there are 0 phrases; 1 to 50 were expected"],
    );
    let many = format!("rubric = [{}]", "\"Clear\", ".repeat(51));
    refuses_kinds(
        KINDS_FILE,
        "rubric = [\"Clear\", \"Own\", \"Measured\"]",
        &many,
        &["items/kinds.toml:72: there are 51 lines in the rubric; 1 to 50 were expected"],
    );
}

#[test]
fn principles_and_tasks_are_there_for_those_who_name_them() {
    refuses_kinds(
        KINDS_FILE,
        "[\"candour\"]",
        "[\"candor\"]",
        &["items/kinds.toml:71: the principle \"candor\" is unknown; principles.toml has the principles"],
    );
    refuses_kinds(
        KINDS_FILE,
        "task = \"a-cache\"",
        "task = \"a-queue\"",
        &[
            "items/kinds.toml:86: the task \"a-queue\" is unknown; tasks/a-queue/task.toml was expected",
            "tasks/a-cache/task.toml:1: no item sets the task \"a-cache\"",
        ],
    );
    refuses_kinds("principles.toml", "summary", "summery", &["principles.toml:4: unknown field `summery`"]);
    refuses_kinds("principles.toml", "\"You said it.\"", "\"\"", &["principles.toml:4: the text is empty"]);
}

#[test]
fn a_task_is_checked_as_a_canvas_step_is() {
    refuses_kinds(
        TASK_FILE,
        "points = 10",
        "points = 0",
        &["tasks/a-cache/task.toml:6: a criterion is worth"],
    );
    refuses_kinds(
        TASK_FILE,
        "\"start.json\"",
        "\"begin.json\"",
        &[
            "tasks/a-cache/start.json: nothing uses this file",
            "tasks/a-cache/task.toml:1: the file \"begin.json\" was expected beside this one",
        ],
    );
    refuses_kinds(
        TASK_FILE,
        "to = \"cache\"",
        "to = \"cash\"",
        &[
            "tasks/a-cache/task.toml:7: the check names the kind \"cash\"",
            "tasks/a-cache/task.toml:7: the solution does not pass this criterion",
        ],
    );
    refuses_kinds(
        TASK_FILE,
        "from = \"service\", to = \"cache\"",
        "from = \"client\", to = \"service\"",
        &["tasks/a-cache/task.toml:1: the starting design passes every criterion already"],
    );
    refuses_kinds(
        "tasks/a-cache/solution.json",
        "{",
        "[",
        &["tasks/a-cache/solution.json:2: this is not JSON"],
    );
    refuses_kinds(
        TASK_FILE,
        "solution =",
        "salutation =",
        &["tasks/a-cache/task.toml:2: unknown field `salutation`"],
    );
}

#[test]
fn words_of_every_kind_are_plain() {
    refuses_kinds(
        KINDS_FILE,
        "\"By count.\"",
        "\"By <b>count</b>.\"",
        &["items/kinds.toml:24: raw HTML is not shown", "items/kinds.toml:24: raw HTML is not shown"],
    );
    refuses_kinds(KINDS_FILE, "\"Clear\"", "\"\"", &["items/kinds.toml:72: the text is empty"]);
    refuses_kinds(
        KINDS_FILE,
        "\"It is behind.\"",
        "\"It is behind!\"",
        &["items/kinds.toml:56: an exclamation mark"],
    );
    refuses_kinds(
        KINDS_FILE,
        "= \"The copy is older",
        "= \"\\U0001F600 The copy is older",
        &["items/kinds.toml:57: the emoji"],
    );
}

#[test]
fn items_keep_the_rules_of_item_writing() {
    refuses(
        ITEMS_FILE,
        "\"apply\"",
        "\"use\"",
        &["items/caching.toml:1: cognitive level \"use\" is not known"],
    );
    refuses(
        ITEMS_FILE,
        "[\"What happens first?\", ",
        "[",
        &["items/caching.toml:1: 1 hints; give at least 2"],
    );
    refuses(ITEMS_FILE, "\"That is a hit.\"", "\"\"", &["items/caching.toml:14: the text is empty"]);
    refuses(ITEMS_FILE, "enemies = [\"mean-wait\"]\n", "", &["items: mean-wait has the enemy miss-cost"]);
}

#[test]
fn a_step_has_the_keys_of_its_type_and_its_files() {
    refuses(
        FIRST,
        "type = \"conceptual\"",
        "type = \"conceptual\"\nitems = []",
        &[
            "tutorials/first/tutorial.toml:17: the step \"read\" does not fit its type: conceptual has nothing more",
        ],
    );
    refuses(
        FIRST,
        "[\"miss-cost\", \"mean-wait\"]",
        "[]",
        &["tutorials/first/tutorial.toml:26: the step asks nothing"],
    );
    refuses(
        FIRST,
        "\"read.md\"",
        "\"raed.md\"",
        &[
            "tutorials/first/read.md: nothing uses this file",
            "tutorials/first/tutorial.toml:14: the file \"raed.md\" was expected beside this one",
        ],
    );
    refuses(
        SECOND_FILE,
        "points = 10",
        "points = 0",
        &["tutorials/second/tutorial.toml:25: a criterion is worth at least 1"],
    );
    refuses(
        SECOND_FILE,
        "{ check = \"connects\", from = \"service\", to = \"cache\" }",
        "{ check = \"measures\", metric = \"p99_millis\" }",
        &["tutorials/second/tutorial.toml:26: the check bounds nothing"],
    );
    refuses(
        SECOND_FILE,
        "\"connects\"",
        "\"conects\"",
        &["tutorials/second/tutorial.toml:26: this check is not understood: unknown variant `conects`"],
    );
}

#[test]
fn designs_can_be_read_and_know_their_kinds() {
    let (start, solution) = ("tutorials/second/start.json", "tutorials/second/solution.json");
    refuses(start, "  ]\n}", "  ]", &["tutorials/second/start.json:11: this is not JSON"]);
    refuses(
        start,
        "systemcraft-design",
        "other",
        &["tutorials/second/start.json: This is not a Systemcraft design"],
    );
    refuses(
        start,
        "\"to\": \"shop\"",
        "\"to\": \"nowhere\"",
        &["tutorials/second/start.json: Connection \"a\" was left out"],
    );
    refuses(
        start,
        "\"service\"",
        "\"servce\"",
        &["tutorials/second/start.json: component \"shop\" has the kind \"servce\""],
    );
    refuses(
        solution,
        "hit_ratio_percent",
        "hit_ratio",
        &[
            "tutorials/second/solution.json: The property \"hit_ratio\" of component \"copies\" is none that the kind \"cache\" has",
        ],
    );
    refuses(
        solution,
        "\"Redis\"",
        "\"redis\"",
        &[
            "tutorials/second/solution.json: The property \"software\" of component \"copies\" is \"redis\", and was expected to be one of \"Redis\"",
        ],
    );
    refuses(
        SECOND_FILE,
        "hints = [\"Something stands between.\", ",
        "hints = [",
        &["tutorials/second/tutorial.toml:18: there are 1 hints"],
    );
}

#[test]
fn a_canvas_task_can_be_solved_and_is_not_solved_at_the_start() {
    let check = "{ check = \"connects\", from = \"service\", to = \"cache\" }";
    let place = "tutorials/second/tutorial.toml";
    refuses(
        SECOND_FILE,
        check,
        "{ check = \"connects\", from = \"cache\", to = \"sql_database\" }",
        &[&format!("{place}:26: the solution does not pass this criterion: A connection from")],
    );
    refuses(
        SECOND_FILE,
        check,
        "{ check = \"contains\", kind = \"service\", count = 1 }",
        &[&format!("{place}:20: the starting design passes every criterion already")],
    );
    refuses(
        SECOND_FILE,
        "to = \"cache\"",
        "to = \"cash\"",
        &[
            &format!("{place}:26: the check names the kind \"cash\""),
            &format!("{place}:26: the solution does not pass this criterion"),
        ],
    );
    refuses(
        SECOND_FILE,
        check,
        "{ check = \"no_finding\", rule = \"single_point\" }",
        &[
            &format!("{place}:26: the check names the rule \"single_point\""),
            &format!("{place}:26: the solution does not pass this criterion"),
        ],
    );
}

#[test]
fn prose_neither_shouts_nor_holds_pictures_or_html() {
    refuses("pack.toml", "Just enough to be whole.", "Just enough!", &["pack.toml:4: an exclamation mark"]);
    refuses(
        ITEMS_FILE,
        "What does a **miss** cost in all?",
        "What does a miss cost in all!?",
        &["items/caching.toml:8: an exclamation mark"],
    );
    refuses(
        "tutorials/first/read.md",
        "# Read",
        "# Read \u{1f680}",
        &["tutorials/first/read.md:1: the emoji U+1F680"],
    );
    refuses(
        "tutorials/first/read.md",
        "and so",
        "<b>and</b> so",
        &[
            "tutorials/first/read.md:3: raw HTML is not shown: \"</b>\"",
            "tutorials/first/read.md:3: raw HTML is not shown: \"<b>\"",
        ],
    );
    refuses(
        "tutorials/first/read.md",
        "is code",
        "is [code](file:///etc)",
        &["tutorials/first/read.md:3: the link \"file:///etc\""],
    );
    refuses(
        "tutorials/first/read.md",
        "# Read\n",
        "# Read\n\n![a cat](https://example.org/cat.png)\n",
        &["tutorials/first/read.md:3: the picture \"https://example.org/cat.png\" is not in the pack"],
    );
}

#[test]
fn files_that_nothing_uses_and_files_that_are_missing_are_told() {
    let mut files = good();
    files.insert("item/more.toml".to_owned(), String::new());
    files.insert("README.md".to_owned(), "For authors.".to_owned());
    files.remove("topics.toml");
    let printed: Vec<String> = compile_files(&files).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(printed[0].starts_with("item/more.toml: nothing uses this file"), "{printed:?}");
    assert_eq!(printed[1], "topics.toml: the file was expected and is not there");
}

/// The blocks of TOML in the description of the format, in its order.
fn documented() -> Vec<&'static str> {
    let description = include_str!("../../../docs/formats/pack.md");
    description.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_examples_of_the_documented_format_compile() {
    let [pack, topics, principles, components, mock_tests, items, kinds, task, tutorial, challenge] =
        documented()[..]
    else {
        panic!("ten examples were expected")
    };
    let mut files = SourceFiles::new();
    for (name, text) in [
        ("pack.toml", pack),
        (
            "topics.toml",
            &topics
                .replace("skills = [", "skills = [\n{ id = \"cache-placement\", name = \"Place a cache\" },"),
        ),
        ("principles.toml", principles),
        ("kinds.toml", components),
        ("mock-tests.toml", mock_tests),
        ("items/all.toml", items),
        ("items/kinds.toml", kinds),
        ("tasks/a-cache-between/task.toml", task),
        ("tasks/a-cache-between/start.json", START),
        ("tasks/a-cache-between/solution.json", SOLUTION),
        ("tutorials/first-cache/tutorial.toml", tutorial),
        ("tutorials/first-cache/why-caches-work.md", READ),
        ("tutorials/first-cache/add-a-cache.md", READ),
        ("tutorials/first-cache/quiz.md", READ),
        ("tutorials/first-cache/start.json", START),
        ("tutorials/first-cache/solution.json", SOLUTION),
    ] {
        files.insert(name.to_owned(), text.to_owned());
    }
    let pack = compile_files(&files).unwrap();
    assert_eq!((pack.items.len(), pack.tutorials[0].steps.len()), (8, 3));
    assert_eq!(pack.mock_tests[0].questions(), 3);
    // One requirement shows how they are written, and is too few for a challenge.
    for (name, text) in [
        ("challenge.toml", challenge),
        ("brief.md", READ),
        ("explanation.md", READ),
        ("solution.json", SOLUTION),
        ("naive.json", START),
    ] {
        files.insert(format!("challenges/url-shortener/{name}"), text.to_owned());
    }
    let problems = compile_files(&files).unwrap_err();
    let is_too_few = |message: &str| message.contains(" at least ") || message.starts_with("no number asks");
    assert!(problems.iter().all(|problem| is_too_few(&problem.message)), "{problems:#?}");
    assert_eq!(problems.len(), 5, "{problems:#?}");
}

/// A folder of this name with the good pack in it.
fn written(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for (name, text) in good() {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn a_folder_is_read_as_its_files_are() {
    let folder = written("whole");
    fs::write(folder.join("notes.txt"), "not part of the pack").unwrap();
    assert_eq!(compile_folder(&folder), compile_files(&good()));
}

#[test]
fn files_that_cannot_be_read_are_told_by_name() {
    let folder = written("broken");
    fs::write(folder.join("tutorials/first/read.md"), b"caf\xe9").unwrap();
    fs::write(folder.join("items/huge.toml"), " ".repeat(limits::MAX_FILE_BYTES + 1)).unwrap();
    let printed: Vec<String> = compile_folder(&folder).unwrap_err().iter().map(ToString::to_string).collect();
    assert!(
        printed[0].starts_with("items/huge.toml: 1048577 bytes; at most 1048576 were expected"),
        "{printed:?}"
    );
    assert!(printed[1].starts_with("tutorials/first/read.md:1: this is not text in UTF-8"), "{printed:?}");
    let absent = compile_folder(&folder.join("absent")).unwrap_err();
    assert!(absent[0].message.starts_with("the folder cannot be read"), "{absent:?}");
}

proptest! {
    #[test]
    fn any_text_in_any_file_is_compiled_or_refused_without_a_panic(
        file in 0..NAMES.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let mut files = good();
        files.insert(NAMES[file].0.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
        let _ = compile_files(&files);
    }

    #[test]
    fn a_file_with_a_piece_taken_out_is_compiled_or_refused_without_a_panic(
        file in 0..NAMES.len(),
        start in any::<prop::sample::Index>(),
        length in 1..40usize,
    ) {
        let (name, text) = NAMES[file];
        let start = start.index(text.len());
        let kept: String = text.char_indices().filter(|(at, _)| *at < start || *at >= start + length).map(|(_, c)| c).collect();
        let mut files = good();
        files.insert(name.to_owned(), kept);
        if let Err(problems) = compile_files(&files) {
            prop_assert!(!problems.is_empty());
        }
    }
}

/// The good pack, with a picture that a text shows.
fn with_picture(name: &str, bytes: &[u8]) -> Result<content::Pack, Vec<String>> {
    let files = changed("tutorials/first/read.md", "# Read\n", "# Read\n\n![A box](images/box.svg)\n");
    let pictures = SourcePictures::from([(name.to_owned(), bytes.to_vec())]);
    compile_files_and_pictures(&files, &pictures)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

#[test]
fn pictures_travel_in_the_pack_and_have_to_be_shown_and_sound() {
    let box_drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='4' height='4'/></svg>";
    let pack = with_picture("images/box.svg", box_drawing).unwrap();
    let read = pack_from_json(&write(&pack).unwrap().json).unwrap();
    assert_eq!(read.picture("images/box.svg").unwrap().bytes().as_deref(), Some(&box_drawing[..]));
    let problems = with_picture("images/other.svg", box_drawing).unwrap_err();
    assert!(problems[0].starts_with("images/other.svg: no text shows this picture"), "{problems:?}");
    assert!(
        problems[1]
            .starts_with("tutorials/first/read.md:3: the picture \"images/box.svg\" is not in the pack"),
        "{problems:?}"
    );
    let problems = with_picture("images/box.svg", b"<svg>\n<script/></svg>").unwrap_err();
    assert!(
        problems[0].starts_with("images/box.svg: line 2 of the drawing: the element <script>"),
        "{problems:?}"
    );
    let problems = with_picture("images/more/Box.svg", box_drawing).unwrap_err();
    assert!(problems[0].starts_with("images/more/Box.svg: a name of lower-case letters"), "{problems:?}");
}
