use assessment::{Answer, HintStage, Question, Verdict, credit, grade, hint_cost, hint_offer, options_order};
use proptest::prelude::*;

use crate::build::{choice, good_item, numeric, steps, with_question};

fn single() -> Question {
    Question::SingleChoice { options: vec![choice("a", false), choice("b", true), choice("c", false)] }
}

/// Three right, two wrong.
fn multiple() -> Question {
    let options = [("a", true), ("b", true), ("c", true), ("d", false), ("e", false)];
    Question::MultipleChoice { options: options.map(|(text, correct)| choice(text, correct)).to_vec() }
}

#[track_caller]
fn check(question: &Question, answer: Answer, correctness: f64, verdict: Verdict) {
    let graded = grade(question, &answer);
    assert!((graded.correctness - correctness).abs() < 1e-12, "{answer:?}: {graded:?}");
    assert_eq!(graded.verdict, verdict, "{answer:?}");
}

#[test]
fn m17_single_choice_is_right_for_exactly_the_right_option() {
    check(&single(), Answer::Chosen(vec![1]), 1.0, Verdict::Right);
    check(&single(), Answer::Chosen(vec![0]), 0.0, Verdict::Wrong);
    check(&single(), Answer::Chosen(vec![0, 1]), 0.0, Verdict::Wrong);
    check(&single(), Answer::Chosen(vec![]), 0.0, Verdict::Wrong);
}

#[test]
fn m17_multiple_choice_takes_wrong_ones_off_the_right_ones() {
    check(&multiple(), Answer::Chosen(vec![2, 0, 1]), 1.0, Verdict::Right);
    check(&multiple(), Answer::Chosen(vec![0, 1]), 2.0 / 3.0, Verdict::PartlyRight);
    check(&multiple(), Answer::Chosen(vec![0, 1, 3]), 1.0 / 3.0, Verdict::PartlyRight);
    check(&multiple(), Answer::Chosen(vec![0, 3]), 0.0, Verdict::Wrong);
    check(&multiple(), Answer::Chosen(vec![3, 4]), 0.0, Verdict::Wrong);
    check(&multiple(), Answer::Chosen(vec![0, 1, 2, 3, 4]), 1.0 / 3.0, Verdict::PartlyRight);
    // The same option twice counts once.
    check(&multiple(), Answer::Chosen(vec![0, 0, 0]), 1.0 / 3.0, Verdict::PartlyRight);
}

#[test]
fn m17_a_number_is_right_within_its_tolerance() {
    let question = numeric(100.0, 5.0);
    check(&question, Answer::Number(95.0), 1.0, Verdict::Right);
    check(&question, Answer::Number(105.0), 1.0, Verdict::Right);
    check(&question, Answer::Number(105.001), 0.0, Verdict::Wrong);
    check(&question, Answer::Number(f64::NAN), 0.0, Verdict::Wrong);
    check(&question, Answer::Number(f64::INFINITY), 0.0, Verdict::Wrong);
    check(&numeric(0.3, 0.0), Answer::Number(0.1 + 0.2), 1.0, Verdict::Right);
    check(&numeric(0.3, f64::NAN), Answer::Number(0.3), 1.0, Verdict::Right);
}

#[test]
fn m17_ordering_counts_pairs_in_order_less_pairs_out_of_order() {
    check(&steps(4), Answer::Ordered(vec![0, 1, 2, 3]), 1.0, Verdict::Right);
    // One pair of six is wrong: (5 - 1) / 6.
    check(&steps(4), Answer::Ordered(vec![1, 0, 2, 3]), 4.0 / 6.0, Verdict::PartlyRight);
    // The first step last: three of six are wrong.
    check(&steps(4), Answer::Ordered(vec![1, 2, 3, 0]), 0.0, Verdict::Wrong);
    check(&steps(4), Answer::Ordered(vec![3, 2, 1, 0]), 0.0, Verdict::Wrong);
    check(&steps(4), Answer::Ordered(vec![0, 1, 2]), 0.0, Verdict::Wrong);
    check(&steps(4), Answer::Ordered(vec![0, 1, 2, 2]), 0.0, Verdict::Wrong);
}

#[test]
fn m17_what_does_not_fit_the_question_is_wrong() {
    check(&single(), Answer::Chosen(vec![3]), 0.0, Verdict::Wrong);
    check(&multiple(), Answer::Chosen(vec![0, 1, 2, usize::MAX]), 0.0, Verdict::Wrong);
    check(&steps(3), Answer::Ordered(vec![0, 1, 7]), 0.0, Verdict::Wrong);
    check(&single(), Answer::Number(1.0), 0.0, Verdict::Wrong);
    check(&numeric(1.0, 1.0), Answer::Chosen(vec![0]), 0.0, Verdict::Wrong);
    for question in [single(), multiple(), numeric(0.0, 1.0), steps(3)] {
        check(&question, Answer::Skipped, 0.0, Verdict::Wrong);
    }
}

