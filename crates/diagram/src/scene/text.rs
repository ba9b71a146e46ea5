/// About how wide a line of text is in a proportional sans serif, in the unit of `size`.
///
/// Widths are shares of the size, by class of letter, as in Inter; good to about a tenth.
pub fn approximate_width(text: &str, size: f64) -> f64 {
    text.chars().map(share_of_size).sum::<f64>() * size
}

fn share_of_size(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | ' ' => 0.28,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 0.88,
        'A'..='Z' | '0'..='9' => 0.66,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' => 1.0,
        _ if letter as u32 >= 0x1_f000 => 1.2,
        _ => 0.57,
    }
}

/// The painter condenses letters by so much before it cuts a text.
const SLACK: f64 = 1.1;

/// At most two lines, broken between words; what is too long still is the painter's to cut.
pub(super) fn in_two_lines(text: &str, size: f64, max_width: f64) -> (String, Option<String>) {
    let text = text.trim();
    if approximate_width(text, size) <= max_width {
        return (text.to_owned(), None);
    }
    let fits = |head: &str| approximate_width(head, size) <= max_width * SLACK;
    let spaces = text.char_indices().filter(|(_, letter)| letter.is_whitespace());
    let break_at = spaces.map(|(at, _)| at).take_while(|at| text.get(..*at).is_some_and(fits)).last();
    match break_at.and_then(|at| text.split_at_checked(at)) {
        Some((head, tail)) => (head.trim_end().to_owned(), Some(tail.trim_start().to_owned())),
        None => (text.to_owned(), None),
    }
}

/// As many lines as there are, broken between words and where the text itself breaks; an endless word is the painter's to cut.
pub(super) fn wrapped(text: &str, size: f64, max_width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if line.is_empty() || approximate_width(&longer, size) <= max_width {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_fits_is_one_line() {
        assert_eq!(in_two_lines(" Cache ", 13.0, 100.0), ("Cache".into(), None));
    }

    #[test]
    fn a_long_name_breaks_between_words() {
        assert_eq!(
            in_two_lines("Internationalisation service", 13.0, 100.0),
            ("Internationalisation service".into(), None),
            "the first word alone does not fit: it is cut"
        );
        assert_eq!(
            in_two_lines("Payments write worker", 13.0, 100.0),
            ("Payments write".into(), Some("worker".into()))
        );
    }

    #[test]
    fn one_endless_word_stays_whole_for_the_painter_to_cut() {
        let word = "x".repeat(400);
        assert_eq!(in_two_lines(&word, 13.0, 100.0), (word.clone(), None));
    }

    #[test]
    fn a_text_is_wrapped_between_words_and_keeps_its_own_lines() {
        assert_eq!(wrapped("one two three\n\nfour", 10.0, 50.0), ["one two", "three", "", "four"]);
        assert_eq!(wrapped("", 10.0, 50.0), Vec::<String>::new());
    }

    #[test]
    fn wide_letters_count_more() {
        assert!(approximate_width("WWW", 10.0) > 2.0 * approximate_width("iii", 10.0));
    }
}
