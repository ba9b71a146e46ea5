//! PNG pictures that hold a design: in an `iTXt` chunk, which every program that shows pictures passes over.

use diagram::Diagram;
use diagram::format::{self, Opened};

use crate::sketch::Told;
use crate::{ReadError, WriteError, drawio, inflate};

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// Under this word the design stands in the picture, as JSON.
const KEYWORD: &str = "systemcraft-design";
/// Under this word draw.io puts its diagram into a picture.
const DRAWIO_KEYWORD: &str = "mxfile";
const WHAT: &str = "PNG";

/// The picture with the design in it; one that was in it before is replaced.
///
/// # Errors
/// When the bytes are no PNG.
pub fn with_design(png: &[u8], diagram: &Diagram) -> Result<Vec<u8>, WriteError> {
    let mut rest = png.strip_prefix(SIGNATURE).ok_or(WriteError::NotAPng)?;
    let text = format::write(diagram);
    let mut written = Vec::with_capacity(png.len() + text.len() + 100);
    written.extend_from_slice(SIGNATURE);
    let mut is_first = true;
    while !rest.is_empty() {
        let (chunk, after) = Chunk::split(rest).ok_or(WriteError::NotAPng)?;
        if is_first && (&chunk.name != b"IHDR" || !chunk.is_intact()) {
            return Err(WriteError::NotAPng);
        }
        if chunk.text().is_none_or(|text| text.keyword != KEYWORD.as_bytes()) {
            written.extend_from_slice(rest.get(..rest.len() - after.len()).unwrap_or_default());
        }
        if is_first {
            push_design(&mut written, &text);
        }
        is_first = false;
        rest = after;
    }
    if is_first { Err(WriteError::NotAPng) } else { Ok(written) }
}

/// Behind the header, so that it is there even where a picture was cut off.
fn push_design(png: &mut Vec<u8>, json: &str) {
    let mut data = KEYWORD.as_bytes().to_vec();
    // End of the keyword, not compressed, by no method, in no language, no other keyword.
    data.extend_from_slice(&[0, 0, 0, 0, 0]);
    data.extend_from_slice(json.as_bytes());
    // A design that is larger than a chunk may be is larger than one that can be opened.
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    png.extend_from_slice(&length.to_be_bytes());
    png.extend_from_slice(b"iTXt");
    png.extend_from_slice(&data);
    png.extend_from_slice(&checksum(&[b"iTXt", &data]).to_be_bytes());
}

pub(crate) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The design in a picture, or the draw.io diagram in one. Pixels are not looked at.
pub(crate) fn read(bytes: &[u8], told: &mut Told) -> Result<Diagram, ReadError> {
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or(ReadError::Unknown)?;
    let mut drawing = None;
    while !rest.is_empty() {
        let Some((chunk, after)) = Chunk::split(rest) else {
            return Err(ReadError::Damaged { what: WHAT, how: "its end is missing" });
        };
        rest = after;
        let Some(text) = chunk.text() else { continue };
        let is_ours = text.keyword == KEYWORD.as_bytes();
        if !is_ours && text.keyword != DRAWIO_KEYWORD.as_bytes() {
            continue;
        }
        if !chunk.is_intact() {
            return Err(ReadError::Damaged { what: WHAT, how: "the checksum of the design in it is wrong" });
        }
        let text = text.unpacked()?;
        if is_ours {
            let Opened { diagram, left_out } = format::read(&text)?;
            left_out.iter().for_each(|sentence| told.say(sentence));
            return Ok(diagram);
        }
        drawing = Some(text);
    }
    match drawing {
        Some(drawing) => drawio::read(&drawio::percent_decoded(&drawing), told),
        None => Err(ReadError::PictureOnly { what: WHAT }),
    }
}

/// Length, name, data and checksum (PNG specification, section 5.3).
struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
    checksum: [u8; 4],
}

impl<'a> Chunk<'a> {
    /// The first chunk and what is behind it; `None` where it is not all there.
    fn split(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (length, bytes) = bytes.split_first_chunk::<4>()?;
        let (name, bytes) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (data, bytes) = bytes.split_at_checked(length)?;
        let (checksum, rest) = bytes.split_first_chunk::<4>()?;
        Some((Self { name: *name, data, checksum: *checksum }, rest))
    }

    fn is_intact(&self) -> bool {
        checksum(&[&self.name, self.data]).to_be_bytes() == self.checksum
    }

    /// `None` where it is no text (sections 11.3.3.2 to 11.3.3.4).
    fn text(&self) -> Option<Text<'a>> {
        let (keyword, rest) = split_at_zero(self.data)?;
        let (is_packed, packed) = match &self.name {
            b"tEXt" => (false, rest),
            // One byte says how it is packed, and there is one way only.
            b"zTXt" => (true, rest.get(1..)?),
            b"iTXt" => {
                let (flags, rest) = rest.split_first_chunk::<2>()?;
                let (_language, rest) = split_at_zero(rest)?;
                let (_translated, rest) = split_at_zero(rest)?;
                (flags[0] == 1, rest)
            }
            _ => return None,
        };
        Some(Text { keyword, is_packed, bytes: packed })
    }
}

struct Text<'a> {
    keyword: &'a [u8],
    is_packed: bool,
    bytes: &'a [u8],
}

impl Text<'_> {
    fn unpacked(&self) -> Result<String, ReadError> {
        let bytes = if self.is_packed { inflate::zlib(self.bytes, WHAT)? } else { self.bytes.to_vec() };
        let how = "the design in it is not text";
        String::from_utf8(bytes).map_err(|_| ReadError::Damaged { what: WHAT, how })
    }
}

fn split_at_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..at)?, bytes.get(at + 1..)?))
}

/// CRC-32 as in PNG's annex D.
fn checksum(parts: &[&[u8]]) -> u32 {
    const TABLE: [u32; 256] = table();
    let mut crc = u32::MAX;
    for byte in parts.iter().copied().flatten() {
        let at = (crc ^ u32::from(*byte)) & 0xff;
        crc = TABLE.get(at as usize).copied().unwrap_or(0) ^ (crc >> 8);
    }
    !crc
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut crc = at as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
            bit += 1;
        }
        table[at] = crc;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests;
