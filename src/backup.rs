//! One file with everything of the learner's, and the way back.

use analysis::words;
use journal::{BackupCounts, BackupEntry, BackupWriter, SavedDesign, read_backup};

use crate::browser::clock;
use crate::browser::files::{FileError, read_text};
use crate::browser::idb::StoreError;
use crate::learner::Learner;
use crate::shelf::Shelf;

/// A backup, ready to be handed out.
pub struct File {
    pub text: String,
    pub events: u64,
    pub designs: u64,
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("The file cannot be restored: {0}. Nothing was changed.")]
    Unreadable(String),
}

pub async fn write(learner: Learner, shelf: Shelf) -> Result<File, BackupError> {
    let lines = learner.event_lines();
    let designs = shelf.every_design().await?;
    let counts = BackupCounts { events: lines.len() as u64, designs: designs.len() as u64, settings: 0 };
    let saved = designs
        .into_iter()
        .map(|(card, bytes)| BackupEntry::Design(SavedDesign { id: card.id, name: card.name, bytes }));
    let entries = lines.into_iter().map(BackupEntry::Event).chain(saved);
    let text = BackupWriter::new(clock::now(), counts, entries).collect();
    Ok(File { text, events: counts.events, designs: counts.designs })
}

/// Adds what the file has and this browser has not. Returns what was done, in words.
pub async fn restore(learner: Learner, shelf: Shelf, file: &web_sys::File) -> Result<String, BackupError> {
    let contents = read_backup(&read_text(file).await?);
    let problems: Vec<String> = contents.problems.iter().map(ToString::to_string).collect();
    if contents.header.is_none() {
        return Err(BackupError::Unreadable(problems.join("; ")));
    }
    let events = learner.restore(contents.events).await?;
    let (designs, unreadable) = shelf.restore(contents.designs).await?;
    let mut told = format!(
        "Added from the backup: {} and {}; what was here already stayed as it was.",
        words::count(events, "event"),
        words::count(designs, "design")
    );
    for problem in problems.into_iter().chain(unreadable) {
        told.push_str(" Left out: ");
        told.push_str(&problem);
        told.push('.');
    }
    Ok(told)
}
