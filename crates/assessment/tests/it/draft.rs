//! Drafts become answers once nothing is missing, and can be put away and taken up again.

use assessment::{Answer, Draft, Question, Submission, grade};
use proptest::prelude::*;

use crate::build::{
    design, estimate, gaps, good_item, judged_text, matching, numeric, rated_text, steps, told_story,
    with_question,
};

fn draft(question: &Question) -> Draft {
    Draft::new(&with_question(question.clone()), 1)
}

/// What is said about the draft after these changes.
#[track_caller]
fn misses(question: Question, change: impl Fn(&mut Draft), expected: &str) {
    let mut draft = draft(&question);
    change(&mut draft);
    match draft.submit(&question) {
        Submission::Missing(words) => assert!(words.contains(expected), "{words:?} is not {expected:?}"),
        other => panic!("{other:?} should have missed something"),
    }
}

#[track_caller]
fn answers(question: Question, change: impl Fn(&mut Draft), expected: Answer) {
    let mut draft = draft(&question);
    change(&mut draft);
    assert_eq!(draft.submit(&question), Submission::Answer(expected));
}

fn all() -> Vec<Question> {
    vec![
        good_item("q").question,
        numeric(1.0, 0.1),
        estimate(1.0),
        steps(4),
        matching(),
        gaps(),
        judged_text(),
        rated_text(),
        told_story(),
        design(),
    ]
}

#[test]
fn m38_an_empty_draft_says_what_is_missing() {
    misses(good_item("q").question, |_| {}, "Choose an option first");
    misses(numeric(1.0, 0.1), |_| {}, "Write a number");
    misses(estimate(1.0), |draft| draft.write(0, "5 apples".to_owned()), "Give the number in requests");
    misses(matching(), |_| {}, "3 rows have no match yet");
    misses(matching(), |draft| (0..2).for_each(|_| draft.match_next(0)), "One row has no match yet");
    misses(gaps(), |draft| draft.write(1, "  ".to_owned()), "Fill in a gap");
    misses(judged_text(), |_| {}, "Write your answer first");
    misses(
        told_story(),
        |draft| (0..3).for_each(|part| draft.write(part, "x".to_owned())),
        "each of the four parts",
    );
    misses(design(), |_| {}, "Open the canvas first");
}

#[test]
fn m38_a_whole_draft_is_the_answer() {
    let single = good_item("q").question;
    answers(
        single,
        |draft| {
            draft.toggle(2, true);
            draft.toggle(1, true);
        },
        Answer::Chosen(vec![1]),
    );
    answers(numeric(1.0, 0.1), |draft| draft.write(0, "0.5 s".to_owned()), Answer::Number(500.0));
    answers(
        matching(),
        |draft| {
            draft.match_with(2, Some(3));
            draft.match_next(1);
            draft.match_next(0);
        },
        Answer::Matched(vec![1, 0, 3]),
    );
    answers(
        gaps(),
        |draft| draft.write(1, "x".to_owned()),
        Answer::Filled(vec![String::new(), "x".to_owned()]),
    );
    answers(
        judged_text(),
        |draft| draft.write(0, " At once. ".to_owned()),
        Answer::Text { text: "At once.".to_owned(), ratings: vec![] },
    );
}

#[test]
fn m38_several_options_are_chosen_and_taken_back() {
    let Question::SingleChoice { options } = good_item("q").question else { panic!("no options") };
    let several = Question::MultipleChoice { options };
    let change = |draft: &mut Draft| [3, 0, 2, 0].into_iter().for_each(|option| draft.toggle(option, false));
    answers(several, change, Answer::Chosen(vec![2, 3]));
}

#[test]
fn m38_steps_move_one_place_and_stop_at_the_ends() {
    let question = steps(3);
    let mut moved = draft(&question);
    let start = moved.clone();
    moved.shift(0, false);
    moved.shift(2, true);
    moved.shift(9, true);
    assert_eq!(moved, start);
    moved.shift(0, true);
    assert_eq!(moved.picked()[1], start.picked()[0]);
    moved.shift(1, false);
    assert_eq!(moved, start);
}

