use expect_test::{Expect, expect};
use kurbo::{Rect, Vec2};

use super::*;
use crate::{ConnectionChange, Group, GroupId, GroupKind, Mode, PropertyValue, Routing};

fn group(name: &str, parent: Option<&str>) -> Group {
    Group {
        id: GroupId(name.to_owned()),
        kind: GroupKind::Region,
        name: name.to_uppercase(),
        bounds: Rect::new(0.0, 0.0, 400.0, 300.0),
        parent: parent.map(|parent| GroupId(parent.to_owned())),
        locked: false,
    }
}

/// Makes the commands one after the other in `a -> b -> c`; what is said, line by line.
fn say(commands: Vec<Command>, expected: Expect) -> Document {
    let mut document = chain();
    let mut said = String::new();
    for command in commands {
        let words = match document.apply(&command) {
            Ok(applied) => applied.summary,
            Err(refusal) => format!("refused: {refusal}"),
        };
        said.push_str(&words);
        said.push('\n');
    }
    expected.assert_eq(&said);
    assert_whole(&document);
    document
}

fn order(document: &Document) -> String {
    document.diagram().components.iter().map(|component| component.id.0.as_str()).collect()
}

#[test]
fn a_component_is_added_on_top_and_told() {
    let document = say(
        vec![add("d"), add("d"), add("")],
        expect![[r#"
        D added
        refused: There is a component with the id "d" already.
        refused: A component needs an id.
    "#]],
    );
    assert_eq!(order(&document), "abcd");
}

#[test]
fn connections_that_cannot_mean_anything_are_refused_with_a_reason() {
    say(
        vec![connect("x", "a", "a"), connect("x", "a", "b"), connect("x", "a", "z"), connect("x", "b", "a")],
        expect![[r#"
            refused: A component cannot be connected to itself. Choose another one as the other end.
            refused: "A" is connected to "B" already. Change that connection instead of adding a second one.
            refused: This component is not there any more. Perhaps somebody else deleted it.
            B connected to A
        "#]],
    );
}

#[test]
fn moving_shifts_each_component_by_the_same() {
    let ids = vec![id("a"), id("c")];
    let document = say(
        vec![
            Command::Move { ids: ids.clone(), by: Vec2::new(10.0, -5.5) },
            Command::Move { ids: ids.clone(), by: Vec2::ZERO },
            Command::Move { ids, by: Vec2::new(f64::NAN, 0.0) },
            Command::Move { ids: vec![id("b")], by: Vec2::new(1.0, 0.0) },
            Command::Move { ids: vec![id("z")], by: Vec2::new(1.0, 0.0) },
        ],
        expect![[r#"
            2 components moved
            Nothing changed
            refused: A shift must be a number from -10000000 to 10000000.
            B moved
            refused: This component is not there any more. Perhaps somebody else deleted it.
        "#]],
    );
    let at = |name| document.diagram().component(&id(name)).unwrap().position;
    assert_eq!(
        (at("a"), at("b"), at("c")),
        (Point::new(10.0, -5.5), Point::new(1.0, 0.0), Point::new(10.0, -5.5))
    );
}

#[test]
fn what_is_set_on_a_component_is_told_with_its_name_and_unit() {
    let set = |property: &str, value| Command::SetProperty {
        component: id("a"),
        property: property.to_owned(),
        value,
    };
    let document = say(
        vec![
            set("timeout_millis", Some(PropertyValue::Number(250.0))),
            set("timeout_millis", Some(PropertyValue::Number(250.0))),
            set("timeout_millis", None),
            set("circuit_breaker", Some(PropertyValue::Flag(true))),
            set("retries", Some(PropertyValue::Number(f64::INFINITY))),
            set("my_own", Some(PropertyValue::Text("x".to_owned()))),
            Command::SetReplicas { component: id("a"), replicas: 3 },
            Command::SetReplicas { component: id("a"), replicas: 0 },
            Command::SetReplicasNeeded { component: id("a"), replicas_needed: Some(2) },
            Command::SetReplicasNeeded { component: id("a"), replicas_needed: Some(0) },
            Command::SetReplicasNeeded { component: id("a"), replicas_needed: None },
            Command::SetAvailability { component: id("a"), availability: Some(1.5) },
            Command::SetNotes { component: id("a"), notes: "why".to_owned() },
            Command::Rename { component: id("a"), name: "Front".to_owned() },
        ],
        expect![[r#"
            Timeout of A set to 250 ms
            Nothing changed
            Timeout of A set to its default
            Circuit breaker of A turned on
            refused: A property must be a number that is not infinite.
            My own of A set to x
            A has 3 replicas
            refused: The number of replicas must be a whole number from 1 to 100000.
            A needs 2 of its replicas
            refused: The number of replicas needed must be a whole number from 1 to 100000.
            A needs as many of its replicas as usual
            refused: Availability must be a number from 0 to 1.
            Notes of A changed
            A renamed to Front
        "#]],
    );
    let front = document.diagram().component(&id("a")).unwrap();
    assert_eq!((front.replicas, front.notes.as_str(), front.properties.len()), (3, "why", 2));
}

#[test]
fn a_connection_changes_only_in_the_fields_that_are_named() {
    let change = |change| Command::SetConnection { connection: edge("ab"), change };
    let document = say(
        vec![
            change(ConnectionChange {
                routing: Some(Some(Routing::ReadsOnly)),
                mode: Some(Mode::Asynchronous),
                ..ConnectionChange::default()
            }),
            change(ConnectionChange { routing: Some(None), share: Some(2.0), ..ConnectionChange::default() }),
            change(ConnectionChange { share: Some(-1.0), ..ConnectionChange::default() }),
            change(ConnectionChange::default()),
        ],
        expect![[r#"
            Connection from A to B changed
            Connection from A to B changed
            refused: The share of a connection must be a number from 0 to 1000000.
            Nothing changed
        "#]],
    );
    let connection = document.diagram().connection(&edge("ab")).unwrap();
    assert_eq!((connection.routing, connection.mode, connection.share), (None, Mode::Asynchronous, 2.0));
}

#[test]
fn a_deleted_component_takes_its_connections_along() {
    let mut document = chain();
    let before = document.diagram().clone();
    let applied =
        document.apply(&Command::Delete { components: vec![id("b")], connections: vec![] }).unwrap();
    assert_eq!(applied.summary, "B and 2 connections deleted");
    assert_eq!((applied.components, applied.connections), (vec![id("b")], vec![edge("ab"), edge("bc")]));
    assert!(document.diagram().connections.is_empty());
    assert_eq!(document.undo().unwrap().summary, "Undone: B and 2 connections deleted");
    assert_eq!(document.diagram(), &before);
    assert_eq!(document.redo().unwrap().summary, "Done again: B and 2 connections deleted");
    assert_eq!(order(&document), "ac");
    assert_whole(&document);
}

#[test]
fn drawing_order_is_changed_and_changed_back() {
    let mut document = chain();
    let front =
        |names: &[&str]| Command::BringToFront { components: names.iter().map(|name| id(name)).collect() };
    let back =
        |names: &[&str]| Command::SendToBack { components: names.iter().map(|name| id(name)).collect() };
    for (command, expected) in [
        (front(&["a"]), "bca"),
        // In the order they have, whatever the order of asking.
        (front(&["c", "b"]), "abc"),
        (back(&["c", "b"]), "bca"),
        (back(&["b", "c"]), "bca"),
        (back(&["a"]), "abc"),
    ] {
        document.apply(&command).unwrap();
        assert_eq!(order(&document), expected);
    }
    assert_whole(&document);
    // Four changed something.
    for expected in ["bca", "abc", "bca", "abc"] {
        document.undo().unwrap();
        assert_eq!(order(&document), expected);
    }
    assert_whole(&document);
}

#[test]
fn groups_hold_components_and_each_other_but_never_themselves() {
    let put = |names: &[&str], group: Option<&str>| Command::SetGroup {
        components: names.iter().map(|name| id(name)).collect(),
        group: group.map(|group| GroupId(group.to_owned())),
    };
    let mut document = say(
        vec![
            Command::AddGroup(group("g", None)),
            Command::AddGroup(group("h", Some("g"))),
            Command::AddGroup(group("i", Some("h"))),
            Command::ChangeGroup(group("g", Some("i"))),
            Command::ChangeGroup(group("g", Some("g"))),
            Command::AddGroup(group("j", Some("nowhere"))),
            put(&["a", "b"], Some("h")),
            put(&["a"], Some("z")),
            put(&["b"], None),
            Command::DeleteGroup(GroupId("h".to_owned())),
        ],
        expect![[r#"
            G added
            H added
            I added
            refused: A group cannot stand within itself. Choose another one around it.
            refused: A group cannot stand within itself. Choose another one around it.
            refused: This group is not there any more. Perhaps somebody else deleted it.
            2 components put into H
            refused: This group is not there any more. Perhaps somebody else deleted it.
            B taken out of the group
            H deleted
        "#]],
    );
    let groups = |document: &Document| {
        let shown = document.diagram().groups.iter();
        shown
            .map(|group| (group.id.0.clone(), group.parent.clone().map(|parent| parent.0)))
            .collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(groups(&document), [("g".to_owned(), None), ("i".to_owned(), some("g"))]);
    assert_eq!(document.diagram().component(&id("a")).unwrap().group, Some(GroupId("g".to_owned())));
    document.undo().unwrap();
    let expected = [("g".to_owned(), None), ("h".to_owned(), some("g")), ("i".to_owned(), some("h"))];
    assert_eq!(groups(&document), expected);
    assert_eq!(document.diagram().component(&id("a")).unwrap().group, Some(GroupId("h".to_owned())));
    assert_whole(&document);
}

#[test]
fn several_commands_together_are_one_step_or_none() {
    let mut document = chain();
    let before = document.diagram().clone();
    let fix = |commands| Command::Together { summary: "Cache put between A and B".to_owned(), commands };
    let delete = Command::Delete { components: vec![], connections: vec![edge("ab")] };
    let applied = document
        .apply(&fix(vec![
            delete,
            add("d"),
            connect("ad", "a", "d"),
            connect("db", "d", "b"),
            connect("ab", "a", "b"),
        ]))
        .unwrap();
    assert_eq!(applied.summary, "Cache put between A and B");
    assert_eq!(document.diagram().connections.len(), 4);
    assert_eq!(document.undo().unwrap().summary, "Undone: Cache put between A and B");
    assert_eq!(document.diagram(), &before);

    // The last of these finds no end that is still there.
    let gone = Command::Delete { components: vec![id("b")], connections: vec![] };
    let refused = document.apply(&fix(vec![add("d"), gone, connect("db", "d", "b")])).unwrap_err();
    assert_eq!(refused, Refusal::NotThere { what: "component" });
    assert_eq!(document.diagram(), &before);
    assert!(document.can_redo(), "a refused command leaves the history alone");
    assert_whole(&document);
}

#[test]
fn pasting_brings_components_with_the_connections_between_them() {
    let paste = |names: &[&str], connections| Command::Paste {
        components: names.iter().map(|name| component(name)).collect(),
        connections,
    };
    let link = Connection::new(edge("de"), id("d"), id("e"));
    let document = say(
        vec![paste(&["d", "e"], vec![link.clone()]), paste(&["f"], vec![link]), paste(&["f", "f"], vec![])],
        expect![[r#"
            2 components pasted
            refused: There is a connection with the id "de" already.
            refused: There is a component with the id "f" already.
        "#]],
    );
    assert_eq!(order(&document), "abcde");
    assert_eq!(document.diagram().connections.len(), 3);
}

#[test]
fn name_and_rationale_of_the_design_are_kept() {
    let rationale = |text: &str| Command::SetRationale(text.to_owned());
    let mut document = say(
        vec![
            Command::RenameDesign("Shop".to_owned()),
            rationale("Why: größer ist teurer 🦀."),
            rationale("Why: größer ist 🐢 teurer 🦀."),
            rationale("Why: größer ist 🐢 teurer 🦀."),
            rationale("ö"),
            rationale(""),
        ],
        expect![[r#"
            Design renamed to Shop
            Rationale changed
            Rationale changed
            Nothing changed
            Rationale changed
            Rationale changed
        "#]],
    );
    assert_eq!(document.diagram().name, "Shop");
    for expected in ["ö", "Why: größer ist 🐢 teurer 🦀.", "Why: größer ist teurer 🦀.", ""] {
        document.undo().unwrap();
        assert_eq!(document.diagram().rationale, expected);
    }
    assert_whole(&document);
}

#[test]
fn a_new_command_ends_what_could_be_done_again() {
    let mut document = chain();
    document.undo().unwrap();
    assert!(document.can_redo());
    document.apply(&add("d")).unwrap();
    assert!(!document.can_redo());
    assert_eq!(document.redo(), None);
    // d, bc is gone, ab, c, b, a
    let said: Vec<_> = std::iter::from_fn(|| document.undo()).map(|applied| applied.summary).collect();
    assert_eq!(
        said,
        [
            "Undone: D added",
            "Undone: A connected to B",
            "Undone: C added",
            "Undone: B added",
            "Undone: A added"
        ]
    );
    assert!(!document.can_undo());
    assert_eq!(document.diagram(), &Diagram::default());
}

#[test]
fn a_value_that_was_taken_away_comes_back_after_a_detour() {
    let set = |number| Command::SetProperty {
        component: id("a"),
        property: "retries".to_owned(),
        value: Option::map(number, PropertyValue::Number),
    };
    let mut document = chain();
    document.apply(&set(Some(5.0))).unwrap();
    document.apply(&set(None)).unwrap();
    document.apply(&set(Some(7.0))).unwrap();
    document.undo().unwrap();
    document.apply(&add("d")).unwrap();
    document.undo().unwrap();
    document.undo().unwrap();
    let a = document.diagram().component(&id("a")).unwrap();
    assert_eq!(a.properties.get("retries"), Some(&PropertyValue::Number(5.0)));
}
