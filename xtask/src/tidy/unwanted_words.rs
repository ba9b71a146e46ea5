//! Words that mean somebody's machine leaked into the repository.

use super::{Complaint, SourceFile};

/// Written in parts, so that this file may stand in the repository itself.
const WORDS: [&str; 7] = [
    concat!("registry.", "npmjs.", "org"),
    concat!("index.", "crates.", "io"),
    concat!("static.", "crates.", "io"),
    concat!("static.", "rust-lang.", "org"),
    concat!("arti", "factory"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/main"),
];

pub fn check(file: &SourceFile) -> Vec<Complaint> {
    let lines = file.text.lines().enumerate();
    let named =
        lines.filter_map(|(number, line)| Some((number, WORDS.iter().find(|word| line.contains(**word))?)));
    named
        .map(|(number, word)| Complaint {
            line: number + 1,
            sentence: format!("`{word}` belongs to one machine: leave it out"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{NONE, complaints_of};
    use super::*;

    #[test]
    fn where_a_package_was_fetched_from_is_left_out() {
        let lock = format!("{{\n\"resolved\": \"https://{}/a.tgz\"\n}}", WORDS[0]);
        assert_eq!(complaints_of(check, "package-lock.json", &lock), [2]);
        assert_eq!(
            complaints_of(
                check,
                "Cargo.lock",
                "source = \"registry+https://github.com/rust-lang/crates.io-index\""
            ),
            NONE
        );
    }
}