#[test]
fn m38_what_cannot_be_judged_is_rated_before_it_is_an_answer() {
    let question = rated_text();
    let mut draft = draft(&question);
    draft.write(0, "Mine.".to_owned());
    let Submission::Rate(mut rating) = draft.submit(&question) else { panic!("not to be rated") };
    assert!(rating.is_rating() && rating.text(0) == "Mine.");
    rating.rate(1, 2);
    assert_eq!(rating.submit(&question), Submission::Missing("Rate each line of the list first.".to_owned()));
    rating.rate_next(0);
    let expected = Answer::Text { text: "Mine.".to_owned(), ratings: vec![0, 2] };
    assert_eq!(rating.submit(&question), Submission::Answer(expected));
    rating.write_on();
    assert!(!rating.is_rating());
}

#[test]
fn m38_a_story_keeps_its_parts_tags_and_ratings() {
    let question = told_story();
    let mut draft = draft(&question);
    for (part, text) in ["S", "T", "A", "R"].into_iter().enumerate() {
        draft.write(part, text.to_owned());
    }
    draft.toggle_tag("ownership");
    draft.toggle_tag("candour");
    draft.toggle_tag("ownership");
    let Submission::Rate(mut rating) = draft.submit(&question) else { panic!("not to be rated") };
    (0..3).for_each(|line| rating.rate(line, 1));
    let Submission::Answer(Answer::Story(story)) = rating.submit(&question) else { panic!("no story") };
    assert_eq!((story.situation.as_str(), story.result.as_str()), ("S", "R"));
    assert_eq!(
        (story.principles.as_slice(), story.ratings.as_slice()),
        (&["candour".to_owned()][..], &[1, 1, 1][..])
    );
    assert_eq!(grade(&question, &Answer::Story(story)).correctness, 0.5);
}

#[test]
fn m38_a_draft_of_another_shape_does_not_fit() {
    for question in all() {
        for other in all() {
            let (kept, fresh) = (draft(&other), draft(&question));
            let same_shape = kept == fresh;
            assert!(!same_shape || kept.fits(&fresh, &question), "{question:?}");
        }
    }
    assert!(!draft(&steps(4)).fits(&draft(&steps(3)), &steps(3)));
    assert!(!draft(&gaps()).fits(&draft(&judged_text()), &judged_text()));
    let mut moved = draft(&steps(4));
    moved.shift(0, true);
    assert!(moved.fits(&draft(&steps(4)), &steps(4)));
}

#[test]
fn m38_a_text_is_cut_at_its_longest() {
    let mut draft = draft(&judged_text());
    draft.write(0, "é".repeat(assessment::LONGEST_TEXT + 5));
    assert_eq!(draft.text(0).chars().count(), assessment::LONGEST_TEXT);
    draft.write(9, "nowhere".to_owned());
    draft.rate(9, 1);
    draft.match_with(9, Some(1));
    assert_eq!((draft.text(9), draft.rating(9)), ("", None));
}

proptest! {
    #[test]
    fn m38_a_draft_survives_being_put_away(
        places in proptest::collection::vec(0_usize..5, 0..8),
        text in ".{0,20}",
    ) {
        for question in all() {
            let mut draft = draft(&question);
            for place in &places {
                draft.write(*place, text.clone());
                draft.match_next(*place);
                draft.shift(*place, true);
                draft.rate_next(*place as u8);
                draft.toggle_tag(&text);
            }
            let kept = serde_json::to_string(&draft).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Draft>(&kept).unwrap(), &draft);
            draft.submit(&question);
        }
    }
}

#[test]
fn m38_a_text_in_which_an_idea_was_not_found_is_looked_over_once_and_may_claim_it() {
    let question = judged_text();
    let mut written = draft(&question);
    written.write(0, "All at once.".to_owned());
    let mut looked_over = written.to_look_over(&question).unwrap();
    assert_eq!(looked_over.to_look_over(&question), None);
    assert!(looked_over.fits(&draft(&question), &question), "a reload keeps it");
    let text =
        |ratings: Vec<u8>| Submission::Answer(Answer::Text { text: "All at once.".to_owned(), ratings });
    assert_eq!(looked_over.submit(&question), text(Vec::new()));
    looked_over.claim(1, true);
    assert_eq!(looked_over.submit(&question), text(vec![0, 2]));
    looked_over.claim(1, false);
    assert_eq!(looked_over.submit(&question), text(Vec::new()));
    written.write(0, "A thundering herd".to_owned());
    assert_eq!(written.to_look_over(&question), None, "an accepted answer has nothing to claim");
}
