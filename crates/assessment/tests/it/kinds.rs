//! Grading, feedback and words of the kinds that are estimated, matched, filled in, written or drawn.

use assessment::{
    Answer, Attempt, Bank, Feedback, Item, Kind, Next, Order, Question, Settings, Story, Verdict, feedback,
    given_in_words, grade, options_order, right_in_words,
};
use proptest::prelude::*;

use crate::build::{
    answer, code, design, estimate, gaps, good_item, judged_text, matching, rasch, rated_text, steps,
    strings, told_story, with_question,
};

fn number(value: f64) -> Answer {
    Answer::Number(value)
}

fn text(text: &str) -> Answer {
    Answer::Text { text: text.to_owned(), ratings: Vec::new() }
}

fn filled(words: &[&str]) -> Answer {
    Answer::Filled(strings(words))
}

fn rated(ratings: &[u8]) -> Answer {
    Answer::Text { text: "It costs little.".to_owned(), ratings: ratings.to_vec() }
}

fn story(ratings: &[u8]) -> Answer {
    Answer::Story(Box::new(Story { ratings: ratings.to_vec(), ..Story::default() }))
}

fn built(share: f64) -> Answer {
    Answer::Built { design: "d".to_owned(), met: vec![true, false], share }
}

#[track_caller]
fn check(question: &Question, answer: Answer, correctness: f64) {
    let graded = grade(question, &answer);
    assert!((graded.correctness - correctness).abs() < 1e-9, "{answer:?}: {graded:?} is not {correctness}");
    assert_eq!(graded.verdict, Verdict::of(correctness), "{answer:?}");
}

fn said(question: Question, answer: Answer) -> Feedback {
    let item = with_question(question);
    feedback(&item, &answer, &grade(&item.question, &answer), &[], 1)
}

fn reasons(feedback: &Feedback) -> Vec<(&str, bool, &str)> {
    let reason = |reason: &'_ assessment::Reason| reason.is_right;
    feedback
        .reasons
        .iter()
        .map(|one| (one.about.as_deref().unwrap_or(""), reason(one), one.text.as_str()))
        .collect()
}

#[test]
fn m17_an_estimate_within_its_factor_is_right() {
    for given in [1000.0, 3000.0, 1000.0 / 3.0, 2.0e3] {
        check(&estimate(1000.0), number(given), 1.0);
    }
}

#[test]
fn m17_an_estimate_loses_its_credit_over_one_order_of_magnitude_beyond_the_factor() {
    // A factor of 10: 1 - (log10 10 - log10 3) = log10 3 = 0.4771; the same on the other side.
    check(&estimate(1000.0), number(10_000.0), 3.0_f64.log10());
    check(&estimate(1000.0), number(100.0), 3.0_f64.log10());
    // A factor of 3 sqrt(10): half an order beyond.
    check(&estimate(1000.0), number(3000.0 * 10.0_f64.sqrt()), 0.5);
    // A factor of 30 and more.
    check(&estimate(1000.0), number(30_001.0), 0.0);
    check(&estimate(1000.0), number(1.0), 0.0);
}

#[test]
fn m17_an_estimate_that_is_no_size_is_wrong() {
    for given in [0.0, -1000.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        check(&estimate(1000.0), number(given), 0.0);
    }
}

#[test]
fn m17_matching_takes_what_chance_would_give_off_the_right_ones() {
    check(&matching(), Answer::Matched(vec![0, 1, 2]), 1.0);
    // Two right, one wrong among four sides: (2 - 1/3) / 3 = 5/9.
    check(&matching(), Answer::Matched(vec![0, 1, 3]), 5.0 / 9.0);
    // One right: (1 - 2/3) / 3 = 1/9.
    check(&matching(), Answer::Matched(vec![0, 0, 0]), 1.0 / 9.0);
    check(&matching(), Answer::Matched(vec![1, 2, 0]), 0.0);
    for misfit in [vec![], vec![0, 1], vec![0, 1, 2, 3]] {
        check(&matching(), Answer::Matched(misfit), 0.0);
    }
}

#[test]
fn m17_blind_matching_gains_nothing_on_average_before_it_is_cut_at_nothing() {
    // Over all 4^3 answers: right ones 3/4 on average, wrong ones 9/4, 3/4 - (9/4)/3 = 0. The cut at 0 leaves a little.
    let mut sum = 0.0;
    for code in 0..64_usize {
        sum += grade(&matching(), &Answer::Matched(vec![code % 4, code / 4 % 4, code / 16])).correctness;
    }
    // 1 all right, 9 with two right at 5/9, 27 with one right at 1/9: (1 + 5 + 3) / 64.
    assert!((sum / 64.0 - 9.0 / 64.0).abs() < 1e-12, "{}", sum / 64.0);
}

