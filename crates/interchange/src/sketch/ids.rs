use std::collections::HashMap;

/// Ids of one list of a design: each once and none empty.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// The value says nothing; see `crate::places`.
    taken: HashMap<String, usize>,
    count: usize,
}

impl Ids {
    /// The one that is wanted if it is free, or one like it; `otherwise` where none is wanted.
    pub(super) fn claim(&mut self, wanted: &str, otherwise: &str) -> String {
        let stem = if wanted.is_empty() { otherwise } else { wanted };
        let mut id = if wanted.is_empty() { self.next(stem) } else { wanted.to_owned() };
        while self.taken.insert(id.clone(), 0).is_some() {
            id = self.next(stem);
        }
        id
    }

    fn next(&mut self, stem: &str) -> String {
        self.count += 1;
        format!("{stem}-{}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_taken_gets_a_number() {
        let mut ids = Ids::default();
        let claimed = ["a", "a", "", "a-2", "a"].map(|wanted| ids.claim(wanted, "component"));
        assert_eq!(claimed, ["a", "a-1", "component-2", "a-2", "a-3"]);
    }
}
