use std::collections::HashMap;

use diagram::Diagram;

/// Places in a list by id.
///
/// Every map here has this shape or that of owned names: each other one would be compiled once more.
pub(crate) type Places<'a> = HashMap<&'a str, usize>;

pub(crate) fn of_components(diagram: &Diagram) -> Places<'_> {
    diagram.components.iter().map(|component| component.id.0.as_str()).zip(0..).collect()
}

pub(crate) fn of_groups(diagram: &Diagram) -> Places<'_> {
    diagram.groups.iter().map(|group| group.id.0.as_str()).zip(0..).collect()
}
