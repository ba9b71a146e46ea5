use std::collections::HashMap;

/// Words that mean something at the start of a line or end, in any letters.
const RESERVED: [&str; 15] = [
    "end",
    "graph",
    "flowchart",
    "subgraph",
    "style",
    "linkstyle",
    "class",
    "classdef",
    "click",
    "direction",
    "default",
    "call",
    "href",
    "interpolate",
    "acctitle",
];

/// Names by which lines refer to components and groups: their ids where those will do.
#[derive(Default)]
pub(super) struct Names {
    /// The value says nothing; see `crate::places`.
    taken: HashMap<String, usize>,
}

impl Names {
    pub(super) fn claim(&mut self, id: &str, number: usize) -> String {
        if will_do(id) && self.taken.insert(id.to_owned(), 0).is_none() {
            return id.to_owned();
        }
        let mut name = format!("n{number}");
        let mut more = 1;
        while self.taken.insert(name.clone(), 0).is_some() {
            more += 1;
            name = format!("n{number}_{more}");
        }
        name
    }
}

/// Letters, figures and underscores. An "x" or "o" at the start would be taken for the end of an arrow.
fn will_do(id: &str) -> bool {
    let mut letters = id.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() && !matches!(first, 'x' | 'o'))
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && id.len() <= 40
        && !RESERVED.contains(&id.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_name_unless_it_means_something_else() {
        let mut names = Names::default();
        let ids = ["db", "End", "x1", "a-b", "", "db", "n6"];
        let claimed: Vec<String> = ids.iter().enumerate().map(|(at, id)| names.claim(id, at)).collect();
        assert_eq!(claimed, ["db", "n1", "n2", "n3", "n4", "n5", "n6"]);
        assert_eq!(names.claim("", 6), "n6_2");
    }
}
