use journal::{
    BackupContents, BackupCounts, BackupEntry, BackupProblem, BackupWriter, Event, LineError, SavedDesign,
    SavedPack, SavedSetting, read_backup,
};
use proptest::prelude::*;

use crate::samples::{chain, histories, lines_of, log_of, moment};

fn design() -> SavedDesign {
    SavedDesign { id: "d1".into(), name: "My \"first\"\nservice".into(), bytes: vec![0, 255, 10, 13, 34, 7] }
}

fn setting() -> SavedSetting {
    SavedSetting { key: "day_start_hour".into(), value: "4".into() }
}

fn packs() -> [SavedPack; 2] {
    let pack = |id: &str, text: Option<&str>| SavedPack {
        id: id.into(),
        title: "Wind \u{26f5}".into(),
        version: "1.0.0".into(),
        text: text.map(str::to_owned),
    };
    [pack("sailing", Some("{\"format\": 1,\r\n\"id\": \"sailing\"}\n")), pack("atlas", None)]
}

fn entries_of(events: &[Event]) -> Vec<BackupEntry> {
    let mut entries: Vec<BackupEntry> =
        events.iter().map(|event| BackupEntry::Event(event.to_line())).collect();
    entries.push(BackupEntry::Design(design()));
    entries.push(BackupEntry::Setting(setting()));
    entries
}

fn file_of(entries: Vec<BackupEntry>) -> String {
    let events = entries.len() as u64 - 2;
    let counts = BackupCounts { events, designs: 1, settings: 1, packs: 0 };
    BackupWriter::new(moment(0), counts, entries).collect()
}

/// Three events, a design and a setting.
fn sample_file() -> String {
    file_of(entries_of(&chain("a", &[1, 2, 3])))
}

#[track_caller]
fn check_problems(file: &str, is_expected: impl Fn(&[BackupProblem]) -> bool) -> BackupContents {
    let contents = read_backup(file);
    assert!(is_expected(&contents.problems), "{:?}", contents.problems);
    contents
}

#[test]
fn j11_a_backup_with_windows_line_ends_is_whole() {
    check_problems(&sample_file().replace('\n', "\r\n"), <[_]>::is_empty);
}

#[test]
fn j11_an_empty_backup_is_whole() {
    let file: String = BackupWriter::new(moment(0), BackupCounts::default(), []).collect();
    assert_eq!(file.lines().count(), 2);
    check_problems(&file, <[_]>::is_empty);
}

#[test]
fn j11_packs_come_back_as_they_were_or_by_name_alone() {
    let counts = BackupCounts { packs: 2, ..BackupCounts::default() };
    let file: String = BackupWriter::new(moment(0), counts, packs().map(BackupEntry::Pack)).collect();
    assert_eq!(check_problems(&file, <[_]>::is_empty).packs, packs());
}

#[test]
fn j11_a_backup_of_the_first_version_which_knew_no_packs_is_whole() {
    let file = concat!(
        r#"{"systemcraft_backup":{"version":1,"exported_at":{"utc_millis":1767225600000,"civil":"2026-01-01T05:30:00","offset_minutes":330,"zone":"Asia/Kolkata"},"counts":{"events":0,"designs":0,"settings":1}}}"#,
        "\n",
        r#"{"setting":{"key":"day_start_hour","value":"4"}}"#,
        "\n",
        r#"{"end":{"counts":{"events":0,"designs":0,"settings":1},"checksum":"61f03fc3dc01a788"}}"#,
        "\n"
    );
    let contents = check_problems(file, <[_]>::is_empty);
    assert_eq!((contents.settings.len(), contents.packs.len()), (1, 0));
}

