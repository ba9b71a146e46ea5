//! The order of a path for one learner, and what is asked of an author's path and skill tree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::collections::BTreeSet;
use std::path::Path as FilePath;

use content::compile::{SourceFiles, compile_files, compile_folder};
use content::{Difficulty, Experience, Pack, Path, Route, pack_from_json};
use proptest::prelude::*;
use serde_json::{Value, json};

const DIFFICULTIES: [&str; 4] = ["beginner", "intermediate", "advanced", "expert"];
const TOPIC_ITEMS: usize = 10;

/// A tutorial by its number: difficulty, goals it serves (`g0`..), and numbers of what it builds on.
type Lesson = (usize, Vec<usize>, Vec<usize>);

fn numbered(letter: &str, numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| format!("{letter}{number}")).collect()
}

fn item(number: usize) -> Value {
    let option =
        |text: &str, correct: bool| json!({ "text": text, "correct": correct, "rationale": "Because." });
    json!({
        "id": format!("i{number}"), "topic": "caching", "skill": "place", "stem": "Which?",
        "question": { "kind": "single_choice", "options": [option("a", true), option("b", false)] },
        "hints": ["h", "i"], "explanation": "Because.", "sources": [], "cognitive_level": "apply",
        "expected_seconds": 30, "parameters": { "a": 1.0, "b": 0.0, "c": 0.25 }, "provenance": "authored_guess",
    })
}

fn tutorial(number: usize, (difficulty, _, prerequisites): &Lesson) -> Value {
    json!({
        "id": format!("t{number}"), "title": "T", "summary": "T.", "difficulty": DIFFICULTIES[*difficulty],
        "minutes": 5, "prerequisites": numbered("t", prerequisites),
        "objectives": [{ "id": "o", "title": "O", "skills": ["place"] }],
        "steps": [{ "id": "s", "title": "S", "content": "Read.", "minutes": 5, "objectives": ["o"],
                    "kind": { "type": "conceptual" } }],
    })
}

/// A pack with one path over all the lessons in their order.
fn pack(lessons: &[Lesson]) -> Value {
    let entry = |(number, (_, goals, _)): (usize, &Lesson)| json!({ "id": format!("t{number}"), "goals": numbered("g", goals), "reason": "Here." });
    json!({
        "format": 1, "id": "small", "title": "Small", "summary": "A small pack.", "version": "1.0.0",
        "licence": "CC0-1.0", "language": "en",
        "topics": [{ "id": "caching", "name": "Caching", "summary": "Near.", "skills": [{ "id": "place", "name": "Place" }] }],
        "items": (0..TOPIC_ITEMS).map(item).collect::<Vec<_>>(),
        "tutorials": lessons.iter().enumerate().map(|(number, lesson)| tutorial(number, lesson)).collect::<Vec<_>>(),
        "paths": [{
            "id": "p", "role": "Builder", "title": "P", "summary": "P.",
            "goals": [{ "id": "g0", "title": "Go" }, { "id": "g1", "title": "Rest" }],
            "tutorials": lessons.iter().enumerate().map(entry).collect::<Vec<_>>(),
            "certification": { "topics": ["caching"], "questions": 5, "minutes": 20, "cut_score": 0.5 },
        }],
        "skill_tree": [
            { "id": "low", "title": "Low", "summary": "L.", "opens_next_at": 80,
              "branches": [{ "id": "near", "title": "Near", "skills": ["place"] }] },
            { "id": "high", "title": "High", "summary": "H.",
              "branches": [{ "id": "far", "title": "Far", "skills": ["place"] }] },
        ],
    })
}

/// Beginner lessons that serve one goal each: t0 the first, t1 the second.
fn two() -> Value {
    pack(&[(0, vec![0], vec![]), (0, vec![1], vec![0])])
}

fn ids(route: &Route) -> Vec<String> {
    route.stops.iter().map(|stop| stop.tutorial.id.clone()).collect()
}

fn read(value: &Value) -> (Pack, Path) {
    let pack = pack_from_json(&value.to_string()).unwrap();
    let path = pack.paths[0].clone();
    (pack, path)
}

