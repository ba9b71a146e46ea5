//! Arrows: `-->`, `---`, `-.->`, `==>`, `~~~`, with `|text|` behind or `-- text -->` around.

use super::cursor::Cursor;
use super::label::decoded;
use crate::guess::is_letter;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) label: String,
    pub(super) is_dotted: bool,
    /// The head is at the start only.
    pub(super) is_backwards: bool,
    /// There for the layout, and not drawn.
    pub(super) is_invisible: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Normal,
    Thick,
    Dotted,
}

/// `None` where no arrow begins; then nothing was stepped over.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Option<Link> {
    let mut ahead = *cursor;
    skip_id(&mut ahead);
    let link = invisible(&mut ahead).or_else(|| visible(&mut ahead))?;
    *cursor = ahead;
    Some(link)
}

/// `e1@` before an arrow names it.
fn skip_id(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    ahead.take_while(|letter| is_letter(letter) || letter == '_');
    if ahead.take("@") && !ahead.starts_with("{") {
        *cursor = ahead;
    }
}

fn invisible(cursor: &mut Cursor<'_>) -> Option<Link> {
    if !cursor.starts_with("~~~") {
        return None;
    }
    cursor.take_while(|letter| letter == '~');
    Some(Link { label: String::new(), is_dotted: false, is_backwards: false, is_invisible: true })
}

fn visible(cursor: &mut Cursor<'_>) -> Option<Link> {
    let starts_with_head = cursor.take_one_of(&['<', 'x', 'o']).is_some();
    let line = line(cursor)?;
    let length = stroke(cursor, line);
    let mut ends_with_head = cursor.take_one_of(&['>', 'x', 'o']).is_some();
    let is_whole = ends_with_head || length > 2 || line == Line::Dotted && length == 2;
    let mut label = String::new();
    if is_whole {
        cursor.skip_spaces();
        if cursor.take("|") {
            label = text_to(cursor, "|")?;
        }
    } else {
        cursor.skip_spaces();
        let end = match line {
            Line::Normal => "--",
            Line::Thick => "==",
            Line::Dotted => ".-",
        };
        label = text_to(cursor, end)?;
        stroke(cursor, line);
        ends_with_head = cursor.take_one_of(&['>', 'x', 'o']).is_some();
    }
    Some(Link {
        label,
        is_dotted: line == Line::Dotted,
        is_backwards: starts_with_head && !ends_with_head,
        is_invisible: false,
    })
}

fn line(cursor: &Cursor<'_>) -> Option<Line> {
    [("--", Line::Normal), ("==", Line::Thick), ("-.", Line::Dotted)]
        .into_iter()
        .find(|(start, _)| cursor.starts_with(start))
        .map(|(_, line)| line)
}

/// Steps over the strokes of a line. Of a dotted one they count as 1 where only its beginning is here.
fn stroke(cursor: &mut Cursor<'_>, line: Line) -> usize {
    match line {
        Line::Normal => cursor.take_while(|letter| letter == '-').len(),
        Line::Thick => cursor.take_while(|letter| letter == '=').len(),
        Line::Dotted => {
            cursor.take("-");
            cursor.take_while(|letter| letter == '.');
            1 + usize::from(cursor.take("-"))
        }
    }
}

/// In quotes or not; what ends it is stepped over.
fn text_to(cursor: &mut Cursor<'_>, end: &str) -> Option<String> {
    let mut quoted = *cursor;
    quoted.skip_spaces();
    if quoted.take("\"")
        && let Some(text) = quoted.take_to_letter('"')
    {
        quoted.skip_spaces();
        if quoted.take(end) {
            *cursor = quoted;
            return Some(decoded(text));
        }
    }
    cursor.take_to(&[end]).map(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The label and what is special about an arrow, and what is left of the text.
    fn taken(text: &str) -> Option<(String, &'static str, &str)> {
        let mut cursor = Cursor::new(text);
        let link = take(&mut cursor)?;
        let special = match link {
            Link { is_invisible: true, .. } => "invisible",
            Link { is_backwards: true, .. } => "backwards",
            Link { is_dotted: true, .. } => "dotted",
            _ => "",
        };
        Some((link.label, special, cursor.rest()))
    }

    #[test]
    fn every_arrow_of_the_manual_is_read() {
        for (text, label, special) in [
            ("--> B", "", ""),
            ("---> B", "", ""),
            ("--- B", "", ""),
            ("---|text| B", "text", ""),
            ("-->|text| B", "text", ""),
            ("-->|\"a | b\"| B", "a | b", ""),
            ("-- text --> B", "text", ""),
            ("-- text --- B", "text", ""),
            ("--text--> B", "text", ""),
            ("-. text .-> B", "text", "dotted"),
            ("-.-> B", "", "dotted"),
            ("-..-> B", "", "dotted"),
            ("-.- B", "", "dotted"),
            ("-.->|text| B", "text", "dotted"),
            ("== text ==> B", "text", ""),
            ("==> B", "", ""),
            ("=== B", "", ""),
            ("~~~ B", "", "invisible"),
            ("--o B", "", ""),
            ("o--o B", "", ""),
            ("x--x B", "", ""),
            ("<--> B", "", ""),
            ("<--- B", "", "backwards"),
            ("<-. text .- B", "text", "backwards"),
            ("e1@--> B", "", ""),
        ] {
            let (found, how, rest) = taken(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.as_str(), how, rest.trim()), (label, special, "B"), "{text}");
        }
    }

    #[test]
    fn what_is_no_arrow_is_left_alone() {
        for text in ["", "-", "- B", "& B", "-> B", "-- text without end", "e1@{ shape: x }", "|x|"] {
            assert_eq!(taken(text), None, "{text}");
        }
    }
}
