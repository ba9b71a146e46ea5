//! Compiled packs come from strangers: they are read whole or refused with a sentence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use content::{FORMAT, PackError, limits, pack_from_json};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Value, json};

fn pack() -> Value {
    let option =
        |text: &str, correct: bool| json!({ "text": text, "correct": correct, "rationale": "Because." });
    json!({
        "format": 1, "id": "small", "title": "Small", "summary": "A small pack.", "version": "1.0.0",
        "licence": "CC0-1.0", "language": "en",
        "topics": [{ "id": "caching", "name": "Caching", "summary": "Near.", "skills": [{ "id": "place", "name": "Place" }] }],
        "items": [{
            "id": "one", "topic": "caching", "skill": "place", "stem": "Which?",
            "question": { "kind": "single_choice", "options": [option("a", true), option("b", false)] },
            "hints": ["h", "i"], "explanation": "Because.", "sources": [], "cognitive_level": "apply",
            "expected_seconds": 30, "parameters": { "a": 1.0, "b": 0.0, "c": 0.25 }, "provenance": "authored_guess",
        }],
        "tutorials": [{
            "id": "first", "title": "First", "summary": "One.", "difficulty": "beginner", "minutes": 5,
            "objectives": [{ "id": "o", "title": "O", "skills": ["place"] }],
            "steps": [{
                "id": "quiz", "title": "Quiz", "content": "Go.", "minutes": 5, "objectives": ["o"],
                "kind": { "type": "assessment", "items": ["one"] },
            }],
        }],
    })
}

/// What the learner reads after `value` stood at `pointer`.
#[track_caller]
fn check(pointer: &str, value: Value, expected: Expect) {
    let mut pack = pack();
    *pack.pointer_mut(pointer).unwrap() = value;
    expected.assert_eq(&pack_from_json(&pack.to_string()).unwrap_err().to_string());
}

#[test]
fn a_whole_pack_is_read() {
    let read = pack_from_json(&pack().to_string()).unwrap();
    assert_eq!(read.format, FORMAT);
    assert!(read.item("one").is_some() && read.item("two").is_none());
    assert!(read.topic("caching").is_some() && read.tutorial("first").is_some());
}

#[test]
fn keys_of_a_later_hand_are_passed_over() {
    let mut later = pack();
    later["colour"] = json!("red");
    assert_eq!(pack_from_json(&later.to_string()), pack_from_json(&pack().to_string()));
}

#[test]
fn another_format_is_refused_before_anything_else_is_read() {
    check(
        "/format",
        json!(2),
        expect![
            "This pack has format 2, which is newer than this app knows (1). Update the app, then open the pack again."
        ],
    );
    check(
        "/format",
        json!(0),
        expect!["This pack has format 0, which was never published. Ask its author for a newer file."],
    );
    let newer = r#"{ "format": 7, "everything": "else differs" }"#;
    assert_eq!(pack_from_json(newer), Err(PackError::Newer { found: 7 }));
}

#[test]
fn what_is_no_pack_is_refused_with_its_place() {
    check(
        "/items/0/hints",
        json!("none"),
        expect![[
            r#"This file is not a compiled pack. At line 1, column 122: invalid type: string "none", expected a sequence."#
        ]],
    );
    for text in ["", "PK\u{3}\u{4}", "[]", "{}", "{\"format\": \"1\"}"] {
        assert!(matches!(pack_from_json(text), Err(PackError::NotAPack { .. })), "{text}");
    }
}

#[test]
fn references_that_lead_nowhere_are_refused_with_their_place() {
    check(
        "/items/0/skill",
        json!("plaice"),
        expect![[
            r#"This pack cannot be used: line 1, items[0].skill: the topic "caching" has no skill "plaice"; it has place."#
        ]],
    );
    check(
        "/tutorials/0/steps/0/kind/items/0",
        json!("two"),
        expect![[
            r#"This pack cannot be used: line 1, tutorials[0].steps[0].items[0]: the item "two" is unknown."#
        ]],
    );
    check(
        "/tutorials/0/objectives/0/skills",
        json!(["a", "b", "c"]),
        expect![[
            r#"This pack cannot be used: line 1, tutorials[0].objectives[0].skills[0]: the skill "a" is unknown; topics.toml has the skills. 2 more problems were found."#
        ]],
    );
    check(
        "/items/0/parameters/a",
        json!(-1.0),
        expect![
            "This pack cannot be used: line 1, items[0].parameters: discrimination a is -1; choose a value over 0, from 0.01 to 10."
        ],
    );
}

