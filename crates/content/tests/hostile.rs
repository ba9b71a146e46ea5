//! Packs that mean harm, or look as if they did: each is refused whole, with its place and a reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use content::{Pack, PackError, Picture, limits, pack_from_json, text_of_file};
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
                "id": "read", "title": "Read", "content": "Go.", "minutes": 5, "objectives": ["o"],
                "kind": { "type": "conceptual" },
            }],
        }],
    })
}

fn read(pack: &Value) -> Result<Pack, String> {
    pack_from_json(&pack.to_string()).map_err(|error| error.to_string())
}

/// The pack with this text in a step is refused for a reason that has all of these words.
#[track_caller]
fn text_refused(text: &str, words: &[&str]) {
    let mut pack = pack();
    pack["tutorials"][0]["steps"][0]["content"] = json!(text);
    let said = read(&pack).expect_err(text);
    assert!(said.contains("tutorials[0].steps[0].content"), "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} is not in: {said}");
    }
}

fn with_picture(name: &str, bytes: &[u8]) -> Value {
    let mut pack = pack();
    pack["pictures"] = json!([Picture::of_bytes(name, bytes)]);
    pack
}

#[track_caller]
fn drawing_refused(drawing: &str, words: &str) {
    let said = read(&with_picture("images/drawing.svg", drawing.as_bytes())).expect_err(drawing);
    assert!(said.contains("pictures[0]") && said.contains(words), "{words:?} is not in: {said}");
}

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
  <defs><linearGradient id="g"><stop offset="0" stop-color="#123"/></linearGradient></defs>
  <g><rect width="10" height="10" fill="url(#g)"/><text x="1" y="5">A &amp; B</text></g>
</svg>"##;

/// One pixel, as a PNG.
fn png(width: u32, height: u32) -> Vec<u8> {
    let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let mut bytes = BASE64_STANDARD.decode(pixel).unwrap();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes
}

#[test]
fn a_harmless_pack_with_pictures_is_read() {
    let mut pack = with_picture("images/drawing.svg", DRAWING.as_bytes());
    pack["pictures"].as_array_mut().unwrap().push(json!(Picture::of_bytes("images/dot.png", &png(1, 1))));
    pack["tutorials"][0]["steps"][0]["content"] =
        json!("![Two boxes](images/drawing.svg) and ![a dot](images/dot.png)");
    let read = read(&pack).unwrap();
    assert_eq!(read.picture("images/drawing.svg").unwrap().bytes().as_deref(), Some(DRAWING.as_bytes()));
}

#[test]
fn scripts_and_other_markup_in_texts_are_refused() {
    text_refused("fine\n\n<script>window.hit = 1</script>", &["line 3 of the text", "raw HTML", "<script>"]);
    text_refused("an <img src=x onerror=alert(1)> inside", &["raw HTML"]);
    text_refused("<iframe srcdoc='<script>1</script>'></iframe>", &["raw HTML"]);
}

#[test]
fn links_that_run_or_carry_something_are_refused() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "blob:https://example.org/1",
        "file:///etc/passwd",
        "//example.org/",
        "/settings",
    ] {
        text_refused(&format!("see [this]({address})"), &["line 1 of the text", "leads nowhere"]);
    }
    text_refused("see [this][1]\n\n[1]: javascript:alert(1)", &["leads nowhere"]);
    text_refused("<javascript:alert(1)>", &[]);
}

#[test]
fn pictures_from_elsewhere_and_without_description_are_refused() {
    for address in [
        "https://example.org/a.png",
        "//example.org/a.png",
        "data:image/png;base64,AA",
        "../a.png",
        "images/none.png",
    ] {
        text_refused(&format!("![A picture]({address})"), &["is not in the pack"]);
    }
    let mut pack = with_picture("images/dot.png", &png(1, 1));
    pack["items"][0]["explanation"] = json!("See:\n\n![ ](images/dot.png)");
    let said = read(&pack).unwrap_err();
    assert!(
        said.contains("items[0].explanation, line 3 of the text") && said.contains("no description"),
        "{said}"
    );
}

