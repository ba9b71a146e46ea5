use diagram::Diagram;
use diagram::format::{self, Opened};

use crate::limits::LARGEST_FILE;
use crate::sketch::Told;
use crate::xml::{Piece, Xml};
use crate::{Format, ReadError, drawio, mermaid, png, svg};

/// A file that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    pub diagram: Diagram,
    pub format: Format,
    /// What could not be read or had to be guessed, as sentences for the learner.
    pub notes: Vec<String>,
}

/// Reads a design from any of the formats, whatever the file is called.
///
/// `name_hint`, the file's name or nothing, only helps to say what was expected.
///
/// # Errors
/// When it is none of them, is damaged, or is larger than can be opened.
pub fn read(bytes: &[u8], name_hint: &str) -> Result<Read, ReadError> {
    if bytes.len() > LARGEST_FILE {
        return Err(ReadError::TooLarge);
    }
    let mut told = Told::default();
    let (format, diagram) = if png::is_png(bytes) {
        (Format::Png, png::read(bytes, &mut told)?)
    } else {
        let text = std::str::from_utf8(bytes).map_err(|_| not_text(name_hint))?;
        read_text(text.trim_start_matches('\u{feff}'), name_hint, &mut told)?
    };
    Ok(Read { diagram, format, notes: told.finished() })
}

fn read_text(text: &str, name_hint: &str, told: &mut Told) -> Result<(Format, Diagram), ReadError> {
    let start = text.trim_start();
    match start.bytes().next() {
        None => Err(ReadError::Empty),
        Some(b'{' | b'[') => {
            let Opened { diagram, left_out } = format::read(text)?;
            left_out.iter().for_each(|sentence| told.say(sentence));
            Ok((Format::Design, diagram))
        }
        Some(b'<') => read_xml(start, told),
        Some(_) if mermaid::is_likely(start) || Format::of_file_name(name_hint) == Some(Format::Mermaid) => {
            Ok((Format::Mermaid, mermaid::read(start, told)?))
        }
        Some(_) if Format::of_file_name(name_hint) == Some(Format::Design) => {
            // Its own sentence says where the file stops being one.
            format::read(text)?;
            Err(ReadError::Unknown)
        }
        Some(_) => Err(ReadError::Unknown),
    }
}

fn read_xml(text: &str, told: &mut Told) -> Result<(Format, Diagram), ReadError> {
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Piece::Open(element) => {
                return match element.name().as_str() {
                    "svg" => Ok((Format::Svg, svg::read(text, told)?)),
                    "mxfile" | "mxGraphModel" => Ok((Format::DrawIo, drawio::read(text, told)?)),
                    root => Err(ReadError::OtherXml { root: root.chars().take(40).collect() }),
                };
            }
            Piece::Text(_) | Piece::Close => {}
            Piece::End => return Err(ReadError::Unknown),
        }
    }
}

fn not_text(name_hint: &str) -> ReadError {
    match Format::of_file_name(name_hint) {
        Some(Format::Png) => ReadError::Damaged { what: "PNG", how: "it does not begin as a PNG does" },
        Some(format) => ReadError::Damaged { what: format.name(), how: "it holds bytes that are not text" },
        None => ReadError::Unknown,
    }
}

#[cfg(test)]
mod tests;
