use journal::{Event, Log, Tips};
use proptest::prelude::*;

use crate::samples::{chain, histories, lines_of, log_of, three_replicas};

fn merged(parts: &[&[Event]]) -> Vec<String> {
    let mut log = Log::new(Tips::new());
    for part in parts {
        assert_eq!(log.merge(part.to_vec()).refused, []);
    }
    lines_of(&log)
}

#[test]
fn j5_a_fork_is_handed_back_and_what_was_held_stays() {
    let (ours, theirs) = (chain("a", &[1, 2]), chain("a", &[1, 7]));
    let mut log = log_of(ours.clone());
    let merged = log.merge(theirs.clone());
    assert_eq!((merged.added.len(), merged.already_there), (0, 1));
    assert_eq!(merged.refused.len(), 1);
    assert_eq!(merged.refused[0].event, theirs[1]);
    let fork = &merged.refused[0].fork;
    assert_eq!((fork.held, fork.offered), (ours[1].checksum(), theirs[1].checksum()));
    assert_eq!(lines_of(&log), lines_of(&log_of(ours)));
}

#[test]
fn j5_a_merge_says_what_it_changed() {
    let events = chain("a", &[1, 2, 3]);
    let mut log = log_of(events[..2].to_vec());
    let merged = log.merge(events.clone());
    assert_eq!(merged.added, [events[2].id().clone()]);
    assert_eq!(merged.already_there, 2);
    assert!(merged.at_end);
    assert!(!log.merge(chain("b", &[2])).at_end);
}

proptest! {
    #[test]
    fn j4_a_merge_at_the_end_only_adds_to_the_replay([ours, theirs, _] in three_replicas()) {
        let mut log = log_of(ours);
        let before = lines_of(&log);
        let merged = log.merge(theirs);
        prop_assert_eq!(merged.at_end, lines_of(&log).starts_with(&before));
    }

    #[test]
    fn j5_a_merge_is_commutative([a, b, _] in three_replicas()) {
        prop_assert_eq!(merged(&[&a, &b]), merged(&[&b, &a]));
    }

    #[test]
    fn j5_a_merge_is_associative([a, b, c] in three_replicas()) {
        let ab = log_of([a.clone(), b.clone()].concat()).events().cloned().collect::<Vec<_>>();
        let bc = log_of([b, c.clone()].concat()).events().cloned().collect::<Vec<_>>();
        prop_assert_eq!(merged(&[&ab, &c]), merged(&[&a, &bc]));
    }

    #[test]
    fn j5_a_merge_is_idempotent([a, b, _] in three_replicas()) {
        prop_assert_eq!(merged(&[&a, &b, &b, &a]), merged(&[&a, &b]));
    }

    #[test]
    fn j5_a_merge_loses_and_invents_nothing([a, b, c] in three_replicas()) {
        let mut all: Vec<String> = [&a, &b, &c].iter().flat_map(|part| part.iter().map(Event::to_line)).collect();
        all.sort();
        all.dedup();
        let mut union = merged(&[&a, &b, &c]);
        union.sort();
        prop_assert_eq!(union, all);
    }

    #[test]
    fn j9_the_order_depends_on_nothing_but_the_set(events in histories()) {
        let mut other = events.clone();
        other.reverse();
        prop_assert_eq!(lines_of(&log_of(events)), lines_of(&log_of(other)));
    }
}