#[test]
fn those_that_serve_more_goals_come_first_and_bring_what_they_build_on_along() {
    let (pack, path) = read(&pack(&[
        (0, vec![0], vec![]),
        (0, vec![], vec![0]),
        (1, vec![], vec![]),
        (1, vec![0, 1], vec![2]),
        (2, vec![0, 1], vec![0]),
    ]));
    let all = ["g0".to_owned(), "g1".to_owned()];
    // t3 serves both goals and builds on t2; then t0 with one goal; t1 has none. t4 is too hard.
    assert_eq!(ids(&path.route(&pack, Experience::Beginner, &all)), ["t2", "t3", "t0", "t1"]);
    // Without goals the author's order holds.
    let route = path.route(&pack, Experience::Beginner, &[]);
    assert_eq!(ids(&route), ["t0", "t1", "t2", "t3"]);
    assert_eq!(route.depths(), [0, 1, 0, 1]);
    assert_eq!(route.harder.len(), 1);
    let advanced = path.route(&pack, Experience::Advanced, &all);
    assert_eq!((ids(&advanced), advanced.easier.len()), (vec!["t4".to_owned()], 4));
}

#[test]
fn each_experience_takes_two_neighbouring_difficulties() {
    let suits = Experience::ALL.map(Experience::suits);
    assert_eq!(suits[0], [Difficulty::Beginner, Difficulty::Intermediate]);
    assert_eq!(suits[1], [Difficulty::Intermediate, Difficulty::Advanced]);
    assert_eq!(suits[2], [Difficulty::Advanced, Difficulty::Expert]);
    for experience in Experience::ALL {
        assert_eq!(Experience::from_id(experience.id()), Some(experience));
    }
    assert_eq!(Experience::from_id("wizard"), None);
    let placed = [-0.01, 0.0, 0.99, 1.0].map(Experience::of_ability);
    use Experience::{Advanced, Beginner, Intermediate};
    assert_eq!(placed, [Beginner, Intermediate, Intermediate, Advanced]);
}

#[test]
fn a_certification_is_passed_with_all_its_answers_and_the_cut_score() {
    let (_, path) = read(&two());
    let passed = |ability, answered| path.certification.is_passed(ability, answered);
    assert!(passed(0.5, 5) && passed(2.0, 6));
    assert!(!passed(0.499, 5) && !passed(3.0, 4) && !passed(f64::NAN, 5));
}

fn lessons() -> impl Strategy<Value = Vec<Lesson>> {
    let lesson = (
        0..4_usize,
        prop::collection::btree_set(0..2_usize, 0..=2),
        prop::collection::btree_set(0..14_usize, 0..3),
    );
    prop::collection::vec(lesson, 1..14).prop_map(|drawn| {
        let place =
            |(number, (difficulty, goals, earlier)): (usize, (usize, BTreeSet<usize>, BTreeSet<usize>))| {
                let before: BTreeSet<usize> =
                    earlier.into_iter().filter(|earlier| *earlier < number).collect();
                // The rule that each goal is served is another test's.
                let goals = if number == 0 { vec![0, 1] } else { goals.into_iter().collect() };
                (difficulty, goals, before.into_iter().collect())
            };
        drawn.into_iter().enumerate().map(place).collect()
    })
}

/// Whether the lesson `late` builds on `early`, directly or not.
fn builds_on(lessons: &[Lesson], late: usize, early: usize) -> bool {
    lessons[late].2.iter().any(|before| *before == early || builds_on(lessons, *before, early))
}

fn number(id: &str) -> usize {
    id[1..].parse().unwrap()
}

proptest! {
    #[test]
    fn nothing_is_hidden_and_nothing_comes_before_what_it_builds_on(
        lessons in lessons(),
        experience in prop::sample::select(Experience::ALL.to_vec()),
        goals in prop::sample::subsequence(vec!["g0".to_owned(), "g1".to_owned()], 0..=2),
    ) {
        let (pack, path) = read(&pack(&lessons));
        let route = path.route(&pack, experience, &goals);
        let mut all: Vec<usize> = route.all().map(|stop| number(&stop.tutorial.id)).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..lessons.len()).collect::<Vec<_>>());
        let order: Vec<usize> = route.stops.iter().map(|stop| number(&stop.tutorial.id)).collect();
        let [easiest, hardest] = experience.suits();
        for (place, late) in order.iter().enumerate() {
            prop_assert!((easiest..=hardest).contains(&route.stops[place].tutorial.difficulty));
            prop_assert!(order[place..].iter().all(|other| !builds_on(&lessons, *late, *other)));
        }
        // A stop that serves fewer goals than a later one is there because something as good builds on it.
        let served = |place: usize| route.stops[place].goals_served;
        for early in 0..order.len() {
            for late in early + 1..order.len() {
                let has_reason = || (0..order.len())
                    .any(|place| served(place) >= served(late) && builds_on(&lessons, order[place], order[early]));
                prop_assert!(served(early) >= served(late) || has_reason(), "{:?}", order);
            }
        }
        let depths = route.depths();
        for place in 0..order.len() {
            prop_assert!(route.before(place).all(|earlier| depths[earlier] < depths[place]));
        }
    }
}

