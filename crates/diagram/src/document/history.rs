use std::collections::HashSet;
use std::sync::Arc;

use yrs::undo::{Options, UndoManager};
use yrs::{GetString, Transact};

use super::OWN;
use super::rationale::{self, Edit};
use super::roots::Roots;

/// The steps of one author.
#[derive(Debug)]
pub(super) struct History {
    /// Takes back everything but the rationale.
    manager: UndoManager<()>,
    done: Steps,
    undone: Steps,
}

#[derive(Debug, Default)]
struct Steps {
    steps: Vec<Step>,
    /// How many of them the manager has as well.
    managed: usize,
}

#[derive(Debug, Clone)]
struct Step {
    /// "Cache added"
    words: String,
    /// Whether the manager has a step for it.
    managed: bool,
    rationale: Option<Edit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Undo,
    Redo,
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
        let Roots { components, connections, groups, annotations, design, .. } = roots;
        manager.expand_scope(&roots.doc, design);
        for things in [components, connections, groups, annotations] {
            manager.expand_scope(&roots.doc, &things.singles);
            manager.expand_scope(&roots.doc, &things.packed);
        }
        Self { manager, done: Steps::default(), undone: Steps::default() }
    }

    /// After a command: remembers what it did and what that is called, if it changed anything.
    pub(super) fn record(&mut self, words: &str, rationale: Edit) {
        let managed = self.manager.undo_stack().len() > self.done.managed;
        let rationale = Some(rationale).filter(|edit| edit.before != edit.after);
        if !managed && rationale.is_none() {
            return;
        }
        self.manager.clear_redo();
        self.undone = Steps::default();
        self.done.push(Step { words: words.to_owned(), managed, rationale });
    }

    /// What was taken back, in words. Steps that others have since made void are skipped.
    pub(super) fn undo(&mut self, roots: &Roots) -> Option<String> {
        self.go(Direction::Undo, roots)
    }

    /// What was done again, in words.
    pub(super) fn redo(&mut self, roots: &Roots) -> Option<String> {
        self.go(Direction::Redo, roots)
    }

    fn go(&mut self, direction: Direction, roots: &Roots) -> Option<String> {
        while let Some(mut step) = self.steps(direction).pop() {
            let mut changed = false;
            if step.managed {
                changed = match direction {
                    Direction::Undo => self.manager.undo_blocking(),
                    Direction::Redo => self.manager.redo_blocking(),
                };
                // The manager goes on to earlier steps by itself when one is void.
                while let Some(skipped) = self.skipped(direction) {
                    step = skipped;
                }
                step.managed = changed;
            }
            changed |= step.rationale.as_ref().is_some_and(|edit| rewrite(edit, direction, roots));
            if changed {
                let words = step.words.clone();
                self.steps(direction.opposite()).push(step);
                return Some(words);
            }
        }
        None
    }

    /// A step that the manager no longer has.
    fn skipped(&mut self, direction: Direction) -> Option<Step> {
        let left = match direction {
            Direction::Undo => self.manager.undo_stack().len(),
            Direction::Redo => self.manager.redo_stack().len(),
        };
        let steps = self.steps(direction);
        if steps.managed > left { steps.pop_managed() } else { None }
    }

    fn steps(&mut self, direction: Direction) -> &mut Steps {
        match direction {
            Direction::Undo => &mut self.done,
            Direction::Redo => &mut self.undone,
        }
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.steps.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.steps.is_empty()
    }
}

impl Direction {
    fn opposite(self) -> Self {
        match self {
            Self::Undo => Self::Redo,
            Self::Redo => Self::Undo,
        }
    }
}

impl Steps {
    fn push(&mut self, step: Step) {
        self.managed += usize::from(step.managed);
        self.steps.push(step);
    }

    fn pop(&mut self) -> Option<Step> {
        let step = self.steps.pop()?;
        self.managed -= usize::from(step.managed);
        Some(step)
    }

    fn pop_managed(&mut self) -> Option<Step> {
        let at = self.steps.iter().rposition(|step| step.managed)?;
        self.managed -= 1;
        Some(self.steps.remove(at))
    }
}

/// Takes an edit of the rationale back, or makes it again; says whether the text is another one now.
fn rewrite(edit: &Edit, direction: Direction, roots: &Roots) -> bool {
    let (from, to) = match direction {
        Direction::Undo => (&edit.after, &edit.before),
        Direction::Redo => (&edit.before, &edit.after),
    };
    let mut txn = roots.doc.transact_mut_with(OWN);
    let now = roots.rationale.get_string(&txn);
    match rationale::merged(from, to, &now) {
        Some(text) if text != now => {
            rationale::write(&roots.rationale, &mut txn, &text);
            true
        }
        _ => false,
    }
}
