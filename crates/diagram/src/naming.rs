//! Names that components start with.

use std::collections::HashSet;

use crate::catalogue::Kind;
use crate::{Catalogue, Diagram};

/// "Cache", or "Cache 2" where a "Cache" is there already.
pub fn unused_name(diagram: &Diagram, kind: &Kind) -> String {
    let taken: HashSet<&str> = diagram.components.iter().map(|component| component.name.as_str()).collect();
    let mut name = kind.name.clone();
    let mut number = 1;
    while taken.contains(name.as_str()) {
        number += 1;
        name = format!("{} {number}", kind.name);
    }
    name
}

/// The name of a kind, or words made of its id where this build does not know it.
pub fn kind_name(kind: &str) -> String {
    Catalogue::builtin().kind(kind).map_or_else(|| words(kind), |kind| kind.name.clone())
}

/// `quantum_cache` becomes "Quantum cache".
pub(crate) fn words(id: &str) -> String {
    let spaced = id.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use kurbo::Point;

    use super::*;
    use crate::{Component, ComponentId};

    #[test]
    fn a_second_cache_is_called_cache_2() {
        let kind = Catalogue::builtin().kind("cache").unwrap();
        let mut diagram = Diagram::default();
        for expected in ["Cache", "Cache 2", "Cache 3"] {
            let name = unused_name(&diagram, kind);
            assert_eq!(name, expected);
            diagram.components.push(Component::new(ComponentId(name.clone()), "cache", &name, Point::ZERO));
        }
        diagram.components.remove(1);
        assert_eq!(unused_name(&diagram, kind), "Cache 2");
    }

    #[test]
    fn an_unknown_kind_is_named_after_its_id() {
        assert_eq!(kind_name("sql_database"), "SQL database");
        assert_eq!(kind_name("quantum_cache"), "Quantum cache");
        assert_eq!(kind_name(""), "");
    }
}
