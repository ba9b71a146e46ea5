use std::sync::Arc;

use super::{Activity, Preview};
use crate::edits::Carried;
use crate::hit::Hit;
use crate::tools::Selection;

/// What the session adds to a design: nothing of it is saved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    pub selection: Selection,
    pub hovered: Hit,
    /// From [`Tool::preview`](crate::tools::Tool::preview).
    pub preview: Preview,
    /// While it is simulated.
    pub activity: Option<Arc<Activity>>,
}

impl Overlay {
    /// What is drawn on the live layer instead of the base because it follows the pointer.
    pub(super) fn lifted(&self) -> Option<&Carried> {
        self.preview.lift.as_ref().map(|lift| &lift.carried)
    }
}
