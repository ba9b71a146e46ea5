use journal::{Event, Log, Snapshot};
use proptest::prelude::*;

use crate::samples::{chain, histories, lines_of, log_of, three_replicas};

/// A projection that notices every difference: the lines, in order.
fn snapshot_of(log: &Log) -> Snapshot<Vec<String>> {
    Snapshot::of(log, lines_of(log))
}

fn resumed(snapshot: &Snapshot<Vec<String>>, log: &Log) -> Option<Vec<String>> {
    let rest = snapshot.events_after(log)?;
    Some(snapshot.state.iter().cloned().chain(rest.into_iter().map(Event::to_line)).collect())
}

#[test]
fn j10_a_snapshot_of_events_that_are_gone_is_not_used() {
    let events = chain("a", &[1, 2, 3]);
    let snapshot = snapshot_of(&log_of(events.clone()));
    assert_eq!(snapshot.events_after(&log_of(events[..2].to_vec())), None);
    assert_eq!(snapshot.events_after(&log_of(events[1..].to_vec())), None);
    assert_eq!(snapshot.events_after(&log_of(chain("a", &[1, 2, 4]))), None);
}

#[test]
fn j10_an_event_that_belongs_before_makes_the_snapshot_useless() {
    let mut log = log_of(chain("a", &[10, 20]));
    let snapshot = snapshot_of(&log);
    log.merge(chain("b", &[30]));
    assert_eq!(snapshot.events_after(&log).map(|rest| rest.len()), Some(1));
    log.merge(chain("c", &[15]));
    assert_eq!(snapshot.events_after(&log), None);
}

#[test]
fn j10_an_event_that_fills_a_gap_makes_the_snapshot_useless() {
    let events = chain("a", &[1, 2, 3]);
    let mut log = log_of([events[0].clone(), events[2].clone()]);
    let snapshot = snapshot_of(&log);
    log.merge(events);
    assert_eq!(snapshot.events_after(&log), None);
}

proptest! {
    #[test]
    fn j10_replay_from_a_snapshot_equals_replay_from_nothing(events in histories(), cut in 0_usize..36) {
        let all = log_of(events);
        let covered: Vec<Event> = all.events().take(cut).cloned().collect();
        let snapshot = snapshot_of(&log_of(covered));
        prop_assert_eq!(resumed(&snapshot, &all), Some(lines_of(&all)));
    }

    #[test]
    fn j10_a_snapshot_is_right_or_refused([ours, theirs, _] in three_replicas()) {
        let mut log = log_of(ours);
        let snapshot = snapshot_of(&log);
        let merged = log.merge(theirs);
        match resumed(&snapshot, &log) {
            Some(lines) => prop_assert_eq!(lines, lines_of(&log)),
            None => prop_assert!(!merged.at_end),
        }
    }
}
