//! What the page hears of a pack.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use inspector::{COMPARE, Inspector, LOOK, Verdict};
use serde_json::{Value, json};

fn pack(version: &str, items: &[(&str, &str)]) -> Value {
    let item = |(id, stem): &(&str, &str)| {
        json!({
            "id": id, "topic": "caching", "skill": "place", "stem": stem,
            "question": { "kind": "numeric", "answer": 3.0, "tolerance": 0.1, "unit": "ms" },
            "hints": [], "explanation": "Because.", "sources": [], "cognitive_level": "apply",
            "expected_seconds": 30, "parameters": { "a": 1.0, "b": 0.0, "c": 0.0 }, "provenance": "authored_guess",
        })
    };
    json!({
        "format": 1, "id": "small", "title": "Small", "summary": "A small pack.", "version": version, "author": "Ada",
        "licence": "CC0-1.0", "language": "en", "tutorials": [], "items": items.iter().map(item).collect::<Vec<_>>(),
        "topics": [{ "id": "caching", "name": "Caching", "summary": "Near.", "skills": [{ "id": "place", "name": "Place" }] }],
    })
}

#[test]
fn a_sound_pack_is_summed_up_and_compared_with_the_one_that_is_there() {
    let mut inspector = Inspector::default();
    let new = pack("2.0.0", &[("one", "How long?"), ("three", "How wide?")]);
    let Verdict::Sound { summary, warnings } = inspector.take(&format!("{LOOK}\n{new}")) else {
        panic!("the pack is sound")
    };
    assert_eq!((summary.id.as_str(), summary.author.as_str(), summary.items), ("small", "Ada", 2));
    assert!(warnings.iter().any(|warning| warning.starts_with("2 questions name no source")), "{warnings:?}");
    let old = pack("1.0.0", &[("one", "How high?"), ("two", "How deep?")]);
    let Verdict::Compared { changes } = inspector.take(&format!("{COMPARE}\n{old}")) else {
        panic!("both can be read")
    };
    assert_eq!((changes.items.added, changes.items.removed, changes.items.changed), (1, 1, 1));
}

#[test]
fn a_pack_that_cannot_be_used_is_refused_with_a_reason_and_forgotten() {
    let mut inspector = Inspector::default();
    let sound = pack("1.0.0", &[]);
    assert!(matches!(inspector.take(&format!("{LOOK}\n{sound}")), Verdict::Sound { .. }));
    let bad = pack("1.0.0", &[("one", "<script>1</script>"), ("two", "<i>2</i>")]);
    let Verdict::Refused { sentence, others } = inspector.take(&format!("{LOOK}\n{bad}")) else {
        panic!("it has a script")
    };
    assert!(sentence.contains("items[0].stem") && sentence.contains("raw HTML"), "{sentence}");
    assert!(others.iter().any(|line| line.contains("items[1].stem")), "{others:?}");
    assert!(matches!(inspector.take(&format!("{COMPARE}\n{sound}")), Verdict::Refused { .. }));
    assert!(matches!(inspector.take("nonsense"), Verdict::Refused { .. }));
}
