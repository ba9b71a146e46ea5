use std::collections::BTreeSet;

use assessment::{Item, fixed_pool};

use crate::build::{design, good_item, item, rated_text, strings, told_story};

/// Four of each of three topics.
fn items() -> Vec<Item> {
    let topics = ["caching", "queues", "search"];
    topics
        .into_iter()
        .flat_map(|topic| (0..4).map(move |index| item(&format!("{topic}-{index}"), topic, 0.0)))
        .collect()
}

fn topic_of(id: &str) -> &str {
    id.split('-').next().unwrap()
}

#[test]
fn m37_topics_take_turns_and_nothing_comes_twice() {
    for seed in 0..50 {
        let pool = fixed_pool(&items(), &[], &[], 6, seed);
        for topic in ["caching", "queues", "search"] {
            assert_eq!(pool.iter().filter(|id| topic_of(id) == topic).count(), 2, "{pool:?}");
        }
        assert_eq!(pool.iter().collect::<BTreeSet<_>>().len(), 6);
    }
}

#[test]
fn m37_the_same_seed_draws_the_same_and_another_draws_others() {
    let draw = |seed: u64| fixed_pool(&items(), &[], &[], 4, seed);
    assert_eq!(draw(3), draw(3));
    assert!((0..20).map(draw).collect::<BTreeSet<_>>().len() > 10);
}

#[test]
fn m37_only_the_chosen_topics_and_no_more_than_there_are() {
    let pool = fixed_pool(&items(), &strings(&["queues"]), &[], 10, 1);
    assert!(pool.len() == 4 && pool.iter().all(|id| topic_of(id) == "queues"), "{pool:?}");
    assert!(fixed_pool(&items(), &strings(&["cost"]), &[], 10, 1).is_empty());
    assert!(fixed_pool(&[], &[], &[], 10, 1).is_empty());
    assert!(fixed_pool(&items(), &[], &[], 0, 1).is_empty());
}

#[test]
fn m37_what_was_seen_lately_comes_last() {
    let seen: Vec<String> = (0..4).map(|index| format!("caching-{index}")).collect();
    for seed in 0..20 {
        let pool = fixed_pool(&items(), &[], &seen, 9, seed);
        assert!(pool.iter().take(8).all(|id| topic_of(id) != "caching"), "{pool:?}");
        assert_eq!(topic_of(&pool[8]), "caching");
    }
}

#[test]
fn m37_enemies_are_never_together_even_where_one_names_the_other() {
    let mut items = items();
    items[0].enemies = strings(&["caching-1", "caching-2", "caching-3"]);
    for seed in 0..20 {
        let pool = fixed_pool(&items, &strings(&["caching"]), &[], 4, seed);
        let has_first = pool.iter().any(|id| id == "caching-0");
        assert_eq!(pool.len(), if has_first { 1 } else { 3 }, "{pool:?}");
    }
}

#[test]
fn m37_what_takes_long_or_is_rated_by_the_learner_is_left_out() {
    let questions = [told_story(), design(), rated_text(), good_item("q").question];
    let items: Vec<Item> = questions
        .into_iter()
        .enumerate()
        .map(|(index, question)| Item { question, ..good_item(&format!("q{index}")) })
        .collect();
    assert_eq!(fixed_pool(&items, &[], &[], 9, 1), ["q3"]);
}
