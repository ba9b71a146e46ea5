//! Judging programs: criteria as authors write them, held against facts as the harness writes them.

use assessment::code::figure::Points;
use assessment::code::{
    CodeCriterion, CodeTask, CodeVerdict, Facts, Outcome, Value, judge, probes, task_flaws,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn criteria(check: Json) -> Vec<CodeCriterion> {
    serde_json::from_value(json!([{ "description": "d", "points": 3, "check": check }]))
        .expect("a check that can be read")
}

fn verdict(check: Json, facts: Facts) -> CodeVerdict {
    judge(&criteria(check), &facts)
}

/// Whether it is met, and what was found.
fn told(check: Json, facts: Facts) -> (bool, String) {
    let verdict = verdict(check, facts);
    (verdict.passed, verdict.feedback[0].found.clone())
}

fn met(check: Json, facts: Facts) -> bool {
    verdict(check, facts).passed
}

const ENDED: &str = r#"{"error": null, "figures": []}"#;

fn printed(output: &str) -> Facts<'_> {
    Facts {
        output,
        outcome: ENDED,
        uses: "[]",
        answers: r#"{"variables": {}, "calls": []}"#,
        quiz_percent: None,
        broken_off: None,
    }
}

#[test]
fn a_number_of_the_output_is_found_by_its_place_or_its_label() {
    let output = "p99 of 3 runs\np50: 12.5 ms\nP99: 1,204 ms, -3e2 10-20\n";
    for (check, number) in [
        (json!({ "nth": 1 }), 3.0),
        (json!({ "nth": 2 }), 12.5),
        (json!({ "after": "p50:" }), 12.5),
        // The last place of a label counts, whatever its case.
        (json!({ "after": "p99" }), 1204.0),
        (json!({ "after": "p99:", "nth": 2 }), -300.0),
        (json!({ "nth": -1 }), 20.0),
        (json!({ "nth": -2 }), 10.0),
    ] {
        let mut check = check;
        check["check"] = json!("output_number");
        for (least, most, expected) in
            [(number, number, true), (number + 0.1, number + 1.0, false), (number - 1.0, number - 0.1, false)]
        {
            check["at_least"] = json!(least);
            check["at_most"] = json!(most);
            assert_eq!(met(check.clone(), printed(output)), expected, "{check}");
        }
    }
    let lacks = |extra: Json, words: &str| {
        let mut check = json!({ "check": "output_number", "at_least": 0 });
        check.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        assert_eq!(told(check, printed("p99 = fast, 7")), (false, words.to_owned()));
    };
    lacks(json!({ "after": "mean" }), "“mean” does not stand in the output");
    lacks(json!({ "nth": 2 }), "one number there");
    lacks(json!({ "after": "7" }), "no number there");
}

#[test]
fn output_is_compared_whole_in_part_or_by_lines() {
    let output = "\none  \n  two\nthree\n\n";
    for (how, text, expected) in [
        ("exact", "one\n  two\nthree", true),
        ("exact", "one\ntwo\nthree", false),
        ("exact", "one", false),
        ("contains", "wo\nthr", true),
        ("contains", "four", false),
        ("lines", "one\nthree", true),
        ("lines", "three\none", false),
        ("lines", "one\none", false),
    ] {
        assert_eq!(
            met(json!({ "check": "output", "how": how, "text": text }), printed(output)),
            expected,
            "{how} {text:?}"
        );
    }
    let (_, found) = told(json!({ "check": "output", "how": "lines", "text": "one\nfour" }), printed(output));
    assert_eq!(found, "there is no line “four”");
    assert_eq!(told(json!({ "check": "output", "text": "one" }), printed(" \n")).1, "nothing was printed");
}

/// Facts of a program that left `x` behind.
fn variable_met(found: Json, mut check: Json) -> bool {
    check["check"] = json!("variable");
    check["name"] = json!("x");
    let answers = json!({ "variables": { "x": { "value": found } }, "calls": [] }).to_string();
    met(check, Facts { answers: &answers, ..printed("") })
}

