//! Boxes: `a`, `a[Text]`, `a[("Text")]`, `a@{ shape: cyl, label: "Text" }`, with `:::class` behind.

use super::cursor::{Cursor, LONGEST_TEXT};
use super::label::decoded;
use crate::guess::is_letter;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) name: String,
    /// `None` where only the name stands.
    pub(super) label: Option<String>,
    pub(super) looks_like: Option<&'static str>,
}

/// What opens a shape, what may close it, and the kind that it looks like. The longest come first.
const SHAPES: [(&str, &[&str], Option<&str>); 14] = [
    ("(((", &[")))"], None),
    ("((", &["))"], None),
    ("([", &["])"], None),
    ("(-", &["-)"], None),
    ("(", &[")"], None),
    ("[[", &["]]"], None),
    ("[(", &[")]"], DATABASE),
    ("[/", &["/]", "\\]"], None),
    ("[\\", &["\\]", "/]"], None),
    ("[|", &["|]"], None),
    ("[", &["]"], None),
    ("{{", &["}}"], None),
    ("{", &["}"], None),
    (">", &["]"], None),
];
const DATABASE: Option<&str> = Some("sql_database");

/// `None` where no box begins, or one whose shape is not closed.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Option<Mention> {
    let name = take_name(cursor)?;
    let mut mention = Mention { name: name.to_owned(), label: None, looks_like: None };
    if cursor.take("@{") {
        let data = take_data(cursor)?;
        mention.label = value(data, "label").map(decoded);
        mention.looks_like = value(data, "shape").and_then(named_shape);
    } else if let Some((label, looks_like)) = shape(cursor)? {
        mention.label = Some(label);
        mention.looks_like = looks_like;
    }
    if cursor.take(":::") {
        cursor.take_while(|letter| is_letter(letter) || matches!(letter, '_' | '-'));
    }
    Some(mention)
}

/// A hyphen is part of a name unless an arrow begins there.
pub(super) fn take_name<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let text = cursor.rest();
    let mut letters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let is_part = match letter {
            '-' => next.is_some_and(|next| is_letter(next) || next == '_'),
            '=' => next.is_some_and(|next| next != '='),
            '.' | '/' | '_' | '$' | '\'' | '*' | '+' | '?' | '!' | '#' | '\\' => true,
            ':' => next.is_some_and(is_letter),
            _ => is_letter(letter),
        };
        if !is_part {
            break;
        }
        end = at + letter.len_utf8();
    }
    let name = text.get(..end).filter(|name| !name.is_empty())?;
    cursor.take(name);
    Some(name)
}

/// `Some(None)` where no shape stands, `None` where one is not closed.
pub(super) fn shape(cursor: &mut Cursor<'_>) -> Option<Option<(String, Option<&'static str>)>> {
    let Some((open, close, looks_like)) =
        SHAPES.iter().find(|(open, _, _)| cursor.starts_with(open)).copied()
    else {
        return Some(None);
    };
    cursor.take(open);
    let label = take_label(cursor, close)?;
    Some(Some((label, looks_like)))
}

fn take_label(cursor: &mut Cursor<'_>, close: &[&str]) -> Option<String> {
    let mut quoted = *cursor;
    quoted.skip_spaces();
    if quoted.take("\"") {
        let text = quoted.take_to_letter('"')?;
        quoted.skip_spaces();
        if close.iter().any(|close| quoted.take(close)) {
            *cursor = quoted;
            return Some(decoded(text));
        }
    }
    cursor.take_to(close).map(decoded)
}

/// To the brace that closes it, which may stand in a text too.
fn take_data<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let start = cursor.rest();
    let mut is_text = false;
    for (at, letter) in start.char_indices().take_while(|(at, _)| *at < LONGEST_TEXT) {
        match letter {
            '"' => is_text = !is_text,
            '}' if !is_text => {
                let data = start.get(..at)?;
                cursor.take(data);
                cursor.take("}");
                return Some(data);
            }
            _ => {}
        }
    }
    None
}

/// The value of a field in `shape: cyl, label: "Text"`.
fn value<'a>(data: &'a str, field: &str) -> Option<&'a str> {
    let mut rest = data;
    loop {
        let (name, after) = rest.split_once(':')?;
        let after = after.trim_start();
        let (value, behind) = match after.strip_prefix('"') {
            Some(text) => text.split_once('"')?,
            None => after.split_at(after.find([',', '\n']).unwrap_or(after.len())),
        };
        if name.trim() == field {
            return Some(value.trim());
        }
        rest = behind.trim_start_matches([',', '\n', ' ']);
    }
}

/// Shapes that have a name and mean a kind.
fn named_shape(name: &str) -> Option<&'static str> {
    Some(match name {
        "cyl" | "cylinder" | "database" | "db" => "sql_database",
        "h-cyl" | "das" | "horizontal-cylinder" => "message_queue",
        "lin-cyl" | "disk" | "lined-cylinder" => "block_store",
        "datastore" | "data-store" => "sql_database",
        "cloud" => "third_party_api",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> Option<(String, String, &str)> {
        let mut cursor = Cursor::new(text);
        let mention = take(&mut cursor)?;
        Some((mention.name, mention.label.unwrap_or_default(), cursor.rest()))
    }

    #[test]
    fn every_shape_of_the_manual_is_read() {
        for text in [
            "a[T x]",
            "a(T x)",
            "a([T x])",
            "a[[T x]]",
            "a[(T x)]",
            "a((T x))",
            "a>T x]",
            "a{T x}",
            "a{{T x}}",
            "a[/T x/]",
            "a[\\T x\\]",
            "a[/T x\\]",
            "a[\\T x/]",
            "a(((T x)))",
            "a[\"T x\"]",
            "a[ \"`T x`\" ]",
            "a@{ shape: cyl, label: \"T x\" }",
            "a@{shape: rect, label: T x}",
            "a[T x]:::warm",
            "a[\"T\nx\"]",
        ] {
            assert_eq!(taken(text), Some(("a".into(), "T x".into(), "")), "{text}");
        }
        assert_eq!(taken("a[\"f(x) [1] {}\"] -->"), Some(("a".into(), "f(x) [1] {}".into(), " -->")));
    }

    #[test]
    fn a_name_ends_where_an_arrow_begins() {
        for (text, name) in [
            ("a-b-->c", "a-b"),
            ("a-->c", "a"),
            ("a---c", "a"),
            ("a-.->c", "a"),
            ("a==>c", "a"),
            ("a.b/c d", "a.b/c"),
            ("größe", "größe"),
            ("a&b", "a"),
            ("a:::warm", "a"),
        ] {
            assert_eq!(taken(text).unwrap().0, name, "{text}");
        }
    }

    #[test]
    fn a_shape_that_is_not_closed_is_no_box() {
        for text in ["a[T", "a[\"T]", "a@{ shape: cyl", "[T]", "", "&"] {
            assert_eq!(taken(text), None, "{text}");
        }
    }

    #[test]
    fn a_cylinder_looks_like_a_database_and_one_on_its_side_like_a_queue() {
        let looks_like = |text: &str| take(&mut Cursor::new(text)).unwrap().looks_like;
        assert_eq!(looks_like("a[(x)]"), Some("sql_database"));
        assert_eq!(looks_like("a@{ label: \"x\", shape: das }"), Some("message_queue"));
        assert_eq!(looks_like("a[x]"), None);
    }
}