#[test]
fn drawings_that_run_fetch_or_grow_are_refused() {
    let around = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">\n{inner}\n</svg>");
    drawing_refused(
        &around("<script>window.hit = 1</script>"),
        "line 2 of the drawing: the element <script>",
    );
    drawing_refused(&around("<g onload=\"x()\"/>"), "would run a script");
    drawing_refused(&around("<rect ONCLICK='x()'/>"), "would run a script");
    drawing_refused(&around("<image href='https://example.org/a.png'/>"), "<image>");
    drawing_refused(&around("<foreignObject><body/></foreignObject>"), "<foreignObject>");
    drawing_refused(&around("<style>@import 'https://example.org/a.css';</style>"), "<style>");
    drawing_refused(&around("<a xlink:href='javascript:x'/>"), "<a>");
    drawing_refused(&around("<use href='#a'/>"), "<use>");
    drawing_refused(&around("<animate attributeName='href'/>"), "<animate>");
    drawing_refused(&around("<rect fill='url(https://example.org/a)'/>"), "outside");
    drawing_refused(&around("<rect style='fill: u\\72l(//example.org)'/>"), "outside");
    drawing_refused(&around("<rect style='fill: &#117;rl(//example.org)'/>"), "outside");
    drawing_refused(&around("<g xml:base='https://example.org'/>"), "leads out");
    drawing_refused("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg/>", "DOCTYPE");
    drawing_refused("<?xml-stylesheet href='https://example.org/a.css'?><svg/>", "processing instructions");
    drawing_refused(&around(&"<g>".repeat(100)), "within one another");
    drawing_refused(&around(&"<g/>".repeat(20_001)), "larger than 20000 elements");
    drawing_refused(&around("<g><rect></g>"), "not XML");
    drawing_refused("<svg>", "ends before");
    drawing_refused("words", "no <svg>");
    drawing_refused("<g/>", "<svg> was expected");
}

#[test]
fn pictures_that_are_not_what_they_say_are_refused() {
    let refused = |pack: &Value, words: &str| {
        let said = read(pack).expect_err(words);
        assert!(said.contains("pictures[0]") && said.contains(words), "{words:?} is not in: {said}");
    };
    refused(
        &with_picture("images/page.png", b"<html><script>1</script></html>"),
        "not a picture of the sort image/png",
    );
    refused(&with_picture("images/dot.jpg", &png(1, 1)), "not a picture of the sort image/jpeg");
    refused(&with_picture("images/huge.png", &png(100_000, 100_000)), "100000 by 100000 pixels");
    refused(
        &with_picture("images/large.png", &vec![0; limits::MAX_PICTURE_BYTES + 1]),
        "524289 bytes; at most 524288",
    );
    for name in [
        "images/../../etc/passwd.png",
        "/images/a.png",
        "images/a.html",
        "images/A.png",
        "images/a/b.png",
        "images/.png",
    ] {
        refused(&with_picture(name, &png(1, 1)), "is no name of a picture");
    }
    let mut pack = with_picture("images/dot.png", &png(1, 1));
    pack["pictures"][0]["hash"] = json!("0000000000000000");
    refused(&pack, "do not have the hash");
}

#[test]
fn the_sizes_of_pictures_are_read_from_their_heads() {
    let jpeg = [
        &[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2][..],
        &[0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0, 16, 1, 1, 0x11, 0],
    ];
    let said = read(&with_picture("images/tall.jpg", &jpeg.concat())).unwrap_err();
    assert!(said.contains("16 by 65535 pixels"), "{said}");
    // Width less one, then height less one, in three bytes each: 0x001000 is 4097.
    let webp = [&b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0"[..], &[0, 0, 0, 0, 0x00, 0x10, 0, 0, 0, 0]].concat();
    let said = read(&with_picture("images/wide.webp", &webp)).unwrap_err();
    assert!(said.contains("4097 by 1 pixels"), "{said}");
}

#[test]
fn archives_are_never_opened() {
    let mut tar = vec![0; 600];
    tar[257..262].copy_from_slice(b"ustar");
    for bytes in
        [b"PK\x03\x04../../evil".to_vec(), b"\x1f\x8b\x08bomb".to_vec(), b"7z\xbc\xaf\x27\x1c".to_vec(), tar]
    {
        assert_eq!(text_of_file(bytes), Err(PackError::Archive));
    }
    let said = PackError::Archive.to_string();
    assert!(said.contains("Unpack it") && said.contains("systemcraft pack build"), "{said}");
}

#[test]
fn what_is_not_text_is_refused_with_its_line() {
    let mut bytes = b"{\n\"format\": 1,\n\"id\": \"".to_vec();
    bytes.push(0xff);
    assert_eq!(text_of_file(bytes), Err(PackError::NotText { line: 3 }));
    assert_eq!(text_of_file(b"{}".to_vec()), Ok("{}".to_owned()));
}

/// Refused, and soon: the longest of these is far under a second where the build is optimised.
#[track_caller]
fn soon<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = act();
    let took = started.elapsed();
    assert!(took < Duration::from_secs(20), "{what} took {took:?}");
    result
}

