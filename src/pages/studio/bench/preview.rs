use std::sync::Arc;

use analysis::words;
use diagram::tools::Selection;
use diagram::{Command, Diagram, Document};
use leptos::prelude::*;

use super::{Bench, conditions};
use crate::browser::random;

impl Bench {
    /// Shows the design as it would be after a change, with what is new selected. Nothing is changed.
    ///
    /// What it would cost is told, unless figures are still to be guessed.
    pub fn preview(self, command: &Command) -> Option<String> {
        let before = self.drawn.get_untracked();
        let mut copy = Document::from_diagram(random::bits(), &before.diagram);
        if copy.apply(command).is_err() {
            return None;
        }
        let after = copy.shared_diagram();
        let components = after.components.iter().map(|component| &component.id);
        let connections = after.connections.iter().map(|connection| &connection.id);
        self.selection.set(Selection {
            components: components.filter(|id| before.diagram.component(id).is_none()).cloned().collect(),
            connections: connections.filter(|id| before.diagram.connection(id).is_none()).cloned().collect(),
            ..Selection::default()
        });
        let monthly_usd = |diagram: &Diagram| {
            let brief = self.conditions.get_untracked();
            let catalogue = self.catalogue.get_untracked();
            conditions::report(diagram, &catalogue, brief.as_deref()).cost.monthly_usd
        };
        let cost = (!self.veiled.get_untracked())
            .then(|| words::change_of_cost(monthly_usd(&before.diagram), monthly_usd(&after)))
            .flatten();
        self.motion.set(Some(Arc::new(before.next(after))));
        cost
    }

    /// Also while the page is being left.
    pub fn end_preview(self) {
        let _ = self.motion.try_set(None);
    }
}
