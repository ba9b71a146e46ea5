use diagram::{Catalogue, Diagram, Mode};
use expect_test::{Expect, expect};

use crate::{Format, Read, ReadError, Theme, read, samples, write};

/// A design as a few lines: components with kind and group, then connections.
fn told(diagram: &Diagram) -> String {
    let mut lines = Vec::new();
    for group in &diagram.groups {
        let parent = group.parent.as_ref().map(|parent| format!(" in {}", parent.0)).unwrap_or_default();
        lines.push(format!("{{{}}} {:?}{parent}", group.name, group.kind));
    }
    for component in &diagram.components {
        let group = component.group.as_ref().map(|group| format!(" in {}", group.0)).unwrap_or_default();
        lines.push(format!("{}: {}{group}", component.name, component.kind));
    }
    let name = |id| diagram.component(id).unwrap().name.clone();
    for connection in &diagram.connections {
        let line = if connection.mode == Mode::Asynchronous { ".." } else { "--" };
        lines.push(format!(
            "{} {line}{}> {}",
            name(&connection.from),
            connection.label,
            name(&connection.to)
        ));
    }
    lines.join("\n")
}

fn check(text: &str, expected: Expect) -> Diagram {
    let Read { diagram, format, notes } = read(text.as_bytes(), "").unwrap();
    assert_eq!(format, Format::Mermaid);
    expected.assert_eq([told(&diagram), notes.join("\n")].join("\n").trim_end());
    diagram
}

