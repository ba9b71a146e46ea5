//! How it is said: no shouting, no pictures among the words.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::markdown::{self, MarkdownProblem, line_at};

/// Objections to the words of a markdown text; code is not prose.
pub(super) fn problems(text: &str) -> Vec<MarkdownProblem> {
    let mut problems = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if !in_code => problems.extend(
                objection(&words)
                    .map(|message| MarkdownProblem { line: line_at(text, range.start), message }),
            ),
            _ => {}
        }
    }
    problems
}

pub(super) fn objection(words: &str) -> Option<String> {
    words.chars().find_map(|character| match character {
        '!' | '\u{a1}' | '\u{ff01}' => {
            Some("an exclamation mark: say it plainly, or put code in backticks".to_owned())
        }
        _ if is_emoji(character) => {
            Some(format!("the emoji U+{:04X}: say it in words", u32::from(character)))
        }
        _ => None,
    })
}

/// Pictographs, dingbats, flags and the selector that turns a sign into a picture (Unicode blocks).
fn is_emoji(character: char) -> bool {
    matches!(u32::from(character),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B05..=0x2B07 | 0x2B1B..=0x2B1C | 0x2B50 | 0x2B55
        | 0x231A..=0x231B | 0x23E9..=0x23FA | 0xFE0F)
}
