//! Width and height of a picture, from its first bytes: a small file can unpack to more pixels than a device has memory.

use super::PictureKind;

/// In pixels; `None` where the bytes are not of this kind.
pub(super) fn of(kind: PictureKind, bytes: &[u8]) -> Option<(u32, u32)> {
    match kind {
        PictureKind::Png => png(bytes),
        PictureKind::Jpeg => jpeg(bytes),
        PictureKind::Webp => webp(bytes),
        PictureKind::Svg => None,
    }
}

/// The header chunk comes first (PNG specification, 11.2.2).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    if header.get(4..8)? != b"IHDR" {
        return None;
    }
    Some((big(header.get(8..12)?), big(header.get(12..16)?)))
}

/// From segment to segment up to the start of the frame (ITU-T T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, marker, after @ ..] = rest else { return None };
        if *marker == 0xff {
            rest = rest.get(1..)?;
            continue;
        }
        let length = usize::try_from(big(after.get(..2)?)).ok()?;
        // All starts of frames but the three markers among them that are none.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((big(after.get(5..7)?), big(after.get(3..5)?)));
        }
        rest = after.get(length.max(2)..)?;
    }
}

/// One of three sorts of first chunk (RFC 9649, section 2).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let chunk = bytes.get(20..)?;
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(chunk.get(4..7)?) + 1, little(chunk.get(7..10)?) + 1)),
        b"VP8L" if *chunk.first()? == 0x2f => {
            let packed = little(chunk.get(1..5)?);
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " if chunk.get(3..6)? == [0x9d, 0x01, 0x2a] => {
            Some((little(chunk.get(6..8)?) & 0x3fff, little(chunk.get(8..10)?) & 0x3fff))
        }
        _ => None,
    }
}

fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
