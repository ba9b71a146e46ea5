//! What the name of a file says.

use crate::Wheel;

/// What a package was built for; each of the three is a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tags {
    pub pythons: Vec<String>,
    pub abis: Vec<String>,
    pub platforms: Vec<String>,
}

pub fn read(file_name: &str) -> Option<(Wheel, Tags)> {
    let stem = without_copy_number(file_name.strip_suffix(".whl")?);
    let parts: Vec<&str> = stem.split('-').collect();
    let is_plain = |part: &&str| {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._+!".contains(letter);
        !part.is_empty() && part.chars().all(is_plain)
    };
    if !parts.iter().all(is_plain) {
        return None;
    }
    let (name, version, tags) = match parts.as_slice() {
        [name, version, tags @ ..] if tags.len() == 3 => (name, version, tags),
        // A build number begins with a digit.
        [name, version, build, tags @ ..]
            if tags.len() == 3 && build.starts_with(|one: char| one.is_ascii_digit()) =>
        {
            (name, version, tags)
        }
        _ => return None,
    };
    let [pythons, abis, platforms] = tags else { return None };
    let choice = |tag: &str| tag.split('.').map(str::to_owned).collect();
    let wheel =
        Wheel { name: (*name).to_owned(), version: (*version).to_owned(), file_name: format!("{stem}.whl") };
    Some((wheel, Tags { pythons: choice(pythons), abis: choice(abis), platforms: choice(platforms) }))
}

/// Browsers call the second download of a file `name (1).whl`.
fn without_copy_number(stem: &str) -> &str {
    let copied = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match copied {
        Some((name, number)) if number.chars().all(|one| one.is_ascii_digit()) => name,
        _ => stem,
    }
}

impl Tags {
    pub fn suit_platform(&self, ours: &[String]) -> bool {
        self.platforms.iter().any(|platform| platform == "any" || ours.contains(platform))
    }

    pub fn suit_version(&self, minor: u32) -> bool {
        let has_abi = |wanted: &str| self.abis.iter().any(|abi| abi == wanted);
        let exact = format!("cp3{minor}");
        self.pythons.iter().any(|python| match (python.strip_prefix("py3"), python.strip_prefix("cp3")) {
            (Some(""), _) => has_abi("none"),
            (Some(of), _) => has_abi("none") && is_up_to(of, minor),
            // Compiled for the stable part of Python's interface, it goes on to work with later versions.
            (_, Some(of)) if has_abi("abi3") => is_up_to(of, minor),
            _ => *python == exact && (has_abi(&exact) || has_abi("none")),
        })
    }
}

fn is_up_to(version: &str, minor: u32) -> bool {
    version.parse::<u32>().is_ok_and(|version| version <= minor)
}
