use journal::{Body, DesignSaved, DeviceId, Event, Log, Moment, QuestionShown, QuizMode, Snapshot, Tips};
use progress::Progress;
use proptest::prelude::*;

use crate::history::history;
use crate::samples::{
    answered, events, graded, moment, quiz_finished, quiz_started, step_attempted, step_completed,
};

fn bodies() -> impl Strategy<Value = Body> {
    let name = || prop::sample::select(vec!["a", "b", "c"]);
    let share = || (0_u8..=4).prop_map(|quarters| f64::from(quarters) / 4.0);
    prop_oneof![
        (name(), name(), share(), -3.0_f64..3.0).prop_map(|(topic, attempt, credit, b)| {
            let mut answered = answered(topic, topic, credit);
            answered.attempt = attempt.into();
            answered.parameters = [1.0, b, 0.2, 1.0];
            Body::Answered(answered)
        }),
        name().prop_map(|attempt| quiz_started(attempt, QuizMode::Adaptive)),
        (name(), name()).prop_map(|(attempt, item)| Body::QuestionShown(QuestionShown {
            attempt: attempt.into(),
            item: item.into(),
            position: 0,
            parameters: [1.0, 0.0, 0.2, 1.0],
        })),
        (name(), share()).prop_map(|(attempt, score)| quiz_finished(attempt, 4, score)),
        name().prop_map(|attempt| Body::QuizAbandoned { attempt: attempt.into() }),
        (name(), name()).prop_map(|(tutorial, step)| step_attempted(tutorial, step, 75.0)),
        (name(), name(), any::<bool>()).prop_map(|(t, s, finishes)| step_completed(t, s, 75.0, finishes)),
        (0_u8..26).prop_map(|hour| Body::PreferenceSet {
            key: progress::DAY_START_HOUR.into(),
            value: hour.to_string(),
        }),
        name().prop_map(|design| Body::DesignSaved(DesignSaved {
            design: design.into(),
            components: 3,
            connections: 2,
            scalability_score: 40.0,
            availability: 0.99,
            max_requests_per_second: None,
        })),
        (name(), name(), share(), any::<bool>()).prop_map(|(challenge, design, share, passed)| graded(
            challenge,
            design,
            5.0 * share,
            passed
        )),
        Just(Body::SessionStarted {}),
        Just(Body::ExamDateSet { date: jiff::civil::date(2026, 9, 1) }),
        Just(Body::ExamDateCleared {}),
    ]
}

/// Two devices in different zones, whose clocks may go back.
fn logs() -> impl Strategy<Value = Log> {
    let chain = |device: &'static str, offset_minutes: i32| {
        prop::collection::vec((0_i64..60 * 24 * 40, bodies()), 0..40).prop_map(move |history| {
            let mut events: Vec<Event> = Vec::new();
            for (minute, body) in history {
                let time = moment("2026-03-01T00:00").utc_millis + minute * 60_000;
                let at = Moment::new(time, offset_minutes, "zone").unwrap();
                let tip = events.last().map(Event::tip);
                events.push(Event::next(tip.as_ref(), DeviceId::new(device), at, &body).unwrap());
            }
            events
        })
    };
    (chain("a", 330), chain("b", -480)).prop_map(|(a, b)| {
        let mut log = Log::new(Tips::new());
        log.merge(a);
        log.merge(b);
        log
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn j4_replay_equals_incremental(log in logs()) {
        let mut incremental = Progress::default();
        let mut seen: Vec<Event> = Vec::new();
        for event in log.events() {
            incremental.apply(event);
            seen.push(event.clone());
            if seen.len().is_multiple_of(16) {
                prop_assert_eq!(&incremental, &Progress::replay(&seen));
            }
        }
        prop_assert_eq!(incremental, Progress::replay(log.events()));
    }

    #[test]
    fn j5_two_replicas_with_the_same_events_show_the_same(log in logs()) {
        let mut other = Log::new(Tips::new());
        let mut events: Vec<Event> = log.events().cloned().collect();
        events.reverse();
        other.merge(events);
        prop_assert_eq!(Progress::replay(log.events()), Progress::replay(other.events()));
    }

    #[test]
    fn j10_a_stored_snapshot_goes_on_where_it_was(log in logs(), cut in 0_usize..80) {
        let mut first = Log::new(Tips::new());
        first.merge(log.events().take(cut).cloned());
        let snapshot = Snapshot::of(&first, Progress::replay(first.events()));
        let stored = serde_json::to_string(&snapshot).unwrap();
        let mut snapshot: Snapshot<Progress> = serde_json::from_str(&stored).unwrap();
        for event in snapshot.events_after(&log).unwrap() {
            snapshot.state.apply(event);
        }
        prop_assert_eq!(snapshot.state, Progress::replay(log.events()));
    }
}

#[test]
fn j2_an_event_of_an_unknown_kind_changes_nothing() {
    let known = events([(moment("2026-03-10T12:00"), Body::SessionStarted {})]);
    let line = known[0].to_line().replace("session_started", "rocket_launched");
    // The writer of a newer version would have put the checksum that fits.
    let Err(journal::LineError::Altered { written, computed, .. }) = Event::from_line(&line) else {
        unreachable!("the line was altered")
    };
    let line = line.replace(&written.to_string(), &computed.to_string());
    let unknown = Event::from_line(&line).unwrap();
    assert_eq!(Progress::replay([&unknown]), Progress::default());
}

#[test]
fn a_long_history_leaves_nothing_out() {
    let events = history(3_000);
    let progress = Progress::replay(&events);
    let count =
        |is_wanted: fn(&Body) -> bool| events.iter().filter_map(Event::body).filter(is_wanted).count();
    let answers = count(|body| matches!(body, Body::Answered(_)));
    let subject = progress.skills.subject("system-design").unwrap();
    assert_eq!(subject.topics().map(|(_, topic)| topic.total.answered as usize).sum::<usize>(), answers);
    assert_eq!(subject.skills().map(|(_, skill)| skill.total.answered as usize).sum::<usize>(), answers);
    assert_eq!(progress.streaks.days().map(|(_, day)| day.answers as usize).sum::<usize>(), answers);
    assert_eq!(
        progress.accuracy.all().days().map(|(_, day)| day.tally.answered as usize).sum::<usize>(),
        answers
    );
    let finished = count(|body| matches!(body, Body::QuizFinished(_)));
    assert_eq!(progress.quizzes.finished().len(), finished);
    assert_eq!(progress.accuracy.all().abilities().len(), finished);
    let points: u64 = progress.xp.awards().iter().map(|award| u64::from(award.points)).sum();
    assert_eq!(progress.xp.total(), points);
    assert_eq!(progress.xp.by_day().map(|(_, points)| points).sum::<u64>(), points);
}
