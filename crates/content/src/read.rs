use serde::Deserialize;
use thiserror::Error;

use crate::{Flaw, Pack, designs, limits, locate, picture, prose, structure};

/// The newest version of the format that this build reads, and the one it writes.
pub const FORMAT: u32 = 1;

/// Why a file was not taken as a pack.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    #[error("This pack has {bytes} bytes. A pack may have at most {}.", limits::MAX_PACK_BYTES)]
    TooLarge { bytes: usize },
    #[error("This pack is nested more than {} levels deep, which no pack needs.", limits::MAX_DEPTH)]
    TooDeep,
    #[error("This pack has more than {} values, which is more than the app takes in.", limits::MAX_VALUES)]
    TooManyValues,
    #[error("This file is not a compiled pack. At line {line}, column {column}: {message}.")]
    NotAPack { line: usize, column: usize, message: String },
    #[error(
        "This pack has format {found}, which is newer than this app knows ({FORMAT}). \
         Update the app, then open the pack again."
    )]
    Newer { found: u64 },
    #[error("This pack has format {found}, which was never published. Ask its author for a newer file.")]
    NeverPublished { found: u64 },
    #[error(
        "This is an archive, and archives are not opened: what is in them cannot be known before. Unpack it; then open the \
         compiled pack in it, a file that ends with .json, or build it with `systemcraft pack build FOLDER`."
    )]
    Archive,
    #[error("Line {line} is not text in UTF-8, as a compiled pack is. Ask its author for the file again.")]
    NotText { line: usize },
    #[error(
        "This pack was changed or cut after it was built: it states the hash {stated} and has {found}. \
         Fetch the file again, or ask its author to build it anew."
    )]
    Damaged { stated: String, found: String },
    #[error("This pack cannot be used: {first}.{}", also(.others.len()))]
    Flawed {
        /// `line 12, items[3].stem: raw HTML ...`
        first: String,
        /// What else is wrong, said in the same way.
        others: Vec<String>,
    },
}

fn also(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => " One more problem was found.".to_owned(),
        _ => format!(" {others} more problems were found."),
    }
}

/// Reads a compiled pack, whole or not at all.
///
/// Checked before parsing: size, depth, number of values, the version of the format and the hash where one is stated.
/// Checked after: counts, ids and references, pictures, designs, and that every text holds only what
/// [`crate::markdown`] allows.
///
/// # Errors
/// A sentence for the learner; see [`PackError`].
pub fn pack_from_json(json: &str) -> Result<Pack, PackError> {
    let pack = own_pack_from_json(json)?;
    let mut flaws = structure::flaws(&pack);
    flaws.extend(designs::flaws(&pack));
    flaws.extend(prose::unsafe_texts(&pack));
    if flaws.is_empty() {
        return Ok(pack);
    }
    let lines = locate::lines_of(json, flaws.iter().map(|flaw| &flaw.place));
    let mut told = flaws.iter().zip(lines).map(|(flaw, line)| in_words(flaw, line));
    Err(PackError::Flawed { first: told.next().unwrap_or_default(), others: told.collect() })
}

/// `line 1, items[3].stem, line 2 of the text: raw HTML ...`
fn in_words(flaw: &Flaw, line: usize) -> String {
    format!("line {line}, {}: {}", place_in_words(flaw), shortened(&flaw.message))
}

/// A file may hold a word of megabytes, and its sentences are read by people.
fn shortened(message: &str) -> String {
    const LONGEST: usize = 400;
    if message.chars().count() <= LONGEST {
        return message.to_owned();
    }
    message.chars().take(LONGEST).chain("...".chars()).collect()
}

/// `items[3].stem, line 2 of the text`
fn place_in_words(flaw: &Flaw) -> String {
    match flaw.line {
        Some(line) => format!("{}, line {line} of the text", flaw.place),
        None => flaw.place.to_string(),
    }
}

/// How a compiled file begins, up to its hash.
pub(crate) const BEFORE_HASH: &str = "{\"format\":1,\"hash\":\"";

/// A file that states a hash has to be the one that was built: [`BEFORE_HASH`], 16 digits, `",`, and what is hashed.
fn check_hash(json: &str) -> Result<(), PackError> {
    let Some((stated, hashed)) = json.strip_prefix(BEFORE_HASH).and_then(|rest| rest.split_once("\","))
    else {
        return Ok(());
    };
    let found = picture::hash(hashed.trim_end().as_bytes());
    if found == stated {
        Ok(())
    } else {
        Err(PackError::Damaged { stated: stated.chars().take(16).collect(), found })
    }
}

/// Reads a pack that was compiled together with the app: counts, ids and references were checked then.
///
/// # Errors
/// A sentence for the learner; see [`PackError`].
pub fn own_pack_from_json(json: &str) -> Result<Pack, PackError> {
    limits::check_json_text(json)?;
    let stated: Stated = serde_json::from_str(json).map_err(not_a_pack)?;
    if stated.format > u64::from(FORMAT) {
        return Err(PackError::Newer { found: stated.format });
    }
    if stated.format == 0 {
        return Err(PackError::NeverPublished { found: stated.format });
    }
    check_hash(json)?;
    serde_json::from_str(json).map_err(not_a_pack)
}

/// All that is read of a pack before its format is known.
#[derive(Deserialize)]
struct Stated {
    format: u64,
}

fn not_a_pack(error: serde_json::Error) -> PackError {
    let full = error.to_string();
    // Line and column are said once, by our own sentence.
    let message = shortened(full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message));
    PackError::NotAPack { line: error.line(), column: error.column(), message }
}
