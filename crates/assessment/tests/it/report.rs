use assessment::{
    Answer, AnsweredQuestion, Attempt, DifficultyBand, Level, Prior, Settings, report, signed,
    suggested_difficulty, times_expected,
};

use crate::build::{answer, rasch};

struct Given {
    topic: &'static str,
    b: f64,
    share: f64,
    seconds: u64,
}

fn given(topic: &'static str, b: f64, share: f64, seconds: u64) -> Given {
    Given { topic, b, share, seconds }
}

/// An attempt of these answers, each expected to take a minute; items are called q0, q1, ...
fn attempt(answers: &[Given]) -> Attempt {
    let mut attempt = Attempt::started(Settings::adaptive(50, 1));
    for (index, given) in answers.iter().enumerate() {
        let id = format!("q{index}");
        attempt.shown(&id, rasch(given.b)).unwrap();
        let answered = AnsweredQuestion {
            topic: given.topic.to_owned(),
            elapsed_millis: given.seconds * 1000,
            confidence: Some(if given.share > 0.5 { 3 } else { 1 }),
            ..answer(&id, given.share)
        };
        attempt.answered(answered).unwrap();
    }
    attempt
}

fn mixed() -> Attempt {
    attempt(&[
        given("caching", -1.5, 1.0, 30),
        given("queues", 0.0, 0.0, 15),
        given("caching", 0.5, 1.0, 70),
        given("queues", -1.2, 0.0, 120),
        given("caching", 1.2, 1.0, 200),
        given("storage", 1.5, 0.0, 60),
    ])
}

#[test]
fn m27_score_accuracy_and_interval_are_those_of_the_attempt() {
    let mut attempt = mixed();
    attempt.shown("left open", rasch(0.0)).unwrap();
    let report = report(&attempt);
    assert_eq!((report.shown, report.answered), (7, 6));
    assert!((report.score - 3.0 / 7.0).abs() < 1e-12);
    assert!((report.accuracy.unwrap() - 0.5).abs() < 1e-12);
    assert_eq!(report.ability, attempt.estimate());
    assert!(
        (report.interval[1] - (report.ability.theta + 1.96 * report.ability.standard_error)).abs() < 1e-12
    );
}

#[test]
fn m27_hints_lower_the_score_and_not_the_accuracy() {
    let mut attempt = Attempt::started(Settings::adaptive(5, 1));
    attempt.shown("q", rasch(0.0)).unwrap();
    attempt.answered(AnsweredQuestion { credit: 0.8, ..answer("q", 1.0) }).unwrap();
    let report = report(&attempt);
    assert_eq!((report.score, report.accuracy), (0.8, Some(1.0)));
}

#[test]
fn m27_results_are_grouped_by_topic_difficulty_and_confidence() {
    let report = report(&mixed());
    let topics: Vec<_> =
        report.by_topic.iter().map(|group| (group.key.as_str(), group.answered, group.accuracy)).collect();
    assert_eq!(topics, [("caching", 3, 1.0), ("queues", 2, 0.0), ("storage", 1, 0.0)]);
    let bands: Vec<_> =
        report.by_difficulty.iter().map(|group| (group.key, group.answered, group.accuracy)).collect();
    let expected =
        [(DifficultyBand::Easy, 2, 0.5), (DifficultyBand::Medium, 2, 0.5), (DifficultyBand::Hard, 2, 0.5)];
    assert_eq!(bands, expected);
    let confidences: Vec<_> =
        report.by_confidence.iter().map(|group| (group.key, group.answered, group.accuracy)).collect();
    assert_eq!(confidences, [(1, 3, 0.0), (3, 3, 1.0)]);
    // (30 + 70 + 200) s of 180 s.
    assert!((report.by_topic[0].time.unwrap() - 300.0 / 180.0).abs() < 1e-12);
}

#[test]
fn m27_gaps_and_strengths_are_topics_off_what_the_ability_lets_expect() {
    let report = report(&mixed());
    // Storage has one answer, which is too few to say.
    assert_eq!(report.gaps.iter().map(|gap| gap.topic.as_str()).collect::<Vec<_>>(), ["queues"]);
    assert_eq!(
        report.strengths.iter().map(|strength| strength.topic.as_str()).collect::<Vec<_>>(),
        ["caching"]
    );
    let gap = &report.gaps[0];
    let expected = [0.0, -1.2].map(|b| rasch(b).probability(report.ability.theta)).iter().sum::<f64>() / 2.0;
    assert!((gap.expected - expected).abs() < 1e-12);
    let percent = (expected * 100.0).round();
    assert_eq!(
        gap.sentence("Queues"),
        format!(
            "Queues: 0 % of the credit over 2 questions, where your overall level would give {percent} %."
        )
    );
}

