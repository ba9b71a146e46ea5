use std::collections::HashSet;
use std::sync::Arc;

use yrs::undo::{Options, UndoManager};

use super::roots::Roots;
use super::OWN;

/// The steps of one author, and a sentence for each.
#[derive(Debug)]
pub(super) struct History {
    manager: UndoManager<()>,
    /// As long as the manager's stacks.
    undo_words: Vec<String>,
    redo_words: Vec<String>,
}

impl History {
    pub(super) fn new(roots: &Roots) -> Self {
        let mut manager = UndoManager::with_options(Options {
            // Each command is a step of its own, so time does not matter and no clock is read.
            capture_timeout_millis: 0,
            timestamp: Arc::new(|| 0),
            tracked_origins: HashSet::from([OWN.into()]),
            capture_transaction: None,
            init_undo_stack: Vec::new(),
            init_redo_stack: Vec::new(),
        });
        for root in [&roots.components, &roots.connections, &roots.groups, &roots.design] {
            manager.expand_scope(&roots.doc, root);
        }
        manager.expand_scope(&roots.doc, &roots.rationale);
        Self { manager, undo_words: Vec::new(), redo_words: Vec::new() }
    }

    /// After a command: remembers what it was called, if it changed anything.
    pub(super) fn record(&mut self, summary: &str) {
        if self.manager.undo_stack().len() > self.undo_words.len() {
            self.undo_words.push(summary.to_owned());
            self.redo_words.clear();
        }
    }

    /// What was taken back. Steps that others have since made void are skipped.
    pub(super) fn undo(&mut self) -> Option<String> {
        let changed = self.manager.undo_blocking();
        let words = pop(&mut self.undo_words, self.manager.undo_stack().len())?;
        changed.then(|| self.redo_words.push(words.clone()))?;
        Some(words)
    }

    pub(super) fn redo(&mut self) -> Option<String> {
        let changed = self.manager.redo_blocking();
        let words = pop(&mut self.redo_words, self.manager.redo_stack().len())?;
        changed.then(|| self.undo_words.push(words.clone()))?;
        Some(words)
    }

    pub(super) fn can_undo(&self) -> bool {
        self.manager.can_undo()
    }

    pub(super) fn can_redo(&self) -> bool {
        self.manager.can_redo()
    }
}

/// Shortens the words to those of the steps that are left, and returns the last that went.
fn pop(words: &mut Vec<String>, left: usize) -> Option<String> {
    let last = words.drain(left.min(words.len())..).next();
    last
}
