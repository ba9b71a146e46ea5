use std::collections::BTreeSet;

use assessment::{Answer, Feedback, Question, Trend, Verdict, feedback, grade, phrases};

use crate::build::{choice, good_item, numeric, steps, with_question};

fn after(question: Question, answer: Answer) -> Feedback {
    let item = with_question(question);
    feedback(&item, &answer, &grade(&item.question, &answer), &[], 1)
}

fn reasons(feedback: &Feedback) -> Vec<&str> {
    feedback.reasons.iter().map(|reason| reason.text.as_str()).collect()
}

const VERDICTS: [Verdict; 3] = [Verdict::Right, Verdict::PartlyRight, Verdict::Wrong];
const TRENDS: [Trend; 4] = [Trend::Starting, Trend::Rising, Trend::Steady, Trend::Struggling];

#[test]
fn m24_a_wrong_choice_gets_the_rationale_of_that_option_then_the_explanation() {
    let given = after(good_item("q").question, Answer::Chosen(vec![1]));
    assert_eq!(given.verdict, Verdict::Wrong);
    assert_eq!(reasons(&given), ["A log makes writes durable; it serves no reads."]);
    assert!(!given.reasons[0].is_right);
    assert_eq!(given.explanation, "A replica answers reads; the primary keeps the writes.");
    assert_eq!(given.related, ["replication lag"]);
    assert!(!given.try_next.is_empty());
}

#[test]
fn m24_several_choices_get_a_reason_each_and_a_count() {
    let options = vec![choice("a", true), choice("b", true), choice("c", false), choice("d", false)];
    let given = after(Question::MultipleChoice { options }, Answer::Chosen(vec![2, 0, 0, 9]));
    assert_eq!(reasons(&given), ["Why a.", "Why c."]);
    assert!(
        given.try_next.starts_with("You found 1 of 2 that apply, and chose 1 that does not."),
        "{}",
        given.try_next
    );
}

#[test]
fn m24_a_wrong_number_is_told_the_usual_slip() {
    let advice = |given: f64| after(numeric(100.0, 1.0), Answer::Number(given)).try_next;
    assert!(advice(800.0).contains("bits against bytes"));
    assert!(advice(12.5).contains("bits against bytes"));
    assert!(advice(102_400.0).contains("prefixes"));
    assert!(advice(6000.0).contains("minutes"));
    assert!(advice(-100.0).contains("sign"));
    assert!(advice(130.0).contains("unit"));
    for odd in [0.0, f64::NAN, f64::INFINITY] {
        assert!(!advice(odd).is_empty());
        assert!(!after(numeric(0.0, 0.0), Answer::Number(odd)).try_next.is_empty());
    }
    let given = after(numeric(100.0, 1.0), Answer::Number(130.0));
    assert_eq!(reasons(&given), ["The answer is 100 ms, and anything within 1 ms of it counts."]);
}

#[test]
fn m24_an_order_is_told_its_first_place_that_is_wrong() {
    let given = after(steps(3), Answer::Ordered(vec![0, 2, 1]));
    assert_eq!(reasons(&given), ["Place 2 belongs to: step 2"]);
    assert_eq!(reasons(&after(steps(3), Answer::Ordered(vec![0, 1, 2]))), ["Every step is in its place."]);
    assert_eq!(given.verdict, Verdict::PartlyRight);
    after(steps(3), Answer::Ordered(vec![7, 8]));
}

#[test]
fn m24_a_skipped_question_is_told_about_the_first_hint() {
    let given = after(good_item("q").question, Answer::Skipped);
    assert!(given.try_next.contains("first hint") && given.reasons.is_empty());
}

#[test]
fn m25_the_trend_compares_the_last_three_with_the_three_before() {
    assert_eq!(Trend::of(&[]), Trend::Starting);
    assert_eq!(Trend::of(&[0.0; 5]), Trend::Starting);
    assert_eq!(Trend::of(&[0.0, 1.0, 0.0, 1.0, 0.0, 1.0]), Trend::Rising);
    assert_eq!(Trend::of(&[1.0, 1.0, 1.0, 1.0, 0.0, 1.0]), Trend::Struggling);
    assert_eq!(Trend::of(&[1.0, 0.0, 1.0, 1.0, 0.0, 1.0]), Trend::Steady);
    assert_eq!(Trend::of(&[0.0; 6]), Trend::Struggling);
    // Only the last six count.
    assert_eq!(Trend::of(&[1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]), Trend::Rising);
}

#[test]
fn m25_words_are_many_and_neither_gush_nor_scold() {
    let unwanted = [
        "!",
        "amazing",
        "awesome",
        "perfect",
        "genius",
        "unfortunately",
        "should have",
        "easy",
        "again wrong",
    ];
    let mut all = BTreeSet::new();
    for verdict in VERDICTS {
        for trend in TRENDS {
            let list = phrases(verdict, trend);
            assert!(list.len() >= 3);
            for phrase in list {
                assert!(unwanted.iter().all(|word| !phrase.to_lowercase().contains(word)), "{phrase}");
                assert!(all.insert(phrase), "said twice: {phrase}");
            }
        }
    }
}

#[test]
fn m25_the_same_words_do_not_come_twice_in_a_row_and_are_the_same_after_a_reload() {
    let item = good_item("q");
    let said = |answer: usize, seed: u64| {
        let given = Answer::Chosen(vec![1]);
        feedback(&item, &given, &grade(&item.question, &given), &vec![0.0; answer], seed).encouragement
    };
    for seed in 0..20 {
        for answer in 0..20 {
            assert_ne!(said(answer, seed), said(answer + 1, seed));
            assert_eq!(said(answer, seed), said(answer, seed));
        }
    }
    let firsts: BTreeSet<_> = (0..20).map(|seed| said(0, seed)).collect();
    assert_eq!(firsts.len(), 3);
}
