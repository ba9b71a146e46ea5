use diagram::{Catalogue, Component, Connection, Group};
use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::{Theme, samples, write};

/// Formats that can be written without a browser or the feature `raster`.
const WRITTEN: [Format; 4] = [Format::Design, Format::Svg, Format::Mermaid, Format::DrawIo];

fn written(format: Format, diagram: &Diagram) -> Vec<u8> {
    write(format, diagram, Catalogue::builtin(), Theme::Light).unwrap()
}

fn there_and_back(format: Format, diagram: &Diagram) -> Read {
    let bytes = written(format, diagram);
    read(&bytes, "").unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(&bytes)))
}

/// In the order of their ids: Mermaid lists what stands in a group behind what stands free.
fn sorted(mut diagram: Diagram) -> Diagram {
    diagram.components.sort_by(|a: &Component, b| a.id.cmp(&b.id));
    diagram.connections.sort_by(|a: &Connection, b| a.id.cmp(&b.id));
    diagram.groups.sort_by(|a: &Group, b| a.id.cmp(&b.id));
    diagram
}

fn refused(bytes: &[u8], name: &str, expected: Expect) {
    expected.assert_eq(&read(bytes, name).unwrap_err().to_string());
}

#[test]
fn a_design_comes_back_whole_from_every_format() {
    let shop = samples::shop();
    for format in WRITTEN {
        let Read { diagram, format: found, notes } = there_and_back(format, &shop);
        assert_eq!(found, format);
        assert_eq!(notes, [""; 0], "{format:?}");
        assert_eq!(sorted(diagram), sorted(shop.clone()), "{format:?}");
    }
}

#[test]
fn an_empty_design_comes_back_empty() {
    for format in WRITTEN {
        assert_eq!(there_and_back(format, &Diagram::default()).diagram, Diagram::default(), "{format:?}");
    }
}

#[test]
fn the_same_design_gives_the_same_bytes() {
    for format in WRITTEN {
        assert_eq!(written(format, &samples::shop()), written(format, &samples::shop()), "{format:?}");
    }
}

#[test]
fn a_file_is_known_by_what_is_in_it_and_not_by_its_name() {
    for format in WRITTEN {
        for name in ["", "a.json", "a.png", "a.mmd", "a.drawio", "a.txt"] {
            assert_eq!(read(&written(format, &samples::shop()), name).unwrap().format, format, "{name}");
        }
    }
    let with_mark = [b"\xef\xbb\xbf\n ".as_slice(), &written(Format::Design, &samples::shop())].concat();
    assert_eq!(read(&with_mark, "").unwrap().format, Format::Design);
}

#[test]
fn what_is_none_of_the_formats_gets_a_sentence_that_says_what_was_expected() {
    refused(
        b"",
        "",
        expect![
            "This file is empty. Expected was a Systemcraft design (.json), an SVG or PNG picture that Systemcraft saved, a Mermaid flowchart (.mmd) or a draw.io diagram (.drawio)."
        ],
    );
    refused(
        b"Dear diary",
        "diary.txt",
        expect![
            "This file cannot be opened here. Expected was a Systemcraft design (.json), an SVG or PNG picture that Systemcraft saved, a Mermaid flowchart (.mmd) or a draw.io diagram (.drawio)."
        ],
    );
    refused(
        b"Dear diary",
        "diary.json",
        expect![
            "This is not a Systemcraft design: a JSON file was expected, and it stops being one at line 1, column 1."
        ],
    );
    refused(
        b"Dear diary",
        "diary.mmd",
        expect![[
            r#"This was expected to be a Mermaid flowchart, which begins with "flowchart" or "graph"."#
        ]],
    );
    refused(
        b"sequenceDiagram\nA->>B: hi",
        "",
        expect![[
            r#"This is a Mermaid diagram of another sort: it begins with "sequenceDiagram". Flowcharts can be opened; they begin with "flowchart" or "graph"."#
        ]],
    );
    refused(
        b"<html><body/></html>",
        "",
        expect![
            "This is an XML file that begins with <html>, and neither an SVG picture nor a draw.io diagram."
        ],
    );
    refused(
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>",
        "",
        expect![
            "This SVG is only a picture: there is no design in it. SVG files that Systemcraft saved can be opened."
        ],
    );
    refused(
        b"<!DOCTYPE mxfile [<!ENTITY a 'aaaa'>]><mxfile>&a;</mxfile>",
        "",
        expect![
            "This XML file brings definitions of its own, and such files are not opened because they can be made to grow without end. Saving it without a document type helps."
        ],
    );
    refused(
        b"\xff\xfe\x00",
        "shop.drawio",
        expect![
            "This draw.io diagram is damaged or was cut off: it holds bytes that are not text. Fetching it again from where it came may help."
        ],
    );
    refused(
        b"JFIF\xff\xd8",
        "shop.png",
        expect![
            "This PNG is damaged or was cut off: it does not begin as a PNG does. Fetching it again from where it came may help."
        ],
    );
    refused(
        &vec![b' '; 100 * 1024 * 1024],
        "",
        expect!["This file is larger than 64 MB. A design is smaller; is it the right file?"],
    );
}

fn many(components: usize, connections: usize) -> Diagram {
    let shop = samples::shop();
    let mut many = Diagram::default();
    for at in 0..components {
        let mut component = shop.components[at % shop.components.len()].clone();
        component.id.0 = format!("c{at}");
        component.group = None;
        component.position.x += (at % 150) as f64 * 1000.0;
        many.components.push(component);
    }
    for at in 0..connections {
        let mut connection = shop.connections[at % shop.connections.len()].clone();
        connection.id.0 = format!("e{at}");
        connection.from.0 = format!("c{}", at % (components - 1));
        connection.to.0 = format!("c{}", at % (components - 1) + 1);
        many.connections.push(connection);
    }
    many
}

