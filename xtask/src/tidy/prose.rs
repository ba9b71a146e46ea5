//! How we speak to learners: calmly. No exclamation marks, no emoji.

use super::{Complaint, SourceFile, line_of, rust_literals};

/// Rust code whose literals a learner may read.
const SPEAKING_SOURCES: [&str; 2] = ["src/", "crates/"];
const SHOUT: &str = "an exclamation mark: say it calmly";
const EMOJI: &str = "an emoji: draw an icon or use a word";

pub fn check(file: &SourceFile) -> Vec<Complaint> {
    if file.is_under(&["content/"]) && file.has_extension(&["md", "toml"]) {
        return in_prose(&file.text);
    }
    if file.is_under(&SPEAKING_SOURCES) && file.has_extension(&["rs"]) && !file.path.contains("/tests/") {
        return in_rust(&file.text);
    }
    if file.has_extension(&["html", "css", "webmanifest"]) {
        return all(&file.text, 0, &file.text, is_emoji, EMOJI).collect();
    }
    Vec::new()
}

/// Markdown, or the strings of a TOML file: code in fences and backticks is not prose.
fn in_prose(text: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let mut is_code = false;
    for (number, line) in text.lines().enumerate() {
        let is_fence = line.contains("```");
        let spoken = if is_code || is_fence { String::new() } else { without_inline_code(line) };
        is_code ^= is_fence && line.matches("```").count() % 2 == 1;
        let sentence =
            if line.chars().any(is_emoji) { Some(EMOJI) } else { shouts(&spoken).then_some(SHOUT) };
        complaints.extend(sentence.map(|sentence| Complaint { line: number + 1, sentence: sentence.into() }));
    }
    complaints
}

fn in_rust(source: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for literal in rust_literals::of(source) {
        complaints.extend(all(source, literal.at, literal.text, is_emoji, EMOJI));
        if shouts(literal.text) {
            complaints.push(Complaint { line: line_of(source, literal.at), sentence: SHOUT.into() });
        }
    }
    complaints
}

/// The first letter of a text that is of a kind, as a complaint.
fn all(
    whole: &str,
    offset: usize,
    part: &str,
    is_kind: fn(char) -> bool,
    sentence: &str,
) -> impl Iterator<Item = Complaint> {
    part.find(is_kind)
        .map(|at| Complaint { line: line_of(whole, offset + at), sentence: sentence.into() })
        .into_iter()
}

/// A mark that ends a word, unlike the one in `!=`, `vec![]` or `![image]`.
fn shouts(text: &str) -> bool {
    text.match_indices('!').any(|(at, _)| {
        let follows_word = text[..at]
            .ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, ')' | '}' | '!'));
        let next = text[at + 1..].chars().next();
        follows_word
            && next.is_none_or(|letter| {
                letter.is_whitespace() || matches!(letter, '"' | '\'' | ')' | '!' | '<' | '”')
            })
    })
}

fn without_inline_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

/// Pictographs and the sign that asks for one. Ticks, crosses and arrows are typography.
fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{26FF}' | '\u{2705}' | '\u{270A}'..='\u{270D}'
        | '\u{2728}' | '\u{274C}' | '\u{2753}'..='\u{2757}' | '\u{2763}'..='\u{2764}' | '\u{2B50}' | '\u{2B55}'
        | '\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::super::{NONE, complaints_of};
    use super::*;

    #[test]
    fn prose_that_shouts_is_refused_and_code_is_not() {
        let text = "Well done!\nUse `run()!` or `a != b`.\n```python\nprint(\"Hello!\")\n```\n![A cache](cache.svg)\nStop!";
        assert_eq!(complaints_of(check, "content/system-design/a.md", text), [1, 7]);
    }

    #[test]
    fn words_in_code_are_held_to_the_same() {
        assert_eq!(complaints_of(check, "src/app.rs", "vec![];\nview(\"Saved!\");\nlog(\"a != b\")"), [2]);
        assert_eq!(complaints_of(check, "crates/journal/tests/a.rs", "\"Saved!\""), NONE);
    }

    #[test]
    fn pictures_are_not_words() {
        assert_eq!(complaints_of(check, "content/a.toml", "title = \"\u{1F680} Start\""), [1]);
        assert_eq!(complaints_of(check, "index.html", "<p>fine</p>\n<p>\u{2728}</p>"), [2]);
    }
}
