//! Rules of item writing for the kinds that are estimated, matched, filled in, written or drawn.

use assessment::code::{CodeCheck, CodeCriterion};
use assessment::{Item, Question, lint};

use crate::build::{
    code, design, estimate, gaps, good_item, judged_text, matching, rated_text, strings, told_story,
};

fn item(question: Question) -> Item {
    let mut item = Item { question, ..good_item("q") };
    item.parameters.c = 0.0;
    item
}

/// What is found after the question was changed, which has to be one thing.
#[track_caller]
fn check(mut question: Question, change: impl Fn(&mut Question), expected: &str) {
    change(&mut question);
    let found = lint(&item(question));
    assert!(found.len() == 1 && found[0].contains(expected), "{found:#?} is not {expected}");
}

#[test]
fn m29_a_good_item_of_each_kind_passes() {
    for question in
        [estimate(1000.0), matching(), gaps(), judged_text(), rated_text(), told_story(), design()]
    {
        assert_eq!(lint(&item(question)), [""; 0]);
    }
}

#[test]
fn m29_an_estimate_is_of_something_over_0_within_a_sensible_factor() {
    for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        check(estimate(wrong), |_| {}, "is estimated of a number over 0");
    }
    for wrong in [1.0, 11.0, f64::NAN] {
        let set = |question: &mut Question| {
            if let Question::Estimate { factor, .. } = question {
                *factor = wrong;
            }
        };
        check(estimate(5.0), set, "choose from 1.1 to 10");
    }
}

fn in_matching(change: impl Fn(&mut Vec<assessment::Pair>, &mut Vec<String>)) -> impl Fn(&mut Question) {
    move |question| {
        if let Question::Matching { pairs, extra } = question {
            change(pairs, extra);
        }
    }
}

#[test]
fn m29_matching_has_three_pairs_with_distinct_sides_and_a_rationale_each() {
    check(matching(), in_matching(|pairs, _| pairs.truncate(2)), "2 pairs; give at least 3");
    check(
        matching(),
        in_matching(|pairs, _| pairs[1].left = "redis".to_owned()),
        "two of the left sides read",
    );
    check(
        matching(),
        in_matching(|pairs, _| pairs[1].right = "cache".to_owned()),
        "two of the right sides read",
    );
    check(matching(), in_matching(|pairs, _| pairs[1].rationale = " ".to_owned()), "pair 2 has no rationale");
    check(matching(), in_matching(|_, extra| extra[0] = "Log".to_owned()), "\"Log\" belongs to a pair");
    check(matching(), in_matching(|_, extra| extra[0] = String::new()), "one of the right sides is empty");
    check(matching(), in_matching(|pairs, _| pairs[0].right = "None of the above".to_owned()), "pair 1 says");
    let two_sides = in_matching(|pairs, extra| {
        pairs[2].right = pairs[0].right.clone();
        extra.clear();
    });
    check(matching(), two_sides, "2 right sides to choose from");
}

fn in_gaps(change: impl Fn(&mut String, &mut Vec<assessment::Blank>)) -> impl Fn(&mut Question) {
    move |question| {
        if let Question::FillIn { text, blanks } = question {
            change(text, blanks);
        }
    }
}

#[test]
fn m29_each_gap_has_a_blank_that_accepts_something() {
    check(gaps(), in_gaps(|text, _| text.push_str(" And ___.")), "3 gaps (___) and there are 2 blanks");
    check(
        gaps(),
        in_gaps(|text, blanks| {
            text.clear();
            blanks.clear();
        }),
        "0 gaps",
    );
    check(gaps(), in_gaps(|_, blanks| blanks[0].accepted.clear()), "blank 1 accepts nothing");
    check(gaps(), in_gaps(|_, blanks| blanks[1].rationale.clear()), "blank 2 has no rationale");
    check(
        gaps(),
        in_gaps(|_, blanks| blanks[0].accepted[1] = String::new()),
        "accepted answers of a blank is empty",
    );
}

fn in_text(
    change: impl Fn(&mut Vec<String>, &mut Vec<assessment::Idea>, &mut Vec<String>, &mut String),
) -> impl Fn(&mut Question) {
    move |question| {
        if let Question::ShortText { accepted, keywords, rubric, model_answer } = question {
            change(accepted, keywords, rubric, model_answer);
        }
    }
}

