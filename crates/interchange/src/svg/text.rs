//! How texts are cut to their room, by the widths of Inter's letters; the screen measures and does the same.

use diagram::scene::{Weight, approximate_width};

use super::inter;

pub(super) struct Fitted {
    pub(super) text: String,
    /// Its letters are drawn closer, to be as wide as its room.
    pub(super) is_condensed: bool,
}

/// Letters are drawn closer by up to so much before a text is cut.
const CONDENSED: f64 = 1.12;
/// The unit in which widths of letters are given.
const EM: f64 = 2048.0;

/// The text, or as much of it as fits with an ellipsis.
pub(super) fn fitted(text: &str, size: f64, weight: Weight, max_width: f64) -> Fitted {
    let measure = |text: &str| width(text, size, weight);
    let whole = measure(text);
    if whole <= max_width * CONDENSED {
        return Fitted { text: text.to_owned(), is_condensed: whole > max_width };
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let shortened = |letters: usize| {
        let end = starts.get(letters).copied().unwrap_or(text.len());
        format!("{}…", text.get(..end).unwrap_or_default().trim_end())
    };
    let (mut fits, mut too_long) = (0, starts.len());
    while too_long - fits > 1 {
        let middle = fits.midpoint(too_long);
        if measure(&shortened(middle)) <= max_width { fits = middle } else { too_long = middle }
    }
    Fitted { text: shortened(fits), is_condensed: false }
}

/// In the unit of `size`. Pairs of letters that move closer are not known; that is less than a hundredth.
fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let column = match weight {
        Weight::Regular => 0,
        Weight::Medium => 1,
        Weight::Semibold => 2,
    };
    let letter_width = |letter: char| match row(letter).and_then(|row| row.get(column)) {
        Some(width) => f64::from(*width) / EM * size,
        None => approximate_width(letter.encode_utf8(&mut [0; 4]), size),
    };
    text.chars().map(letter_width).sum()
}

fn row(letter: char) -> Option<&'static [u16; 3]> {
    let code = letter as usize;
    let ascii = code.checked_sub(0x20).and_then(|at| inter::ASCII.get(at));
    let latin = || code.checked_sub(0xa0).and_then(|at| inter::LATIN.get(at));
    let mark = || inter::PUNCTUATION.iter().find(|(mark, _)| *mark == letter).map(|(_, row)| row);
    ascii.or_else(latin).or_else(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, max_width: f64) -> (String, bool) {
        let fitted = fitted(text, 13.0, Weight::Semibold, max_width);
        (fitted.text, fitted.is_condensed)
    }

    #[test]
    fn letters_are_as_wide_as_in_the_font() {
        let one = width("a", 2048.0, Weight::Regular);
        assert_eq!(one, f64::from(inter::ASCII['a' as usize - 0x20][0]));
        assert_eq!(width("aaaa", 2048.0, Weight::Regular), 4.0 * one);
        assert!(width("Cache", 13.0, Weight::Semibold) > width("Cache", 13.0, Weight::Regular));
    }

    #[test]
    fn what_is_a_little_too_wide_is_condensed_and_then_cut() {
        let whole = width("Load balancer", 13.0, Weight::Semibold);
        assert_eq!(cut("Load balancer", whole), ("Load balancer".into(), false));
        assert_eq!(cut("Load balancer", whole / 1.1), ("Load balancer".into(), true));
        let (text, is_condensed) = cut("Load balancer", whole / 1.5);
        assert!(text.starts_with("Load b") && text.ends_with('…') && !is_condensed, "{text}");
        assert_eq!(cut("Übergröße", 0.0).0, "…");
    }
}