#[test]
fn a_hundred_megabytes_in_one_line_are_refused_by_their_size() {
    let bytes = vec![b'['; 100_000_000];
    let error = soon("a long line", || text_of_file(bytes)).unwrap_err();
    assert_eq!(error, PackError::TooLarge { bytes: 100_000_000 });
}

#[test]
fn the_largest_file_that_is_read_at_all_is_refused_in_bounded_time() {
    let text = format!("{{\"format\":1,\"id\":\"{}\"}}", "a".repeat(limits::MAX_PACK_BYTES - 100));
    assert!(matches!(soon("a long id", || pack_from_json(&text)), Err(PackError::NotAPack { .. })));
    let nested = format!("{{\"format\":1,\"x\":{}", "[".repeat(limits::MAX_PACK_BYTES - 100));
    assert_eq!(soon("deep nesting", || pack_from_json(&nested)), Err(PackError::TooDeep));
}

#[test]
fn texts_that_nest_without_end_or_never_end_are_refused_in_bounded_time() {
    soon("quotations", || text_refused(&">".repeat(60_000), &["within one another"]));
    soon("lists", || text_refused(&"- ".repeat(60_000), &["within one another"]));
    let staircase: String = (0..300).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    soon("a staircase", || text_refused(&staircase, &["within one another"]));
    soon("emphasis", || text_refused(&"*a **b ".repeat(20_000), &["bytes; at most"]));
    soon("a long text", || text_refused(&"a".repeat(limits::MAX_TEXT_BYTES + 1), &["bytes; at most 131072"]));
    let mut pack = pack();
    for text in [
        "[".repeat(100_000),
        "![".repeat(50_000),
        "`a``b".repeat(20_000),
        "<!".repeat(50_000),
        "*a_".repeat(40_000),
    ] {
        pack["tutorials"][0]["steps"][0]["content"] = json!(text);
        let _ = soon("brackets and marks", || read(&pack));
    }
}

#[test]
fn ids_that_stand_twice_and_circles_are_refused() {
    let mut twice = pack();
    let item = twice["items"][0].clone();
    twice["items"].as_array_mut().unwrap().push(item);
    let said = read(&twice).unwrap_err();
    assert!(said.contains("items[1].id: the item \"one\" stands twice"), "{said}");
    let mut circle = pack();
    circle["tutorials"][0]["prerequisites"] = json!(["first"]);
    let said = read(&circle).unwrap_err();
    assert!(said.contains("tutorials[0].prerequisites") && said.contains("circle"), "{said}");
}

#[test]
fn the_line_of_the_file_is_told_where_it_has_lines() {
    let mut flawed = pack();
    flawed["items"][0]["explanation"] = json!("[a](javascript:1)");
    let pretty = serde_json::to_string_pretty(&flawed).unwrap();
    let line = 1 + pretty.lines().position(|line| line.contains("javascript:1")).unwrap();
    let said = pack_from_json(&pretty).unwrap_err().to_string();
    assert!(said.contains(&format!("line {line}, items[0].explanation, line 1 of the text")), "{said}");
}

