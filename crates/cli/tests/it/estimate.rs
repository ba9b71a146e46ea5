use serde_json::{Value, json};

use crate::program::{answer, close, file, refused_for};

fn estimated(question: &Value) -> Value {
    answer(&["estimate"], &question.to_string())
}

#[track_caller]
fn refused(question: &Value, words: &str) {
    refused_for(&["estimate"], &question.to_string(), words);
}

/// The mean and standard deviation of the posterior by Simpson's rule on 80,001 nodes over [-4, 4].
fn fine_eap(items: &[[f64; 4]], responses: &[f64]) -> (f64, f64) {
    let density = |theta: f64| {
        let of = |([a, b, c, d], right): (&[f64; 4], &f64)| {
            let p = c + (d - c) / (1.0 + (-a * (theta - b)).exp());
            if *right == 1.0 { p } else { 1.0 - p }
        };
        items.iter().zip(responses).map(of).product::<f64>() * (-0.5 * theta * theta).exp()
    };
    let (mut mass, mut first, mut second) = (0.0, 0.0, 0.0);
    for node in 0..=80_000 {
        let theta = -4.0 + f64::from(node) * 1e-4;
        let weight = match node {
            0 | 80_000 => 1.0,
            node if node % 2 == 1 => 4.0,
            _ => 2.0,
        };
        let share = weight * density(theta);
        mass += share;
        first += share * theta;
        second += share * theta * theta;
    }
    let mean = first / mass;
    (mean, (second / mass - mean * mean).sqrt())
}

#[test]
fn eap_agrees_with_a_fine_grid() {
    let items = [[1.2, -0.3, 0.2, 1.0], [0.8, 1.0, 0.25, 0.95], [2.0, 0.4, 0.0, 1.0], [1.0, -2.0, 0.1, 1.0]];
    let responses = [1.0, 0.0, 1.0, 1.0];
    let named: Vec<Value> =
        items.iter().map(|[a, b, c, d]| json!({"a": a, "b": b, "c": c, "d": d})).collect();
    let estimate = estimated(
        &json!({"items": named, "responses": responses, "method": "eap", "prior": {"mean": 0, "sd": 1}}),
    );
    let (mean, sd) = fine_eap(&items, &responses);
    close(&estimate["theta"], mean, 1e-6);
    close(&estimate["standard_error"], sd, 1e-6);
    assert_eq!((&estimate["maxima"], &estimate["bound"]), (&json!(1), &Value::Null));
}

#[test]
fn each_method_meets_its_closed_form_on_equal_items() {
    let question = |method: &str| json!({"items": vec![json!({"b": 0.5}); 10], "responses": [1, 1, 1, 1, 1, 1, 1, 0, 0, 0], "method": method});
    // Seven of ten right: theta = b + ln(7 / 3), I = 10 x 0.7 x 0.3.
    let mle = estimated(&question("mle"));
    close(&mle["theta"], 0.5 + (7.0_f64 / 3.0).ln(), 1e-9);
    close(&mle["standard_error"], 1.0 / 2.1_f64.sqrt(), 1e-9);
    close(&mle["log_likelihood"], 7.0 * 0.7_f64.ln() + 3.0 * 0.3_f64.ln(), 1e-9);
    // Warm's correction adds half a right and half a wrong answer.
    close(&estimated(&question("wle"))["theta"], 0.5 + (7.5_f64 / 3.5).ln(), 1e-9);
    // MAP solves 7 - 10 P(theta) = theta.
    let map = estimated(&question("map"))["theta"].as_f64().unwrap();
    assert!((7.0 - 10.0 / (1.0 + (0.5 - map).exp()) - map).abs() < 1e-9);
}

#[test]
fn a_likelihood_with_two_maxima_says_so() {
    let mut items = vec![json!({"a": 3, "b": -2})];
    items.extend(vec![json!({"a": 2.5, "b": 2, "c": 0.25}); 8]);
    let responses = [0, 1, 1, 1, 1, 1, 1, 1, 1];
    let estimate = estimated(&json!({"items": items, "responses": responses, "method": "mle"}));
    assert_eq!(estimate["maxima"], 2);
}

