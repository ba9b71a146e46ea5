//! What is noted of a step until it is completed: how long it was open, and how many of its hints. The journal gets both
//! with the completion; until then they outlive a reload.

use crate::browser::small_storage;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepNote {
    /// Time that the step was on the screen.
    pub open_millis: u64,
    pub hints: u8,
}

fn key(tutorial: &str, step: &str) -> String {
    format!("systemcraft.step/{tutorial}/{step}")
}

/// An empty one where nothing is noted, or nothing that can be read.
pub fn read(tutorial: &str, step: &str) -> StepNote {
    let text = small_storage::read(&key(tutorial, step)).unwrap_or_default();
    let numbers = text.split_once(' ');
    let note = numbers.and_then(|(millis, hints)| {
        Some(StepNote { open_millis: millis.parse().ok()?, hints: hints.parse().ok()? })
    });
    note.unwrap_or_default()
}

pub fn write(tutorial: &str, step: &str, note: StepNote) {
    small_storage::write(&key(tutorial, step), &format!("{} {}", note.open_millis, note.hints));
}

pub fn remove(tutorial: &str, step: &str) {
    small_storage::remove(&key(tutorial, step));
}
