use std::collections::BTreeSet;

use super::Preview;
use crate::ComponentId;
use crate::hit::Hit;
use crate::tools::Selection;

/// What the session adds to a design: nothing of it is saved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    pub selection: Selection,
    pub hovered: Hit,
    /// From [`Tool::preview`](crate::tools::Tool::preview).
    pub preview: Preview,
}

impl Overlay {
    /// Components that are drawn on the live layer instead of the base.
    pub(super) fn lifted(&self) -> Option<&BTreeSet<ComponentId>> {
        self.preview.lift.as_ref().map(|lift| &lift.components)
    }
}
