use journal::{AppendError, Appended, Damage, DeviceId, Event, Log, Tip, Tips};
use proptest::prelude::*;

use crate::samples::{chain, histories, log_of, moment};

fn appended(events: &[Event]) -> Log {
    let mut log = Log::new(Tips::new());
    for event in events {
        log.append(event.clone()).unwrap();
    }
    log
}

/// Two histories of one device that part after the first event.
fn forked() -> (Vec<Event>, Vec<Event>) {
    (chain("a", &[1, 2, 3]), chain("a", &[1, 5, 6]))
}

fn tips_of(event: &Event) -> Tips {
    Tips::from([(event.device().clone(), event.tip())])
}

#[test]
fn j3_an_append_takes_the_next_event_and_says_so() {
    let events = chain("a", &[1, 2]);
    let mut log = appended(&events[..1]);
    let result = log.append(events[1].clone());
    assert_eq!(result, Ok(Appended::Added { tip: events[1].tip(), at_end: true }));
    assert_eq!(log.tips(), tips_of(&events[1]));
}

#[test]
fn j3_the_same_event_again_changes_nothing() {
    let events = chain("a", &[1, 2]);
    let mut log = appended(&events);
    assert_eq!(log.append(events[0].clone()), Ok(Appended::AlreadyThere));
    assert_eq!(log.len(), 2);
}

#[test]
fn j3_an_event_that_skips_one_is_refused() {
    let events = chain("a", &[1, 2, 3]);
    let mut log = appended(&events[..1]);
    let error = log.append(events[2].clone()).unwrap_err();
    assert_eq!(error, AppendError::NotNext { id: events[2].id().clone(), expected: 2 });
}

#[test]
fn j3_an_event_of_another_history_is_refused() {
    let (ours, theirs) = forked();
    let mut log = appended(&ours[..2]);
    let error = log.append(theirs[2].clone()).unwrap_err();
    let (expected, found) = (ours[1].checksum(), theirs[1].checksum());
    assert_eq!(error, AppendError::ChainBroken { id: theirs[2].id().clone(), expected, found });
}

#[test]
fn j3_a_fork_names_both_events() {
    let (ours, theirs) = forked();
    let mut log = appended(&ours);
    let error = log.append(theirs[1].clone()).unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, AppendError::Fork(_)));
    assert!(text.contains(&ours[1].checksum().to_string()), "{text}");
    assert!(text.contains(&theirs[1].checksum().to_string()), "{text}");
    assert_eq!(log.get(ours[1].id()), Some(&ours[1]));
}

#[test]
fn j4_an_event_before_another_devices_last_one_is_not_at_the_end() {
    let mut log = appended(&chain("a", &[100]));
    let late = chain("b", &[50, 100]);
    assert!(matches!(log.append(late[0].clone()), Ok(Appended::Added { at_end: false, .. })));
    // At the same time the device's name decides: b comes after a.
    assert!(matches!(log.append(late[1].clone()), Ok(Appended::Added { at_end: true, .. })));
}

#[test]
fn j8_a_dropped_event_leaves_a_gap() {
    let mut events = chain("a", &[1, 2, 3, 4, 5]);
    events.drain(1..3);
    let gap = Damage::Gap { device: DeviceId::new("a"), first: 2, last: 3 };
    assert_eq!(log_of(events).verify(), [gap]);
}

#[test]
fn j8_a_lost_tail_is_found_against_what_was_remembered() {
    let events = chain("a", &[1, 2, 3]);
    let mut log = Log::new(tips_of(&events[2]));
    log.merge(events[..1].to_vec());
    let missing = Damage::MissingTail { device: DeviceId::new("a"), first: 2, last: 3 };
    assert_eq!(log.verify(), [missing]);
    log.merge(events);
    assert_eq!(log.verify(), []);
}

#[test]
fn j8_a_device_that_vanished_is_found() {
    let events = chain("a", &[1, 2]);
    let missing = Damage::MissingTail { device: DeviceId::new("a"), first: 1, last: 2 };
    assert_eq!(Log::new(tips_of(&events[1])).verify(), [missing]);
}

