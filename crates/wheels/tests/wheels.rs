//! Package files as learners may have them.

use proptest::prelude::*;
use wheels::{MOST_FILE_BYTES, Python, WheelError, check};

fn python() -> Python {
    Python { minor: 14, platforms: vec!["pyemscripten_2026_0_wasm32".into(), "pyodide_2026_0_wasm32".into()] }
}

/// An archive of files that are stored as they are; `unpacked_bytes` is what it claims of each.
fn archive(names: &[&str], unpacked_bytes: u32) -> Vec<u8> {
    let (mut files, mut table) = (Vec::new(), Vec::new());
    for name in names {
        let starts_at = files.len() as u32;
        files.extend(b"PK\x03\x04");
        files.extend([0; 22]);
        files.extend((name.len() as u16).to_le_bytes());
        files.extend([0; 2]);
        files.extend(name.as_bytes());
        table.extend(b"PK\x01\x02");
        table.extend([0; 20]);
        table.extend(unpacked_bytes.to_le_bytes());
        table.extend((name.len() as u16).to_le_bytes());
        table.extend([0; 12]);
        table.extend(starts_at.to_le_bytes());
        table.extend(name.as_bytes());
    }
    let mut all = files.clone();
    all.extend(&table);
    all.extend(b"PK\x05\x06\0\0\0\0");
    all.extend((names.len() as u16).to_le_bytes());
    all.extend((names.len() as u16).to_le_bytes());
    all.extend((table.len() as u32).to_le_bytes());
    all.extend((files.len() as u32).to_le_bytes());
    all.extend([0; 2]);
    all
}

fn whole() -> Vec<u8> {
    archive(&["tiny/__init__.py", "tiny-1.0.dist-info/WHEEL"], 10)
}

#[test]
fn a_package_that_suits_is_named_whatever_a_browser_added() {
    for name in [
        "tiny-1.0-py3-none-any.whl",
        "tiny-1.0-py2.py3-none-any.whl",
        "tiny-1.0-py39-none-any (2).whl",
        "tiny-1.0-1-py3-none-any.whl",
        "tiny-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        "tiny-1.0-cp314-cp314-pyodide_2026_0_wasm32.whl",
        "tiny-1.0-cp311-abi3-pyemscripten_2026_0_wasm32.whl",
    ] {
        let wheel = check(name, &whole(), &python()).unwrap();
        assert_eq!((wheel.name.as_str(), wheel.version.as_str()), ("tiny", "1.0"), "{name}");
        assert!(!wheel.file_name.contains('('), "{}", wheel.file_name);
    }
}

#[test]
fn one_for_another_python_or_platform_says_which_to_look_for() {
    for (name, words) in [
        (
            "tiny-1.0-cp313-cp313-pyemscripten_2026_0_wasm32.whl",
            "another version of Python (cp313). Here is Python 3.14",
        ),
        ("tiny-1.0-py315-none-any.whl", "another version of Python (py315)"),
        ("tiny-1.0-cp315-abi3-pyemscripten_2026_0_wasm32.whl", "another version of Python (cp315)"),
        ("tiny-1.0-py2-none-any.whl", "another version of Python (py2)"),
        ("tiny-1.0-cp314-cp314-pyodide_2025_0_wasm32.whl", "another platform (pyodide_2025_0_wasm32)"),
        ("tiny-1.0-cp314-cp314-win_amd64.whl", "ends in pyemscripten_2026_0_wasm32.whl"),
        (
            "tiny-1.0-cp314-cp314-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            "(manylinux_2_17_x86_64 or manylinux2014_x86_64)",
        ),
    ] {
        let error = check(name, &whole(), &python()).unwrap_err().to_string();
        assert!(error.contains(words), "{name}: {error}");
    }
}

#[test]
fn a_name_that_is_no_wheels_is_refused() {
    for name in [
        "tiny.zip",
        "tiny-1.0.tar.gz",
        "tiny.whl",
        "tiny-1.0.whl",
        "a-b-c-d-e-f-g.whl",
        "../a-1-py3-none-any.whl",
        ".whl",
        "",
    ] {
        assert_eq!(check(name, &whole(), &python()), Err(WheelError::Name), "{name}");
    }
}

#[test]
fn a_file_that_is_no_whole_archive_of_a_package_is_refused() {
    let name = "tiny-1.0-py3-none-any.whl";
    let whole = whole();
    let half = &whole[..whole.len() / 2];
    for damaged in
        [&b""[..], b"PK\x03\x04", b"not an archive, though long enough to be one", half, &whole[40..]]
    {
        assert_eq!(check(name, damaged, &python()), Err(WheelError::Damaged));
    }
    let other = archive(&["letter.txt"], 10);
    assert_eq!(check(name, &other, &python()), Err(WheelError::NoPackage));
    for outside in ["../page.py", "/etc/passwd", "a/../../b", "c:\\d"] {
        let error = check(name, &archive(&[outside, "t.dist-info/WHEEL"], 10), &python());
        assert_eq!(error, Err(WheelError::Outside(outside.to_owned())));
    }
}

#[test]
fn one_that_is_too_large_packed_or_unpacked_is_refused() {
    let name = "tiny-1.0-py3-none-any.whl";
    // 2 files of 64 MB are 128 MB, and 120 can be held.
    let bomb = archive(&["a", "t.dist-info/WHEEL"], 64 * 1024 * 1024);
    let large = vec![0; MOST_FILE_BYTES as usize + 1];
    for bytes in [bomb, large] {
        let error = check(name, &bytes, &python()).unwrap_err().to_string();
        assert!(error.contains("at most 30 MB, 120 MB unpacked"), "{error}");
    }
}

proptest! {
    #[test]
    fn no_bytes_and_no_name_make_it_panic(
        name in "[a-z.0-9() -]{0,30}(\\.whl)?",
        at in 0_usize..300,
        put in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut bytes = whole();
        let at = at.min(bytes.len());
        bytes.splice(at..at, put);
        let _ = check(&name, &bytes, &python());
        let _ = check("tiny-1.0-py3-none-any.whl", &bytes, &python());
    }
}
