//! What is selected, and what is done to it.

use diagram::edits::{self, Alignment, Spacing};
use diagram::hit::Target;
use diagram::tools::Selection;
use diagram::{Command, Component, Connection, Diagram, GroupId};
use leptos::prelude::*;

use super::Bench;

/// Nothing of what is selected can be changed in that way.
const LOCKED: &str = "What is selected is locked. Unlock it first.";

impl Bench {
    /// The component that alone is selected.
    pub fn selected_component(self) -> Option<Component> {
        let id = self.selection.with(|selection| selection.single_component().cloned())?;
        self.drawn.with(|drawn| drawn.diagram.component(&id).cloned())
    }

    /// The connection that alone is selected.
    pub fn selected_connection(self) -> Option<Connection> {
        match self.selection.with(Selection::single)? {
            Target::Connection(id) => self.drawn.with(|drawn| drawn.diagram.connection(&id).cloned()),
            _ => None,
        }
    }

    /// Selects one thing and brings it into view.
    pub fn go_to(self, target: &Target) {
        self.selection.set(Selection::one(target));
        self.reveal_selection();
    }

    /// Deletes what is selected, without what is locked.
    pub fn delete_selection(self) {
        self.change_selection(edits::deleted, LOCKED);
    }

    pub fn ungroup(self) {
        let locked = self.drawn.with_untracked(|drawn| {
            let of = |id: &GroupId| drawn.diagram.group(id).is_some_and(|group| group.locked);
            self.selection.with_untracked(|selection| selection.groups.iter().any(of))
        });
        let otherwise = if locked { LOCKED } else { "Select a group to take its frame away." };
        self.change_selection(edits::ungrouped, otherwise);
    }

    /// Locks the selected components and groups, or unlocks them where all are locked.
    pub fn lock(self) {
        self.change_selection(edits::locked, "Select components or groups to lock them.");
    }

    pub fn align(self, alignment: Alignment) {
        let command =
            |diagram: &Diagram, selection: &Selection| edits::aligned(diagram, selection, alignment);
        self.change_selection(command, "Select two or more things to bring them into line.");
    }

    pub fn distribute(self, spacing: Spacing) {
        let command =
            |diagram: &Diagram, selection: &Selection| edits::distributed(diagram, selection, spacing);
        self.change_selection(command, "Select three or more things to space them evenly.");
    }

    pub fn bring_to_front(self) {
        self.with_components(|components| Command::BringToFront { components });
    }

    pub fn send_to_back(self) {
        self.with_components(|components| Command::SendToBack { components });
    }

    /// Puts one thing into a group, or out of all.
    pub fn put_into(self, target: &Target, group: Option<&GroupId>) {
        let command = self.drawn.with_untracked(|drawn| edits::put_into(&drawn.diagram, target, group));
        match command {
            Some(command) => {
                self.apply(&command);
            }
            None if self.drawn.with_untracked(|drawn| edits::is_fixed(&drawn.diagram, target)) => {
                self.announcement.set(LOCKED.to_owned());
            }
            None => self.announcement.set("It stands there already.".to_owned()),
        }
    }

    /// One more bend in the connection that is selected.
    pub fn bend(self) {
        let Some(Target::Connection(id)) = self.selection.with_untracked(Selection::single) else { return };
        let command = self.drawn.with_untracked(|drawn| edits::bent(&drawn.diagram, &drawn.index, &id));
        match command {
            Some(command) => {
                self.apply(&command);
            }
            None => self.announcement.set("This connection cannot have more bends.".to_owned()),
        }
    }

    fn with_components(self, command: impl FnOnce(Vec<diagram::ComponentId>) -> Command) {
        let components: Vec<_> =
            self.selection.with_untracked(|selection| selection.components.iter().cloned().collect());
        if components.is_empty() {
            self.announcement.set("Select components first.".to_owned());
        } else {
            self.apply(&command(components));
        }
    }

    fn change_selection(
        self,
        command: impl FnOnce(&Diagram, &Selection) -> Option<Command>,
        otherwise: &str,
    ) {
        let selection = self.selection.get_untracked();
        let command = self.drawn.with_untracked(|drawn| command(&drawn.diagram, &selection));
        match command {
            Some(command) => {
                self.apply(&command);
            }
            None => self.announcement.set(otherwise.to_owned()),
        }
    }
}
