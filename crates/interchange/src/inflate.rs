//! Unpacking, up to a size: a few bytes can stand for gigabytes.

use miniz_oxide::inflate::{
    DecompressError, TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit,
};

use crate::ReadError;
use crate::limits::LARGEST_FILE;

/// DEFLATE without a frame; `what` names the file for a sentence.
pub(crate) fn raw(bytes: &[u8], what: &'static str) -> Result<Vec<u8>, ReadError> {
    unpacked(decompress_to_vec_with_limit(bytes, LARGEST_FILE), what)
}

/// DEFLATE in a zlib frame, as PNG has it.
pub(crate) fn zlib(bytes: &[u8], what: &'static str) -> Result<Vec<u8>, ReadError> {
    unpacked(decompress_to_vec_zlib_with_limit(bytes, LARGEST_FILE), what)
}

fn unpacked(result: Result<Vec<u8>, DecompressError>, what: &'static str) -> Result<Vec<u8>, ReadError> {
    result.map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => ReadError::TooLarge,
        _ => ReadError::Damaged { what, how: "a packed part of it cannot be unpacked" },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_refused_and_rubbish_too() {
        let bomb = miniz_oxide::deflate::compress_to_vec(&vec![0; LARGEST_FILE + 1], 1);
        assert!(bomb.len() < 1_000_000);
        assert_eq!(raw(&bomb, "file"), Err(ReadError::TooLarge));
        for rubbish in [&b""[..], b"\xff", b"this was never packed"] {
            assert!(matches!(raw(rubbish, "file"), Err(ReadError::Damaged { .. })), "{rubbish:?}");
            assert!(matches!(zlib(rubbish, "file"), Err(ReadError::Damaged { .. })), "{rubbish:?}");
        }
    }
}
