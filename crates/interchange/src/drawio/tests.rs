use diagram::{Annotation, AnnotationId, AnnotationKind, Catalogue, Diagram, Mode};
use expect_test::{Expect, expect};
use kurbo::{Point, Size};
use proptest::prelude::*;

use crate::{Format, Read, ReadError, Theme, base64, read, samples, write};

fn file(cells: &str) -> String {
    format!(
        "<mxfile host=\"app.diagrams.net\"><diagram id=\"x\" name=\"Page-1\">{}</diagram></mxfile>",
        model(cells)
    )
}

fn model(cells: &str) -> String {
    format!(
        "<mxGraphModel dx=\"1\"><root><mxCell id=\"0\"/><mxCell id=\"1\" parent=\"0\"/>{cells}</root></mxGraphModel>"
    )
}

fn cell(id: &str, label: &str, more: &str) -> String {
    format!(
        "<mxCell id=\"{id}\" value=\"{label}\" {more}><mxGeometry x=\"40\" y=\"40\" width=\"120\" height=\"80\" as=\"geometry\"/></mxCell>"
    )
}

fn told(diagram: &Diagram) -> String {
    let mut lines = vec![format!("\"{}\"", diagram.name)];
    for group in &diagram.groups {
        lines.push(format!("{{{}}} at {:?} in {:?}", group.name, group.bounds.origin(), group.parent));
    }
    for component in &diagram.components {
        let at = component.position;
        lines.push(format!("{}: {} at {at:?} in {:?}", component.name, component.kind, component.group));
    }
    for connection in &diagram.connections {
        let line = if connection.mode == Mode::Asynchronous { ".." } else { "--" };
        lines.push(format!("{} {line}{}> {}", connection.from.0, connection.label, connection.to.0));
    }
    for annotation in &diagram.annotations {
        let Annotation { kind, text, start, end, .. } = annotation;
        lines.push(format!("{kind:?} \"{text}\" from {start:?} to {end:?}"));
    }
    lines.join("\n")
}

fn check(text: &str, expected: Expect) -> Diagram {
    let Read { diagram, format, notes } = read(text.as_bytes(), "").unwrap();
    assert_eq!(format, Format::DrawIo);
    expected.assert_eq([told(&diagram), notes.join("\n")].join("\n").trim_end());
    diagram
}