#[test]
fn m29_a_short_text_is_judged_by_words_or_by_a_rubric_and_has_a_model_answer() {
    check(
        judged_text(),
        in_text(|_, _, rubric, _| *rubric = strings(&["One", "Two"])),
        "by one or the other",
    );
    check(judged_text(), in_text(|_, ideas, _, _| ideas[0].rationale.clear()), "idea 1 has no rationale");
    check(
        rated_text(),
        in_text(|_, _, rubric, _| rubric.truncate(1)),
        "1 lines in the rubric; give at least 2",
    );
    check(rated_text(), in_text(|_, _, _, model| model.clear()), "no model answer");
    check(rated_text(), in_text(|_, _, rubric, _| rubric[1] = rubric[0].clone()), "two of the lines");
}

#[test]
fn m29_a_model_answer_passes_its_own_keywords() {
    check(
        judged_text(),
        in_text(|_, _, _, model| *model = "They come at once.".to_owned()),
        "itself gets 50 %",
    );
    let no_phrase = in_text(|accepted, ideas, _, model| {
        accepted[0].clone_from(model);
        ideas[1].any = strings(&[" "]);
    });
    check(judged_text(), no_phrase, "idea 2 has no phrase");
}

#[test]
fn m29_a_story_has_a_rubric_of_three_lines_and_a_design_a_task() {
    let shorter = |question: &mut Question| {
        if let Question::Story { rubric, .. } = question {
            rubric.truncate(2);
        }
    };
    check(told_story(), shorter, "2 lines in the rubric; give at least 3");
    check(Question::Design { task: " ".to_owned() }, |_| {}, "the task is empty");
}

#[test]
fn m29_a_program_has_criteria_that_can_be_met() {
    let criterion = |place: usize, changed: fn(&mut CodeCriterion)| {
        move |question: &mut Question| {
            if let Question::Code { task } = question {
                task.criteria.get_mut(place).into_iter().for_each(changed);
            }
        }
    };
    check(code(), criterion(1, |one| one.points = 0), "criterion 2: a criterion is worth 1 to 1,000 points");
    let no_names = |one: &mut CodeCriterion| one.check = CodeCheck::Uses { names: vec![] };
    check(code(), criterion(0, no_names), "criterion 1: `names` has 1 to 20 names");
    let quiz = |one: &mut CodeCriterion| one.check = CodeCheck::Quiz { at_least_percent: 50.0 };
    check(code(), criterion(0, quiz), "belong together");
    let empty = |question: &mut Question| {
        if let Question::Code { task } = question {
            task.solution.clear();
        }
    };
    check(code(), empty, "there is no solution");
    hint_gives_away(code(), "Write def twice(number): return 2 * number.", "the whole solution");
}

#[test]
fn m29_a_story_may_take_half_an_hour_and_a_gap_may_not() {
    let seconds = |question: Question| lint(&Item { expected_seconds: 1500, ..item(question) });
    assert_eq!(seconds(told_story()), [""; 0]);
    assert_eq!(seconds(code()), [""; 0]);
    assert!(seconds(gaps())[0].contains("choose from 10 to 600"));
}

#[track_caller]
fn hint_gives_away(question: Question, hint: &str, expected: &str) {
    let mut item = item(question);
    item.hints[1] = hint.to_owned();
    let found = lint(&item);
    assert!(found.len() == 1 && found[0].contains("hint 2") && found[0].contains(expected), "{found:#?}");
}

#[test]
fn m29_hints_do_not_contain_what_is_asked_for() {
    hint_gives_away(gaps(), "The first is called *write back*.", "belongs into a gap");
    hint_gives_away(matching(), "Kafka is a log.", "both sides of a pair");
    hint_gives_away(judged_text(), "It is called a thundering herd.", "the whole answer");
    hint_gives_away(judged_text(), "They come at once and overload it.", "the whole answer");
}

#[test]
fn m29_guessing_is_bounded_by_the_sides_to_choose_from() {
    let guessed = |question: Question, c: f64| {
        let mut item = item(question);
        item.parameters.c = c;
        lint(&item)
    };
    assert_eq!(guessed(matching(), 0.25), [""; 0]);
    assert!(guessed(matching(), 0.26)[0].contains("a blind guess among 4 right sides"));
    assert!(guessed(gaps(), 0.2)[0].contains("written or drawn"));
}

#[test]
fn m29_words_of_every_kind_are_without_exclamation_marks() {
    check(
        matching(),
        in_matching(|pairs, _| pairs[0].rationale = "Fast!".to_owned()),
        "a rationale has an exclamation",
    );
    check(gaps(), in_gaps(|text, _| text.push('!')), "the text has an exclamation");
    check(rated_text(), in_text(|_, _, rubric, _| rubric[0].push('!')), "a line of the rubric has");
}