#[test]
fn a_pack_that_is_too_large_too_deep_or_too_full_is_refused_before_parsing() {
    let long = " ".repeat(limits::MAX_PACK_BYTES + 1);
    assert_eq!(pack_from_json(&long), Err(PackError::TooLarge { bytes: limits::MAX_PACK_BYTES + 1 }));
    let nested =
        |depth: usize| format!("{{\"format\": 1, \"x\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(pack_from_json(&nested(limits::MAX_DEPTH)), Err(PackError::TooDeep));
    assert!(matches!(pack_from_json(&nested(limits::MAX_DEPTH - 1)), Err(PackError::NotAPack { .. })));
    let full = format!("[{}]", "0,".repeat(limits::MAX_VALUES));
    assert_eq!(pack_from_json(&full), Err(PackError::TooManyValues));
}

#[test]
fn brackets_in_texts_are_not_depth() {
    let mut bracketed = pack();
    bracketed["summary"] = json!(format!("\"\\{}", "[{,".repeat(300)));
    assert!(pack_from_json(&bracketed.to_string()).is_ok());
}

#[test]
fn more_items_than_the_limit_are_refused() {
    let mut crowded = pack();
    let item = crowded["items"][0].clone();
    crowded["items"] = (0..=limits::MAX_ITEMS)
        .map(|number| {
            let mut item = item.clone();
            item["id"] = json!(if number == 0 { "one".to_owned() } else { format!("item-{number}") });
            item
        })
        .collect();
    let error = pack_from_json(&crowded.to_string()).unwrap_err().to_string();
    assert!(error.contains("there are 20001 items; at most 20000 were expected"), "{error}");
}

#[test]
fn a_long_chain_of_tutorials_is_no_circle() {
    let mut chain = pack();
    let tutorial = chain["tutorials"][0].clone();
    chain["tutorials"] = (0..limits::MAX_TUTORIALS)
        .map(|number| {
            let mut tutorial = tutorial.clone();
            tutorial["id"] = json!(format!("t{number}"));
            tutorial["prerequisites"] =
                if number == 0 { json!([]) } else { json!([format!("t{}", number - 1)]) };
            tutorial
        })
        .collect();
    assert!(pack_from_json(&chain.to_string()).is_ok());
}

/// Something that JSON can hold, to stand where it does not belong.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!([])),
        Just(json!({})),
        any::<bool>().prop_map(|flag| json!(flag)),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(|number| json!(number)),
        ".{0,12}".prop_map(|text| json!(text)),
    ]
}

/// Every place in a value, as JSON pointers.
fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), into));
        }
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = pack_from_json(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_value_anywhere_is_read_or_refused_without_a_panic(place in any::<prop::sample::Index>(), value in any_value()) {
        let mut pack = pack();
        let mut places = Vec::new();
        pointers(&pack, "", &mut places);
        *pack.pointer_mut(place.get::<String>(&places)).unwrap() = value;
        let _ = pack_from_json(&pack.to_string());
    }

    #[test]
    fn a_pack_cut_short_is_refused(place in any::<prop::sample::Index>()) {
        let json = pack().to_string();
        let cut = place.index(json.len());
        prop_assert!(pack_from_json(json.get(..cut).unwrap_or_default()).is_err());
    }

    #[test]
    fn markdown_is_checked_without_a_panic(text in "\\PC{0,200}") {
        let lines = text.lines().count().max(1);
        for problem in content::markdown::check(&text, |_| false) {
            prop_assert!((1..=lines).contains(&problem.line));
        }
    }
}
