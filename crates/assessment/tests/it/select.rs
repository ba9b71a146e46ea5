use std::sync::LazyLock;

use assessment::{
    Bank, BankError, Criterion, Item, Posterior, Prior, Request, Rule, Selected, SplitMix64, select,
};
use proptest::prelude::*;

use crate::build::{item, parameters, synthetic_items};

fn request<'a>(allowed: &'a [bool], shown: &'a [usize]) -> Request<'a> {
    let criterion = at(0.0);
    Request { criterion, allowed, shown, recently_seen: &[], held_back: &[], topic_shares: &[], among: 1 }
}

fn at(ability: f64) -> Criterion<'static> {
    static NOTHING_ANSWERED: LazyLock<Posterior> = LazyLock::new(|| Posterior::new(&Prior::default()));
    Criterion { rule: Rule::MaximumInformation, ability, posterior: &NOTHING_ANSWERED, progress: 0.0 }
}

fn choose(bank: &Bank, request: &Request) -> Option<Selected> {
    select(bank, request, &mut SplitMix64::new(1))
}

fn bank(items: &[Item]) -> Bank {
    Bank::new(items).unwrap()
}

/// Three topics with difficulties 0, 0.1, 0.2, ...: the first of a topic tells most at ability 0.
fn three_topics() -> Bank {
    let topics = ["caching", "queues", "storage"];
    let items: Vec<Item> = (0..30)
        .map(|index| {
            item(&format!("q{index}"), topics[index % 3], 0.1 * (index / 3) as f64 + 0.01 * index as f64)
        })
        .collect();
    bank(&items)
}

#[test]
fn m10_the_best_one_is_the_one_with_the_most_information() {
    let items = synthetic_items(300, 3);
    let bank = bank(&items);
    let allowed = vec![true; 300];
    for ability in [-2.0, 0.0, 1.3] {
        let chosen = choose(&bank, &Request { criterion: at(ability), ..request(&allowed, &[]) }).unwrap();
        let most = items.iter().map(|item| item.parameters.information(ability)).fold(0.0, f64::max);
        assert_eq!(chosen.information, most);
        assert_eq!(chosen.information, items[chosen.index].parameters.information(ability));
        assert_eq!((chosen.candidates, chosen.drawn_from), (300, 1));
    }
}

#[test]
fn m10_chance_draws_evenly_from_the_best_five_and_from_no_other() {
    let items = synthetic_items(300, 3);
    let bank = bank(&items);
    let allowed = vec![true; 300];
    let mut ranked: Vec<usize> = (0..300).collect();
    let information = |index: usize| items[index].parameters.information(0.5);
    ranked.sort_by(|one, other| information(*other).total_cmp(&information(*one)));
    let mut counts = [0; 5];
    for seed in 0..5000 {
        let request = Request { criterion: at(0.5), among: 5, ..request(&allowed, &[]) };
        let chosen = select(&bank, &request, &mut SplitMix64::new(seed)).unwrap();
        counts[ranked.iter().position(|index| *index == chosen.index).unwrap()] += 1;
    }
    // 1,000 each, with a standard deviation of sqrt(5000 * 1/5 * 4/5) = 28.
    assert!(counts.iter().all(|count| (880..1120).contains(count)), "{counts:?}");
}

#[test]
fn m11_the_topic_furthest_below_its_share_comes_next() {
    let bank = three_topics();
    let allowed = vec![true; 30];
    let mut shown = Vec::new();
    let mut counts = [0; 3];
    for _ in 0..20 {
        let request = Request { topic_shares: &[5.0, 3.0, 2.0], ..request(&allowed, &shown) };
        let index = choose(&bank, &request).unwrap().index;
        counts[bank.topic_of(index).unwrap()] += 1;
        shown.push(index);
    }
    assert_eq!(counts, [10, 6, 4]);
}

#[test]
fn m11_a_topic_that_is_used_up_leaves_the_turn_to_the_others() {
    let bank = three_topics();
    let allowed: Vec<bool> = (0..30).map(|index| index % 3 != 0).collect();
    let request = Request { topic_shares: &[1.0, 0.0, 0.0], ..request(&allowed, &[]) };
    assert!(choose(&bank, &request).is_some_and(|chosen| chosen.index % 3 != 0));
}

