//! What comes in: bounded, and never half read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::plain_words::plain_words;

const MEGABYTE: u64 = 1024 * 1024;
/// Of a question to `estimate`, `select` or `schedule`.
const MOST_MEGABYTES_OF_JSON: u64 = 20;
/// Of a picture or a drawing, which may carry a design of the largest size with its drawing around it.
const MOST_MEGABYTES_OF_DRAWING: u64 = 64;

/// A file, or standard input where there is none or it is `-`.
#[derive(Debug, Clone, clap::Args)]
pub struct Source {
    /// A file of JSON; standard input when left out or `-`
    file: Option<PathBuf>,
}

impl Source {
    /// Reads JSON of the shape wanted.
    ///
    /// # Errors
    /// Names the place in the JSON that is not as expected, such as `items[3].a`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        let (name, text) = match self.file.as_deref().filter(|file| *file != Path::new("-")) {
            Some(file) => (file.display().to_string(), text_of_file(file, MOST_MEGABYTES_OF_JSON)?),
            None => {
                let name = "standard input".to_owned();
                (name.clone(), bounded_text(io::stdin().lock(), &name, MOST_MEGABYTES_OF_JSON)?)
            }
        };
        let mut reader = serde_json::Deserializer::from_str(&text);
        let value = serde_path_to_error::deserialize(&mut reader)
            .map_err(|error| not_expected(&name, error.path().to_string(), error.inner()))?;
        reader.end().map_err(|error| not_expected(&name, ".".to_owned(), &error))?;
        Ok(value)
    }
}

/// A whole text of at most so many megabytes.
pub fn text_of_file(path: &Path, most_megabytes: u64) -> Result<String, Failure> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| not_read(&name, &error))?;
    bounded_text(file, &name, most_megabytes)
}

/// A whole file in any format of a design.
pub fn bytes_of_drawing(path: &Path) -> Result<Vec<u8>, Failure> {
    bytes_of_file(path, MOST_MEGABYTES_OF_DRAWING)
}

/// A whole file of at most so many megabytes.
pub fn bytes_of_file(path: &Path, most_megabytes: u64) -> Result<Vec<u8>, Failure> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| not_read(&name, &error))?;
    bounded_bytes(file, &name, most_megabytes)
}

fn bounded_text(from: impl Read, name: &str, most_megabytes: u64) -> Result<String, Failure> {
    let bytes = bounded_bytes(from, name, most_megabytes)?;
    String::from_utf8(bytes).map_err(|_| Failure::NotText { path: name.to_owned() })
}

fn bounded_bytes(from: impl Read, name: &str, most_megabytes: u64) -> Result<Vec<u8>, Failure> {
    let most_bytes = most_megabytes * MEGABYTE;
    let mut bytes = Vec::new();
    // One byte more than allowed tells that there is too much, whatever the file's size is said to be.
    from.take(most_bytes + 1).read_to_end(&mut bytes).map_err(|error| not_read(name, &error))?;
    if bytes.len() as u64 > most_bytes {
        return Err(Failure::TooLarge { path: name.to_owned(), most: most_megabytes });
    }
    Ok(bytes)
}

fn not_read(name: &str, error: &io::Error) -> Failure {
    Failure::NotRead { path: name.to_owned(), reason: error.to_string() }
}

fn not_expected(name: &str, path: String, error: &serde_json::Error) -> Failure {
    let place = if path == "." { "the top".to_owned() } else { path };
    Failure::NotExpected { path: name.to_owned(), place, reason: plain_words(&error.to_string()) }
}