#[test]
fn a_flowchart_of_somebody_else_becomes_components_of_guessed_kinds() {
    check(
        "---\ntitle: \"The \\\"shop\\\"\"\nconfig:\n  theme: dark\n---\n%%{init: {\n 'theme': 'base'}}%%\n%% a comment\n\
         flowchart TD\n\
         U([Users]) -->|HTTPS| LB{{Load balancer}}\n\
         LB --> A & B --> DB[(Orders)]\n\
         A[\"Checkout <b>API</b>\"] -. events .-> Q[/RabbitMQ/]:::hot\n\
         Q --> W(Email worker) ; W == send ==> S[[\"Stripe #quot;live#quot;\"]]\n\
         classDef hot fill:#f96;\n style A fill:#fff,stroke:#333;\n linkStyle 0 stroke:red\n\
         click A \"https://example.org/;\" \"tip\"\n B ~~~ W\n A@{ shape: rounded }\n",
        expect![[r#"
            Users: client
            Load balancer: load_balancer
            Checkout API: service
            B: service
            Orders: sql_database
            RabbitMQ: message_queue
            Email worker: worker
            Stripe "live": third_party_api
            Users --HTTPS> Load balancer
            Load balancer --> Checkout API
            Load balancer --> B
            Checkout API --> Orders
            B --> Orders
            Checkout API ..events> RabbitMQ
            RabbitMQ --> Email worker
            Email worker --send> Stripe "live""#]],
    );
}

#[test]
fn groups_hold_what_is_first_mentioned_in_them() {
    let diagram = check(
        "graph LR\n  a --> c\n  subgraph one [AWS region]\n    direction TB\n    a[App] --> b[(DB)]\n    subgraph \"Zone 1\"\n      c[Cache]\n    end\n  end\n  subgraph three\n    a\n  end\n  one --> three",
        expect![[r#"
            {AWS region} Region
            {Zone 1} Zone in one
            {three} Frame
            App: service in one
            Cache: cache in Zone 1
            DB: sql_database in one
            App --> Cache
            App --> DB
            An arrow at the group "one" was left out: connections go between components."#]],
    );
    let [region, zone, three] = &diagram.groups[..] else { panic!("three were drawn") };
    assert!(region.bounds.contains_rect(zone.bounds), "frames close around what they hold");
    assert!(region.bounds.intersect(three.bounds).is_zero_area());
    for component in &diagram.components[..3] {
        assert!(region.bounds.contains_rect(component.bounds()) == component.group.is_some());
    }
}

#[test]
fn lines_that_cannot_be_read_are_told_and_the_rest_is_opened() {
    check(
        "flowchart LR\r\n  a[Web server] --> b[Redis]\r\n  this is prose\r\n  b --> c[never closed\r\n  subgraph g\r\n  d --> d\r\n",
        expect![[r#"
            {g} Frame
            Web server: web_server
            Redis: cache
            d: service in g
            Web server --> Redis
            Line 3 could not be read as part of a flowchart and was left out.
            Line 4 could not be read as part of a flowchart and was left out.
            A group is not closed. The file may have been cut off.
            An arrow from "d" back to itself was left out."#]],
    );
}

#[test]
fn a_flowchart_can_stand_on_one_line_or_in_a_page() {
    check(
        "graph TD;A-->B;B-->C%%no",
        expect![[r#"
        A: service
        B: service
        C: service
        A --> B
        B --> C"#]],
    );
    check("```mermaid\nflowchart LR\n  a[Kafka]\n```\nMore words", expect!["Kafka: event_stream"]);
}

#[test]
fn what_was_edited_in_an_export_counts_and_the_rest_is_kept() {
    let shop = samples::shop();
    let text = String::from_utf8(write(Format::Mermaid, &shop, Catalogue::builtin(), Theme::Light).unwrap())
        .unwrap();
    let edited = text
        .replace("db[(\"Orders\")]", "db[(\"Orders and more\")]")
        .replace("users --> lb", "users -.->|fast| lb")
        .replace("    cache --> db\n", "    lb --> extra[Search index]\n");
    assert_eq!(
        edited.matches("more\"").count() + edited.matches("|fast|").count() + edited.matches("extra").count(),
        3
    );
    let Read { diagram, notes, .. } = read(edited.as_bytes(), "").unwrap();
    assert_eq!(notes, [""; 0]);
    let db = diagram.components.iter().find(|component| component.id.0 == "db").unwrap();
    let before = shop.components.iter().find(|component| component.id.0 == "db").unwrap();
    assert_eq!(*db, diagram::Component { name: "Orders and more".into(), ..before.clone() });
    let first = &diagram.connections[0];
    assert_eq!(
        (first.mode, first.label.as_str(), first.network_millis),
        (Mode::Asynchronous, "fast", Some(35.0))
    );
    let added = diagram.components.last().unwrap();
    assert_eq!((added.name.as_str(), added.kind.as_str()), ("Search index", "search_index"));
    assert!(
        diagram.components[..8].iter().all(|other| other.bounds().intersect(added.bounds()).is_zero_area())
    );
    assert_eq!(diagram.connections.len(), shop.connections.len());
}

#[test]
fn more_arrows_than_a_design_may_have_are_refused_before_they_fill_the_memory() {
    let side: Vec<String> = (0..10_000).map(|at| format!("n{at}")).collect();
    let text = format!("graph TD\n{} --> m & {}", side.join(" & "), side.join(" & "));
    assert!(matches!(read(text.as_bytes(), ""), Err(ReadError::TooMany { what: "connections", .. })));
    let boxes: Vec<String> = (0..20_001).map(|at| format!("n{at}")).collect();
    let text = format!("graph TD\n{}", boxes.join("\n"));
    assert!(matches!(read(text.as_bytes(), ""), Err(ReadError::TooMany { what: "components", .. })));
}

#[test]
fn hostile_files_are_done_with_quickly() {
    let started = std::time::Instant::now();
    for line in [
        "a[x",
        "a[\"",
        "a@{ ",
        "a-- b;",
        "a[/x/];",
        "subgraph x\n",
        "%%{",
        "a --> ",
        "\"",
        "accDescr {",
        "click \";",
    ] {
        let text = format!("graph TD\n{}", format!("{line}\n").repeat(5_000));
        let _ = read(text.as_bytes(), "");
        let _ = read(text.replace('\n', " ").replacen("TD ", "TD\n", 1).as_bytes(), "");
    }
    // Milliseconds each in an optimised build.
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
