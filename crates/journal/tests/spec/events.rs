use expect_test::expect;
use journal::{
    Answered, Body, DeviceId, Event, LineError, Moment, MomentError, RecordError, Response, SCHEMA, StoryTold,
};
use proptest::prelude::*;

use crate::samples::{body, chain, histories, line_with_body, log_of, moment};

#[test]
fn j1_a_line_looks_the_same_for_ever() {
    let events = chain("00c0ffee00c0ffee", &[-90, 1]);
    let lines: Vec<String> = events.iter().map(Event::to_line).collect();
    expect![[r#"
        {"device":"00c0ffee00c0ffee","sequence":1,"at":{"utc_millis":1767220200000,"civil":"2026-01-01T04:00:00","offset_minutes":330,"zone":"Asia/Kolkata"},"schema":1,"previous":"0000000000000000","checksum":"b428d2542d10bb8a","body":{"hint_opened":{"attempt":"a1","item":"item--90","level":2}}}
        {"device":"00c0ffee00c0ffee","sequence":2,"at":{"utc_millis":1767225660000,"civil":"2026-01-01T05:31:00","offset_minutes":330,"zone":"Asia/Kolkata"},"schema":1,"previous":"b428d2542d10bb8a","checksum":"eefd45fb726adb89","body":{"hint_opened":{"attempt":"a1","item":"item-2","level":2}}}"#]].assert_eq(&lines.join("\n"));
}

#[test]
fn j1_the_first_event_of_a_device_is_number_one_and_each_names_the_one_before() {
    let events = chain("a", &[1, 2, 3]);
    let sequences: Vec<u64> = events.iter().map(Event::sequence).collect();
    assert_eq!(sequences, [1, 2, 3]);
    assert_eq!(events[0].previous().to_string(), "0000000000000000");
    assert_eq!(events[1].previous(), events[0].checksum());
    assert_eq!(events[2].previous(), events[1].checksum());
}

#[test]
fn j1_a_line_that_is_no_event_is_refused_with_the_reason() {
    let refused = |line: &str| matches!(Event::from_line(line), Err(LineError::Malformed { .. }));
    let line = chain("a", &[1])[0].to_line();
    assert!(refused(""));
    assert!(refused(&line[..line.len() - 3]));
    assert!(refused(&line.replace("\"sequence\":1", "\"sequence\":0")));
    assert!(refused(&line.replace("\"sequence\":1", "\"sequence\":-1")));
    assert!(refused(&line.replace("{\"device\"", "{\"extra\":1,\"device\"")));
    assert!(refused(&line.replace("\"body\":", "\"body\":\n")));
    assert!(refused(&"[".repeat(200_000)));
}

#[test]
fn j1_names_with_quotes_line_feeds_and_any_script_are_kept() {
    for name in [
        "",
        "\"",
        "a\\",
        "a\nb\u{1}",
        "\u{907}\u{902}\u{926}\u{94c}\u{930} \u{1f680}",
        "\\u0041\",\"sequence\":9",
    ] {
        let at = Moment::new(0, 0, name).unwrap();
        let event = Event::next(None, DeviceId::new(name), at, &Body::SessionStarted {}).unwrap();
        assert_eq!(Event::from_line(&event.to_line()), Ok(event));
    }
}

fn answered(response: Response) -> Body {
    Body::Answered(Answered {
        attempt: "a1".into(),
        subject: "s".into(),
        item: "i".into(),
        topic: "t".into(),
        skill: "k".into(),
        response,
        correctness: 0.5,
        credit: 0.5,
        elapsed_millis: 1,
        expected_millis: 2,
        hints: 0,
        confidence: None,
        parameters: [1.0, 0.0, 0.0, 1.0],
    })
}

/// What the answer looks like in a line, which is what later builds have to read.
#[track_caller]
fn check_answer(response: Response, written: &str) {
    let body = answered(response);
    let event = Event::next(None, DeviceId::new("a"), moment(1), &body).unwrap();
    let line = event.to_line();
    assert!(line.contains(&format!(r#""response":{written},"#)), "{line}");
    assert_eq!(Event::from_line(&line).unwrap().body(), Some(body));
}

#[test]
fn j1_an_answer_of_every_kind_is_written_and_read_back() {
    check_answer(Response::Chosen(vec![2, 0]), r#"{"chosen":[2,0]}"#);
    check_answer(Response::Number(1e9), r#"{"number":1000000000.0}"#);
    check_answer(Response::Ordered(vec![1, 0]), r#"{"ordered":[1,0]}"#);
    check_answer(Response::Matched(vec![3, 0, 0]), r#"{"matched":[3,0,0]}"#);
    check_answer(Response::Filled(vec!["a \"b\"".into(), String::new()]), r#"{"filled":["a \"b\"",""]}"#);
    let text = Response::Text { text: "One\nTwo".into(), ratings: vec![2, 0] };
    check_answer(text, r#"{"text":{"text":"One\nTwo","ratings":[2,0]}}"#);
    let story = StoryTold {
        situation: "S".into(),
        task: "T".into(),
        action: "A".into(),
        result: "R".into(),
        principles: vec!["ownership".into()],
        ratings: vec![1],
    };
    check_answer(
        Response::Story(story),
        r#"{"story":{"situation":"S","task":"T","action":"A","result":"R","principles":["ownership"],"ratings":[1]}}"#,
    );
    let coded = Response::Coded { code: "print(1)".into(), met: vec![true], share: 1.0 };
    let built = Response::Built { design: "d".into(), met: vec![true, false], share: 0.25 };
    check_answer(built, r#"{"built":{"design":"d","met":[true,false],"share":0.25}}"#);
    check_answer(coded, r#"{"coded":{"code":"print(1)","met":[true],"share":1.0}}"#);
    check_answer(Response::Skipped, r#""skipped""#);
}

#[test]
fn j2_an_answer_of_a_kind_that_is_not_known_is_kept_as_it_came() {
    let body = r#"{"answered":{"attempt":"a","response":{"sung":"la"},"correctness":1.0}}"#;
    let event = Event::from_line(&line_with_body(1, "0000000000000000", SCHEMA, body)).unwrap();
    assert_eq!((event.body(), event.payload().text()), (None, body));
}

#[test]
fn j1_a_body_nested_without_end_does_no_harm() {
    let body = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let line = line_with_body(1, "0000000000000000", SCHEMA + 1, &body);
    assert_eq!(Event::from_line(&line).unwrap().body(), None);
}

#[test]
fn j2_an_unknown_body_is_kept_byte_for_byte() {
    for unknown in [
        r#"{"rocket_launched":{"height":1e3,  "crew":[ "a","b" ]}}"#,
        r#"{"goal_set":{"aim":"a field that is called otherwise"}}"#,
        r#"{"answered":{"response":{"spoken":"..."}}}"#,
        "17",
    ] {
        for schema in [SCHEMA, SCHEMA + 1] {
            let line = line_with_body(1, "0000000000000000", schema, unknown);
            let event = Event::from_line(&line).unwrap();
            assert_eq!(event.body(), None);
            assert_eq!(event.payload().text(), unknown);
            assert_eq!(event.to_line(), line);
            let log = log_of([event]);
            assert_eq!(log.events().next().unwrap().to_line(), line);
            assert_eq!(log.verify(), []);
        }
    }
}

#[test]
fn j2_a_known_body_with_a_field_more_is_read_and_keeps_the_field() {
    let text = r#"{"goal_set":{"goal":"interview","mood":"calm"}}"#;
    let line = line_with_body(1, "0000000000000000", SCHEMA, text);
    let event = Event::from_line(&line).unwrap();
    assert_eq!(
        event.body(),
        Some(Body::GoalSet { goal: "interview".into(), subject: String::new(), goals: Vec::new() })
    );
    assert_eq!(event.to_line(), line);
}

#[test]
fn j14_a_number_that_json_cannot_hold_is_not_recorded() {
    for guess in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let body = Body::PredictionMade {
            design: "d".into(),
            metric: "p99".into(),
            guess,
            actual: 1.0,
            subject: "s".into(),
        };
        let result = Event::next(None, DeviceId::new("a"), moment(0), &body);
        assert!(matches!(result, Err(RecordError::Unreadable { .. })), "{guess}");
    }
}

#[test]
fn a_moment_keeps_what_the_wall_clock_showed() {
    // 2026-01-01T00:00Z is 05:30 in Kolkata and 19:00 the day before in New York.
    assert_eq!(moment(0).civil.to_string(), "2026-01-01T05:30:00");
    let new_york = Moment::new(moment(0).utc_millis, -300, "America/New_York").unwrap();
    assert_eq!(new_york.civil.to_string(), "2025-12-31T19:00:00");
    let error: Result<Moment, MomentError> = Moment::new(i64::MAX, 0, "UTC");
    assert!(error.is_err());
    assert!(Moment::new(0, i32::MAX, "UTC").is_err());
}

proptest! {
    #[test]
    fn j1_what_is_written_is_read_again(events in histories()) {
        for event in events {
            let line = event.to_line();
            prop_assert!(!line.contains('\n'));
            let read = Event::from_line(&line).unwrap();
            prop_assert_eq!(read.to_line(), line);
            prop_assert_eq!(read, event);
        }
    }

    #[test]
    fn j1_a_body_is_read_as_it_was_given(number in any::<i32>()) {
        let body = body(i64::from(number));
        let event = Event::next(None, DeviceId::new("a"), moment(0), &body).unwrap();
        prop_assert_eq!(event.body(), Some(body));
    }

    #[test]
    fn j8_a_changed_byte_is_found(place in any::<prop::sample::Index>(), byte in 0x20_u8..0x7f) {
        let event = chain("device", &[1, 2]).remove(1);
        let mut bytes = event.to_line().into_bytes();
        *place.get_mut(&mut bytes) = byte;
        if let Ok(line) = String::from_utf8(bytes) {
            match Event::from_line(&line) {
                // A space for a space, or a number written in another way, is no change.
                Ok(read) => prop_assert_eq!(read, event),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn j6_a_line_cut_anywhere_is_no_event(place in any::<prop::sample::Index>()) {
        let line = chain("device", &[1]).remove(0).to_line();
        let cut = String::from_utf8_lossy(&line.as_bytes()[..place.index(line.len())]);
        prop_assert!(Event::from_line(&cut).is_err());
    }
}