#[test]
fn a_thousand_wrong_answers_give_a_number() {
    let items = vec![json!({"a": 1.5, "b": 0.3, "c": 0.2}); 1000];
    for method in ["eap", "map", "wle", "mle"] {
        let estimate = estimated(&json!({"items": items, "responses": vec![0; 1000], "method": method}));
        let theta = estimate["theta"].as_f64().unwrap();
        assert!((-4.0..-2.0).contains(&theta), "{method}: {theta}");
        assert!(estimate["standard_error"].as_f64().unwrap() > 0.0);
        assert!(estimate["log_likelihood"].as_f64().unwrap() < 0.0);
    }
    let mle = estimated(&json!({"items": items, "responses": vec![0; 1000], "method": "mle"}));
    assert_eq!((&mle["theta"], &mle["bound"]), (&json!(-4.0), &json!("lowest")));
}

#[test]
fn bad_input_is_refused_and_named() {
    let with = |item: Value| json!({"items": [{"b": 0}, item], "responses": [1, 0]});
    refused(
        &with(json!({"a": 1, "b": 0, "c": 0.9, "d": 0.8})),
        "item 1: lower asymptote c is 0.9 and upper asymptote d is 0.8",
    );
    refused(&with(json!({"a": 0, "b": 0})), "item 1: discrimination a is 0");
    refused(&with(json!({"a": -1, "b": 0})), "item 1: discrimination a is -1");
    refused(&with(json!({"a": 1, "b": 11})), "item 1: difficulty b is 11");
    refused(&with(json!({"a": null, "b": 0})), "items[1].a: a number was expected, not null");
    refused(&with(json!({"a": "steep", "b": 0})), "items[1].a");
    refused(&with(json!({"a": 1})), "items[1]: missing field `b`");
    refused(&json!({"items": [], "responses": []}), "there are no items");
    refused(&json!({"items": [{"b": 0}], "responses": []}), "1 items to 0 responses");
    refused(&json!({"items": [{"b": 0}], "responses": [2]}), "response 0 is 2");
    refused(&json!({"items": [{"b": 0}], "responses": [null]}), "responses[0]");
    refused(
        &json!({"items": [{"b": 0}], "responses": [1], "method": "guess"}),
        "method: unknown variant `guess`",
    );
    refused(
        &json!({"items": [{"b": 0}], "responses": [1], "prior": {"sd": 0}}),
        "standard deviation of the prior is 0",
    );
    refused(&json!({"items": [{"b": 0}], "responses": [1], "prior": {"mean": 9}}), "mean of the prior is 9");
    refused(&json!(7), "the top: an object was expected, not the number 7 at line 1");
    refused(
        &json!({"items": [{"b": "low"}], "responses": [1]}),
        "items[0].b: a number was expected, not the text \"low\" at line 1",
    );
    refused(&json!([1, 2]), "a list");
}

#[test]
fn text_that_is_no_json_is_refused() {
    refused_for(&["estimate"], "", "the top: EOF");
    refused_for(
        &["estimate"],
        r#"{"items": [{"a": NaN, "b": 0}], "responses": [1]}"#,
        "items[0].a: expected value",
    );
    refused_for(
        &["estimate"],
        r#"{"items": [{"a": 1e999, "b": 0}], "responses": [1]}"#,
        "items[0].a: number out of range",
    );
    refused_for(&["estimate"], r#"{"items": [{"a": 1, "b": 0}], "respon"#, "EOF while parsing");
    refused_for(&["estimate"], r#"{"items": [{"b": 0}], "responses": [1]} more"#, "trailing characters");
    refused_for(&["estimate", "no such file.json"], "", "no such file.json cannot be read");
}

#[test]
fn a_file_is_read_as_standard_input_is() {
    let question = json!({"items": [{"b": 0}], "responses": [0.5]}).to_string();
    let path = file("estimate", &question);
    let from_file = answer(&["estimate", path.to_str().unwrap()], "");
    assert_eq!(from_file, answer(&["estimate", "-"], &question));
}
