//! Texts in quotes, as Mermaid has them.

use crate::html;

/// Without the quotes. Whatever could be markup is written by its number.
pub(super) fn encoded(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for letter in html::single_spaced(text).chars() {
        match letter {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '%' | '{' | '}' | ';' | ':' | '*' | '_' | '@'
            | '|' | '~' => {
                push_number(&mut label, letter);
            }
            // At the start these would begin a list.
            '-' | '+' if label.is_empty() => {
                push_number(&mut label, letter);
            }
            '.' | ')' if label.chars().all(|before| before.is_ascii_digit()) => {
                push_number(&mut label, letter);
            }
            // No page can show these, and some break lines.
            _ if letter.is_control()
                || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}') => {}
            _ => label.push(letter),
        }
    }
    label
}

fn push_number(label: &mut String, letter: char) {
    label.push('#');
    label.push_str(&u32::from(letter).to_string());
    label.push(';');
}

/// The words of a label as it stands in a file, without the quotes.
pub(super) fn decoded(label: &str) -> String {
    let label = label.trim();
    // In backticks it is Markdown.
    let markdown = label.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
    let plain = match markdown {
        Some(markdown) => html::to_text(&markdown.replace("**", "")),
        None => html::to_text(label),
    };
    html::single_spaced(&numbers_resolved(&plain))
}

/// `#34;` and `#quot;`, which is how Mermaid writes entities.
fn numbers_resolved(text: &str) -> String {
    /// The longest name that is looked for.
    const LONGEST: usize = 9;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('#') {
        plain.push_str(before);
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        let name = end.and_then(|end| after.get(..end)).unwrap_or_default();
        let number = name.parse().ok().and_then(char::from_u32);
        match number.or_else(|| html::entity(name)) {
            Some(letter) => {
                plain.push(letter);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                plain.push('#');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_written_as_numbers_and_comes_back() {
        assert_eq!(encoded("say \"hi\" #1 <b>"), "say #34;hi#34; #35;1 #60;b#62;");
        for text in [
            "say \"hi\" #1 <b>",
            "50 %",
            "`a`",
            "a_b*c",
            "#quot;",
            "&lt;",
            "ä — 漢",
            "1. a",
            "- a",
            "style:#a;",
        ] {
            assert_eq!(decoded(&encoded(text)), text);
        }
        assert_eq!(decoded(&encoded("  two\n lines\u{2028}\u{1} ")), "two lines");
    }

    #[test]
    fn labels_of_others_lose_their_dressing() {
        for (label, text) in [
            ("Load<br/>balancer", "Load balancer"),
            ("`The **cat** sat`", "The cat sat"),
            ("#quot;x#quot; #9829; #nope; #", "\"x\" ♥ #nope; #"),
            (" R&amp;D ", "R&D"),
        ] {
            assert_eq!(decoded(label), text, "{label}");
        }
    }
}
