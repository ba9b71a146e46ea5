//! The checks of a story, each with one that passes and one that does not.

use assessment::{STORY_WORDS, Story, StoryRule, principle_coverage, story_checks};

/// A story that passes every check: 128 words.
fn good() -> Story {
    Story {
        situation: "In my second year at a parcel service our tracking page began to time out every Monday morning, \
                    when a hundred thousand customers looked for weekend parcels at the same time, and support was \
                    swamped with calls before ten o'clock."
            .to_owned(),
        task: "I owned the page, and my manager asked me to make it survive the next Monday without buying more \
               database servers, because the budget for the year was already spent."
            .to_owned(),
        action: "I measured first and found that nine of ten queries asked for the same two columns. I proposed a \
                 small cache in front of the database, wrote the invalidation myself, tested it with recorded \
                 traffic on Saturday, and prepared a switch to turn it off again."
            .to_owned(),
        result: "On Monday the slowest one percent of pages took 300 ms instead of 9 seconds, support calls fell by \
                 half, and the pattern was taken over by two other teams."
            .to_owned(),
        principles: vec!["ownership".to_owned()],
        ratings: Vec::new(),
    }
}

fn found(story: &Story, rule: StoryRule) -> (bool, String) {
    let check = story_checks(story, true).into_iter().find(|check| check.about == rule).unwrap();
    (check.holds, check.sentence)
}

#[track_caller]
fn passes(story: &Story, rule: StoryRule) {
    let (holds, sentence) = found(story, rule);
    assert!(holds, "{sentence}");
}

#[track_caller]
fn fails(story: &Story, rule: StoryRule, expected: &str) {
    let (holds, sentence) = found(story, rule);
    assert!(!holds && sentence.contains(expected), "{sentence:?} should say {expected:?}");
}

#[test]
fn m34_a_good_story_passes_every_check() {
    for check in story_checks(&good(), true) {
        assert!(check.holds, "{check:?}");
    }
}

#[test]
fn m34_a_part_that_is_missing_or_too_short_is_named() {
    fails(&Story { task: String::new(), ..good() }, StoryRule::Parts, "Under 8 words so far: Task.");
    fails(
        &Story { situation: "It was slow.".to_owned(), result: "Solved.".to_owned(), ..good() },
        StoryRule::Parts,
        "Situation, Result",
    );
    let eight = "Seven words are not enough, eight are".to_owned() + " fine";
    passes(&Story { task: eight, ..good() }, StoryRule::Parts);
    fails(
        &Story { task: "Seven words are not enough for it".to_owned(), ..good() },
        StoryRule::Parts,
        "Task",
    );
}

#[test]
fn m34_an_action_without_the_first_person_is_told() {
    let action = "A cache was put in front of the database, the invalidation was written, and it was tested."
        .to_owned();
    fails(&Story { action, ..good() }, StoryRule::FirstPerson, "“I” or “my” not at all");
}

#[test]
fn m34_an_action_that_says_we_more_often_than_i_is_told_its_figures() {
    let action = "We measured, we wrote a cache, our tests ran, and I watched.".to_owned();
    fails(&Story { action, ..good() }, StoryRule::FirstPerson, "“I” or “my” once and “we” or “our” 3 times");
    let even = "We measured and I wrote a cache.".to_owned();
    passes(&Story { action: even, ..good() }, StoryRule::FirstPerson);
    let contracted = "I’ve measured it myself.".to_owned();
    passes(&Story { action: contracted, ..good() }, StoryRule::FirstPerson);
}

#[test]
fn m34_a_result_needs_a_figure_and_a_year_is_none() {
    let with = |result: &str| Story { result: result.to_owned(), ..good() };
    passes(&with("Pages took 300 ms."), StoryRule::MeasuredResult);
    passes(&with("Calls were halved."), StoryRule::MeasuredResult);
    passes(&with("It cost 12% less."), StoryRule::MeasuredResult);
    passes(&with("It served 2000000 people."), StoryRule::MeasuredResult);
    fails(&with("Customers were much happier."), StoryRule::MeasuredResult, "no figure yet");
    fails(&with("It has run well since 2023."), StoryRule::MeasuredResult, "no figure yet");
    fails(&with(""), StoryRule::MeasuredResult, "no figure yet");
}

#[test]
fn m34_the_length_is_held_against_its_bounds() {
    let words = |count: usize| Story {
        situation: vec!["word"; count].join(" "),
        task: String::new(),
        action: String::new(),
        result: String::new(),
        ..good()
    };
    let [least, most] = STORY_WORDS;
    passes(&words(least), StoryRule::Length);
    passes(&words(most), StoryRule::Length);
    fails(&words(least - 1), StoryRule::Length, "119 words");
    fails(&words(most + 1), StoryRule::Length, "501 words");
}

#[test]
fn m34_principles_are_asked_for_only_where_the_pack_has_some() {
    let untagged = Story { principles: Vec::new(), ..good() };
    fails(&untagged, StoryRule::Principles, "Tag at least one");
    passes(&good(), StoryRule::Principles);
    assert!(story_checks(&untagged, false).iter().all(|check| check.about != StoryRule::Principles));
}

#[test]
fn m34_coverage_counts_the_stories_of_each_principle() {
    let tags = ["ownership", "frugality", "ownership", "a principle of another pack"];
    assert_eq!(principle_coverage(&["ownership", "learning", "frugality"], tags.into_iter()), [2, 0, 1]);
    assert_eq!(principle_coverage(&[], tags.into_iter()), [0; 0]);
}

#[test]
fn m34_any_text_is_looked_at_without_a_panic() {
    let odd = "\u{feff}-1.-- ’’ 2^ \u{1f680} …".to_owned();
    let story = Story {
        situation: odd.clone(),
        task: odd.clone(),
        action: odd.clone(),
        result: odd,
        ..Story::default()
    };
    assert_eq!(story_checks(&story, true).len(), 5);
    assert_eq!(story_checks(&Story::default(), true).iter().filter(|check| check.holds).count(), 0);
}