#[test]
fn a_drawing_of_somebody_else_becomes_components_of_guessed_kinds() {
    let cells = [
        cell("u", "", "style=\"shape=umlActor;html=1\" vertex=\"1\" parent=\"1\""),
        cell("g", "&lt;b&gt;Region&lt;/b&gt;", "style=\"swimlane;html=1\" vertex=\"1\" parent=\"1\""),
        cell("a", "Check&lt;br&gt;out", "style=\"rounded=1;html=1\" vertex=\"1\" parent=\"g\""),
        cell("d", "Orders", "style=\"shape=cylinder3;html=1\" vertex=\"1\" parent=\"g\""),
        "<UserObject id=\"q\" label=\"Jobs\" owner=\"me\"><mxCell style=\"shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.sqs\" vertex=\"1\" parent=\"1\"><mxGeometry x=\"400\" y=\"40\" width=\"120\" height=\"80\" as=\"geometry\"/></mxCell></UserObject>".into(),
        cell("e1", "", "edge=\"1\" parent=\"1\" source=\"u\" target=\"a\""),
        cell("l", "calls &amp;amp; waits", "style=\"edgeLabel;html=1\" vertex=\"1\" connectable=\"0\" parent=\"e1\""),
        cell("e2", "writes", "style=\"dashed=1;html=1\" edge=\"1\" parent=\"g\" source=\"a\" target=\"d\""),
        cell("e3", "", "style=\"startArrow=classic;endArrow=none\" edge=\"1\" parent=\"1\" source=\"q\" target=\"a\""),
        cell("e4", "lost", "edge=\"1\" parent=\"1\" source=\"q\""),
        cell("e5", "", "edge=\"1\" parent=\"1\" source=\"q\" target=\"g\""),
        cell("e6", "", "edge=\"1\" parent=\"1\" source=\"q\" target=\"q\""),
        cell("t", "A remark", "style=\"text;html=1\" vertex=\"1\" parent=\"1\""),
    ];
    check(
        &file(&cells.concat()),
        expect![[r#"
            "Page-1"
            {Region} at (40.0, 40.0) in None
            Client: client at (40.0, 40.0) in None
            Check out: service at (80.0, 80.0) in Some(GroupId("g"))
            Orders: sql_database at (80.0, 80.0) in Some(GroupId("g"))
            Jobs: message_queue at (400.0, 40.0) in None
            u --calls & waits> a
            a ..writes> d
            a --> q
            Text "A remark" from (40.0, 40.0) to (160.0, 120.0)
            The arrow "lost" with a loose end was left out.
            An arrow at a group was left out: connections go between components.
            An arrow from "Jobs" back to itself was left out."#]],
    );
}

#[test]
fn packed_pages_are_unpacked_and_only_the_first_is_opened() {
    let percent: String =
        model(&cell("a", "Redis", "vertex=\"1\" parent=\"1\""))
            .bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect();
    let mut packed = String::new();
    base64::push(&mut packed, &miniz_oxide::deflate::compress_to_vec(percent.as_bytes(), 9));
    for page in [packed.clone(), percent, format!("\n  {packed}\n")] {
        let text = format!(
            "<mxfile><diagram name=\"One\">{page}</diagram><diagram name=\"Two\">{packed}</diagram></mxfile>"
        );
        let Read { diagram, notes, .. } = read(text.as_bytes(), "").unwrap();
        assert_eq!((diagram.name.as_str(), diagram.components[0].kind.as_str()), ("One", "cache"));
        assert_eq!(notes, ["The first page was opened. There are 1 more in the file."]);
    }
}

#[test]
fn a_packed_page_that_is_damaged_or_a_bomb_is_refused() {
    let refused =
        |page: &str| read(format!("<mxfile><diagram>{page}</diagram></mxfile>").as_bytes(), "").unwrap_err();
    for page in ["not base64?", "Zm9vYmFy", "%41%42"] {
        assert!(matches!(refused(page), ReadError::Damaged { .. }), "{page}");
    }
    let mut bomb = String::new();
    base64::push(
        &mut bomb,
        &miniz_oxide::deflate::compress_to_vec(&vec![b'%'; crate::limits::LARGEST_FILE + 1], 1),
    );
    assert_eq!(refused(&bomb), ReadError::TooLarge);
    // A page in a page in a page.
    let mut page = model("");
    for _ in 0..5 {
        let mut packed = String::new();
        base64::push(&mut packed, &miniz_oxide::deflate::compress_to_vec(page.as_bytes(), 6));
        page = format!("<mxfile><diagram>{packed}</diagram></mxfile>");
    }
    assert!(matches!(
        read(page.as_bytes(), ""),
        Err(ReadError::Damaged { how: "its page is packed too often", .. })
    ));
}

#[test]
fn a_model_without_a_file_around_it_opens_too() {
    let model = model(&cell("a", "Load balancer", "vertex=\"1\" parent=\"1\""));
    assert_eq!(read(model.as_bytes(), "").unwrap().diagram.components[0].kind, "load_balancer");
}

#[test]
fn small_symbols_become_cards_and_the_drawing_grows_with_them() {
    let symbol = |id: &str, x: u32| {
        format!(
            "<mxCell id=\"{id}\" value=\"{id}\" vertex=\"1\" parent=\"1\"><mxGeometry x=\"{x}\" y=\"0\" width=\"60\" height=\"40\" as=\"geometry\"/></mxCell>"
        )
    };
    let diagram = read(file(&(symbol("a", 0) + &symbol("b", 100))).as_bytes(), "").unwrap().diagram;
    // 60 x 40 becomes 120 x 80: twice as large, and so are the distances.
    let places: Vec<(Point, Size)> = diagram.components.iter().map(|it| (it.position, it.size)).collect();
    let size = Size::new(120.0, 80.0);
    assert_eq!(places, [(Point::new(0.0, 0.0), size), (Point::new(200.0, 0.0), size)]);
}

#[test]
fn groups_that_stand_in_each_other_stand_free_and_all_is_opened() {
    let cells = [
        cell("a", "A", "vertex=\"1\" parent=\"b\""),
        cell("b", "B", "vertex=\"1\" parent=\"a\""),
        cell("c", "C", "vertex=\"1\" parent=\"a\""),
        cell("d", "D", "vertex=\"1\" parent=\"d\""),
    ];
    let Read { diagram, notes, .. } = read(file(&cells.concat()).as_bytes(), "").unwrap();
    assert_eq!((diagram.groups.len(), diagram.components.len()), (3, 1));
    assert_eq!(notes, ["A group that stands in itself or too deep in other groups stands free now."]);
    assert!(diagram.components[0].group.is_some());
}

#[test]
fn groups_nested_without_end_are_opened_in_bounded_time() {
    let nest: String = (0..2000)
        .map(|at| {
            cell(
                &format!("g{at}"),
                "G",
                &format!("style=\"container=1\" vertex=\"1\" parent=\"g{}\"", at - 1),
            )
        })
        .collect();
    let diagram = read(file(&nest.replace("g-1", "1")).as_bytes(), "").unwrap().diagram;
    assert_eq!(diagram.groups.len(), 2000);
}

#[test]
fn what_was_edited_in_an_export_counts_and_the_rest_is_kept() {
    let shop = samples::shop();
    let text =
        String::from_utf8(write(Format::DrawIo, &shop, Catalogue::builtin(), Theme::Light).unwrap()).unwrap();
    // Moved, renamed, and copied as draw.io copies: with the same data under another id.
    let users = text.lines().find(|line| line.contains("label=\"Users\"")).unwrap();
    let moved = users
        .replace("x=\"0\" y=\"40\"", "x=\"-50\" y=\"44\"")
        .replace("label=\"Users\"", "label=\"&lt;b&gt;Visitors&lt;/b&gt;\"");
    let copy = users.replace("component-0", "Zq3-7").replace("y=\"40\"", "y=\"400\"");
    assert!(moved != users && copy != users);
    let edited = text.replace(users, &format!("{moved}\n{copy}"));
    let Read { diagram, notes, .. } = read(edited.as_bytes(), "").unwrap();
    assert_eq!(notes, [""; 0]);
    let [visitors, copy] = &diagram.components[..2] else { panic!("both are there") };
    assert_eq!((visitors.id.0.as_str(), visitors.name.as_str()), ("users", "Visitors"));
    assert_eq!(visitors.position, Point::new(-50.0, 44.0));
    assert_eq!(
        (copy.id.0.as_str(), copy.kind.as_str(), copy.position),
        ("users-1", "client", Point::new(0.0, 400.0))
    );
    assert_eq!(copy.properties, shop.components[0].properties);
    assert_eq!(diagram.connections, shop.connections);
}

#[test]
fn sheets_and_loose_arrows_of_somebody_else_become_notes_and_free_arrows() {
    let arrow = |style: &str| {
        format!(
            "<mxCell id=\"e\" value=\"see here\" style=\"{style}\" edge=\"1\" parent=\"g\"><mxGeometry relative=\"1\" as=\"geometry\"><mxPoint x=\"10\" y=\"20\" as=\"sourcePoint\"/><mxPoint x=\"110\" y=\"20\" as=\"targetPoint\"/><Array as=\"points\"><mxPoint x=\"1\" y=\"2\"/></Array></mxGeometry></mxCell>"
        )
    };
    let cells = [
        cell("g", "Region", "style=\"swimlane;html=1\" vertex=\"1\" parent=\"1\""),
        cell("a", "Shop", "vertex=\"1\" parent=\"g\""),
        cell("n", "Ask&lt;br&gt;Ada", "style=\"shape=note;html=1\" vertex=\"1\" parent=\"1\""),
        // A sheet that an arrow calls is a component.
        cell("m", "Notes", "style=\"shape=note\" vertex=\"1\" parent=\"1\""),
        cell("c", "", "edge=\"1\" parent=\"1\" source=\"a\" target=\"m\""),
        arrow("html=1"),
        arrow("startArrow=classic;endArrow=none").replace("\"e\"", "\"f\""),
    ];
    check(
        &file(&cells.concat()),
        expect![[r#"
        "Page-1"
        {Region} at (40.0, 40.0) in None
        Shop: service at (80.0, 80.0) in Some(GroupId("g"))
        Notes: service at (40.0, 40.0) in None
        a --> m
        Note "Ask Ada" from (40.0, 40.0) to (160.0, 120.0)
        Arrow "see here" from (50.0, 60.0) to (150.0, 60.0)
        Arrow "see here" from (150.0, 60.0) to (50.0, 60.0)"#]],
    );
}

fn annotation(at: usize) -> impl Strategy<Value = Annotation> {
    let kinds = vec![AnnotationKind::Note, AnnotationKind::Text, AnnotationKind::Arrow];
    let places = (-1e4..1e4, -1e4..1e4, 1.0..900.0, 1.0..900.0, any::<bool>());
    (prop::sample::select(kinds), ".{0,30}|two\nlines", places).prop_map(
        move |(kind, text, (x, y, width, height, turned))| {
            let (start, end) = (Point::new(x, y), Point::new(x + width, y + height));
            let (start, end) = if turned { (end, start) } else { (start, end) };
            Annotation { id: AnnotationId(format!("n{at}")), kind, text, start, end }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_and_drawn_beside_a_design_comes_back_too(
        diagram in samples::diagram(),
        annotations in (0..4_usize).prop_flat_map(|count| (0..count).map(annotation).collect::<Vec<_>>()),
    ) {
        let diagram = Diagram { annotations, ..diagram };
        let bytes = write(Format::DrawIo, &diagram, Catalogue::builtin(), Theme::Light).unwrap();
        let Read { diagram: back, notes, .. } = read(&bytes, "").unwrap();
        prop_assert_eq!(back.annotations, diagram.annotations);
        prop_assert_eq!(notes, Vec::<String>::new());
    }
}

#[test]
fn an_exported_note_that_was_moved_and_written_anew_counts_as_it_is_now() {
    let note = Annotation {
        id: AnnotationId("n".into()),
        kind: AnnotationKind::Note,
        text: "Two\nlines".into(),
        start: Point::new(0.0, 0.0),
        end: Point::new(176.0, 96.0),
    };
    let diagram = Diagram { annotations: vec![note.clone()], ..samples::shop() };
    let text =
        String::from_utf8(write(Format::DrawIo, &diagram, Catalogue::builtin(), Theme::Light).unwrap())
            .unwrap();
    let line = text.lines().find(|line| line.contains("label=\"Two lines\"")).unwrap();
    let edited = line
        .replace("label=\"Two lines\"", "label=\"Three\"")
        .replace("x=\"0\" y=\"0\"", "x=\"8\" y=\"-16\"");
    let diagram = read(text.replace(line, &edited).as_bytes(), "").unwrap().diagram;
    let (start, end) = (Point::new(8.0, -16.0), Point::new(184.0, 80.0));
    assert_eq!(diagram.annotations, [Annotation { text: "Three".into(), start, end, ..note }]);
}
