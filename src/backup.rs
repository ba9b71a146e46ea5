//! One file with everything of the learner's, and the way back.

mod packs;

use analysis::words;
use journal::{BackupCounts, BackupEntry, BackupWriter, SavedDesign, read_backup};

use crate::browser::clock;
use crate::browser::files::{FileError, read_text};
use crate::browser::idb::StoreError;
use crate::learner::Learner;
use crate::library::Library;
use crate::shelf::Shelf;

/// A backup, ready to be handed out.
pub struct File {
    pub text: String,
    pub events: u64,
    pub designs: u64,
    /// Packs that are in it whole.
    pub packs: usize,
    /// Titles of packs that it only names.
    pub named_packs: Vec<String>,
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

pub async fn write(learner: Learner, shelf: Shelf, library: Library) -> Result<File, BackupError> {
    let lines = learner.event_lines();
    let designs = shelf.every_design().await?;
    let packs = packs::saved(library).await;
    let counts = BackupCounts {
        events: lines.len() as u64,
        designs: designs.len() as u64,
        settings: 0,
        packs: packs.len() as u64,
    };
    let named = packs.iter().filter(|pack| pack.text.is_none());
    let named_packs: Vec<String> = named.map(|pack| pack.title.clone()).collect();
    let whole_packs = packs.len().saturating_sub(named_packs.len());
    let saved = designs
        .into_iter()
        .map(|(card, bytes)| BackupEntry::Design(SavedDesign { id: card.id, name: card.name, bytes }));
    let packs = packs.into_iter().map(BackupEntry::Pack);
    let entries = lines.into_iter().map(BackupEntry::Event).chain(saved).chain(packs);
    let text = BackupWriter::new(clock::now(), counts, entries).collect();
    Ok(File { text, events: counts.events, designs: counts.designs, packs: whole_packs, named_packs })
}

/// Adds what the file has and this browser has not. Returns what was done, in words.
pub async fn restore(
    learner: Learner,
    shelf: Shelf,
    library: Library,
    file: &web_sys::File,
) -> Result<String, BackupError> {
    let contents = read_backup(&read_text(file).await?);
    let problems: Vec<String> = contents.problems.iter().map(ToString::to_string).collect();
    if contents.header.is_none() {
        return Err(BackupError::Unreadable(problems.join("; ")));
    }
    let events = learner.restore(contents.events).await?;
    let (designs, unreadable) = shelf.restore(contents.designs).await?;
    let packs = packs::restore(library, contents.packs).await;
    let mut told = format!(
        "Added from the backup: {}, {} and {}; what was here already stayed as it was.",
        words::count(events, "event"),
        words::count(designs, "design"),
        words::count(packs.installed, "pack")
    );
    for problem in problems.into_iter().chain(unreadable).chain(packs.left_out) {
        told.push_str(" Left out: ");
        told.push_str(&problem);
        told.push('.');
    }
    for pack in packs.only_named {
        told.push_str(&format!(
            " The backup only names the pack {pack}; install it from its own file, under Subjects. What you did in it is here."
        ));
    }
    Ok(told)
}
