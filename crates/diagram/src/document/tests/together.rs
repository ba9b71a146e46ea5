use kurbo::Vec2;

use super::*;
use crate::PropertyValue;

fn delete(name: &str) -> Command {
    Command::Delete { components: vec![id(name)], connections: vec![] }
}

fn set(property: &str, number: f64) -> Command {
    let value = Some(PropertyValue::Number(number));
    Command::SetProperty { component: id("a"), property: property.to_owned(), value }
}

fn pair() -> (Document, Document) {
    let one = chain();
    let other = copy(&one, 2);
    (one, other)
}

#[test]
fn undo_leaves_alone_what_somebody_else_did() {
    let (mut one, mut other) = pair();
    one.apply(&Command::Rename { component: id("a"), name: "Mine".to_owned() }).unwrap();
    exchange(&mut one, &mut other);
    other.apply(&Command::Rename { component: id("a"), name: "Theirs".to_owned() }).unwrap();
    other.apply(&set("retries", 3.0)).unwrap();
    exchange(&mut one, &mut other);
    one.apply(&add("d")).unwrap();
    one.undo().unwrap();
    // The step before was mine, but somebody else's stands on top of it: skipped, to the connection before.
    assert_eq!(one.undo().unwrap().summary, "Undone: B connected to C");
    exchange(&mut one, &mut other);
    let a = other.diagram().component(&id("a")).unwrap();
    assert_eq!((a.name.as_str(), a.properties.len()), ("Theirs", 1));
    assert_eq!(one.diagram(), other.diagram());
    assert_whole(&one);
}

#[test]
fn two_people_setting_two_properties_keep_both() {
    let (mut one, mut other) = pair();
    one.apply(&set("retries", 3.0)).unwrap();
    other.apply(&set("timeout_millis", 250.0)).unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(one.diagram().component(&id("a")).unwrap().properties.len(), 2);
    assert_eq!(one.diagram(), other.diagram());
}

#[test]
fn two_people_writing_in_the_rationale_keep_both_texts() {
    let (mut one, mut other) = pair();
    one.apply(&Command::SetRationale("A cache, because reads win.".to_owned())).unwrap();
    exchange(&mut one, &mut other);
    one.apply(&Command::SetRationale("A big cache, because reads win.".to_owned())).unwrap();
    other.apply(&Command::SetRationale("A cache, because reads win. Cheap.".to_owned())).unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(one.diagram().rationale, "A big cache, because reads win. Cheap.");
    assert_eq!(one.diagram(), other.diagram());
}

#[test]
fn a_connection_to_what_somebody_else_deleted_hides_until_it_is_back() {
    let (mut one, mut other) = pair();
    one.apply(&delete("c")).unwrap();
    other.apply(&connect("ac", "a", "c")).unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(one.diagram(), other.diagram());
    assert_eq!(one.diagram().connections.len(), 1);
    assert_whole_but_told(&one);
    one.undo().unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(one.diagram().connections.len(), 3);
    assert_eq!(one.diagram(), other.diagram());
    assert_whole(&other);
}

fn assert_whole_but_told(document: &Document) {
    let (reread, left_out) = Document::from_bytes(9, &document.to_bytes()).unwrap();
    assert_eq!(reread.diagram(), document.diagram());
    assert_eq!(left_out, ["Connection \"ac\" was left out because component \"c\" is not there."]);
}

#[test]
fn somebody_elses_changes_are_told_in_words() {
    let (mut one, mut other) = pair();
    other.apply(&Command::Move { ids: vec![id("a")], by: Vec2::new(5.0, 0.0) }).unwrap();
    let applied = one.merge(&other.changes_since(&one.seen()).unwrap()).unwrap();
    assert_eq!(
        (applied.summary.as_str(), &applied.components[..]),
        ("Somebody else changed A", &[id("a")][..])
    );
    let again = one.merge(&other.changes_since(&one.seen()).unwrap()).unwrap();
    assert_eq!(again.summary, "Nothing changed");
    other.apply(&delete("b")).unwrap();
    let applied = one.merge(&other.changes_since(&one.seen()).unwrap()).unwrap();
    assert_eq!(applied.summary, "Somebody else changed 3 parts");
    other.apply(&Command::RenameDesign("Shop".to_owned())).unwrap();
    let applied = one.merge(&other.changes_since(&one.seen()).unwrap()).unwrap();
    assert_eq!(applied.summary, "Somebody else changed the description");
    assert_whole(&one);
}

#[test]
fn changes_that_come_too_early_wait_for_those_before_them() {
    let (mut one, mut other) = pair();
    other.apply(&add("d")).unwrap();
    let seen = other.seen();
    let first = other.changes_since(&one.seen()).unwrap();
    other.apply(&Command::Rename { component: id("d"), name: "Late".to_owned() }).unwrap();
    let second = other.changes_since(&seen).unwrap();
    assert!(one.merge(&second).unwrap().is_empty());
    let (_, left_out) = Document::from_bytes(9, &one.to_bytes()).unwrap();
    assert_eq!(left_out, ["Some changes are missing what they build on and will show when it arrives."]);
    one.merge(&first).unwrap();
    assert_eq!(one.diagram(), other.diagram());
}