#[test]
fn j11_a_backup_of_the_page_of_last_resort_which_makes_no_checksums_is_whole() {
    let event = chain("a", &[1])[0].to_line();
    let file = [
        r#"{"systemcraft_backup":{"version":2,"exported_at":{"utc_millis":1767225600000,"civil":"2026-01-01T05:30:00.000","offset_minutes":330,"zone":"Asia/Kolkata"},"counts":{"events":1,"designs":1,"settings":0,"packs":1}}}"#,
        &format!(r#"{{"event":{event}}}"#),
        r#"{"design":{"id":"d1","name":"Shop","bytes":"AP8="}}"#,
        r#"{"pack":{"id":"sailing","title":"Sailing","version":"1.0.0","text":"{}"}}"#,
        r#"{"end":{"counts":{"events":1,"designs":1,"settings":0,"packs":1}}}"#,
    ]
    .join("\n");
    let contents = check_problems(&file, <[_]>::is_empty);
    assert_eq!(contents.header.map(|header| header.exported_at), Some(moment(0)));
    assert_eq!((contents.events.len(), contents.designs[0].bytes.as_slice()), (1, &[0, 255][..]));
    assert_eq!(contents.packs[0].text.as_deref(), Some("{}"));
    let without_design: Vec<&str> = file.lines().filter(|line| !line.contains("Shop")).collect();
    check_problems(&without_design.join("\n"), |problems| {
        problems == [BackupProblem::WrongCounts { expected: 3, found: 2 }]
    });
}

#[test]
fn j12_an_altered_pack_is_named_and_left_out() {
    let counts = BackupCounts { packs: 2, ..BackupCounts::default() };
    let file: String = BackupWriter::new(moment(0), counts, packs().map(BackupEntry::Pack)).collect();
    let altered = file.replacen("\\\"sailing\\\"", "\\\"railing\\\"", 1);
    let contents = check_problems(
        &altered,
        |problems| matches!(problems, [BackupProblem::AlteredPack { line: 2, title }, _] if *title == packs()[0].title),
    );
    assert_eq!(contents.packs, packs()[1..]);
}

#[test]
fn j11_restoring_twice_changes_nothing_more() {
    let mut log = log_of(chain("b", &[5]));
    assert_eq!(log.merge(read_backup(&sample_file()).events).added.len(), 3);
    assert_eq!(log.merge(read_backup(&sample_file()).events).already_there, 3);
}

#[test]
fn j12_a_file_that_is_no_backup_says_so() {
    for file in ["", "hello", "{}", "\u{fffd}PNG\n\u{fffd}"] {
        let contents = read_backup(file);
        assert!(!contents.problems.is_empty(), "{file:?}");
    }
    check_problems("hello\n", |problems| problems.contains(&BackupProblem::NotABackup));
}

#[test]
fn j12_a_backup_that_was_cut_off_gives_what_is_there() {
    let file = sample_file();
    let cut: String = file.lines().take(3).map(|line| line.to_owned() + "\n").collect();
    let contents =
        check_problems(&cut, |problems| problems == [BackupProblem::Truncated { expected: 5, found: 2 }]);
    assert_eq!(contents.events.len(), 2);
}

#[test]
fn j12_an_altered_event_is_named_and_the_others_are_read() {
    let file = sample_file().replacen("\"sequence\":2", "\"sequence\":7", 1);
    let contents = check_problems(&file, |problems| {
        matches!(
            problems,
            [
                BackupProblem::DamagedEvent { line: 3, error: LineError::Altered { .. } },
                BackupProblem::Altered { .. }
            ]
        )
    });
    assert_eq!((contents.events.len(), contents.designs.len(), contents.settings.len()), (2, 1, 1));
}

#[test]
fn j12_an_altered_design_is_named_and_left_out() {
    let file = sample_file().replace("\"id\":\"d1\"", "\"id\":\"d2\"");
    let contents = check_problems(
        &file,
        |problems| matches!(problems, [BackupProblem::AlteredDesign { line: 5, name }, _] if *name == design().name),
    );
    assert_eq!((contents.events.len(), contents.designs.len()), (3, 0));
}

#[test]
fn j12_a_line_that_was_taken_out_is_found() {
    let is_setting = |line: &&str| line.starts_with("{\"setting\":");
    let file: String = sample_file().split_inclusive('\n').filter(|line| !is_setting(line)).collect();
    let contents = check_problems(&file, |problems| {
        matches!(
            problems,
            [BackupProblem::WrongCounts { expected: 5, found: 4 }, BackupProblem::Altered { .. }]
        )
    });
    assert_eq!((contents.events.len(), contents.designs.len()), (3, 1));
}

#[test]
fn j12_a_backup_without_its_header_is_read_all_the_same() {
    let file: String = sample_file().lines().skip(1).map(|line| line.to_owned() + "\n").collect();
    let contents = check_problems(&file, |problems| {
        matches!(problems, [BackupProblem::NotABackup, BackupProblem::Altered { .. }])
    });
    assert_eq!((contents.events.len(), contents.designs.len(), contents.settings.len()), (3, 1, 1));
}

#[test]
fn j12_a_newer_version_is_read_as_far_as_it_is_known() {
    let file = sample_file().replacen("\"version\":2", "\"version\":3", 1);
    let file = file.replacen("{\"setting\":", "{\"sketch\":", 1);
    let contents = check_problems(&file, |problems| {
        problems.contains(&BackupProblem::Newer { version: 3 })
            && problems.iter().any(|problem| matches!(problem, BackupProblem::UnreadableLine { line: 6, .. }))
    });
    assert_eq!((contents.events.len(), contents.designs.len()), (3, 1));
}

#[test]
fn j12_lines_after_the_end_are_ignored_and_told() {
    let file = sample_file() + &chain("x", &[1])[0].to_line() + "\n";
    let contents = check_problems(&file, |problems| problems == [BackupProblem::AfterEnd { line: 8 }]);
    assert_eq!(contents.events.len(), 3);
}

#[test]
fn j12_a_damaged_event_is_exported_and_named_when_it_is_read() {
    let good = chain("a", &[1, 2]);
    let torn = good[1].to_line()[..40].to_owned() + "\n\u{0}";
    let entries = vec![
        BackupEntry::Event(good[0].to_line()),
        BackupEntry::Event(torn),
        BackupEntry::Design(design()),
        BackupEntry::Setting(setting()),
    ];
    let contents = check_problems(&file_of(entries), |problems| {
        matches!(problems, [BackupProblem::DamagedEvent { line: 3, error: LineError::Malformed { .. } }])
    });
    assert_eq!(contents.events, good[..1]);
}

proptest! {
    #[test]
    fn j11_a_backup_holds_everything(events in histories()) {
        let contents = read_backup(&file_of(entries_of(&events)));
        prop_assert_eq!(&contents.problems, &[]);
        prop_assert_eq!(contents.header.map(|header| header.exported_at), Some(moment(0)));
        prop_assert_eq!(contents.designs, [design()]);
        prop_assert_eq!(contents.settings, [setting()]);
        prop_assert_eq!(lines_of(&log_of(contents.events)), lines_of(&log_of(events)));
    }

    #[test]
    fn j12_any_changed_byte_is_found(place in any::<prop::sample::Index>(), byte in 0x20_u8..0x7f) {
        let mut bytes = sample_file().into_bytes();
        *place.get_mut(&mut bytes) = byte;
        let (before, after) = (read_backup(&sample_file()), read_backup(&String::from_utf8_lossy(&bytes)));
        // The last line feed may become a space.
        prop_assert!(!after.problems.is_empty() || before == after);
    }

    #[test]
    fn j12_a_backup_cut_anywhere_is_found(place in any::<prop::sample::Index>()) {
        let file = sample_file();
        let cut = String::from_utf8_lossy(&file.as_bytes()[..place.index(file.len() - 1)]);
        prop_assert!(!read_backup(&cut).problems.is_empty());
    }
}
