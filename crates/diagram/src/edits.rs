//! Changes of what is selected: pure functions from a design and a selection to one command, which is one step of undo.
//!
//! Whoever is moved over the border of a group joins or leaves it; what is locked stays where it is.

mod align;
mod becoming;
mod bends;
mod clipboard;
mod groups;
mod membership;
mod movement;
mod removal;
mod resize;
mod words;

pub use align::{Alignment, Spacing, aligned, distributed, laid_out};
pub use becoming::becoming;
pub use bends::bent;
pub use clipboard::{Pasted, copied, duplicated, pasted};
pub use groups::{drawn_group, grouped, put_into, ungrouped};
pub use membership::{innermost_group, is_fixed};
pub use movement::{Carried, moved};
pub use removal::{deleted, locked};
pub use resize::{Handle, resized};
pub(crate) use resize::{grown, least_size};

use crate::Command;

/// Nothing for no command, and a single one as it is.
fn together(mut commands: Vec<Command>, summary: impl FnOnce() -> String) -> Option<Command> {
    match commands.len() {
        0 => None,
        1 => commands.pop(),
        _ => Some(Command::Together { summary: summary(), commands }),
    }
}

#[cfg(test)]
mod tests;
