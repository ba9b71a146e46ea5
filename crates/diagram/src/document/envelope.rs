//! What stands around the bytes of a saved design: eight letters, a version, a checksum.

use xxhash_rust::xxh3::xxh3_64;

use super::DocumentError;
use crate::limits;

const MAGIC: &[u8; 8] = b"SYSCRAFT";
const HEADER: usize = MAGIC.len() + 1 + 8;
/// Since 2 many things may stand in one value.
const VERSION: u8 = 2;

/// Magic, version, xxh3 of the update in little endian, the update.
pub(super) fn wrap(mut update: Vec<u8>) -> Vec<u8> {
    let checksum = xxh3_64(&update).to_le_bytes();
    update.reserve_exact(HEADER);
    update.splice(..0, MAGIC.iter().copied().chain([VERSION]).chain(checksum));
    update
}

/// The checksum that the bytes of a design say they have.
pub(super) fn checksum(bytes: &[u8]) -> Option<u64> {
    let (_, rest) = bytes.strip_prefix(MAGIC)?.split_first()?;
    rest.first_chunk::<8>().map(|checksum| u64::from_le_bytes(*checksum))
}

pub(super) fn unwrap(bytes: &[u8]) -> Result<&[u8], DocumentError> {
    if bytes.len() > limits::LARGEST_FILE {
        return Err(DocumentError::TooLarge);
    }
    let rest = bytes.strip_prefix(MAGIC).ok_or(DocumentError::NotADesign)?;
    let (&version, rest) = rest.split_first().ok_or(DocumentError::Damaged)?;
    if version > VERSION {
        return Err(DocumentError::Newer { version });
    }
    let (checksum, update) = rest.split_first_chunk::<8>().ok_or(DocumentError::Damaged)?;
    if version > 0 && u64::from_le_bytes(*checksum) == xxh3_64(update) {
        Ok(update)
    } else {
        Err(DocumentError::Damaged)
    }
}
