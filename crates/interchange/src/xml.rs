//! XML: escaping for what is written, and a forgiving stream for what is read.
//!
//! Only the five entities of XML and numbered characters are resolved, so nothing can grow.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::ReadError;

/// For text and for attributes in double quotes alike.
pub(crate) fn push_escaped(xml: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // As themselves they would become spaces in an attribute.
            '\n' => xml.push_str("&#10;"),
            '\t' => xml.push_str("&#9;"),
            '\r' => xml.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            _ => xml.push(letter),
        }
    }
}

/// What a document is made of, in order.
pub(crate) enum Piece<'a> {
    Open(Element<'a>),
    Text(Cow<'a, str>),
    /// Of the element that was opened last.
    Close,
    End,
}

pub(crate) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { text, reader, depth: 0 }
    }

    pub(crate) fn next(&mut self) -> Result<Piece<'a>, ReadError> {
        loop {
            let event = self.reader.read_event();
            let Ok(event) = event else { return Err(self.broken()) };
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    return Ok(Piece::Open(Element(start)));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::Close);
                }
                Event::Text(text) => return Ok(Piece::Text(text.into_inner())),
                Event::CData(text) => return Ok(Piece::Text(text.into_inner())),
                Event::GeneralRef(reference) => {
                    let name = format!("&{};", reference.into_inner());
                    return Ok(Piece::Text(Cow::Owned(unescaped(&name).into_owned())));
                }
                Event::DocType(doctype) if doctype.contains('[') => return Err(ReadError::OwnEntities),
                Event::Eof if self.depth > 0 => return Err(self.broken()),
                Event::Eof => return Ok(Piece::End),
                Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
    }

    /// The text up to where the element that was just opened closes, without its tags.
    pub(crate) fn text_within(&mut self) -> Result<String, ReadError> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Piece::Text(more) => text.push_str(&more),
                Piece::Open(_) | Piece::Close => {}
                Piece::End => break,
            }
        }
        Ok(text)
    }

    fn broken(&self) -> ReadError {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        // Where nothing is wrong but the end is missing, that is where it stops.
        let at = if at == 0 { self.text.len() } else { at };
        let before = self.text.bytes().take(at);
        ReadError::NotXml { line: before.filter(|byte| *byte == b'\n').count() + 1 }
    }
}

pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// With its prefix, where it has one.
    pub(crate) fn name(&self) -> String {
        self.0.name().as_ref().to_owned()
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.0.name().as_ref() == name
    }

    /// Names and values; the same name may come twice.
    pub(crate) fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        // Looking for doubles takes the square of their number.
        attributes.with_checks(false);
        attributes
            .flatten()
            .map(|attribute| {
                let value = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_or_else(|_| attribute.value.clone().into_owned(), Cow::into_owned);
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// A reference that stands for nothing here stays as it is.
fn unescaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut xml = String::new();
        push_escaped(&mut xml, text);
        xml
    }

    /// All of it in one line.
    fn told(text: &str) -> Result<String, ReadError> {
        let mut xml = Xml::new(text);
        let mut told = String::new();
        loop {
            match xml.next()? {
                Piece::Open(element) => {
                    told.push_str(&format!("<{}{:?}>", element.name(), element.attributes()));
                }
                Piece::Text(text) => told.push_str(&text),
                Piece::Close => told.push_str("</>"),
                Piece::End => return Ok(told),
            }
        }
    }

    #[test]
    fn what_is_escaped_reads_back_and_no_markup_comes_of_it() {
        let text = "a<b>&\"c\"\n\t\r'd' é";
        assert!(!escaped("</text><script>").contains('<'));
        let xml = format!("<a b=\"{0}\">{0}</a>", escaped(text));
        assert_eq!(told(&xml).unwrap(), format!("<a[(\"b\", {text:?})]>{text}</>"));
        assert_eq!(escaped("\u{1}\u{ffff}"), "\u{fffd}\u{fffd}", "XML cannot hold these in any way");
    }

    #[test]
    fn empty_elements_and_sections_of_plain_text_are_like_others() {
        assert_eq!(told("<?xml version='1.0'?><a x='1'/>").unwrap(), "<a[(\"x\", \"1\")]></>");
        assert_eq!(told("<a><![CDATA[<b>]]>&#228;&unknown;</a>").unwrap(), "<a[]><b>ä&unknown;</>");
    }

    #[test]
    fn entities_of_its_own_are_refused_and_never_grow() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert_eq!(told(bomb), Err(ReadError::OwnEntities));
        assert_eq!(told("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>&b;</a>").unwrap(), "<a[]>&b;</>");
    }

    #[test]
    fn what_stops_being_xml_is_told_with_its_line() {
        assert_eq!(told("<a>\n<b>\n"), Err(ReadError::NotXml { line: 3 }));
        assert_eq!(told("<a>\n</b>"), Err(ReadError::NotXml { line: 2 }));
    }

    #[test]
    fn elements_can_be_nested_as_deep_as_the_file_is_long() {
        let deep = "<a>".repeat(200_000) + &"</a>".repeat(200_000);
        assert!(told(&deep).is_ok());
    }
}
