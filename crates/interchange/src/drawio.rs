//! draw.io, also called diagrams.net: a graph of cells in XML, as mxGraph and maxGraph have it.
//!
//! What a cell has no place for stands in an attribute of ours, which draw.io keeps and shows as the cell's data.

mod cells;
mod geometry;
mod percent;
mod reading;
mod style;
mod writing;

pub(crate) use percent::decoded as percent_decoded;
pub(crate) use reading::read;
pub(crate) use writing::write;

/// The attributes that hold a line of the design format: of a component, a group, a connection and what is written or
/// drawn beside them.
const COMPONENT_NOTE: &str = "systemcraft-component";
const GROUP_NOTE: &str = "systemcraft-group";
const CONNECTION_NOTE: &str = "systemcraft-connection";
const ANNOTATION_NOTE: &str = "systemcraft-annotation";
/// The design's name and rationale, at the cell around all others.
const DESIGN_NOTE: &str = "systemcraft-design";

#[cfg(test)]
mod tests;
