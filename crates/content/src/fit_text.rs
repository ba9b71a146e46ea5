//! Whether a text fits where it is shown, and keeps to itself there: what is asked of every text of every pack.

use crate::{
    Flaw, Place, Segment, limits,
    markdown::{MarkdownProblem, line_at},
};

/// Too long for its place, or with a sign that would change the text around it.
pub(crate) fn objection(place: &Place, text: &str) -> Option<Flaw> {
    let most = longest(place);
    if text.chars().nth(most).is_some() {
        let message = format!("{} characters; at most {most} were expected", text.chars().count());
        return Some(Flaw::new(place.clone(), message));
    }
    unruly_sign(text).map(|MarkdownProblem { line, message }| Flaw {
        place: place.clone(),
        line: text.contains('\n').then_some(line),
        message,
    })
}

/// In characters, by the key that the text stands under.
fn longest(place: &Place) -> usize {
    let key = place.0.iter().rev().find_map(|segment| match segment {
        Segment::Key(key) => Some(*key),
        Segment::Index(_) => None,
    });
    match key {
        Some("title" | "name" | "role" | "author" | "version" | "licence" | "language") => {
            limits::MAX_TITLE_LENGTH
        }
        Some("summary") => limits::MAX_SUMMARY_LENGTH,
        // What levels are for.
        Some("beginner" | "intermediate" | "advanced") => limits::MAX_PHRASE_LENGTH,
        Some("unit") => limits::MAX_NAME_LENGTH,
        _ => limits::MAX_PLAIN_LENGTH,
    }
}

/// The first sign that has no look of its own and rules over others: control characters, and those that turn the direction
/// of the text behind them ("Trojan Source", Boucher and Anderson 2021).
pub(crate) fn unruly_sign(text: &str) -> Option<MarkdownProblem> {
    let (index, sign) = text.char_indices().find(|(_, sign)| is_control(*sign) || turns_direction(*sign))?;
    let what =
        if is_control(sign) { "is a control character" } else { "turns the direction of the text around it" };
    let message = format!("the character U+{:04X} {what}; take it out", u32::from(sign));
    Some(MarkdownProblem { line: line_at(text, index), message })
}

fn is_control(sign: char) -> bool {
    sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')
}

/// Embeddings, overrides and isolates; the plain marks of right-to-left scripts are none of them.
fn turns_direction(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
