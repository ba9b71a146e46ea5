use crate::program::{answer, close, file, refused_for};

const QUEUE: &str = r#"{"format": "systemcraft-design", "version": 1, "components": [
    {"id": "c", "kind": "client", "properties": {"requests_per_second": 80}},
    {"id": "s", "kind": "service", "concurrency": 1, "service_time": {"mean_millis": 10}}],
    "connections": [{"id": "e", "from": "c", "to": "s", "network_millis": 0}]}"#;

#[test]
fn the_textbook_queue_has_its_closed_form_within_the_interval() {
    let design = file("simulate-queue", QUEUE);
    let arguments =
        ["simulate", design.to_str().unwrap(), "--seconds", "400", "--warmup", "40", "--seed", "5"];
    let run = answer(&arguments, "");
    // M/M/1 with 80 arrivals and 100 services a second: 1 / (100 - 80) s in the system, of which 10 ms is service.
    let mean = &run["latency"][0]["mean_millis"];
    assert!(mean["low"].as_f64().unwrap() <= 50.0 && 50.0 <= mean["high"].as_f64().unwrap(), "{mean}");
    let busy = &run["components"][1]["utilisation"];
    close(&busy["value"], 0.8, 0.03);
    assert_eq!(run["is_complete"], true);
    let count = |name: &str| run[name].as_u64().unwrap();
    assert_eq!(
        count("in_flight_at_start") + count("arrived"),
        count("completed") + count("failed") + count("in_flight")
    );
    assert!(run["events_per_second"].as_f64().unwrap() > 0.0);
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_a_different_one() {
    let design = file("simulate-seed", QUEUE);
    let run = |seed: &str| {
        let mut run = answer(&["simulate", design.to_str().unwrap(), "--seconds", "5", "--seed", seed], "");
        for clock in ["events_per_second", "wall_seconds"] {
            run[clock].take();
        }
        run
    };
    assert_eq!(run("7"), run("7"));
    assert_ne!(run("7"), run("8"));
}

#[test]
fn a_fault_makes_requests_fail() {
    let design = file("simulate-fault", QUEUE);
    let path = design.to_str().unwrap();
    let run = answer(&["simulate", path, "--seconds", "20", "--warmup", "0", "--fault", "gone:s@5+10"], "");
    assert_eq!(run["faults"], serde_json::json!(["gone:s@5+10"]));
    assert!(run["failed"].as_u64().unwrap() > 500, "80 requests a second for 10 seconds find nobody");
}

#[test]
fn a_run_that_is_cut_short_says_so() {
    let design = file("simulate-cut", QUEUE);
    let run =
        answer(&["simulate", design.to_str().unwrap(), "--seconds", "5000", "--most-events", "1000"], "");
    assert_eq!(run["is_complete"], false);
    assert!(run["events"].as_u64().unwrap() <= 1_000);
}

#[test]
fn what_makes_no_sense_is_refused_with_a_sentence() {
    let design = file("simulate-refused", QUEUE);
    let path = design.to_str().unwrap();
    refused_for(&["simulate", path, "--seconds", "-1"], "", "A simulation measures");
    refused_for(&["simulate", path, "--fault", "meteor"], "", "no fault that a simulation knows");
    refused_for(&["simulate", path, "--fault", "gone:nobody"], "", "which this design does not have");
    refused_for(&["simulate", path, "--most-wall-seconds", "-1"], "", "a number of seconds");
    refused_for(&["simulate", "no/such/file.json"], "", "cannot be read");
}
