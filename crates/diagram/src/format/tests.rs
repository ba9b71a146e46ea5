use expect_test::{Expect, expect};
use kurbo::{Point, Rect};
use proptest::prelude::*;

use super::*;
use crate::samples;
use crate::{Component, ComponentId, Distribution, GroupId, GroupKind, PropertyValue, ServiceTime};

const EXAMPLE: &str = r#"{"format": "systemcraft-design", "version": 1,
 "components": [
   {"id": "c", "kind": "client", "properties": {"requests_per_second": 80}},
   {"id": "s", "kind": "service", "replicas": 1, "concurrency": 1,
    "service_time": {"mean_millis": 10, "distribution": "exponential"}, "availability": 0.999}],
 "connections": [{"id": "e", "from": "c", "to": "s", "network_millis": 0, "share": 1.0}]}"#;

fn file(rest: &str) -> String {
    format!(r#"{{"format": "systemcraft-design", "version": 1, {rest}}}"#)
}

/// What is left out of a file with these contents, one sentence a line.
fn left_out(rest: &str, expected: Expect) -> Diagram {
    let opened = read(&file(rest)).unwrap();
    expected.assert_eq(&opened.left_out.join("\n"));
    opened.diagram
}

#[test]
fn a_file_with_little_in_it_gets_the_documented_defaults() {
    let Opened { diagram, left_out } = read(EXAMPLE).unwrap();
    assert!(left_out.is_empty(), "{left_out:?}");
    let [client, service] = &diagram.components[..] else { panic!("two were written") };
    assert_eq!(client.name, "Client");
    assert_eq!((client.replicas, client.concurrency, client.size), (1, None, Component::DEFAULT_SIZE));
    assert_eq!(client.properties["requests_per_second"], PropertyValue::Number(80.0));
    let expected = ServiceTime {
        mean_millis: 10.0,
        distribution: Distribution::Exponential,
        coefficient_of_variation: 1.0,
    };
    assert_eq!(service.service_time, Some(expected));
    assert_eq!((service.concurrency, service.availability), (Some(1), Some(0.999)));
    // Nobody placed them: in a row as requests go, 120 wide with 80 between.
    assert_eq!((client.position, service.position), (Point::new(0.0, -40.0), Point::new(200.0, -40.0)));
    assert_eq!(diagram.connections[0].network_millis, Some(0.0));
    assert_eq!(diagram.connections[0].routing, None);
}

#[test]
fn a_written_design_has_one_line_for_each_thing() {
    let written = write(&read(EXAMPLE).unwrap().diagram);
    expect![[r#"
        {
          "format": "systemcraft-design",
          "version": 1,
          "components": [
            {"id":"c","kind":"client","name":"Client","x":0,"y":-40,"properties":{"requests_per_second":80}},
            {"id":"s","kind":"service","name":"Service","x":200,"y":-40,"concurrency":1,"service_time":{"coefficient_of_variation":1,"distribution":"exponential","mean_millis":10},"availability":0.999}
          ],
          "connections": [
            {"id":"e","from":"c","to":"s","network_millis":0}
          ]
        }
    "#]]
    .assert_eq(&written);
}

#[test]
fn a_file_that_is_not_a_design_gets_a_sentence() {
    let refused = |text: &str, expected: Expect| expected.assert_eq(&read(text).unwrap_err().to_string());
    refused(
        "graph TD; A-->B",
        expect![
            "This is not a Systemcraft design: a JSON file was expected, and it stops being one at line 1, column 1."
        ],
    );
    for other in ["[]", "{}", r#"{"format": "excalidraw"}"#] {
        refused(
            other,
            expect![[
                r#"This is not a Systemcraft design: the file does not say "format": "systemcraft-design"."#
            ]],
        );
    }
    refused(
        r#"{"format": "systemcraft-design", "version": 2}"#,
        expect![
            "This design was saved by a newer version of Systemcraft (format 2). Update this one to open it."
        ],
    );
    assert_eq!(read(&" ".repeat(limits::LARGEST_FILE + 1)), Err(FormatError::TooLarge));
}

#[test]
fn a_file_nested_without_end_is_refused_for_that_and_not_followed() {
    const LEVELS: usize = 200_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = file(&format!(r#""name": {}1{}"#, open.repeat(LEVELS), close.repeat(LEVELS)));
        assert_eq!(read(&deep), Err(FormatError::TooDeep));
    }
}

#[test]
fn a_file_with_an_absurd_number_of_components_is_refused() {
    let many = vec![r#"{"id": "a"}"#; limits::MOST_COMPONENTS + 1].join(",");
    let error = read(&file(&format!(r#""components": [{many}]"#))).unwrap_err();
    let expected = "This design has 20001 components, and at most 20000 can be opened.";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn what_cannot_be_read_is_left_out_and_told() {
    let diagram = left_out(
        r#""components": [
            {"id": "a", "kind": "cache", "replicas": -1, "x": 1e300, "y": 0, "availability": 1.5, "notes": 3,
             "properties": {"hit_ratio_percent": [], "ok": true}},
            {"id": "a", "kind": "cache"}, {"kind": "cache"}, {"id": "b"}, 7, {"id": "", "kind": "cache"},
            {"id": "q", "kind": "quantum_cache", "replicas": 2.5, "group": "nowhere", "name": null}],
           "connections": [
            {"id": "e1", "from": "a", "to": "ghost"}, {"id": "e2", "from": "a", "to": "a"}, {"id": "e3"},
            {"id": "e4", "from": "a", "to": "q", "mode": "telepathy", "share": -2, "encrypted": "yes"}],
           "groups": 5"#,
        expect![[r#"
            "groups" was expected to be a list and was left out.
            A second component with the id "a" was left out.
            Number 3 of "components" has no id and was left out.
            Number 5 of "components" is not a set of named values and was left out.
            Number 6 of "components" has an empty id and was left out.
            The field "x" of component "a" was expected to be a number from -10000000 to 10000000, so its default is used.
            The field "replicas" of component "a" was expected to be a whole number from 1 to 100000, so its default is used.
            The field "availability" of component "a" was expected to be a number from 0 to 1, so its default is used.
            The field "notes" of component "a" was expected to be text, so its default is used.
            The field "hit_ratio_percent" of "properties" of component "a" was expected to be true or false, a number or text, so its default is used.
            The field "kind" of component "b" is missing, so the component was left out.
            The field "replicas" of component "q" was expected to be a whole number from 1 to 100000, so its default is used.
            Component "q" stands in group "nowhere", which is not there; now it stands free.
            Connection "e1" was left out because component "ghost" is not there.
            Connection "e2" leads from "a" back into it and was left out.
            Connection "e3" does not say what it connects and was left out.
            The field "mode" of connection "e4" was expected to be one of the words this version knows, so its default is used.
            The field "share" of connection "e4" was expected to be a number from 0 to 1000000, so its default is used.
            The field "encrypted" of connection "e4" was expected to be true or false, so its default is used."#]],
    );
    // An unknown kind is kept: a pack may bring it.
    let kept: Vec<_> = diagram.components.iter().map(|one| (one.id.0.as_str(), one.name.as_str())).collect();
    assert_eq!(kept, [("a", "Cache"), ("q", "Quantum cache")]);
    assert_eq!(diagram.connections.len(), 1);
}

#[test]
fn a_variation_alone_means_gamma_and_one_that_cannot_be_is_told() {
    let file_with = |service_time: &str| {
        read(&file(&format!(
            r#""components": [{{"id": "s", "kind": "service", "x": 0, "y": 0,
                               "service_time": {{"mean_millis": 10{service_time}}}}}]"#
        )))
        .unwrap()
    };
    for (stated, distribution, variation) in [
        ("", Distribution::Exponential, 1.0),
        (r#", "coefficient_of_variation": 2"#, Distribution::Gamma, 2.0),
        (r#", "distribution": "constant""#, Distribution::Constant, 0.0),
        (r#", "distribution": "log_normal""#, Distribution::LogNormal, 1.0),
        (r#", "distribution": "log_normal", "coefficient_of_variation": 3"#, Distribution::LogNormal, 3.0),
        (r#", "distribution": "exponential", "coefficient_of_variation": 1"#, Distribution::Exponential, 1.0),
        (r#", "distribution": "constant", "coefficient_of_variation": 0"#, Distribution::Constant, 0.0),
    ] {
        let opened = file_with(stated);
        let expected = ServiceTime { mean_millis: 10.0, distribution, coefficient_of_variation: variation };
        assert_eq!(opened.diagram.components[0].service_time, Some(expected), "{stated}");
        assert_eq!(opened.left_out, Vec::<String>::new(), "{stated}");
    }
    for (word, distribution, variation) in
        [("exponential", Distribution::Exponential, 1.0), ("constant", Distribution::Constant, 0.0)]
    {
        let opened = file_with(&format!(r#", "distribution": "{word}", "coefficient_of_variation": 2"#));
        let expected = ServiceTime { mean_millis: 10.0, distribution, coefficient_of_variation: variation };
        assert_eq!(opened.diagram.components[0].service_time, Some(expected));
        assert_eq!(
            opened.left_out,
            [format!(
                "The field \"coefficient_of_variation\" of \"service_time\" of component \"s\" was expected to be \
                 {variation}, as it is of {word} times, so its default is used."
            )]
        );
    }
}

#[test]
fn groups_in_each_other_are_parted() {
    let diagram = left_out(
        r#""groups": [
            {"id": "a", "kind": "region", "parent": "b"}, {"id": "b", "parent": "a"}, {"id": "c", "parent": "c"},
            {"id": "d", "parent": "b"}, {"id": "e", "parent": "gone"}]"#,
        expect![[r#"
            Group "a" stands in a group that is not there or in itself; now it stands free.
            Group "c" stands in a group that is not there or in itself; now it stands free.
            Group "e" stands in a group that is not there or in itself; now it stands free."#]],
    );
    let parents: Vec<_> = diagram.groups.iter().map(|group| group.parent.as_ref().map(|id| &*id.0)).collect();
    assert_eq!(parents, [None, Some("a"), None, Some("b"), None]);
    assert_eq!(diagram.groups[0].kind, GroupKind::Region);
}

#[test]
fn thousands_of_complaints_are_summed_up() {
    let bad = vec!["1"; 1000].join(",");
    let opened = read(&file(&format!(r#""components": [{bad}]"#))).unwrap();
    assert_eq!(opened.left_out.len(), 101);
    assert_eq!(opened.left_out[100], "There were 900 more of these.");
}

#[test]
fn components_without_a_place_stand_below_those_with_one() {
    let diagram = left_out(
        r#""components": [{"id": "a", "kind": "cache", "x": 50, "y": 60}, {"id": "b", "kind": "cache"},
                          {"id": "c", "kind": "cache", "x": 5}]"#,
        expect![""],
    );
    assert_eq!(diagram.components[0].position, Point::new(50.0, 60.0));
    let below = diagram.components[0].bounds().y1;
    for id in ["b", "c"] {
        assert!(diagram.component(&ComponentId(id.to_owned())).unwrap().position.y > below);
    }
}

fn bounds_of(diagram: &Diagram, id: &str) -> Rect {
    let component = diagram.component(&ComponentId(id.to_owned())).map(Component::bounds);
    component.or_else(|| diagram.group(&GroupId(id.to_owned())).map(|group| group.bounds)).unwrap()
}

#[test]
fn a_file_without_any_place_is_laid_out_with_groups_round_what_stands_in_them() {
    let diagram = left_out(
        r#""groups": [{"id": "r", "kind": "region"}, {"id": "z1", "kind": "zone", "parent": "r"},
                      {"id": "z2", "kind": "zone", "parent": "r"}],
           "components": [{"id": "c", "kind": "client"}, {"id": "l", "kind": "load_balancer"},
                          {"id": "a", "kind": "service", "group": "z1"}, {"id": "b", "kind": "service", "group": "z2"}],
           "connections": [{"id": "cl", "from": "c", "to": "l"}, {"id": "la", "from": "l", "to": "a"},
                           {"id": "lb", "from": "l", "to": "b"}]"#,
        expect![""],
    );
    let at = |id| bounds_of(&diagram, id);
    // A card of 120 x 80, with 24 round it and 40 above: 168 x 144.
    for (zone, member) in [("z1", "a"), ("z2", "b")] {
        assert_eq!(
            (at(zone).size(), at(member).origin() - at(zone).origin()),
            ((168.0, 144.0).into(), (24.0, 40.0).into())
        );
        assert!(at("r").contains_rect(at(zone)));
    }
    assert!(at("z1").intersect(at("z2")).is_zero_area());
    for outside in ["c", "l"] {
        assert!(at(outside).x1 < at("r").x0, "{outside} stands outside of the region");
    }
}

#[test]
fn a_group_without_a_place_stands_round_members_that_have_one() {
    let diagram = left_out(
        r#""groups": [{"id": "r", "kind": "region"}, {"id": "z", "kind": "zone", "parent": "r"},
                      {"id": "own", "parent": "r", "x": 500, "y": 0, "width": 100, "height": 60}, {"id": "empty", "width": 90}],
           "components": [{"id": "a", "kind": "cache", "group": "z", "x": 100, "y": 200},
                          {"id": "b", "kind": "cache", "group": "z", "x": 300, "y": 210},
                          {"id": "c", "kind": "cache", "x": 0, "y": 400}]"#,
        expect![""],
    );
    // From 100 to 300 + 120 and from 200 to 210 + 80, with 24 on three sides and 40 above.
    let zone = Rect::new(76.0, 160.0, 444.0, 314.0);
    assert_eq!(bounds_of(&diagram, "z"), zone);
    // Round the zone and the group that has a place, to 500 + 100 and from 0.
    assert_eq!(bounds_of(&diagram, "r"), Rect::new(52.0, -40.0, 624.0, 338.0));
    assert_eq!(bounds_of(&diagram, "own"), Rect::new(500.0, 0.0, 600.0, 60.0));
    // What holds nothing stands below all that has a place, which ends at 400 + 80.
    let empty = bounds_of(&diagram, "empty");
    assert!(empty.y0 >= 480.0 && empty.size() == (90.0, 300.0).into(), "{empty:?}");
}

#[test]
fn what_is_laid_out_at_the_edge_of_the_drawing_can_be_read_back() {
    let edge = limits::COORDINATE.end();
    let diagram = left_out(
        &format!(
            r#""groups": [{{"id": "g"}}, {{"id": "h"}}], "components": [
                {{"id": "a", "kind": "cache", "x": {edge}, "y": {edge}, "group": "g"}}, {{"id": "b", "kind": "cache", "group": "h"}},
                {{"id": "c", "kind": "cache", "x": -{edge}, "y": -{edge}, "width": 0.5e7, "group": "g"}}]"#
        ),
        expect![""],
    );
    assert_eq!(read(&write(&diagram)), Ok(Opened { diagram, left_out: Vec::new() }));
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(diagram in samples::diagram()) {
        let written = write(&diagram);
        let opened = read(&written).unwrap();
        prop_assert_eq!(&opened.left_out, &Vec::<String>::new());
        prop_assert_eq!(&opened.diagram, &diagram);
        prop_assert_eq!(write(&opened.diagram), written);
    }

    #[test]
    fn wherever_places_are_missing_groups_stand_round_what_they_hold(
        diagram in samples::diagram(), without in prop::collection::vec(any::<bool>(), 16),
    ) {
        let mut file: serde_json::Value = serde_json::from_str(&write(&diagram)).unwrap();
        let mut taken = without.iter().cycle();
        for list in ["components", "groups"] {
            for entry in file[list].as_array_mut().into_iter().flatten() {
                if *taken.next().unwrap() {
                    entry.as_object_mut().unwrap().remove("x");
                }
            }
        }
        let opened = read(&file.to_string()).unwrap();
        prop_assert_eq!(&opened.left_out, &Vec::<String>::new());
        let placed = opened.diagram;
        let groups = file["groups"].as_array().cloned().unwrap_or_default();
        for (group, written) in placed.groups.iter().zip(&groups).filter(|(_, written)| written["x"].is_null()) {
            let held = placed.components.iter().filter(|one| one.group.as_ref() == Some(&group.id));
            let inner = placed.groups.iter().filter(|one| one.parent.as_ref() == Some(&group.id));
            for held in held.map(Component::bounds).chain(inner.map(|inner| inner.bounds)) {
                prop_assert!(group.bounds.contains_rect(held), "{} {held:?}", written["id"]);
            }
        }
        prop_assert_eq!(read(&write(&placed)).unwrap().diagram, placed);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn no_damage_to_a_design_makes_it_panic(
        diagram in samples::diagram(), at in any::<prop::sample::Index>(), with in "[\\PC]{0,3}",
    ) {
        let written = write(&diagram);
        let starts: Vec<usize> = written.char_indices().map(|(start, _)| start).collect();
        let start = *at.get(&starts);
        let length = written[start..].chars().next().map_or(0, char::len_utf8);
        let damaged = format!("{}{with}{}", &written[..start], &written[start + length..]);
        if let Ok(opened) = read(&damaged) {
            // What was opened can be saved and opened again without a loss.
            prop_assert_eq!(read(&write(&opened.diagram)).unwrap().diagram, opened.diagram);
        }
    }
}
