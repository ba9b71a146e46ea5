//! Programs that other people wrote open what is written here: Mermaid itself, and maxGraph, which draw.io's format
//! belongs to. They run in node, from a folder that npm filled beforehand; nothing is fetched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use diagram::{
    Catalogue, Component, ComponentId, Connection, ConnectionId, Diagram, Group, GroupId, GroupKind, Mode,
};
use interchange::{Format, Theme, write};
use kurbo::{Point, Rect};
use serde_json::{Value, json};

/// What a program found in the export of a design, see `tests/foreign/open.mjs`.
fn opened(format: Format, diagram: &Diagram, case: &str) -> Value {
    let packages = env::var_os("SYSTEMCRAFT_FOREIGN").map(PathBuf::from).unwrap_or_else(|| {
        panic!("SYSTEMCRAFT_FOREIGN names no folder of packages: run `cargo xtask test --only foreign`")
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/foreign/open.mjs");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{case}.{}", format.ending()));
    fs::write(&file, write(format, diagram, Catalogue::builtin(), Theme::Light).unwrap()).unwrap();
    let name = if format == Format::Mermaid { "mermaid" } else { "drawio" };
    let output = Command::new("node").arg(script).arg(packages).arg(name).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}\n{}", file.display(), String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn shop() -> Diagram {
    diagram::format::read(include_str!("shop.json")).unwrap().diagram
}

/// Every name that means something to somebody, on components, connections and groups.
fn awkward() -> Diagram {
    const NAMES: [&str; 34] = [
        "end",
        "graph",
        "subgraph",
        "A --> B",
        "\"quoted\"",
        "'single'",
        "`tick`",
        "**bold** _it_",
        "<b>bold</b>",
        "a < b > c",
        "<img src=\"x\" alt=\"y\">",
        "&lt;",
        "R&D",
        "#quot;",
        "#35;",
        "50 %",
        "%% comment",
        "%%{init: {}}%%",
        "a;b",
        "a|b",
        "[(x)]",
        "{{x}}",
        "style:x#1;",
        "classDef x fill:#f00;",
        "1. first",
        "- second",
        "+ third",
        "\\n \\\\",
        "C:\\temp",
        "https://example.org/?a=b&c=d",
        "ä — 漢 \u{1f600}",
        "two\n  lines",
        "@{ shape: cyl }",
        "~x~",
    ];
    let mut diagram = Diagram { name: NAMES.concat(), rationale: NAMES.join("\n"), ..Diagram::default() };
    let kinds = &Catalogue::builtin().kinds;
    for (at, name) in NAMES.iter().enumerate() {
        let id = |at: usize| ComponentId(NAMES[at].to_owned());
        let bounds = Rect::new(0.0, at as f64 * 200.0, 200.0, at as f64 * 200.0 + 180.0);
        let parent = at.checked_sub(1).filter(|_| at % 3 == 2).map(|at| GroupId(NAMES[at].to_owned()));
        let group = Group {
            id: GroupId(name.to_string()),
            kind: GroupKind::Frame,
            name: name.to_string(),
            bounds,
            parent,
            locked: false,
        };
        diagram.components.push(Component {
            notes: NAMES.join("\n"),
            group: Some(group.id.clone()),
            ..Component::new(id(at), &kinds[at % kinds.len()].id, name, bounds.origin() + (20.0, 50.0))
        });
        diagram.groups.push(group);
        diagram.connections.push(Connection {
            label: name.to_string(),
            mode: if at % 2 == 0 { Mode::Request } else { Mode::Asynchronous },
            ..Connection::new(ConnectionId(name.to_string()), id(at), id((at + 1) % NAMES.len()))
        });
    }
    diagram
}

/// As a label shows it.
fn shown(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On a component without a name its kind is written.
fn label(component: &Component) -> String {
    if component.name.is_empty() {
        diagram::naming::kind_name(&component.kind)
    } else {
        shown(&component.name)
    }
}

fn sorted(mut values: Vec<Value>) -> Vec<Value> {
    values.sort_by_key(Value::to_string);
    values
}

fn list<'a>(found: &'a Value, name: &str) -> &'a Vec<Value> {
    found[name].as_array().unwrap()
}

/// From where, to where, label, and whether it is dashed.
fn expected_arrows(diagram: &Diagram) -> Vec<Value> {
    let name = |id: &ComponentId| label(diagram.component(id).unwrap());
    let arrow = |it: &Connection| {
        json!([name(&it.from), name(&it.to), shown(&it.label), it.mode == Mode::Asynchronous])
    };
    sorted(diagram.connections.iter().map(arrow).collect())
}

