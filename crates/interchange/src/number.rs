//! Numbers as short text, the same on every machine.

/// Three places after the point at most: a thousandth of a document unit is never seen.
pub(crate) fn push(text: &mut String, number: f64) {
    // Whole thousandths need no code that prints fractions. A number that is none becomes 0.
    let thousandths = (number * 1000.0).round() as i64;
    if thousandths < 0 {
        text.push('-');
    }
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    text.push_str(&whole.to_string());
    if rest > 0 {
        let digits = (rest + 1000).to_string();
        text.push('.');
        text.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
}

pub(crate) fn text(number: f64) -> String {
    let mut text = String::new();
    push(&mut text, number);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_as_many_places_as_it_needs_and_at_most_three() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0001, "0"),
            (12.0, "12"),
            (-1.5, "-1.5"),
            (0.05, "0.05"),
            (1e7 + 0.0625, "10000000.063"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(text(number), expected);
        }
    }
}
