use assessment::{Item, Question, lint, lint_bank};

use crate::build::{choice, good_item, numeric, parameters, steps};

/// What is found after the good item was changed, which has to be one thing.
#[track_caller]
fn check(change: impl Fn(&mut Item), expected: &str) {
    let mut item = good_item("q");
    change(&mut item);
    let found = lint(&item);
    assert!(found.len() == 1 && found[0].contains(expected), "{found:#?} is not {expected}");
}

#[track_caller]
fn check_good(change: impl Fn(&mut Item)) {
    let mut item = good_item("q");
    change(&mut item);
    assert_eq!(lint(&item), [""; 0]);
}

fn options(item: &mut Item) -> &mut Vec<assessment::Choice> {
    match &mut item.question {
        Question::SingleChoice { options } | Question::MultipleChoice { options } => options,
        _ => panic!("no options"),
    }
}

fn make_multiple(item: &mut Item) {
    item.question = Question::MultipleChoice { options: options(item).clone() };
}

#[test]
fn m29_a_good_item_passes() {
    check_good(|_| {});
    check_good(make_multiple);
    check_good(|item| {
        item.question = steps(4);
    });
    check_good(|item| {
        item.question = numeric(100.0, 5.0);
        item.parameters.c = 0.0;
    });
}

#[test]
fn m29_a_single_choice_has_exactly_one_right_option() {
    check(|item| options(item)[0].correct = false, "0 options are marked as right");
    check(|item| options(item)[1].correct = true, "2 options are marked as right");
}

#[test]
fn m29_a_multiple_choice_has_at_least_one_right_and_one_wrong_option() {
    check(
        |item| {
            make_multiple(item);
            options(item)[0].correct = false;
        },
        "no option is marked",
    );
    check(
        |item| {
            make_multiple(item);
            options(item).iter_mut().for_each(|option| option.correct = true);
        },
        "every option is marked",
    );
}

#[test]
fn m29_three_options_or_steps_at_least_and_none_twice() {
    check(|item| options(item).truncate(2), "2 options; give at least 3");
    check(
        |item| {
            item.question = steps(2);
        },
        "2 steps",
    );
    check(|item| options(item)[1].text = "adding a larger disk ".to_owned(), "two of the options read");
    check(|item| options(item)[1].text = " ".to_owned(), "one of the options is empty");
}

#[test]
fn m29_every_option_has_a_rationale() {
    check(|item| options(item)[2].rationale = "  ".to_owned(), "option 3 has no rationale");
}

#[test]
fn m29_hints_explanation_and_source_are_there() {
    check(|item| item.hints.truncate(1), "1 hints; give at least 2");
    check(|item| item.hints[0] = String::new(), "a hint is empty");
    check(|item| item.explanation = String::new(), "no explanation");
    check(|item| item.sources.clear(), "no source");
    check(|item| item.sources[0].location = String::new(), "lacks its title or its location");
    check(|item| item.topic = String::new(), "the topic is empty");
}

#[test]
fn m29_no_option_speaks_of_the_others() {
    check(|item| options(item)[3].text = "All of the above.".to_owned(), "all of the above");
    check(|item| options(item)[3].text = "None of the **above**".to_owned(), "none of the above");
    check_good(|item| options(item)[3].text = "Adding nothing at all".to_owned());
}

#[test]
fn m29_length_does_not_give_the_right_option_away() {
    check(
        |item| options(item)[0].text = "Adding a read replica and sending it all reads".to_owned(),
        "gives it away",
    );
    // Short options differ by a few characters, whatever the ratio.
    check_good(|item| {
        for (option, text) in options(item).iter_mut().zip(["1,000", "1", "10", "20"]) {
            option.text = text.to_owned();
        }
    });
}

#[test]
fn m29_hints_do_not_contain_the_right_option() {
    check(|item| item.hints[1] = "What about *adding a read-replica*?".to_owned(), "hint 2 contains");
    check_good(|item| {
        options(item)[0].text = "TTL".to_owned();
        item.hints[0] = "Think of throttling.".to_owned();
    });
}

#[test]
fn m29_the_stem_ends_with_a_question_or_an_instruction() {
    check(
        |item| item.stem = "A cache holds the hottest keys".to_owned(),
        "does not end with a question mark",
    );
    check(|item| item.stem = "Is it right? It may be.".to_owned(), "does not end with a question mark");
    for stem in [
        "A cache misses. What happens next?",
        "Which apply? (Choose two.)",
        "A day has 86,400 seconds. Estimate the requests per second.",
        "Put these steps in order:",
        "What does this print?\n\n```python\nprint(1)\n```\n",
        "**Which one holds?**",
        "A queue grows: choose what drains it.",
    ] {
        check_good(|item| item.stem = stem.to_owned());
    }
}