#[test]
fn every_problem_of_a_large_file_is_told_with_its_line_in_bounded_time() {
    let mut flawed = pack();
    let mut item = flawed["items"][0].take();
    item["stem"] = json!("Which of them? ".repeat(250));
    item["explanation"] = json!("[a](javascript:1)");
    let numbered = |number: usize| {
        let mut item = item.clone();
        item["id"] = json!(format!("item-{number}"));
        item
    };
    flawed["items"] = (0..900).map(numbered).collect();
    let pretty = serde_json::to_string_pretty(&flawed).unwrap();
    assert!(pretty.len() > 4_000_000, "{}", pretty.len());
    let error = soon("a line for each of many problems", || pack_from_json(&pretty)).unwrap_err();
    let PackError::Flawed { first, others } = error else { panic!("{error}") };
    let lines = pretty.lines().zip(1..).filter(|(line, _)| line.contains("javascript:1"));
    let expected: Vec<String> = lines
        .enumerate()
        .map(|(item, (_, line))| format!("line {line}, items[{item}].explanation, line 1 of the text"))
        .collect();
    let told: Vec<&String> = std::iter::once(&first).chain(&others).collect();
    assert_eq!((told.len(), expected.len()), (900, 900));
    for (told, expected) in told.iter().zip(&expected) {
        assert!(told.starts_with(expected), "{expected} was expected: {told}");
    }
}

#[test]
fn a_design_that_is_none_is_refused() {
    let mut pack = pack();
    pack["tasks"] = json!([{ "id": "t", "starting_design": { "format": "other" }, "solution": {}, "criteria": [
        { "description": "A cache", "points": 1, "check": { "check": "contains", "kind": "cache", "count": 1 } }
    ] }]);
    let said = read(&pack).unwrap_err();
    assert!(said.contains("tasks[0].starting_design: the design cannot be opened"), "{said}");
}

#[test]
fn reasons_stay_short_however_long_the_words_of_the_file_are() {
    let mut long = pack();
    long["items"][0]["topic"] = json!("x".repeat(1_000_000));
    assert!(read(&long).unwrap_err().len() < 1_000);
    let mut many = pack();
    many["topics"][0]["skills"] =
        (0..100_000).map(|number| json!({ "id": format!("s{number}"), "name": "A skill" })).collect();
    assert!(read(&many).unwrap_err().len() < 1_000);
    let mut kind = pack();
    kind["items"][0]["question"]["kind"] = json!("x".repeat(1_000_000));
    assert!(read(&kind).unwrap_err().len() < 1_000);
}

#[test]
fn a_mock_test_asks_only_what_there_is() {
    let with = |section: Value| {
        let mut pack = pack();
        pack["mock_tests"] = json!([{ "id": "m", "title": "M", "summary": "M.", "sections": [section] }]);
        read(&pack)
    };
    let sound =
        with(json!({ "title": "S", "minutes": 5, "quotas": [{ "topic": "caching", "items": 1 }] })).unwrap();
    assert_eq!(sound.mock_tests[0].draw(&sound, &[], 7), [["one"]]);
    let twice = json!({ "title": "S", "minutes": 5, "items": ["one"], "quotas": [{ "topic": "caching", "items": 1 }] });
    assert_eq!(with(twice).unwrap().mock_tests[0].draw(&sound, &[], 7), [["one"]]);
    for (section, words) in [
        (
            json!({ "title": "S", "minutes": 5, "quotas": [{ "topic": "caching", "items": 2 }] }),
            "it has 1 that a test can ask",
        ),
        (json!({ "title": "S", "minutes": 5, "quotas": [{ "topic": "sails", "items": 1 }] }), "it has 0"),
        (json!({ "title": "S", "minutes": 5, "items": ["two"] }), "the item \"two\" is unknown"),
        (json!({ "title": "S", "minutes": 5, "items": ["one", "one"] }), "stands twice"),
        (json!({ "title": "S", "minutes": 5 }), "the section asks nothing"),
        (json!({ "title": "S", "minutes": 0, "items": ["one"] }), "the section has 0 minutes"),
    ] {
        let said = with(section).unwrap_err();
        assert!(said.contains("mock_tests[0].sections[0]") && said.contains(words), "{said}");
    }
}

