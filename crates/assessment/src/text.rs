//! Comparing what learners type with what authors accept.

use crate::parse_number;

/// Whether the text says the same as `accepted`. Case, spaces, hyphens, quotes, full stops and a leading article make
/// no difference ("The write-behind." is "write behind" and "writebehind"); two numbers are the same by their value.
///
/// ```
/// assert!(assessment::same_text("The Write-behind.", "write behind"));
/// assert!(assessment::same_text("1,000", "1000.0"));
/// assert!(!assessment::same_text("write-around", "write behind"));
/// ```
pub fn same_text(given: &str, accepted: &str) -> bool {
    if let (Some(given), Some(accepted)) = (parse_number(given), parse_number(accepted)) {
        return given == accepted;
    }
    let given = without_article(tokens(given)).concat();
    !given.is_empty() && given == without_article(tokens(accepted)).concat()
}

/// Words that may stand where a phrase has `..`.
const MOST_BETWEEN: usize = 6;

/// Whether the phrase stands in the text as whole words, one after the other. A word of the phrase that ends with `*`
/// fits every word that begins so, and ` .. ` stands for up to six other words, or none.
///
/// ```
/// assert!(assessment::says("Retries are safe, because the call is idempotent.", "idempot*"));
/// assert!(assessment::says("A retry is sent with the same key.", "retr* .. same key"));
/// assert!(!assessment::says("The same key, and no retry.", "retr* .. same key"));
/// assert!(!assessment::says("The throttle is reached.", "TTL"));
/// ```
pub fn says(text: &str, phrase: &str) -> bool {
    let words = tokens(text);
    let pieces: Vec<Vec<String>> =
        phrase.split(" .. ").map(tokens).filter(|piece| !piece.is_empty()).collect();
    // Where the next piece may begin: anywhere at first, then not far behind the piece before.
    let mut starts: Vec<usize> = (0..=words.len()).collect();
    for piece in &pieces {
        let ends =
            starts.iter().filter(|start| stands_at(&words, **start, piece)).map(|start| start + piece.len());
        starts = ends.flat_map(|end| end..=end + MOST_BETWEEN).collect();
        starts.sort_unstable();
        starts.dedup();
    }
    !pieces.is_empty() && !starts.is_empty()
}

fn stands_at(words: &[String], start: usize, piece: &[String]) -> bool {
    let fits = |(word, wanted): (&String, &String)| match wanted.strip_suffix('*') {
        Some(start) => word.trim_start_matches('*').starts_with(start),
        // Emphasis of markdown is no part of the word.
        None => word.trim_matches('*') == wanted,
    };
    words.get(start..start + piece.len()).is_some_and(|words| words.iter().zip(piece).all(fits))
}

/// The first sentence of a text: up to a full stop, question mark or exclamation mark with a space or the end behind it. The
/// point of "0.5" ends none.
///
/// ```
/// assert_eq!(assessment::first_sentence("It waits 0.5 s. Then it tries again."), "It waits 0.5 s.");
/// ```
pub fn first_sentence(text: &str) -> &str {
    let ends = text.char_indices().filter(|(_, letter)| matches!(letter, '.' | '?' | '!'));
    let mut sentences = ends.filter_map(|(place, letter)| text.split_at_checked(place + letter.len_utf8()));
    let first = sentences.find(|(_, rest)| rest.starts_with(char::is_whitespace));
    first.map_or(text, |(first, _)| first)
}

/// Words as they are said aloud.
pub(crate) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Lower-case words without what surrounds them. A sign before a digit belongs to the number.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let letters: Vec<char> = lower.chars().collect();
    let mut words = vec![String::new()];
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(place + 1);
        let in_number = after.is_some_and(char::is_ascii_digit)
            && match letter {
                '.' => before.is_some_and(char::is_ascii_digit),
                '-' => before.is_none_or(|before| !before.is_alphanumeric()),
                _ => false,
            };
        if keeps(*letter) || in_number {
            words.last_mut().into_iter().for_each(|word| word.push(*letter));
        } else if !is_quote(*letter) {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Signs that names and terms are told apart by: "C++", "<=", "80%", "2^10".
fn keeps(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '+' | '#' | '<' | '>' | '=' | '*' | '%' | '&' | '$' | '^')
}

/// "don't" is one word, and so is "`dont`".
fn is_quote(letter: char) -> bool {
    matches!(letter, '\'' | '"' | '`' | '\u{2018}'..='\u{201f}' | '\u{b4}')
}

fn without_article(mut words: Vec<String>) -> Vec<String> {
    let starts_with_article = words.first().is_some_and(|word| matches!(word.as_str(), "a" | "an" | "the"));
    if starts_with_article && words.len() > 1 {
        words.remove(0);
    }
    words
}
