use std::borrow::Cow;
use std::fmt;

use serde_json::value::RawValue;
use xxhash_rust::xxh3::Xxh3;

use super::line::{BackupLine, DesignLine, PackLine, Trailer};
use super::{BACKUP_VERSION, BackupCounts, BackupEntry, BackupHeader};
use crate::{Checksum, Moment};

/// The lines of a backup, one at a time and each with its line feed, so that a large one never stands in memory whole.
///
/// ```
/// use journal::{BackupCounts, BackupEntry, BackupWriter, Moment, SavedSetting, read_backup};
///
/// let setting = SavedSetting { key: "theme".into(), value: "dark".into() };
/// let counts = BackupCounts { settings: 1, ..BackupCounts::default() };
/// let now = Moment::new(1_767_225_600_000, 330, "Asia/Kolkata")?;
/// let file: String = BackupWriter::new(now, counts, [BackupEntry::Setting(setting.clone())]).collect();
/// let contents = read_backup(&file);
/// assert_eq!(contents.settings, [setting]);
/// assert!(contents.problems.is_empty());
/// # Ok::<(), journal::MomentError>(())
/// ```
pub struct BackupWriter<Entries> {
    header: Option<BackupHeader>,
    entries: Option<Entries>,
    written: BackupCounts,
    hasher: Xxh3,
}

impl<Entries> fmt::Debug for BackupWriter<Entries> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BackupWriter").field("written", &self.written).finish_non_exhaustive()
    }
}

impl<Entries: Iterator<Item = BackupEntry>> BackupWriter<Entries> {
    /// `counts` is what is expected to be written. It is shown during a restore; the trailer says what was written.
    pub fn new(
        exported_at: Moment,
        counts: BackupCounts,
        entries: impl IntoIterator<Item = BackupEntry, IntoIter = Entries>,
    ) -> BackupWriter<Entries> {
        BackupWriter {
            header: Some(BackupHeader { version: BACKUP_VERSION, exported_at, counts }),
            entries: Some(entries.into_iter()),
            written: BackupCounts::default(),
            hasher: Xxh3::new(),
        }
    }

    fn hashed(&mut self, line: &BackupLine<'_>) -> String {
        let text = text_of(line);
        self.hasher.update(text.as_bytes());
        text
    }

    fn write_entry(&mut self, entry: &BackupEntry) -> String {
        self.written.count(entry);
        match entry {
            BackupEntry::Event(line) => match in_one_line(line) {
                Some(event) => self.hashed(&BackupLine::Event(event)),
                None => self.hashed(&BackupLine::DamagedEvent(line.into())),
            },
            BackupEntry::Design(design) => self.hashed(&BackupLine::Design(DesignLine::of(design))),
            BackupEntry::Setting(setting) => self.hashed(&BackupLine::Setting(Cow::Borrowed(setting))),
            BackupEntry::Pack(pack) => self.hashed(&BackupLine::Pack(PackLine::of(pack))),
        }
    }
}

impl<Entries: Iterator<Item = BackupEntry>> Iterator for BackupWriter<Entries> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if let Some(header) = self.header.take() {
            return Some(self.hashed(&BackupLine::SystemcraftBackup(Cow::Owned(header))));
        }
        if let Some(entry) = self.entries.as_mut()?.next() {
            return Some(self.write_entry(&entry));
        }
        self.entries = None;
        let checksum = Some(Checksum(self.hasher.digest()));
        Some(text_of(&BackupLine::End(Trailer { counts: self.written, checksum })))
    }
}

fn in_one_line(line: &str) -> Option<&RawValue> {
    let is_one_line = !line.contains(['\n', '\r']);
    serde_json::from_str(line).ok().filter(|_| is_one_line)
}

fn text_of(line: &BackupLine<'_>) -> String {
    // Writing strings and numbers to memory has no way to fail.
    let mut text = serde_json::to_string(line).unwrap_or_default();
    text.push('\n');
    text
}