#[test]
fn m27_time_is_held_against_what_was_expected() {
    let time = report(&mixed()).time;
    // 30 + 15 + 70 + 120 + 200 + 60 = 495 s of 360 s; sorted 15 30 60 70 120 200.
    assert_eq!(
        (time.elapsed_millis, time.expected_millis, time.median_millis),
        (495_000, 360_000, Some(65_000))
    );
    assert!((time.ratio.unwrap() - 1.375).abs() < 1e-12);
    assert_eq!(time.slow, ["q4", "q3"]);
    assert_eq!(time.rushed, ["q1"]);
}

#[test]
fn m27_what_was_skipped_was_not_rushed() {
    let mut attempt = Attempt::started(Settings::adaptive(5, 1));
    for (id, given) in [("skipped", Answer::Skipped), ("wrong", Answer::Chosen(vec![1]))] {
        attempt.shown(id, rasch(0.0)).unwrap();
        let answered = AnsweredQuestion { answer: given, elapsed_millis: 1000, ..answer(id, 0.0) };
        attempt.answered(answered).unwrap();
    }
    assert_eq!(report(&attempt).time.rushed, ["wrong"]);
}

#[test]
fn m27_an_attempt_without_answers_has_a_report() {
    let report = report(&attempt(&[]));
    assert_eq!((report.shown, report.answered, report.score, report.accuracy), (0, 0, 0.0, None));
    assert_eq!((report.time.ratio, report.time.median_millis), (None, None));
    assert!(report.by_topic.is_empty() && report.gaps.is_empty() && report.strengths.is_empty());
}

#[test]
fn m27_the_suggested_difficulty_is_got_right_three_times_in_four() {
    for ability in [-1.5, 0.0, 2.0] {
        assert!((rasch(suggested_difficulty(ability)).probability(ability) - 0.75).abs() < 1e-12);
    }
    assert_eq!(suggested_difficulty(-4.0), -3.0);
}

#[test]
fn m28_levels_start_at_their_cut_scores() {
    let cases = [
        (-4.0, Level::Beginning),
        (-1.001, Level::Beginning),
        (-1.0, Level::Developing),
        (0.0, Level::Capable),
        (0.999, Level::Capable),
        (1.0, Level::Strong),
        (2.0, Level::Expert),
        (4.0, Level::Expert),
        (-9.0, Level::Beginning),
    ];
    for (ability, level) in cases {
        assert_eq!(Level::of(ability), level, "{ability}");
    }
    assert!(Level::CUT_SCORES.windows(2).all(|pair| pair[0].1 < pair[1].1 && pair[0].0 < pair[1].0));
}

#[test]
fn m28_the_report_says_between_which_levels_it_could_be() {
    let prior = Prior::normal(0.5, 0.5).unwrap();
    let report = report(&Attempt::started(Settings { prior, ..Settings::adaptive(5, 1) }));
    // 0.5 - 0.98 = -0.48 and 0.5 + 0.98 = 1.48.
    assert_eq!((report.level, report.level_range), (Level::Capable, [Level::Developing, Level::Strong]));
}

#[test]
fn m27_what_was_skipped_is_counted_apart_from_what_was_answered() {
    let mut attempt = Attempt::started(Settings::adaptive(5, 1));
    let given = [(Answer::Chosen(vec![0]), 1.0), (Answer::Chosen(vec![1]), 0.4), (Answer::Skipped, 0.0)];
    for (place, (answer_given, share)) in given.into_iter().enumerate() {
        let id = format!("q{place}");
        attempt.shown(&id, rasch(0.0)).unwrap();
        let answered = AnsweredQuestion {
            answer: answer_given,
            elapsed_millis: 9000,
            confidence: Some(3),
            ..answer(&id, share)
        };
        attempt.answered(answered).unwrap();
    }
    let report = report(&attempt);
    assert_eq!((report.shown, report.answered, report.skipped, report.right), (3, 2, 1, 1));
    let sure = &report.by_confidence[0];
    assert_eq!((sure.answered, sure.right), (2, 1), "a skip is no answer that somebody was sure of");
    assert_eq!(report.time.median_millis, Some(9000));
}

#[test]
fn m27_what_rounds_to_nothing_has_no_minus_and_no_zero_times() {
    assert_eq!([-0.04, 0.04, -0.06, 1.25].map(signed), ["+0.0", "+0.0", "-0.1", "+1.3"]);
    assert_eq!(times_expected(0.04), "less than a tenth of the expected time");
    assert_eq!(times_expected(0.1), "0.1 times the expected time");
}
