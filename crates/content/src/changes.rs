use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Pack;

/// What sets one version of a pack apart from another, by the ids of what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Changes {
    pub items: Counted,
    pub tutorials: Counted,
    pub challenges: Counted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counted {
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
}

impl Changes {
    pub fn between(before: &Pack, after: &Pack) -> Changes {
        Changes {
            items: counted(&before.items, &after.items, |item| &item.id),
            tutorials: counted(&before.tutorials, &after.tutorials, |tutorial| &tutorial.id),
            challenges: counted(&before.challenges, &after.challenges, |challenge| &challenge.id),
        }
    }
}

fn counted<T: PartialEq>(before: &[T], after: &[T], id: impl Fn(&T) -> &String) -> Counted {
    let mut left: BTreeMap<&String, &T> = before.iter().map(|entry| (id(entry), entry)).collect();
    let mut counted = Counted::default();
    for entry in after {
        match left.remove(id(entry)) {
            None => counted.added += 1,
            Some(earlier) => counted.changed += usize::from(earlier != entry),
        }
    }
    counted.removed = left.len();
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_went_and_stayed_is_counted_by_id() {
        let before = [("a", 1), ("b", 2), ("c", 3)].map(|(id, value)| (id.to_owned(), value));
        let after = [("c", 3), ("b", 5), ("d", 4)].map(|(id, value)| (id.to_owned(), value));
        let counted = counted(&before, &after, |entry| &entry.0);
        assert_eq!(counted, Counted { added: 1, removed: 1, changed: 1 });
    }
}
