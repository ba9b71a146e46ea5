use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{BackupCounts, BackupHeader, SavedDesign, SavedPack, SavedSetting};
use crate::Checksum;

/// One line of a backup.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BackupLine<'a> {
    SystemcraftBackup(Cow<'a, BackupHeader>),
    /// The line of an event; as a string where it is no JSON any more.
    #[serde(borrow)]
    Event(&'a RawValue),
    DamagedEvent(Cow<'a, str>),
    Design(DesignLine<'a>),
    Setting(Cow<'a, SavedSetting>),
    Pack(PackLine<'a>),
    End(Trailer),
}

#[derive(Serialize, Deserialize)]
pub(super) struct DesignLine<'a> {
    id: Cow<'a, str>,
    pub(super) name: Cow<'a, str>,
    /// Base64.
    bytes: Cow<'a, str>,
    /// Over id, name and bytes.
    #[serde(default)]
    checksum: Option<Checksum>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct PackLine<'a> {
    id: Cow<'a, str>,
    pub(super) title: Cow<'a, str>,
    version: Cow<'a, str>,
    #[serde(default)]
    text: Option<Cow<'a, str>>,
    /// Over the four of them.
    #[serde(default)]
    checksum: Option<Checksum>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Trailer {
    pub(super) counts: BackupCounts,
    /// XXH3 of every line before, each with a line feed.
    #[serde(default)]
    pub(super) checksum: Option<Checksum>,
}

impl<'a> DesignLine<'a> {
    pub(super) fn of(design: &'a SavedDesign) -> DesignLine<'a> {
        let bytes = STANDARD.encode(&design.bytes);
        let checksum = Some(checksum_of(&design.id, &design.name, &bytes));
        DesignLine { id: (&design.id).into(), name: (&design.name).into(), bytes: bytes.into(), checksum }
    }

    /// `None` if it was altered.
    pub(super) fn read(&self) -> Option<SavedDesign> {
        if self.checksum.is_some_and(|stated| stated != checksum_of(&self.id, &self.name, &self.bytes)) {
            return None;
        }
        let bytes = STANDARD.decode(self.bytes.as_bytes()).ok()?;
        Some(SavedDesign { id: self.id.to_string(), name: self.name.to_string(), bytes })
    }
}

impl<'a> PackLine<'a> {
    pub(super) fn of(pack: &'a SavedPack) -> PackLine<'a> {
        let mut line = PackLine {
            id: (&pack.id).into(),
            title: (&pack.title).into(),
            version: (&pack.version).into(),
            text: pack.text.as_ref().map(Into::into),
            checksum: None,
        };
        line.checksum = Some(line.computed());
        line
    }

    /// `None` if it was altered.
    pub(super) fn read(&self) -> Option<SavedPack> {
        self.checksum.is_none_or(|stated| stated == self.computed()).then(|| SavedPack {
            id: self.id.to_string(),
            title: self.title.to_string(),
            version: self.version.to_string(),
            text: self.text.as_ref().map(ToString::to_string),
        })
    }

    fn computed(&self) -> Checksum {
        let mut hasher = Xxh3::new();
        for part in [&self.id, &self.title, &self.version].into_iter().chain(&self.text) {
            // The lengths settle where each part begins.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        Checksum(hasher.digest())
    }
}

fn checksum_of(id: &str, name: &str, bytes: &str) -> Checksum {
    // A line feed cannot stand in base64, so the lengths of the first two parts settle where each begins.
    Checksum(xxh3_64(format!("{} {}\n{id}{name}{bytes}", id.len(), name.len()).as_bytes()))
}