/// What a reader of the compiled file says after `value` stood at `pointer` of a pack with two lessons.
#[track_caller]
fn refuses(pointer: &str, value: Value, expected: &str) {
    let mut pack = two();
    *pack.pointer_mut(pointer).unwrap() = value;
    let said = pack_from_json(&pack.to_string()).unwrap_err().to_string();
    assert!(said.contains(expected), "\n     said: {said}\n expected: {expected}");
}

#[test]
fn a_path_that_cannot_be_walked_is_refused_with_its_place() {
    assert!(pack_from_json(&two().to_string()).is_ok());
    let path = "/paths/0";
    let entries = two().pointer("/paths/0/tutorials").unwrap().clone();
    let swapped = json!([entries[1], entries[0]]);
    refuses(&format!("{path}/tutorials"), swapped, "paths[0].tutorials[0].id: \"t1\" builds on \"t0\"");
    let twice = json!([entries[0], entries[1], entries[0]]);
    refuses(
        &format!("{path}/tutorials"),
        twice,
        "paths[0].tutorials[2].id: the tutorial \"t0\" stands twice",
    );
    refuses(&format!("{path}/tutorials/0/id"), json!("t9"), "the tutorial \"t9\" is unknown");
    refuses(&format!("{path}/tutorials/0/goals"), json!(["g0", "g7"]), "the path has no goal \"g7\"");
    refuses(
        &format!("{path}/tutorials/0/goals"),
        json!([]),
        "no tutorial of the path serves the goal \"g0\"",
    );
    refuses(&format!("{path}/goals/1/id"), json!("g0"), "the goal \"g0\" stands twice");
    refuses(&format!("{path}/goals"), json!([]), "the path has 0 goals; 2 to 20 were expected");
    refuses(&format!("{path}/id"), json!("No id"), "\"No id\" is no id");
}

#[test]
fn a_pack_says_who_its_levels_are_for_or_says_nothing_of_it() {
    assert_eq!(read(&two()).0.levels, None);
    let mut said = two();
    said["levels"] =
        json!({ "beginner": "You can row.", "intermediate": "You sail.", "advanced": "You race." });
    let levels = read(&said).0.levels.unwrap();
    assert_eq!(
        Experience::ALL.map(|experience| levels.of(experience)),
        ["You can row.", "You sail.", "You race."]
    );
    for (key, text, expected) in [
        ("beginner", json!("a".repeat(301)), "levels.beginner: 301 characters; at most 300 were expected"),
        ("advanced", json!("turned \u{202e} round"), "levels.advanced: the character U+202E turns"),
        ("intermediate", json!(3), "expected a string"),
    ] {
        let mut pack = said.clone();
        pack["levels"][key] = text;
        let told = pack_from_json(&pack.to_string()).unwrap_err().to_string();
        assert!(told.contains(expected), "{told}");
    }
    let mut pack = said;
    pack["levels"].as_object_mut().unwrap().remove("advanced");
    assert!(pack_from_json(&pack.to_string()).unwrap_err().to_string().contains("missing field `advanced`"));
}

#[test]
fn what_is_wrong_with_the_words_of_levels_is_told_by_file_and_line() {
    let paths = "[levels]\nbeginner = \"You row!\"\nintermediate = \"\"\nadvanced = \"You race.\"\n";
    let problems = |text: &str| -> Vec<String> {
        let files: SourceFiles = [("paths.toml".to_owned(), text.to_owned())].into();
        let problems = compile_files(&files).unwrap_err();
        problems.iter().map(ToString::to_string).filter(|one| one.starts_with("paths.toml")).collect()
    };
    let unknown = problems(&format!("{paths}expert = \"You circle the world.\"\npath = []\n"));
    assert!(unknown.len() == 1 && unknown[0].starts_with("paths.toml:5: "), "{unknown:?}");
    let said = compile_files(&small_files(paths)).unwrap_err();
    let said: Vec<String> = said.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|one| one.starts_with("paths.toml:2: an exclamation mark")), "{said:#?}");
    assert!(said.iter().any(|one| one.starts_with("paths.toml:3: the text is empty")), "{said:#?}");
}