#[test]
fn m17_gaps_are_graded_by_the_share_that_is_filled_as_accepted() {
    check(&gaps(), filled(&["Write-Back", "write through"]), 1.0);
    check(&gaps(), filled(&["write-behind", "write-around"]), 0.5);
    check(&gaps(), filled(&["", ""]), 0.0);
    check(&gaps(), filled(&["write-behind"]), 0.5);
    check(&gaps(), filled(&[]), 0.0);
    check(&gaps(), filled(&["x", "y", "write-through"]), 0.0);
}

#[test]
fn m17_a_short_text_is_graded_by_the_share_of_ideas_that_it_says() {
    check(&judged_text(), text("They all retry simultaneously and overload it."), 1.0);
    check(&judged_text(), text("They all retry at once."), 0.5);
    check(&judged_text(), text("Something goes wrong."), 0.0);
    check(&judged_text(), text("the thundering herd"), 1.0);
    check(&judged_text(), text(""), 0.0);
}

#[test]
fn m17_what_cannot_be_judged_is_graded_by_the_learners_own_rating() {
    check(&rated_text(), rated(&[2, 2]), 1.0);
    check(&rated_text(), rated(&[2, 1]), 0.75);
    check(&rated_text(), rated(&[0, 0]), 0.0);
    // Too few count as 0, too many and too high do not raise it.
    check(&rated_text(), rated(&[2]), 0.5);
    check(&rated_text(), rated(&[9, 9, 9]), 1.0);
    check(&told_story(), story(&[2, 1, 0]), 0.5);
    check(&told_story(), story(&[]), 0.0);
}

#[test]
fn m17_a_design_brings_its_share_of_the_points() {
    check(&design(), built(0.4), 0.4);
    check(&design(), built(7.0), 1.0);
    check(&design(), built(f64::NAN), 0.0);
}

#[test]
fn m17_an_answer_of_another_kind_is_wrong() {
    let questions = [estimate(1.0), matching(), gaps(), judged_text(), rated_text(), told_story(), design()];
    for question in &questions {
        check(question, Answer::Chosen(vec![0]), 0.0);
        check(question, Answer::Skipped, 0.0);
        check(question, Answer::skipped(question), 0.0);
    }
}

#[test]
fn m24_an_estimate_is_told_how_many_times_off_it_is() {
    let given = said(estimate(2_000_000.0), number(30_000_000.0));
    let expected = "The answer is about 2,000,000 requests, and anything within 3 times of it counts in full. Yours is 15 times too high.";
    assert_eq!(reasons(&given), [("", false, expected)]);
    assert!(said(estimate(100.0), number(40.0)).reasons[0].text.ends_with("Yours is 2.5 times too low."));
    assert!(said(estimate(100.0), number(100.0)).reasons[0].text.ends_with("Yours is the same."));
    assert!(said(estimate(100.0), number(-5.0)).reasons[0].text.ends_with("Yours is not over 0."));
    assert!(said(estimate(100.0), number(1000.0)).try_next.contains("zeros"));
}

#[test]
fn m24_each_pair_gets_its_rationale_and_a_wrong_one_its_right_side() {
    let given = said(matching(), Answer::Matched(vec![0, 3, 9]));
    let expected = [
        ("Redis: Cache", true, "Why Redis."),
        ("Kafka: Full-text search", false, "It belongs with: Log. Why Kafka."),
        ("S3: ", false, "It belongs with: Files. Why S3."),
    ];
    assert_eq!(reasons(&given), expected);
}

#[test]
fn m24_each_gap_gets_its_rationale_and_a_wrong_one_what_belongs_there() {
    let given = said(gaps(), filled(&["write back", " "]));
    let expected = [
        ("Gap 1: write back", true, "Why write-behind."),
        ("Gap 2: left empty", false, "“write-through” belongs here. Why write-through."),
    ];
    assert_eq!(reasons(&given), expected);
}

#[test]
fn m24_each_idea_is_told_whether_it_was_found() {
    let given = said(judged_text(), text("All at once."));
    let expected = [
        ("They come at once: said", true, "Why They come at once."),
        ("The database is overloaded: not found in your text", false, "Why The database is overloaded."),
    ];
    assert_eq!(reasons(&given), expected);
    assert!(said(judged_text(), text("A thundering herd")).reasons.iter().all(|reason| reason.is_right));
}

