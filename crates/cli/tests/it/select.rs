use serde_json::{Value, json};

use crate::program::{answer, close, refused_for};

fn selected(question: &Value) -> Value {
    answer(&["select"], &question.to_string())
}

fn order(question: &Value) -> Vec<u64> {
    selected(question)["ranking"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ranked| ranked["item"].as_u64().unwrap())
        .collect()
}

#[track_caller]
fn refused(question: &Value, words: &str) {
    refused_for(&["select"], &question.to_string(), words);
}

/// Rasch items with these difficulties.
fn items(difficulties: &[f64]) -> Vec<Value> {
    difficulties.iter().map(|b| json!({"b": b})).collect()
}

#[test]
fn maximum_information_ranks_by_information_at_theta() {
    let bank = items(&[2.0, 0.1, -1.0, 0.5]);
    let question = json!({"items": bank, "rule": "mfi", "theta": 0.0});
    // Rasch: I = P Q, the more the closer.
    assert_eq!(order(&question), [1, 3, 2, 0]);
    let right = 1.0 / (1.0 + 0.1_f64.exp());
    close(&selected(&question)["ranking"][0]["value"], right * (1.0 - right), 1e-12);
    assert_eq!(selected(&question)["theta"], 0.0);
}

#[test]
fn the_difficulty_closest_comes_first_by_urry() {
    let question = json!({"items": items(&[2.0, 0.1, -1.0, 0.5]), "rule": "urry", "theta": 1.0});
    assert_eq!(order(&question), [3, 1, 0, 2]);
    close(&selected(&question)["ranking"][0]["value"], 0.5, 1e-12);
}

#[test]
fn weighted_rules_meet_an_independent_sum() {
    let bank = [[1.2, -0.5, 0.2, 1.0], [0.8, 0.6, 0.1, 0.98], [1.9, 1.4, 0.25, 1.0], [1.0, 0.0, 0.0, 1.0]];
    let probability = |item: [f64; 4], at: f64| {
        let [a, b, c, d] = item;
        c + (d - c) / (1.0 + (-a * (at - b)).exp())
    };
    let information = |item: [f64; 4], at: f64| {
        let step = 1e-5;
        let slope = (probability(item, at + step) - probability(item, at - step)) / (2.0 * step);
        let right = probability(item, at);
        slope * slope / (right * (1.0 - right))
    };
    // Items 0 and 3 were answered, right and wrong.
    let likelihood = |at: f64| probability(bank[0], at) * (1.0 - probability(bank[3], at));
    let density = |at: f64| (-0.5 * at * at).exp() / std::f64::consts::TAU.sqrt();
    let theta = 0.3;
    let divergence = |item: [f64; 4], at: f64| {
        let (here, there) = (probability(item, theta), probability(item, at));
        here * (here / there).ln() + (1.0 - here) * ((1.0 - here) / (1.0 - there)).ln()
    };
    let integral = |of: &dyn Fn(f64) -> f64| {
        let ends = 0.5 * (of(-4.0) + of(4.0));
        1e-3 * (ends + (1..8_000).map(|node| of(-4.0 + 1e-3 * f64::from(node))).sum::<f64>())
    };
    let named: Vec<Value> = bank.iter().map(|[a, b, c, d]| json!({"a": a, "b": b, "c": c, "d": d})).collect();
    for rule in ["kl", "klp", "mlwi", "mpwi"] {
        let value = |item: [f64; 4]| match rule {
            "kl" => integral(&|at| divergence(item, at) * likelihood(at)),
            "klp" => integral(&|at| divergence(item, at) * likelihood(at) * density(at)),
            "mlwi" => integral(&|at| information(item, at) * likelihood(at)),
            _ => integral(&|at| information(item, at) * likelihood(at) * density(at)),
        };
        let question = json!({"items": named, "administered": [0, 3], "responses": [1, 0], "rule": rule, "theta": theta});
        let ranking = selected(&question)["ranking"].clone();
        let mut expected = [(1, value(bank[1])), (2, value(bank[2]))];
        expected.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        for (ranked, (item, value)) in ranking.as_array().unwrap().iter().zip(expected) {
            assert_eq!(ranked["item"], item, "{rule}");
            close(&ranked["value"], value, 1e-6);
        }
    }
}

#[test]
fn what_was_administered_is_not_ranked_and_theta_follows_from_the_answers() {
    let question = json!({"items": items(&[0.0, 0.0, 1.0]), "administered": [1, 0], "responses": [1, 1], "method": "map"});
    assert_eq!(order(&question), [2]);
    // MAP solves 2 (1 - P(theta)) = theta.
    let theta = selected(&question)["theta"].as_f64().unwrap();
    assert!((2.0 / (1.0 + theta.exp()) - theta).abs() < 1e-9);
    let all = json!({"items": items(&[0.0]), "administered": [0], "responses": [1]});
    assert!(order(&all).is_empty());
}

#[test]
fn chance_follows_its_seed() {
    let question = |seed: u64| json!({"items": items(&[0.0; 20]), "rule": "random", "seed": seed});
    assert_eq!(order(&question(1)), order(&question(1)));
    assert_ne!(order(&question(1)), order(&question(2)));
}

#[test]
fn bad_input_is_refused_and_named() {
    let bank = items(&[0.0, 1.0]);
    refused(&json!({"items": []}), "there are no items");
    refused(&json!({"items": bank, "rule": "best"}), "rule: unknown variant `best`");
    refused(
        &json!({"items": bank, "administered": [2], "responses": [1]}),
        "item 2 was administered, but there are 2",
    );
    refused(
        &json!({"items": bank, "administered": [0, 0], "responses": [1, 1]}),
        "item 0 was administered twice",
    );
    refused(&json!({"items": bank, "administered": [0]}), "1 items to 0 responses");
    refused(&json!({"items": bank, "administered": [-1], "responses": [1]}), "administered[0]");
    refused(&json!({"items": bank, "theta": 99}), "theta is 99");
    refused(&json!({"items": [{"a": 1, "b": 0, "c": 0.9, "d": 0.5}]}), "item 0: lower asymptote c is 0.9");
    refused_for(&["select"], "{\"items\": [", "EOF while parsing");
}