/// A pack whose path is not whole, so that there is always something to say.
fn small_files(before_the_path: &str) -> SourceFiles {
    let texts = [
        (
            "pack.toml",
            "format = 1\nid = \"s\"\ntitle = \"S\"\nsummary = \"S.\"\nversion = \"1\"\nlicence = \"CC0-1.0\"\nlanguage = \"en\"\n".to_owned(),
        ),
        (
            "topics.toml",
            "[[topic]]\nid = \"c\"\nname = \"C\"\nsummary = \"C.\"\nskills = [{ id = \"p\", name = \"P\" }]\n".to_owned(),
        ),
        (
            "paths.toml",
            format!("{before_the_path}[[path]]\nid = \"p\"\nrole = \"Builder\"\ntitle = \"Go now\"\nsummary = \"P.\"\n\
             [[path.goal]]\nid = \"g\"\ntitle = \"Go\"\n\
             [[path.tutorial]]\nid = \"nowhere\"\ngoals = [\"g\"]\nreason = \"Here.\"\n\
             [path.certification]\ntopics = [\"c\"]\nquestions = 5\nminutes = 20\ncut_score = 0.0\n"),
        ),
    ];
    texts.map(|(name, text)| (name.to_owned(), text)).into()
}

#[test]
fn a_certification_that_could_not_be_taken_is_refused() {
    let at = "/paths/0/certification";
    refuses(&format!("{at}/topics"), json!([]), "the certification names no topic");
    refuses(&format!("{at}/topics"), json!(["cashing"]), "the topic \"cashing\" is unknown");
    refuses(
        &format!("{at}/questions"),
        json!(6),
        "the topics have 10 questions that can be asked; at least twice 6",
    );
    refuses(&format!("{at}/questions"), json!(4), "4 questions; 5 to 50 were expected");
    refuses(&format!("{at}/minutes"), json!(0), "0 minutes; 5 to 240 were expected");
    refuses(&format!("{at}/cut_score"), json!(3.5), "a cut score from -2 to 3");
}

#[test]
fn a_tree_that_could_not_be_climbed_is_refused() {
    let at = "/skill_tree";
    refuses(&format!("{at}/0/opens_next_at"), Value::Null, "every tier but the last opens the next");
    refuses(&format!("{at}/0/opens_next_at"), json!(101), "at a score from 1 to 100");
    refuses(&format!("{at}/1/branches/0/id"), json!("near"), "the branch \"near\" stands twice");
    refuses(&format!("{at}/1/branches/0/skills"), json!(["fly"]), "the skill \"fly\" is unknown");
    refuses(&format!("{at}/1/branches/0/skills"), json!([]), "the branch has 0 skills");
    refuses(&format!("{at}/1/branches"), json!([]), "the tier has 0 branches");
    refuses(&format!("{at}/1/id"), json!("low"), "the tier \"low\" stands twice");
}

