use diagram::format::{self, Opened};

use super::DESIGN;
use crate::ReadError;
use crate::sketch::Told;
use crate::xml::{Piece, Xml};

/// The design that a picture holds: ours, or a draw.io diagram in a picture that draw.io saved.
pub(crate) fn read(text: &str, told: &mut Told) -> Result<diagram::Diagram, ReadError> {
    let mut xml = Xml::new(text);
    let mut drawing = None;
    loop {
        match xml.next()? {
            Piece::Open(element) if element.is(DESIGN) => {
                let Opened { diagram, left_out } = format::read(&xml.text_within()?)?;
                left_out.iter().for_each(|sentence| told.say(sentence));
                return Ok(diagram);
            }
            Piece::Open(element) if element.is("svg") && drawing.is_none() => {
                drawing = element.attribute("content").filter(|content| content.contains("<mxfile"));
            }
            Piece::End => break,
            Piece::Open(_) | Piece::Text(_) | Piece::Close => {}
        }
    }
    match drawing {
        Some(drawing) => crate::drawio::read(&drawing, told),
        None => Err(ReadError::PictureOnly { what: "SVG" }),
    }
}