#[test]
fn m24_own_ratings_are_told_back() {
    let given = said(rated_text(), rated(&[2, 1]));
    let expected = [
        ("Names a cost", true, "Your own rating: fully."),
        ("Names a gain", false, "Your own rating: partly."),
    ];
    assert_eq!(reasons(&given), expected);
}

#[test]
fn m24_every_kind_says_what_to_try_next_when_it_was_skipped_right_and_wrong() {
    let answers = |question: &Question| match question.kind() {
        Kind::Estimate => [number(1000.0), number(1.0)],
        Kind::Matching => [Answer::Matched(vec![0, 1, 2]), Answer::Matched(vec![1, 2, 0])],
        Kind::FillIn => [filled(&["write-back", "write-through"]), filled(&["a", "b"])],
        Kind::ShortText => [text("a thundering herd"), text("no")],
        Kind::Story => [story(&[2, 2, 2]), story(&[0, 0, 0])],
        _ => [built(1.0), built(0.0)],
    };
    for question in [estimate(1000.0), matching(), gaps(), judged_text(), told_story(), design(), code()] {
        let skipped = said(question.clone(), Answer::skipped(&question));
        assert!(skipped.try_next.contains("first hint"), "{question:?}");
        for given in answers(&question) {
            assert!(said(question.clone(), given).try_next.len() > 40, "{question:?}");
        }
    }
}

#[test]
fn m24_answers_can_be_read_again_in_words() {
    let item = |question: Question| with_question(question).question;
    let both = |question: Question, answer: Answer| {
        let question = item(question);
        (given_in_words(&question, &answer).join(" | "), right_in_words(&question).join(" | "))
    };
    let owned = |given: &str, right: &str| (given.to_owned(), right.to_owned());
    assert_eq!(both(estimate(5e6), number(2e6)), owned("2,000,000 requests", "about 5,000,000 requests"));
    assert_eq!(
        both(matching(), Answer::Matched(vec![3, 1, 9])),
        owned("Redis: Full-text search | Kafka: Log", "Redis: Cache | Kafka: Log | S3: Files")
    );
    assert_eq!(
        both(gaps(), filled(&["write-back"])),
        owned(
            "A write-back cache confirms at once; a ___ cache waits for the database.",
            "A write-behind cache confirms at once; a write-through cache waits for the database."
        )
    );
    assert_eq!(
        both(steps(3), Answer::Ordered(vec![2, 0, 1])),
        owned("step 3 | step 1 | step 2", "step 1 | step 2 | step 3")
    );
    assert_eq!(both(rated_text(), rated(&[1])).0, "It costs little.");
    assert_eq!(both(design(), built(1.0)), owned("", ""));
    assert_eq!(both(gaps(), Answer::Skipped).0, "");
}

#[test]
fn m22_right_sides_never_start_out_in_the_order_of_the_pairs() {
    for seed in 0..200 {
        let order = options_order(&with_question(matching()), seed);
        assert_ne!(order, [0, 1, 2, 3]);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3]);
    }
}

#[test]
fn m9_own_ratings_count_towards_the_score_and_not_towards_the_ability() {
    let mut attempt = Attempt::started(Settings::adaptive(9, 1));
    let before = attempt.estimate();
    for (id, given) in
        [("a", rated(&[2, 2])), ("b", story(&[2, 2, 2])), ("c", Answer::skipped(&told_story()))]
    {
        attempt.shown(id, rasch(0.0)).unwrap();
        attempt.answered(assessment::AnsweredQuestion { answer: given, ..answer(id, 1.0) }).unwrap();
    }
    assert_eq!(attempt.estimate(), before);
    assert_eq!((attempt.answered_count(), attempt.trajectory().len()), (3, 3));
    let report = assessment::report(&attempt);
    assert!((report.score - 1.0).abs() < 1e-12 && report.by_topic.is_empty());
}

#[test]
fn m11_what_takes_long_is_asked_only_where_the_order_is_fixed() {
    for long in [told_story(), rated_text(), design()] {
        let items = [Item { question: long, ..good_item("long") }, good_item("choice")];
        let bank = Bank::new(&items).unwrap();
        let adaptive = Attempt::started(Settings::adaptive(9, 1));
        assert_eq!(adaptive.next(&bank), Next::Question(1));
        let fixed = Attempt::started(Settings { order: Order::AsListed, ..Settings::adaptive(9, 1) });
        assert_eq!(fixed.next(&bank), Next::Question(0));
    }
}

