use diagram::Catalogue;
use diagram::SpatialIndex;
use diagram::scene::{Findings, Status};
use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::samples;

fn svg_of(diagram: &diagram::Diagram, findings: &Findings, look: Look) -> String {
    let index = SpatialIndex::of(diagram);
    write(&Picture { diagram, index: &index, catalogue: Catalogue::builtin(), findings, revision: 0 }, look)
}

fn plain(diagram: &diagram::Diagram) -> String {
    svg_of(diagram, &Findings::default(), Look::default())
}

/// The lines behind the design.
fn drawn(svg: &str) -> &str {
    svg.split_once("</metadata>\n").unwrap().1
}

#[test]
fn a_picture_of_two_components_is_what_the_screen_shows() {
    let json = r#"{"format": "systemcraft-design", "version": 1, "name": "A & B",
        "components": [{"id": "c", "kind": "client", "x": 0, "y": 0}, {"id": "s", "kind": "service", "x": 200, "y": 0}],
        "connections": [{"id": "e", "from": "c", "to": "s", "mode": "asynchronous", "label": "go"}]}"#;
    let diagram = diagram::format::read(json).unwrap().diagram;
    expect![[r##"
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="-32 -32 384 144" width="384" height="144" font-family="Inter, system-ui, sans-serif" stroke-linejoin="round" xml:space="preserve">
        <title>A &amp; B</title>
        <metadata><systemcraft:design xmlns:systemcraft="urn:systemcraft:design">{
          "format": "systemcraft-design",
          "version": 1,
          "name": "A &amp; B",
          "components": [
            {"id":"c","kind":"client","name":"Client","x":0,"y":0},
            {"id":"s","kind":"service","name":"Service","x":200,"y":0}
          ],
          "connections": [
            {"id":"e","from":"c","to":"s","mode":"asynchronous","label":"go"}
          ]
        }
        </systemcraft:design></metadata>
        <defs>
        <path id="i0" fill="none" stroke-linecap="round" d="M12 2.5l8.25 4.75v9.5L12 21.5l-8.25-4.75v-9.5z M12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z"/>
        <path id="i1" fill="none" stroke-linecap="round" d="M5 5h14v10H5z M5 15l-2.5 4h19L19 15 M10 19h4"/>
        </defs>
        <rect x="-32" y="-32" width="384" height="144" fill="#f9fafd"/>
        <path d="M120 40L191 40" fill="none" stroke="#6f7992" stroke-width="1.5" stroke-dasharray="6 5"/>
        <path d="M200 40 191 36 191 44z" fill="#6f7992"/>
        <rect x="142.515" y="31" width="25.97" height="18" rx="9" fill="#ffffff" stroke="#c3c9dc" stroke-width="1"/>
        <text x="155.5" y="43.7" font-size="10.5" font-weight="500" text-anchor="middle" fill="#525b72">go</text>
        <rect x="-0.5" y="1" width="121" height="81" rx="12" fill="#0b1220" fill-opacity="0.045"/>
        <rect x="-1.5" y="1.5" width="123" height="83" rx="13" fill="#0b1220" fill-opacity="0.045"/>
        <rect x="0" y="0" width="120" height="80" rx="12" fill="#ffffff" stroke="#c3c9dc" stroke-width="1"/>
        <rect x="10" y="9" width="28" height="28" rx="8" fill="#4a5878" fill-opacity="0.14"/>
        <use href="#i1" transform="translate(15 14) scale(0.75)" stroke="#4a5878" stroke-width="2.133"/>
        <text x="10" y="56" font-size="13" font-weight="600" fill="#151a28">Client</text>
        <rect x="199.5" y="1" width="121" height="81" rx="12" fill="#0b1220" fill-opacity="0.045"/>
        <rect x="198.5" y="1.5" width="123" height="83" rx="13" fill="#0b1220" fill-opacity="0.045"/>
        <rect x="200" y="0" width="120" height="80" rx="12" fill="#ffffff" stroke="#c3c9dc" stroke-width="1"/>
        <rect x="210" y="9" width="28" height="28" rx="8" fill="#1d63d8" fill-opacity="0.14"/>
        <use href="#i0" transform="translate(215 14) scale(0.75)" stroke="#1d63d8" stroke-width="2.133"/>
        <text x="210" y="56" font-size="13" font-weight="600" fill="#151a28">Service</text>
        </svg>
    "##]]
    .assert_eq(&plain(&diagram));
}

#[test]
fn dark_is_the_same_drawing_in_other_colours() {
    let look = Look { theme: Theme::Dark, font: None };
    let (light, dark) = (plain(&samples::shop()), svg_of(&samples::shop(), &Findings::default(), look));
    assert_ne!(light, dark);
    let without_colours = |svg: &str| {
        let parts =
            svg.split("=\"#").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest).to_owned());
        parts.collect::<Vec<_>>().concat()
    };
    assert_eq!(without_colours(drawn(&light)), without_colours(drawn(&dark)));
    assert!(drawn(&dark).contains("fill=\"#10141d\""), "the dark background");
}

