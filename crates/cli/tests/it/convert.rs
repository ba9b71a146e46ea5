use std::fs;

use serde_json::Value;

use crate::program::{answer, file, folder, refused_for};

const SHOP: &str = r#"{"format": "systemcraft-design", "version": 1, "name": "Shop", "components": [
    {"id": "c", "kind": "client", "name": "Visitors", "properties": {"requests_per_second": 80}},
    {"id": "s", "kind": "service", "name": "Shop & co", "replicas": 2},
    {"id": "d", "kind": "sql_database", "name": "Orders"}],
    "connections": [{"id": "e", "from": "c", "to": "s"}, {"id": "f", "from": "s", "to": "d", "protocol": "sql"}]}"#;

#[test]
fn a_design_comes_back_from_every_format() {
    let design = file("convert-there", SHOP);
    let here = folder("convert-back");
    for ending in ["json", "svg", "png", "mmd", "drawio"] {
        let (there, back) = (here.join(format!("shop.{ending}")), here.join(format!("{ending}.json")));
        answer(&["convert", design.to_str().unwrap(), there.to_str().unwrap()], "");
        let told = answer(&["convert", there.to_str().unwrap(), back.to_str().unwrap()], "");
        assert_eq!(
            (&told["from"], &told["components"], &told["connections"]),
            (&ending.into(), &3.into(), &2.into())
        );
        let read: Value = serde_json::from_str(&fs::read_to_string(back).unwrap()).unwrap();
        let of = |field: &str| -> Vec<String> {
            let components = read["components"].as_array().unwrap().iter();
            components.map(|component| component[field].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(of("kind"), ["client", "service", "sql_database"], "{ending}");
        assert_eq!(of("name"), ["Visitors", "Shop & co", "Orders"], "{ending}");
    }
}

#[test]
fn what_a_flowchart_has_no_place_for_is_told() {
    let noted = SHOP.replace(
        "\"connections\":",
        "\"annotations\": [{\"id\": \"n\", \"kind\": \"note\", \"text\": \"Ask Ann\"}, {\"id\": \"a\", \"kind\": \"arrow\"}], \"connections\":",
    );
    let design = file("convert-noted", &noted);
    let here = folder("convert-noted-there");
    for ending in ["json", "svg", "png", "mmd", "drawio"] {
        let (there, back) = (here.join(format!("shop.{ending}")), here.join(format!("{ending}.json")));
        let told = answer(&["convert", design.to_str().unwrap(), there.to_str().unwrap()], "");
        let notes = told["notes"].as_array().unwrap();
        answer(&["convert", there.to_str().unwrap(), back.to_str().unwrap()], "");
        let read: Value = serde_json::from_str(&fs::read_to_string(back).unwrap()).unwrap();
        if ending == "mmd" {
            assert!(
                notes.len() == 1 && notes[0].as_str().unwrap().contains("(2) were left out"),
                "{notes:?}"
            );
            assert!(read["annotations"].is_null());
        } else {
            assert!(notes.is_empty(), "{ending}: {notes:?}");
            assert_eq!(read["annotations"].as_array().unwrap().len(), 2, "{ending}");
        }
    }
    let plain = file("convert-plain", SHOP);
    let flowchart = here.join("plain.mmd");
    let told = answer(&["convert", plain.to_str().unwrap(), flowchart.to_str().unwrap()], "");
    assert_eq!(told["notes"], Value::Array(Vec::new()));
}

#[test]
fn what_is_no_design_is_refused_and_nothing_is_written() {
    let here = folder("convert-refused");
    let (noise, out) = (here.join("noise.svg"), here.join("out.json"));
    fs::write(&noise, [0u8, 159, 146, 150]).unwrap();
    refused_for(&["convert", noise.to_str().unwrap(), out.to_str().unwrap()], "", "noise.svg");
    assert!(!out.exists());
    let design = file("convert-ending", SHOP);
    refused_for(
        &["convert", design.to_str().unwrap(), "shop.pdf"],
        "",
        "ends in nothing that can be written",
    );
}
