//! The design that is edited: shared between tabs and people, with a history for each of them.
//!
//! It is a Yjs document underneath. Whatever changes it, a command, an undo or somebody else's edit, goes
//! through one transaction, and what the transaction touched is then read again into a plain [`Diagram`].

mod applied;
mod cache;
mod check;
mod entry;
mod envelope;
mod error;
mod history;
mod order;
mod pack;
mod ranges;
mod rationale;
mod roots;
mod scan;
mod summary;
mod things;
mod touched;
mod writer;

use std::sync::Arc;

use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{ReadTxn, StateVector, Transact, Update};

use crate::wire::summed_up;
use crate::{Command, Diagram, limits};

pub use applied::Applied;
pub use check::Refusal;
pub use error::DocumentError;

use cache::Cache;
use check::Check;
use history::History;
use rationale::Edit;
use roots::Roots;
use touched::{Touched, TouchedLog};
use writer::Writer;

/// Transactions of this author; everything else is somebody else's and never undone here.
const OWN: &str = "own";
const OTHERS: &str = "others";

/// A design with its history, as one author in one tab has it open.
#[derive(Debug)]
pub struct Document {
    // Before the roots: it takes its observers off them when it is dropped.
    history: History,
    roots: Roots,
    touched: TouchedLog,
    cache: Cache,
}

impl Document {
    /// An empty design. `client_id` must be one that nobody else uses; its lowest 53 bits count.
    pub fn new(client_id: u64) -> Self {
        Self::around(Roots::new(client_id)).0
    }

    /// A design from plain data, such as an imported file. Its making cannot be undone.
    pub fn from_diagram(client_id: u64, diagram: &Diagram) -> Self {
        let roots = Roots::new(client_id);
        let cache = Cache::default();
        let mut writer = Writer::new(&roots, roots.doc.transact_mut(), &cache);
        writer.write_diagram(diagram);
        drop(writer);
        Self::around(roots).0
    }

    /// Opens what [`Document::to_bytes`] saved, and says what could not be read.
    ///
    /// # Errors
    /// When the bytes are no design, damaged, too many, or from a newer version.
    pub fn from_bytes(client_id: u64, bytes: &[u8]) -> Result<(Self, Vec<String>), DocumentError> {
        let update = decoded(envelope::unwrap(bytes)?)?;
        let roots = Roots::new(client_id);
        roots.doc.transact_mut().apply_update(update).map_err(|_| DocumentError::Damaged)?;
        Ok(Self::around(roots))
    }

    fn around(roots: Roots) -> (Self, Vec<String>) {
        let mut left_out = Vec::new();
        let mut cache = Cache::default();
        let everything = Touched::everything(&roots);
        cache.absorb(everything, &roots, &mut left_out);
        cache.tell_of_hidden(&mut left_out);
        if roots.doc.transact().has_missing_updates() {
            left_out.push(
                "Some changes are missing what they build on and will show when it arrives.".to_owned(),
            );
        }
        let document = Self { history: History::new(&roots), touched: TouchedLog::on(&roots), roots, cache };
        (document, summed_up(left_out))
    }

    /// Everything, for keeping: with a checksum, so that damage is noticed. The history stays behind.
    pub fn to_bytes(&self) -> Vec<u8> {
        envelope::wrap(self.roots.doc.transact().encode_state_as_update_v1(&StateVector::default()))
    }

    /// The checksum in what [`Document::to_bytes`] made, for telling two states apart; `None` in other bytes.
    pub fn checksum(bytes: &[u8]) -> Option<u64> {
        envelope::checksum(bytes)
    }

    /// The design as it stands. No connection in it leads nowhere, and no group is missing.
    pub fn diagram(&self) -> &Diagram {
        &self.cache.diagram
    }

    /// The same, for whoever keeps it. What is kept does not change with the document.
    pub fn shared_diagram(&self) -> Arc<Diagram> {
        Arc::clone(&self.cache.diagram)
    }

    /// Makes one change, which is one step of undo. A refused command changes nothing.
    ///
    /// # Errors
    /// When the command cannot mean anything, with a sentence that says why.
    pub fn apply(&mut self, command: &Command) -> Result<Applied, Refusal> {
        Check::new(&self.cache).check(command)?;
        let before = self.cache.diagram.rationale.clone();
        let summary = summary::of(command, &self.cache);
        let mut writer = Writer::new(&self.roots, self.roots.doc.transact_mut_with(OWN), &self.cache);
        writer.write(command);
        drop(writer);
        let mut applied = self.absorb();
        applied.summary = if applied.is_empty() { summary::NOTHING.to_owned() } else { summary };
        self.history.record(&applied.summary, Edit { before, after: self.cache.diagram.rationale.clone() });
        Ok(applied)
    }

    /// Takes back this author's last step; `None` when there is none left.
    pub fn undo(&mut self) -> Option<Applied> {
        let words = self.history.undo(&self.roots)?;
        let mut applied = self.absorb();
        applied.summary = format!("Undone: {words}");
        Some(applied)
    }

    /// Makes the step again that was taken back last; `None` when there is none.
    pub fn redo(&mut self) -> Option<Applied> {
        let words = self.history.redo(&self.roots)?;
        let mut applied = self.absorb();
        applied.summary = format!("Done again: {words}");
        Some(applied)
    }

    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Takes in somebody else's changes, as [`Document::changes_since`] or any Yjs client encodes them (v1).
    ///
    /// Changes that build on ones not seen yet are kept until those arrive.
    ///
    /// # Errors
    /// When the bytes are not such changes.
    pub fn merge(&mut self, update: &[u8]) -> Result<Applied, DocumentError> {
        let update = decoded(update)?;
        let merged = self.roots.doc.transact_mut_with(OTHERS).apply_update(update);
        // Even after an error part of it may be in.
        let mut applied = self.absorb();
        merged.map_err(|_| DocumentError::Damaged)?;
        applied.summary = summary::of_others(&applied, &self.cache);
        Ok(applied)
    }

    /// What this copy has seen, for asking another one for the rest (a Yjs state vector, v1).
    pub fn seen(&self) -> Vec<u8> {
        self.roots.doc.transact().state_vector().encode_v1()
    }

    /// All changes that a copy is missing which has `seen` so much.
    ///
    /// # Errors
    /// When `seen` is not what [`Document::seen`] returns.
    pub fn changes_since(&self, seen: &[u8]) -> Result<Vec<u8>, DocumentError> {
        if !scan::is_state_vector(seen) {
            return Err(DocumentError::Damaged);
        }
        let seen = StateVector::decode_v1(seen).map_err(|_| DocumentError::Damaged)?;
        Ok(self.roots.doc.transact().encode_state_as_update_v1(&seen))
    }

    fn absorb(&mut self) -> Applied {
        // Peers may send what cannot be read; it stays in the document and out of the picture.
        let mut left_out = Vec::new();
        self.cache.absorb(self.touched.take(), &self.roots, &mut left_out)
    }
}

fn decoded(update: &[u8]) -> Result<Update, DocumentError> {
    if update.len() > limits::LARGEST_FILE {
        return Err(DocumentError::TooLarge);
    }
    if !scan::is_update(update) {
        return Err(DocumentError::Damaged);
    }
    Update::decode_v1(update).map_err(|_| DocumentError::Damaged)
}

#[cfg(test)]
mod tests;
