//! Orders and what comes of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::time::{Duration, Instant};

use converter::{Answer, Look, Order, Seen, carry_out};

const DESIGN: &str = r#"{"format": "systemcraft-design", "version": 1,
  "components": [
    {"id": "c", "kind": "client", "name": "Client", "x": 0, "y": 0},
    {"id": "s", "kind": "service", "name": "Shop", "x": 200, "y": 0}],
  "connections": [{"id": "e", "from": "c", "to": "s"}]}"#;

fn write(ending: &str, look: Look) -> String {
    let order = Order::Write { ending: ending.to_owned(), look, kinds: Vec::new() };
    let (answer, file) = carry_out(&order, &[DESIGN.as_bytes().to_vec()]);
    assert_eq!(answer, Answer::Written, "{ending}");
    String::from_utf8(file).unwrap()
}

fn read(file: &[u8], name: &str) -> (Answer, String) {
    let (answer, design) = carry_out(&Order::Read { name: name.to_owned() }, &[file.to_vec()]);
    (answer, String::from_utf8(design).unwrap())
}

fn refusal(file: &[u8], name: &str) -> String {
    match read(file, name).0 {
        Answer::Refused { sentence } => sentence,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn a_design_comes_back_out_of_every_format_that_it_was_written_as() {
    for ending in ["json", "svg", "mmd", "drawio"] {
        let file = write(ending, Look::default());
        let (answer, design) = read(file.as_bytes(), &format!("shop.{ending}"));
        let Answer::Read { left_out, .. } = answer else { panic!("{ending}: {answer:?}") };
        assert_eq!(left_out, Vec::<String>::new(), "{ending}");
        let back = diagram::format::read(&design).unwrap().diagram;
        assert_eq!(back, diagram::format::read(DESIGN).unwrap().diagram, "{ending}");
    }
}

#[test]
fn what_the_analysis_found_is_drawn_into_the_picture() {
    let plain = write("svg", Look::default());
    let seen = Seen {
        component: "s".to_owned(),
        utilisation: Some(0.95),
        is_on_critical_path: true,
        is_single_point_of_failure: true,
    };
    let found = write("svg", Look { is_dark: false, seen: vec![seen], highlighted: vec!["e".to_owned()] });
    assert!(found.len() > plain.len() + 300, "{} and {}", found.len(), plain.len());
    // Red, as what is nearly full has its bar in.
    assert!(found.contains("#cf352b") && !plain.contains("#cf352b"));
}

#[test]
fn a_picture_of_pixels_gets_the_design_put_into_it() {
    // The smallest PNG: one pixel.
    let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\
        \x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82";
    let (answer, picture) = carry_out(&Order::Embed, &[png.to_vec(), DESIGN.as_bytes().to_vec()]);
    assert_eq!(answer, Answer::Written);
    let (answer, design) = read(&picture, "shop.png");
    assert!(matches!(answer, Answer::Read { .. }), "{answer:?}");
    assert!(design.contains("Shop"));
}

#[test]
fn what_is_no_design_gets_a_sentence() {
    assert!(refusal(b"", "shop.json").contains("empty"));
    assert!(refusal(b"Dear diary", "diary.txt").contains("Expected was a Systemcraft design"));
    assert!(refusal(&write("svg", Look::default()).as_bytes()[..300], "shop.svg").ends_with("cut off."));
    let (answer, _) = carry_out(&Order::Embed, &[b"GIF89a".to_vec(), DESIGN.as_bytes().to_vec()]);
    assert!(matches!(answer, Answer::Refused { .. }));
    let (answer, _) = carry_out(&Order::Read { name: String::new() }, &[]);
    assert!(matches!(answer, Answer::Refused { .. }));
}

#[test]
fn hostile_files_are_done_with_in_bounded_time() {
    let deep_json = "[".repeat(2_000_000);
    let deep_xml = format!("<mxfile>{}", "<mxCell>".repeat(400_000));
    let deep_mermaid = format!("flowchart LR\n{}", "subgraph a\n".repeat(200_000));
    let ring = "flowchart LR\nsubgraph a\nb\nend\nsubgraph b\na\nend\n".to_owned();
    let nowhere =
        r#"{"format":"systemcraft-design","components":[],"connections":[{"id":"e","from":"x","to":"y"}]}"#;
    for (file, name) in [
        (deep_json, "deep.json"),
        (deep_xml, "deep.drawio"),
        (deep_mermaid, "deep.mmd"),
        (ring, "ring.mmd"),
        (nowhere.to_owned(), "nowhere.json"),
    ] {
        let started = Instant::now();
        let (answer, _) = read(file.as_bytes(), name);
        assert!(started.elapsed() < Duration::from_secs(10), "{name} took {:?}", started.elapsed());
        match answer {
            Answer::Refused { sentence } => assert!(sentence.ends_with('.'), "{name}: {sentence}"),
            Answer::Read { left_out, .. } => assert!(name != "nowhere.json" || !left_out.is_empty()),
            Answer::Written => panic!("{name}"),
        }
    }
}

#[test]
fn messages_survive_the_way_through_json() {
    let order = Order::Write {
        ending: "svg".to_owned(),
        look: Look { is_dark: true, ..Look::default() },
        kinds: Vec::new(),
    };
    let text = serde_json::to_string(&order).unwrap();
    assert_eq!(serde_json::from_str::<Order>(&text).unwrap(), order);
}
