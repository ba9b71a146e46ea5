//! Pictures that travel inside a pack: nothing is ever fetched from elsewhere to show one.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

mod size;
mod svg;

use crate::limits;

/// One picture, as markdown of the pack names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// `images/hash-ring.svg`
    pub name: String,
    /// XXH3 of the bytes, 64 bits, as 16 hexadecimal digits.
    pub hash: String,
    /// Base64 with padding (RFC 4648).
    pub data: String,
}

/// What a picture is, by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    Png,
    Jpeg,
    Webp,
    Svg,
}

impl PictureKind {
    /// `None` for files that are no pictures of a pack.
    pub fn of_name(name: &str) -> Option<PictureKind> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending {
            "png" => Some(PictureKind::Png),
            "jpg" | "jpeg" => Some(PictureKind::Jpeg),
            "webp" => Some(PictureKind::Webp),
            "svg" => Some(PictureKind::Svg),
            _ => None,
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            PictureKind::Png => "image/png",
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Webp => "image/webp",
            PictureKind::Svg => "image/svg+xml",
        }
    }
}

impl Picture {
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Picture {
        Picture { name: name.to_owned(), hash: hash(bytes), data: BASE64_STANDARD.encode(bytes) }
    }

    pub fn kind(&self) -> Option<PictureKind> {
        PictureKind::of_name(&self.name)
    }

    /// `None` where they are not the bytes that the pack was built with.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let bytes = BASE64_STANDARD.decode(&self.data).ok()?;
        (hash(&bytes) == self.hash).then_some(bytes)
    }
}

/// 64 bits of XXH3, as packs write them.
pub(crate) fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// Why a picture cannot be in a pack; `None` where it can.
pub(crate) fn objection(picture: &Picture) -> Option<String> {
    let Some(kind) = picture.kind().filter(|_| is_name(&picture.name)) else {
        return Some(format!(
            "\"{}\" is no name of a picture; \"images/\", lower-case letters, digits and hyphens, and .png, .jpg, .jpeg, .webp or .svg were expected",
            picture.name.chars().take(limits::MAX_ID_LENGTH).collect::<String>()
        ));
    };
    // Four characters of base64 are three bytes.
    if picture.data.len() / 4 * 3 > limits::MAX_PICTURE_BYTES + 2 {
        return Some(format!("the picture has more than {} bytes", limits::MAX_PICTURE_BYTES));
    }
    let Some(bytes) = picture.bytes() else {
        return Some("the picture is damaged: its bytes do not have the hash that is stated".to_owned());
    };
    objection_to_bytes(kind, &bytes)
}

/// As [`objection`], for bytes that a file of this kind has.
pub(crate) fn objection_to_bytes(kind: PictureKind, bytes: &[u8]) -> Option<String> {
    if bytes.len() > limits::MAX_PICTURE_BYTES {
        return Some(format!(
            "the picture has {} bytes; at most {} were expected",
            bytes.len(),
            limits::MAX_PICTURE_BYTES
        ));
    }
    if kind == PictureKind::Svg {
        return svg::objection(bytes);
    }
    match size::of(kind, bytes) {
        None => Some(format!("this is not a picture of the sort {} that its name says", kind.media_type())),
        Some((width, height)) => {
            let most = limits::MAX_PICTURE_PIXELS;
            (width == 0 || height == 0 || width > most || height > most).then(|| {
                format!("the picture is {width} by {height} pixels; 1 to {most} were expected each way")
            })
        }
    }
}

/// `images/` and one file name, so that it cannot lead anywhere else.
pub(crate) fn is_name(name: &str) -> bool {
    let Some((stem, _)) = name.strip_prefix("images/").and_then(|file| file.rsplit_once('.')) else {
        return false;
    };
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !stem.is_empty() && stem.len() <= limits::MAX_ID_LENGTH && stem.bytes().all(is_plain)
}
