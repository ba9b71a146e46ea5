use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{answer, file, folder, refused_for, run};

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/system-design")
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A pack of one item whose right option can be put in.
fn small_pack(name: &str, right: &str, parameters: &str) -> PathBuf {
    let folder = folder(name);
    fs::create_dir_all(folder.join("items")).unwrap();
    let write = |file: &str, text: &str| fs::write(folder.join(file), text).unwrap();
    write(
        "pack.toml",
        "format = 1\nid = \"small\"\ntitle = \"Small\"\nsummary = \"One.\"\nversion = \"1.0.0\"\nlicence = \"CC0-1.0\"\nlanguage = \"en\"\n",
    );
    write(
        "topics.toml",
        "[[topic]]\nid = \"caching\"\nname = \"Caching\"\nsummary = \"One.\"\nskills = [{ id = \"place\", name = \"Place a cache\" }]\n",
    );
    write(
        "items/caching.toml",
        &format!(
            "[[item]]\nid = \"cache-read\"\ntopic = \"caching\"\nskill = \"place\"\nstem = \"What does a cache spare?\"\nkind = \"single_choice\"\n\
             options = [\n  {{ text = \"{right}\", correct = true, rationale = \"It answers them.\" }},\n  \
             {{ text = \"A write\", rationale = \"It has to be stored.\" }},\n  {{ text = \"A disk\", rationale = \"It stays.\" }},\n]\n\
             hints = [\"Think of what is asked often.\", \"It is not about storing.\"]\nexplanation = \"A cache answers what was read before.\"\n\
             sources = [{{ title = \"Notes\", location = \"chapter 1\" }}]\ncognitive_level = \"apply\"\nexpected_seconds = 60\nparameters = {parameters}\n"
        ),
    );
    folder
}

const GOOD: &str = "{ a = 1.0, b = 0.0, c = 0.3 }";

#[test]
fn the_shipped_pack_has_nothing_to_mend() {
    let checked = answer(&["pack", "check", path(&shipped())], "");
    assert_eq!(checked["problems"], Value::Array(Vec::new()));
    assert_eq!(checked["pack"]["id"], "system-design");
    let linted = answer(&["items", "lint", path(&shipped())], "");
    assert_eq!(linted["problems"], Value::Array(Vec::new()));
    assert_eq!(linted["items"], checked["pack"]["items"]);
}

#[test]
fn a_pack_that_was_built_can_be_checked_and_shown_from_its_file() {
    let output = folder("built").join("small.json");
    let source = small_pack("built-source", "A read", GOOD);
    let built = answer(&["pack", "build", path(&source), "--output", path(&output)], "");
    let bytes = fs::read(&output).unwrap();
    assert_eq!((&built["bytes"], &built["items"]), (&bytes.len().into(), &1.into()));
    assert_eq!(built["hash"].as_str().unwrap().len(), 16);
    let shown = answer(&["pack", "show", path(&output)], "");
    assert_eq!(shown, answer(&["pack", "show", path(&source)], ""));
    assert_eq!(shown["items_by_kind"]["single_choice"], 1);
    assert_eq!(shown["topics"][0]["items"], 1);
    assert_eq!(answer(&["items", "lint", path(&output)], "")["problems"], Value::Array(Vec::new()));
}

#[test]
fn what_is_to_be_mended_is_listed_by_file_and_line() {
    let source = small_pack("flawed", "All of the above", GOOD);
    for arguments in [["items", "lint"], ["pack", "check"]] {
        let output = run(&[arguments[0], arguments[1], path(&source)], "");
        assert_eq!(output.status.code(), Some(1));
        let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let first = &listed["problems"][0];
        assert_eq!(first["file"], "items/caching.toml");
        assert!(first["line"].is_u64(), "{listed}");
        assert!(first["message"].as_str().unwrap().contains("all of the above"), "{listed}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("1 thing to mend"));
    }
    refused_for(&["pack", "build", path(&source)], "", "all of the above");
    refused_for(&["pack", "show", path(&source)], "", "all of the above");
}

#[test]
fn a_new_author_goes_from_an_empty_folder_to_a_file() {
    let parent = folder("first-pack");
    let source = parent.join("rigging");
    let begun = answer(&["pack", "new", path(&source)], "");
    assert_eq!(begun["id"], "rigging");
    assert_eq!(answer(&["pack", "check", path(&source)], "")["problems"], Value::Array(Vec::new()));
    let output = parent.join("rigging.json");
    answer(&["pack", "build", path(&source), "--output", path(&output)], "");
    let shown = answer(&["pack", "show", path(&output)], "");
    assert_eq!((&shown["id"], &shown["items"]), (&"rigging".into(), &2.into()));
    assert_eq!(shown["pictures"], serde_json::json!(["images/courses.svg"]));
    refused_for(&["pack", "new", path(&source)], "", "has something in it");
    refused_for(&["pack", "new", path(&parent.join("No Id"))], "", "\"No Id\" is none");
    // One byte of a built file changed: it is not what the author built any more.
    let damaged = fs::read_to_string(&output).unwrap().replacen("Sailing", "Sealing", 1);
    fs::write(&output, damaged).unwrap();
    refused_for(&["pack", "show", path(&output)], "", "changed or cut after it was built");
}

#[test]
#[cfg(unix)]
fn links_that_lead_out_of_the_folder_are_refused() {
    let source = small_pack("linked", "A read", GOOD);
    std::os::unix::fs::symlink("/etc/hostname", source.join("items/more.toml")).unwrap();
    std::os::unix::fs::symlink("..", source.join("tutorials")).unwrap();
    let output = run(&["pack", "check", path(&source)], "");
    let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files: Vec<&str> = listed["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["items/more.toml", "tutorials"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("items/more.toml: this is a link"));
}

#[test]
fn archives_are_not_opened() {
    let file = folder("archive").join("pack.zip");
    fs::write(&file, b"PK\x03\x04../../evil").unwrap();
    refused_for(&["pack", "check", path(&file)], "", "This is an archive");
}

#[test]
fn an_item_whose_asymptotes_cross_does_not_pass() {
    let source = small_pack("crossed", "A read", "{ a = 1.0, b = 0.0, c = 0.9, d = 0.8 }");
    let output = run(&["items", "lint", path(&source)], "");
    assert!(String::from_utf8(output.stderr).unwrap().contains("1 thing to mend"));
    assert!(String::from_utf8(output.stdout).unwrap().contains("c has to be less than d"));
}

#[test]
fn what_is_no_pack_is_refused() {
    let source = small_pack("no-pack", "A read", GOOD);
    fs::write(source.join("topics.toml"), "[[topic]\n").unwrap();
    refused_for(&["items", "lint", path(&source)], "", "its items were not looked at");
    refused_for(&["pack", "check", "no such pack"], "", "cannot be read");
    refused_for(&["pack", "build", "no such pack"], "", "is not a folder");
    let cut = folder("cut").join("cut.json");
    fs::write(&cut, "{\"format\": 1, \"id\": ").unwrap();
    refused_for(&["pack", "show", path(&cut)], "", "not a compiled pack");
    fs::write(&cut, "[".repeat(1000)).unwrap();
    refused_for(&["items", "lint", path(&cut)], "", "nested");
}

#[test]
fn a_pack_file_of_more_than_the_most_is_not_read_to_its_end() {
    let pack = file("large-pack", &" ".repeat(33 * 1024 * 1024));
    refused_for(
        &["pack", "check", pack.to_str().unwrap()],
        "",
        "is larger than 32 MB, the most that is read",
    );
}
