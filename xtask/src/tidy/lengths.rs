//! A file that a reader can hold in mind.

use super::{Complaint, SourceFile, rust_literals};

const MOST_LINES: usize = 400;
/// Tables of data, which are read by looking things up. Nothing else belongs here.
const DATA_TABLES: [&str; 0] = [];

pub fn check(file: &SourceFile) -> Vec<Complaint> {
    let is_test =
        file.path.contains("/tests/") || file.path.starts_with("tests/") || file.path.ends_with("tests.rs");
    if !file.has_extension(&["rs"]) || is_test || DATA_TABLES.contains(&file.path.as_str()) {
        return Vec::new();
    }
    let lines = rust_literals::before_inline_tests(&file.text).lines().count();
    if lines <= MOST_LINES {
        return Vec::new();
    }
    let sentence =
        format!("{lines} lines without its tests, {MOST_LINES} are allowed: split it by what it is about");
    vec![Complaint { line: 1, sentence }]
}

#[cfg(test)]
mod tests {
    use super::super::{NONE, complaints_of};
    use super::*;

    #[test]
    fn a_long_file_is_refused_and_long_tests_are_not() {
        let long = "x();\n".repeat(MOST_LINES + 1);
        let long_tests = format!("x();\n#[cfg(test)]\nmod tests {{\n{long}}}");
        assert_eq!(complaints_of(check, "src/app.rs", &long), [1]);
        assert_eq!(complaints_of(check, "src/app.rs", &long_tests), NONE);
        assert_eq!(complaints_of(check, "crates/diagram/tests/rules.rs", &long), NONE);
    }
}
