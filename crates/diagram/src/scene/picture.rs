use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kurbo::{Rect, Size};

use crate::catalogue::Kind;
use crate::{Catalogue, ComponentId, ConnectionId, Diagram, SpatialIndex};

/// A design with all that is needed to draw it at rest.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    pub diagram: &'a Diagram,
    /// Made of this diagram.
    pub index: &'a SpatialIndex,
    pub catalogue: &'a Catalogue,
    pub findings: &'a Findings,
    /// A number that is another one whenever any of the above changed, so that nothing is painted twice.
    pub revision: u64,
}

impl Picture<'_> {
    /// World rectangle of a picture of the whole design, as it leaves the page.
    pub fn frame(&self) -> Rect {
        /// Document units around the drawing; badges and shadows reach out of the boxes.
        const MARGIN: f64 = 32.0;
        const EMPTY: Size = Size::new(400.0, 300.0);
        let extent = self.index.extent().unwrap_or(Rect::from_origin_size((0.0, 0.0), EMPTY));
        extent.inset(MARGIN).expand()
    }
}

/// What the analysis says, as far as the drawing shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    pub statuses: HashMap<ComponentId, Status>,
    /// Drawn in the colour of the critical path.
    pub highlighted: HashSet<ConnectionId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Status {
    /// Offered load over capacity; over 1 it cannot keep up. `None` shows no bar.
    pub utilisation: Option<f64>,
    pub is_on_critical_path: bool,
    pub is_single_point_of_failure: bool,
}

/// Kinds by id, with their icons ready to be shared by many shapes.
pub(super) struct Kinds<'a>(HashMap<&'a str, (&'a Kind, Arc<str>)>);

impl<'a> Kinds<'a> {
    pub(super) fn of(catalogue: &'a Catalogue) -> Self {
        Self(
            catalogue
                .kinds
                .iter()
                .map(|kind| (kind.id.as_str(), (kind, Arc::from(kind.icon.as_str()))))
                .collect(),
        )
    }

    pub(super) fn get(&self, id: &str) -> Option<&(&'a Kind, Arc<str>)> {
        self.0.get(id)
    }
}
