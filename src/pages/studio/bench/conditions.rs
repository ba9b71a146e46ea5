//! What a design is measured under: the load that is drawn, or that of a brief.

use std::sync::Arc;

use analysis::challenge::{Brief, imposed};
use analysis::{Finding, Report};
use diagram::{Catalogue, Command, Diagram};
use leptos::prelude::*;

use super::Bench;
use crate::browser::random;

pub fn report(diagram: &Diagram, catalogue: &Catalogue, brief: Option<&Brief>) -> Report {
    match brief {
        Some(brief) => analysis::report(&imposed(diagram, catalogue, brief).diagram, catalogue),
        None => analysis::report(diagram, catalogue),
    }
}

impl Bench {
    /// From now on every figure is what it will be when the design is graded.
    pub fn measure_under(self, brief: Brief) {
        self.conditions.set(Some(Arc::new(brief)));
    }

    /// A change after which a finding of the report is gone.
    pub fn quick_fix(self, finding: &Finding) -> Option<Command> {
        let (drawn, brief) = (self.drawn.get_untracked(), self.conditions.get_untracked());
        let kinds = self.kinds.get_untracked();
        analysis::quick_fix(&drawn.diagram, kinds, brief.as_deref(), finding, &mut random::id)
    }

    /// Reads the design as it is measured.
    pub fn with_measured<T>(self, read: impl FnOnce(&Diagram) -> T) -> T {
        let drawn = self.drawn.get_untracked();
        match self.conditions.get_untracked() {
            Some(brief) => read(&imposed(&drawn.diagram, self.kinds.get_untracked(), &brief).diagram),
            None => read(&drawn.diagram),
        }
    }
}
