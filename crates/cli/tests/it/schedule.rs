use serde_json::{Value, json};

use crate::program::{answer, close, refused_for};

fn states(question: &Value) -> Vec<Value> {
    answer(&["schedule"], &question.to_string())["states"].as_array().unwrap().clone()
}

#[track_caller]
fn refused(question: &Value, words: &str) {
    refused_for(&["schedule"], &question.to_string(), words);
}

#[test]
fn the_first_review_gives_the_published_values_of_fsrs_6() {
    let question = json!({"reviews": [{"rating": 3, "elapsed_days": 0}], "desired_retention": 0.9});
    let states = states(&question);
    assert_eq!(states.len(), 1);
    // From the documentation of the crate `fsrs`: good at first.
    close(&states[0]["stability"], 2.3065, 1e-5);
    close(&states[0]["difficulty"], 2.118104, 1e-5);
    close(&states[0]["interval_days"], 2.3065, 1e-5);
    assert_eq!((&states[0]["due_in_days"], &states[0]["retrievability"]), (&json!(2), &Value::Null));
}

#[test]
fn a_history_gives_the_values_of_the_reference_tests() {
    let history: Vec<Value> = [(1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)]
        .iter()
        .map(|(rating, days)| json!({"rating": rating, "elapsed_days": days}))
        .collect();
    let states = states(&json!({"reviews": history}));
    close(&states[5]["stability"], 53.62691, 1e-4);
    close(&states[5]["difficulty"], 6.3574867, 1e-4);
    close(&states[1]["retrievability"], 1.0, 1e-9);
    assert!(states[2..].iter().all(|state| (0.0..1.0).contains(&state["retrievability"].as_f64().unwrap())));
}

#[test]
fn an_exam_pulls_the_interval_in() {
    let with = |exam: Value| {
        let mut question = json!({"reviews": [{"rating": 4}]});
        question.as_object_mut().unwrap().extend(exam.as_object().unwrap().clone());
        states(&question)[0]["due_in_days"].clone()
    };
    // Easy at first is due after 8.3 days.
    assert_eq!(with(json!({})), 8);
    assert_eq!(with(json!({"exam_in_days": 5})), 4);
    assert_eq!(with(json!({"exam_date": "2026-03-02", "last_review_date": "2026-02-26"})), 3);
    assert_eq!(with(json!({"exam_date": "2026-01-02", "last_review_date": "2026-02-26"})), 8);
    refused(&json!({"reviews": [], "exam_date": "2026-03-02"}), "without last_review_date");
    refused(
        &json!({"reviews": [], "exam_in_days": 3, "exam_date": "2026-03-02", "last_review_date": "2026-02-26"}),
        "give one of them",
    );
    refused(&json!({"reviews": [], "exam_date": "soon", "last_review_date": "2026-02-26"}), "exam_date");
}

#[test]
fn own_weights_count() {
    let mut weights = vec![0.212, 1.2931, 5.5, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796];
    weights.extend([1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542]);
    close(&states(&json!({"reviews": [{"rating": 3}], "weights": weights}))[0]["stability"], 5.5, 1e-5);
}

#[test]
fn a_thousand_forgotten_reviews_give_numbers() {
    let states = states(&json!({"reviews": vec![json!({"rating": 1, "elapsed_days": 1}); 1000]}));
    assert_eq!(states.len(), 1000);
    assert!(states.iter().all(|state| state["stability"].as_f64().unwrap() > 0.0));
}

#[test]
fn bad_input_is_refused_and_named() {
    refused(&json!({"reviews": [{"rating": 3}, {"rating": 5}]}), "review 1: 5 is not a rating");
    refused(&json!({"reviews": [{"rating": 0}]}), "review 0: 0 is not a rating");
    refused(&json!({"reviews": [{"rating": 3, "elapsed_days": -1}]}), "reviews[0].elapsed_days");
    refused(&json!({"reviews": [{"rating": null}]}), "reviews[0].rating");
    refused(&json!({"reviews": [{"rating": 3}], "desired_retention": 1.0}), "desired retention is 1");
    refused(&json!({"reviews": [], "desired_retention": 0}), "desired retention is 0");
    refused(&json!({"reviews": [], "weights": [1, 2, 3]}), "there are 3 weights");
    refused(&json!({"desired_retention": 0.9}), "missing field `reviews`");
    refused_for(&["schedule"], r#"{"reviews": [{"rating": NaN}]}"#, "reviews[0].rating");
    refused_for(&["schedule"], r#"{"reviews": [{"rating""#, "EOF while parsing");
}
