use std::fmt;

use xxhash_rust::xxh3::Xxh3;

use super::line::{BackupLine, DesignLine, PackLine, Trailer};
use super::{
    BACKUP_VERSION, BackupCounts, BackupHeader, BackupProblem, SavedDesign, SavedPack, SavedSetting,
};
use crate::{Checksum, Event, LineError};

/// Something that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Restored {
    Event(Event),
    Design(SavedDesign),
    Setting(SavedSetting),
    Pack(SavedPack),
}

/// Reads a backup line by line and goes on after whatever is damaged.
pub struct BackupReader {
    header: Option<BackupHeader>,
    ended: bool,
    lines: u64,
    /// Entries that are there, readable or not.
    found: BackupCounts,
    hasher: Xxh3,
    problems: Vec<BackupProblem>,
}

/// Everything that could be read, and what is wrong with the rest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BackupContents {
    pub header: Option<BackupHeader>,
    pub events: Vec<Event>,
    pub designs: Vec<SavedDesign>,
    pub settings: Vec<SavedSetting>,
    pub packs: Vec<SavedPack>,
    pub problems: Vec<BackupProblem>,
}

/// Reads a whole backup at once.
pub fn read_backup(file: &str) -> BackupContents {
    let mut contents = BackupContents::default();
    let mut reader = BackupReader::default();
    for line in file.lines() {
        match reader.read(line) {
            Some(Restored::Event(event)) => contents.events.push(event),
            Some(Restored::Design(design)) => contents.designs.push(design),
            Some(Restored::Setting(setting)) => contents.settings.push(setting),
            Some(Restored::Pack(pack)) => contents.packs.push(pack),
            None => {}
        }
    }
    contents.header = reader.header.clone();
    contents.problems = reader.finish();
    contents
}

impl BackupReader {
    /// The first line, once it was read.
    pub fn header(&self) -> Option<&BackupHeader> {
        self.header.as_ref()
    }

    /// Takes the next line, with or without its end. `None` for one that holds nothing to restore.
    pub fn read(&mut self, line: &str) -> Option<Restored> {
        let line = line.trim_end_matches(['\n', '\r']);
        self.lines += 1;
        if self.ended {
            self.report_after_end(line);
            return None;
        }
        let parsed = serde_json::from_str::<BackupLine<'_>>(line);
        self.check_first_line(parsed.as_ref().ok());
        if let Ok(BackupLine::End(trailer)) = &parsed {
            self.check_trailer(trailer);
            return None;
        }
        self.hasher.update(line.as_bytes());
        self.hasher.update(b"\n");
        match parsed {
            Ok(parsed) => self.take(&parsed),
            Err(error) => {
                let reason = error.to_string();
                self.problems.push(BackupProblem::UnreadableLine { line: self.lines, reason });
                None
            }
        }
    }

    /// Everything that is wrong, in the order of the file.
    pub fn finish(mut self) -> Vec<BackupProblem> {
        match &self.header {
            _ if self.ended => {}
            Some(header) => {
                let (expected, found) = (header.counts.total(), self.found.total());
                self.problems.push(BackupProblem::Truncated { expected, found });
            }
            None if self.lines == 0 => self.problems.push(BackupProblem::NotABackup),
            None => {}
        }
        self.problems
    }

    fn report_after_end(&mut self, line: &str) {
        if !line.is_empty() {
            self.problems.push(BackupProblem::AfterEnd { line: self.lines });
        }
    }

    fn check_first_line(&mut self, line: Option<&BackupLine<'_>>) {
        let is_header = matches!(line, Some(BackupLine::SystemcraftBackup(_)));
        if self.lines == 1 && !is_header {
            self.problems.push(BackupProblem::NotABackup);
        }
    }

    fn take(&mut self, line: &BackupLine<'_>) -> Option<Restored> {
        match line {
            BackupLine::SystemcraftBackup(header) => {
                self.take_header(header);
                None
            }
            BackupLine::Event(event) => self.take_event(event.get()),
            BackupLine::DamagedEvent(text) => self.take_event(text),
            BackupLine::Design(design) => self.take_design(design),
            BackupLine::Setting(setting) => {
                self.found.settings += 1;
                Some(Restored::Setting(SavedSetting::clone(setting)))
            }
            BackupLine::Pack(pack) => self.take_pack(pack),
            BackupLine::End(_) => None,
        }
    }

    fn take_header(&mut self, header: &BackupHeader) {
        if header.version > BACKUP_VERSION {
            self.problems.push(BackupProblem::Newer { version: header.version });
        }
        self.header.get_or_insert_with(|| header.clone());
    }

    fn take_event(&mut self, text: &str) -> Option<Restored> {
        self.found.events += 1;
        let report = |error: LineError| BackupProblem::DamagedEvent { line: self.lines, error };
        Event::from_line(text).map_err(|error| self.problems.push(report(error))).ok().map(Restored::Event)
    }

    fn take_design(&mut self, design: &DesignLine<'_>) -> Option<Restored> {
        self.found.designs += 1;
        let read = design.read();
        if read.is_none() {
            let name = design.name.to_string();
            self.problems.push(BackupProblem::AlteredDesign { line: self.lines, name });
        }
        read.map(Restored::Design)
    }

    fn take_pack(&mut self, pack: &PackLine<'_>) -> Option<Restored> {
        self.found.packs += 1;
        let read = pack.read();
        if read.is_none() {
            let title = pack.title.to_string();
            self.problems.push(BackupProblem::AlteredPack { line: self.lines, title });
        }
        read.map(Restored::Pack)
    }

    fn check_trailer(&mut self, trailer: &Trailer) {
        self.ended = true;
        if trailer.counts != self.found {
            let (expected, found) = (trailer.counts.total(), self.found.total());
            self.problems.push(BackupProblem::WrongCounts { expected, found });
        }
        let computed = Checksum(self.hasher.digest());
        if let Some(written) = trailer.checksum.filter(|written| *written != computed) {
            self.problems.push(BackupProblem::Altered { written, computed });
        }
    }
}

impl Default for BackupReader {
    fn default() -> Self {
        BackupReader {
            header: None,
            ended: false,
            lines: 0,
            found: BackupCounts::default(),
            hasher: Xxh3::new(),
            problems: Vec::new(),
        }
    }
}

impl fmt::Debug for BackupReader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BackupReader")
            .field("lines", &self.lines)
            .field("found", &self.found)
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}
