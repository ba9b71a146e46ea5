//! Drawings in SVG: shapes and words alone. A browser runs no script of an `<img>`, and this is the second lock.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Nothing among them runs, animates, fetches, or repeats another part, which could grow without end.
const ELEMENTS: [&str; 17] = [
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
];
const MAX_ELEMENTS: usize = 20_000;
const MAX_DEPTH: usize = 64;

/// Why a drawing cannot be in a pack, with its line; `None` where it can.
pub(super) fn objection(bytes: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some("the drawing is not UTF-8 text".to_owned());
    };
    let mut reader = Reader::from_str(text);
    let (mut depth, mut elements) = (0_usize, 0_usize);
    loop {
        let start = reader.buffer_position();
        let complaint = match reader.read_event() {
            Ok(Event::Eof) if depth > 0 => Some("the drawing ends before its elements do".to_owned()),
            Ok(Event::Eof) => return (elements == 0).then(|| "the drawing has no <svg> element".to_owned()),
            Ok(Event::Start(element)) => {
                depth += 1;
                elements += 1;
                objection_to(&element, elements == 1)
            }
            Ok(Event::Empty(element)) => {
                elements += 1;
                objection_to(&element, elements == 1)
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                None
            }
            Ok(
                Event::Text(_) | Event::Comment(_) | Event::CData(_) | Event::Decl(_) | Event::GeneralRef(_),
            ) => None,
            Ok(Event::DocType(_)) => {
                Some("a drawing of a pack has no DOCTYPE, which could define entities".to_owned())
            }
            Ok(Event::PI(_)) => Some("a drawing of a pack has no processing instructions".to_owned()),
            Err(error) => Some(format!("this is not XML: {error}")),
        };
        let too_much = depth > MAX_DEPTH || elements > MAX_ELEMENTS;
        let complaint = complaint.or_else(|| {
            too_much.then(|| {
                format!("the drawing is larger than {MAX_ELEMENTS} elements, {MAX_DEPTH} within one another")
            })
        });
        if let Some(complaint) = complaint {
            let before = text.get(..usize::try_from(start).unwrap_or(0)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            return Some(format!("line {line} of the drawing: {complaint}"));
        }
    }
}

fn objection_to(element: &BytesStart, is_first: bool) -> Option<String> {
    let name = element.name().into_inner().to_owned();
    if !ELEMENTS.contains(&name.as_str()) {
        return Some(format!("the element <{}> is not shown in packs", shorten(&name)));
    }
    if is_first && name != "svg" {
        return Some(format!("the first element is <{name}>; <svg> was expected"));
    }
    for attribute in element.attributes() {
        let Ok(attribute) = attribute else {
            return Some(format!("an attribute of <{name}> cannot be read"));
        };
        let key = attribute.key.into_inner().to_owned();
        let value = attribute.value.into_owned();
        if let Some(complaint) = objection_to_attribute(&key, &value) {
            return Some(format!("{complaint} (in <{name}>)"));
        }
    }
    None
}

fn objection_to_attribute(key: &str, value: &str) -> Option<String> {
    let lower = key.to_ascii_lowercase();
    if lower.starts_with("on") {
        return Some(format!("the attribute {} would run a script", shorten(key)));
    }
    let names_a_space = lower == "xmlns" || lower.starts_with("xmlns:");
    if lower.ends_with("href") || lower.ends_with("src") || lower.ends_with(":base") {
        return Some(format!("the attribute {} leads out of the drawing", shorten(key)));
    }
    // Colours may come from a gradient of the same drawing; an entity could hide anything else.
    let compact: String =
        value.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let fetches =
        compact.replace("url(#", "").contains("url(") || compact.contains('\\') || compact.contains('@');
    let hides = compact.contains('&') && !is_harmless_entity(&compact);
    let is_address = !names_a_space && (compact.contains("javascript:") || compact.contains("data:"));
    (fetches || hides || is_address)
        .then(|| format!("the attribute {} refers to something outside", shorten(key)))
}

/// The five entities of XML are all that a drawing needs.
fn is_harmless_entity(value: &str) -> bool {
    let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"];
    let without = known.iter().fold(value.to_owned(), |value, entity| value.replace(entity, ""));
    !without.contains('&')
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}
