use crate::{PackError, limits};

/// First bytes of files that hold others, and where in the file they stand.
const ARCHIVES: [(&[u8], usize); 8] = [
    (b"PK\x03\x04", 0),
    (b"PK\x05\x06", 0),
    (b"\x1f\x8b", 0),
    (b"7z\xbc\xaf\x27\x1c", 0),
    (b"\xfd7zXZ\0", 0),
    (b"BZh", 0),
    (b"\x28\xb5\x2f\xfd", 0),
    (b"ustar", 257),
];

/// The text of a file that may be a pack. Archives are refused and never unpacked: what is in them is not known before.
///
/// # Errors
/// A sentence for the learner: too large, an archive, or not text.
pub fn text_of_file(bytes: Vec<u8>) -> Result<String, PackError> {
    if bytes.len() > limits::MAX_PACK_BYTES {
        return Err(PackError::TooLarge { bytes: bytes.len() });
    }
    let is_archive =
        ARCHIVES.iter().any(|(magic, at)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    if is_archive {
        return Err(PackError::Archive);
    }
    String::from_utf8(bytes).map_err(|error| {
        let upto = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..upto).unwrap_or_default();
        PackError::NotText { line: before.iter().filter(|byte| **byte == b'\n').count() + 1 }
    })
}