#[test]
fn m11_topics_that_are_level_are_offered_together() {
    let bank = three_topics();
    let request = Request { topic_shares: &[1.0; 3], ..request(&[true; 30], &[0, 1, 2]) };
    assert_eq!(choose(&bank, &request).unwrap().candidates, 27);
}

#[test]
fn m12_enemies_never_come_together_even_if_only_one_names_the_other() {
    let mut items: Vec<Item> = (0..3).map(|index| item(&format!("q{index}"), "caching", 0.0)).collect();
    items[0].enemies = vec!["q2".to_owned(), "not in the bank".to_owned()];
    let bank = bank(&items);
    assert_eq!(bank.enemies_of(2), [0]);
    let allowed = [true; 3];
    assert_eq!(choose(&bank, &request(&allowed, &[2])).unwrap().index, 1);
    assert_eq!(choose(&bank, &request(&allowed, &[0, 1])), None);
}

#[test]
fn m13_what_was_seen_lately_waits_until_nothing_else_is_left() {
    let items: Vec<Item> = (0..3).map(|index| item(&format!("q{index}"), "caching", index as f64)).collect();
    let bank = bank(&items);
    let allowed = [true; 3];
    let with = |shown| choose(&bank, &Request { recently_seen: &[0, 1], ..request(&allowed, shown) });
    assert_eq!(with(&[]).unwrap().index, 2);
    assert_eq!(with(&[2]).unwrap().index, 0);
    assert_eq!(with(&[2, 0, 1]), None);
}

#[test]
fn m14_an_empty_bank_and_one_where_nothing_is_allowed_have_no_next_question() {
    assert_eq!(choose(&bank(&[]), &request(&[], &[])), None);
    assert_eq!(choose(&three_topics(), &request(&[false; 30], &[])), None);
    assert_eq!(choose(&three_topics(), &request(&[], &[])), None);
}

#[test]
fn m14_a_bank_refuses_bad_parameters_and_an_id_twice() {
    let mut items = vec![item("one", "caching", 0.0), item("two", "caching", 0.0)];
    items[1].parameters = parameters(-1.0, 0.0, 0.0, 1.0);
    let error = Bank::new(&items).unwrap_err();
    assert_eq!(
        error.to_string(),
        "question two: discrimination a is -1; choose a value over 0, from 0.01 to 10"
    );
    items[1] = item("one", "caching", 0.0);
    assert_eq!(Bank::new(&items).unwrap_err(), BankError::DuplicateId { item: "one".to_owned() });
}

proptest! {
    #[test]
    fn m12_m13_m14_what_is_chosen_is_always_allowed(
        seed in any::<u64>(),
        allowed in proptest::collection::vec(any::<bool>(), 0..40),
        shown in proptest::collection::vec(0_usize..50, 0..10),
        recently_seen in proptest::collection::vec(0_usize..50, 0..10),
        held_back in proptest::collection::vec(0_usize..50, 0..10),
        topic_shares in proptest::collection::vec(-1.0..3.0_f64, 0..7),
        ability in -4.0..4.0_f64,
        among in 0_usize..8,
    ) {
        let mut items = synthetic_items(30, 5);
        for index in 0..15 {
            items[index].enemies = vec![items[29 - index].id.clone()];
        }
        let bank = bank(&items);
        let request = Request {
            criterion: at(ability), allowed: &allowed, shown: &shown, recently_seen: &recently_seen, held_back: &held_back,
            topic_shares: &topic_shares, among,
        };
        let may_come = |index: usize| {
            allowed.get(index) == Some(&true) && !shown.contains(&index) && !shown.contains(&(29 - index))
        };
        match select(&bank, &request, &mut SplitMix64::new(seed)) {
            Some(chosen) => {
                prop_assert!(may_come(chosen.index));
                let fresh = |index: usize| may_come(index) && !recently_seen.contains(&index);
                prop_assert!(fresh(chosen.index) || !(0..30).any(fresh));
            }
            None => prop_assert!(!(0..30).any(may_come)),
        }
    }
}

#[test]
fn m10_the_generator_gives_the_published_sequence() {
    let mut random = SplitMix64::new(1_234_567);
    let expected = [
        6_457_827_717_110_365_317,
        3_203_168_211_198_807_973,
        9_817_491_932_198_370_423,
        4_593_380_528_125_082_431,
    ];
    assert_eq!(expected.map(|_| random.next()), expected);
    assert_eq!(random.below(0), 0);
    assert!((0..1000).all(|_| random.below(3) < 3));
}
