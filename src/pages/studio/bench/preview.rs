use std::sync::Arc;

use diagram::tools::Selection;
use diagram::{Command, Document};
use leptos::prelude::*;

use super::Bench;
use crate::browser::random;

impl Bench {
    /// Shows the design as it would be after a change, with what is new selected. Nothing is changed.
    pub fn preview(self, command: &Command) {
        let before = self.drawn.get_untracked();
        let mut copy = Document::from_diagram(random::bits(), &before.diagram);
        if copy.apply(command).is_err() {
            return;
        }
        let after = copy.shared_diagram();
        let components = after.components.iter().map(|component| &component.id);
        let connections = after.connections.iter().map(|connection| &connection.id);
        self.selection.set(Selection {
            components: components.filter(|id| before.diagram.component(id).is_none()).cloned().collect(),
            connections: connections.filter(|id| before.diagram.connection(id).is_none()).cloned().collect(),
            ..Selection::default()
        });
        self.motion.set(Some(Arc::new(before.next(after))));
    }

    /// Also while the page is being left.
    pub fn end_preview(self) {
        let _ = self.motion.try_set(None);
    }
}