#[test]
fn j8_histories_that_were_mixed_or_replaced_are_found() {
    let (ours, theirs) = forked();
    let mut log = Log::new(tips_of(&ours[1]));
    log.merge([theirs[0].clone(), theirs[1].clone(), ours[2].clone()]);
    let id = |event: &Event| event.id().clone();
    let (held, written) = (theirs[1].checksum(), ours[1].checksum());
    assert_eq!(
        log.verify(),
        [
            Damage::BrokenChain { id: id(&ours[2]), written, held },
            Damage::Replaced { id: id(&ours[1]), remembered: written, held },
        ]
    );
}

#[test]
fn j9_a_device_whose_clock_went_back_keeps_its_order() {
    let log = log_of([chain("a", &[10, 2, 30]), chain("b", &[5, 20])].concat());
    let order: Vec<String> = log.events().map(|event| event.id().to_string()).collect();
    assert_eq!(order, ["1 of b", "1 of a", "2 of a", "2 of b", "3 of a"]);
}

#[test]
fn j13_after_a_loss_the_names_of_lost_events_are_not_used_again() {
    let events = chain("a", &[1, 2, 3]);
    let device = DeviceId::new("a");
    let mut log = Log::new(tips_of(&events[2]));
    log.merge(events[..1].to_vec());
    let tip: Option<Tip> = log.tip_to_follow(&device);
    let new = Event::next(tip.as_ref(), device, moment(9), &journal::Body::SessionStarted {}).unwrap();
    assert_eq!(new.sequence(), 4);
    log.append(new).unwrap();
    assert_eq!(log.verify().len(), 1);
    let merged = log.merge(events);
    assert_eq!((merged.added.len(), merged.refused.len()), (2, 0));
    assert_eq!(log.verify(), []);
}

proptest! {
    #[test]
    fn j4_replay_equals_incremental(events in histories()) {
        let mut events = events;
        events.sort_by_key(|event| (event.sequence(), event.device().clone()));
        let mut log = Log::new(Tips::new());
        let mut seen: Vec<String> = Vec::new();
        for event in events {
            match log.append(event.clone()).unwrap() {
                Appended::Added { at_end: true, .. } => seen.push(event.to_line()),
                _ => seen = log.events().map(Event::to_line).collect(),
            }
            let replayed: Vec<String> = log.events().map(Event::to_line).collect();
            prop_assert_eq!(&seen, &replayed);
        }
    }

    #[test]
    fn j6_any_prefix_is_valid(minutes in prop::collection::vec(-500_i64..500, 0..20), cut in 0_usize..20) {
        let events = chain("a", &minutes);
        let prefix = &events[..cut.min(events.len())];
        let log = appended(prefix);
        prop_assert_eq!(log.verify(), []);
        prop_assert_eq!(log.events().cloned().collect::<Vec<_>>(), prefix.to_vec());
    }

    #[test]
    fn j6_a_file_cut_anywhere_gives_the_events_before_the_cut(place in any::<prop::sample::Index>()) {
        let events = chain("a", &[1, 2, 3, 4]);
        let file: String = events.iter().map(|event| event.to_line() + "\n").collect();
        let cut = String::from_utf8_lossy(&file.as_bytes()[..place.index(file.len() + 1)]);
        let read: Vec<Event> = cut.lines().filter_map(|line| Event::from_line(line).ok()).collect();
        // A line is whole with or without its line feed.
        let whole = events.iter().scan(0, |end, event| { *end += event.to_line().len() + 1; Some(*end - 1) });
        let expected = whole.filter(|end| *end <= cut.len()).count();
        prop_assert_eq!(&read, &events[..expected]);
        let mut log = Log::new(Tips::from([(DeviceId::new("a"), events[3].tip())]));
        log.merge(read);
        prop_assert_eq!(log.verify().len(), usize::from(expected < 4));
    }

    #[test]
    fn j8_any_dropped_event_is_found(count in 1_usize..12, dropped in any::<prop::sample::Index>()) {
        let minutes: Vec<i64> = (0..count as i64).collect();
        let mut events = chain("a", &minutes);
        let tip = events[count - 1].tip();
        events.remove(dropped.index(count));
        let mut log = Log::new(Tips::from([(DeviceId::new("a"), tip)]));
        log.merge(events);
        prop_assert_eq!(log.verify().len(), 1);
    }

    #[test]
    fn j9_a_device_is_always_in_sequence(events in histories()) {
        let log = log_of(events);
        let mut last = std::collections::BTreeMap::new();
        for event in log.events() {
            let before = last.insert(event.device().clone(), event.sequence());
            prop_assert!(before.unwrap_or(0) < event.sequence());
        }
    }
}