#[test]
fn m29_parameters_are_sensible() {
    check(
        |item| item.parameters = parameters(0.2, 0.0, 0.2, 1.0),
        "discrimination a is 0.2; choose from 0.3 to 3",
    );
    check(|item| item.parameters = parameters(3.1, 0.0, 0.2, 1.0), "discrimination a is 3.1");
    check(|item| item.parameters = parameters(1.0, 3.2, 0.2, 1.0), "difficulty b is 3.2");
    check(|item| item.parameters = parameters(1.0, 0.0, 0.3, 1.0), "lower asymptote c is 0.3");
    check(|item| item.parameters = parameters(1.0, f64::NAN, 0.3, 1.0), "parameter b is not a finite number");
    check(
        |item| {
            item.question = numeric(1.0, 0.0);
        },
        "lower asymptote c is 0.2",
    );
    check_good(|item| {
        options(item).truncate(3);
        item.parameters.c = 0.33;
    });
}

#[test]
fn m29_times_and_levels_are_in_range() {
    check(|item| item.expected_seconds = 9, "9 expected seconds");
    check(|item| item.expected_seconds = 601, "601 expected seconds");
    check(|item| item.cognitive_level = "analyze".to_owned(), "cognitive level \"analyze\"");
}

#[test]
fn m29_no_sentence_has_an_exclamation_mark_but_code_may() {
    check(|item| item.explanation = "It works!".to_owned(), "the explanation has an exclamation mark");
    check(|item| item.hints[0] = "Look here! Or there.".to_owned(), "a hint has");
    check(|item| options(item)[1].rationale = "No!".to_owned(), "a rationale has");
    check_good(|item| {
        item.explanation =
            "Where a != b, `!a` holds, ![see](x.png).\n```rust\nprintln!(\"a\");\n```\nThat is all."
                .to_owned();
    });
}

#[test]
fn m29_a_number_to_find_is_a_number() {
    check(
        |item| {
            item.parameters.c = 0.0;
            item.question = numeric(f64::INFINITY, 0.0);
        },
        "the answer is not a finite number",
    );
    check(
        |item| {
            item.parameters.c = 0.0;
            item.question = numeric(1.0, -1.0);
        },
        "the tolerance is -1",
    );
}

#[test]
fn m30_ids_are_unique() {
    let found = lint_bank(&[good_item("one"), good_item("two"), good_item("one")]);
    assert_eq!(found, ["two questions have the id one; give one of them another"]);
}

#[test]
fn m30_enemies_exist_and_are_enemies_both_ways() {
    let enemy_of = |id: &str, enemy: &str| Item { enemies: vec![enemy.to_owned()], ..good_item(id) };
    assert_eq!(lint_bank(&[enemy_of("one", "two"), enemy_of("two", "one")]), [""; 0]);
    assert_eq!(
        lint_bank(&[enemy_of("one", "two"), good_item("two")]),
        ["one has the enemy two, but not the other way round; add it"]
    );
    assert_eq!(lint_bank(&[enemy_of("one", "two")]), ["one has the enemy two, which is not in the bank"]);
    assert_eq!(lint_bank(&[enemy_of("one", "one")]), ["one is its own enemy; take it out"]);
}

#[test]
fn m30_no_place_holds_the_right_option_too_often() {
    // `first` of ten with the right option first, the others spread over the rest.
    let bank = |first: usize| -> Vec<Item> {
        let place = |index: usize| if index < first { 0 } else { 1 + index % 3 };
        let item = |index: usize| {
            let options = (0..4).map(|option| choice(&option.to_string(), option == place(index))).collect();
            Item { question: Question::SingleChoice { options }, ..good_item(&format!("q{index}")) }
        };
        (0..10).map(item).collect()
    };
    assert_eq!(lint_bank(&bank(4)), [""; 0]);
    let found = lint_bank(&bank(5));
    assert!(
        found.len() == 1 && found[0].contains("50 % have the right one at place 1; keep each place at 40 %"),
        "{found:?}"
    );
    assert_eq!(lint_bank(&bank(10)[..9]), [""; 0]);
}
