//! When the report is made: at once for most designs, in a pause for the largest.

use std::sync::Arc;
use std::time::Duration;

use analysis::Report;
use analysis::challenge::Brief;
use diagram::Catalogue;
use leptos::prelude::*;

use super::{Drawn, conditions};

/// A design of more components takes longer to measure than a frame may.
const MOST_AT_ONCE: usize = 300;
/// So long after the last change a larger one is measured.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(Clone, Copy)]
pub(super) struct Measuring {
    drawn: RwSignal<Arc<Drawn>>,
    /// Revision of the design that the report is of; `None` before the first.
    measured: RwSignal<Option<u64>>,
}

impl Measuring {
    pub(super) fn of(drawn: RwSignal<Arc<Drawn>>) -> Measuring {
        let measuring = Measuring { drawn, measured: RwSignal::new(None) };
        measuring.after_a_change();
        measuring
    }

    /// Of the state that is measured, at these prices, under the load of a brief if there is one.
    pub(super) fn report(
        self,
        catalogue: Memo<Arc<Catalogue>>,
        brief: RwSignal<Option<Arc<Brief>>>,
    ) -> Memo<Arc<Report>> {
        // The report before is let go of first: of a large design there is no room for two.
        Memo::new_owning(move |before: Option<Arc<Report>>| {
            drop(before);
            let diagram = match self.measured.get() {
                Some(_) => self.drawn.with_untracked(|drawn| Arc::clone(&drawn.diagram)),
                None => Arc::default(),
            };
            let catalogue = catalogue.get();
            let report = brief.with(|brief| conditions::report(&diagram, &catalogue, brief.as_deref()));
            (Arc::new(report), true)
        })
    }

    pub(super) fn is_current(self) -> bool {
        self.measured.get_untracked() == Some(self.drawn.with_untracked(|drawn| drawn.revision))
    }

    pub(super) fn after_a_change(self) {
        let (size, revision) =
            self.drawn.with_untracked(|drawn| (drawn.diagram.components.len(), drawn.revision));
        if size <= MOST_AT_ONCE {
            self.measure();
            return;
        }
        let later = move || {
            // The page may have been left, or the design changed again.
            let is_last = self.drawn.try_with_untracked(|drawn| drawn.revision == revision);
            if is_last == Some(true) {
                self.measure();
            }
        };
        set_timeout(later, PAUSE);
    }

    fn measure(self) {
        self.measured.set(Some(self.drawn.with_untracked(|drawn| drawn.revision)));
    }
}
