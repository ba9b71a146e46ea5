use crate::tools::Selection;
use crate::{Diagram, naming};

/// "Cache", "3 components", "Zone" or "5 things".
pub(super) fn subject(diagram: &Diagram, selection: &Selection) -> String {
    let counts = [selection.components.len(), selection.groups.len(), selection.annotations.len()];
    match counts {
        [1, 0, 0] => {
            let component = selection.components.first().and_then(|id| diagram.component(id));
            component.map_or_else(|| "Component".to_owned(), naming::of_component)
        }
        [0, 1, 0] => {
            let group = selection.groups.first().and_then(|id| diagram.group(id));
            group.map_or_else(|| "Group".to_owned(), naming::of_group)
        }
        [0, 0, 1] => {
            let annotation = selection.annotations.first().and_then(|id| diagram.annotation(id));
            annotation.map_or("Annotation", |one| naming::annotation_kind_name(one.kind)).to_owned()
        }
        [components, 0, 0] => format!("{components} components"),
        [0, groups, 0] => format!("{groups} groups"),
        [0, 0, annotations] => format!("{annotations} annotations"),
        _ => format!("{} things", counts.iter().sum::<usize>()),
    }
}
