//! A colour has a name and a place: everything but `style/tokens.css` says the name.

use super::{Complaint, SourceFile, line_of, rust_literals};

const TOKENS: &str = "style/tokens.css";
/// The pages and widgets, and the crate that paints the canvas.
const PAINTING_SOURCES: [&str; 3] = ["src/", "crates/easel/", "crates/canvas-element/"];
const FUNCTIONS: [&str; 10] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
const NAMES: [&str; 21] = [
    "white", "black", "red", "green", "blue", "gray", "grey", "yellow", "orange", "purple", "pink", "brown",
    "silver", "navy", "teal", "maroon", "olive", "lime", "aqua", "fuchsia", "gold",
];
const SENTENCE: &str = "a raw colour: give it a name in style/tokens.css and use that";

pub fn check(file: &SourceFile) -> Vec<Complaint> {
    if file.is_under(&["style/"]) && file.has_extension(&["css"]) && file.path != TOKENS {
        return in_style(&file.text);
    }
    if file.is_under(&PAINTING_SOURCES) && file.has_extension(&["rs"]) {
        return in_rust(&file.text);
    }
    Vec::new()
}

fn in_style(style: &str) -> Vec<Complaint> {
    let style = without_comments(style);
    let mut complaints = Vec::new();
    let mut start = 0;
    for (end, letter) in style.char_indices().filter(|(_, letter)| matches!(letter, '{' | '}' | ';')) {
        // What a brace opens is a selector, where `#abc` is an identifier.
        if letter != '{'
            && let Some((property, value)) = style[start..end].split_once(':')
            && has_colour(value, true)
        {
            complaints.push(complaint(&style, start + property.len()));
        }
        start = end + 1;
    }
    complaints
}

fn in_rust(source: &str) -> Vec<Complaint> {
    let literals = rust_literals::of(source).into_iter().filter(|literal| has_colour(literal.text, false));
    literals.map(|literal| complaint(source, literal.at)).collect()
}

fn complaint(text: &str, at: usize) -> Complaint {
    Complaint { line: line_of(text, at), sentence: SENTENCE.into() }
}

/// The words of a value, a word being what a name in CSS may hold, and what follows each.
fn has_colour(value: &str, is_style: bool) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '#');
    let mut rest = value;
    while let Some(start) = rest.find(is_word) {
        let word = &rest[start..];
        let (word, after) = word.split_at(word.find(|letter| !is_word(letter)).unwrap_or(word.len()));
        let is_function = FUNCTIONS.contains(&word) && after.strip_prefix('(').is_some_and(is_spelt_out);
        if is_hexadecimal(word) || is_function || (is_style && NAMES.contains(&word)) {
            return true;
        }
        rest = after;
    }
    false
}

/// Not one made from another colour, and not a pattern to be filled in.
fn is_spelt_out(parameters: &str) -> bool {
    let parameters = parameters.trim_start();
    !parameters.starts_with('{') && !parameters.starts_with("from ")
}

fn is_hexadecimal(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// Comments become spaces, so that lines keep their numbers.
fn without_comments(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        kept.push_str(before);
        kept.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = after;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::super::{NONE, complaints_of};
    use super::*;

    fn style(text: &str) -> Vec<usize> {
        complaints_of(check, "style/base.css", text)
    }

    #[test]
    fn colours_in_values_are_raw() {
        assert_eq!(style(".a { color: #fff; }\n.b {\n  background: rgb(1 2 3) }"), [1, 3]);
        assert_eq!(style(".a { border: 1px solid black; }"), [1]);
    }

    #[test]
    fn names_from_the_tokens_are_not() {
        assert_eq!(
            style("#add { color: var(--red); background: color-mix(in oklab, var(--a), transparent) }"),
            NONE
        );
        assert_eq!(style("a { color: oklch(from var(--ink) l c h / 50%) }"), NONE);
        assert_eq!(style("/* #fff\n */ a:hover { color: currentColor; forced: CanvasText }"), NONE);
        assert_eq!(complaints_of(check, TOKENS, ":root { --ink: #123456; }"), NONE);
    }

    #[test]
    fn painting_code_takes_its_colours_from_the_tokens_too() {
        assert_eq!(complaints_of(check, "crates/easel/src/paint.rs", "x();\nfill(\"#aabbcc\")"), [2]);
        assert_eq!(
            complaints_of(check, "src/app.rs", "href=\"#main\"; \"issue #1234567\"; \"rgba(0,0,0,.5)\""),
            [1]
        );
        assert_eq!(complaints_of(check, "crates/diagram/src/lib.rs", "\"#aabbcc\""), NONE);
        assert_eq!(complaints_of(check, "src/app.rs", "format!(\"rgba({red}, {green}, {blue}, 1)\")"), NONE);
    }
}
