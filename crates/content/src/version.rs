use std::cmp::Ordering;

/// Whether a version comes before another one: by their numbers (1.9 before 1.10), and what is still to become a version
/// before it (1.0-beta before 1.0), as <https://semver.org> has it. Versions are the author's words: dates are ordered by
/// this too, and of words that have no order neither is earlier.
pub fn is_earlier(version: &str, than: &str) -> bool {
    let ((core, before), (other_core, other_before)) = (parts(version), parts(than));
    let order = by_pieces(core, other_core, Ordering::Equal).then_with(|| match (before, other_before) {
        (Some(before), Some(other)) => by_pieces(before, other, Ordering::Less),
        (before, other) => before.is_none().cmp(&other.is_none()),
    });
    order == Ordering::Less
}

/// `1.2.0` and `beta.1` of `v1.2.0-beta.1+5`: what follows a plus does not count.
fn parts(version: &str) -> (&str, Option<&str>) {
    let version = version.trim();
    let version = version.split_once('+').map_or(version, |(counts, _)| counts);
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version);
    match version.split_once('-') {
        Some((core, before)) => (core, Some(before)),
        None => (version, None),
    }
}

/// `ended_first` is what it means that the first text has no piece where the other has one that is not 0.
fn by_pieces(one: &str, other: &str, ended_first: Ordering) -> Ordering {
    let (mut one, mut other) = (one.split(['.', '-']), other.split(['.', '-']));
    loop {
        let order = match (one.next(), other.next()) {
            (None, None) => return Ordering::Equal,
            (Some(piece), Some(other)) => by_piece(piece, other),
            (None, Some(other)) => without(ended_first, other),
            (Some(piece), None) => without(ended_first, piece).reverse(),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// 1.0 is 1.0.0, and before 1.0.1.
fn without(ended_first: Ordering, piece: &str) -> Ordering {
    if is_number(piece) && !digits(piece).is_empty() { Ordering::Less } else { ended_first }
}

fn by_piece(one: &str, other: &str) -> Ordering {
    match (is_number(one), is_number(other)) {
        // Numbers of any length: the longer is the larger.
        (true, true) => {
            digits(one).len().cmp(&digits(other).len()).then_with(|| digits(one).cmp(digits(other)))
        }
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => one.cmp(other),
    }
}

fn is_number(piece: &str) -> bool {
    !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(number: &str) -> &str {
    number.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_by_their_numbers_and_what_is_not_finished_comes_before() {
        let in_order = [
            "0.1.0",
            "0.2",
            "v0.2.1",
            "0.10.0",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0",
            "1.0.0.1",
            "99999999999999999999999.1",
            "99999999999999999999999.2",
        ];
        for (place, earlier) in in_order.iter().enumerate() {
            for (other, later) in in_order.iter().enumerate() {
                assert_eq!(is_earlier(earlier, later), place < other, "{earlier} and {later}");
            }
        }
        assert!(is_earlier("2025-12-01", "2026-01-31") && !is_earlier("2026-01-31", "2025-12-01"));
    }

    #[test]
    fn versions_that_say_the_same_are_not_earlier_than_each_other() {
        for (one, other) in
            [("1.0", "1.0.0"), ("1.2.0+5", "v1.2"), ("01.2", "1.2"), ("", ""), ("spring", "spring")]
        {
            assert!(!is_earlier(one, other) && !is_earlier(other, one), "{one} and {other}");
        }
    }
}
