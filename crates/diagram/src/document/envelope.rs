//! What stands around the bytes of a saved design: eight letters, a version, a checksum.

use xxhash_rust::xxh3::xxh3_64;

use super::DocumentError;
use crate::limits;

const MAGIC: &[u8; 8] = b"SYSCRAFT";
/// Since 2 many things may stand in one value.
const VERSION: u8 = 2;

/// Magic, version, xxh3 of the update in little endian, the update.
pub(super) fn wrap(update: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(MAGIC.len() + 1 + 8 + update.len());
    bytes.extend_from_slice(MAGIC);
    bytes.push(VERSION);
    bytes.extend_from_slice(&xxh3_64(update).to_le_bytes());
    bytes.extend_from_slice(update);
    bytes
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