#[test]
fn what_is_wrong_with_a_path_is_told_by_file_and_line() {
    let texts = [
        (
            "pack.toml",
            "format = 1\nid = \"s\"\ntitle = \"S\"\nsummary = \"S.\"\nversion = \"1\"\nlicence = \"CC0-1.0\"\nlanguage = \"en\"\n",
        ),
        (
            "topics.toml",
            "[[topic]]\nid = \"c\"\nname = \"C\"\nsummary = \"C.\"\nskills = [{ id = \"p\", name = \"P\" }]\n",
        ),
        (
            "paths.toml",
            "[[path]]\nid = \"p\"\nrole = \"Builder\"\ntitle = \"Go now!\"\nsummary = \"P.\"\n\
             [[path.goal]]\nid = \"g\"\ntitle = \"Go\"\n\
             [[path.tutorial]]\nid = \"nowhere\"\ngoals = [\"other\"]\nreason = \"\"\n\
             [path.certification]\ntopics = [\"c\"]\nquestions = 5\nminutes = 20\ncut_score = 9.0\n",
        ),
        (
            "skill-tree.toml",
            "[[tier]]\nid = \"t\"\ntitle = \"T\"\nsummary = \"T.\"\nopens_next_at = 80\n\
             [[tier.branch]]\nid = \"b\"\ntitle = \"B\"\nskills = [\"q\"]\n",
        ),
    ];
    let files: SourceFiles = texts.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    let printed: Vec<String> = compile_files(&files).unwrap_err().iter().map(ToString::to_string).collect();
    let expected = [
        "paths.toml:4: an exclamation mark",
        "paths.toml:6: the path has 1 goals",
        "paths.toml:7: no tutorial of the path serves the goal \"g\"",
        "paths.toml:10: the tutorial \"nowhere\" is unknown",
        "paths.toml:11: the path has no goal \"other\"",
        "paths.toml:12: the text is empty",
        "paths.toml:15: the topics have 0 questions",
        "paths.toml:17: a cut score from -2 to 3",
        "skill-tree.toml:5: every tier but the last",
        "skill-tree.toml:9: the skill \"q\" is unknown",
    ];
    assert_eq!(printed.len(), expected.len(), "{printed:#?}");
    for (printed, expected) in printed.iter().zip(expected) {
        assert!(printed.starts_with(expected), "\n  printed: {printed}\n expected: {expected}");
    }
}

#[test]
fn the_examples_of_the_documented_format_are_read() {
    let description = include_str!("../../../docs/formats/paths.md");
    let blocks: Vec<&str> =
        description.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [paths, tree] = blocks[..] else { panic!("two examples were expected") };
    let files =
        [("paths.toml", paths), ("skill-tree.toml", &tree.replace("opens_next_at", "# opens_next_at"))];
    let files: SourceFiles = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    // Without the other files nothing can be said of what the two refer to; they themselves are read without complaint.
    let names: BTreeSet<String> =
        compile_files(&files).unwrap_err().into_iter().map(|problem| problem.file).collect();
    assert_eq!(names, BTreeSet::from(["pack.toml".to_owned(), "topics.toml".to_owned()]));
}

fn system_design() -> Pack {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../content/system-design");
    compile_folder(&folder).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{} problems:\n{}", lines.len(), lines.join("\n"))
    })
}

#[test]
fn system_design_ships_four_paths_that_have_something_for_everybody_who_takes_them() {
    let pack = system_design();
    let roles: Vec<&str> = pack.paths.iter().map(|path| path.role.as_str()).collect();
    assert_eq!(roles, ["Backend engineer", "Site reliability engineer", "Data engineer", "Engineering lead"]);
    for path in &pack.paths {
        assert!((8..=13).contains(&path.tutorials.len()) && path.goals.len() == 4, "{}", path.id);
        for experience in Experience::ALL {
            let stops = path.route(&pack, experience, &[]).stops.len();
            assert!(stops >= 2, "{} has {stops} stops for {experience:?}", path.id);
        }
    }
    // Every tutorial that does not ask for a language of its own is on some path.
    let on_a_path: BTreeSet<&str> =
        pack.paths.iter().flat_map(|path| path.tutorials.iter().map(|entry| entry.id.as_str())).collect();
    assert!(on_a_path.len() >= 16, "{on_a_path:?}");
}

#[test]
fn each_subject_with_paths_says_in_its_own_words_who_its_levels_are_for() {
    let folders = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let (mut said, mut count) = (BTreeSet::new(), 0);
    for folder in std::fs::read_dir(folders).unwrap().flatten().map(|entry| entry.path()) {
        let pack = compile_folder(&folder).unwrap();
        if !pack.paths.is_empty() {
            let levels = pack.levels.unwrap_or_else(|| panic!("{} does not say it", pack.id));
            said.extend(Experience::ALL.map(|experience| levels.of(experience).to_owned()));
            count += 1;
        }
    }
    assert!(count >= 2 && said.len() == count * 3, "{said:?}");
}

#[test]
fn system_design_has_the_tree_of_its_specification() {
    let pack = system_design();
    let tiers: Vec<(&str, Option<u32>, usize)> = pack
        .skill_tree
        .iter()
        .map(|tier| (tier.id.as_str(), tier.opens_next_at, tier.branches.len()))
        .collect();
    assert_eq!(
        tiers,
        [("fundamentals", Some(80), 4), ("scaling", Some(75), 4), ("advanced-patterns", None, 4)]
    );
}