#[test]
fn m27_results_are_grouped_by_kind() {
    let mut attempt = Attempt::started(Settings::adaptive(9, 1));
    for (id, share) in [("gaps-1", 0.5), ("match-1", 1.0), ("gaps-2", 0.0), ("gone", 1.0)] {
        attempt.shown(id, rasch(0.0)).unwrap();
        attempt.answered(answer(id, share)).unwrap();
    }
    let kind_of = |id: &str| match id {
        "gone" => None,
        _ if id.starts_with("gaps") => Some(Kind::FillIn),
        _ => Some(Kind::Matching),
    };
    let groups = assessment::by_kind(&attempt, kind_of);
    let found: Vec<_> = groups.iter().map(|group| (group.key, group.answered, group.accuracy)).collect();
    assert_eq!(found, [(Kind::Matching, 1, 1.0), (Kind::FillIn, 2, 0.25)]);
}

#[test]
fn m17_a_program_gets_the_share_of_its_points_and_is_told_what_it_does() {
    let coded =
        |met: [bool; 2], share: f64| Answer::Coded { code: "print(1)".to_owned(), met: met.to_vec(), share };
    check(&code(), coded([true, true], 1.0), 1.0);
    check(&code(), coded([true, false], 0.75), 0.75);
    check(&code(), coded([true, false], f64::NAN), 0.0);
    check(&code(), built(1.0), 0.0);
    check(&design(), coded([true, true], 1.0), 0.0);
    let said = said(code(), coded([true, false], 0.75));
    // Its criteria are told one by one beside the programs.
    assert!(said.reasons.is_empty());
    assert!(said.try_next.starts_with("Take the first criterion that does not hold"));
    assert_eq!(given_in_words(&code(), &coded([true, true], 1.0)), ["print(1)"]);
    assert_eq!(right_in_words(&code()), ["def twice(number):\n    return 2 * number\n"]);
    assert_eq!(code().kind(), Kind::Code);
    assert!(code().takes_long());
    assert!(coded([true, true], 1.0).measures());
}

proptest! {
    #[test]
    fn m17_no_answer_makes_grading_or_feedback_of_any_kind_fail(
        indices in proptest::collection::vec(0_usize..9, 0..6),
        value in any::<f64>(),
        words in proptest::collection::vec(".{0,20}", 0..4),
        ratings in proptest::collection::vec(any::<u8>(), 0..5),
    ) {
        for question in [estimate(5.0), matching(), gaps(), judged_text(), rated_text(), told_story(), design()] {
            let text = words.concat();
            for answer in [
                Answer::Number(value),
                Answer::Matched(indices.clone()),
                Answer::Filled(words.clone()),
                Answer::Text { text: text.clone(), ratings: ratings.clone() },
                Answer::Story(Box::new(Story { action: text.clone(), ratings: ratings.clone(), ..Story::default() })),
                Answer::Built { design: text.clone(), met: vec![], share: value },
                Answer::Coded { code: text.clone(), met: vec![true; 3], share: value },
            ] {
                let graded = grade(&question, &answer);
                prop_assert!((0.0..=1.0).contains(&graded.correctness));
                said(question.clone(), answer.clone());
                given_in_words(&question, &answer);
            }
        }
    }

    #[test]
    fn m17_a_closer_estimate_never_gets_less(answer in 1e-6..1e12_f64, near in 0.0..2.0_f64, further in 0.0..2.0_f64) {
        let share = |orders: f64| grade(&estimate(answer), &number(answer * 10_f64.powf(orders))).correctness;
        prop_assert!(share(near) + 1e-9 >= share(near + further));
        prop_assert!((share(near) - share(-near)).abs() < 1e-6);
    }
}

#[test]
fn m24_an_idea_that_was_not_found_counts_when_the_learner_says_it_is_there_and_leaves_the_ability_alone() {
    let claimed = Answer::Text { text: "All at once.".to_owned(), ratings: vec![0, 2] };
    assert!(!claimed.measures());
    assert_eq!(grade(&judged_text(), &claimed).correctness, 1.0);
    assert_eq!(grade(&judged_text(), &text("All at once.")).correctness, 0.5);
    let told = said(judged_text(), claimed);
    let expected = [
        ("They come at once: said", true, "Why They come at once."),
        ("The database is overloaded: said, by your own judgement", true, "Why The database is overloaded."),
    ];
    assert_eq!(reasons(&told), expected);
}

#[test]
fn m24_a_design_that_was_handed_in_as_it_was_found_is_told_so() {
    let built = |share: f64| Answer::Built { design: "d".to_owned(), met: vec![true, false], share };
    let told = said(design(), built(0.0));
    assert_eq!((told.verdict, told.reasons.len()), (Verdict::Wrong, 1));
    assert!(told.reasons[0].text.starts_with("The design is as you found it."));
    assert!(said(design(), built(0.5)).reasons.is_empty());
}
