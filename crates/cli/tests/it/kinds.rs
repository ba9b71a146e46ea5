//! Designs of kinds that a pack brings.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{answer, close, file, folder, refused_for};

const SCORED: &str = r#"{"format": "systemcraft-design", "version": 1, "components": [
    {"id": "c", "kind": "client", "name": "Shops", "properties": {"requests_per_second": 50, "peak_factor": 1}},
    {"id": "f", "kind": "anomaly-detection~feature_store", "name": "Features"}],
    "connections": [{"id": "e", "from": "c", "to": "f", "network_millis": 0}]}"#;

fn pack() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/anomaly-detection").display().to_string()
}

#[test]
fn the_kinds_of_a_pack_count_in_the_report_and_in_the_simulation() {
    let (design, pack) = (file("kinds-analyse", SCORED), pack());
    let design = design.to_str().unwrap();
    let with = answer(&["analyse", design, "--pack", &pack], "");
    // 50 a second at 2 ms each on four places: 50 x 0.002 / 4.
    close(&with["components"][1]["utilisation"], 0.025, 1e-9);
    let without = answer(&["analyse", design], "");
    let monthly = |report: &Value| report["cost"]["monthly_usd"].as_f64().unwrap();
    // One replica at the price of the pack; what is sent to the clients differs by the size of an answer.
    assert!(monthly(&with) >= 185.0 && monthly(&with) != monthly(&without));
    assert_eq!(without["components"][1]["capacity_per_second"], Value::Null);
    let run = ["simulate", design, "--pack", &pack, "--seconds", "20", "--warmup", "1"];
    let simulated = answer(&run, "");
    close(&simulated["latency"][0]["mean_millis"]["value"], 2.0, 0.2);
}

#[test]
fn a_picture_has_the_icon_of_a_kind_of_a_pack_and_the_design_keeps_it() {
    let (design, pack) = (file("kinds-convert", SCORED), pack());
    let here = folder("kinds-converted");
    let picture = here.join("scored.svg");
    let (design, to) = (design.to_str().unwrap(), picture.to_str().unwrap());
    answer(&["convert", design, to, "--pack", &pack], "");
    let with = fs::read_to_string(&picture).unwrap();
    answer(&["convert", design, to], "");
    let without = fs::read_to_string(&picture).unwrap();
    assert!(with != without);
    for ending in ["svg", "mmd", "drawio", "json"] {
        let (there, back) = (here.join(format!("there.{ending}")), here.join(format!("{ending}-back.json")));
        answer(&["convert", design, there.to_str().unwrap(), "--pack", &pack], "");
        answer(&["convert", there.to_str().unwrap(), back.to_str().unwrap()], "");
        let read: Value = serde_json::from_str(&fs::read_to_string(back).unwrap()).unwrap();
        assert_eq!(read["components"][1]["kind"], "anomaly-detection~feature_store", "{ending}");
    }
}

#[test]
fn a_pack_that_cannot_be_used_is_refused() {
    let design = file("kinds-refused", SCORED);
    let no_pack = file("kinds-no-pack", "{}");
    let (design, no_pack) = (design.to_str().unwrap(), no_pack.to_str().unwrap());
    refused_for(&["analyse", design, "--pack", no_pack], "", "is not a compiled pack");
    refused_for(&["analyse", design, "--pack", "no/such/pack.json"], "", "cannot be read");
}
