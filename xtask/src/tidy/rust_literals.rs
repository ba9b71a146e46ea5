//! The string literals of a Rust file, without comments and without its inline tests.

/// The text between the quotes, escapes left as written, and the byte where it starts.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal<'text> {
    pub at: usize,
    pub text: &'text str,
}

pub fn of(source: &str) -> Vec<Literal<'_>> {
    let source = before_inline_tests(source);
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let rest = &source[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some((open, close)) = raw_quotes(source, at) {
            let body = &rest[open.len()..];
            let length = body.find(&close).unwrap_or(body.len());
            found.push(Literal { at: at + open.len(), text: &body[..length] });
            at += open.len() + length + close.len();
        } else if let Some(body) = rest.strip_prefix('"') {
            let length = length_to_quote(body);
            found.push(Literal { at: at + 1, text: &body[..length] });
            at += length + 2;
        } else {
            at += length_of_other(rest);
        }
    }
    found
}

/// The part of a file before `#[cfg(test)] mod …`, which stands at its end.
pub fn before_inline_tests(source: &str) -> &str {
    source.find("\n#[cfg(test)]\nmod ").map_or(source, |end| &source[..end])
}

/// The opening and closing quotes when a raw string starts here.
fn raw_quotes(source: &str, at: usize) -> Option<(String, String)> {
    let after_r = source[at..].strip_prefix('r')?;
    let is_inside_a_name =
        source[..at].ends_with(|letter: char| letter.is_alphanumeric() && letter != 'b' || letter == '_');
    let hashes = after_r.len() - after_r.trim_start_matches('#').len();
    let is_string = after_r[hashes..].starts_with('"');
    let hashes = "#".repeat(hashes);
    (is_string && !is_inside_a_name).then(|| (format!("r{hashes}\""), format!("\"{hashes}")))
}

fn length_to_quote(body: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in body.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    body.len()
}

/// One letter, or a character literal: `'"'` opens no string.
fn length_of_other(rest: &str) -> usize {
    if let Some(escaped) = rest.strip_prefix("'\\") {
        // The letter behind the backslash may itself be a quote.
        return escaped
            .char_indices()
            .skip(1)
            .find(|(_, letter)| *letter == '\'')
            .map_or(2, |(at, _)| at + 3);
    }
    let mut letters = rest.chars();
    let first = letters.next().map_or(1, char::len_utf8);
    match (rest.starts_with('\''), letters.next(), letters.next()) {
        (true, Some(letter), Some('\'')) => letter.len_utf8() + 2,
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        of(source).into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn plain_raw_and_byte_strings_are_found_and_comments_are_not() {
        assert_eq!(
            texts("let a = \"one\"; // \"no\"\nlet b = r#\"t\"wo\"#; /* \"no\" */ b\"three\""),
            ["one", "t\"wo", "three"]
        );
    }

    #[test]
    fn a_quote_in_a_character_or_behind_a_backslash_ends_nothing() {
        assert_eq!(texts(r#"if c == '"' { f::<'a>('\'', "a\"b") }"#), [r#"a\"b"#]);
    }

    #[test]
    fn a_letter_r_at_the_end_of_a_name_starts_no_raw_string() {
        assert_eq!(texts("for\"x\"; attr\"y\""), ["x", "y"]);
    }

    #[test]
    fn inline_tests_are_left_out() {
        assert_eq!(texts("\"kept\"\n#[cfg(test)]\nmod tests { \"left out\" }"), ["kept"]);
    }
}
