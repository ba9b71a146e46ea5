//! The rationale is text that two people may write at once, and it has an undo of its own.
//!
//! The one for Yjs text leaves remains behind when a text that came back by undo is then cut in two. So a step
//! keeps the text before and after it, and is taken back like a merge: what others changed elsewhere stays.

use yrs::{GetString, Text, TextRef, TransactionMut};

/// What one step did to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) before: String,
    pub(super) after: String,
}

/// The stretch of a text that another one differs in.
#[derive(Debug)]
struct Change<'a> {
    /// Bytes of the first text.
    start: usize,
    end: usize,
    replacement: &'a str,
}

impl<'a> Change<'a> {
    fn between(old: &str, new: &'a str) -> Self {
        let start = same(old.chars().zip(new.chars()));
        let (old_rest, new_rest) =
            (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
        let tail = same(old_rest.chars().rev().zip(new_rest.chars().rev()));
        let replacement = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
        Self { start, end: old.len() - tail, replacement }
    }
}

/// Bytes until the first pair that differs.
fn same(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// `base` with what `mine` and `theirs` changed in it; `None` when both changed the same place.
pub(super) fn merged(base: &str, mine: &str, theirs: &str) -> Option<String> {
    if base == theirs {
        return Some(mine.to_owned());
    }
    let (mine, theirs) = (Change::between(base, mine), Change::between(base, theirs));
    let (first, second) = if mine.start <= theirs.start { (mine, theirs) } else { (theirs, mine) };
    if first.end > second.start {
        return None;
    }
    let between = [base.get(..first.start)?, base.get(first.end..second.start)?, base.get(second.end..)?];
    let [head, middle, tail] = between;
    Some([head, first.replacement, middle, second.replacement, tail].concat())
}

/// Replaces only what differs. An unchanged text changes nothing.
///
/// Neither does one that holds more than text, which only other software can have put there: places in it
/// could not be told.
pub(super) fn write(text: &TextRef, txn: &mut TransactionMut<'_>, new: &str) {
    let old = text.get_string(txn);
    if u32::try_from(old.len()) != Ok(text.len(txn)) {
        return;
    }
    let change = Change::between(&old, new);
    // Smaller than 4 GB, as was just seen.
    let (start, removed) = (change.start as u32, (change.end - change.start) as u32);
    if removed > 0 {
        text.remove_range(txn, start, removed);
    }
    if !change.replacement.is_empty() {
        text.insert(txn, start, change.replacement);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn changes_in_different_places_are_both_kept() {
        let check = |base, mine, theirs, expected: Option<&str>| {
            assert_eq!(merged(base, mine, theirs).as_deref(), expected, "{base} {mine} {theirs}");
        };
        check("a b c", "a c", "a b c", Some("a c"));
        check("one big three", "one three", "one big four", Some("one four"));
        check("one two three", "two three", "one two", Some("two"));
        check("one two three", "one 2 three", "one II three", None);
        check("", "mine", "theirs", Some("minetheirs"));
        check("größer 🦀", "grö 🦀", "größer 🐢", Some("grö 🐢"));
    }

    proptest! {
        #[test]
        fn merging_with_an_unchanged_text_gives_the_other(base in "[ab🦀]{0,9}", other in "[ab🦀]{0,9}") {
            prop_assert_eq!(merged(&base, &other, &base), Some(other.clone()));
            prop_assert_eq!(merged(&base, &base, &other), Some(other));
        }

        #[test]
        fn a_change_put_into_the_old_text_gives_the_new(old in "[abß🦀]{0,9}", new in "[abß🦀]{0,9}") {
            let change = Change::between(&old, &new);
            let made = [&old[..change.start], change.replacement, &old[change.end..]].concat();
            prop_assert_eq!(made, new);
        }
    }
}