fn mermaid_opens(diagram: &Diagram, case: &str) {
    let found = opened(Format::Mermaid, diagram, case);
    let components = list(&found, "components");
    let labels = |list: &[Value]| sorted(list.iter().map(|it| it["label"].clone()).collect());
    let expected = |names: Vec<String>| sorted(names.into_iter().map(Value::from).collect());
    assert_eq!(labels(components), expected(diagram.components.iter().map(label).collect()));
    let groups = list(&found, "groups");
    assert_eq!(labels(groups), expected(diagram.groups.iter().map(|group| shown(&group.name)).collect()));

    let name = |id: &Value| components.iter().find(|it| it["id"] == *id).unwrap()["label"].clone();
    let arrow =
        |it: &Value| json!([name(&it["from"]), name(&it["to"]), it["label"], it["stroke"] == "dotted"]);
    assert_eq!(sorted(list(&found, "connections").iter().map(arrow).collect()), expected_arrows(diagram));

    for component in &diagram.components {
        let id = &components.iter().find(|it| it["label"] == label(component)).unwrap()["id"];
        let around = groups.iter().find(|group| group["holds"].as_array().unwrap().contains(id));
        let expected =
            component.group.as_ref().map(|id| diagram.groups.iter().find(|it| it.id == *id).unwrap());
        assert_eq!(
            around.map(|group| group["label"].clone()),
            expected.map(|group| Value::from(shown(&group.name)))
        );
    }
}

fn maxgraph_opens(diagram: &Diagram, case: &str) {
    let found = opened(Format::DrawIo, diagram, case);
    let boxes = list(&found, "boxes");
    assert_eq!(boxes.len(), diagram.components.len() + diagram.groups.len());
    let origin = |id: &Option<GroupId>| {
        let group = id.as_ref().map(|id| diagram.groups.iter().find(|it| it.id == *id).unwrap());
        group.map_or(Point::ORIGIN, |group| group.bounds.origin())
    };
    let within = |id: &Option<GroupId>| {
        id.as_ref().map(|id| format!("group-{}", diagram.groups.iter().position(|it| it.id == *id).unwrap()))
    };
    let check = |id: String, label: String, data: &str, bounds: Rect, around: &Option<GroupId>| {
        let found = boxes.iter().find(|it| it["id"] == id).unwrap();
        let corner = bounds.origin() - origin(around);
        assert_eq!((found["label"].as_str(), found["data"][0].as_str()), (Some(&*label), Some(data)));
        assert_eq!(found["within"], json!(within(around)));
        let numbers: Vec<f64> =
            found["bounds"].as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect();
        assert_eq!(numbers, [corner.x, corner.y, bounds.width(), bounds.height()]);
    };
    for (at, it) in diagram.components.iter().enumerate() {
        check(format!("component-{at}"), label(it), "systemcraft-component", it.bounds(), &it.group);
    }
    for (at, it) in diagram.groups.iter().enumerate() {
        check(format!("group-{at}"), shown(&it.name), "systemcraft-group", it.bounds, &it.parent);
    }
    let name = |id: &Value| boxes.iter().find(|it| it["id"] == *id).unwrap()["label"].clone();
    let arrow = |it: &Value| json!([name(&it["from"]), name(&it["to"]), it["label"], it["isDashed"]]);
    assert_eq!(sorted(list(&found, "arrows").iter().map(arrow).collect()), expected_arrows(diagram));
}

#[test]
#[ignore = "needs node and packages: `cargo xtask test --only foreign`"]
fn mermaid_opens_an_exported_design() {
    mermaid_opens(&shop(), "mermaid-shop");
}

#[test]
#[ignore = "needs node and packages: `cargo xtask test --only foreign`"]
fn mermaid_opens_a_design_whose_names_are_its_own_words() {
    mermaid_opens(&awkward(), "mermaid-awkward");
}

#[test]
#[ignore = "needs node and packages: `cargo xtask test --only foreign`"]
fn maxgraph_opens_an_exported_design() {
    maxgraph_opens(&shop(), "maxgraph-shop");
}

#[test]
#[ignore = "needs node and packages: `cargo xtask test --only foreign`"]
fn maxgraph_opens_a_design_whose_names_are_markup() {
    maxgraph_opens(&awkward(), "maxgraph-awkward");
}
