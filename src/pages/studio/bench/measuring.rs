//! When the report is made: at once for most designs, in a pause for the largest.

use std::sync::Arc;
use std::time::Duration;

use analysis::Report;
use analysis::challenge::Brief;
use diagram::{Catalogue, Diagram};
use leptos::prelude::*;

use super::{Drawn, conditions};

/// A design of more components takes longer to measure than a frame may.
const MOST_AT_ONCE: usize = 300;
/// So long after the last change a larger one is measured.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(Clone, Copy)]
pub(super) struct Measuring {
    drawn: RwSignal<Arc<Drawn>>,
    /// The state of the design that the report is of; `None` before the first.
    measured: RwSignal<Option<Arc<Drawn>>>,
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
        let nothing = Arc::new(Diagram::default());
        Memo::new(move |_| {
            let diagram = self.measured.with(|measured| {
                measured.as_ref().map_or_else(|| Arc::clone(&nothing), |drawn| Arc::clone(&drawn.diagram))
            });
            brief.with(|brief| Arc::new(conditions::report(&diagram, &catalogue.get(), brief.as_deref())))
        })
    }

    pub(super) fn is_current(self) -> bool {
        let revision = |drawn: &Arc<Drawn>| drawn.revision;
        self.measured.with_untracked(|measured| measured.as_ref().map(revision))
            == Some(self.drawn.with_untracked(revision))
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
        self.measured.set(Some(self.drawn.get_untracked()));
    }
}
