//! What a design is measured under: the load that is drawn, or that of a brief.

use std::sync::Arc;

use analysis::Report;
use analysis::challenge::{Brief, imposed};
use diagram::{Catalogue, Diagram};
use leptos::prelude::*;

use super::Bench;

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

    /// Reads the design as it is measured.
    pub fn with_measured<T>(self, read: impl FnOnce(&Diagram) -> T) -> T {
        let drawn = self.drawn.get_untracked();
        match self.conditions.get_untracked() {
            Some(brief) => read(&imposed(&drawn.diagram, self.kinds.get_untracked(), &brief).diagram),
            None => read(&drawn.diagram),
        }
    }
}