#[test]
fn what_was_found_out_is_drawn_too() {
    let shop = samples::shop();
    let mut findings = Findings::default();
    let status =
        Status { utilisation: Some(0.95), is_on_critical_path: true, is_single_point_of_failure: true };
    findings.statuses.insert(shop.components[1].id.clone(), status);
    let (with, without) = (svg_of(&shop, &findings, Look::default()), plain(&shop));
    for (element, more) in [("<circle", 3), ("#cf352b", 2)] {
        assert_eq!(with.matches(element).count(), without.matches(element).count() + more, "{element}");
    }
}

#[test]
fn a_font_can_be_put_into_the_picture() {
    let svg =
        svg_of(&samples::shop(), &Findings::default(), Look { font: Some(b"foobar"), ..Look::default() });
    assert!(svg.contains("src:url(data:font/woff2;base64,Zm9vYmFy)"));
    assert!(!plain(&samples::shop()).contains("<style>"));
}

#[test]
fn a_name_too_long_for_its_card_is_cut() {
    let svg = plain(&samples::shop());
    assert!(svg.contains(">Internationali…<"), "{}", drawn(&svg));
}

#[test]
fn a_picture_that_another_program_saved_again_still_opens() {
    let svg = plain(&samples::shop());
    // As Inkscape writes it: a declaration, other elements around, the metadata not first.
    let (head, rest) = svg.split_once("<metadata>").unwrap();
    let (design, shapes) = rest.split_once("</metadata>").unwrap();
    let body = shapes.replace("</svg>", "");
    let again = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">\n{head}<g>{body}</g>\
         <metadata id=\"m\"><rdf:RDF/>{design}</metadata></svg>"
    );
    assert_eq!(crate::read(again.as_bytes(), "").unwrap().diagram, samples::shop());
}

#[test]
fn a_picture_that_drawio_saved_holds_a_diagram() {
    let drawing = "&lt;mxfile&gt;&lt;diagram&gt;&lt;mxGraphModel&gt;&lt;root&gt;&lt;mxCell id=&quot;2&quot; vertex=&quot;1&quot; value=&quot;Kafka&quot;/&gt;&lt;/root&gt;&lt;/mxGraphModel&gt;&lt;/diagram&gt;&lt;/mxfile&gt;";
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" content=\"{drawing}\"><rect/></svg>");
    assert_eq!(crate::read(svg.as_bytes(), "").unwrap().diagram.components[0].kind, "event_stream");
}

#[test]
fn a_design_in_a_picture_is_checked_like_any_other() {
    let svg = format!("<svg><metadata><{DESIGN}>{{\"format\": \"excalidraw\"}}</{DESIGN}></metadata></svg>");
    let error = crate::read(svg.as_bytes(), "").unwrap_err();
    assert_eq!(error, crate::ReadError::Design(diagram::format::FormatError::NotADesign));
}

proptest! {
    /// Names of elements and attributes, whatever the design is called and holds.
    #[test]
    fn no_text_of_a_design_becomes_markup(diagram in samples::diagram()) {
        let svg = plain(&diagram);
        let mut xml = crate::xml::Xml::new(&svg);
        loop {
            match xml.next().unwrap() {
                crate::xml::Piece::Open(element) => {
                    let known = ["svg", "title", "metadata", DESIGN, "defs", "path", "rect", "circle", "text", "use"];
                    prop_assert!(known.contains(&element.name().as_str()), "{}", element.name());
                    for (name, _) in element.attributes() {
                        prop_assert!(!name.starts_with("on"), "{}", name);
                    }
                }
                crate::xml::Piece::End => break,
                _ => {}
            }
        }
    }
}
