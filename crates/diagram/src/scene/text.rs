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
    fn wide_letters_count_more() {
        assert!(approximate_width("WWW", 10.0) > 2.0 * approximate_width("iii", 10.0));
    }
}