#[test]
fn values_are_compared_as_python_means_them() {
    for (expected, found, same) in [
        (json!(2), json!(2), true),
        (json!(2), json!(2.0), true),
        (json!(1), json!(true), false),
        (json!(true), json!(1), false),
        (json!(0.3), json!(0.1 + 0.2), true),
        (json!(1e12), json!(1e12 + 1.0), true),
        (json!(1_000_000), json!(1_000_001), false),
        (json!("a"), json!("a"), true),
        (json!("1"), json!(1), false),
        (json!([1, 2]), json!([1, 2]), true),
        (json!([1, 2]), json!([2, 1]), false),
        (json!([1, 2]), json!([1, 2, 3]), false),
        (json!([1, [2]]), json!({ "tuple": [1, { "tuple": [2] }] }), true),
        (json!([1, 2]), json!({ "is": "deque", "list": [1, 2] }), true),
        (json!([1, 2]), json!({ "set": [2, 1] }), true),
        (json!({ "set": [1, 2] }), json!([1, 2]), false),
        (json!({ "a": 1 }), json!({ "dict": [["a", 1]] }), true),
        (json!({ "a": 1 }), json!({ "is": "Counter", "dict": [["a", 1]] }), true),
        (json!({ "a": 1 }), json!({ "dict": [["a", 1], ["b", 2]] }), false),
        (json!({ "dict": [[1, "a"], [2, "b"]] }), json!({ "dict": [[2, "b"], [1, "a"]] }), true),
        (json!({ "none": true }), json!(null), true),
        (json!({ "none": true }), json!(0), false),
        (json!({ "float": "nan" }), json!({ "float": "nan" }), true),
        (json!({ "float": "inf" }), json!({ "float": "inf" }), true),
        (json!({ "float": "inf" }), json!({ "float": "-inf" }), false),
        (json!(1.0), json!({ "float": "nan" }), false),
        (json!({ "int": "123456789012345678901" }), json!({ "int": "123456789012345678901" }), true),
        (json!({ "int": "123456789012345678901" }), json!({ "int": "123456789012345678902" }), false),
        (json!(1), json!({ "other": true, "is": "One" }), false),
        (json!([1]), json!({ "cut": true }), false),
    ] {
        assert_eq!(
            variable_met(found.clone(), json!({ "equals": expected })),
            same,
            "{expected} and {found}"
        );
    }
}

#[test]
fn a_tolerance_and_an_order_are_as_wide_as_stated() {
    let near = |found: f64| variable_met(json!([found]), json!({ "equals": [10], "tolerance": 0.5 }));
    assert_eq!([9.5, 10.5, 9.49, 10.51].map(near), [true, true, false, false]);
    let in_any_order = |found: Json| variable_met(found, json!({ "equals": [1, 2, 2], "any_order": true }));
    assert!(in_any_order(json!([2, 1, 2])));
    assert!(!in_any_order(json!([2, 1, 1])));
}

