//! Histories to test with.

use journal::{Body, DeviceId, Event, LineError, Log, Moment, Tips};
use proptest::prelude::*;

/// 2026-01-01T00:00:00Z.
pub const NEW_YEAR_MILLIS: i64 = 1_767_225_600_000;

pub fn moment(minutes_after_new_year: i64) -> Moment {
    Moment::new(NEW_YEAR_MILLIS + minutes_after_new_year * 60_000, 330, "Asia/Kolkata").unwrap()
}

pub fn body(number: i64) -> Body {
    match number.rem_euclid(4) {
        0 => Body::SessionStarted {},
        1 => Body::GoalSet {
            goal: format!("goal \"{number}\" \u{1f680}\n"),
            subject: "s".into(),
            goals: vec!["a".into()],
        },
        2 => Body::HintOpened { attempt: "a1".into(), item: format!("item-{number}"), level: 2 },
        _ => Body::PredictionMade {
            design: "d".into(),
            metric: "p99".into(),
            guess: 0.1 * number as f64,
            actual: 1e-300,
            subject: "s".into(),
        },
    }
}

/// The events of one device, one for each time given.
pub fn chain(device: &str, minutes: &[i64]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (number, minute) in minutes.iter().enumerate() {
        let tip = events.last().map(Event::tip);
        let body = body(number as i64 + minute);
        events.push(Event::next(tip.as_ref(), DeviceId::new(device), moment(*minute), &body).unwrap());
    }
    events
}

/// Fills in the checksum, the way the writer of a newer version would.
pub fn line_with_body(sequence: u64, previous: &str, schema: u16, body: &str) -> String {
    let line = |checksum: &str| {
        let at = r#"{"utc_millis":0,"civil":"1970-01-01T00:00:00","offset_minutes":0,"zone":"UTC"}"#;
        format!(
            r#"{{"device":"d","sequence":{sequence},"at":{at},"schema":{schema},"previous":"{previous}","checksum":"{checksum}","body":{body}}}"#
        )
    };
    match Event::from_line(&line("0123456789abcdef")) {
        Err(LineError::Altered { computed, .. }) => line(&computed.to_string()),
        other => panic!("expected a checksum that does not fit, got {other:?}"),
    }
}

pub fn log_of(events: impl IntoIterator<Item = Event>) -> Log {
    let mut log = Log::new(Tips::new());
    log.merge(events);
    log
}

pub fn lines_of(log: &Log) -> Vec<String> {
    log.events().map(Event::to_line).collect()
}

/// Up to three devices whose clocks may jump back, all their events mixed.
pub fn histories() -> impl Strategy<Value = Vec<Event>> {
    let minutes = || prop::collection::vec(-500_i64..500, 0..12);
    (minutes(), minutes(), minutes()).prop_flat_map(|(first, second, third)| {
        let events: Vec<Event> =
            [("a", first), ("b", second), ("c", third)].iter().flat_map(|(d, m)| chain(d, m)).collect();
        Just(events).prop_shuffle()
    })
}

/// Three parts of one history that overlap and leave out some events.
pub fn three_replicas() -> impl Strategy<Value = [Vec<Event>; 3]> {
    histories().prop_flat_map(|events| {
        let length = events.len();
        (Just(events), prop::collection::vec(0_u8..8, length)).prop_map(|(events, holders)| {
            [1_u8, 2, 4].map(|replica| {
                let held = events.iter().zip(&holders).filter(|(_, holders)| **holders & replica != 0);
                held.map(|(event, _)| event.clone()).collect()
            })
        })
    })
}
