use assessment::{Advice, Pace, advice, time_ratio};

/// Answers that were right by these shares, each with `percent` % of the expected minute.
fn paces(shares: &[f64], percent: u64) -> Vec<Pace> {
    let pace =
        |share: &f64| Pace { correctness: *share, elapsed_millis: 600 * percent, expected_millis: 60_000 };
    shares.iter().map(pace).collect()
}

/// `right` right answers of `of`, spread so that no stretch is worse than another.
fn answers(right: usize, of: usize, percent: u64) -> Vec<Pace> {
    paces(&vec![right as f64 / of as f64; of], percent)
}

fn kinds(advice: &[Advice]) -> Vec<&'static str> {
    let kind = |advice: &Advice| match advice {
        Advice::Harder { .. } => "harder",
        Advice::Material { .. } => "material",
        Advice::SpeedDrills { .. } => "drills",
        Advice::Break { .. } => "break",
    };
    advice.iter().map(kind).collect()
}

#[track_caller]
fn check(answers: &[Pace], expected: &[&str]) {
    assert_eq!(kinds(&advice(answers)), expected);
}

#[test]
fn m26_over_80_percent_and_faster_than_expected_suggests_harder() {
    check(&answers(9, 10, 99), &["harder"]);
}

#[test]
fn m26_exactly_80_percent_is_not_over_80_percent() {
    check(&answers(8, 10, 50), &[]);
    check(&answers(8, 10, 150), &[]);
}

#[test]
fn m26_exactly_the_expected_time_is_not_faster() {
    check(&answers(9, 10, 100), &[]);
}

#[test]
fn m26_under_50_percent_and_over_one_and_a_half_times_offers_material() {
    check(&answers(4, 10, 151), &["material"]);
}

#[test]
fn m26_exactly_50_percent_or_one_and_a_half_times_offers_no_material() {
    check(&answers(5, 10, 200), &[]);
    check(&answers(4, 10, 150), &[]);
}

#[test]
fn m26_over_80_percent_and_over_1_2_times_offers_speed_drills() {
    check(&answers(9, 10, 121), &["drills"]);
}

#[test]
fn m26_exactly_1_2_times_offers_no_drills() {
    check(&answers(9, 10, 120), &[]);
}

#[test]
fn m26_more_than_10_points_down_over_the_last_5_suggests_a_break() {
    check(&paces(&[0.71, 0.71, 0.71, 0.71, 0.71, 0.6, 0.6, 0.6, 0.6, 0.6], 100), &["break"]);
}

#[test]
fn m26_exactly_10_points_down_suggests_no_break() {
    check(&paces(&[0.7, 0.7, 0.7, 0.7, 0.7, 0.6, 0.6, 0.6, 0.6, 0.6], 100), &[]);
}

#[test]
fn m26_nothing_is_said_before_five_answers_and_no_break_before_ten() {
    check(&answers(4, 4, 10), &[]);
    check(&answers(5, 5, 10), &["harder"]);
    check(&paces(&[1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0], 100), &[]);
}

#[test]
fn m26_without_expected_times_no_rule_speaks_of_time() {
    let timeless: Vec<Pace> =
        answers(9, 10, 50).into_iter().map(|pace| Pace { expected_millis: 0, ..pace }).collect();
    check(&timeless, &[]);
    assert_eq!(time_ratio(&timeless), None);
    assert_eq!(time_ratio(&[]), None);
}

#[test]
fn m26_each_rule_names_its_figures() {
    let sentence = |answers: &[Pace]| advice(answers)[0].sentence();
    assert_eq!(
        sentence(&answers(9, 10, 80)),
        "Your answers are 90 % right on average, in 0.8 times the expected time: harder questions would suit you."
    );
    assert_eq!(
        sentence(&paces(&[1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0], 100)),
        "Your answers were 100 % right on average, and 40 % over the last 5 questions: a short break may help."
    );
    assert!(
        sentence(&answers(4, 10, 170)).contains("40 %")
            && sentence(&answers(4, 10, 170)).contains("1.7 times")
    );
    assert!(
        sentence(&answers(9, 10, 130)).contains("90 %")
            && sentence(&answers(9, 10, 130)).contains("1.3 times")
    );
}