proptest! {
    #[test]
    fn m17_no_answer_makes_grading_fail(indices in proptest::collection::vec(0_usize..9, 0..9), number in any::<f64>()) {
        for question in [single(), multiple(), numeric(5.0, 0.1), steps(5), steps(0)] {
            for answer in [Answer::Chosen(indices.clone()), Answer::Ordered(indices.clone()), Answer::Number(number)] {
                let graded = grade(&question, &answer);
                prop_assert!((0.0..=1.0).contains(&graded.correctness));
                prop_assert_eq!(graded.verdict, Verdict::of(graded.correctness));
            }
        }
    }

    #[test]
    fn m18_each_hint_lowers_the_credit_by_what_was_told(total in 1_u8..9, correctness in 0.0..=1.0_f64) {
        for opened in 1..=total {
            let drop = credit(correctness, opened - 1, total) - credit(correctness, opened, total);
            prop_assert!((drop - correctness * hint_cost(opened, total)).abs() < 1e-12);
        }
        prop_assert!((credit(correctness, total, total) - 0.4 * correctness).abs() < 1e-12);
    }

    #[test]
    fn m22_options_keep_their_order_within_an_attempt(seed in any::<u64>(), count in 0_usize..8) {
        let options = (0..count).map(|index| choice(&index.to_string(), index == 0)).collect();
        let item = with_question(Question::SingleChoice { options });
        let order = options_order(&item, seed);
        prop_assert_eq!(&order, &options_order(&item, seed));
        let mut sorted = order;
        sorted.sort_unstable();
        prop_assert!(sorted.into_iter().eq(0..count));
        let steps = options_order(&with_question(steps(3)), seed);
        prop_assert_ne!(steps, vec![0, 1, 2]);
    }
}

#[test]
fn m18_four_hints_cost_6_12_18_and_24_percent() {
    for (hint, cost) in [(1, 0.06), (2, 0.12), (3, 0.18), (4, 0.24), (0, 0.0), (5, 0.0)] {
        assert!((hint_cost(hint, 4) - cost).abs() < 1e-12);
    }
    assert_eq!(hint_cost(1, 0), 0.0);
    assert_eq!(credit(1.0, 3, 0), 1.0);
}

#[test]
fn m22_over_many_attempts_each_option_stands_at_each_place_about_as_often() {
    let mut first = [0; 4];
    for seed in 0..4000 {
        first[options_order(&good_item("q"), seed)[0]] += 1;
    }
    // 1,000 each, with a standard deviation of sqrt(4000 * 1/4 * 3/4) = 27.
    assert!(first.iter().all(|count| (890..1110).contains(count)), "{first:?}");
}

#[test]
fn m32_the_stage_of_help_follows_time_and_attempts() {
    let minutes = |minutes: f64| (minutes * 60_000.0) as u64;
    let cases = [
        (0.0, 0, HintStage::Minimal),
        (1.9, 1, HintStage::Minimal),
        (2.0, 1, HintStage::Gentle),
        (1.0, 2, HintStage::Gentle),
        (5.0, 2, HintStage::Moderate),
        (4.9, 3, HintStage::Moderate),
        (9.9, 3, HintStage::Moderate),
        (10.0, 1, HintStage::Substantial),
        (0.5, 4, HintStage::Substantial),
    ];
    for (elapsed, attempts, stage) in cases {
        assert_eq!(
            HintStage::after(minutes(elapsed), attempts),
            stage,
            "{elapsed} minutes, {attempts} attempts"
        );
    }
}

#[test]
fn m32_items_with_fewer_hints_share_the_stages() {
    let stages = [HintStage::Minimal, HintStage::Gentle, HintStage::Moderate, HintStage::Substantial];
    assert_eq!(stages.map(|stage| stage.hint(4)), [1, 2, 3, 4]);
    assert_eq!(stages.map(|stage| stage.hint(3)), [1, 2, 3, 3]);
    assert_eq!(stages.map(|stage| stage.hint(2)), [1, 1, 2, 2]);
    assert_eq!(stages.map(|stage| stage.hint(0)), [0; 4]);
}

#[test]
fn m32_the_offer_says_its_cost_and_substantial_help_names_a_concept_and_another_approach() {
    let item = good_item("q");
    let first = hint_offer(&item, 0, 0, 1).unwrap();
    assert_eq!((first.hint, first.text.as_str()), (1, "Which of the two kinds of load is high?"));
    assert!((first.cost - 0.2).abs() < 1e-12 && first.review.is_empty() && first.approach.is_none());
    // The plainest opens the first on the way: 0.2 + 0.4.
    let plainest = hint_offer(&item, 0, 11 * 60_000, 1).unwrap();
    assert_eq!((plainest.hint, plainest.review.as_slice()), (2, &["replication lag".to_owned()][..]));
    assert!((plainest.cost - 0.6).abs() < 1e-12 && plainest.approach.is_some());
    // Asking early for the next is allowed; after the last there is none.
    assert_eq!(hint_offer(&item, 1, 0, 1).unwrap().hint, 2);
    assert_eq!(hint_offer(&item, 2, 0, 1), None);
    assert_eq!(hint_offer(&item, 255, 0, 1), None);
}
