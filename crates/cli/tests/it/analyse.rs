use crate::program::{answer, close, file, refused_for};

const TEXTBOOK: &str = r#"{"format": "systemcraft-design", "version": 1,
 "components": [
   {"id": "c", "kind": "client", "properties": {"requests_per_second": 80}},
   {"id": "s", "kind": "service", "replicas": 1, "concurrency": 1,
    "service_time": {"mean_millis": 10, "distribution": "exponential"}, "availability": 0.999}],
 "connections": [{"id": "e", "from": "c", "to": "s", "network_millis": 0, "share": 1.0}]}"#;

#[test]
fn a_textbook_queue_meets_its_closed_form() {
    let design = file("textbook", TEXTBOOK);
    let report = answer(&["analyse", design.to_str().unwrap()], "");
    let server = &report["components"][1];
    assert_eq!(server["id"], "s");
    // M/M/1 with lambda = 80 and mu = 100 a second: rho = 0.8, R = 1 / (mu - lambda) = 50 ms, W = R - 10 ms.
    close(&server["arrivals_per_second"], 80.0, 1e-9);
    close(&server["utilisation"], 0.8, 1e-9);
    close(&server["response_millis"], 50.0, 1e-9);
    close(&server["wait_millis"], 40.0, 1e-9);
    // The response time of an M/M/1 is exponential: the share p is answered within -R ln(1 - p).
    let latency = &report["latency"][0];
    assert_eq!((&latency["client"], &latency["critical_path"]), (&"c".into(), &vec!["c", "s"].into()));
    close(&latency["mean_millis"], 50.0, 1e-9);
    for (name, share) in [("p50_millis", 0.5_f64), ("p95_millis", 0.95), ("p99_millis", 0.99)] {
        close(&latency[name], -50.0 * (1.0 - share).ln(), 1e-9);
    }
    close(&report["throughput"]["max_per_second"], 100.0, 1e-9);
    assert_eq!(report["throughput"]["binding_component"], "s");
    let availability = &report["availability"];
    for name in ["value", "low", "high"] {
        close(&availability[name], 0.999, 1e-12);
    }
    assert_eq!(availability["method"], "exact");
    // 365.25 days x 24 hours x 60 minutes x 0.001.
    close(&availability["downtime_minutes_per_year"], 525.96, 1e-6);
}

#[test]
fn a_queue_with_three_places_meets_erlang_c() {
    let design = TEXTBOOK
        .replace("\"requests_per_second\": 80", "\"requests_per_second\": 240")
        .replace("\"replicas\": 1", "\"replicas\": 3");
    let design = file("erlang", &design);
    let report = answer(&["analyse", design.to_str().unwrap()], "");
    // M/M/3 offered a = 2.4: C = (a^3 / 3!) / (1 - a/3) / (1 + a + a^2/2 + (a^3/3!) / (1 - a/3)), W = C x 10 / (3 - a).
    let (a, top) = (2.4_f64, 2.4_f64.powi(3) / 6.0 / (1.0 - 0.8));
    let waits = top / (1.0 + a + a * a / 2.0 + top);
    close(&report["components"][1]["utilisation"], 0.8, 1e-9);
    close(&report["components"][1]["wait_millis"], waits * 10.0 / 0.6, 1e-9);
}

#[test]
fn two_of_three_replicas_are_up_as_the_binomial_distribution_says() {
    let needed = "\"replicas\": 3, \"replicas_needed\": 2";
    let design = file("majority", &TEXTBOOK.replace("\"replicas\": 1", needed));
    let report = answer(&["analyse", "--strict", design.to_str().unwrap()], "");
    // 3 x 0.999^2 x 0.001 + 0.999^3.
    close(&report["availability"]["value"], 0.999_997_002, 1e-12);
}

#[test]
fn the_report_has_every_documented_field() {
    let design = file("fields", TEXTBOOK);
    let report = answer(&["analyse", design.to_str().unwrap()], "");
    let documented =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/report.md"))
            .unwrap();
    let mut names: Vec<String> = Vec::new();
    for (name, value) in report.as_object().unwrap() {
        names.push(name.clone());
        let inner = value.as_array().and_then(|list| list.first()).unwrap_or(value);
        names.extend(inner.as_object().into_iter().flatten().map(|(name, _)| name.clone()));
    }
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        assert!(documented.contains(&format!("`{name}`")), "{name} is not in report.md");
    }
    assert!(!report["findings"].as_array().unwrap().is_empty());
    assert!(report["scalability"]["deductions"][0]["reason"].is_string());
    assert!(report["cost"]["usd_per_million_requests"].is_f64());
}

