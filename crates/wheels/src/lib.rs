//! Files with a package for Python ("wheels"): whether one suits the Python that the page has, told from the file's name
//! and from the table of contents of the archive, before anything is unpacked.
//!
//! The name is read as the binary distribution format of the Python Packaging User Guide has it,
//! `name-version(-build)?-python-abi-platform.whl`, the archive as in PKWARE's APPNOTE 6.3, section 4.3.

mod contents;
mod name;

use crate::contents::Contents;
use crate::name::Tags;

/// A file with more is refused: it would be handed to every start of Python.
pub const MOST_FILE_BYTES: u64 = 30 * MEGABYTE;
/// Unpacked, it is held in memory.
pub const MOST_UNPACKED_BYTES: u64 = 120 * MEGABYTE;
pub const MOST_FILES: u64 = 10_000;
const MEGABYTE: u64 = 1024 * 1024;

/// The Python that a package has to suit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Python {
    /// 14 for Python 3.14.
    pub minor: u32,
    /// What packages with compiled code are built for, as in file names; the first is the one to name.
    pub platforms: Vec<String>,
}

/// A package that suits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wheel {
    pub name: String,
    pub version: String,
    /// Without what a browser adds to a second download, ` (1)`.
    pub file_name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WheelError {
    #[error(
        "This is no package file for Python. Its name ends in .whl and tells the package, its version and what it was built for, as in tabulate-0.9.0-py3-none-any.whl; a file that was renamed needs its own name again. Nothing was changed."
    )]
    Name,
    #[error(
        "{package} was built for another version of Python ({built_for}). Here is Python 3.{minor}: look for a file with cp3{minor} or py3 in its name. Nothing was changed."
    )]
    OtherPython { package: String, built_for: String, minor: u32 },
    #[error(
        "{package} was built for another platform ({built_for}) and runs only there. Look for a file that ends in {ours}.whl or, where the package is Python alone, in any.whl. Nothing was changed."
    )]
    OtherPlatform { package: String, built_for: String, ours: String },
    #[error(
        "The file is damaged, or did not arrive whole: its table of contents cannot be read. Fetch it again. Nothing was changed."
    )]
    Damaged,
    #[error(
        "The file is an archive, but not of a Python package: it does not say of itself what it is. Nothing was changed."
    )]
    NoPackage,
    #[error("The archive names a file outside of itself, {0}, which no package does. Nothing was changed.")]
    Outside(String),
    #[error(
        "The package is too large for the page: at most {most_megabytes} MB, {most_unpacked_megabytes} MB unpacked and {MOST_FILES} files can be held. Nothing was changed."
    )]
    TooLarge { most_megabytes: u64, most_unpacked_megabytes: u64 },
}

/// Whether the package in `bytes`, a file of this name, can be used by `python`. Nothing is unpacked, so whether each of
/// its files is whole is not known yet.
pub fn check(file_name: &str, bytes: &[u8], python: &Python) -> Result<Wheel, WheelError> {
    let (wheel, tags) = name::read(file_name).ok_or(WheelError::Name)?;
    tags_suit(&wheel, &tags, python)?;
    if bytes.len() as u64 > MOST_FILE_BYTES {
        return Err(too_large());
    }
    let contents = Contents::read(bytes).ok_or(WheelError::Damaged)?;
    if contents.files > MOST_FILES || contents.unpacked_bytes > MOST_UNPACKED_BYTES {
        return Err(too_large());
    }
    if let Some(outside) = contents.outside {
        return Err(WheelError::Outside(outside));
    }
    if contents.has_wheel_file { Ok(wheel) } else { Err(WheelError::NoPackage) }
}

fn tags_suit(wheel: &Wheel, tags: &Tags, python: &Python) -> Result<(), WheelError> {
    let package = || format!("{} {}", wheel.name, wheel.version);
    if !tags.suit_platform(&python.platforms) {
        return Err(WheelError::OtherPlatform {
            package: package(),
            built_for: tags.platforms.join(" or "),
            ours: python.platforms.first().cloned().unwrap_or_default(),
        });
    }
    if !tags.suit_version(python.minor) {
        let built_for = tags.pythons.join(" or ");
        return Err(WheelError::OtherPython { package: package(), built_for, minor: python.minor });
    }
    Ok(())
}

fn too_large() -> WheelError {
    WheelError::TooLarge {
        most_megabytes: MOST_FILE_BYTES / MEGABYTE,
        most_unpacked_megabytes: MOST_UNPACKED_BYTES / MEGABYTE,
    }
}