#[test]
fn a_large_design_comes_back_from_every_format() {
    let large = many(1000, 3000);
    for format in WRITTEN {
        assert!(there_and_back(format, &large).diagram == large, "{format:?}");
    }
}

#[test]
fn the_picture_of_the_largest_design_can_be_opened_again() {
    use diagram::limits::{MOST_COMPONENTS, MOST_CONNECTIONS};
    let largest = many(MOST_COMPONENTS, MOST_CONNECTIONS);
    assert!(there_and_back(Format::Svg, &largest).diagram == largest);
    // A draw.io file names each end and look in full, which makes it the largest of all.
    let bytes = written(Format::DrawIo, &largest).len();
    assert!(bytes < LARGEST_FILE, "{bytes}");
}

/// What was opened can be written and opened again without a loss.
fn assert_sound(diagram: &Diagram) {
    let opened = diagram::format::read(&diagram::format::write(diagram)).unwrap();
    assert_eq!(opened.left_out, [""; 0]);
    assert_eq!(opened.diagram, *diagram);
}

/// Beginnings that lead into every reader, and what those look for.
fn fragments() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "flowchart TD\n",
        "graph LR;",
        "subgraph ",
        "end\n",
        "a",
        "b",
        "[\"x\"]",
        "[(",
        ")]",
        "-->",
        "-.->",
        "--",
        "&",
        "|",
        "@{ shape: cyl, label: \"x\" }",
        "%% systemcraft component a {\"id\":\"a\",\"kind\":\"cache\"}\n",
        "%% systemcraft connection a b {\"id\":\"e\",\"from\":\"from\",\"to\":\"to\"}\n",
        "\n",
        ";",
        " ",
        "\"",
        "~~~",
        "<svg>",
        "<metadata>",
        "<systemcraft:design>",
        "{\"format\":\"systemcraft-design\"}",
        "</systemcraft:design>",
        "<mxfile>",
        "<diagram name=\"p\">",
        "<mxGraphModel>",
        "<root>",
        "<mxCell id=\"0\"/>",
        "<mxCell id=\"1\" parent=\"0\"/>",
        "<mxCell id=\"a\" parent=\"1\" vertex=\"1\" value=\"&lt;b&gt;DB\" style=\"html=1\">",
        "<mxCell id=\"b\" parent=\"a\" vertex=\"1\"><mxGeometry x=\"1e300\" width=\"-5\" as=\"geometry\"/></mxCell>",
        "<mxCell id=\"c\" parent=\"c\" vertex=\"1\"/>",
        "<mxCell id=\"e\" parent=\"1\" edge=\"1\" source=\"a\" target=\"b\"/>",
        "<object id=\"o\" label=\"x\" systemcraft-component=\"{&quot;id&quot;:&quot;o&quot;,&quot;kind&quot;:&quot;cache&quot;}\">",
        "</object>",
        "</mxCell>",
        "</root>",
        "</mxGraphModel>",
        "</diagram>",
        "</mxfile>",
        "</svg>",
        "7VxZ",
        "<!DOCTYPE x>",
    ]);
    prop::collection::vec(prop_oneof![8 => words.prop_map(str::to_owned), 1 => "\\PC{0,4}"], 0..40)
        .prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_design_comes_back_from_every_format(diagram in samples::diagram()) {
        for format in WRITTEN {
            let Read { diagram: found, notes, .. } = there_and_back(format, &diagram);
            prop_assert_eq!(&notes, &[""; 0], "{:?}", format);
            prop_assert_eq!(sorted(found), sorted(diagram.clone()), "{:?}", format);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, "");
        let _ = read(&[b"\x89PNG\r\n\x1a\n".as_slice(), &bytes].concat(), "a.png");
        if let Ok(read) = read(&[b"graph TD\n".as_slice(), String::from_utf8_lossy(&bytes).as_bytes()].concat(), "") {
            assert_sound(&read.diagram);
        }
    }

    #[test]
    fn whatever_is_opened_is_a_sound_design(text in fragments(), name in "[a.](json|png|mmd|drawio)?") {
        for start in ["", "flowchart LR\n", "<mxfile><diagram><mxGraphModel><root>"] {
            let end = if start.starts_with('<') { "</root></mxGraphModel></diagram></mxfile>" } else { "" };
            if let Ok(read) = read(format!("{start}{text}{end}").as_bytes(), &name) {
                assert_sound(&read.diagram);
            }
        }
    }

    #[test]
    fn a_file_that_was_cut_off_is_refused_or_a_smaller_design(share in 0.0..1.0_f64, at in 0..WRITTEN.len()) {
        let bytes = written(WRITTEN[at], &samples::shop());
        let cut = bytes.get(..(bytes.len() as f64 * share) as usize).unwrap();
        if let Ok(read) = read(cut, "") {
            assert_sound(&read.diagram);
        }
    }

    #[test]
    fn a_file_with_a_byte_changed_is_refused_or_a_design(place in any::<prop::sample::Index>(), byte: u8, at in 0..WRITTEN.len()) {
        let mut bytes = written(WRITTEN[at], &samples::shop());
        *place.get_mut(&mut bytes) = byte;
        if let Ok(read) = read(&bytes, "") {
            assert_sound(&read.diagram);
        }
    }
}