#[test]
fn a_text_of_a_list_that_is_too_long_or_turns_what_stands_beside_it_is_refused() {
    for (pointer, value, words) in [
        ("/summary", "a".repeat(200_000), "line 1, summary: 200000 characters; at most 1000 were expected"),
        ("/title", "a".repeat(201), "title: 201 characters; at most 200"),
        ("/author", "a".repeat(201), "author: 201 characters"),
        ("/title", "Poker\u{202e}rekoP".to_owned(), "title: the character U+202E turns the direction"),
        ("/title", "Poker\0".to_owned(), "title: the character U+0000 is a control character; take it out"),
        ("/licence", "CC0\u{1b}[2J".to_owned(), "licence: the character U+001B"),
        ("/topics/0/name", "b".repeat(201), "topics[0].name: 201 characters"),
        ("/topics/0/skills/0/name", "\u{2066}x".to_owned(), "topics[0].skills[0].name: the character U+2066"),
        ("/tutorials/0/title", "c".repeat(201), "tutorials[0].title: 201 characters"),
        ("/tutorials/0/steps/0/title", "\u{7f}".to_owned(), "steps[0].title: the character U+007F"),
        (
            "/items/0/stem",
            "One\n\ntwo \u{202d}three".to_owned(),
            "items[0].stem, line 3 of the text: the character U+202D",
        ),
    ] {
        let mut pack = pack();
        pack["author"] = json!("Ada");
        *pack.pointer_mut(pointer).unwrap() = json!(value);
        let said = read(&pack).expect_err(words);
        assert!(said.contains(words), "{words:?} is not in: {said}");
    }
    let mut longest = pack();
    longest["title"] = json!("\u{e9}".repeat(200));
    // The plain mark of right-to-left scripts, and more lines than one.
    longest["summary"] = json!("\u{200f}a\n".repeat(333));
    read(&longest).unwrap();
}

#[test]
fn a_quiz_that_asks_the_same_twice_is_refused() {
    let mut twice = pack();
    twice["tutorials"][0]["steps"][0]["kind"] = json!({ "type": "assessment", "items": ["one", "one"] });
    let said = read(&twice).unwrap_err();
    assert!(said.contains("steps[0].items[1]: the item \"one\" stands twice in the step"), "{said}");
}

#[test]
fn numbers_beyond_all_measure_are_refused() {
    for (question, words) in [
        (json!({ "kind": "numeric", "answer": 1e308, "tolerance": 0.0, "unit": "" }), "the answer is 1e308"),
        (json!({ "kind": "numeric", "answer": -2e18, "tolerance": 0.0, "unit": "" }), "the answer is -2e18"),
        (
            json!({ "kind": "numeric", "answer": 1.0, "tolerance": 1e300, "unit": "" }),
            "the tolerance is 1e300",
        ),
        (
            json!({ "kind": "numeric", "answer": 1.0, "tolerance": 0.0, "unit": "u".repeat(61) }),
            "61 characters",
        ),
        (json!({ "kind": "estimate", "answer": 1e19, "unit": "", "factor": 3.0 }), "the answer is 1e19"),
    ] {
        let mut pack = pack();
        pack["items"][0]["question"] = question;
        let said = read(&pack).unwrap_err();
        assert!(said.contains(words), "{words:?} is not in: {said}");
    }
}

#[test]
fn every_problem_of_a_pack_can_be_read() {
    let mut flawed = pack();
    flawed["topics"][0]["skills"] =
        (0..70).map(|number| json!({ "id": format!("S{number}"), "name": "A" })).collect();
    let error = pack_from_json(&serde_json::to_string_pretty(&flawed).unwrap()).unwrap_err();
    let PackError::Flawed { first, others } = error else { panic!("{error}") };
    assert!(first.contains("\"S0\" is no id"), "{first}");
    // 70 ids, and the two places that name the skill which is gone.
    assert_eq!(others.len(), 71, "{others:#?}");
    assert!(
        others
            .iter()
            .any(|line| line.starts_with("line ") && line.contains("topics[0].skills[69].id: \"S69\""))
    );
}
