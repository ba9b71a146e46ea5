//! When the report is made: at once for most designs, in a pause for the largest.

use std::sync::Arc;
use std::time::Duration;

use analysis::Report;
use diagram::{Catalogue, Diagram};
use leptos::prelude::*;

use super::Drawn;

/// A design of more components takes longer to measure than a frame may.
const MOST_AT_ONCE: usize = 300;
/// So long after the last change a larger one is measured.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(Clone, Copy)]
pub(super) struct Measuring {
    drawn: RwSignal<Arc<Drawn>>,
    found: RwSignal<Found>,
}

/// A report and the state of the design that it is of.
#[derive(Clone)]
struct Found {
    report: Arc<Report>,
    /// `None` before the first.
    revision: Option<u64>,
}

impl Measuring {
    pub(super) fn of(drawn: RwSignal<Arc<Drawn>>) -> Measuring {
        let nothing = analysis::report(&Diagram::default(), Catalogue::builtin());
        let found = RwSignal::new(Found { report: Arc::new(nothing), revision: None });
        let measuring = Measuring { drawn, found };
        measuring.after_a_change();
        measuring
    }

    pub(super) fn report(self) -> Memo<Arc<Report>> {
        Memo::new(move |_| self.found.with(|found| Arc::clone(&found.report)))
    }

    pub(super) fn is_current(self) -> bool {
        self.found.with_untracked(|found| found.revision)
            == Some(self.drawn.with_untracked(|drawn| drawn.revision))
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
        let drawn = self.drawn.get_untracked();
        let report = Arc::new(analysis::report(&drawn.diagram, Catalogue::builtin()));
        self.found.set(Found { report, revision: Some(drawn.revision) });
    }
}
