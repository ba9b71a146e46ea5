use serde::Deserialize;
use thiserror::Error;

use crate::{Pack, limits, structure};

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
    #[error("This pack cannot be used: {place}: {message}.{}", also(*.others))]
    Flawed { place: String, message: String, others: usize },
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
/// Checked before parsing: size, depth, number of values and the version of the format. Checked after: counts, ids and
/// references. Texts are not checked; whoever shows them drops what [`crate::markdown`] does not allow.
///
/// # Errors
/// A sentence for the learner; see [`PackError`].
pub fn pack_from_json(json: &str) -> Result<Pack, PackError> {
    let pack = own_pack_from_json(json)?;
    let flaws = structure::flaws(&pack);
    match flaws.first() {
        None => Ok(pack),
        Some(first) => Err(PackError::Flawed {
            place: first.place.to_string(),
            message: first.message.clone(),
            others: flaws.len() - 1,
        }),
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
    let message = full.split(" at line ").next().unwrap_or_default().to_owned();
    PackError::NotAPack { line: error.line(), column: error.column(), message }
}
