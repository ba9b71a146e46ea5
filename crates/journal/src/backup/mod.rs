//! The one file that holds everything: a header, one JSON line per entry, and a trailer with a checksum and counts.
//!
//! ```text
//! {"systemcraft_backup":{"version":1,"exported_at":{..},"counts":{"events":2,"designs":1,"settings":1}}}
//! {"event":{"device":..,"sequence":1,..}}
//! {"event":{"device":..,"sequence":2,..}}
//! {"design":{"id":..,"name":..,"bytes":"base64","checksum":".."}}
//! {"setting":{"key":..,"value":..}}
//! {"pack":{"id":..,"title":..,"version":..,"text":..,"checksum":".."}}
//! {"end":{"counts":{..},"checksum":".."}}
//! ```
//!
//! `public/recovery.js`, which writes such a file when the app has stopped, leaves the three checksums out. What it writes has
//! sums of its own, events those of their chain and designs and compiled packs theirs, and the counts tell what is missing.

mod line;
mod reader;
mod writer;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use reader::{BackupContents, BackupReader, Restored, read_backup};
pub use writer::BackupWriter;

use crate::{Checksum, LineError, Moment};

/// The version of the format that this build writes. Packs came with the second.
pub const BACKUP_VERSION: u32 = 2;

/// The first line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BackupHeader {
    pub version: u32,
    pub exported_at: Moment,
    /// What was going to be written; for showing how far a restore is.
    pub counts: BackupCounts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BackupCounts {
    pub events: u64,
    pub designs: u64,
    pub settings: u64,
    #[serde(default)]
    pub packs: u64,
}

/// Something to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum BackupEntry {
    /// A line as storage holds it. One that is damaged is written too, so that nothing is lost by exporting.
    Event(String),
    Design(SavedDesign),
    Setting(SavedSetting),
    Pack(SavedPack),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDesign {
    pub id: String,
    pub name: String,
    /// The document as its editor saves it.
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSetting {
    pub key: String,
    pub value: String,
}

/// A pack that the learner installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPack {
    pub id: String,
    pub title: String,
    pub version: String,
    /// Its file, which whoever restores it checks like any other; `None` where the backup only names it.
    pub text: Option<String>,
}

/// What is wrong with a backup. What could be read is restored all the same.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BackupProblem {
    #[error("this is not a Systemcraft backup: its first line is not a header")]
    NotABackup,
    #[error(
        "the backup has format version {version}, this app knows {BACKUP_VERSION}; update the app to restore all of it"
    )]
    Newer { version: u32 },
    #[error("line {line} cannot be read: {reason}")]
    UnreadableLine { line: u64, reason: String },
    #[error("line {line} holds an event that cannot be read: {error}")]
    DamagedEvent { line: u64, error: LineError },
    #[error("line {line} holds the design \"{name}\", which was altered after it was written")]
    AlteredDesign { line: u64, name: String },
    #[error("line {line} holds the pack \"{title}\", which was altered after it was written")]
    AlteredPack { line: u64, title: String },
    #[error(
        "the file ends too early: {found} of {expected} entries are there; the rest may be in another copy"
    )]
    Truncated { expected: u64, found: u64 },
    #[error("the file has {found} entries where its end says {expected}; some were removed or added")]
    WrongCounts { expected: u64, found: u64 },
    #[error(
        "the file was altered after it was written: its checksum is {written}, its lines give {computed}"
    )]
    Altered { written: Checksum, computed: Checksum },
    #[error("line {line} comes after the end of the backup and was ignored")]
    AfterEnd { line: u64 },
}

impl BackupCounts {
    pub fn total(self) -> u64 {
        [self.designs, self.settings, self.packs].into_iter().fold(self.events, u64::saturating_add)
    }

    fn count(&mut self, entry: &BackupEntry) {
        match entry {
            BackupEntry::Event(_) => self.events += 1,
            BackupEntry::Design(_) => self.designs += 1,
            BackupEntry::Setting(_) => self.settings += 1,
            BackupEntry::Pack(_) => self.packs += 1,
        }
    }
}
