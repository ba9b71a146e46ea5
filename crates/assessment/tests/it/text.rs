use assessment::{same_text, says};
use proptest::prelude::*;

#[track_caller]
fn same(given: &str, accepted: &str) {
    assert!(same_text(given, accepted), "{given:?} should be {accepted:?}");
}

#[track_caller]
fn different(given: &str, accepted: &str) {
    assert!(!same_text(given, accepted), "{given:?} should not be {accepted:?}");
}

#[test]
fn m17_case_spaces_hyphens_quotes_and_articles_make_no_difference() {
    same("  Write-Behind ", "write behind");
    same("writebehind", "write-behind");
    same("the leader", "Leader");
    same("“leader”.", "leader");
    same("can't", "cant");
    same("C++", "c++");
    same("TCP/IP", "tcp ip");
}

#[test]
fn m17_numbers_are_compared_by_their_value() {
    same("1,000", "1000");
    same("1e3", "1 000");
    same("0.50", ".5");
    different("-1", "1");
    different("99.9", "999");
}

#[test]
fn m17_other_words_are_other_words() {
    different("write-around", "write-behind");
    different("", "leader");
    different("...", "leader");
    different("C", "C++");
    different("async", "sync");
    different("a", "the");
}

#[test]
fn m17_a_phrase_stands_as_whole_words_in_order() {
    assert!(says("It is the read-replica that answers.", "read replica"));
    assert!(says("**Idempotency** helps", "idempot*"));
    assert!(says("Off by -3 dB", "-3"));
    assert!(!says("replica read", "read replica"));
    assert!(!says("throttling", "TTL"));
    assert!(!says("anything", ""));
    assert!(!says("", "word"));
}

proptest! {
    #[test]
    fn m17_any_text_is_compared_without_a_panic(one in ".{0,40}", other in ".{0,40}") {
        prop_assert_eq!(same_text(&one, &other), same_text(&other, &one));
        says(&one, &other);
    }

    #[test]
    fn m17_a_text_of_words_is_the_same_as_itself_shouted(words in "[a-z]{1,9}( [a-z]{1,9}){0,4}") {
        prop_assert!(same_text(&words.to_uppercase(), &words));
        prop_assert!(says(&words, &words));
    }
}