#[test]
fn the_type_length_and_shape_of_a_variable_are_asked() {
    let table = json!([[1, 2], [3, 4], [5, 6]]);
    for (found, check, expected) in [
        (table.clone(), json!({ "shape": [3, 2], "length": 3, "type": "list" }), true),
        (table, json!({ "shape": [2, 3] }), false),
        (json!([[1], [2, 3]]), json!({ "shape": [2, 1] }), false),
        (json!([]), json!({ "shape": [0, 0] }), false),
        (json!("häh"), json!({ "length": 3 }), true),
        (json!(5), json!({ "length": 1 }), false),
        (json!(5), json!({ "type": "number", "at_least": 5, "at_most": 5 }), true),
        (json!(5.5), json!({ "type": "int" }), false),
        (json!({ "float": "nan" }), json!({ "at_least": 0 }), false),
        (json!({ "float": "inf" }), json!({ "at_least": 0 }), false),
        (json!(true), json!({ "at_least": 0 }), false),
        (json!({ "other": true, "is": "Detector" }), json!({ "type": "Detector" }), true),
    ] {
        assert_eq!(variable_met(found.clone(), check.clone()), expected, "{found} {check}");
    }
    let missing = Facts { answers: r#"{"variables": {"x": {"missing": true}}, "calls": []}"#, ..printed("") };
    let check = json!({ "check": "variable", "name": "x", "equals": 1 });
    assert_eq!(told(check, missing), (false, "there is no variable `x`".to_owned()));
}

fn cases() -> Json {
    json!({ "check": "function", "cases": [
        { "call": "f(1)", "expected": 2 },
        { "call": "f(-1)", "raises": "LookupError" },
        { "call": "f(9)", "at_least": 3, "at_most": 4 },
    ]})
}

#[test]
fn a_function_is_judged_by_all_its_cases_and_the_first_failure_is_told() {
    let judged = |calls: Json| {
        let answers = json!({ "variables": {}, "calls": calls }).to_string();
        let verdict = verdict(cases(), Facts { answers: &answers, ..printed("") });
        (verdict.passed, verdict.feedback[0].expected.clone(), verdict.feedback[0].found.clone())
    };
    let raised = json!({ "error": { "kind": "KeyError", "kinds": ["KeyError", "LookupError", "Exception"], "message": "'a'" } });
    assert!(judged(json!([{ "value": 2 }, raised, { "value": 3.5 }])).0);
    let (passed, expected, found) = judged(json!([raised, raised, { "value": 5 }]));
    assert_eq!((passed, expected.as_str(), found.as_str()), (false, "`f(1)` gives 2", "KeyError: 'a'"));
    let (passed, expected, found) = judged(json!([{ "value": 2 }, { "value": null }, { "value": 3 }]));
    assert_eq!((passed, expected.as_str(), found.as_str()), (false, "`f(-1)` raises LookupError", "None"));
    let (passed, expected, found) = judged(json!([{ "value": 2 }, raised, { "value": 5 }]));
    assert_eq!((passed, expected.as_str(), found.as_str()), (false, "`f(9)` gives from 3 to 4", "5"));
    // Fewer answers than calls, as where the checking was ended.
    assert!(!judged(json!([{ "value": 2 }])).0);
}

#[test]
fn calls_of_several_criteria_are_kept_apart() {
    let criteria = [json!([1]), json!([2, 3])].into_iter().flat_map(|numbers: Json| {
        let cases: Vec<Json> = numbers
            .as_array()
            .unwrap()
            .iter()
            .map(|number| json!({ "call": format!("f({number})"), "expected": number }))
            .collect();
        self::criteria(json!({ "check": "function", "cases": cases }))
    });
    let criteria: Vec<CodeCriterion> = criteria.collect();
    assert_eq!(probes(&criteria), r#"{"variables":[],"calls":["f(1)","f(2)","f(3)"]}"#);
    let answers = r#"{"variables": {}, "calls": [{"value": 1}, {"value": 2}, {"value": 4}]}"#;
    let verdict = judge(&criteria, &Facts { answers, ..printed("") });
    assert_eq!(verdict.feedback.iter().map(|one| one.met).collect::<Vec<_>>(), [true, false]);
    assert_eq!((verdict.passed, verdict.points, verdict.out_of, verdict.score()), (false, 3, 6, 50.0));
}

#[test]
fn nothing_that_is_expected_is_among_the_probes() {
    let mut all = criteria(json!({ "check": "variable", "name": "x", "equals": "secret-1" }));
    all.extend(criteria(json!({ "check": "function", "cases": [{ "call": "f()", "expected": "secret-2" }, { "call": "g()", "raises": "Secret3" }] })));
    all.extend(criteria(json!({ "check": "output", "text": "secret-4" })));
    all.extend(criteria(json!({ "check": "uses", "names": ["secret_5"] })));
    assert_eq!(probes(&all), r#"{"variables":["x"],"calls":["f()","g()"]}"#);
}

#[test]
fn a_name_is_used_by_what_is_used_of_it() {
    let uses = r#"[".fit", "anomaly.IsolationForest", "anomaly.IsolationForest.fit", "for"]"#;
    let facts = Facts { uses, ..printed("") };
    for (name, expected) in [
        ("anomaly", true),
        ("anomaly.IsolationForest", true),
        ("anomaly.Isolation", false),
        ("IsolationForest", false),
        (".fit", true),
        (".predict", false),
        ("for", true),
        ("while", false),
    ] {
        assert_eq!(met(json!({ "check": "uses", "names": [name] }), facts), expected, "{name}");
        assert_eq!(met(json!({ "check": "does_not_use", "names": [name] }), facts), !expected, "{name}");
    }
    assert!(met(json!({ "check": "uses", "names": ["while", "for"] }), facts));
    assert!(!met(json!({ "check": "does_not_use", "names": ["while", "for"] }), facts));
}

#[test]
fn a_program_that_cannot_be_read_does_not_get_by_without_a_name() {
    let outcome =
        r#"{"error": {"kind": "SyntaxError", "message": "m", "line": 1, "traceback": "t"}, "figures": []}"#;
    assert!(!met(json!({ "check": "does_not_use", "names": ["sorted"] }), Facts { outcome, ..printed("") }));
}

#[test]
fn an_error_is_told_with_its_line() {
    let outcome =
        r#"{"error": {"kind": "KeyError", "message": "'a'", "line": 3, "traceback": "t"}, "figures": []}"#;
    assert_eq!(
        told(json!({ "check": "no_error" }), Facts { outcome, ..printed("") }),
        (false, "KeyError in line 3: 'a'".to_owned())
    );
    assert!(met(json!({ "check": "no_error" }), printed("")));
    assert!(!met(json!({ "check": "no_error" }), Facts::default()));
}

/// One of each kind of check that a program can be right in, all but the last met by `ENDED` programs that print 7.
fn all_kinds() -> Vec<CodeCriterion> {
    let checks = json!([
        { "check": "no_error" },
        { "check": "output", "text": "7" },
        { "check": "output_number", "at_least": 7, "at_most": 7 },
        { "check": "uses", "names": ["print"] },
        { "check": "does_not_use", "names": ["sorted"] },
        { "check": "figure", "kind": "line" },
        { "check": "variable", "name": "x", "equals": 1 },
        { "check": "function", "cases": [{ "call": "f()", "expected": 1 }] },
    ]);
    let criterion = |check: &Json| json!({ "description": "d", "points": 1, "check": check });
    let criteria: Vec<Json> = checks.as_array().unwrap().iter().map(criterion).collect();
    serde_json::from_value(Json::Array(criteria)).unwrap()
}

#[test]
fn of_a_program_that_was_ended_nothing_holds_and_each_criterion_says_why() {
    let why = Some("after 10 seconds it was ended");
    let facts = Facts { output: "7\n", broken_off: why, ..Facts::default() };
    let verdict = judge(&all_kinds(), &facts);
    assert!(!verdict.passed);
    assert_eq!(verdict.points, 0);
    for one in &verdict.feedback {
        assert_eq!(one.found, "the program did not come to its end: after 10 seconds it was ended");
        assert!(!one.expected.is_empty());
    }
    let hints = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
    assert_eq!(verdict.hints(&hints).len(), 2);
}

#[test]
fn of_a_program_whose_check_was_ended_what_it_did_before_still_counts() {
    let outcome = drawn(json!([{ "columns": 1, "panels": [panel("", "", false, line())] }]));
    let why = Some("after 10 seconds it was ended");
    let facts =
        Facts { output: "7\n", uses: r#"["print"]"#, outcome: &outcome, broken_off: why, ..Facts::default() };
    let verdict = judge(&all_kinds(), &facts);
    assert!(!verdict.passed);
    let met: Vec<bool> = verdict.feedback.iter().map(|one| one.met).collect();
    assert_eq!(met, [true, true, true, true, true, true, false, false]);
    for one in &verdict.feedback[6..] {
        assert_eq!(
            one.found,
            "what was asked of the program did not come to its end: after 10 seconds it was ended"
        );
    }
}

#[test]
fn what_was_ended_does_not_pass_even_where_nothing_was_left_to_ask() {
    let facts = Facts { broken_off: Some("it was ended"), ..printed("") };
    assert!(!met(json!({ "check": "no_error" }), facts));
    assert!(met(json!({ "check": "no_error" }), printed("")));
}

fn panel(title: &str, x_label: &str, legend: bool, series: Json) -> Json {
    json!({ "title": title, "x_label": x_label, "y_label": "ms", "legend": legend, "series": series })
}

fn line() -> Json {
    json!([{ "kind": "line", "label": "a", "x": [0, 1], "y": [1, 2.5] }])
}

fn drawn(figures: Json) -> String {
    json!({ "error": null, "figures": figures }).to_string()
}

#[test]
fn one_figure_has_to_have_all_that_is_asked() {
    let outcome = drawn(json!([
        { "columns": 1, "panels": [panel("", "time", true, line())] },
        { "columns": 2, "panels": [panel("T", "time", false, line()), panel("U", "", false, line()), panel("", "", false, json!([]))] },
    ]));
    let facts = Facts { outcome: &outcome, ..printed("") };
    for (check, expected) in [
        (json!({ "kind": "line" }), true),
        (json!({ "kind": "bar" }), false),
        (json!({ "title": true, "panels": 2, "series": 2 }), true),
        (json!({ "panels": 3 }), false),
        (json!({ "x_label": true, "y_label": true, "legend": true }), true),
        // Each is there, but not in one figure.
        (json!({ "title": true, "legend": true }), false),
        (json!({ "x_label": true, "panels": 2 }), false),
    ] {
        let mut check = check;
        check["check"] = json!("figure");
        assert_eq!(met(check.clone(), facts), expected, "{check}");
    }
    let asked = json!({ "check": "figure", "kind": "bar", "title": true });
    assert_eq!(told(asked.clone(), facts).1, "a figure with no bar");
    assert_eq!(told(asked, printed("")).1, "no figure was drawn");
}

/// Whether a figure of these series has what is asked of them, and what was found.
fn drawn_met(asked: &Json, series: Json) -> (bool, String) {
    let outcome = drawn(json!([{ "columns": 1, "panels": [panel("T", "x", true, series)] }]));
    told(
        json!({ "check": "figure", "drawn": asked, "tolerance": 0.1 }),
        Facts { outcome: &outcome, ..printed("") },
    )
}

#[test]
fn a_series_is_asked_for_its_length_and_its_heights() {
    let line = |label: &str, y: Json| {
        let count = y.as_array().unwrap().len();
        json!({ "kind": "line", "label": label, "x": (0..count).collect::<Vec<_>>(), "y": y })
    };
    let bars = json!({ "kind": "bar", "label": "b", "names": ["lof", "forest"], "values": [0.5, 0.9] });
    let asked = json!([{ "kind": "line", "label": "Cost", "length": 3, "heights": [[1, -2], [-1, 4.05]] }]);
    let found = |series: Json| drawn_met(&asked, series);
    assert!(found(json!([line("other", json!([0, 0])), line(" cost", json!([-2, 9, 4]))])).0);
    for (series, words) in [
        (json!([bars]), "a figure with no line “Cost”"),
        (json!([line("", json!([-2, 9, 4]))]), "a figure with no line “Cost”"),
        (json!([line("cost", json!([0, 0]))]), "a figure with a line “Cost” of 2 points"),
        (json!([line("cost", json!([-2, 9, 9]))]), "a figure with a line “Cost” with 9 in the last place"),
        (json!([line("cost", json!([-1.8, 9, 4]))]), "a figure with a line “Cost” with -1.8 in place 1"),
    ] {
        assert_eq!(found(series), (false, words.to_owned()));
    }
    // The bars of a name, wherever they stand; each series by itself.
    let asked = json!([{ "heights": [["forest", 0.9], ["lof", 0.5]] }, { "kind": "line", "length": 1 }]);
    assert!(drawn_met(&asked, json!([bars, line("", json!([7]))])).0);
    assert_eq!(drawn_met(&asked, json!([bars])).1, "a figure with no line");
    let asked = json!([{ "heights": [["tree", 0.9]] }]);
    assert_eq!(drawn_met(&asked, json!([line("", json!([7]))])).1, "a figure with a series without tree");
    let histogram = json!([{ "kind": "histogram", "label": "", "edges": [0, 1, 2], "counts": [5, 3] }]);
    assert!(drawn_met(&json!([{ "heights": [[1, 5], [2, 3]] }]), histogram.clone()).0);
    assert_eq!(
        drawn_met(&json!([{ "heights": [[3, 5]] }]), histogram).1,
        "a figure with a series without a place 3"
    );
}

#[test]
fn what_is_asked_of_series_is_told_with_the_figure() {
    let asked = json!([{ "label": "a", "length": 37, "heights": [[1, -90_000], ["lof", 0.5]] }]);
    let verdict = verdict(json!({ "check": "figure", "title": true, "drawn": asked }), printed(""));
    assert_eq!(
        verdict.feedback[0].expected,
        "a figure with a title, a series “a” of 37 points, with -90000 in place 1, with 0.5 at lof"
    );
}

#[test]
fn a_series_that_could_never_be_drawn_is_a_flaw_of_the_task() {
    let flaws = |series: Json| {
        let check = json!({ "check": "figure", "drawn": [series] });
        let task = CodeTask { solution: "1".to_owned(), criteria: criteria(check), ..CodeTask::default() };
        task_flaws(&task).len()
    };
    for series in [
        json!({ "label": "a" }),
        json!({ "length": 5_000 }),
        json!({ "length": 3, "heights": [[-3, 1], [3, 1]] }),
        json!({ "heights": [["lof", 1]] }),
    ] {
        assert_eq!(flaws(series.clone()), 0, "{series}");
    }
    for series in [
        json!({}),
        json!({ "kind": "line" }),
        json!({ "kind": "pie", "length": 1 }),
        json!({ "label": " " }),
        json!({ "length": 0 }),
        json!({ "length": 5_001 }),
        json!({ "length": 3, "heights": [[4, 1]] }),
        json!({ "heights": [[0, 1]] }),
        json!({ "heights": [[1.5, 1]] }),
        json!({ "heights": [["", 1]] }),
        json!({ "heights": [[null, 1]] }),
        json!({ "heights": vec![json!([1, 1]); 51] }),
    ] {
        assert_eq!(flaws(series.clone()), 1, "{series}");
    }
    let unknown = json!({ "check": "figure", "drawn": [{ "height": 3 }] });
    let read =
        serde_json::from_value::<CodeCriterion>(json!({ "description": "d", "points": 1, "check": unknown }));
    assert!(read.unwrap_err().to_string().contains("unknown field `height`"));
}

#[test]
fn figures_that_plot_would_not_draw_are_left_out() {
    let whole = json!({ "columns": 1, "panels": [panel("", "", false, line())] });
    let read = |series: Json| {
        let figure = json!({ "columns": 1, "panels": [panel("", "", false, series)] });
        Outcome::from_json(&drawn(json!([figure, whole]))).unwrap().figures.len()
    };
    assert_eq!(read(line()), 2);
    for series in [
        json!([{ "kind": "line", "label": "", "x": [0], "y": [1, 2] }]),
        json!([{ "kind": "line", "label": "", "x": [], "y": [] }]),
        json!([{ "kind": "line", "label": "", "x": [0], "y": [null] }]),
        json!([{ "kind": "pie", "label": "", "x": [0], "y": [1] }]),
        json!([{ "kind": "bar", "label": "", "names": ["a"], "values": [] }]),
        json!([{ "kind": "histogram", "label": "", "edges": [0, 1], "counts": [1, 2] }]),
        json!([{ "kind": "histogram", "label": "", "edges": [1, 0], "counts": [1] }]),
        json!([{ "kind": "line", "label": "x".repeat(201), "x": [0], "y": [1] }]),
        json!([{ "kind": "line", "label": "", "x": vec![0; 5_001], "y": vec![0; 5_001] }]),
        json!(vec![line()[0].clone(); 21]),
    ] {
        assert_eq!(read(series.clone()), 1, "{:.80}", series.to_string());
    }
    let outcome = Outcome::from_json(&drawn(json!([whole]))).unwrap();
    let points = &outcome.figures[0].panels[0].series[0].points;
    assert_eq!(points, &Points::Line { x: vec![0.0, 1.0], y: vec![1.0, 2.5] });
}

#[test]
fn a_quiz_is_passed_from_its_percentage_on() {
    let check = json!({ "check": "quiz", "at_least_percent": 60 });
    let at = |quiz_percent| met(check.clone(), Facts { quiz_percent, ..printed("") });
    assert_eq!([None, Some(59.9), Some(60.0)].map(at), [false, false, true]);
}

#[test]
fn who_fails_gets_the_first_two_hints() {
    let hints = ["one", "two", "three"].map(str::to_owned);
    assert_eq!(verdict(json!({ "check": "no_error" }), Facts::default()).hints(&hints), ["one", "two"]);
    assert_eq!(verdict(json!({ "check": "no_error" }), Facts::default()).hints(&hints[..1]), ["one"]);
    assert!(verdict(json!({ "check": "no_error" }), printed("")).hints(&hints).is_empty());
    assert!(!judge(&[], &printed("")).passed);
}

#[test]
fn checks_that_make_no_sense_are_refused_with_a_reason() {
    for (check, words) in [
        (json!({ "check": "magic" }), "is not known"),
        (json!({ "check": "no_error", "name": "x" }), "has no key `name`"),
        (json!({ "check": "uses" }), "lacks its `names`"),
        (json!({ "check": "output", "text": "a", "how": "maybe" }), "exact, contains or lines"),
        (json!({ "check": "output_number", "nth": 1 }), "bounds nothing"),
        (json!({ "check": "variable", "name": "x" }), "asks nothing"),
        (json!({ "check": "variable", "name": "x", "spelt": 1 }), "unknown field"),
        (json!({ "check": "function", "cases": [{ "call": "f()" }] }), "has one of"),
        (
            json!({ "check": "function", "cases": [{ "call": "f()", "expected": 1, "raises": "E" }] }),
            "has one of",
        ),
    ] {
        let whole = json!({ "description": "d", "points": 1, "check": check });
        let error = serde_json::from_value::<CodeCriterion>(whole).unwrap_err().to_string();
        assert!(error.contains(words), "{check}: {error}");
    }
}

#[test]
fn checks_are_the_same_after_a_journey_through_json() {
    for check in [
        json!({ "check": "no_error" }),
        cases(),
        json!({ "check": "output_number", "after": "a", "nth": -1, "at_most": 2 }),
        json!({ "check": "output", "text": "a", "how": "lines" }),
        json!({ "check": "variable", "name": "x", "equals": { "none": true }, "type": "none", "shape": [1, 2] }),
        json!({ "check": "figure", "kind": "bar", "title": true, "series": 2 }),
        json!({ "check": "figure", "tolerance": 0.5, "drawn": [{ "kind": "bar", "heights": [["a", 1.5], [-1, 2]] }, { "label": "b", "length": 3 }] }),
        json!({ "check": "quiz", "at_least_percent": 50 }),
        json!({ "check": "does_not_use", "names": ["sorted"] }),
    ] {
        let criteria = criteria(check);
        let again: Vec<CodeCriterion> =
            serde_json::from_str(&serde_json::to_string(&criteria).unwrap()).unwrap();
        assert_eq!(again, criteria);
    }
}

#[test]
fn values_are_shown_much_as_python_shows_them() {
    for (value, words) in [
        (json!({ "tuple": [1] }), "(1,)"),
        (json!({ "dict": [["a", [true, null]]] }), "{'a': [True, None]}"),
        (json!({ "set": [] }), "set()"),
        (json!({ "float": "-inf" }), "-inf"),
        (json!({ "other": true, "is": "Bucket" }), "a value of the class Bucket"),
        (json!(2.0), "2.0"),
    ] {
        assert_eq!(Value::from_json(&value).unwrap().in_words(), words);
    }
    assert!(Value::from_json(&json!(vec![1; 1_000])).unwrap().in_words().chars().count() <= 161);
}

proptest! {
    /// Facts come from an interpreter in which a stranger's program ran.
    #[test]
    fn facts_of_any_sort_are_judged_without_failing(text in ".{0,60}", number in any::<f64>()) {
        let facts = Facts { output: &text, uses: &text, outcome: &text, answers: &text, quiz_percent: Some(number), broken_off: None };
        for check in [cases(), json!({ "check": "no_error" }), json!({ "check": "output_number", "after": "a", "nth": -2, "at_least": 1 }),
            json!({ "check": "uses", "names": ["a"] }), json!({ "check": "does_not_use", "names": ["a"] }), json!({ "check": "figure" })] {
            judge(&criteria(check), &facts);
        }
    }

    /// What Python prints is what is read back.
    #[test]
    fn a_printed_number_is_found_again(number in -1e12..1e12_f64, before in "[a-z ]{0,8}= ", after in "[ ,;a-z]{0,5}") {
        let output = format!("{before}{number:?}{after}");
        let check = json!({ "check": "output_number", "at_least": number, "at_most": number });
        prop_assert!(met(check, printed(&output)), "{}", output);
    }
}