#[test]
fn undoing_a_deletion_keeps_what_somebody_else_did_to_it_meanwhile() {
    let (mut one, mut other) = pair();
    one.apply(&delete("a")).unwrap();
    other.apply(&Command::Move { ids: vec![id("a")], by: Vec2::new(5.0, 0.0) }).unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(one.diagram().component(&id("a")), None);
    one.undo().unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(other.diagram().component(&id("a")).unwrap().position, Point::new(5.0, 0.0));
    assert_eq!(one.diagram(), other.diagram());
}

#[test]
fn undoing_an_edit_of_the_rationale_keeps_what_somebody_else_wrote_elsewhere() {
    let (mut one, mut other) = pair();
    one.apply(&Command::SetRationale("Reads win.".to_owned())).unwrap();
    one.apply(&Command::SetRationale("A cache. Reads win.".to_owned())).unwrap();
    exchange(&mut one, &mut other);
    other.apply(&Command::SetRationale("A cache. Reads win. Cheap.".to_owned())).unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(one.undo().unwrap().summary, "Undone: Rationale changed");
    assert_eq!(one.diagram().rationale, "Reads win. Cheap.");
    assert_eq!(one.redo().unwrap().summary, "Done again: Rationale changed");
    assert_eq!(one.diagram().rationale, "A cache. Reads win. Cheap.");
}

/// The same with things that came with the document.
fn packed_pair() -> (Document, Document) {
    let one = Document::from_diagram(1, chain().diagram());
    let other = copy(&one, 2);
    (one, other)
}

#[test]
fn two_people_setting_the_first_fields_of_a_packed_thing_keep_both() {
    let (mut one, mut other) = packed_pair();
    one.apply(&set("retries", 3.0)).unwrap();
    one.apply(&Command::SetReplicas { component: id("a"), replicas: 4 }).unwrap();
    other.apply(&set("timeout_millis", 250.0)).unwrap();
    other.apply(&Command::Move { ids: vec![id("a")], by: Vec2::new(8.0, 16.0) }).unwrap();
    exchange(&mut one, &mut other);
    let a = one.diagram().component(&id("a")).unwrap();
    assert_eq!((a.properties.len(), a.replicas, a.position), (2, 4, Point::new(8.0, 16.0)));
    assert_eq!(one.diagram(), other.diagram());
    assert_whole(&one);
    // Each takes back their own.
    one.undo().unwrap();
    other.undo().unwrap();
    exchange(&mut one, &mut other);
    let a = other.diagram().component(&id("a")).unwrap();
    assert_eq!((a.properties.len(), a.replicas, a.position), (2, 1, Point::ZERO));
    assert_eq!(one.diagram(), other.diagram());
    assert_whole(&other);
}

#[test]
fn a_packed_thing_that_was_deleted_comes_back_with_what_somebody_else_did_to_it_meanwhile() {
    let (mut one, mut other) = packed_pair();
    one.apply(&delete("a")).unwrap();
    other.apply(&Command::Rename { component: id("a"), name: "Theirs".to_owned() }).unwrap();
    other.apply(&connect("ac", "a", "c")).unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(one.diagram(), other.diagram());
    assert_eq!((one.diagram().components.len(), one.diagram().connections.len()), (2, 1));
    one.undo().unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(other.diagram().component(&id("a")).unwrap().name, "Theirs");
    assert_eq!((other.diagram().components.len(), other.diagram().connections.len()), (3, 3));
    assert_whole(&other);
}

#[test]
fn an_id_of_a_packed_thing_can_be_used_again_after_it_was_deleted() {
    let (mut one, mut other) = packed_pair();
    one.apply(&delete("a")).unwrap();
    one.apply(&Command::Add(Component::new(id("a"), "cache", "New", Point::ZERO))).unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(other.diagram().component(&id("a")).unwrap().name, "New");
    one.undo().unwrap();
    one.undo().unwrap();
    exchange(&mut one, &mut other);
    assert_eq!(other.diagram().component(&id("a")).unwrap().name, "A");
    assert_eq!(one.diagram(), other.diagram());
    assert_whole(&other);
}

#[test]
fn a_pack_that_arrives_after_what_was_set_in_it_brings_both() {
    let (mut one, other) = packed_pair();
    one.apply(&Command::Rename { component: id("a"), name: "Later".to_owned() }).unwrap();
    let later = one.changes_since(&other.seen()).unwrap();
    let first = other.changes_since(&Document::new(3).seen()).unwrap();
    let mut third = Document::new(3);
    assert!(third.merge(&later).unwrap().components.is_empty());
    assert_eq!(third.merge(&first).unwrap().components, [id("a"), id("b"), id("c")]);
    assert_eq!(third.diagram(), one.diagram());
    assert_whole(&third);
}
