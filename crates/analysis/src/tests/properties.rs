//! What the properties of the catalogue are for.

use std::collections::BTreeSet;
use std::path::Path;

use diagram::Catalogue;

/// The engines and the rules, as they are written, tests left out.
fn sources(folder: &Path, text: &mut String) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && name != "tests" {
            sources(&path, text);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") && name != "sketch.rs" {
            let source = std::fs::read_to_string(&path).unwrap();
            text.push_str(source.split("mod tests {").next().unwrap());
        }
    }
}

#[test]
fn a42_every_property_is_asked_for_or_says_that_it_changes_no_figure() {
    let mut text = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    assert!(text.contains("fn report("), "the sources were not found");
    let properties = Catalogue::builtin().kinds.iter().flat_map(|kind| &kind.properties);
    let is_wrong = |spec: &&diagram::catalogue::PropertySpec| {
        let is_asked_for = text.contains(&format!("\"{}\"", spec.id));
        is_asked_for == spec.note
    };
    let wrong: BTreeSet<&str> = properties.filter(is_wrong).map(|spec| spec.id.as_str()).collect();
    assert!(wrong.is_empty(), "either asked for and a note, or neither: {wrong:?}");
}