#[test]
fn a_half_drawn_design_is_analysed_and_says_what_was_left_out() {
    let design = file("half-drawn", &TEXTBOOK.replace("\"to\": \"s\"", "\"to\": \"gone\""));
    let path = design.to_str().unwrap();
    let report = answer(&["analyse", path], "");
    assert!(report["left_out"][0].as_str().unwrap().contains("\"gone\" is not there"));
    assert!(report["latency"][0]["mean_millis"].is_null());
    refused_for(&["analyse", path, "--strict"], "", "\"gone\" is not there");
}

#[test]
fn a_file_that_is_no_design_is_refused_with_a_sentence() {
    let cases = [
        ("cut", &TEXTBOOK[..200], "stops being one at line"),
        ("empty", "", "stops being one at line 1"),
        ("nan", &TEXTBOOK.replace("0.999", "NaN"), "stops being one at line 5"),
        ("endless", &TEXTBOOK.replace("0.999", "1e999"), "stops being one at line 5"),
        ("deep", &"[".repeat(100_000), "nested in each other too deeply"),
        ("other", "{\"type\": \"excalidraw\"}", "systemcraft-design"),
        ("later", "{\"format\": \"systemcraft-design\", \"version\": 9}", "newer version"),
    ];
    for (name, text, words) in cases {
        let design = file(&format!("no-design-{name}"), text);
        refused_for(&["analyse", design.to_str().unwrap()], "", words);
    }
    refused_for(&["analyse", "no such file.json"], "", "cannot be read");
    refused_for(&["analyse", env!("CARGO_TARGET_TMPDIR")], "", "cannot be read");
}

#[test]
fn a_file_without_end_is_refused() {
    let design = file("large", &" ".repeat(21 * 1024 * 1024));
    refused_for(&["analyse", design.to_str().unwrap()], "", "20 MB");
}

#[test]
fn numbers_out_of_range_are_replaced_and_told_of() {
    let design = file("range", &TEXTBOOK.replace("\"replicas\": 1", "\"replicas\": -4"));
    let report = answer(&["analyse", design.to_str().unwrap()], "");
    close(&report["components"][1]["utilisation"], 0.8, 1e-9);
    assert_eq!(report["left_out"].as_array().unwrap().len(), 1);
}

#[test]
fn a_property_that_its_kind_does_not_take_has_its_default_and_is_told_of() {
    // The client's default is 100 requests a second.
    let cases = [
        ("\"requests_per_second\": \"80\"", "is \"80\", and was expected to be a number from 0 to 100000000"),
        ("\"requests_per_second\": -80", "is -80, and was expected"),
        ("\"requests_per_second\": 1e12", "is 1000000000000, and was expected"),
        (
            "\"request_per_second\": 80",
            "\"request_per_second\" of component \"c\" is none that the kind \"client\" has",
        ),
        ("\"daily_shape\": \"Round\"", "is \"Round\", and was expected to be one of \"Flat\""),
        ("\"read_share_percent\": 150", "is 150, and was expected to be a number from 0 to 100"),
    ];
    for (at, (property, words)) in cases.into_iter().enumerate() {
        let design = TEXTBOOK.replace("\"requests_per_second\": 80", property);
        let design = file(&format!("property-{at}"), &design);
        let path = design.to_str().unwrap();
        let report = answer(&["analyse", path], "");
        close(&report["components"][0]["arrivals_per_second"], 100.0, 1e-9);
        // 20 of a hundred requests write, as where no share of reads is stated.
        close(&report["components"][0]["writes_per_second"], 20.0, 1e-9);
        let told = report["left_out"].as_array().unwrap();
        assert!(told.len() == 1 && told[0].as_str().unwrap().contains(words), "{property}: {told:?}");
        refused_for(&["analyse", path, "--strict"], "", words);
        let simulated = answer(&["simulate", path, "--seconds", "1", "--warmup", "0"], "");
        assert_eq!(&simulated["left_out"], &report["left_out"]);
        let back = design.with_extension("back.json");
        let converted = answer(&["convert", path, back.to_str().unwrap()], "");
        assert_eq!(&converted["notes"], &report["left_out"]);
        assert_eq!(
            answer(&["analyse", back.to_str().unwrap()], "")["left_out"],
            report["left_out"],
            "it is kept"
        );
    }
}

#[test]
fn of_a_kind_that_is_not_known_any_property_is_taken() {
    let design =
        TEXTBOOK.replace("\"kind\": \"service\"", "\"kind\": \"oracle\", \"properties\": {\"depth\": \"x\"}");
    let design = file("unknown-kind", &design);
    let report = answer(&["analyse", design.to_str().unwrap(), "--strict"], "");
    assert!(report["left_out"].as_array().unwrap().is_empty());
}
