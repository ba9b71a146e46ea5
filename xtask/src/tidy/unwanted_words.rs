//! Where a package was fetched from belongs to the machine that fetched it, not into the repository.

use super::{Complaint, SourceFile};

/// What npm writes before an address in its lock file.
const ADDRESS_KEY: &str = "\"resolved\":";

pub fn check(file: &SourceFile) -> Vec<Complaint> {
    let lines = file.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with(ADDRESS_KEY));
    lines
        .map(|(number, _)| Complaint {
            line: number + 1,
            sentence: "a lock file names no download address: `npm install --omit-lockfile-registry-resolved` leaves it out".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::complaints_of;
    use super::*;

    #[test]
    fn where_a_package_was_fetched_from_is_left_out() {
        let lock = "{\n\"resolved\": \"https://somewhere/a.tgz\"\n}";
        assert_eq!(complaints_of(check, "package-lock.json", lock), [2]);
    }
}
